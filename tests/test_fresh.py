"""What is generated and committed is what the code would generate now."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotecheck.store.schemas import schema_files

SCHEMAS = Path(__file__).parent.parent / "schemas"
GENERATED = dict(schema_files())


@pytest.mark.parametrize("name", GENERATED)
def test_schema_files_are_fresh(name: str) -> None:
    stale = "schemas are stale: run `python tasks.py schemas`"
    assert (SCHEMAS / name).read_text(encoding="utf-8") == GENERATED[name], stale


def test_no_schema_file_is_left_over() -> None:
    assert {path.relative_to(SCHEMAS).as_posix() for path in SCHEMAS.glob("1/*")} == set(GENERATED)
