"""What must come of examples, as tables and cards give it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).parents[1] / "cases"


def known(failure: str | None) -> list[pytest.MarkDecorator]:
    """Give the marks of an example: it may have a reason why it is known not to pass yet, and then it must not."""
    return [pytest.mark.xfail(reason=failure, strict=True)] if failure else []


def cases() -> Iterator[dict[str, Any]]:
    """Yield the hard cases of tests/cases/*.toml."""
    for file in sorted(CASES.glob("*.toml")):
        yield from tomllib.loads(file.read_text(encoding="utf-8"))["case"]
