"""Values as they were written: each with the stretch of the file that it stands in, so that a fault has a place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from quotecheck.problems import Place, Problem

Kind = Literal["yaml", "json", "jsonl", "csv"]

_LINE_END = re.compile(r"\r\n|\r|\n")
_ODD = re.compile(r"[\x00\ud800-\udfff]")


@dataclass(slots=True)
class Node:
    """A value and its stretch; of an object `fields` are name to (stretch of the name, value), in the order written.

    `value` is plain data: text, number, true, false, null, a list or an object of such.
    """

    value: Any
    start: int
    end: int
    fields: dict[str, tuple[int, Node]] = field(default_factory=dict)
    items: list[Node] = field(default_factory=list)
    flow: bool = False  # written in braces

    def at(self, pointer: str) -> tuple[int, Node]:
        """Give where the field or value that a JSON Pointer leads to begins, as far as it leads to something."""
        start, node = self.start, self
        for part in pointer.split("/")[1:]:
            name = part.replace("~1", "/").replace("~0", "~")
            if name in node.fields:
                start, node = node.fields[name]
            elif name.isdecimal() and int(name) < len(node.items):
                node = node.items[int(name)]
                start = node.start
            else:
                break
        return start, node


@dataclass(frozen=True, slots=True)
class Entry:
    """One contribution as written, and the pointer to it inside its file or line."""

    node: Node
    pointer: str = ""


class Text:
    """The text of a file and where its lines begin; `first` is the number of its first line."""

    def __init__(self, file: str, text: str, first: int = 1) -> None:
        self.file = file
        self.text = text
        self._first = first
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]

    def place(self, offset: int, pointer: str = "") -> Place:
        """Give the place of an offset: line and column from 1, in code points."""
        line = bisect_right(self._starts, offset) - 1
        return Place(self.file, self._first + line, pointer, offset - self._starts[line] + 1)

    def line_start(self, offset: int) -> int:
        """Give the offset at which the line of `offset` begins."""
        return self._starts[bisect_right(self._starts, offset) - 1]

    def line_end(self, offset: int) -> int:
        """Give the offset behind the line of `offset`, its line end taken in."""
        after = bisect_right(self._starts, offset)
        return self._starts[after] if after < len(self._starts) else len(self.text)

    @property
    def newline(self) -> str:
        """Give the line end of the first line."""
        match = _LINE_END.search(self.text)
        return match.group() if match else "\n"


class WrittenError(Exception):
    """Stops the reading of one value: code, words and offset."""

    def __init__(self, code: str, message: str, offset: int, pointer: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.offset, self.pointer = code, message, offset, pointer

    def problem(self, text: Text) -> Problem:
        """Give it as a problem of `text`."""
        return Problem(self.code, self.message, text.place(min(self.offset, len(text.text)), self.pointer))


def odd_characters(entry: Entry, text: Text) -> Iterator[Problem]:
    """Yield the values and names that hold NUL or half a surrogate pair."""
    for name, pointer, start in _strings(entry.node, entry.pointer):
        if match := _ODD.search(name):
            what = "NUL" if match.group() == "\0" else f"half a surrogate pair (U+{ord(match.group()):04X})"
            yield Problem("QC507", f"holds {what}", text.place(start, pointer))


def _strings(node: Node, pointer: str) -> Iterator[tuple[str, str, int]]:
    if isinstance(node.value, str):
        yield node.value, pointer, node.start
    for name, (start, value) in node.fields.items():
        inside = f"{pointer}/{escaped(name)}"
        yield name, inside, start
        yield from _strings(value, inside)
    for number, item in enumerate(node.items):
        yield from _strings(item, f"{pointer}/{number}")


def escaped(name: str) -> str:
    """Give a name as a part of a JSON Pointer; half a surrogate pair, which nothing can write, as U+FFFD."""
    plain = re.sub(r"[\ud800-\udfff]", "\ufffd", name)
    return plain.replace("~", "~0").replace("/", "~1")
