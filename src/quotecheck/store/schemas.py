"""The JSON Schemas of the records, made from the models in memory: the contract for programs that are not Python."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, ValidationError, validators

from quotecheck.records import (
    SCHEMA_VERSION,
    Article,
    Assertion,
    Contribution,
    Decision,
    Finding,
    Manifest,
    MarkedSpan,
    Quote,
    Record,
    ReleaseManifest,
    Speaker,
    SpeakerDecision,
    Tombstone,
    Withdrawal,
    is_date_or_datetime,
    is_edtf,
)
from quotecheck.store.textfree.shapes import text_free_shapes

SHAPES: dict[str, type[Record]] = {
    "article": Article,
    "assertion": Assertion,
    "contribution": Contribution,
    "decision": Decision,
    "finding": Finding,
    "manifest": Manifest,
    "marked-span": MarkedSpan,
    "quote": Quote,
    "release-manifest": ReleaseManifest,
    "speaker": Speaker,
    "speaker-decision": SpeakerDecision,
    "tombstone": Tombstone,
    "withdrawal": Withdrawal,
    **{f"text-free-{kind}": shape for kind, shape in text_free_shapes().items()},
}

_DATE_LENGTH = len("2000-01-01")


def schemas() -> dict[str, dict[str, Any]]:
    """Give the JSON Schema (2020-12) of every public record by its name, such as `quote`."""
    return {name: _schema(name, shape) for name, shape in SHAPES.items()}


def schema(name: str) -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of a public record by its name; raises `KeyError` for a name that is none."""
    return _schema(name, SHAPES[name])


def _schema(name: str, shape: type[Record]) -> dict[str, Any]:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:quotecheck:schema:{SCHEMA_VERSION}:{name}",
        **shape.model_json_schema(by_alias=True),
    }


def schema_files() -> Iterator[tuple[str, str]]:
    """Yield path and content of each schema file below `schemas/`."""
    for name, schema in schemas().items():
        yield (
            f"{SCHEMA_VERSION}/{name}.schema.json",
            json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n",
        )


def write_schemas(folder: Path) -> None:
    """Write every schema file below `folder`."""
    for name, content in schema_files():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8", newline="\n")


@lru_cache
def validator(name: str) -> Draft202012Validator:
    """Give the validator of a record by its name, with formats on; raises `KeyError` for a name that is none."""
    made: Draft202012Validator = _Validator(_schema(name, SHAPES[name]), format_checker=format_checker())
    return made


@lru_cache(maxsize=1)
def format_checker() -> FormatChecker:
    """Give the formats that the schemas name: date, date-time and our own edtf."""
    checker = FormatChecker(formats=())
    for name, check in format_checks().items():
        checker.checks(name)(_if_text(check))
    return checker


def format_checks() -> dict[str, Callable[[str], bool]]:
    """Give what tells of a text whether it has a format, by the name of the format."""
    return {
        "date": lambda value: len(value) == _DATE_LENGTH and is_date_or_datetime(value),
        "date-time": lambda value: len(value) > _DATE_LENGTH and is_date_or_datetime(value),
        "edtf": is_edtf,
    }


def _if_text(predicate: Callable[[str], bool]) -> Callable[[object], bool]:
    return lambda value: not isinstance(value, str) or predicate(value)


def _pattern(_validator: Any, pattern: str, instance: object, _schema: object) -> Iterator[ValidationError]:
    """Match as ECMA 262 does, where `$` is the very end: Python's also matches before a last newline."""
    if isinstance(instance, str) and not re.search(re.sub(r"\$$", r"\\Z", pattern), instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


_extend: Any = validators.extend  # untyped in its stubs
_Validator = _extend(Draft202012Validator, {"pattern": _pattern})
