"""Records as rows of tables: what Parquet, CSV and the Hugging Face layout have in common.

A table a kind of record; its columns are the fields of the JSON Schema, under the same names.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from quotecheck.exchange.parcel import NAMES
from quotecheck.problems import Place, Problem
from quotecheck.records import Record
from quotecheck.store.faults import parse

Scalar = Literal["string", "integer", "number", "boolean"]


@dataclass(frozen=True, slots=True)
class Column:
    """A field of a record: a scalar, a list of columns' worth (`item`), or an object of `members`."""

    scalar: Scalar | None
    item: Column | None = None
    members: tuple[tuple[str, Column], ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of one kind of record by name, and which of them no row goes without."""

    name: str
    shape: type[Record]
    columns: Mapping[str, Column]
    required: frozenset[str]


@lru_cache
def table(name: str) -> Table:
    """Give the table of a kind of record, such as `quotes`; raises `KeyError` for a name that is none."""
    shape = NAMES[name]
    schema = shape.model_json_schema(by_alias=True)
    columns = {field: _column(node, schema) for field, node in schema["properties"].items()}
    return Table(name, shape, columns, frozenset(schema["required"]))


def _column(node: Mapping[str, Any], schema: Mapping[str, Any]) -> Column:
    if "$ref" in node:
        return _column(schema["$defs"][node["$ref"].rpartition("/")[2]], schema)
    if "type" not in node:  # a value or null
        return _column(next(one for one in node["anyOf"] if one.get("type") != "null"), schema)
    if node["type"] == "array":
        return Column(None, item=_column(node["items"], schema))
    if node["type"] == "object":
        return Column(None, members=tuple((name, _column(one, schema)) for name, one in node["properties"].items()))
    return Column(node["type"])


def kind_of(path: Path, columns: Iterable[str]) -> str | None:
    """Tell the kind of a table by the name of its file or folder, or else by its columns."""
    for name in (path.stem.lower(), path.parent.name.lower()):
        if name in NAMES:
            return name
    held = set(columns)
    alike = {name: len(held & set(table(name).columns)) for name in NAMES if table(name).required <= held}
    return max(alike, key=lambda name: alike[name]) if alike else None


def faults_of_columns(made: Table, columns: Iterable[str], place: Place) -> Iterator[Problem]:
    """Yield what is wrong with the names of columns: QC702 for one that is missing, QC710 for a strange one."""
    held = list(columns)
    for name in sorted(made.required - set(held)):
        yield Problem("QC702", f"a table of {made.name} has a column {name}", place)
    for name in held:
        if name not in made.columns:
            yield Problem("QC710", f"a table of {made.name} has no column {name[:40]}", place)


def record_of(made: Table, row: Mapping[str, Any], place: Place) -> Record | list[Problem]:
    """Make a record of a row, or give every fault; an empty cell is a field that is not given."""
    given = {
        name: value
        for name, value in row.items()
        if name in made.columns and (value is not None or name in made.required)
    }
    parsed = parse(made.shape, json.dumps(given, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass"))
    if parsed.record is not None:
        return parsed.record
    return [Problem("QC702", f"{fault.pointer or 'it'}: {fault.message}", place) for fault in parsed.faults]
