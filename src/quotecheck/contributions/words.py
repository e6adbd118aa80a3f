"""Words found in a text: as they stand, else with quotation marks, dashes and white space of any kind taken as one."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

Stretch = tuple[int, int]

_FOLDS = {
    **dict.fromkeys("“”„‟«»″＂〝〞", '"'),
    **dict.fromkeys("‘’‚‛′´`ʼ＇‹›", "'"),
    **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
    "…": "...",
}
_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"\S+")
_OUTER = {'"': '"', "'": "'"}
_ALIKE = 50  # likeness from 0 to 100 below which nothing is shown as near
_LONGEST = 200_000  # code points of a text that are searched for what is near
_SHOWN = 160
_MARKS, _PUNCTUATION = "\"'", "\"'.,;:!?()[]-"
_SLACK = 4  # words by which a window that is near may be too long or too short


@dataclass(frozen=True, slots=True)
class Folded:
    """A text with what people type in many ways made one; `origin[i]` is where its character `i` stands."""

    text: str
    origin: tuple[int, ...]
    length: int

    def stretch(self, start: int, end: int) -> Stretch | None:
        """Give the stretch of the text as it was, or None where an end falls inside one character of it."""
        if end < len(self.origin) and self.origin[end] == self.origin[end - 1]:
            return None
        if start > 0 and self.origin[start - 1] == self.origin[start]:
            return None
        return self.origin[start], self.origin[end - 1] + 1


@lru_cache(maxsize=64)
def folded(text: str) -> Folded:
    """Fold a text: NFD, straight marks, hyphens for dashes, one blank for white space, nothing for soft hyphens."""
    made: list[str] = []
    origin: list[int] = []
    for at, char in enumerate(text):
        plain = " " if char.isspace() else _FOLDS.get(char)
        if plain is None:
            plain = char if char.isascii() else unicodedata.normalize("NFD", char)
        if plain == " " and (not made or made[-1] == " "):
            continue
        made.extend(plain)
        origin.extend([at] * len(plain))
    if made and made[-1] == " ":
        made.pop()
        origin.pop()
    return Folded("".join(made), tuple(origin), len(text))


def find(words: str, text: str, within: Stretch | None = None) -> list[Stretch]:
    """Give every place where `words` stand in `text` as whole words, as typed if so anywhere, else folded.

    Offsets are code points of `text`. Outer quotation marks are no part of the words unless they have to be.
    """
    start, end = within or (0, len(text))
    for typed in _spellings(words):
        exact = list(_places(typed, text, start, end))
        if exact:
            return exact
        loose = [one for one in _loose(typed, text) if start <= one[0] and one[1] <= end]
        if loose:
            return loose
    return []


def _spellings(words: str) -> Iterator[str]:
    bare = words.strip()
    straight = folded(bare).text
    if len(bare) > 2 and _OUTER.get(straight[:1]) == straight[-1:]:  # noqa: PLR2004 - two marks and something inside
        yield bare[1:-1].strip()
    yield bare


def _places(words: str, text: str, start: int, end: int) -> Iterator[Stretch]:
    at = text.find(words, start, end) if words else -1
    while at >= 0:
        if _whole(text, at, at + len(words)):
            yield at, at + len(words)
        at = text.find(words, at + 1, end)


def _loose(words: str, text: str) -> Iterator[Stretch]:
    wanted, held = folded(words).text, folded(text)
    at = held.text.find(wanted) if wanted else -1
    while at >= 0:
        stretch = held.stretch(at, at + len(wanted))
        if stretch is not None and _whole(text, *stretch):
            yield stretch
        at = held.text.find(wanted, at + 1)


def _whole(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch begins and ends where a word may."""
    before, after = text[start - 1 : start], text[end : end + 1]
    cut_before = _in_word(before) and _in_word(text[start : start + 1])
    cut_after = _in_word(after) and _in_word(text[end - 1 : end])
    return not cut_before and not cut_after and not unicodedata.combining(after or " ")


def _in_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def same(words: str, text: str) -> bool:
    """Tell whether `words` are the whole of `text`, but for how marks, dashes and white space are typed."""
    wanted = folded(text).text
    return any(folded(typed).text == wanted for typed in _spellings(words))


@dataclass(frozen=True, slots=True)
class Near:
    """The stretch of a text that is most like some words, and the words that differ: (typed, in the text)."""

    text: str
    differing: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        """Say it in plain words."""
        said = "; ".join(_difference(*pair) for pair in self.differing[:4])
        more = f"; and {len(self.differing) - 4} more" if len(self.differing) > 4 else ""  # noqa: PLR2004
        return f'the nearest there is "{_short(self.text)}": {said}{more}'


def _difference(typed: str, held: str) -> str:
    if not typed:
        return f'it has also "{_short(held)}"'
    if not held:
        return f'it lacks "{_short(typed)}"'
    return f'it has "{_short(held)}", not "{_short(typed)}"'


def _short(text: str) -> str:
    text = _SPACES.sub(" ", text)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def nearest(words: str, text: str) -> Near | None:
    """Give the stretch of `text` that is most like `words`, or None where nothing is."""
    held = folded(text[:_LONGEST])
    wanted = folded(next(_spellings(words))).text
    found = fuzz.partial_ratio_alignment(wanted.lower(), held.text.lower()) if wanted and held.text else None
    if found is None or found.score < _ALIKE or len(held.text.lower()) != len(held.text):
        return None
    start, end = _refined(wanted, held.text, found.dest_start, found.dest_end)
    if start >= end:
        return None
    first, last = held.origin[start], held.origin[end - 1] + 1
    return Near(text[first:last], tuple(_differing(wanted, held.text[start:end])))


def _refined(wanted: str, held: str, start: int, end: int) -> Stretch:
    """Move the ends of a window to the ends of words, some words out or in, to where it is most like what is wanted."""
    words = [match.span() for match in _WORD.finditer(held)]
    first = bisect_right(words, start, key=lambda word: word[1])
    last = bisect_right(words, end - 1, key=lambda word: word[0]) - 1
    firsts = range(max(0, first - _SLACK), min(len(words), first + _SLACK + 1))
    lasts = range(max(0, last - _SLACK), min(len(words), last + _SLACK + 1))
    windows = [(words[one][0], words[two][1]) for one in firsts for two in lasts if one <= two]
    windows += [bare for window in windows for bare in _bare(held, *window)]
    return max(windows, key=lambda at: (fuzz.ratio(wanted, held[at[0] : at[1]]), -at[0]), default=(0, 0))


def _bare(held: str, start: int, end: int) -> Iterator[Stretch]:
    """Yield a window without the marks around it, and without any punctuation."""
    for marks in (_MARKS, _PUNCTUATION):
        words = held[start:end]
        first, last = start + len(words) - len(words.lstrip(marks)), start + len(words.rstrip(marks))
        if first < last:
            yield first, last
            yield start, last
            yield first, end


def _differing(wanted: str, held: str) -> Iterator[tuple[str, str]]:
    left, right = wanted.split(), held.split()
    for step in Levenshtein.opcodes(left, right):
        if step.tag != "equal":
            yield " ".join(left[step.src_start : step.src_end]), " ".join(right[step.dest_start : step.dest_end])
