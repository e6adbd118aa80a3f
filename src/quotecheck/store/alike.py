"""Quotes that say the same: twice in one article, or in two with two speakers. A few numbers are kept of each quote."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from struct import Struct
from typing import Literal

_NEAR = 0.8  # of the longer of two stretches: what they share, from where on they are nearly the same
_TELLING = 40  # letters: less is said by many people, such as "We will see what happens"
_ENDS = " ,.;:…"  # what outlets end a quotation with, whatever was said
_STRETCH = Struct("<qqqq")
_pack = _STRETCH.pack
_THREE = Struct("<qqq")
_pack_three = _THREE.pack
_WORD = re.compile(r"\w+")

_Said = tuple[int, int, int, int]  # start, end, speaker, place


@dataclass(frozen=True, slots=True)
class Twin:
    """The place of a quote that says again what the one at `first` says: in the article, in a copy of it, elsewhere."""

    how: Literal["same", "near", "copy", "elsewhere"]
    place: int
    first: int


class Said:
    """Where the words of an article's quotes stand, of those that are in no other quote; places are numbers."""

    __slots__ = ("_held", "origin", "text")

    def __init__(self, text: str, origin: str) -> None:
        self.text = text
        self.origin = origin
        self._held = bytearray()

    def take(self, start: int, end: int, speaker: int, place: int) -> None:
        """Take a stretch on."""
        self._held += _pack(start, end, speaker, place)

    def words(self) -> int:
        """Count the words of the article that its quotes repeat, each once."""
        count = reached = 0
        for start, end, _, _ in self._sorted():
            count += len(_WORD.findall(self.text, max(start, reached), max(end, reached)))
            reached = max(reached, end)
        return count

    def twins(self) -> Iterator[Twin]:
        """Yield the quotes whose speaker says the same words, or nearly, in an earlier quote; each once."""
        told: set[int] = set()
        open_: list[_Said] = []
        for one in self._sorted():
            open_ = [other for other in open_ if other[1] > one[0]]
            for other in open_:
                first, again = sorted((other, one), key=lambda said: said[3])
                if _is_twin(one, other) and again[3] not in told:
                    told.add(again[3])
                    yield Twin("same" if one[:2] == other[:2] else "near", again[3], first[3])
            open_.append(one)

    def _sorted(self) -> Sequence[_Said]:
        return sorted(_STRETCH.iter_unpack(self._held))


def _is_twin(one: _Said, other: _Said) -> bool:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    whole = max(one[1] - one[0], other[1] - other[0], 1)
    return one[2] == other[2] and one[3] != other[3] and shared / whole >= _NEAR


class Alike:
    """Which words were first said by whom, and in which article."""

    def __init__(self) -> None:
        self._speakers: dict[str, int] = {}
        self._first: dict[int, int] = {}
        self._where: list[Said] = []
        self._who = array("q")
        self._stretch = bytearray()  # by threes: start, end, place
        self.twins: list[Twin] = []

    def number(self, speaker: str) -> int:
        """Give a number for a speaker's id."""
        return self._speakers.setdefault(speaker, len(self._speakers))

    def say(self, words: str, start: int, speaker: int, where: Said, place: int) -> None:
        """Take on the words that stand at `start`, and note whether somebody else said them in another article.

        Of a million words two may have one hash: then the later ones are compared with words that they are not.
        """
        if len(words) < _TELLING:
            return
        first = self._first.setdefault(hash(_said(words)), len(self._where))
        if first == len(self._where):
            self._where.append(where)
            self._who.append(speaker)
            self._stretch += _pack_three(start, start + len(words), place)
        elif self._who[first] != speaker and (there := self._where[first]) is not where:
            begin, end, before = _THREE.unpack_from(self._stretch, first * _THREE.size)
            if _said(there.text[begin:end]) == _said(words):
                self.twins.append(Twin("copy" if there.origin == where.origin else "elsewhere", place, before))


def _said(words: str) -> str:
    """Give words as two outlets may have them in common: without case, marks at the end and forms of apostrophes."""
    return words.casefold().replace("’", "'").strip(_ENDS)
