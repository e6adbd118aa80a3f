"""The figures of an article: each amount once, with what it is of, and the article's other amounts of the same."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from types import MappingProxyType

from quotecheck.language.quantity import agree
from quotecheck.records import Assertion, Quantity
from quotecheck.rules.facets import anybody, coins, facets, parts, people
from quotecheck.rules.predicates import lexicon

PERSON = "person"
# So many pounds are money, fewer may be a weight.
LARGE = 10_000
_OF = re.compile(r"\s+of (?:the|its|their|all)\s+")
_CHECKED = frozenset({"yes", "prediction"})


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount, its measure, and the other amounts of this measure that its article gives for one of its facets."""

    quantity: Quantity
    measure: str
    rivals: tuple[Quantity, ...] = ()


def figures(assertions: Sequence[Assertion]) -> Mapping[str, tuple[Figure, ...]]:
    """Give the figures of an article by the assertion that is to be compared for them: the first that has them."""
    owner: dict[int, Assertion] = {}
    found: dict[int, Quantity] = {}
    for assertion in assertions:
        for quantity in assertion.quantities if assertion.checkable in _CHECKED else ():
            if quantity.facets and quantity.start not in owner and not _is_whole(assertion, quantity):
                owner[quantity.start], found[quantity.start] = assertion, quantity
    rivals: dict[int, list[Quantity]] = {start: [] for start in found}
    for one, two in combinations(sorted(found), 2):
        if _one_slot(found[one], found[two]) and agree(found[one], found[two]) is False:
            rivals[one].append(found[two])
            rivals[two].append(found[one])
    held: dict[str, list[Figure]] = {}
    for start, quantity in sorted(found.items()):
        held.setdefault(owner[start].id, []).append(Figure(quantity, measure(quantity), tuple(rivals[start])))
    return MappingProxyType({id_: tuple(each) for id_, each in held.items()})


def _is_whole(assertion: Assertion, quantity: Quantity) -> bool:
    """Tell the seven of "five of the seven charges"."""
    before = assertion.text[: max(0, quantity.start - assertion.start)]
    return any(_OF.fullmatch(before[other.end - assertion.start :]) for other in assertion.quantities)


def _one_slot(one: Quantity, two: Quantity) -> bool:
    return bool(main_facets(one) & main_facets(two)) and same_kind(one, two)


def main_facets(quantity: Quantity) -> frozenset[str]:
    """Give what is said of an amount, the facets of scope left out."""
    return frozenset(name for name in quantity.facets if facets()[name].wide or not facets()[name].scope)


def scope_facets(quantity: Quantity) -> frozenset[str]:
    """Give the facets of scope: demanded, offered, a day's."""
    return frozenset(name for name in quantity.facets if facets()[name].scope)


def measure(quantity: Quantity) -> str:
    """Give what sort of amount it is: people, a thing's kind, or the unit."""
    if quantity.unit == "pound" and (quantity.low or quantity.high or 0) >= LARGE:
        return "GBP"
    if quantity.unit is not None and quantity.unit != "pound":
        return "duration" if quantity.unit in {"s", "year"} else quantity.unit
    if quantity.counted in coins():
        return f"money: {quantity.counted}"
    if quantity.unit is not None:
        return quantity.unit
    if quantity.counted is None or quantity.counted in people():
        return PERSON
    return (lexicon().things.get(quantity.counted) or quantity.counted).removeprefix("things.")


def same_kind(one: Quantity, two: Quantity) -> bool:
    """Tell whether two amounts are of one measure; of people, whether both can be all of those concerned."""
    if measure(one) != measure(two):
        return None in {one.counted, two.counted} and {one.unit, two.unit} == {None} and PERSON in {
            measure(one), measure(two)
        } and bool(main_facets(one) & main_facets(two))  # fmt: skip
    if measure(one) != PERSON:
        return True
    inside = parts() | {part for name in main_facets(one) & main_facets(two) for part in facets()[name].parts}
    kinds = [None if quantity.counted in anybody() else quantity.counted for quantity in (one, two)]
    if kinds[0] is None or kinds[1] is None:
        return not set(kinds) & inside
    return kinds[0] == kinds[1] or not set(kinds) & inside
