"""Apache Parquet (format 2.6, by pyarrow): a file a kind of record, nested fields as lists and structs.

The same records give the same bytes under the same version of pyarrow, which writes its name into each file.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from quotecheck.exchange.columns import Column, Table, faults_of_columns, kind_of, record_of, table
from quotecheck.exchange.foreign import files, unreadable
from quotecheck.exchange.parcel import NAMES, Found, Parcel, Shelf
from quotecheck.problems import Place, Problem
from quotecheck.records import Record

_ROWS = 10_000  # of a row group: what is in memory at a time
_READ = 1_000
_FAULTS = (pa.ArrowException, ValueError, OverflowError, TypeError, OSError)


def write(parcel: Parcel, path: Path) -> None:
    """Write a table for each kind of record that the dataset has into a folder."""
    for name in NAMES:
        write_table(parcel, name, path / f"{name}.parquet")


def write_table(parcel: Parcel, name: str, path: Path) -> int:
    """Write the table of one kind, and give the number of its rows; there is no file where there are none."""
    records = parcel.records(NAMES[name])
    first = list(islice(records, _ROWS))
    if not first:
        return 0
    schema = arrow_schema(table(name))
    rows = 0
    with pq.ParquetWriter(path, schema, compression="zstd", version="2.6") as writer:
        while first:
            made = _group(first, schema, parcel)
            rows += made.num_rows
            writer.write_table(made, row_group_size=_ROWS)
            first = list(islice(records, _ROWS))
    return rows


def _group(records: list[Record], schema: pa.Schema, parcel: Parcel) -> pa.Table:
    try:
        return _rows(records, schema)
    except _FAULTS:
        return _rows([record for record in records if _fits(record, schema, parcel)], schema)


def _rows(records: list[Record], schema: pa.Schema) -> pa.Table:
    return pa.Table.from_pylist([record.model_dump(mode="json") for record in records], schema=schema)


def _fits(record: Record, schema: pa.Schema, parcel: Parcel) -> bool:
    try:
        _rows([record], schema)
    except _FAULTS:
        message = f"{getattr(record, 'id', '')} has a number beyond 64 bits"
        parcel.left_out("QC709", message, type(record))
        return False
    return True


def arrow_schema(made: Table) -> pa.Schema:
    """Give the Arrow schema of a table."""
    return pa.schema([pa.field(name, _type(column)) for name, column in made.columns.items()])


def _type(column: Column) -> pa.DataType:
    if column.item is not None:
        return pa.list_(_type(column.item))
    if column.scalar is None:
        return pa.struct([pa.field(name, _type(one)) for name, one in column.members])
    return {"string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_()}[column.scalar]


def read(path: Path, shelf: Shelf) -> Found:  # noqa: ARG001 - tables bring their own articles
    """Yield the records of a file, or of a folder of them; the place of a row is its number, from 0, as a pointer."""
    for file in files(path, ".parquet"):
        try:
            with pq.ParquetFile(file) as opened:
                yield from _table(opened, file)
        except FileNotFoundError as error:
            yield unreadable(file, error)
        except _FAULTS as error:
            yield Problem("QC701", f"this is no Parquet: {str(error).splitlines()[0]}", Place(file.as_posix()))


def _table(opened: pq.ParquetFile, file: Path) -> Found:
    names, place = opened.schema_arrow.names, Place(file.as_posix())
    kind = kind_of(file, names)
    if kind is None:
        yield Problem("QC702", f"the kind of its records cannot be told; name it {', '.join(NAMES)}", place)
        return
    made = table(kind)
    faults = list(faults_of_columns(made, names, place))
    yield from faults
    if any(fault.code == "QC702" for fault in faults):
        return
    known = [name for name in names if name in made.columns]
    for number, row in enumerate(_values(opened, known)):
        found = record_of(made, row, Place(place.file, None, f"/{number}"))
        yield from found if isinstance(found, list) else [found]


def _values(opened: pq.ParquetFile, columns: list[str]) -> Iterator[dict[str, Any]]:
    for batch in opened.iter_batches(_READ, columns=columns, use_threads=False):
        yield from batch.to_pylist()
