"""Findings hang on what the articles of a happening say, and on nothing else."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotecheck.analysis import Analysis, Job, Settings, analyse
from quotecheck.read.unique import unique
from quotecheck.records import Article, Finding
from quotecheck.run import compare

SOURCES = Path(__file__).parents[2] / "dataset" / "sources"
EVENT = "fire"
APART = (
    "The choir of Ostwick has sung its last psalm, said the organist, Agnes Pell, who will sell the organ on Monday.",
    "Shares in Bittern Optics rose by 4 per cent on Tuesday. The lens maker sold 300,000 pairs of spectacles.",
    "It was about the people who had said that there was no more time for any of this, and nothing else was known.",
)


def analysed(article: Article) -> Analysis:
    return analyse(Job(article=article, settings=Settings()))


@pytest.fixture(scope="module")
def reports() -> list[Analysis]:
    lines = [line for path in sorted(SOURCES.glob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()]
    articles = [Article.model_validate(json.loads(line)) for line in lines if f"-{EVENT}-" in line[:40]]
    assert len(articles) > 3
    return [analysed(article) for article in articles]


@pytest.fixture(scope="module")
def apart() -> list[Analysis]:
    return [
        analysed(Article(id=f"apart-{n}", outlet="The Apart", published="2031-05-06", text=text))
        for n, text in enumerate(APART)
    ]


def found(results: Sequence[Analysis]) -> list[Finding]:
    return compare(results)[0]


@pytest.fixture(scope="module")
def findings(reports: list[Analysis]) -> list[Finding]:
    return found(reports)


@settings(max_examples=6, deadline=None)
@given(data=st.data())
def test_order_changes_no_finding(reports: list[Analysis], findings: list[Finding], data: st.DataObject) -> None:
    """Property: "order … [does] not change the findings"."""
    order = data.draw(st.permutations(range(len(reports))))
    assert found([reports[n] for n in order]) == findings != []


@settings(max_examples=4, deadline=None)
@given(others=st.sets(st.integers(0, len(APART) - 1)))
def test_an_unrelated_article_changes_no_finding(
    reports: list[Analysis], findings: list[Finding], apart: list[Analysis], others: set[int]
) -> None:
    """Property: "adding an unrelated article changes none"."""
    assert found([*(apart[n] for n in sorted(others)), *reports]) == findings


@settings(max_examples=4, deadline=None)
@given(data=st.data())
def test_an_article_given_twice_changes_no_finding(
    reports: list[Analysis], findings: list[Finding], data: st.DataObject
) -> None:
    """Property: "duplicate articles do not change the findings"."""
    articles = [result.article for result in reports]
    again = data.draw(st.lists(st.integers(0, len(articles) - 1), max_size=3))
    kept, _ = unique([*(articles[n] for n in again), *articles])
    by_id = {result.article.id: result for result in reports}
    assert found([by_id[article.id] for article in kept]) == findings


def test_a_copy_under_another_id_adds_sides_and_no_origin(reports: list[Analysis], findings: list[Finding]) -> None:
    """Property: "nine copies of one wire story are one source"."""
    before = [told(finding) for finding in findings]
    for one in reports:
        copy = analysed(one.article.model_copy(update={"id": f"{one.article.id}-copy", "outlet": "Copy Wire"}))
        assert [told(finding) for finding in found([*reports, copy])] == before


def told(finding: Finding) -> tuple[object, ...]:
    values = sorted({side.value for side in finding.sides})
    return finding.id, finding.verdict, finding.slot, values, finding.origins
