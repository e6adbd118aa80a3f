"""Two JSON Lines files laid beside each other by id, line by line: what is kept is where they differ, not the records.

Files that a dataset wrote are sorted by id, and are read once. Others are put in order by an index first.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Generic, TypeVar

from pydantic_core import from_json

from quotecheck.problems import Place, Problem
from quotecheck.records import Record, canonical_json
from quotecheck.store.faults import parse
from quotecheck.store.textfree.fill import is_text_free
from quotecheck.store.textfree.places import LISTS, site
from quotecheck.store.textfree.shapes import LEFT_OUT

R = TypeVar("R", bound=Record)

File = tuple[Path, str]
Order = tuple["array[int] | None", "array[int] | None"]

_BOM = b"\xef\xbb\xbf"
_BUFFER = 1 << 20
_DIGEST = 16  # hexadecimal digits that stand for words


class _UnsortedError(Exception):
    """A file whose ids do not rise."""


@dataclass(slots=True)
class Spots:
    """Lines of a file: where each begins (bytes) and its number (from 1); sixteen bytes a line."""

    starts: array[int] = field(default_factory=lambda: array("Q"))
    numbers: array[int] = field(default_factory=lambda: array("Q"))

    def add(self, start: int, number: int) -> None:
        """Note a line."""
        self.starts.append(start)
        self.numbers.append(number)

    def __len__(self) -> int:
        return len(self.starts)


@dataclass(slots=True)
class Merged(Generic[R]):
    """Where two files differ: lines of one id with other bytes, and lines that only one has."""

    before: Records[R]
    after: Records[R]
    both: tuple[Spots, Spots] = field(default_factory=lambda: (Spots(), Spots()))
    gone: Spots = field(default_factory=Spots)
    new: Spots = field(default_factory=Spots)

    def close(self) -> None:
        """Close both files."""
        self.before.close()
        self.after.close()

    def pairs(self) -> Iterator[tuple[R, R]]:
        """Yield the records of one id that are not the same."""
        for at in range(len(self.both[0])):
            before, after = self.before.read(self.both[0], at), self.after.read(self.both[1], at)
            if before is not None and after is not None:
                yield before, after


class Records(Generic[R]):
    """The records of a file by their lines; one with a fault is a Problem in its stead."""

    def __init__(self, path: Path, name: str, shape: type[R], problems: list[Problem]) -> None:
        self._path = path
        self._name = name
        self._shape = shape
        self._problems = problems
        self._file: BinaryIO | None = None

    def read(self, spots: Spots, at: int) -> R | None:
        """Read the record of a line, or None where it has a fault."""
        line = self.line(spots.starts[at])
        parsed = parse(self._shape, _by_digests(line) if is_text_free(line) else line)
        for fault in parsed.faults:
            place = Place(self._name, spots.numbers[at], fault.pointer)
            self._problems.append(Problem(fault.code, fault.message, place))
        return parsed.record

    def all(self, spots: Spots) -> Iterator[R]:
        """Yield the records of some lines that have no fault."""
        for at in range(len(spots)):
            record = self.read(spots, at)
            if record is not None:
                yield record

    def line(self, start: int) -> bytes:
        """Read the line that begins at a byte."""
        if self._file is None:
            self._file = self._path.open("rb")
        self._file.seek(start)
        return self._file.readline().removeprefix(_BOM).rstrip(b"\r\n")

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()


def _by_digests(line: bytes) -> bytes:
    """Give a text-free record with the digests of its words in their places: the same words have the same digest."""
    row = from_json(line)
    for entry in row.pop(LEFT_OUT):
        if (found := site(row, entry["at"])) is not None:
            words = f"sha256:{entry['sha256'][:_DIGEST]}"
            found.inside[found.key] = [words] if found.key in LISTS else words
    return canonical_json(row).encode()


class _Reader:
    """One file, line by line; `id` is of the line at hand, and is only looked at where lines differ."""

    def __init__(self, path: Path, name: str, problems: list[Problem], order: array[int] | None = None) -> None:
        self.problems = problems
        self.line: bytes | None = b""
        self.start = self.number = 0
        self._name = name
        self._sorted = order is None
        self._lines = _lines(path) if order is None else _ordered(path, order)
        self._id: str | None = None
        self._last = ""
        self.step()

    def step(self) -> None:
        self._id = None
        self.number, self.start, self.line = next(self._lines, (0, 0, None))

    def id(self) -> str | None:
        """Give the id of the line, or None of one that has none: it is told, and to be passed over."""
        if self._id is None and self.line is not None:
            self._id = self._read(self.line)
            if self._id is not None and self._sorted:
                if self._id <= self._last:
                    raise _UnsortedError
                self._last = self._id
        return self._id

    def _read(self, line: bytes) -> str | None:
        try:
            found = from_json(line)["id"]
        except (ValueError, KeyError, TypeError):
            found = None
        if isinstance(found, str):
            return found
        self.problems.append(Problem("QC006", "no JSON object with an id", Place(self._name, self.number)))
        return None


def _lines(path: Path) -> Iterator[tuple[int, int, bytes]]:
    start = 0
    if not path.is_file():
        return
    with path.open("rb", buffering=_BUFFER) as file:
        for number, line in enumerate(file, start=1):
            bare = line.rstrip(b"\r\n")
            if number == 1:
                bare = bare.removeprefix(_BOM)
            if bare:
                yield number, start, bare
            start += len(line)


def _ordered(path: Path, order: array[int]) -> Iterator[tuple[int, int, bytes]]:
    """Yield the lines that begin at some bytes, in their order; `order` holds number and start in turn."""
    if not order:
        return
    with path.open("rb") as file:
        for at in range(0, len(order), 2):
            file.seek(order[at + 1])
            yield order[at], order[at + 1], file.readline().removeprefix(_BOM).rstrip(b"\r\n")


def _index(path: Path) -> array[int]:
    """Put the lines of a file in the order of their ids; those without one come first."""
    keyed = sorted((_id(line), number, start) for number, start, line in _lines(path))
    return array("Q", [value for _, number, start in keyed for value in (number, start)])


def _id(line: bytes) -> str:
    try:
        found = from_json(line)["id"]
    except (ValueError, KeyError, TypeError):
        return ""
    return found if isinstance(found, str) else ""


def merge(before: File, after: File, shape: type[R], problems: list[Problem]) -> Merged[R]:
    """Lay two files beside each other, each given by its path and its name for people; one may be missing.

    Lines of the same bytes are the same record and never parsed. Others that are no such record are added to
    `problems`, then or when they are read. Raises `OSError`.
    """
    told = len(problems)
    try:
        return _merge(before, after, shape, problems)
    except _UnsortedError:
        del problems[told:]
        return _merge(before, after, shape, problems, (_index(before[0]), _index(after[0])))


def _merge(
    before: File, after: File, shape: type[R], problems: list[Problem], order: Order = (None, None)
) -> Merged[R]:
    merged = Merged(Records(*before, shape, problems), Records(*after, shape, problems))
    one, two = _Reader(*before, problems, order[0]), _Reader(*after, problems, order[1])
    while one.line is not None or two.line is not None:
        if one.line == two.line:
            one.step()
            two.step()
        else:
            _place(one, two, merged)
    return merged


def _place(one: _Reader, two: _Reader, merged: Merged[R]) -> None:
    """Place the line whose id comes first, or both where they have one id."""
    left = one.id()
    if one.line is not None and left is None:
        one.step()
        return
    right = two.id()
    if two.line is not None and right is None:
        two.step()
    elif right is None or (left is not None and left < right):
        merged.gone.add(one.start, one.number)
        one.step()
    elif left is None or right < left:
        merged.new.add(two.start, two.number)
        two.step()
    else:
        merged.both[0].add(one.start, one.number)
        merged.both[1].add(two.start, two.number)
        one.step()
        two.step()
