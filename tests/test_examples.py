"""Every example file gets one verdict, that of its folder, from the models and from the JSON Schemas."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from expected import known
from pydantic_core import from_json

from quotecheck.store.faults import parse
from quotecheck.store.schemas import SHAPES, validator

FOLDER = Path(__file__).parent / "examples"
DIFFERENCES = tomllib.loads((FOLDER / "known-differences.toml").read_text(encoding="utf-8"))
FILES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.glob("*/*/*.json"))


def verdict_of_model(shape: str, content: bytes) -> str:
    return "valid" if parse(SHAPES[shape], content).record is not None else "invalid"


def verdict_of_schema(shape: str, content: bytes) -> str:
    try:
        value = from_json(content, allow_inf_nan=False)
    except ValueError:
        return "invalid"
    return "valid" if validator(shape).is_valid(value) else "invalid"


def marked(name: str) -> object:
    return pytest.param(name, marks=known(DIFFERENCES.get(name)))


@pytest.mark.parametrize("name", [marked(name) for name in FILES])
def test_models_and_schemas_give_the_verdict_of_the_folder(name: str) -> None:
    verdict, shape, _file = name.split("/")
    content = (FOLDER / name).read_bytes()
    assert (verdict_of_model(shape, content), verdict_of_schema(shape, content)) == (verdict, verdict)


def test_every_record_has_examples_of_both_verdicts_and_every_difference_a_file() -> None:
    assert {name.rpartition("/")[0] for name in FILES} == {
        f"{verdict}/{shape}" for verdict in ("valid", "invalid") for shape in SHAPES
    }
    assert set(DIFFERENCES) <= set(FILES)


@pytest.mark.parametrize("name", [name for name in FILES if name.startswith("invalid/")])
def test_every_fault_has_a_pointer_to_what_is_there_or_missing(name: str) -> None:
    content = (FOLDER / name).read_bytes()
    for fault in parse(SHAPES[name.split("/")[1]], content).faults:
        value: Any = None if fault.code == "QC006" else from_json(content)
        *parents, last = fault.pointer.split("/")[1:] or [""]
        for part in parents:
            value = value[int(part)] if isinstance(value, list) else value[part]
        assert fault.message
        assert not fault.pointer or isinstance(value, dict) or int(last) < len(value)
