"""Findings: one a slot, grouped by value, the same whatever the order, with the evidence to judge them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotecheck.compare import pairing
from quotecheck.compare.findings import crosscheck
from quotecheck.compare.pairs import PairLabel, pair_label
from quotecheck.extract.assertions import assertions
from quotecheck.language.parse import parse
from quotecheck.language.time import tag_article
from quotecheck.records import Article, Assertion, ChainLink, Finding, Quote, Span, SpeakerRef, Zone

SCENE = "The Kestrel ferry terminal in Northmere burned on Tuesday. Ines Corrado, the harbour master, closed the quay."
DETAILS = {
    "Beacon Wire": ("2031-03-06T10:00:00Z", "Nineteen people were killed in the Kestrel blaze."),
    "the Tern": ("2031-03-06T10:30:00Z", "The Kestrel blaze in Northmere left 19 people dead."),
    "the Courier": ("2031-03-06T10:40:00Z", "The blaze at the Kestrel terminal claimed 23 lives."),
}


def article(outlet: str, published: str, text: str) -> Article:
    zones = (Zone(kind="body", start=0, end=len(text)),)
    return Article(id=f"id-{outlet}", outlet=outlet, published=published, text=text, zones=zones)


def stated(made: Article) -> list[Assertion]:
    passages = parse(made)
    anchor = dt.date.fromisoformat((made.published or "2031-03-06")[:10])
    return assertions(made, passages, [], tag_article([(p.start, p.doc.text) for p in passages], anchor))


def reports() -> list[Article]:
    return [article(outlet, published, f"{SCENE} {said}") for outlet, (published, said) in DETAILS.items()]


ARTICLES = reports()
ASSERTIONS = [assertion for made in ARTICLES for assertion in stated(made)]


def conflicts(found: list[Finding]) -> list[Finding]:
    return [finding for finding in found if finding.verdict == "conflict"]


def test_two_outlets_against_one_are_one_finding() -> None:
    found, problems = crosscheck(ARTICLES, ASSERTIONS, [])
    assert problems == []
    (finding,) = conflicts(found)
    assert (finding.kind, finding.severity, finding.disputed) == ("number", "error", False)
    assert [(side.outlet, side.value) for side in finding.sides] == [
        ("Beacon Wire", "19"), ("the Tern", "19"), ("the Courier", "23"),
    ]  # fmt: skip
    assert "19 (Beacon Wire, 6 March 2031, 10:00 UTC) against 23 (the Courier" in finding.reason
    texts = {made.id: made.text for made in ARTICLES}
    assert all(texts[side.article_id][side.start : side.end] == side.text for side in finding.sides)


@given(st.permutations(range(3)), st.randoms(use_true_random=False))
@settings(max_examples=10, deadline=None)
def test_order_of_input_does_not_matter(order: list[int], random: object) -> None:
    """Result sorted by id, independent of the input order."""
    shuffled = [*ASSERTIONS]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert crosscheck([ARTICLES[i] for i in order], shuffled, []) == crosscheck(ARTICLES, ASSERTIONS, [])


def test_id_outlives_a_changed_figure_and_the_evidence_does_not() -> None:
    before = conflicts(crosscheck(ARTICLES, ASSERTIONS, [])[0])[0]
    published, said = DETAILS["the Courier"]
    changed = [*ARTICLES[:2], article("the Courier", published, f"{SCENE} {said}".replace("23", "24"))]
    after = conflicts(crosscheck(changed, [a for made in changed for a in stated(made)], [])[0])[0]
    assert before.id == after.id
    assert before.evidence != after.evidence


def test_two_holders_dispute() -> None:
    words = "“The lock gates of the Kestrel quay were never painted,” {} said."
    texts = {"the Tern": "Hal Quist", "the Courier": "Mara Ollenby"}
    made = [article(o, "2031-03-06", f"{SCENE}\n{words.format(who)}") for o, who in texts.items()]
    quotes = [speech(a, who) for a, who in zip(made, texts.values(), strict=True)]
    (finding,) = conflicts(crosscheck(made, [], quotes)[0])
    assert (finding.kind, finding.disputed) == ("attribution", True)
    assert {side.holder for side in finding.sides} == {"Hal Quist", "Mara Ollenby"}


def speech(made: Article, who: str) -> Quote:
    start, end = made.text.index("“") + 1, made.text.index("”")
    span = Span(start=start, end=end, text=made.text[start:end])
    source = Span(start=made.text.index(who), end=made.text.index(who) + len(who), text=who)
    return Quote(
        id=f"q:{made.id}", article_id=made.id, type="direct", content=(span,), quoted=(span,), cue=None, source=source,
        speaker=SpeakerRef(id=f"p:{who}", name=who, kind="person"), rule="test", tier="A",
    )  # fmt: skip


def label(left: str, right: str) -> PairLabel:
    one, two = (article(o, "2031-03-06", text) for o, text in (("a", left), ("b", right)))
    return pair_label(one, stated(one), two, stated(two))


def test_pair_labels() -> None:
    assert label("The gate was locked.", "The gate was not locked.").label == "contradiction"
    assert label("Nine swans crossed the lake.", "Five swans crossed the lake.").kind == "number"
    assert label("A red kite hung in the elm.", "A blue kite hung in the elm.").label == "contradiction"
    assert label("Vale painted the old gate.", "Vale painted the gate.").label == "entailment"
    assert label("Vale painted the gate.", "Vale painted the fence.").label == "neutral"
    assert label("Vale painted the gate.", "The moon rose.").label == "none"


def test_what_is_ascribed_to_a_wire_is_the_wires() -> None:
    """A clause attributed to a wire ("Beacon Wire reported") is that wire's."""
    relayed = [
        assertion.model_copy(update={"holder": (ChainLink(name="Beacon Wire", role="agency"),)})
        if assertion.article_id == "id-the Tern"
        else assertion
        for assertion in ASSERTIONS
    ]
    assert conflicts(crosscheck(ARTICLES, ASSERTIONS, [])[0])[0].origins == 3
    assert conflicts(crosscheck(ARTICLES, relayed, [])[0])[0].origins == 2


def test_a_later_toll_is_an_update() -> None:
    later = ARTICLES[2].model_copy(update={"published": "2031-03-06T18:00:00Z"})
    found, _ = crosscheck([*ARTICLES[:2], later], ASSERTIONS, [])
    assert {finding.verdict for finding in found if finding.kind == "number"} == {"update"}


def test_an_undated_toll_is_no_conflict() -> None:
    undated = [made.model_copy(update={"published": None}) for made in ARTICLES]
    assert conflicts(crosscheck(undated, ASSERTIONS, [])[0]) == []


def test_a_crowded_block_is_capped_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairing, "MAX_BLOCK", 1)
    found, problems = crosscheck(ARTICLES, ASSERTIONS, [])
    assert conflicts(found) == []
    assert {problem.code for problem in problems} == {"QC301"}
    assert "were not compared" in problems[0].message


def test_nothing_to_compare() -> None:
    assert crosscheck([], [], []) == ([], [])
    assert crosscheck(ARTICLES, [], []) == ([], [])
