"""Two doers of one act in sentences that go together, of whom only one can have done it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product

from quotecheck.compare.beside.acts import acts
from quotecheck.compare.beside.doers import doers, is_named, swapped, two
from quotecheck.compare.beside.signs import keys as beside
from quotecheck.compare.beside.signs import points
from quotecheck.compare.beside.singling import by, singled
from quotecheck.compare.cards import conflict_cards
from quotecheck.compare.roles import same_undergoer
from quotecheck.compare.statements import (
    KEPT,
    VAGUE,
    Outcome,
    Statement,
    comparable,
    one_occasion,
    overlap,
    same_predicate,
)
from quotecheck.language.names import fold
from quotecheck.records import Role

# How much must speak for one act where both tell of the same sort of act; and where only the verb is the same.
_NEEDED = 1
_NEEDED_ELSE = 2
_LAST = re.compile(
    r"\b(?:last|final|(?:second|third)(?! (?:hour|minute|half|day|week|month|year|floor|storey|quarter|round)))\b",
    re.IGNORECASE,
)


def keys(statement: Statement) -> Iterator[str]:
    """Give the sentences that its own goes with; and the sort of act, where nobody else did it."""
    yield from beside(statement)
    if statement.small and singled(statement):
        yield from sorted(acts(statement, "participant"))


def check(left: Statement, right: Statement) -> Outcome | None:
    """Find the two doers, if both statements tell of one act."""
    one, other = left.assertion, right.assertion
    if not comparable(one, other) or {one.polarity, other.polarity} != {"+"} or _unsettled(left) or _unsettled(right):
        return None
    if not _one_occasion(left, right) or overlap(left, right) is False or _nth(left) != _nth(right):
        return None
    pair = _crossed(left, right) or _two_doers(left, right)
    return pair and Outcome("conflict", "who", pair[0].text, pair[1].text, "two doers of one act")


def _crossed(left: Statement, right: Statement) -> tuple[Role, Role] | None:
    return swapped(left, right) if same_predicate(left.assertion, right.assertion) or _shared(left, right) else None


def _shared(left: Statement, right: Statement) -> frozenset[str]:
    return acts(left, "participant") & acts(right, "participant")


def _two_doers(left: Statement, right: Statement) -> tuple[Role, Role] | None:
    if not doers(left) or not doers(right) or not _one_act(left, right):
        return None
    pairs = product(doers(left), doers(right))
    return next(((a, b) for a, b in pairs if _exclude(left, a, right, b)), None)


def _one_occasion(left: Statement, right: Statement) -> bool:
    """Tell whether it can be one occasion; who began may be told of long ago, with its time or without."""
    return one_occasion(left, right, 1) or (singled(left) and singled(right))


def _unsettled(statement: Statement) -> bool:
    return statement.assertion.certainty in {"possible", "open", "reported"}


@lru_cache(maxsize=KEPT)
def _nth(statement: Statement) -> frozenset[str]:
    return frozenset(word.lower() for word in _LAST.findall(statement.assertion.text))


def _one_act(left: Statement, right: Statement) -> bool:
    """Tell whether the same sort of act is done to what may be one."""
    shared = _shared(left, right)
    first = not shared.isdisjoint(_words()["begun"]) or begun(left) == begun(right)
    met = same_undergoer(left, right)
    if not first or met is False:
        return False
    if shared:
        return points(left, right) >= _NEEDED + (not met) - singled(left) - singled(right)
    said = same_predicate(left.assertion, right.assertion) and left.assertion.predicate not in VAGUE
    return said and points(left, right) >= _NEEDED_ELSE


@lru_cache(maxsize=KEPT)
def begun(statement: Statement) -> bool:
    """Tell whether it says, or implies, who began."""
    text = f" {fold(statement.assertion.text)} "
    return any(f" {phrase} " in text for phrase in _words()["first"])


def _exclude(left: Statement, one: Role, right: Statement, other: Role) -> bool:
    """Tell whether the two are two, and only one of them can have done it."""
    shared = _shared(left, right)
    alone = alone_in(left, one, right, other)
    only = sole(left, one, right, other)
    named = is_named(one) and is_named(other) and same_undergoer(left, right) is True
    if not only and not (named and not shared.isdisjoint(_words()["to_one"])):
        return False
    return two(left, one, right, other, singled=only, both=all(alone))


def sole(left: Statement, one: Role, right: Statement, other: Role) -> bool:
    """Tell whether it has one doer only: many can back a bill; a gate is opened by one."""
    return any(alone_in(left, one, right, other)) or not _shared(left, right).isdisjoint(_words()["one"])


def alone_in(left: Statement, one: Role, right: Statement, other: Role) -> tuple[bool, bool]:
    """Tell for each report whether it says that its doer did it and nobody else."""
    shared = bool(_shared(left, right))
    return singled(left) or (shared and by(left, one)), singled(right) or (shared and by(right, other))


def _words() -> Mapping[str, Sequence[str]]:
    return conflict_cards()["participant"].words
