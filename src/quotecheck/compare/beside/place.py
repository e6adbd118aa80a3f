"""Two places of one thing or happening in sentences that go together, neither of which can be in the other."""

from __future__ import annotations

from functools import lru_cache
from itertools import product

from quotecheck.compare.beside.acts import acts
from quotecheck.compare.beside.signs import points
from quotecheck.compare.beside.spots import Spot, apart, one_kind, spots, told
from quotecheck.compare.place import named
from quotecheck.compare.roles import same_theme
from quotecheck.compare.statements import (
    KEPT,
    Outcome,
    Statement,
    comparable,
    one_occasion,
    overlap,
    same_predicate,
)
from quotecheck.compare.time import order

# How much must speak for one slot where both say of it the same, or the same sort of thing.
_NEEDED = 1


def check(left: Statement, right: Statement) -> Outcome | None:
    """Find the two places, if both statements say where one and the same was."""
    one, two = left.assertion, right.assertion
    if not placed(left, right):
        return None
    if not comparable(one, two) or one.polarity != two.polarity or one.certainty != two.certainty:
        return None
    if _nth(left) != _nth(right) or not one_occasion(left, right, 1) or overlap(left, right) is False:
        return None
    if not _one_act(left, right) or points(left, right) < _NEEDED:
        return None
    found = _two_spots(left, right)
    if found is not None:
        return Outcome("conflict", "place", found[0].text, found[1].text, "two places for one happening")
    outcome = named("place", left, right)
    return outcome if outcome is not None and outcome.verdict == "conflict" else None


def placed(left: Statement, right: Statement) -> bool:
    """Tell whether both statements have a spot, or the name of a place."""
    return bool(spots(left) and spots(right)) or None not in {left.assertion.place, right.assertion.place}


@lru_cache(maxsize=KEPT)
def _nth(statement: Statement) -> frozenset[str]:
    """Give what tells one of several happenings from the others; not the number of a floor."""
    return order(statement) - {word for spot in spots(statement) for word in spot.text.lower().split()}


def _one_act(left: Statement, right: Statement) -> bool:
    """Tell whether one sort of thing is said of what may be one."""
    if same_theme(left, right) is False:
        return False
    if _opened(left) and _opened(right):
        return True
    return same_predicate(left.assertion, right.assertion) or not acts(left, "place").isdisjoint(acts(right, "place"))


@lru_cache(maxsize=KEPT)
def _opened(statement: Statement) -> bool:
    """Tell whether it names a way in or out, whatever the verb: "wriggled through a cellar window"."""
    return any("opening" in spot.kinds for spot in spots(statement))


def _two_spots(left: Statement, right: Statement) -> tuple[Spot, Spot] | None:
    """Give two spots of which neither report gives the other's too."""
    lefts, rights = spots(left), spots(right)
    if any(one_kind(a, b) and not apart(a, b) for a, b in product(lefts, rights)):
        return None
    pairs = ((a, b) for a, b in product(lefts, rights) if apart(a, b))
    return next(((a, b) for a, b in pairs if not told(a, b, right) and not told(b, a, left)), None)
