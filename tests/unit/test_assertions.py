"""Assertions: who states what, of whom, how much, when, where, and how firmly."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotecheck.extract.assertions import assertions
from quotecheck.language.parse import parse_text
from quotecheck.language.time import tag_article
from quotecheck.records import Article, Assertion, ChainLink, Cue, Quote, SpeakerRef


def read(text: str, *quotes: Quote) -> list[Assertion]:
    article = Article(id="a", published="2031-03-05", text=text)
    timexes = tag_article([(0, text)], dt.date(2031, 3, 5))
    return assertions(article, parse_text(text), quotes, timexes)


def one(text: str, predicate: str, *quotes: Quote) -> Assertion:
    return next(found for found in read(text, *quotes) if found.predicate == predicate)


def quote(text: str, content: str, cue: str, class_: str = "say", **fields: object) -> Quote:
    start, at = text.index(content), text.index(cue)
    return Quote.model_validate(
        {
            "id": "q:1", "article_id": "a", "type": "indirect", "source": None, "rule": "test", "tier": "A",
            "content": ({"start": start, "end": start + len(content), "text": content},),
            "cue": {"start": at, "end": at + len(cue), "text": cue, "lemma": cue, "class": class_},
            "speaker": {"id": "p:1", "name": "Hal Quist", "kind": "person"},
            **fields,
        }
    )  # fmt: skip


def test_passive_is_undone() -> None:
    active = one("Vale inspected the bridge.", "inspect")
    passive = one("The bridge was inspected by Vale.", "inspect")
    assert {(r.name, r.head) for r in active.roles} == {("agent", "vale"), ("patient", "bridge")}
    assert {(r.name, r.head) for r in passive.roles} == {("agent", "vale"), ("patient", "bridge")}


@pytest.mark.parametrize(
    ("text", "predicate", "polarity"),
    [
        ("The gate was not locked.", "lock", "-"),
        ("No gate was locked.", "lock", "-"),
        ("Nobody locked the gate.", "lock", "-"),
        ("Vale never locked the gate.", "lock", "-"),
        ("Vale failed to lock the gate.", "lock", "-"),
        ("Vale denied locking the gate.", "lock", "-"),
        ("Vale did not fail to lock the gate.", "lock", "+"),
        ("Vale not only locked the gate but painted it.", "lock", "+"),
        ("No fewer than nine gates were locked.", "lock", "+"),
        ("Vale left without locking the gate.", "lock", "-"),
    ],
)
def test_polarity(text: str, predicate: str, polarity: str) -> None:
    assert one(text, predicate).polarity == polarity


@pytest.mark.parametrize(
    ("text", "predicate", "certainty"),
    [
        ("Vale closed the yard.", "close", "certain"),
        ("Vale will close the yard.", "close", "planned"),
        ("Vale plans to close the yard.", "close", "planned"),
        ("Vale may close the yard.", "close", "possible"),
        ("Vale hired divers to close the yard.", "close", "possible"),
        ("Vale managed to close the yard.", "close", "certain"),
        ("Vale reportedly closed the yard.", "close", "reported"),
        ("Vale has yet to decide on the yard.", "decide", "open"),
        ("No decision has been taken on the yard.", "take", "open"),
        ("The date of the regatta remains open.", "remain", "open"),
        ("The sluice gate was open.", "open", "certain"),
    ],
)
def test_certainty(text: str, predicate: str, certainty: str) -> None:
    assert one(text, predicate).certainty == certainty


@pytest.mark.parametrize(
    ("text", "predicate", "checkable"),
    [
        ("Vale closed the yard.", "close", "yes"),
        ("Did Vale close the yard?", "close", "question"),
        ("If Vale closes the yard, Quist will resign.", "close", "hypothetical"),
        ("If Vale closes the yard, Quist will resign.", "resign", "hypothetical"),
        ("The new yard is a disgrace.", "be", "opinion"),
        ("How long Vale will stay has not been decided.", "stay", "question"),
        ("Vale is expected to close the yard.", "close", "prediction"),
    ],
)
def test_checkable(text: str, predicate: str, checkable: str) -> None:
    assert one(text, predicate).checkable == checkable


def test_quantity_time_and_place_are_those_of_the_clause() -> None:
    found = one("On Monday nine sailors were rescued near Ostby, and Vale sold two barges in Velland.", "rescue")
    assert [q.low for q in found.quantities] == [9]
    assert found.time is not None
    assert found.time.value == "2031-03-03"
    assert found.place == "ostby"


def test_time_of_saying_is_not_the_time_of_what_is_said() -> None:
    assert one("Vale said on Monday that the dam had burst.", "burst").time is None


def test_event_noun_states_by_itself() -> None:
    found = one("The death of 19 people shocked Northmere.", "death")
    assert found.family == "casualties.dead"
    assert [q.low for q in found.quantities] == [19]


def test_holder_is_the_speaker_and_saying_is_no_assertion() -> None:
    text = "Quist said the dam had burst."
    found = read(text, quote(text, "the dam had burst", "said"))
    assert [(a.predicate, [link.name for link in a.holder], a.quote_id) for a in found] == [
        ("burst", ["Hal Quist"], "q:1")
    ]


def test_chain_of_a_relayed_quote_is_the_holder() -> None:
    text = "Quist said the dam had burst."
    chain = (ChainLink(name="Beacon Wire", role="agency"), ChainLink(name="Hal Quist", role="speaker"))
    assert one(text, "burst", quote(text, "the dam had burst", "said", chain=chain)).holder == chain


def test_denied_content_is_negative() -> None:
    text = "Quist denied that the dam had burst."
    assert one(text, "burst", quote(text, "that the dam had burst", "denied", "deny")).polarity == "-"


def test_innermost_quote_holds() -> None:
    text = "Quist said Vale admitted the dam had burst."
    outer = quote(text, "Vale admitted the dam had burst", "said")
    inner = quote(text, "the dam had burst", "admitted", "confirm").model_copy(
        update={"id": "q:2", "speaker": SpeakerRef(id="p:2", name="Tobin Vale", kind="person")}
    )
    assert one(text, "burst", outer, inner).quote_id == "q:2"


def test_object_of_an_act_stays_in_the_narration() -> None:
    text = "Quist rejected the offer of the Ostrian navy."
    cue = Cue.model_validate({"start": 6, "end": 14, "text": "rejected", "lemma": "reject", "class": "deny"})
    made = quote(text, "the offer of the Ostrian navy", "rejected", "deny").model_copy(update={"cue": cue})
    found = one(text, "reject", made)
    assert found.holder == ()
    assert "offer" in found.keywords


def test_ids_tell_repeated_clauses_apart() -> None:
    ids = [found.id for found in read("The dam collapsed. The dam collapsed.")]
    assert len(ids) == len(set(ids)) == 2


def test_spans_stay_short() -> None:
    text = "The dam " + "near the old mill of the village " * 30 + "burst."
    assert all(found.end - found.start <= 400 for found in read(text))


WORDS = st.sampled_from(
    [
        "Vale",
        "Quist",
        "the",
        "a",
        "dam",
        "gate",
        "not",
        "no",
        "12",
        "nine",
        "sailors",
        "was",
        "were",
        "said",
        "denied",
        "that",
        ",",
        ".",
        "in",
        "Ostby",
        "and",
        "which",
        "burst",
        "killed",
        "“",
        "”",
        "may",
        "has",
        "to",
        "if",
        "?",
        "yesterday",
        "without",
    ]
)


@given(st.lists(WORDS, min_size=1, max_size=25))
@settings(max_examples=40, deadline=None)
def test_spans_are_the_words_of_the_article(words: list[str]) -> None:
    """`article.text[start:end] == span.text` always."""
    text = " ".join(words)
    for found in read(text):
        assert text[found.start : found.end] == found.text
        assert found.text == found.text.strip()
        for quantity in found.quantities:
            assert text[quantity.start : quantity.end] == quantity.text
    assert read(text) == read(text)
