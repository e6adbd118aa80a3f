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


DATASET = Path(__file__).parent.parent / "dataset"
BUILT = ["articles", "assertions", "findings", "problems", "quotes", "speakers"]


@pytest.mark.parametrize("kind", BUILT)
def test_the_sample_dataset_is_fresh(kind: str, sample: Path) -> None:
    stale = "the sample dataset is stale: run `python tasks.py sample`"
    name = f"{kind}/{kind}.jsonl"
    assert (DATASET / name).read_bytes() == (sample / name).read_bytes(), stale
