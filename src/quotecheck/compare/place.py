"""Where it happened: two named places for one happening, neither of which holds the other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quotecheck.compare.cards import conflict_cards
from quotecheck.compare.roles import PRONOUNS, roles_meet, same_theme, theme
from quotecheck.compare.statements import (
    VAGUE,
    Outcome,
    Statement,
    comparable,
    enough,
    one_occasion,
    overlap,
    same_predicate,
)
from quotecheck.compare.time import order
from quotecheck.language.names import fold
from quotecheck.rules.predicates import alike

# What stands somewhere: "the head office is in Velland", "is based in Ostby".
STATIC = frozenset({"be", "base", "locate", "situate", "lie", "headquarter"})


def keys(statement: Statement) -> Iterator[str]:
    """Give the family, or the verb where it says something by itself."""
    assertion = statement.assertion
    if assertion.place is None or assertion.checkable != "yes" or assertion.polarity == "-":
        return
    if assertion.family:
        yield from alike(assertion.family)
    elif assertion.predicate in STATIC:
        found = theme(assertion)
        if found is not None and found.head not in PRONOUNS:
            yield f"at:{found.head}"
    elif assertion.predicate not in VAGUE:
        yield assertion.predicate


def check(left: Statement, right: Statement) -> Outcome | None:
    """Compare where two statements of one happening say that it was."""
    one, two = left.assertion, right.assertion
    if one.place is None or two.place is None or not comparable(one, two) or not _one_predicate(left, right):
        return None
    if one.polarity != two.polarity or one.certainty != two.certainty:
        return None
    if order(left) != order(right):
        return None
    if not one_occasion(left, right, 1) or overlap(left, right) is False or not _one_matter(left, right):
        return None
    slot = f"{one.family or one.predicate}: place"
    sorts = {_sort(one.place, left.article.text), _sort(two.place, right.article.text)}
    if len(sorts) > 1 or "region" in sorts:
        return Outcome("compatible", slot, one.place, two.place, "places of two sizes")
    if not set(one.place.split()).isdisjoint(two.place.split()):
        return Outcome("agreement", slot, one.place, two.place, "the same place")
    if _within(one.place, two.place, left, right):
        return Outcome("compatible", slot, one.place, two.place, "one place is in the other")
    return Outcome("conflict", slot, one.place, two.place, "two places for one happening")


def _one_predicate(left: Statement, right: Statement) -> bool:
    one, two = left.assertion, right.assertion
    static = one.predicate in STATIC and two.predicate in STATIC
    return same_predicate(one, two) or (static and same_theme(left, right) is True)


def _sort(place: str, text: str) -> str:
    """Tell a country or region ("the Andes"), and a building or street, from a town: one may hold the other."""
    lists, last = conflict_cards()["place"].words, place.rsplit(maxsplit=1)[-1]
    if place in lists["wide"]:
        return "wide"
    return "region" if last in lists["region"] else "site" if last in lists["site"] else _articled(place, text)


def _articled(place: str, text: str) -> str:
    return "region" if re.search(rf"\bthe {re.escape(place)}\b", fold(text)) else "town"


def _one_matter(left: Statement, right: Statement) -> bool:
    places = frozenset(f"{left.assertion.place} {right.assertion.place}".split())
    met = roles_meet(left, right)
    return met is not False and enough(left, right, met, without=places)


def _within(one: str, two: str, left: Statement, right: Statement) -> bool:
    """Tell whether either article names one place beside the other: "Velland, Ostria", "Velland in Ostria's south".

    An article that names both may do so for any reason; only nearness is taken for a hint that one holds the other.
    """
    pattern = re.compile(rf"\b(?:{one}\b.{{0,40}}\b{two}|{two}\b.{{0,40}}\b{one})\b")
    return any(pattern.search(fold(statement.article.text)) for statement in (left, right))
