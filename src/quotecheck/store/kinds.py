"""Which kind of record a file holds, and its records one by one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic_core import from_json

from quotecheck.records import Record, canonical_json
from quotecheck.store.faults import Parsed, parse
from quotecheck.store.jsonl import read_lines
from quotecheck.store.schemas import SHAPES
from quotecheck.store.textfree.fill import is_text_free, parse_text_free
from quotecheck.store.textfree.shapes import WHOLE

# In this order a kind refers only to itself and to those before it.
ORDER = (
    "article", "speaker", "speaker-decision", "quote", "assertion", "finding", "marked-span", "decision",
    "tombstone", "withdrawal", "manifest",
)  # fmt: skip

_NAMES = {name: kind for kind in ORDER for name in (kind, f"{kind}s", kind.replace("-", "_"))} | {
    "marks": "marked-span",
    "mark": "marked-span",
}


@dataclass(frozen=True, slots=True)
class Source:
    """A file of records of one kind; `changed` tells that it is not as its manifest says (None: it has no manifest)."""

    path: Path
    kind: str
    changed: bool | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One record of a file as read, its line, and the pointer to it inside that line's JSON value.

    `text_free`: its words were left out, and blanks stand for them.
    """

    line: int | None
    parsed: Parsed[Record]
    pointer: str = ""
    text_free: bool = False


def entries(
    path: Path, kind: str, takes: Callable[[int, bytes], bool] | None = None, watch: Callable[[int], None] | None = None
) -> Iterator[Entry]:
    """Yield the records of a .jsonl file, or of a .json file that holds one of them or a list; raises `OSError`.

    Lines that `takes` takes are left out; `watch` is told of the bytes that were read.
    """
    shape = SHAPES[kind]
    if path.suffix != ".json":
        for number, line in read_lines(path):
            if watch is not None:
                watch(len(line) + 1)
            if takes is None or not takes(number, line):
                yield _entry(shape, number, line)
        return
    content = path.read_bytes()
    listed = _json(content)
    if not isinstance(listed, list):
        yield _entry(shape, None, content)
        return
    for number, value in enumerate(listed):
        yield _entry(shape, None, canonical_json(value).encode(), f"/{number}")


def _entry(shape: type[Record], number: int | None, line: bytes, pointer: str = "") -> Entry:
    if shape in WHOLE and is_text_free(line):
        return Entry(number, parse_text_free(shape, line), pointer, text_free=True)
    return Entry(number, parse(shape, line), pointer)


def _json(content: bytes) -> Any:
    try:
        return from_json(content)
    except ValueError:
        return None


def guess(path: Path) -> str | None:
    """Tell the kind of a file's records by its name, its folder's name or else the fields of the first record."""
    if path.stem.lower() in _NAMES:
        return _NAMES[path.stem.lower()]
    by_name = {_NAMES[word] for word in re.split(r"[^a-z]+", path.stem.lower()) if word in _NAMES}
    if len(by_name) == 1:
        return by_name.pop()
    return _NAMES.get(path.absolute().parent.name.lower()) or _by_fields(path)


def _by_fields(path: Path) -> str | None:
    first = _first(path)
    if not isinstance(first, dict):
        return None
    scores = {kind: _likeness(kind, frozenset(first)) for kind in ORDER}
    best = max(ORDER, key=lambda kind: scores[kind])
    return best if scores[best] > 0 else None


def _first(path: Path) -> Any:
    if path.suffix != ".json":
        return next((_json(line) for _number, line in read_lines(path)), None)
    value = _json(path.read_bytes())
    return value[0] if isinstance(value, list) and value else value


def _likeness(kind: str, fields: frozenset[str]) -> int:
    known, required = _fields(kind)
    return len(fields & known) - len(required - fields) - len(fields - known)


@lru_cache
def _fields(kind: str) -> tuple[frozenset[str], frozenset[str]]:
    fields = {field.alias or name: field for name, field in SHAPES[kind].model_fields.items()}
    return frozenset(fields), frozenset(name for name, field in fields.items() if field.is_required())


def known_id(entry: Entry) -> str | None:
    """Give the id of a record, even of one with faults elsewhere: what refers to it is not at fault too."""
    held = getattr(entry.parsed.record, "id", None)
    if held is None and isinstance(entry.parsed.raw, dict):
        held = entry.parsed.raw.get("id")
    return held if isinstance(held, str) and held else None
