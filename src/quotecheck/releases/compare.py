"""What was done to the records of one kind from one file to the next: which were added, removed, changed, and where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic_core import from_json

from quotecheck.store.jsonl import read_lines

Row = dict[str, Any]


@dataclass(slots=True)
class Changes:
    """Ids of the records of one kind, sorted; of each changed one the fields that changed."""

    kind: str
    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    changed: dict[str, tuple[str, ...]] = field(default_factory=dict)


def compare(kind: str, old: Path, new: Path) -> Changes:
    """Compare two files of records sorted by id, line by line, so that memory hangs on the differences alone.

    A file that is not there holds no records. A field that is missing equals one that is null, false or empty.
    """
    changes = Changes(kind)
    left, right = _rows(old), _rows(new)
    one, two = next(left, None), next(right, None)
    while one is not None or two is not None:
        if two is None or (one is not None and one[0] < two[0]):
            assert one is not None
            changes.removed.append(one[0])
            one = next(left, None)
        elif one is None or two[0] < one[0]:
            changes.added.append(two[0])
            two = next(right, None)
        else:
            if fields := _differing(one[1], two[1]):
                changes.changed[one[0]] = fields
            one, two = next(left, None), next(right, None)
    return changes


def _rows(path: Path) -> Iterator[tuple[str, bytes]]:
    for _, line in read_lines(path) if path.is_file() else ():
        yield from_json(line)["id"], line


def _differing(one: bytes, two: bytes) -> tuple[str, ...]:
    if one == two:
        return ()
    old, new = from_json(one), from_json(two)
    return tuple(sorted(key for key in old.keys() | new.keys() if (old.get(key) or None) != (new.get(key) or None)))
