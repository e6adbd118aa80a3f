"""What people say of a dataset when they release it, and what is counted in it: the matter of all its descriptions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic_core import from_json

from quotecheck.releases.data import SHAPES
from quotecheck.store.jsonl import read_lines

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Terms:
    """What only people know: the name, who made it, on what terms, when, where it is to be had, and what for."""

    name: str = "quotes"
    authors: tuple[str, ...] = ()
    license: str | None = None
    date: str | None = None
    url: str | None = None
    about: str | None = None


@dataclass(slots=True)
class Counts:
    """What is in a release: records by file, and values of fields by record and field, such as `quotes: type`."""

    records: dict[str, int] = field(default_factory=dict)
    values: dict[str, Counter[str]] = field(default_factory=dict)
    first: str | None = None
    last: str | None = None

    def of(self, name: str) -> Counter[str]:
        """Give the values of a field."""
        return self.values.get(name, Counter())


_COUNTED = {
    "articles": ("outlet", "language", "status", "credit"),
    "quotes": ("type", "act", "tier", "speaker_reason"),
    "speakers": ("kind",),
    "assertions": ("checkable",),
    "findings": ("verdict", "kind"),
    "problems": ("code",),
}


def count(folder: Path) -> Counts:
    """Count what is in the files of records below a folder."""
    counts = Counts()
    for name in SHAPES:
        if (folder / name).is_file():
            counts.records[name] = 0
            for row in _rows(folder / name):
                counts.records[name] += 1
                _add(counts, Path(name).stem, row)
    return counts


def _rows(path: Path) -> Iterator[Row]:
    return (from_json(line) for _, line in read_lines(path))


def _add(counts: Counts, kind: str, row: Row) -> None:
    for key in _COUNTED.get(kind, ()):
        if (value := row.get(key)) is not None:
            counts.values.setdefault(f"{kind}: {key}", Counter())[value] += 1
    if kind == "articles" and row["published"]:
        day = row["published"][:10]
        counts.first, counts.last = min(counts.first or day, day), max(counts.last or day, day)
