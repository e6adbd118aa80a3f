"""How statements are put: affirmed or denied, settled or open, a fact to check or not; and the cards behind it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from quotecheck.analysis import Job, analyse
from quotecheck.records import Article, Assertion
from quotecheck.rules.saying import OpinionExample, opinions

TABLE = Path(__file__).with_name("assertion_state.toml")
FIELDS = ("checkable", "polarity", "certainty")
STATEMENTS = tomllib.loads(TABLE.read_text(encoding="utf-8"))["statement"]


def states(text: str) -> tuple[Assertion, ...]:
    return analyse(Job(article=Article(id="x", text=text, published="2031-03-05"))).assertions


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda statement: statement["text"][:50])
def test_a_statement_is_put_as_it_is(statement: dict[str, str]) -> None:
    want = {field: statement[field] for field in FIELDS if field in statement}
    found = [state for state in states(statement["text"]) if statement["needle"] in state.text]
    # A question, an opinion or something supposed may give no statement at all.
    none = not found and statement.get("checkable", "yes") != "yes"
    assert none or any(all(getattr(state, field) == want[field] for field in want) for state in found)


@pytest.mark.parametrize("example", opinions().example, ids=lambda example: example.text)
def test_an_opinion_is_told_by_its_words(example: OpinionExample) -> None:
    assert [state.checkable for state in states(example.text)] == [example.checkable]
