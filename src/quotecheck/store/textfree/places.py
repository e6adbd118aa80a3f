"""Where a record, as JSON, holds words of an article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple, get_origin

from quotecheck.records import Record
from quotecheck.store.textfree.fields import WORDS, words_of
from quotecheck.store.textfree.shapes import holds_words, parts_in

Row = dict[str, Any]

LISTS = frozenset(
    name for shape, names in WORDS.items() for name in names if get_origin(shape.model_fields[name].annotation) is tuple
)  # fields that are lists of words, left out as a whole
_INDEX = re.compile(r"0|[1-9][0-9]*")


class Site(NamedTuple):
    """A value in a record: what holds it, under which key, and its JSON Pointer from the record."""

    inside: Row
    key: str
    pointer: str


def word_sites(row: Row, shape: type[Record], pointer: str = "") -> Iterator[Site]:
    """Yield every place of a record of `shape` that has words of an article, or might have."""
    for key, part in _plan(shape):
        value = row.get(key)
        if value is None or value == []:
            continue
        here = f"{pointer}/{key}"
        if part is None:
            yield Site(row, key, here)
        elif isinstance(value, list):
            for number, inner in enumerate(value):
                yield from word_sites(inner, part, f"{here}/{number}")
        else:
            yield from word_sites(value, part, here)


@lru_cache
def _plan(shape: type[Record]) -> tuple[tuple[str, type[Record] | None], ...]:
    """Give the fields of a record that hold words (None), or parts that do (their shape)."""
    words, plan = words_of(shape), []
    for name, field in shape.model_fields.items():
        parts = [part for part in parts_in(field.annotation) if holds_words(part)]
        if name in words or parts:
            plan.append((field.alias or name, None if name in words else parts[0]))
    return tuple(plan)


def site(row: Row, pointer: str) -> Site | None:
    """Follow a JSON Pointer to a member of an object; None where it leads nowhere."""
    *path, last = (part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:])
    inside: Any = row
    for part in path:
        if isinstance(inside, dict):
            inside = inside.get(part)
        elif isinstance(inside, list) and _INDEX.fullmatch(part) and int(part) < len(inside):
            inside = inside[int(part)]
        else:
            return None
    return Site(inside, last, pointer) if isinstance(inside, dict) and last in inside else None


def own_article(row: Row) -> str | None:
    """Give the article that a record is of; an article is of itself, a finding of none."""
    held = row.get("article_id", row.get("id") if "zones" in row else None)
    return held if isinstance(held, str) else None


def stretch(found: Site) -> tuple[int, int] | None:
    """Give the offsets beside a text, where it is the words of one stretch."""
    start, end = found.inside.get("start"), found.inside.get("end")
    return (start, end) if found.key == "text" and isinstance(start, int) and isinstance(end, int) else None
