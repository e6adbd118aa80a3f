"""Quotes that say the same: twice in one article, or in two with two speakers. A few numbers are kept of each quote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from struct import Struct
from typing import Any, Literal

import numpy as np

_NEAR = 0.8  # of the longer of two stretches: what they share, from where on they are nearly the same
_TELLING = 40  # letters: less is said by many people, such as "We will see what happens"
_ENDS = " ,.;:…"  # what outlets end a quotation with, whatever was said
_WORD = re.compile(r"\w+")
_ROW = Struct("<qqqqq")  # article, start, end, speaker and place of a stretch
_pack = _ROW.pack

_Said = tuple[int, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Twin:
    """The place of a quote that says again what the one at `first` says: in the article, in a copy of it, elsewhere."""

    how: Literal["same", "near", "copy", "elsewhere"]
    place: int
    first: int


class Alike:
    """Where the words of quotes stand that are in no other quote; articles, speakers and places are numbers."""

    def __init__(self) -> None:
        self._speakers: dict[str, int] = {}
        self._texts: list[str] = []
        self._origins: list[str] = []
        self._rows = bytearray()
        self._first: dict[int, int] = {}  # by the hash of words: the row that had them first
        self._others: list[Twin] = []

    def article(self, text: str, origin: str) -> int:
        """Give a number for an article."""
        self._texts.append(text)
        self._origins.append(origin)
        return len(self._texts) - 1

    def speaker(self, id_: str) -> int:
        """Give a number for a speaker's id."""
        return self._speakers.setdefault(id_, len(self._speakers))

    def stand(self, article: int, start: int, end: int, speaker: int, place: int) -> None:
        """Take on where words of a quote stand."""
        self._rows += _pack(article, start, end, speaker, place)

    def say(self, words: str, article: int, start: int, speaker: int, place: int) -> None:
        """Take on words that stand at `start`, and note whether somebody else said them in another article.

        Of a million words two may have one hash: then the later ones are compared with words that they are not.
        """
        row = len(self._rows)
        self._rows += _pack(article, start, start + len(words), speaker, place)
        if len(words) < _TELLING or (first := self._first.setdefault(hash(_plain(words)), row)) == row:
            return
        there, begin, end, who, before = _ROW.unpack_from(self._rows, first)
        if who != speaker and there != article and _plain(self._texts[there][begin:end]) == _plain(words):
            copies = self._origins[there] == self._origins[article]
            self._others.append(Twin("copy" if copies else "elsewhere", place, before))

    def twins(self) -> Iterator[Twin]:
        """Yield the quotes that say again what an earlier one says, each once for an article."""
        rows = self._sorted()
        meets = (rows[1:, 0] == rows[:-1, 0]) & (rows[1:, 1] < rows[:-1, 2])
        for article in np.unique(rows[1:, 0][meets]):
            yield from _within(self._of(rows, int(article)))
        yield from self._others

    def words(self) -> Iterator[tuple[int, int]]:
        """Yield each article with the number of its words that quotes repeat, each word counted once."""
        rows = self._sorted()
        for article in np.unique(rows[:, 0]):
            count = reached = 0
            for _, start, end, _, _ in self._of(rows, int(article)):
                count += len(_WORD.findall(self._texts[int(article)], max(start, reached), max(end, reached)))
                reached = max(reached, end)
            yield int(article), count

    def _sorted(self) -> Any:
        """Give all rows by article and start."""
        rows = np.frombuffer(self._rows, dtype="<i8").reshape(-1, 5)
        return rows[np.lexsort((rows[:, 4], rows[:, 2], rows[:, 1], rows[:, 0]))]

    def _of(self, rows: Any, article: int) -> list[_Said]:
        first, last = np.searchsorted(rows[:, 0], (article, article + 1))
        return list(map(tuple, rows[first:last].tolist()))


def _plain(words: str) -> str:
    """Give words as two outlets may have them in common: without case, marks at the end and forms of apostrophes."""
    return words.casefold().replace("’", "'").strip(_ENDS)


def _within(said: Sequence[_Said]) -> Iterator[Twin]:
    """Yield the quotes of an article whose speaker says the same words, or nearly, in an earlier quote; each once."""
    told: set[int] = set()
    open_: list[_Said] = []
    for one in said:
        open_ = [other for other in open_ if other[2] > one[1]]
        for other in open_:
            first, again = sorted((other[4], one[4]))
            if _is_twin(one, other) and again not in told:
                told.add(again)
                yield Twin("same" if one[:3] == other[:3] else "near", again, first)
        open_.append(one)


def _is_twin(one: _Said, other: _Said) -> bool:
    shared = min(one[2], other[2]) - max(one[1], other[1])
    whole = max(one[2] - one[1], other[2] - other[1], 1)
    return one[3] == other[3] and one[4] != other[4] and shared / whole >= _NEAR
