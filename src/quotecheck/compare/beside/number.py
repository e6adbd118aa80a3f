"""Two amounts of one sort in sentences that go together, neither of which the other report gives too."""

from __future__ import annotations

from collections.abc import Iterator

from quotecheck.compare import facets
from quotecheck.compare.beside.signs import points
from quotecheck.compare.figures import PERSON, main_facets, measure, same_kind, scope_facets
from quotecheck.compare.number import verdict
from quotecheck.compare.scope import one_scope, partial
from quotecheck.compare.statements import Outcome, Statement, comparable, one_occasion
from quotecheck.language.quantity import agree
from quotecheck.records import Quantity

# Of two reports of one count, none is wrong by more than this, as a rule.
FARTHEST = 3.0
_NEEDED = {PERSON: 3, "percent": 4}
_NEEDED_ELSE = 3


def check(left: Statement, right: Statement) -> Outcome | None:
    """Find the two amounts that fill one slot and cannot both be right."""
    one, two = left.assertion, right.assertion
    if not comparable(one, two) or one.polarity != two.polarity or _unsettled(left) or _unsettled(right):
        return None
    if not one_occasion(left, right) or facets.other_time(left, right) or not one_scope(left, right):
        return None
    found = [
        outcome
        for a in one.quantities
        for b in two.quantities
        if _one_slot(left, right, a, b) and (outcome := verdict(left, right, a, b, _slot(a, b), _moves(left, a, b)))
    ]
    return found[0] if len(found) == 1 and found[0].verdict in {"conflict", "update"} else None


def _unsettled(statement: Statement) -> bool:
    return statement.assertion.certainty in {"possible", "open"}


def _slot(a: Quantity, b: Quantity) -> str:
    return f"amount: {min(measure(a), measure(b))}"


def _moves(statement: Statement, a: Quantity, b: Quantity) -> str | None:
    named = [facets.moving(name) for name in sorted(main_facets(a) | main_facets(b))]
    return next((moves for moves in named if moves), None)


def _one_slot(left: Statement, right: Statement, a: Quantity, b: Quantity) -> bool:
    if not same_kind(a, b) or agree(a, b) is not False or partial(left, a) or partial(right, b):
        return False
    if scope_facets(a) != scope_facets(b) or _told_too(right, a, b) or _told_too(left, b, a) or _far(a, b):
        return False
    said, told = main_facets(a), main_facets(b)
    if said and told and said.isdisjoint(told):
        return False
    signs = points(left, right) + bool(said & told) + _one_noun(a, b)
    return signs >= _NEEDED.get(measure(a), _NEEDED_ELSE)


def _one_noun(a: Quantity, b: Quantity) -> bool:
    return a.counted is not None and a.counted == b.counted


def _told_too(statement: Statement, amount: Quantity, instead: Quantity) -> bool:
    """Tell whether a report gives an amount too, elsewhere: then it is not this one that stands for it."""
    return any(
        same_kind(amount, other) and agree(amount, other) for other in statement.amounts if other.start != instead.start
    )


def _far(a: Quantity, b: Quantity) -> bool:
    values = sorted(abs(value) for value in _ends(a, b))
    return not values or values[0] * FARTHEST < values[-1]


def _ends(*amounts: Quantity) -> Iterator[float]:
    for amount in amounts:
        yield from (end for end in (amount.low, amount.high) if end is not None)
