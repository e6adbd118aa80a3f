from __future__ import annotations

import datetime as dt

import pytest
from expected import known

from quotecheck.language.time import tag
from quotecheck.language.time_cards import Pattern, TimeExample, cards, grammar
from quotecheck.language.time_resolve import RESOLVERS

PATTERNS = [pattern for card in cards().values() for pattern in card.pattern]
EXAMPLES = [
    pytest.param(
        example,
        id=f"{pattern.name}: {example.text}",
        marks=known(example.known_failure),
    )
    for pattern in PATTERNS
    for example in pattern.example
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_example(example: TimeExample) -> None:
    anchor = dt.date.fromisoformat(example.anchor) if example.anchor else None
    found = [(timex.text, timex.value) for timex in tag(example.text, anchor)]
    if example.timex is None:
        assert found == []
    else:
        assert (example.timex, example.value) in found


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.name)
def test_every_pattern_has_an_example_that_fires_and_one_that_must_not(pattern: Pattern) -> None:
    fires = {example.timex is not None for example in pattern.example}
    assert fires == {True, False}


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.name)
def test_every_pattern_names_a_function(pattern: Pattern) -> None:
    assert pattern.split or pattern.value in RESOLVERS


def test_no_form_begins_with_nothing() -> None:
    assert "" not in grammar().forms
