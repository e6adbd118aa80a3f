"""Where it happened: two named places for one happening, neither of which holds the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from quotecheck.compare.cards import conflict_cards
from quotecheck.compare.matters import one_matter
from quotecheck.compare.roles import PRONOUNS, roles_meet, same_theme, theme
from quotecheck.compare.sites import differ, near
from quotecheck.compare.statements import (
    KEPT,
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
    if (assertion.place is None and not assertion.sites) or assertion.checkable != "yes" or assertion.polarity == "-":
        return
    if assertion.predicate in STATIC:
        found = theme(assertion)
        if found is not None and found.head not in PRONOUNS:
            yield f"at:{_stands(found.head)}"
    if assertion.family:
        yield from alike(assertion.family)
    elif assertion.predicate not in VAGUE | STATIC:
        yield assertion.predicate


def check(left: Statement, right: Statement) -> Outcome | None:
    """Compare where two statements of one happening say that it was."""
    one, two = left.assertion, right.assertion
    if not comparable(one, two) or not _one_predicate(left, right):
        return None
    if one.polarity != two.polarity or one.certainty != two.certainty or order(left) != order(right):
        return None
    if not one_occasion(left, right, 1) or overlap(left, right) is False or not _one_matter(left, right):
        return None
    slot = f"{one.family or one.predicate}: place"
    apart = differ(left, right) if left.small and right.small else None
    if apart is not None:
        return Outcome("conflict", slot, *apart, "two places for one happening")
    return named(slot, left, right)


def named(slot: str, left: Statement, right: Statement) -> Outcome | None:
    """Compare two names of places, if both statements have one."""
    one, two = left.assertion.place, right.assertion.place
    if one is None or two is None:
        return None
    sorts = {_sort(one, left.article.text), _sort(two, right.article.text)}
    if len(sorts) > 1 or "region" in sorts:
        return Outcome("compatible", slot, one, two, "places of two sizes")
    if not set(one.split()).isdisjoint(two.split()):
        return Outcome("agreement", slot, one, two, "the same place")
    if near(one, two, left, right):
        return Outcome("compatible", slot, one, two, "one place is in the other")
    return Outcome("conflict", slot, one, two, "two places for one happening")


def _one_predicate(left: Statement, right: Statement) -> bool:
    one, two = left.assertion, right.assertion
    if one.predicate in STATIC and two.predicate in STATIC:
        first, second = theme(one), theme(two)
        return first is not None and second is not None and (
            same_theme(left, right) is True or _stands(first.head) == _stands(second.head)
        )  # fmt: skip
    return same_predicate(one, two)


def _stands(head: str) -> str:
    """Take the epicentre for the centre."""
    return head.removeprefix("epi").removeprefix("hypo").replace("center", "centre")


@lru_cache(maxsize=KEPT)
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
    if left.assertion.predicate in STATIC and right.assertion.predicate in STATIC and left.small and right.small:
        return True
    met = roles_meet(left, right)
    if met is not False and one_matter(left, right):
        return True
    return met is not False and enough(left, right, met, without=places)
