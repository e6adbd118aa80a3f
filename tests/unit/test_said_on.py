"""When words were said: tests/unit/said_on.toml, each content by a word of its own."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from quotecheck.analysis import Job, analyse
from quotecheck.records import Article, Quote

CASES = tomllib.loads(Path(__file__).with_name("said_on.toml").read_text(encoding="utf-8"))["case"]
PUBLISHED = "2031-03-05"


def quotes(text: str) -> tuple[Quote, ...]:
    return analyse(Job(article=Article(id="x", text=text, published=PUBLISHED), statements=False)).quotes


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_day_of_a_saying(case: dict[str, dict[str, str]]) -> None:
    text = str(case["text"])
    said = {" ".join(span.text for span in quote.content): quote.said_on.value or "" for quote in quotes(text)}
    found = {word: next((day for content, day in said.items() if word in content), None) for word in case["said_on"]}
    assert found == case["said_on"]


def test_a_headline_has_the_day_on_which_the_body_says_it() -> None:
    body = "Tobin Vale told buyers on Sunday that the quay was not for sale."
    text = f"Quay is not for sale, says Vale\n\nBy Ines Corrado\n\n{body}"
    days = {quote.zone: (quote.said_on.value, quote.said_on.basis) for quote in quotes(text)}
    assert days == {"headline": ("2031-03-02", "relative"), "body": ("2031-03-02", "relative")}


def test_what_another_is_said_to_have_said_has_no_day_of_its_own() -> None:
    inner = quotes("Mara Ollenby said on Monday that Tobin Vale told her that the quay was lost.")
    assert {quote.parent is None: quote.said_on.value for quote in inner} == {True: "2031-03-03", False: None}


def test_the_time_is_where_it_says() -> None:
    text = "NORTHMERE, March 4 — The quay is lost, Tobin Vale said."
    said_on = quotes(text)[0].said_on
    assert (said_on.basis, text[said_on.start : said_on.end]) == ("dateline", "March 4")
