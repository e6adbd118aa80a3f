"""P against not P: negation, an antonym, a denial."""

from __future__ import annotations

from collections.abc import Iterator

from quotecheck.compare.statements import (
    VAGUE,
    Outcome,
    Statement,
    comparable,
    hours_later,
    one_occasion,
    overlap,
    roles_meet,
    same_theme,
    shared,
)
from quotecheck.records import Assertion
from quotecheck.rules.predicates import opposite

_MIN_SHARED = 2
_PERSONAL = frozenset({"it", "he", "she", "they", "we", "i"})
_STATUS_HOURS = 6.0
_STALE_HOURS = 72.0


def keys(statement: Statement) -> Iterator[str]:
    """Give the verb or the pair of families of which it is one."""
    assertion = statement.assertion
    if assertion.checkable != "yes" or assertion.certainty in {"possible", "open"}:
        return
    if assertion.family:
        yield min(assertion.family, opposite(assertion.family) or assertion.family)
    elif assertion.predicate == "be":
        yield from (f"be:{found.head}" for found in assertion.roles if found.name == "attribute")
    elif assertion.predicate not in VAGUE:
        yield assertion.predicate


def check(left: Statement, right: Statement) -> Outcome | None:
    """Find that one affirms what the other denies of the same participants at the same time."""
    one, two = left.assertion, right.assertion
    contrary = _contrary(left, right)
    if contrary is None or not comparable(one, two) or not one_occasion(left, right, 1):
        return None
    if overlap(left, right) is False or not _one_matter(left, right):
        return None
    if {one.certainty, two.certainty} == {"planned", "certain"}:
        return None
    if one.quantities and two.quantities and contrary == "negation":
        return None
    slot = f"{min(one.family or one.predicate, two.family or two.predicate)}: so or not"
    if _moved_on(left, right):
        return Outcome("update", slot, said(one), said(two), "the later report gives the new state")
    return Outcome("conflict", slot, said(one), said(two), f"one affirms what the other denies ({contrary})")


def said(assertion: Assertion) -> str:
    """Give what an assertion says: its predicate, with *not* where it denies it."""
    return f"not {assertion.predicate}" if assertion.polarity == "-" else assertion.predicate


def _contrary(left: Statement, right: Statement) -> str | None:
    one, two = left.assertion, right.assertion
    same = one.family == two.family if one.family or two.family else one.predicate == two.predicate
    if same and one.polarity != two.polarity:
        return "negation"
    if two.family and opposite(one.family) == two.family and one.polarity == two.polarity:
        return "antonym"
    return None


def _one_matter(left: Statement, right: Statement) -> bool:
    met = roles_meet(left.assertion, right.assertion)
    if left.assertion.family != right.assertion.family and not same_theme(left.assertion, right.assertion):
        return met is None and len(shared(left, right)) > _MIN_SHARED and _pronoun(left, right)
    return met is not False and len(shared(left, right)) >= _MIN_SHARED + (met is None)


def _pronoun(left: Statement, right: Statement) -> bool:
    """Tell whether a pronoun, and not a missing participant, leaves open who it is."""
    return any(found.head in _PERSONAL for side in (left, right) for found in side.assertion.roles)


def _moved_on(left: Statement, right: Statement) -> bool:
    """Tell whether time has passed in which a state may have changed; what happened once cannot."""
    apart = hours_later(left, right)
    if apart is None:
        return False
    family = left.assertion.family or ""
    return abs(apart) >= (_STATUS_HOURS if family.startswith("state.") else _STALE_HOURS)
