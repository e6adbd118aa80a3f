"""Every example of the cards of circumstances: whom, in what and where, and what takes words back."""

from __future__ import annotations

import pytest

from quotecheck.extract.quotes import quotes
from quotecheck.language.parse import parse
from quotecheck.read.zones import zone
from quotecheck.records import Article, Quote
from quotecheck.rules.saying import MediaExample, RetractionExample, media, retractions


def read(text: str) -> tuple[Quote, ...]:
    article = zone(Article(id="example", text=text))
    return quotes(article, parse(article), ()).quotes


@pytest.mark.parametrize("example", media().example, ids=lambda example: example.text[:40])
def test_circumstances_are_those_of_the_example(example: MediaExample) -> None:
    (quote,) = read(example.text)
    assert (quote.addressee, quote.medium, quote.venue) == (example.addressee, example.medium, example.venue)


@pytest.mark.parametrize("example", retractions().example, ids=lambda example: example.text[:40])
def test_words_are_taken_back_as_in_the_example(example: RetractionExample) -> None:
    rules = ("retraction", "apology", "denial", "confirmation")
    acts = [quote.act for quote in read(example.text) if quote.rule in rules]
    assert acts == ([example.act] if example.act else [])
