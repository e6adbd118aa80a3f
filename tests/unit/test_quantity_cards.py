from __future__ import annotations

import pytest
from expected import known

from quotecheck.language.quantity import find
from quotecheck.language.quantity_cards import QuantityCards, QuantityExample, cards

EXAMPLES = [
    pytest.param(
        example,
        id=f"{name}: {example.text}",
        marks=known(example.known_failure),
    )
    for name, card in cards().items()
    for example in card.example
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_example(example: QuantityExample) -> None:
    found = [(q.text, q.low, q.high, q.unit, q.counted, q.hedge) for q in find(example.text)]
    if example.quantity is None:
        assert found == []
    else:
        expected = (example.quantity, example.low, example.high, example.unit, example.counted, example.hedge)
        assert expected in found


@pytest.mark.parametrize("card", cards().values(), ids=cards())
def test_every_card_has_an_example_that_fires_and_one_that_must_not(card: QuantityCards) -> None:
    assert {example.quantity is not None for example in card.example} == {True, False}
