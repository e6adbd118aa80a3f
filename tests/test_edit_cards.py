"""Every example of every card of edits: what must fire does, what must not does not, known failures still fail."""

from __future__ import annotations

import pytest
from expected import known

from quotecheck.extract.fidelity import comparable, tagger, traces
from quotecheck.extract.quotes import quotes
from quotecheck.language.parse import parse
from quotecheck.read.zones import zone
from quotecheck.records import Article, Quote
from quotecheck.rules.edits import EditExample, edit_cards


def read(text: str) -> list[Quote]:
    article = zone(Article(id="example", text=text))
    return [quote for quote in quotes(article, parse(article), ()).quotes if quote.quoted]


def cases() -> list[object]:
    return [
        pytest.param(
            name,
            example,
            id=f"{name}: {example.text[:40]}",
            marks=known(example.known_failure),
        )
        for name, card in edit_cards().items()
        for example in card.example
    ]


@pytest.mark.parametrize(("card", "example"), cases())
def test_a_card_finds_the_edit_of_its_example(card: str, example: EditExample) -> None:
    article = zone(Article(id="example", text=example.text))
    tag = tagger(parse(article))
    found = [(name, edit) for quote in read(example.text) for span in quote.quoted
             for name, edit in traces(example.text, span, tag)]  # fmt: skip
    assert [edit.text for name, edit in found if name == card] == ([example.edit] if example.edit else [])
    assert all(edit.kind == edit_cards()[name].kind for name, edit in found)


@pytest.mark.parametrize("name", edit_cards())
def test_a_card_says_what_is_none(name: str) -> None:
    assert {bool(example.edit) for example in edit_cards()[name].example} == {True, False}


COMPARABLE = [
    ("“They [the engineers] left,” Vale said.", "They left"),
    ("“[Ollenby] left,” Vale said.", "… left"),
    ("“[T]he gate was open,” he said.", "the gate was open"),
    ("“The gate...was open,” Vale said.", "The gate … was open"),
    ("“We was (sic) there,” Vale said.", "We was there"),
    ("“It *never* leaked [emphasis added],” Vale said.", "It never leaked"),
    ("“They [the engineers],” Vale said, “left … at noon.”", "They left … at noon."),
    ("“The dam will hold,” Vale said.", None),
]


@pytest.mark.parametrize(("text", "words"), COMPARABLE)
def test_comparable_words_are_those_without_edits(text: str, words: str | None) -> None:
    """Inserted brackets dropped, replaced ones and ellipses as "…", "[T]he" as "the", stretches joined by a space."""
    (quote,) = read(text)
    assert quote.comparable == words


def test_no_edit_no_comparable() -> None:
    assert comparable((), ()) is None
