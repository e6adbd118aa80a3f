"""What is kept of a file, of an article and of all quotes while a dataset is read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from quotecheck.problems import Place, Problem
from quotecheck.store.alike import Said, Twin
from quotecheck.store.house import House
from quotecheck.store.kinds import Source
from quotecheck.store.meaning import last_of, latest
from quotecheck.store.places import Places


@dataclass(slots=True)
class Held:
    """What is kept of an article while the rest is read; `dated` and `late` count its quotes.

    `issued` is when it was published, as it says, `head` what stands outside its text, `latest` the last day (ISO 8601)
    on which words of it can have been said.
    """

    text: str
    source: Source
    line: int | None
    pointer: str
    issued: str | None = None
    head: str = ""
    said: Said = field(default_factory=lambda: Said(""))
    published: dt.date | None = None
    latest: str = ""
    dated: int = 0
    late: list[Problem] = field(default_factory=list)
    lost: list[Problem] = field(default_factory=list)

    @property
    def place(self) -> Place:
        """Where the article stands."""
        return Place(self.source.path.as_posix(), self.line, self.pointer)


def hold(source: Source, line: int | None, pointer: str, fields: Mapping[str, Any]) -> Held:
    """Keep an article of these fields, of which at least `id` and `text` are sound."""
    published = last_of(fields.get("published"), fields.get("updated"))
    return Held(
        fields["text"],
        source,
        line,
        pointer,
        issued=fields.get("published"),
        head=" ".join(filter(None, (fields.get("title"), fields.get("byline")))),
        said=Said(fields.get("origin") or fields["id"]),
        published=published,
        latest="" if published is None else latest(published).isoformat(),
    )


@dataclass(slots=True)
class Tally:
    """What was seen of one file: its records, those that no other problem speaks of, and what refers to it in vain."""

    records: int = 0
    sound: int = 0
    problems: int = 0
    vain: list[Problem] = field(default_factory=list)


_TWINS: Mapping[str, tuple[str, str]] = {
    "same": ("QC563", "the same words as the quote at {}"),
    "near": ("QC564", "nearly the same words as the quote at {}"),
    "copy": ("QC565", "in a copy of this text somebody else says these words, at {}"),
    "elsewhere": ("QC566", "somebody else says these words at {}"),
}


def twin_problem(twin: Twin, places: Places) -> Problem:
    """Say of which quote one says the words again."""
    code, message = _TWINS[twin.how]
    place, first = places.place(twin.place), places.place(twin.first)
    field_ = "speaker" if twin.how in {"copy", "elsewhere"} else "content"
    return Problem(code, message.format(first), Place(place.file, place.line, f"{place.pointer}/{field_}"))


def excerpt_problems(articles: Iterable[Held], house: House) -> Iterator[tuple[Source, Problem]]:
    """Yield the articles of which quotes repeat more than the house rules allow."""
    most = house.texts.excerpt_words
    if most is None:
        return
    for held in articles:
        if (words := held.said.words(held.text)) > most:
            message = f"its quotes repeat {words} words, {most} are allowed"
            place = held.place
            yield held.source, Problem("QC572", message, Place(place.file, place.line, f"{place.pointer}/text"))


def circles(parents: Mapping[str, str]) -> Iterator[list[str]]:
    """Yield each circle of two or more ids that lead to each other, once, from its first id on."""
    done: set[str] = set()
    for start in sorted(parents):
        path: list[str] = []
        id_: str | None = start
        while id_ is not None and id_ not in done:
            done.add(id_)
            path.append(id_)
            id_ = parents.get(id_)
        if id_ in path[:-1]:
            yield path[path.index(id_) :]
