"""From one line of JSON to a record, or to every fault of its shape, said in plain words with a JSON Pointer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails, from_json

from quotecheck.records import Record

R = TypeVar("R", bound=Record)

_SHOWN = 40  # characters of a wrong value that a message repeats


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of one line: its code (QC006 not JSON, QC101 not the shape), words and pointer."""

    code: str
    message: str
    pointer: str = ""


@dataclass(frozen=True, slots=True)
class Parsed(Generic[R]):
    """What one line held: a record, or its faults and the bare JSON value (None where the line is no JSON)."""

    record: R | None
    faults: tuple[Fault, ...] = ()
    raw: Any = None


def parse(shape: type[R], line: bytes) -> Parsed[R]:
    """Read one line of JSON as a record of `shape`; never raises, whatever the bytes."""
    try:
        if b"NaN" in line or b"Infinity" in line:  # JSON has neither; the parser below lets both pass as numbers
            from_json(line, allow_inf_nan=False)
        return Parsed(shape.model_validate_json(line, by_alias=True, by_name=False))
    except ValidationError as error:
        if error.errors()[0]["type"] == "json_invalid":
            return Parsed(None, (_not_json(line, str(error.errors()[0]["ctx"]["error"])),))
        raw = from_json(line)
        return Parsed(None, tuple(_faults(shape, raw, error)), raw)
    except ValueError as error:
        return Parsed(None, (_not_json(line, str(error)),))


def _not_json(line: bytes, detail: str) -> Fault:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError as error:
        return Fault("QC006", f"byte {error.start + 1} of the line is not UTF-8")
    return Fault("QC006", detail.replace(" at line 1 column", ", column"))


def _faults(shape: type[Record], raw: Any, error: ValidationError) -> Iterator[Fault]:
    for detail in error.errors(include_url=False):
        yield Fault("QC101", _words(shape, detail), pointer(raw, detail["loc"]))


def pointer(raw: Any, location: Sequence[int | str]) -> str:
    """Map pydantic's path to a JSON Pointer (RFC 6901): the tags of unions, which are not in the data, are left out.

    A missing field is named by the pointer it would have.
    """
    parts: list[str] = []
    for depth, part in enumerate(location):
        inside = _member(raw, part)
        if inside is not None:
            parts.append(_escape(part))
            raw = inside[0]
        elif depth == len(location) - 1 and isinstance(raw, dict):
            parts.append(_escape(part))
    return "".join(f"/{part}" for part in parts)


def _member(raw: Any, part: int | str) -> tuple[Any] | None:
    if isinstance(raw, dict) and part in raw:
        return (raw[part],)
    if isinstance(raw, list) and isinstance(part, int) and 0 <= part < len(raw):
        return (raw[part],)
    return None


def _escape(part: int | str) -> str:
    return str(part).replace("~", "~0").replace("/", "~1")


def _words(shape: type[Record], detail: ErrorDetails) -> str:
    say = _WORDS.get(detail["type"])
    return say(shape, detail) if say else f"{detail['msg']}, not {_show(detail['input'])}"


def _show(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (dict, list, tuple)):
        return "an object" if isinstance(value, dict) else "a list"
    text = str(value)
    text = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
    return f'the text "{text}"' if isinstance(value, str) else f"the number {text}"


def _must_be(what: str) -> Callable[[type[Record], ErrorDetails], str]:
    return lambda _shape, detail: f"must be {what}, not {_show(detail['input'])}"


def _choice(_shape: type[Record], detail: ErrorDetails) -> str:
    return f"{_show(detail['input'])} is none of {detail['ctx']['expected'].replace(chr(39), '')}"


def _pattern(_shape: type[Record], detail: ErrorDetails) -> str:
    return f"{_show(detail['input'])} does not match {detail['ctx']['pattern']}"


_WORDS: dict[str, Callable[[type[Record], ErrorDetails], str]] = {
    "missing": lambda _shape, detail: f"the field {detail['loc'][-1]} is missing",
    "extra_forbidden": lambda _shape, detail: f"there is no field {detail['loc'][-1]} here",
    "string_type": _must_be("text"),
    "int_type": _must_be("a whole number"),
    "float_type": _must_be("a number"),
    "bool_type": _must_be("true or false"),
    "tuple_type": _must_be("a list"),
    "model_type": lambda shape, detail: (
        f"must be an object{'' if detail['loc'] else f' ({shape.__name__})'}, not {_show(detail['input'])}"
    ),
    "literal_error": _choice,
    "string_pattern_mismatch": _pattern,
    "string_too_short": lambda _shape, _detail: "must not be empty",
    "too_short": lambda _shape, detail: (
        f"needs at least {detail['ctx']['min_length']} items, has {detail['ctx']['actual_length']}"
    ),
    "greater_than_equal": lambda _shape, detail: f"must be {detail['ctx']['ge']} or more, not {_show(detail['input'])}",
    "value_error": lambda _shape, detail: str(detail["ctx"]["error"]),
}
