"""Quotes that say the same: twice in one article, or in two with two speakers. A few numbers are kept of each quote."""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal

_NEAR = 0.8  # of the longer of two stretches: what they share, from where on they are nearly the same
_TELLING = 8  # words: fewer are said by many people, such as "We will see"
_FIELDS = 4
_WORD = re.compile(r"\w+")

Stretch = tuple[int, int]
_Said = tuple[int, int, int, int]  # start, end, speaker, place


@dataclass(frozen=True, slots=True)
class Twin:
    """The place of a quote that says again what the one at `first` says: in the article, in a copy of it, elsewhere."""

    how: Literal["same", "near", "copy", "elsewhere"]
    place: int
    first: int


class Alike:
    """What was said where and by whom, of all quotes that are in no other quote; places are numbers (`Places`)."""

    def __init__(self) -> None:
        self._names: dict[str, int] = {}
        self._articles: dict[str, array[int]] = defaultdict(lambda: array("q"))
        self._first: dict[int, int] = {}
        self._firsts = array("q")  # by fours: speaker, article, origin, place
        self._others: list[Twin] = []

    def stand(self, article: str, speaker: str, content: Sequence[Stretch], place: int) -> None:
        """Take on where the words of a quote stand."""
        held, who = self._articles[article], self._number(speaker)
        for start, end in content:
            held.extend((start, end, who, place))

    def say(self, words: str, speaker: str, article: str, origin: str, place: int) -> None:
        """Take on the words of a direct quote, and note whether somebody else said them in another article."""
        said = _WORD.findall(words.casefold())
        if len(said) < _TELLING:
            return
        key = int.from_bytes(blake2b(" ".join(said).encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
        new = self._number(speaker), self._number(article), self._number(origin), place
        known = self._first.setdefault(key, len(self._firsts))
        if known == len(self._firsts):
            self._firsts.extend(new)
            return
        old = self._firsts[known : known + _FIELDS]
        if old[0] != new[0] and old[1] != new[1]:
            self._others.append(Twin("copy" if old[2] == new[2] else "elsewhere", place, old[3]))

    def _number(self, name: str) -> int:
        return self._names.setdefault(name, len(self._names))

    def words_of(self, article: str, text: str) -> int:
        """Count the words of an article that its quotes repeat, each once."""
        count = reached = 0
        for start, end, _, _ in sorted(self._said(article)):
            count += len(_WORD.findall(text, max(start, reached), max(end, reached)))
            reached = max(reached, end)
        return count

    def twins(self) -> Iterator[Twin]:
        """Yield the quotes that say again what another one says, each once for an article."""
        for article in self._articles:
            yield from _within(sorted(self._said(article)))
        yield from self._others

    def _said(self, article: str) -> Iterator[_Said]:
        held = self._articles.get(article, array("q"))
        yield from zip(*(held[field::_FIELDS] for field in range(_FIELDS)), strict=True)


def _within(said: Sequence[_Said]) -> Iterator[Twin]:
    told: set[int] = set()
    open_: list[_Said] = []
    for one in said:
        open_ = [other for other in open_ if other[1] > one[0]]
        for other in open_:
            first, again = sorted((other, one), key=lambda held: held[3])
            if one[2] == other[2] and first[3] != again[3] and _share(one, other) >= _NEAR and again[3] not in told:
                told.add(again[3])
                yield Twin("same" if one[:2] == other[:2] else "near", again[3], first[3])
        open_.append(one)


def _share(one: _Said, other: _Said) -> float:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared / max(one[1] - one[0], other[1] - other[0], 1)
