"""Records of a file by the article that they are of, read when they are asked for."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import ValidationError
from pydantic_core import from_json

from quotecheck.problems import Place, Problem
from quotecheck.records import Record
from quotecheck.store.faults import parse

R = TypeVar("R", bound=Record)


class Lookup(Generic[R]):
    """The records of a JSON Lines file, found by `article_id`; it keeps eight bytes a record, not the records.

    `problems` are the lines that are no such record, each with its place; they are left out. A file that is not there
    holds nothing. Raises `OSError`.
    """

    def __init__(self, path: Path, shape: type[R]) -> None:
        """Go through the file once."""
        self.problems: list[Problem] = []
        self._shape = shape
        self._path = path
        self._starts: defaultdict[str, array[int]] = defaultdict(lambda: array("Q"))
        if path.is_file():
            self._index()

    def _index(self) -> None:
        start = 0
        with self._path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    self._place(line, number, start)
                start += len(line)

    def _place(self, line: bytes, number: int, start: int) -> None:
        try:
            row: Any = from_json(line)
            self._starts[row["article_id"]].append(start)
        except (ValueError, KeyError, TypeError):
            self._told(line, number)

    def _told(self, line: bytes, number: int | None) -> None:
        place = self._path.as_posix()
        faults = parse(self._shape, line).faults
        self.problems += [Problem(fault.code, fault.message, Place(place, number, fault.pointer)) for fault in faults]

    def __call__(self, article: str) -> list[R]:
        """Give the records of an article in the order of the file; one that has a fault becomes a problem."""
        starts = self._starts.get(article)
        return list(self._read(starts)) if starts else []

    def articles(self) -> set[str]:
        """Give the ids of the articles that records of the file are of."""
        return {str(known) for known in self._starts}

    def _read(self, starts: Iterable[int]) -> Iterator[R]:
        with self._path.open("rb") as file:
            for start in starts:
                file.seek(start)
                line = file.readline()
                try:
                    yield self._shape.from_json(line)
                except ValidationError:
                    self._told(line, None)
