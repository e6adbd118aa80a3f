"""The article envelope: each field, right and wrong."""

from __future__ import annotations

from typing import Any

import pytest

from quotecheck.problems import Place, Problem
from quotecheck.read.envelope import FIELDS, article, moment
from quotecheck.records import Article


def taken(**fields: Any) -> tuple[Article, list[tuple[str, str]]]:
    """Read an envelope that has a text; give its problems as code and pointer."""
    *problems, record = article({"text": "The dam holds.", **fields}, Place("a.jsonl", 3))
    assert isinstance(record, Article)
    assert all(isinstance(problem, Problem) and problem.place.line == 3 for problem in problems)
    return record, [(problem.code, problem.place.pointer) for problem in problems if isinstance(problem, Problem)]


@pytest.mark.parametrize(
    "envelope",
    [{}, {"text": None}, {"text": 3}, {"text": ["a"]}, {"text": ""}, {"text": " \n"}, {"id": "a", "title": "b"}],
)
def test_no_text_no_article(envelope: dict[str, Any]) -> None:
    (problem,) = article(envelope, Place())
    assert isinstance(problem, Problem)
    assert (problem.code, problem.place.pointer) == ("QC007", "/text")


def test_fields_are_taken() -> None:
    fields = {
        "id": "tern-1", "outlet": "The Tern", "title": "Dam holds", "published": "2031-03-05T18:00:00Z",
        "updated": "2031-03-06", "language": "en", "url": "https://tern.example/1", "credit": "Beacon Wire",
        "byline": "Tobin Vale", "status": "corrected", "origin": "wire-1",
    }  # fmt: skip
    record, problems = taken(**fields)
    assert problems == []
    assert {key: getattr(record, key) for key in fields} == fields


def test_empty_strings_are_null() -> None:
    record, problems = taken(**dict.fromkeys(FIELDS - {"text", "zones"}, " "))
    assert (record.title, record.published, record.status, problems) == (None, None, "usable", [])
    assert record.id.startswith("a:")


def test_zones_are_made_again() -> None:
    record, problems = taken(zones=[{"kind": "body", "start": 5, "end": 900}])
    assert (record.zones, problems) == ((), [])


def test_unknown_fields_are_named() -> None:
    _, problems = taken(headline="x", **{"a/b~c": 1})
    assert problems == [("QC008", "/headline"), ("QC008", "/a~1b~0c")]


@pytest.mark.parametrize(("given", "expected"), [(7, "7"), (2.5, "2.5"), ("7", "7")])
def test_number_as_id(given: object, expected: str) -> None:
    record, problems = taken(id=given)
    assert (record.id, problems) == (expected, [])


@pytest.mark.parametrize("value", [True, ["a"], {"a": 1}, float("inf")])
def test_other_things_as_id(value: object) -> None:
    record, problems = taken(id=value)
    assert problems == [("QC010", "/id")]
    assert record.id.startswith("a:")


@pytest.mark.parametrize("field", ["outlet", "title", "language", "url", "credit", "byline", "status", "origin"])
@pytest.mark.parametrize("value", [1, False, ["a"], {"name": "a"}])
def test_wrong_type(field: str, value: object) -> None:
    assert taken(**{field: value})[1] == [("QC010", f"/{field}")]


def test_unknown_status() -> None:
    record, problems = taken(status="deleted")
    assert (record.status, problems) == ("usable", [("QC010", "/status")])


@pytest.mark.parametrize("field", ["published", "updated"])
@pytest.mark.parametrize("value", ["soon", "2031-02-30", "03/05/2031", "2031", "2031-03-05T25:00:00Z", 1930000000, []])
def test_no_date(field: str, value: object) -> None:
    record, problems = taken(**{field: value})
    assert (getattr(record, field), problems) == (None, [("QC009", f"/{field}")])


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2031-03-05", "2031-03-05"),
        (" 2031-03-05 ", "2031-03-05"),
        ("2031-03-05T18:00:00Z", "2031-03-05T18:00:00Z"),
        ("2031-03-05T18:00:00+02:00", "2031-03-05T18:00:00+02:00"),
        ("2031-03-05T18:00:00+0000", "2031-03-05T18:00:00+00:00"),
        ("2031-03-05 18:00:00Z", "2031-03-05T18:00:00Z"),
        ("2031-03-05 18:00 UTC", "2031-03-05T18:00:00Z"),
        ("2031-03-05t18:00:00.25z", "2031-03-05T18:00:00.25Z"),
        ("2031-03-05T18:00:00-05", "2031-03-05T18:00:00-05:00"),
        ("2031-03-05T18:00:00", "2031-03-05"),
        ("2031-03-05 18:00", "2031-03-05"),
        ("2031-03-05T61:00", None),
        ("2031-3-5", None),
        ("٢٠٣١-٠٣-٠٥", None),
    ],
)
def test_moment(given: str, expected: str | None) -> None:
    assert moment(given) == expected


def test_half_of_a_surrogate_pair_is_replaced() -> None:
    record, problems = taken(title="Dam \ud83d", text="Yes \udc00.", id="\ud800")
    assert (record.title, record.text, record.id) == ("Dam \ufffd", "Yes \ufffd.", "\ufffd")
    assert sorted(problems) == [("QC005", "/id"), ("QC005", "/text"), ("QC005", "/title")]


@pytest.mark.parametrize("value", [None, 1, "a", ["a"], True])
def test_not_an_object(value: object) -> None:
    (problem,) = article(value, Place())
    assert isinstance(problem, Problem)
    assert problem.code == "QC006"


def test_messages_can_be_written() -> None:
    for record in article({"\ud800\n": 1, "status": "\ud800" * 90, "published": "\x1b[31m"}, Place("a")):
        assert isinstance(record, Problem)
        assert str(record).encode().isascii() or "\ufffd" in str(record)
        assert "\x1b" not in record.message
