"""Issues: two clauses that answer one question, how often, and whether the same way."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotecheck.compare import issues as compared
from quotecheck.compare.statements import Statement, statement
from quotecheck.records import Article, Assertion
from quotecheck.rules.issues import CONTRARY, issues, positions

Polarity = Literal["+", "-"]
KNOWN = min(name for name, issue in issues().items() if "whether" in issue.asks)
OTHER = min(name for name, issue in issues().items() if "whether" not in issue.asks)


def told(outlet: str, *positions: str, text: str = "It had one.", at: int = 0, polarity: Polarity = "+") -> Statement:
    article = Article(id=outlet, outlet=outlet, published="2031-03-06T10:00:00Z", text=f"{text} {text} {text}")
    start = at * (len(text) + 1)
    assertion = Assertion(
        id=f"s:{outlet}:{at}", article_id=outlet, start=start, end=start + len(text), text=text, predicate="have",
        polarity=polarity, issues=tuple(sorted(positions)),
    )  # fmt: skip
    return statement(assertion, article, {outlet: outlet})


def test_two_statements_have_the_issues_in_common_that_both_answer_either_way() -> None:
    left, right = told("wire", KNOWN, "fire.unknown"), told("daily", f"{CONTRARY}{KNOWN}", OTHER)
    assert compared.common(left, right) == {KNOWN}
    assert compared.asking(left, right, "whether")


def test_an_issue_of_cards_that_are_not_here_asks_nothing() -> None:
    assert not compared.asking(told("wire", "old.gone"), told("daily", "old.gone"), "whether")


def test_a_report_that_answers_in_two_sentences_does_not_answer_once() -> None:
    first, second, right = told("wire", KNOWN), told("wire", KNOWN, at=1), told("daily", KNOWN)
    around = {"wire": (first, second), "daily": (right,)}
    both = [replace(each, around=around) for each in (first, right)]
    alone = [replace(each, around={"wire": (first,), "daily": (right,)}) for each in (first, right)]
    assert compared.answered_once(*alone)
    assert not compared.answered_once(*both)


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ((KNOWN, "+"), (f"{CONTRARY}{KNOWN}", "+"), True),
        ((KNOWN, "+"), (KNOWN, "-"), True),
        ((KNOWN, "-"), (f"{CONTRARY}{KNOWN}", "+"), False),
        ((KNOWN, "+"), (KNOWN, "+"), False),
        ((KNOWN, "+"), (OTHER, "-"), False),
    ],
)
def test_a_permit_is_denied_by_not_or_by_lacking_it(
    one: tuple[str, Polarity], two: tuple[str, Polarity], *, expected: bool
) -> None:
    left, right = told("wire", one[0], polarity=one[1]), told("daily", two[0], polarity=two[1])
    assert compared.contrary(left, right) is expected
    assert compared.contrary(right, left) is expected


def test_a_clause_with_words_for_either_answer_gives_none() -> None:
    assert not compared.contrary(told("wire", KNOWN, f"{CONTRARY}{KNOWN}"), told("daily", KNOWN, polarity="-"))


WORDS = sorted(
    {word for issue in issues().values() for entry in issue.words for word in entry.replace("|", " ").split()}
)


@given(st.frozensets(st.sampled_from(WORDS), max_size=12), st.frozensets(st.sampled_from(WORDS), max_size=4))
def test_more_words_answer_no_fewer_issues(words: frozenset[str], more: frozenset[str]) -> None:
    """An entry asks for words, and for no absence: "What a clause answers, it answers with more words too"."""
    assert set(positions(words)) <= set(positions(words | more))
