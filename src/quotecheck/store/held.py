"""What is kept of a file and of an article while a dataset is read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from quotecheck.problems import Place, Problem
from quotecheck.store.kinds import Source
from quotecheck.store.meaning import last_of, latest


@dataclass(slots=True)
class Held:
    """What is kept of an article while the rest is read; `dated` and `late` count its quotes.

    `issued` is when it was published, as it says, `head` what stands outside its text, `latest` the last day (ISO 8601)
    on which words of it can have been said, `number` the one by which `Alike` knows it.
    """

    text: str
    source: Source
    line: int | None
    pointer: str
    issued: str | None = None
    head: str = ""
    published: dt.date | None = None
    latest: str = ""
    origin: str = ""
    number: int = -1
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
        published=published,
        latest="" if published is None else _day_after(published),
        origin=fields.get("origin") or fields["id"],
    )


@lru_cache(maxsize=1 << 12)
def _day_after(published: dt.date) -> str:
    """Give the last day for words that were published on one; one text for all articles of a day."""
    return latest(published).isoformat()


@dataclass(slots=True)
class Tally:
    """What was seen of one file: its records, those that no other problem speaks of, and what refers to it in vain."""

    records: int = 0
    sound: int = 0
    problems: int = 0
    vain: list[Problem] = field(default_factory=list)
