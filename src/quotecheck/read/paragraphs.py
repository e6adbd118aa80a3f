"""From text to paragraphs: a line each, or in hard-wrapped text the lines that a typist's margin cut."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

# What str.splitlines takes for a line's end, less the separators that occur inside lines of scraped text.
_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]*_]*$")
_MARGINS = range(40, 101)
_MIN_FULL = 3


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of an article between `start` and `end`, and whether blank lines stand before and behind it.

    `lower` is for reading only: in lower case, with straight apostrophes; its offsets are not those of the text.
    `words` counts what stands between white space.
    """

    text: str
    start: int
    end: int
    gap_before: bool
    gap_after: bool
    lower: str
    words: int
    ends_sentence: bool


def ends_sentence(line: str) -> bool:
    """Tell whether a line ends in the punctuation of a sentence, closing marks aside."""
    return _SENTENCE_END.search(line[-12:]) is not None


def paragraphs(text: str) -> list[Paragraph]:
    """Cut `text` into paragraphs that leave out only white space."""
    spans = list(_lines(text))
    if (margin := _margin(text, spans)) is not None:
        spans = list(_joined(text, spans, margin))
    gaps = [_is_gap(text, before[1], after[0]) for before, after in pairwise(spans)]
    return [
        _paragraph(text[start:end], start, gap_before=before, gap_after=after)
        for (start, end), before, after in zip(spans, [True, *gaps], [*gaps, True], strict=False)
    ]


def _paragraph(text: str, start: int, *, gap_before: bool, gap_after: bool) -> Paragraph:
    lower = text.lower().replace("’", "'")
    return Paragraph(
        text, start, start + len(text), gap_before, gap_after, lower, len(text.split()), ends_sentence(text)
    )


def _lines(text: str) -> Iterator[tuple[int, int]]:
    for match in _LINE.finditer(text):
        line = match.group()
        content = line.strip()
        if content:
            start = match.start() + len(line) - len(line.lstrip())
            yield start, start + len(content)


def _is_gap(text: str, end: int, start: int) -> bool:
    return len(_BREAK.findall(text, end, start)) > 1


def _margin(text: str, spans: Sequence[tuple[int, int]]) -> int | None:
    """Give the width in code points at which the text was wrapped by hand, or None where its lines are paragraphs.

    A wrapped line is full: the next word would not have fitted; and it mostly ends amid a sentence.
    """
    pairs = [
        (before, after)
        for before, after in pairwise(spans)
        if after[0] - before[1] < _MARGINS.stop and not _is_gap(text, before[1], after[0])
    ]
    widths = sorted(end - start for (start, end), _ in pairs)
    if len(pairs) < _MIN_FULL or widths[-1] >= _MARGINS.stop + 20:
        return None
    margin = widths[int(len(widths) * 0.95)]
    full = [pair for pair in pairs if _is_full(text, *pair, margin)]
    amid = sum(not ends_sentence(text[start:end]) for (start, end), _ in full)
    if margin not in _MARGINS or len(full) < max(_MIN_FULL, 0.7 * len(pairs)) or amid < 0.6 * len(full):
        return None
    return margin


def _is_full(text: str, line: tuple[int, int], following: tuple[int, int], margin: int) -> bool:
    word = text[following[0] : following[1]].split(None, 1)[0]
    return line[1] - line[0] + 1 + len(word) > margin


def _joined(text: str, spans: Sequence[tuple[int, int]], margin: int) -> Iterator[tuple[int, int]]:
    start = spans[0][0]
    for before, after in pairwise(spans):
        apart = _is_gap(text, before[1], after[0]) or not _is_full(text, before, after, margin)
        indented = _is_indented(text, after[0]) and not _is_indented(text, before[0])
        if apart or indented or text[after[0]] == ">":
            yield start, before[1]
            start = after[0]
    yield start, spans[-1][1]


def _is_indented(text: str, start: int) -> bool:
    return start > 0 and text[start - 1] in " \t"
