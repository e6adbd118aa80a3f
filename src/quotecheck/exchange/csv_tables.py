"""CSV (RFC 4180, UTF-8, a header line): a file a kind of record; lists and objects are JSON in their cell.

Spreadsheets run a cell that begins with = + - @ or a tab as a formula. Such a cell gets an apostrophe in front, which
shows it as it is, and loses it when it is imported. An empty cell is null; an empty text is a lone apostrophe.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from io import StringIO
from itertools import chain
from pathlib import Path
from typing import Any

from pydantic_core import from_json

from quotecheck.exchange.columns import Column, Table, faults_of_columns, kind_of, record_of, table
from quotecheck.exchange.foreign import files, unreadable
from quotecheck.exchange.parcel import NAMES, Found, Parcel, Shelf
from quotecheck.problems import Place, Problem
from quotecheck.records import Record, canonical_json
from quotecheck.store.files import write_whole

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # the last are read as the first
_LONGEST = 1 << 26  # characters of a cell


def guarded(cell: str) -> str:
    """Make a cell that no spreadsheet runs, and that is not empty."""
    return f"'{cell}" if not cell or cell.startswith(_FORMULA) or bare(cell) != cell else cell


def bare(cell: str) -> str:
    """Give the words of a cell that was guarded, and those of any other as they are."""
    inside = cell[1:]
    return inside if cell[:1] == "'" and (not inside or inside.startswith(("'", *_FORMULA))) else cell


def write(parcel: Parcel, path: Path) -> None:
    """Write a table for each kind of record that the dataset has into a folder."""
    for name in NAMES:
        records = parcel.records(NAMES[name])
        if (first := next(records, None)) is not None:
            lines = _lines(table(name), chain([first], records))
            write_whole(path / f"{name}.csv", (line.encode("utf-8") for line in lines), synced=False)


def _lines(made: Table, records: Iterable[Record]) -> Iterator[str]:
    buffer = StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    rows = (record.model_dump(mode="json") for record in records)
    for row in chain([list(made.columns)], (_cells(made, row) for row in rows)):
        writer.writerow(row)
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def _cells(made: Table, row: Mapping[str, Any]) -> list[str]:
    return [_cell(row[name], column) for name, column in made.columns.items()]


def _cell(value: Any, column: Column) -> str:
    if value is None:
        return ""
    return guarded(value) if column.scalar == "string" else canonical_json(value)


def read(path: Path, shelf: Shelf) -> Found:  # noqa: ARG001 - tables bring their own articles
    """Yield the records of a file, or of a folder of them."""
    for file in files(path, ".csv"):
        try:
            with file.open(encoding="utf-8-sig", newline="") as lines, _long_cells():
                yield from _table(csv.reader(lines, strict=True), file)
        except UnicodeDecodeError as error:
            yield Problem("QC701", f"this is not UTF-8: {error.reason}", Place(file.as_posix()))
        except OSError as error:
            yield unreadable(file, error)


@contextmanager
def _long_cells() -> Iterator[None]:
    """Let cells hold whole articles."""
    before = csv.field_size_limit(_LONGEST)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _table(lines: Any, file: Path) -> Found:
    place = Place(file.as_posix(), 1)
    rows = _rows(lines, place)
    _line, header = next(rows, (1, []))
    kind = kind_of(file, header) if isinstance(header, list) else None
    if isinstance(header, Problem) or kind is None:
        message = f"the kind of its records cannot be told; name the file {', '.join(NAMES)}"
        yield header if isinstance(header, Problem) else Problem("QC702", message, place)
        return
    made = table(kind)
    faults = list(faults_of_columns(made, header, place))
    yield from faults
    if any(fault.code == "QC702" for fault in faults):
        return
    for number, row in rows:
        yield from [row] if isinstance(row, Problem) else _record(made, header, row, Place(place.file, number))


def _rows(lines: Any, place: Place) -> Iterator[tuple[int, list[str] | Problem]]:
    """Yield each row with the line on which it begins; after a fault of the form there is no telling where rows are."""
    begun = 1
    try:
        for row in lines:
            if row:
                yield begun, row
            begun = lines.line_num + 1
    except csv.Error as error:
        message = f"this is no CSV: {error}; the rest of the file was not read"
        yield begun, Problem("QC701", message, Place(place.file, begun))


def _record(made: Table, header: list[str], cells: list[str], place: Place) -> Found:
    if len(cells) != len(header):
        yield Problem("QC702", f"the row has {len(cells)} cells, the header {len(header)}", place)
        return
    values: dict[str, Any] = {}
    for name, cell in zip(header, cells, strict=True):
        if name in made.columns:
            value = _value(cell, made.columns[name])
            if isinstance(value, Problem):
                yield Problem(value.code, value.message, Place(place.file, place.line, f"/{name}"))
                return
            values[name] = value
    found = record_of(made, values, place)
    yield from found if isinstance(found, list) else [found]


def _value(cell: str, column: Column) -> Any:
    if not cell:
        return None
    if column.scalar == "string":
        return bare(cell)
    try:
        return from_json(bare(cell), allow_inf_nan=False)
    except ValueError as error:
        what = f"a {column.scalar}" if column.scalar else "JSON"
        return Problem("QC702", f"the cell is not {what}: {error}")
