"""From JSON to envelopes: JSON Lines as a stream, and files that hold one article, a list, or {"articles": […]}."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, NoReturn

from quotecheck.problems import Place, Problem
from quotecheck.read.encoding import decode
from quotecheck.read.envelope import article
from quotecheck.records import Article

_LIST = re.compile(r'\s*(?:\{\s*"articles"\s*:\s*)?\[')
_COMMA = re.compile(r"\s*(,?)\s*(\]?)")
_SPACE = re.compile(r"\s*")


def lines(stream: Iterable[bytes], file: str) -> Iterator[Article | Problem]:
    """Read JSON Lines; a faulty line costs no other."""
    empty = True
    for number, raw in enumerate(stream, 1):
        if not raw.strip(b"\xef\xbb\xbf \t\r\n" if number == 1 else None):
            continue
        empty = False
        place = Place(file, number)
        text, problems = decode(raw, place)
        yield from problems
        yield from _line(text, place, ended=raw.endswith(b"\n"))
    if empty:
        yield Problem("QC003", "the file is empty", Place(file))


def document(data: bytes, file: str) -> Iterator[Article | Problem]:
    """Read a file that is one JSON value; of a list, what stands before a fault is read."""
    text, problems = decode(data, Place(file))
    yield from problems
    if not text.strip():
        yield Problem("QC003", "the file is empty", Place(file))
    elif opening := _LIST.match(text):
        yield from _elements(text, opening, file)
    else:
        yield from _whole(text, file)


def is_json(data: bytes) -> bool:
    """Tell whether the bytes are one JSON value."""
    try:
        _loads(decode(data, Place())[0])
    except (ValueError, RecursionError):
        return False
    return True


def _line(text: str, place: Place, *, ended: bool) -> Iterator[Article | Problem]:
    try:
        value = _loads(text)
    except (ValueError, RecursionError) as error:
        cut = not ended and isinstance(error, json.JSONDecodeError) and _is_at_end(text, error)
        yield Problem("QC006", "the last line is cut off" if cut else _why(error), place)
    else:
        yield from article(value, place)


def _whole(text: str, file: str) -> Iterator[Article | Problem]:
    try:
        value = _loads(text)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data" and text.lstrip().startswith("{"):
            yield from lines((line.encode("utf-8", "replace") for line in text.splitlines(keepends=True)), file)
        else:
            yield Problem("QC006", _why(error), Place(file, error.lineno))
    except (ValueError, RecursionError) as error:
        yield Problem("QC006", _why(error), Place(file))
    else:
        inner = value.get("articles") if isinstance(value, dict) else None
        if isinstance(inner, list) and "text" not in value:
            for index, element in enumerate(inner):
                yield from article(element, Place(file, None, f"/articles/{index}"))
        else:
            yield from article(value, Place(file, _first_line(text)))


def _elements(text: str, opening: re.Match[str], file: str) -> Iterator[Article | Problem]:
    """Read a list element by element, each with its line."""
    wrapped = "{" in opening.group()
    at = _skip(text, opening.end())
    line, counted = 1, 0
    index = 0
    closed = text.startswith("]", at)
    at += closed
    while not closed:
        line, counted = line + text.count("\n", counted, at), at
        try:
            value, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            yield Problem("QC006", _why(error), Place(file, getattr(error, "lineno", line)))
            return
        yield from article(value, Place(file, line, f"{'/articles' if wrapped else ''}/{index}"))
        index += 1
        comma = _COMMA.match(text, at)
        assert comma is not None  # it matches nothing, too
        at, closed = comma.end(), bool(comma.group(2))
        if bool(comma.group(1)) == closed:
            yield Problem("QC006", "a list is cut off or lacks a comma", Place(file, 1 + text.count("\n", 0, at)))
            return
    yield from _rest(text, at, file, wrapped=wrapped)


def _rest(text: str, at: int, file: str, *, wrapped: bool) -> Iterator[Problem]:
    """Check what follows the list: nothing, or the rest of the object that it is in."""
    try:
        _loads(('{"articles":[]' if wrapped else "[]") + text[at:])
    except (ValueError, RecursionError):
        yield Problem("QC006", "what follows the list is not valid", Place(file, 1 + text.count("\n", 0, at)))


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _loads(text: str) -> Any:
    """Parse one JSON value; raises ValueError or RecursionError."""
    return json.loads(text, parse_constant=_no_constant)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


_DECODER = json.JSONDecoder(parse_constant=_no_constant)


def _is_at_end(text: str, error: json.JSONDecodeError) -> bool:
    return error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string")


def _first_line(text: str) -> int:
    return 1 + text.count("\n", 0, _skip(text, 0))


def _why(error: ValueError | RecursionError) -> str:
    if isinstance(error, RecursionError):
        return "nested too deeply"
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg.lower()} at character {error.colno}"
    return str(error)
