"""Words as pieces of a text and what lies between: enough to get them back from a copy, and nothing to read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from quotecheck.records import Piece

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of words found in a text; `count` is how many, `begins` and `ends` where it is in the words asked for."""

    count: int
    begins: int
    ends: int
    article: str
    start: int
    lower: bool


def covered(words: str, texts: Mapping[str, str], own: str | None) -> tuple[Piece, ...]:
    """Give pieces of `texts` (by article id) that make up `words`: from the left, always the longest run of words.

    Words that no text has stay between the pieces: lemmas of irregular forms, names of outlets, terms of our own.
    `own` is the article that a piece need not name.
    """
    places = [match.span() for match in _WORD.finditer(words)]
    runs: list[_Run] = []
    at = 0
    while at < len(places):
        run = max(_runs(words, places[at:], texts), key=lambda run: run.count, default=None)
        runs += [run] if run else []
        at += run.count if run else 1
    return tuple(_pieces(words, runs, own))


def _pieces(words: str, runs: Sequence[_Run], own: str | None) -> Iterator[Piece]:
    """Yield the runs as pieces, each with the letters up to the next; what is before the first has no stretch."""
    begins = [*(run.begins for run in runs), len(words)]
    if begins[0]:
        yield Piece(start=0, end=0, then=words[: begins[0]])
    for run, reached in zip(runs, begins[1:], strict=True):
        named = None if run.article == own else run.article
        end = run.start + run.ends - run.begins
        yield Piece(start=run.start, end=end, then=words[run.ends : reached], lower=run.lower, article_id=named)


def _runs(words: str, places: Sequence[tuple[int, int]], texts: Mapping[str, str]) -> Iterator[_Run]:
    for article, text in texts.items():
        for lower in (False, True):
            run = _run(words, places, lowered(text) if lower else text)
            if run is not None:
                count, start = run
                yield _Run(count, places[0][0], places[count - 1][1], article, start, lower)


def _run(words: str, places: Sequence[tuple[int, int]], text: str) -> tuple[int, int] | None:
    """Give how many of the words at `places` stand in `text` as one run, and where; None where the first does not."""
    begins, at = places[0][0], 0
    best = None
    for count, (_, ends) in enumerate(places, start=1):
        at = text.find(words[begins:ends], at)  # a longer run cannot begin before a shorter one
        if at < 0:
            break
        best = count, at
    return best


def joined(pieces: Iterable[Piece], texts: Mapping[str, str], own: str | None) -> str | None:
    """Give the words that pieces make up, or None where an article is not among `texts`."""
    parts: list[str] = []
    for piece in pieces:
        text = texts.get(piece.article_id or own or "", None if piece.end else "")
        if text is None:
            return None
        stretch = (lowered(text) if piece.lower else text)[piece.start : piece.end]
        parts += (stretch, piece.then)
    return "".join(parts)


@lru_cache(maxsize=64)
def lowered(text: str) -> str:
    """Give a text in small letters, each character in its place: one that would become two stays as it is."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)
