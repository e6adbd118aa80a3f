"""Two amounts of one sort in sentences that go together, neither of which the other report gives too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quotecheck.compare import facets
from quotecheck.compare.beside import tallies
from quotecheck.compare.beside.signs import points
from quotecheck.compare.figures import main_facets, measure, same_kind, scope_facets
from quotecheck.compare.number import told_too, verdict
from quotecheck.compare.passages import sentence
from quotecheck.compare.profiles import rarity, stem
from quotecheck.compare.scope import one_scope, partial
from quotecheck.compare.statements import Outcome, Statement, comparable, one_occasion
from quotecheck.language.quantity import agree
from quotecheck.records import Quantity

# Of two reports of one count, none is wrong by more than this, as a rule.
FARTHEST = 3.0
_NEEDED = {"percent": 4}
_NEEDED_ELSE = 3
# Words so near an amount say what it is of; two of them are as good as ten.
_NEAR = 45
_MOST_NEAR = 2
_RARE = 2.0
_WORD = re.compile(r"[A-Za-z][a-z]{3,}")


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
        if _one_slot(left, right, a, b)
        and (outcome := verdict(left, right, a, b, _slot(a, b), _moves(left, right, a, b)))
    ]
    if not found:
        return tallies.check(left, right)
    return found[0] if len(found) == 1 and found[0].verdict in {"conflict", "update"} else None


def _unsettled(statement: Statement) -> bool:
    return statement.assertion.certainty in {"possible", "open"}


def _slot(a: Quantity, b: Quantity) -> str:
    return f"amount: {min(measure(a), measure(b))}"


def _moves(left: Statement, right: Statement, a: Quantity, b: Quantity) -> str | None:
    """Tell whether later reports revise what both, else either, is said to be; a rate and a length of time stand.

    What is counted one by one is more in a later report, as a rule: arrests, homes, seats.
    """
    if scope_facets(a) or measure(a) == "duration":
        return None
    said, told = main_facets(a), main_facets(b)
    named = [facets.moving(name) for name in sorted(said & told or said | told)]
    counts = a.unit is None and b.unit is None and not _one_day(left, right)
    return next((moves for moves in named if moves), "up" if counts else None)


def _one_day(left: Statement, right: Statement) -> bool:
    """Tell whether both say of which day it was the number, and it is the same."""
    return left.when is not None and left.when == right.when and left.when[0] == left.when[1]


def _one_slot(left: Statement, right: Statement, a: Quantity, b: Quantity) -> bool:
    if not _one_sort(a, b) or agree(a, b) is not False or partial(left, a) or partial(right, b):
        return False
    if scope_facets(a) != scope_facets(b) or told_too(right, a, b) or told_too(left, b, a) or _far(a, b):
        return False
    if _nearer(left, a, b) or _nearer(right, b, a):
        return False
    said, told = main_facets(a), main_facets(b)
    if said and told and said.isdisjoint(told):
        return False
    signs = points(left, right) + bool(said & told) + _one_noun(a, b) + _lone(left, right, a, b)
    return signs + _near(left, right, a, b) >= _NEEDED.get(measure(a), _NEEDED_ELSE)


def _one_sort(a: Quantity, b: Quantity) -> bool:
    """Tell whether both measure, or count, one sort of thing: posts and redundancies where both are of the dismissed.

    A number of nothing that is named ("of whom four") tells too little.
    """
    if None in {a.counted, b.counted} and not (a.unit or main_facets(a) | main_facets(b)):
        return False
    if same_kind(a, b):
        return True
    counts = {a.unit, b.unit} == {None} and None not in {a.counted, b.counted}
    return counts and bool(main_facets(a) & main_facets(b))


def _one_noun(a: Quantity, b: Quantity) -> bool:
    return a.counted is not None and a.counted == b.counted


def _lone(left: Statement, right: Statement, a: Quantity, b: Quantity) -> bool:
    """Tell whether each is the only amount of its unit in its report."""
    return a.unit is not None and all(_values(side, amount) == 1 for side, amount in ((left, a), (right, b)))


def _values(statement: Statement, amount: Quantity) -> int:
    return len({(other.low, other.high) for other in statement.amounts if measure(other) == measure(amount)})


def _near(left: Statement, right: Statement, a: Quantity, b: Quantity) -> int:
    """Count the words that stand near both."""
    counted = {amount.counted for amount in (a, b)}
    return min(_MOST_NEAR, len((_around(left, a) & _around(right, b)) - counted))


def _around(statement: Statement, amount: Quantity) -> frozenset[str]:
    start, end = sentence(statement)
    text = statement.article.text
    words = (
        text[max(start, amount.start - _NEAR) : amount.start] + " " + text[amount.end : min(end, amount.end + _NEAR)]
    )
    stems = (stem(match.group().lower()) for match in _WORD.finditer(words))
    return frozenset(word for word in stems if rarity(word, 1) >= _RARE)


def _nearer(statement: Statement, own: Quantity, amount: Quantity) -> bool:
    """Tell whether another amount of its report is nearer to this one, which then stands for that."""
    others = (
        other
        for other in statement.amounts
        if other.start != own.start and (same_kind(amount, other) or {amount.unit, other.unit, other.counted} == {None})
    )
    return any(_ratio(other, amount) < _ratio(own, amount) for other in others if other.low != own.low)


def _far(a: Quantity, b: Quantity) -> bool:
    return _ratio(a, b) > FARTHEST


def _ratio(a: Quantity, b: Quantity) -> float:
    values = sorted(abs(value) for value in _ends(a, b))
    return values[-1] / values[0] if values and values[0] else float("inf")


def _ends(*amounts: Quantity) -> Iterator[float]:
    for amount in amounts:
        yield from (end for end in (amount.low, amount.high) if end is not None)
