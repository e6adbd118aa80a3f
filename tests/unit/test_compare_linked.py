"""Linkage: signs add up to odds, the likeliest candidate is taken, and a stranger contradicts nobody."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotecheck.compare.cards import conflict_cards
from quotecheck.compare.likeliest import likeliest
from quotecheck.compare.linked import KINDS
from quotecheck.compare.linked.linkage import Candidate, check, odds
from quotecheck.compare.linked.number import differs_by_a_slip
from quotecheck.compare.linked.signs import likeness
from quotecheck.compare.pairing import Pair
from quotecheck.compare.statements import Outcome, Statement, other_weekdays, statement
from quotecheck.compare.strangers import parted
from quotecheck.records import Article, Assertion, Finding, Quantity, Side, Timex

# The status has weights of its own on the card of polarity.
LINKED = sorted(KINDS.keys() - {"status"})


def told(id_: str, text: str) -> Statement:
    article = Article(id=id_, outlet=id_, published="2031-03-06T10:00:00Z", text=text)
    assertion = Assertion(
        id=f"s:{id_}", article_id=id_, quote_id=None, start=0, end=len(text), text=text, holder=(), predicate="carry",
        family=None, roles=(), quantities=(), time=None, place=None, sites=(), polarity="+", certainty="certain",
        checkable="yes", zone="body", keywords=(),
    )  # fmt: skip
    return statement(assertion, article, {id_: id_})


def amount(low: float, text: str = "") -> Quantity:
    return Quantity(start=0, end=1, text=text or f"{low:g}", low=low, high=low, unit=None, counted=None, hedge="exact")


def pair(left: str, right: str, values: tuple[str, str], log_odds: float) -> Pair[Statement]:
    outcome = Outcome("conflict", "amount", *values, "two values for one count", log_odds)
    return Pair(told(left, "It carried some."), told(right, "It held some."), outcome)


@pytest.mark.parametrize("kind", LINKED)
def test_weights_are_of_signs_that_add_to_the_bias(kind: str) -> None:
    linkage = conflict_cards()[kind].linkage
    assert linkage is not None
    none = dict.fromkeys(linkage.weights, 0.0)
    assert odds(kind, none) == pytest.approx(linkage.bias)  # type: ignore[arg-type]
    for name, weight in linkage.weights.items():
        assert odds(kind, {**none, name: 1.0}) == pytest.approx(linkage.bias + weight)  # type: ignore[arg-type]


def test_the_likeliest_candidate_is_found_and_an_unlikely_one_is_not() -> None:
    linkage = conflict_cards()["number"].linkage
    assert linkage is not None
    none = dict.fromkeys(linkage.weights, 0.0)
    helpful = {name: 1.0 for name, weight in linkage.weights.items() if weight > 0}
    unlikely = Candidate(none, Outcome("conflict", "amount", "3", "4", "why"))
    likely = Candidate({**none, **helpful}, Outcome("conflict", "amount", "3", "5", "why"))
    found = check("number", [unlikely, likely])
    assert found is not None
    assert (found.right, found.odds) == ("5", odds("number", likely.signs))
    assert check("number", [unlikely]) is None
    assert check("number", []) is None


def test_a_value_is_of_one_slot_with_the_likeliest_of_another_report_only() -> None:
    near, far = pair("the Tern", "the Courier", ("19", "23"), 2.0), pair("the Tern", "the Courier", ("19", "40"), 1.0)
    elsewhere, ruled = (
        pair("the Tern", "Beacon", ("19", "40"), 0.5),
        pair("the Tern", "the Courier", ("19", "7"), math.inf),
    )
    assert likeliest([far, near, elsewhere]) == [near, elsewhere]
    assert likeliest([far, ruled]) == [far, ruled]


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [(1740, 1470, True), (1793, 793, True), (26.4, 24.6, True), (34, 43, True), (12, 15, False), (180, 312, False),
     (4, 7, False)],
)  # fmt: skip
def test_a_slip_is_a_digit_changed_dropped_or_moved(one: float, two: float, *, expected: bool) -> None:
    assert differs_by_a_slip(amount(one), amount(two)) is expected
    assert differs_by_a_slip(amount(two), amount(one)) is expected


@given(one=st.text(max_size=40), two=st.text(max_size=40))
def test_likeness_is_mutual_from_nought_to_one_and_whole_with_itself(one: str, two: str) -> None:
    assert likeness(one, two) == pytest.approx(likeness(two, one))
    assert 0 <= likeness(one, two) <= 1 + 1e-9
    assert likeness(one, one) == pytest.approx(1.0) or likeness(one, one) == 0.0


OF_ONE = "The Kestrel ferry with Captain Hal Vale sank off Northmere near the Ostby light and the Corrado pier."
OF_ANOTHER = "The Dunlin barge with Skipper Una Pell sank off Westhaven near the Quarry lock on the Mirren canal."


def finding(kind: str, *articles: str) -> Finding:
    sides = tuple(
        Side(
            article_id=id_, outlet=id_, start=0, end=4, text="text", value=id_, holder=None, published=None, origin=id_,
            assertion_id=None, quote_id=None,
        )
        for id_ in articles
    )  # fmt: skip
    return Finding(
        id=f"f:{kind}{len(sides)}", verdict="conflict", kind=kind, disputed=False, severity="error", slot="slot",  # type: ignore[arg-type]
        sides=sides, origins=2, reason="19 (the Tern) against 23 (the Courier): two values for one count",
        dissolves="A correction.", rule=kind, evidence="0" * 64,
    )  # fmt: skip


def stories(*texts: str) -> dict[str, list[Statement]]:
    made = {f"a{n}": told(f"a{n}", text) for n, text in enumerate(texts)}
    return {id_: [replace(each, small=True)] for id_, each in made.items()}


def test_a_report_that_shares_no_name_and_contradicts_twice_is_of_another_happening() -> None:
    reports = stories(OF_ONE, OF_ONE, OF_ONE, OF_ANOTHER)
    twice = [finding("number", "a0", "a3"), finding("time", "a1", "a3")]
    assert [each.verdict for each in parted(twice, reports)] == ["compatible", "compatible"]
    assert "another happening" in parted(twice, reports)[0].reason
    assert [each.severity for each in parted(twice, reports)] == ["info", "info"]


def test_one_contradiction_or_shared_names_or_few_reports_leave_a_conflict() -> None:
    twice = [finding("number", "a0", "a3"), finding("time", "a1", "a3")]
    assert parted(twice[:1], stories(OF_ONE, OF_ONE, OF_ONE, OF_ANOTHER)) == twice[:1]
    assert parted(twice, stories(OF_ONE, OF_ONE, OF_ONE, OF_ONE)) == twice
    few = [finding("number", "a0", "a2"), finding("time", "a1", "a2")]
    assert parted(few, stories(OF_ONE, OF_ONE, OF_ANOTHER)) == few


def test_words_given_to_two_speakers_are_no_matter_of_the_happening() -> None:
    said = [finding("wording", "a0", "a3"), finding("attribution", "a1", "a3")]
    assert parted(said, stories(OF_ONE, OF_ONE, OF_ONE, OF_ANOTHER)) == said


def timed(id_: str, value: str) -> Statement:
    shown = Timex(start=0, end=6, text="Sunday", type="DATE", value=value)
    made = told(id_, "Sunday it shook.")
    return replace(made, assertion=made.assertion.model_copy(update={"time": shown}))


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("XXXX-WXX-7", "XXXX-WXX-1", True),
        ("XXXX-WXX-7", "XXXX-WXX-7TAF", False),
        ("XXXX-WXX-7", "2031-03-02", False),
        ("XXXX-02", "XXXX-WXX-1", True),
        ("XXXX-02", "XXXX-02", False),
    ],
)
def test_two_days_of_an_unknown_week_are_two_occasions(one: str, two: str, *, expected: bool) -> None:
    assert other_weekdays(timed("the Tern", one), timed("the Courier", two)) is expected
