"""Where it happened: two places that exclude each other, of statements that may be of one happening."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from quotecheck.compare.asides import aside
from quotecheck.compare.beside.acts import acts
from quotecheck.compare.beside.place import placed
from quotecheck.compare.beside.spots import apart, one_kind, spots, told
from quotecheck.compare.linked.linkage import Candidate
from quotecheck.compare.linked.linkage import check as linked
from quotecheck.compare.linked.signs import Signs, common
from quotecheck.compare.place import named
from quotecheck.compare.roles import same_theme
from quotecheck.compare.statements import Outcome, Statement, comparable, one_occasion, overlap, shared
from quotecheck.compare.time import order

_MOST_SHARED = 4


def check(left: Statement, right: Statement) -> Outcome | None:
    """Find the two places that are likeliest of one happening."""
    return linked("place", candidates(left, right))


def candidates(left: Statement, right: Statement) -> Iterator[Candidate]:
    """Give the places of two statements that exclude each other."""
    one, two = left.assertion, right.assertion
    if not comparable(one, two) or one.polarity != two.polarity or overlap(left, right) is False:
        return
    if not placed(left, right) or not left.alike(right):
        return
    if order(left) != order(right) or same_theme(left, right) is False:
        return
    outcome = named("place", left, right)
    if outcome is not None and outcome.verdict == "conflict":
        yield Candidate(signs(left, right, listed=False), outcome)
    lefts, rights = spots(left), spots(right)
    if any(one_kind(a, b) and not apart(a, b) for a, b in product(lefts, rights)):
        return
    for a, b in product(lefts, rights):
        if apart(a, b) and not told(a, b, right) and not told(b, a, left):
            outcome = Outcome("conflict", "place", a.text, b.text, "two places for one happening")
            yield Candidate(signs(left, right, listed=True), outcome)


def signs(left: Statement, right: Statement, *, listed: bool) -> Signs:
    """Give what speaks for one happening; `listed`: the places are of kinds of which it can be at one only."""
    return Signs({
        **common(left, right),
        "listed": lambda: float(listed),
        "act": lambda: float(not acts(left, "place").isdisjoint(acts(right, "place"))),
        "words": lambda: float(min(_MOST_SHARED, len(shared(left, right)))),
        "theme": lambda: float(same_theme(left, right) is True),
        "aside": lambda: float(aside(left) or aside(right)),
        "amounts": lambda: float(bool(left.assertion.quantities and right.assertion.quantities)),
        "other occasion": lambda: float(not one_occasion(left, right, 1)),
        "plans": lambda: float(left.assertion.certainty != right.assertion.certainty),
    })  # fmt: skip
