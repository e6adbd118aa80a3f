"""Read what other tools wrote: every fault a problem at its place in their file, never an exception."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic_core import from_json

from quotecheck.exchange.anchor import anchor
from quotecheck.problems import Place, Problem
from quotecheck.records import Span

_BOM = b"\xef\xbb\xbf"
_AT = re.compile(r" at line (\d+) column (\d+)$")


def load(path: Path) -> tuple[Any, Problem | None]:
    """Read a file of JSON (RFC 8259; no lone surrogates, no NaN) or say why it is none: QC002 or QC701."""
    try:
        data = path.read_bytes()
    except OSError as error:
        return None, unreadable(path, error)
    return parsed(data.removeprefix(_BOM), Place(path.as_posix()))


def parsed(data: bytes, place: Place) -> tuple[Any, Problem | None]:
    """Read JSON, or say where it stops to be some (QC701)."""
    try:
        return from_json(data, allow_inf_nan=False), None
    except ValueError as error:
        at = _AT.search(str(error))
        line = place.line or (int(at[1]) if at else None)
        words = _AT.sub(f", column {at[2]}", str(error)) if at else str(error)
        return None, Problem("QC701", f"this is no JSON: {words}", Place(place.file, line))


def text_of(path: Path) -> tuple[str, Problem | None]:
    """Read a file of UTF-8 to the byte, or say why it is none: QC002 or QC701."""
    try:
        return path.read_bytes().decode("utf-8"), None
    except OSError as error:
        return "", unreadable(path, error)
    except UnicodeDecodeError as error:
        return "", Problem("QC701", f"byte {error.start + 1} is not UTF-8", Place(path.as_posix()))


def unreadable(path: Path, error: OSError) -> Problem:
    """Say why a file cannot be read (QC001 or QC002)."""
    if isinstance(error, FileNotFoundError):
        return Problem("QC001", "no such file or folder", Place(path.as_posix()))
    return Problem("QC002", (error.strerror or str(error)).lower(), Place(path.as_posix()))


def files(path: Path, *suffixes: str) -> Iterator[Path]:
    """Yield the file, or the visible files below the folder that end so, in a stable order."""
    if not path.is_dir():
        yield path
        return
    for found in sorted(path.rglob("*")):
        inside = found.relative_to(path).parts
        if found.suffix.lower() in suffixes and found.is_file() and not any(part.startswith(".") for part in inside):
            yield found


def part(value: Any, name: str) -> Any:
    """Give a member of what may be no object."""
    return value.get(name) if isinstance(value, dict) else None


def listed(value: Any) -> list[Any]:
    """Give a list of what may be one thing, several, or none."""
    return value if isinstance(value, list) else [] if value is None else [value]


def string(value: Any) -> str | None:
    """Give a string that says something, or None."""
    return value if isinstance(value, str) and value else None


@dataclass(slots=True)
class Finder:
    """Finds the spans of one article that annotations mean; what was wrong gathers in `problems`."""

    text: str
    problems: list[Problem] = field(default_factory=list)

    def span(self, value: Any, place: Place) -> Span | None:
        """Find the span of `{"start", "end", "text"}`, where the words may be missing."""
        return self.find(part(value, "start"), part(value, "end"), part(value, "text"), place)

    def find(self, start: Any, end: Any, words: Any, place: Place, before: str = "", after: str = "") -> Span | None:
        """Find the span, and note what was wrong at `place`."""
        found = anchor(self.text, start, end, words if isinstance(words, str) else None, before, after)
        if found.code:
            self.problems.append(Problem(found.code, found.message, place))
        return found.span

    def spans(self, value: Any, place: Place) -> list[Span]:
        """Find a list of spans; those that are nowhere are left out and noted."""
        found = [self.span(one, inside(place, n)) for n, one in enumerate(listed(value))]
        return [span for span in found if span is not None]


def inside(place: Place, *names: str | int) -> Place:
    """Give the place of a member (JSON Pointer)."""
    steps = "".join("/" + str(name).replace("~", "~0").replace("/", "~1") for name in names)
    return Place(place.file, place.line, place.pointer + steps)
