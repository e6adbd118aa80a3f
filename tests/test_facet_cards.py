"""Every card of facets: its examples, read as articles."""

from __future__ import annotations

import pytest

from quotecheck.analysis import Job, analyse
from quotecheck.records import Article
from quotecheck.rules.facets import FacetExample, facet_cards, facets
from quotecheck.rules.predicates import families

EXAMPLES = [(name, example) for name, card in facet_cards().items() for example in card.example]


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=lambda value: getattr(value, "text", value))
def test_the_amounts_of_an_example_have_the_facets_of_its_card(name: str, example: FacetExample) -> None:
    own = {facet.name for facet in facet_cards()[name].facet}
    stated = analyse(Job(article=Article(id="a1", text=example.text, published="2031-03-06"))).assertions
    told = {quantity.start: quantity.facets for assertion in stated for quantity in assertion.quantities}
    found = tuple(tuple(sorted(own.intersection(names))) for _, names in sorted(told.items()))
    assert found == example.facets


def test_the_families_of_facets_are_known() -> None:
    named = {family for facet in facets().values() for family in facet.families}
    assert named <= families().keys()
