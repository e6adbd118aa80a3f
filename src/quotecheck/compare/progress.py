"""How a matter went on between two reports: sought, then arrested; planned, then done; postponed or called off."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quotecheck.compare.asides import aside
from quotecheck.compare.polarity import mentioned
from quotecheck.compare.roles import PRONOUNS, role, roles_meet, same_theme, theme
from quotecheck.compare.statements import (
    VAGUE,
    Outcome,
    Statement,
    enough,
    hours_later,
    ordered,
    same_predicate,
    shared,
)
from quotecheck.rules.predicates import alike, families, lexicon

LATER_HOURS = 1.5
# "What caused the fire is not known": the clause asks.
_ASKED = re.compile(r"(?:what|who|whom|how|why|whether)\b", re.IGNORECASE)
CANCEL = "consent.cancel"


def keys(statement: Statement) -> Iterator[str]:
    """Give the families that a statement may be the first or the second step of."""
    assertion = statement.assertion
    if assertion.checkable not in {"yes", "prediction"} or assertion.certainty == "open":
        return
    family = assertion.family
    if family is not None:
        yield family
        yield from families()[family].then
        yield from alike(family)
    elif assertion.predicate not in VAGUE:
        yield assertion.predicate
    if assertion.certainty == "planned" or family == CANCEL:
        yield from sorted(f"plan:{word}" for word in statement.topic if not word.startswith("="))


def check(left: Statement, right: Statement) -> Outcome | None:
    """Find a later report of what came of what an earlier one told."""
    cancelled = _cancelled(left, right)
    if cancelled is not None:
        return cancelled
    first, second = ordered(left, right)
    if not _follows(first, second) or not _later(first, second):
        return None
    slot = f"{first.assertion.family or first.assertion.predicate}: how it went on"
    values = {first.id: first.assertion.predicate, second.id: second.assertion.predicate}
    return Outcome("update", slot, values[left.id], values[right.id], "the later report tells what came of it")


def done(left: Statement, right: Statement) -> Outcome | None:
    """Find that a later report has done what an earlier one said would or might be."""
    first, second = ordered(left, right)
    one, two = first.assertion, second.assertion
    open_yet = one.certainty in {"planned", "possible"} or one.checkable == "prediction"
    if not open_yet or one.polarity == "-" or not same_predicate(one, two) or not _settled(second):
        return None
    if not _later(first, second):
        return None
    slot = f"{one.family or one.predicate}: planned, then done"
    values = {first.id: one.certainty, second.id: two.certainty}
    return Outcome("update", slot, values[left.id], values[right.id], "the later report has it done")


def _later(first: Statement, second: Statement) -> bool:
    """Tell whether the second is later, and about the same matter."""
    later = hours_later(first, second)
    if later is None or later < LATER_HOURS:
        return False
    met = roles_meet(first, second) or same_theme(first, second)
    return met is not False and _beside(first, second, met=met) and enough(first, second, met)


def _beside(first: Statement, second: Statement, *, met: bool | None) -> bool:
    """Tell whether they share somebody or something, in sentences that go together where that is known."""
    laid = bool(first.beside) and bool(second.beside)
    if laid and first.match(second) is None:
        return False
    return met is True or bool(shared(first, second))


def _settled(statement: Statement) -> bool:
    assertion = statement.assertion
    if _ASKED.match(assertion.text):
        return False
    return assertion.certainty in {"certain", "reported"} and assertion.polarity == "+" and assertion.checkable == "yes"


def _follows(first: Statement, second: Statement) -> bool:
    one, two = first.assertion, second.assertion
    if mentioned(one) or aside(first) or aside(second):
        return False
    if not _settled(second) or one.certainty == "possible" or one.checkable != "yes":
        return False
    then = {name for family in families()[one.family].then for name in alike(family)} if one.family else set()
    return two.family in then and not (one.polarity == "-" and one.family != two.family)


def _cancelled(left: Statement, right: Statement) -> Outcome | None:
    """Find a plan that the other report says was given up."""
    one, two = left.assertion, right.assertion
    if (one.family == CANCEL) == (two.family == CANCEL) or "-" in {one.polarity, two.polarity}:
        return None
    if "prediction" in {one.checkable, two.checkable}:
        return None
    plan, off = (right, left) if one.family == CANCEL else (left, right)
    if plan.assertion.certainty != "planned" or off.assertion.certainty != "certain":
        return None
    pronoun = any(theme(side) is None or theme(side).head in PRONOUNS for side in (one, two))  # type: ignore[union-attr]
    same = same_theme(left, right) is True and not pronoun
    if not (same or _named(plan, off)) or not enough(left, right, True):
        return None
    first, second = ordered(left, right)
    moved = second is off and (hours_later(first, second) or 0.0) >= STALE_HOURS
    slot = f"{CANCEL}: so or not"
    why = "the later report has it called off" if moved else "the one has it go ahead, the other called off"
    return Outcome("update" if moved else "conflict", slot, one.predicate, two.predicate, why)


def _named(plan: Statement, off: Statement) -> bool:
    """Tell whether what is called off names what is planned: "will visit", "called off his visit"."""
    found = role(off.assertion, "patient")
    family = lexicon().nouns.get(found.head.split()[-1]) if found is not None and found.head else None
    return family is not None and plan.assertion.family is not None and family in alike(plan.assertion.family)


STALE_HOURS = 48.0
