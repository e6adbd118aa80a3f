"""Records as JSON Lines: UTF-8, sorted keys, sorted by id, so that bytes depend on nothing but the records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from quotecheck.problems import Place, Problem
from quotecheck.records import FileEntry, MarkedSpan, Record
from quotecheck.store.faults import parse
from quotecheck.store.files import write_whole

R = TypeVar("R", bound=Record)

_BOM = b"\xef\xbb\xbf"


def write_records(path: Path, records: Iterable[Record]) -> FileEntry:
    """Write records to `path`, sorted by id (by place for those without); the entry names the file, not its folder.

    Raises `QuotecheckError` QC401 where nothing can be written.
    """
    return write_lines(path, (line for _key, line in sorted((_key(record), record.to_json()) for record in records)))


def write_lines(path: Path, lines: Iterable[str]) -> FileEntry:
    """Write lines to `path` as they come; raises `QuotecheckError` QC401 where nothing can be written."""
    chunks = [line.encode("utf-8") + b"\n" for line in lines]
    return FileEntry(path=path.name, sha256=write_whole(path, chunks), records=len(chunks))


def append_line(path: Path, line: str) -> Path:
    """Write a line behind those that are there, whose bytes stay as they are; raises `QuotecheckError` QC401."""
    before = path.read_bytes() if path.is_file() else b""
    gap = b"\n" if before and not before.endswith(b"\n") else b""
    write_whole(path, [before, gap, line.encode("utf-8"), b"\n"])
    return path


def _key(record: Record) -> tuple[str, int, int]:
    if isinstance(record, MarkedSpan):
        return record.article_id, record.start, record.end
    return str(getattr(record, "id", "")), 0, 0


def read_lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield number (from 1) and bytes of each line that is not blank; a byte order mark is no part of the first."""
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            bare = line.removeprefix(_BOM) if number == 1 else line
            if bare and not bare.isspace():
                yield number, bare.rstrip(b"\r\n")


def read_records(path: Path, shape: type[R]) -> Iterator[tuple[int, R | Problem]]:
    """Yield each line's number and record, or in its place every fault that it has.

    A fault is QC101 with a JSON Pointer, or QC006 where the line is no JSON at all. Raises `OSError`.
    """
    for number, line in read_lines(path):
        parsed = parse(shape, line)
        if parsed.record is not None:
            yield number, parsed.record
        for fault in parsed.faults:
            yield number, Problem(fault.code, fault.message, Place(path.as_posix(), number, fault.pointer))
