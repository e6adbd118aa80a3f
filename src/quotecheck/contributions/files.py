"""The files of contributions: found, read with a limit, taken apart into entries with places."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from quotecheck.contributions.csvtext import Table, parse_csv, table_entries
from quotecheck.contributions.jsontext import parse_json
from quotecheck.contributions.nodes import Entry, Kind, Node, Text, WrittenError, odd_characters
from quotecheck.contributions.yamltext import parse_yaml
from quotecheck.problems import Place, Problem
from quotecheck.store.dataset import CONTRIBUTIONS

KINDS: dict[str, Kind] = {".yaml": "yaml", ".yml": "yaml", ".json": "json", ".jsonl": "jsonl", ".csv": "csv"}
LONGEST_FILE = 64 << 20  # bytes
LONGEST_LINE = 1 << 20  # bytes, of JSON Lines

_BOM = b"\xef\xbb\xbf"
_WIDE = (b"\xff\xfe", b"\xfe\xff")


@dataclass(slots=True)
class Written:
    """A file as it was written: its text, the entries that could be read, and what is wrong with the rest."""

    path: Path
    kind: Kind
    text: Text
    bom: bool = False
    entries: list[tuple[Entry, Text]] = field(default_factory=list)
    table: Table | None = None
    problems: list[Problem] = field(default_factory=list)


def contribution_files(dataset: Path) -> Iterator[Path | Problem]:
    """Yield the files below `contributions/` of a dataset in a stable order, and what is there but is none."""
    yield from _below(dataset / CONTRIBUTIONS, dataset)


def files_below(folder: Path) -> Iterator[Path | Problem]:
    """Yield the files of a folder of contributions in a stable order, and what is there but is none."""
    yield from _below(folder, folder)


def _below(folder: Path, root: Path) -> Iterator[Path | Problem]:
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        place = Place(path.as_posix().encode("utf-8", "replace").decode())
        if path.name.startswith(".") or path.name.upper().startswith("README"):
            continue
        if not path.resolve().is_relative_to(root.resolve()):
            yield Problem("QC509", "a link to a place outside the dataset", place)
        elif path.is_dir():
            yield from () if path.is_symlink() else _below(path, root)
        elif path.suffix.lower() not in KINDS:
            yield Problem("QC501", f"{path.suffix or 'a file without an ending'} is not read", place)
        else:
            yield path


def read_written(path: Path) -> Written:
    """Read one file; whatever is wrong with it is a problem of the result, and never more than the limit is read."""
    name = path.as_posix().encode("utf-8", "replace").decode()
    written = Written(path, KINDS[path.suffix.lower()], Text(name, ""))
    try:
        data = _bytes(path)
    except OSError as error:
        written.problems.append(Problem("QC002", (error.strerror or str(error)).lower(), Place(name)))
        return written
    if isinstance(data, str):
        written.problems.append(Problem("QC502" if "bytes" in data else "QC002", data, Place(name)))
        return written
    written.bom = data.startswith(_BOM)
    written.problems += _take(written, data.removeprefix(_BOM))
    if not written.entries and not written.problems:
        written.problems.append(Problem("QC514", "nothing is contributed here", Place(name)))
    return written


def take(path: Path, text: str) -> Written:
    """Read a text as if it stood in the file of that name."""
    written = Written(path, KINDS[path.suffix.lower()], Text(path.as_posix(), text))
    written.problems += _take(written, text.encode("utf-8"))
    return written


def _bytes(path: Path) -> bytes | str:
    """Give the bytes of a file, or why it is not read; raises `OSError`."""
    state = path.stat()
    if not stat.S_ISREG(state.st_mode):
        return "not a regular file"
    if state.st_size > LONGEST_FILE:
        return f"the file has {state.st_size} bytes, more than {LONGEST_FILE}"
    with path.open("rb") as file:
        return file.read(LONGEST_FILE)


def _take(written: Written, data: bytes) -> Iterator[Problem]:
    text = _decoded(data, written.text.file)
    if isinstance(text, Problem):
        yield text
        return
    written.text = Text(written.text.file, text)
    if (nul := text.find("\0")) >= 0:
        yield Problem("QC507", "holds NUL", written.text.place(nul))
        return
    for entry, base, problem in _READERS[written.kind](written):
        if problem is not None:
            yield problem
        elif entry is not None:
            odd = list(odd_characters(entry, base))
            yield from odd
            if not odd:
                written.entries.append((entry, base))


def _decoded(data: bytes, file: str) -> str | Problem:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if data.startswith(_WIDE):
            return Problem("QC503", "the file is UTF-16", Place(file, 1, "", 1))
        before = Text(file, data[: error.start].decode("utf-8", "replace"))
        return Problem("QC503", f"byte {data[error.start]:#04x} is not UTF-8", before.place(len(before.text)))


_Read = Iterator[tuple[Entry | None, Text, Problem | None]]


def _yaml(written: Written) -> _Read:
    yield from _document(written, parse_yaml)


def _json(written: Written) -> _Read:
    if written.text.text.strip():
        yield from _document(written, parse_json)


def _document(written: Written, parse: Callable[[str], Node | None]) -> _Read:
    text = written.text
    try:
        node = parse(text.text)
    except WrittenError as error:
        yield None, text, error.problem(text)
        return
    listed = node is not None and isinstance(node.value, list)
    entries = [Entry(item, f"/{at}") for at, item in enumerate(node.items)] if node and listed else []
    yield from _objects([Entry(node)] if node is not None and not listed else entries, text)


def _objects(entries: Iterable[Entry], text: Text) -> _Read:
    for entry in entries:
        if isinstance(entry.node.value, dict):
            yield entry, text, None
        elif entry.node.value is not None or entry.pointer:
            message = "a contribution is an object of fields and values"
            yield None, text, Problem("QC511", message, text.place(entry.node.start, entry.pointer))


def _lines(written: Written) -> _Read:
    number = 0
    for number, line in enumerate(written.text.text.split("\n"), start=1):
        text = Text(written.text.file, line.removesuffix("\r"), number)
        if len(line.encode("utf-8", "surrogatepass")) > LONGEST_LINE:
            yield None, text, Problem("QC502", f"a line of more than {LONGEST_LINE} bytes", text.place(0))
        elif line.strip():
            try:
                yield from _objects([Entry(parse_json(text.text))], text)
            except WrittenError as error:
                yield None, text, error.problem(text)


def _csv(written: Written) -> _Read:
    try:
        written.table = parse_csv(written.text.text)
        yield from _objects(table_entries(written.table, written.text), written.text)
    except WrittenError as error:
        yield None, written.text, error.problem(written.text)


_READERS: dict[Kind, Callable[[Written], _Read]] = {"yaml": _yaml, "json": _json, "jsonl": _lines, "csv": _csv}
