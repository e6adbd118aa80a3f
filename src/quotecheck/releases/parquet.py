"""Records as Apache Parquet: columns as the record's shape has them, and the same bytes for the same records."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from types import NoneType
from typing import Any, Literal, get_args, get_origin

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic_core import from_json

from quotecheck.problems import Problem
from quotecheck.records import Record
from quotecheck.store.jsonl import read_lines

_ROWS = 10_000  # of a row group: a group is held in memory as Python objects
_SCALARS = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
_PROBLEM = pa.schema([(key, pa.int64() if key == "line" else pa.string()) for key in Problem("QC001", "").to_dict()])


def write_parquet(lines: Path, shape: type[Record] | None, path: Path) -> None:
    """Write a file of JSON Lines as Parquet; `shape` is that of its records, None for problems. Raises `OSError`."""
    schema = _PROBLEM if shape is None else arrow_schema(shape)
    settings: dict[str, Any] = {"compression": "zstd", "compression_level": 3, "version": "2.6"}
    with pq.ParquetWriter(path, schema, data_page_version="1.0", store_schema=False, **settings) as writer:
        for rows in _batches(lines):
            writer.write_table(pa.Table.from_pylist(rows, schema=schema), row_group_size=_ROWS)


def _batches(lines: Path) -> Iterator[list[dict[str, Any]]]:
    rows = (from_json(line) for _, line in read_lines(lines))
    while batch := list(itertools.islice(rows, _ROWS)):
        yield batch


def arrow_schema(shape: type[Record]) -> pa.Schema:
    """Give the columns of a record: parts as structs, lists as lists, dates and choices as text."""
    return pa.schema(_fields(shape))


def _fields(shape: type[Record]) -> list[pa.Field]:
    return [pa.field(field.alias or name, _type(field.annotation)) for name, field in shape.model_fields.items()]


def _type(annotation: Any) -> pa.DataType:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return pa.struct(_fields(annotation))
    if annotation in _SCALARS:
        return _SCALARS[annotation]
    inner = [part for part in get_args(annotation) if part not in {NoneType, Ellipsis}]
    origin = get_origin(annotation)
    if origin is Literal:
        return _SCALARS[type(inner[0])]
    return pa.list_(_type(inner[0])) if origin is tuple else _type(inner[0])
