"""Every example of every attribution card: what must fire does, what must not does not, known failures still fail."""

from __future__ import annotations

import pytest
from expected import known

from quotecheck.extract.quotes import Quotes, quotes
from quotecheck.language.parse import parse
from quotecheck.read.zones import zone
from quotecheck.records import Article, Quote
from quotecheck.rules.attribution import MarkExample, QuoteExample, cue_families, cues, mark_cards, patterns
from quotecheck.rules.cards import Example


def read(text: str, *, attitudes: bool = False) -> Quotes:
    article = zone(Article(id="example", text=text))
    return quotes(article, parse(article), (), attitudes=attitudes)


def _marked(example: Example, *values: object, name: str) -> object:
    return pytest.param(*values, id=f"{name}: {example.text[:40]}", marks=known(example.known_failure))


CUES = [
    _marked(
        entry.example, entry.lemma, entry.example, family.attitude or bool(entry.topical), name=f"{name} {entry.lemma}"
    )
    for name, family in cue_families().items()
    for entry in family.cue
]
SILENT = [
    _marked(example, family.attitude, example.text, name=name)
    for name, family in cue_families().items()
    for example in family.silent
]
PATTERNS = [_marked(example, name, example, name=name) for name, card in patterns().items() for example in card.example]
MARKS = [
    _marked(example, name, card.class_, example, name=name) for name, card in mark_cards() for example in card.example
]


@pytest.mark.parametrize(("lemma", "example", "attitude"), CUES)
def test_a_cue_fires_with_its_source(lemma: str, example: Example, attitude: bool) -> None:
    found = read(example.text, attitudes=attitude).quotes
    cued = [quote for quote in found if quote.cue is not None and quote.cue.lemma in (lemma, "according to")]
    source = getattr(example, "source", None)
    assert [quote.source.text if quote.source else None for quote in cued] == [source]


@pytest.mark.parametrize(("attitude", "text"), SILENT)
def test_a_silent_sentence_gives_no_quote(attitude: bool, text: str) -> None:
    assert read(text, attitudes=attitude).quotes == ()


@pytest.mark.parametrize(("rule", "example"), PATTERNS)
def test_a_pattern_makes_the_quote_of_its_example(rule: str, example: QuoteExample) -> None:
    found = [quote for quote in read(example.text, attitudes=True).quotes if quote.rule == rule]
    if example.quote is None:
        assert found == []
    else:
        assert example.quote in [_flat(quote) for quote in found]


def _flat(quote: Quote) -> dict[str, str]:
    assert quote.cue is not None
    return {
        "source": quote.source.text if quote.source else "",
        "cue": quote.cue.text,
        "content": " … ".join(span.text for span in quote.content),
    }


@pytest.mark.parametrize(("card", "class_", "example"), MARKS)
def test_a_marked_span_gets_its_class_from_its_card(card: str, class_: str, example: MarkExample) -> None:
    spans = [span for span in read(example.text).marks if span.class_ != "apostrophe"]
    if example.class_:
        assert [(span.class_, span.reason) for span in spans] == [(class_, card)]
    else:
        assert card not in [span.reason for span in spans]


def test_a_family_is_named_for_no_cue_twice() -> None:
    assert len(cues()) == sum(len(family.cue) for family in cue_families().values())
