"""The registry told to people: a line a speaker, a line a pair that may be one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from quotecheck.records import Quote, Speaker
from quotecheck.report.shown import printable

Row = dict[str, object]


def rows(speakers: Iterable[Speaker], quotes: Iterable[Quote]) -> Iterator[Row]:
    """Give each speaker by id, with the number of quotes that it says alone or with others."""
    counts: Counter[str] = Counter()
    for quote in quotes:
        counts.update({ref.id for ref in (quote.speaker, *quote.co_speakers) if ref is not None})
    for one in sorted(speakers, key=lambda speaker: speaker.id):
        yield {**one.model_dump(mode="json"), "quotes": counts[one.id]}


def listed(found: Sequence[Row]) -> Iterator[str]:
    """Lay rows of the registry out in columns."""
    yield from _columns((_cells(row) for row in found), right=3)


def _cells(row: Row) -> tuple[str, ...]:
    aliases = row["aliases"]
    names = ", ".join(alias["name"] for alias in aliases) if isinstance(aliases, list) else ""
    return (str(row["id"]), str(row["name"]), str(row["kind"]), str(row["quotes"]), names)


def paired(found: Iterable[Mapping[str, str]]) -> Iterator[str]:
    """Lay candidates out in columns: the id to merge, the id that would stay, why."""
    yield from _columns((row["speaker"], row["into"], row["reason"]) for row in found)


def _columns(table: Iterable[tuple[str, ...]], right: int = -1) -> Iterator[str]:
    held = [tuple(printable(cell) for cell in row) for row in table]
    widths = [max(map(len, column)) for column in zip(*held, strict=True)]
    for row in held:
        cells = [c.rjust(w) if n == right else c.ljust(w) for n, (c, w) in enumerate(zip(row, widths, strict=True))]
        yield "  ".join(cells).rstrip()
