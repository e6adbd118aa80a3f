"""The sample dataset's gold must point at words that stand in its articles."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import get_args

import pytest
from running import GOLD, SOURCES, Row, read_rows

from quotecheck.records import Article, ConflictKind, QuoteType, Verdict, ZoneKind, is_edtf

STORIES = ("call", "ferry", "fire", "vote", "works")

ARTICLES = [Article.model_validate(row) for path in sorted(SOURCES.glob("*.jsonl")) for row in read_rows(path)]
BY_ID = {article.id: article for article in ARTICLES}
PAGES = {path.stem: path.suffix for path in SOURCES.iterdir() if path.suffix in {".html", ".txt"}}
FINDINGS = read_rows(GOLD / "findings.jsonl")
QUOTES = read_rows(GOLD / "quotes.jsonl")
EVENTS: dict[str, list[str]] = json.loads((GOLD / "events.json").read_text(encoding="utf-8"))
EVENT_OF = {name: event for event, names in EVENTS.items() for name in names}


def quote_spans(row: Row) -> Iterator[Row]:
    yield from row["content"]
    yield from (row[key] for key in ("cue", "source") if row[key])


def disagreement(article_id: str, span: Row) -> str | None:
    text = BY_ID[article_id].text[span["start"] : span["end"]]
    return None if text == span["text"] and text == text.strip() != "" else f"{article_id}: {span}"


def test_article_ids_are_unique() -> None:
    assert len(BY_ID) == len(ARTICLES)


def test_finding_offsets_agree_with_the_articles() -> None:
    faults = [disagreement(side["article_id"], side) for row in FINDINGS for side in row["sides"]]
    assert not any(faults), [fault for fault in faults if fault]


def test_quote_offsets_agree_with_the_articles() -> None:
    faults = [disagreement(row["article_id"], span) for row in QUOTES for span in quote_spans(row)]
    assert not any(faults), [fault for fault in faults if fault]


def test_every_article_has_exactly_one_event() -> None:
    placed = Counter(name for names in EVENTS.values() for name in names)
    assert set(placed) == set(BY_ID) | set(PAGES)
    assert set(placed.values()) == {1}


def test_finding_ids_are_unique_and_words_controlled() -> None:
    assert len({row["id"] for row in FINDINGS}) == len(FINDINGS)
    assert {row["verdict"] for row in FINDINGS} == set(get_args(Verdict))
    assert {row["kind"] for row in FINDINGS if row["verdict"] == "conflict"} == set(get_args(ConflictKind))
    assert {row["event"] for row in FINDINGS} <= set(EVENTS) | {"lookalikes"}


def test_quote_words_are_controlled() -> None:
    assert {row["type"] for row in QUOTES} == set(get_args(QuoteType))
    assert {row["zone"] for row in QUOTES} <= set(get_args(ZoneKind))
    assert all(row["said_on"] is None or is_edtf(row["said_on"]) for row in QUOTES)
    assert all(not row["chain"] or row["chain"][-1] == row["speaker"] for row in QUOTES)


def test_a_quote_has_content_unless_it_has_no_words_of_its_own() -> None:
    assert all(row["content"] or row["cue"] for row in QUOTES)
    for row in QUOTES:
        starts = [span["start"] for span in row["content"]]
        assert starts == sorted(starts), row


@pytest.mark.parametrize("row", [row for row in FINDINGS if row["event"] != "lookalikes"], ids=lambda row: row["id"])
def test_the_sides_of_a_finding_are_in_its_event(row: Row) -> None:
    assert {EVENT_OF[side["article_id"]] for side in row["sides"]} == {row["event"]}
    values = {side["value"] for side in row["sides"]}
    assert len(row["sides"]) >= 2
    if row["verdict"] in {"conflict", "update"}:
        assert len(values) == 2 or row["kind"] == "time"


@pytest.mark.parametrize("row", [row for row in FINDINGS if row["event"] == "lookalikes"], ids=lambda row: row["id"])
def test_look_alikes_are_of_two_events_and_no_conflict(row: Row) -> None:
    assert row["verdict"] == "compatible"
    assert len({EVENT_OF[side["article_id"]] for side in row["sides"]}) == 2


def test_agreements_have_two_outlets() -> None:
    for row in FINDINGS:
        if row["verdict"] == "agreement":
            assert len({BY_ID[side["article_id"]].outlet for side in row["sides"]}) >= 2, row["id"]


@pytest.mark.parametrize("story", STORIES)
def test_a_story_is_told_by_four_outlets(story: str) -> None:
    outlets = {BY_ID[name].outlet for name in EVENTS[story] if name in BY_ID}
    assert len(outlets) >= 4


def test_there_is_enough_of_it() -> None:
    verdicts = Counter(row["verdict"] for row in FINDINGS)
    assert len(ARTICLES) >= 24
    assert verdicts["conflict"] >= 12
    assert verdicts["compatible"] >= 10
    assert verdicts["update"] >= 5
    assert len({row["article_id"] for row in QUOTES}) >= 8
    assert list(PAGES.values()).count(".html") >= 2
    assert list(PAGES.values()).count(".txt") >= 2


def test_the_wire_copies_are_near_verbatim_and_credited() -> None:
    wire = BY_ID["beacon-fire-1"]
    for copy in (BY_ID["ledger-fire-1"], BY_ID["herald-fire-1"]):
        assert copy.credit == wire.outlet
        assert copy.text != wire.text
        shared = set(copy.text.split("\n\n")) & set(wire.text.split("\n\n"))
        assert len(shared) >= 4
