"""Changes that break one paragraph of an article, and what must hold whatever they did.

A paragraph may change the quotes of no other, with four exceptions, all of them what the text itself asks for:

- its direct neighbours: re-opened marks, a colon above and an attribution below tie a paragraph to the next one;
- a quotation that runs through several paragraphs makes one of them;
- headlines, pull quotes and the turns of an interview are told by looking for the same words or labels elsewhere;
- who a pronoun or a surname stands for follows from all that is above: speakers are not compared.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from quotecheck.analysis import Analysis
from quotecheck.records import Article, Quote

MARKS = "“”‘’\"'«»„‚‹›`"
_MARK = re.compile(f"[{MARKS}]")
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
BREAKS = ("\n", "\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029", "\n\n", "\n\r", "\n \n", " ", "")
# What nobody types: accents on their own, marks of direction, width and joining, pictures, controls, letters whose
# length changes with their case.
ODD = (
    "\u0301", "\u20dd", "\u200b", "\u200d", "\u2060", "\ufeff", "\u200f", "\u202e", "\u2067", "\u00a0", "\u00ad",
    "\u3000", "\U0001f600", "\U0001f469\u200d\U0001f692", "\ufe0f", "\x00", "\x1b", "\x1c", "\x1f", "\x7f", "\ufffd",
    "\uffff", "\ue000", "\U0010ffff", "İ", "ß", "ﬁ", "ǅ", "１２", "٣", "½", "²", "𝐀", "ı", "ſ", "\u1680", "\u180e",
)  # fmt: skip
SILENT = frozenset({"related", "boilerplate"})
ELSEWHERE = frozenset({"headline", "headline-colon", "headline-marks", "pull-quote", "turn"})
LONGEST_CUT = 80


@dataclass(frozen=True, slots=True)
class Step:
    """One mutation: its kind, where in the paragraph (0 to 1), and which of the ways there are (0 to 1)."""

    kind: str
    at: float
    pick: float


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of a text, end excluded, and what stands there afterwards."""

    start: int
    end: int
    new: str

    def of(self, text: str) -> str:
        """Give the changed text."""
        return text[: self.start] + self.new + text[self.end :]

    @property
    def longer(self) -> int:
        """Give how far what stands behind is moved."""
        return len(self.new) - (self.end - self.start)


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Give where the paragraphs of a text start and end, each with the line breaks behind it."""
    return [match.span() for match in re.finditer(r"[^\n]*[^\n\s][^\n]*\n*", text)]


def changed(text: str, paragraph: tuple[int, int], steps: Sequence[Step]) -> Change:
    """Take steps on one paragraph, one after the other."""
    start, end = paragraph
    piece = text[start:end]
    for step in steps:
        piece = KINDS[step.kind](piece, step)
    return Change(start, end, piece)


def _one(options: Sequence[str], share: float) -> str:
    return options[_nth(options, share)]


def _nth(options: Sequence[object], share: float) -> int:
    return min(int(share * len(options)), len(options) - 1)


def _spliced(piece: str, found: Sequence[tuple[int, int]], step: Step, new: Callable[[str], str]) -> str:
    """Replace one of the stretches found; without any, leave the piece as it is."""
    if not found:
        return piece
    start, end = found[_nth(found, step.at)]
    return piece[:start] + new(piece[start:end]) + piece[end:]


def _marks(piece: str) -> list[tuple[int, int]]:
    return [match.span() for match in _MARK.finditer(piece)]


def _drop(piece: str, step: Step) -> str:
    return _spliced(piece, _marks(piece), step, lambda _: "")


def _double(piece: str, step: Step) -> str:
    return _spliced(piece, _marks(piece), step, lambda mark: mark * 2)


def _swap(piece: str, step: Step) -> str:
    return _spliced(piece, _marks(piece), step, lambda _: _one(MARKS, step.pick))


def _add(piece: str, step: Step) -> str:
    return _spliced(piece, _places(piece), step, lambda _: _one(MARKS, step.pick))


def _odd(piece: str, step: Step) -> str:
    return _spliced(piece, _places(piece), step, lambda _: _one(ODD, step.pick))


def _ends(piece: str, step: Step) -> str:
    """Put another line break for one there is, the last more often than not, or for a space."""
    found = [match.span() for match in _BREAK.finditer(piece)]
    spaces = [match.span() for match in re.finditer(" ", piece)]
    return _spliced(piece, found if step.at > 0.5 else spaces, step, lambda _: _one(BREAKS, step.pick))


def _cut(piece: str, step: Step) -> str:
    start = int(step.at * len(piece))
    return piece[:start] + piece[start + int(step.pick * LONGEST_CUT) :]


def _join(piece: str, step: Step) -> str:
    return _spliced(piece, [match.span() for match in re.finditer(r"\s+", piece)], step, lambda _: "")


def _places(piece: str) -> list[tuple[int, int]]:
    return [(at, at) for at in range(len(piece) + 1)]


KINDS: dict[str, Callable[[str, Step], str]] = {
    "drop a mark": _drop,
    "double a mark": _double,
    "swap a mark": _swap,
    "add a mark": _add,
    "odd character": _odd,
    "line end": _ends,
    "cut": _cut,
    "join words": _join,
}


def faults(before: Analysis, after: Analysis, change: Change) -> Iterator[str]:
    """Yield what the change has broken, in words."""
    yield from (str(problem) for problem in after.problems if problem.code == "QC202")
    yield from misplaced(after)
    yield from meddled(before, after, change)


def misplaced(analysis: Analysis) -> Iterator[str]:
    """Yield each span outside the text, or with other words than the text has there."""
    text = analysis.article.text
    for name, value in _spans(analysis.model_dump(mode="json", exclude={"problems"}), ""):
        start, end = value["start"], value["end"]
        words = value.get("text")
        if not 0 <= start <= end <= len(text) or (words is not None and words != text[start:end]):
            yield f"{name}: {start} to {end} of {len(text)} is not {words!r}"


def _spans(value: Any, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(value, dict):
        if value.get("start") is not None and value.get("end") is not None:
            yield name, value
        for key, inner in value.items():
            yield from _spans(inner, f"{name}/{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from _spans(inner, name)


def meddled(before: Analysis, after: Analysis, change: Change) -> Iterator[str]:
    """Yield each quote of another paragraph that is there before and not after, or the other way round."""
    old, new = _Side(before, change.start, change.end, 0), _Side(after, change.start, change.end, change.longer)
    own = old.near | new.near
    while more := (old.tied(own) | new.tied(own)) - own:
        own |= more
    was, now = old.quotes(own), new.quotes(own)
    yield from (f"lost: {quote}" for quote in was if quote not in now)
    yield from (f"new: {quote}" for quote in now if quote not in was)


Key = tuple[Any, ...]


class _Side:
    """An analysis before or after a change; places are told as they were before it."""

    def __init__(self, analysis: Analysis, start: int, end: int, longer: int) -> None:
        self._analysis, self._end, self._longer = analysis, end + longer, longer
        self._starts, ends = _read_paragraphs(analysis.article)
        places = list(zip(self._starts, ends, strict=True))
        above = [first for first, last in places if last <= start]
        below = [first for first, _ in places if first >= self._end]
        between = [first for first, last in places if last > start and first < self._end]
        self.near = {self._at(first) for first in (*above[-1:], *between, *below[:1])}

    def _at(self, offset: int) -> int:
        return offset - self._longer if offset >= self._end else offset

    def tied(self, own: set[int]) -> set[int]:
        """Give the paragraphs that a quotation ties to some of `own`, and those that are told by words elsewhere."""
        found: set[int] = set()
        for quote in self._analysis.quotes:
            places = self._places(quote)
            if places & own or quote.rule in ELSEWHERE:
                found |= places
        return found

    def quotes(self, own: set[int]) -> list[Key]:
        """Give what is compared of the quotes outside `own`."""
        return [self._key(quote) for quote in self._analysis.quotes if not self._places(quote) & own]

    def _places(self, quote: Quote) -> set[int]:
        return {self._at(self._starts[bisect_right(self._starts, start) - 1]) for start, _, _ in _stretches(quote)}

    def _key(self, quote: Quote) -> Key:
        return (quote.type, *((self._at(start), words, name) for start, words, name in _stretches(quote)))


def _read_paragraphs(article: Article) -> tuple[list[int], list[int]]:
    """Give the starts and the ends of the paragraphs that are read; a dateline is part of the one that it opens."""
    starts: list[int] = []
    ends: list[int] = []
    for zone in article.zones:
        if zone.kind in SILENT:
            continue
        if ends and not _BREAK.search(article.text, ends[-1], zone.start):
            ends[-1] = zone.end
        else:
            starts.append(zone.start)
            ends.append(zone.end)
    return starts, ends


def _stretches(quote: Quote) -> list[tuple[int, str, str]]:
    named = [*(("content", span) for span in quote.content), ("cue", quote.cue), ("source", quote.source)]
    return [(span.start, span.text, name) for name, span in named if span is not None]
