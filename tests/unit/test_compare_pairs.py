"""Two sentences on one happening: what they do not agree on, and what only looks so."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from pydantic import BaseModel

from quotecheck.compare.pairs import pair_label
from quotecheck.extract.assertions import assertions
from quotecheck.language.parse import parse_text
from quotecheck.records import Article, Assertion, Zone
from quotecheck.rules.pairs import comparatives, deeds, questions, ways, word_classes


class Pair(BaseModel):
    a: str
    b: str
    label: str


FILES = ("compare_pairs.toml", "compare_pairs_news.toml")
ROWS = [
    row for name in FILES for row in tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))["pair"]
]
PAIRS = [Pair.model_validate(row) for row in ROWS]


def stated(text: str, outlet: str) -> tuple[Article, list[Assertion]]:
    made = Article(id=outlet, outlet=outlet, published="2031-03-06", text=text, zones=(_body(text),))
    return made, assertions(made, parse_text(text), [], [])


def _body(text: str) -> Zone:
    return Zone(kind="body", start=0, end=len(text))


def contradict(one: str, two: str) -> bool:
    (left, lefts), (right, rights) = stated(one, "the Tern"), stated(two, "the Courier")
    return pair_label(left, lefts, right, rights).label == "contradiction"


@pytest.mark.parametrize("pair", PAIRS, ids=[f"{pair.a} / {pair.b}" for pair in PAIRS])
def test_pair(pair: Pair) -> None:
    expected = pair.label == "contradiction"
    assert contradict(pair.a, pair.b) is expected
    assert contradict(pair.b, pair.a) is expected, "the verdict depends on which sentence is read first"


def test_a_line_of_capitals_with_a_number_does_not_take_for_ever() -> None:
    assert not contradict("THE NORTHMERE HARBOUR AND NAVIGATION " * 8 + "ACT, 1912", "The act was passed.")


def test_no_word_is_on_both_sides() -> None:
    assert all(set(one.so).isdisjoint(one.other) for one in questions())
    assert all(set(deed.on).isdisjoint(deed.back) for deed in deeds())
    assert set(ways().start).isdisjoint(ways().goal)
    assert {True, False} == set(comparatives().values())
    assert all(len(one.groups) > 1 for one, _ in word_classes())
