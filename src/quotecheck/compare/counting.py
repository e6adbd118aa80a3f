"""What an amount counts, and whether two amounts count the same."""

from __future__ import annotations

import re

from quotecheck.compare.figures import LARGE
from quotecheck.compare.scope import GENERIC, PART, rest, whole
from quotecheck.compare.statements import Statement
from quotecheck.records import Quantity
from quotecheck.rules.predicates import Family, families, lexicon

# Sorts of people that a family may count: "employs 900 people" counts its workers.
PEOPLE = frozenset({"worker", "protester"})
HELD = frozenset({"man", "suspect"})
_CAPITAL = re.compile(r"\s[A-Z]")
_ANYONE = frozenset({"person", "man", "woman"})


def kind_of(counted: str | None) -> str:
    """Give what a counted noun is one of: a fatality is a person."""
    if counted is None:
        return ""
    if counted in GENERIC:
        return "person"
    return (lexicon().things.get(counted) or counted).removeprefix("things.")


def same_measure(left: Statement, right: Statement, a: Quantity, b: Quantity) -> bool:
    """Tell whether two amounts are of one unit and count one thing."""
    if _money(a) != _money(b):
        return False
    if whole(left, a) and whole(left, a) == whole(right, b):
        return True
    one, two = counted(left, a), counted(right, b)
    if one is None and two is not None and _bare(left, b):
        return True
    if two is None and one is not None and _bare(right, a):
        return True
    if a.unit is not None and (one is None or two is None):
        return True
    return one is not None and two is not None and (one == two or _same_people(left, right, one, two))


def _bare(statement: Statement, other: Quantity) -> bool:
    """Tell whether a number stands for what the clause names elsewhere: "of the tents, 5,400 had been handed out"."""
    alone = any(not any(map(str.isalpha, found.head)) for found in statement.assertion.roles)
    return alone and other.counted in statement.topic


def sterling(quantity: Quantity) -> Quantity:
    """Take "three million pounds" for money."""
    unit = _money(quantity)
    return quantity if unit == quantity.unit else quantity.model_copy(update={"unit": unit})


def _money(quantity: Quantity) -> str | None:
    return "GBP" if quantity.unit == "pound" and (quantity.low or 0) >= LARGE else quantity.unit


def _same_people(left: Statement, right: Statement, one: str, two: str) -> bool:
    """Let "seven men who make up the crew" meet "nine fishermen, the whole crew", but no part meet its whole."""
    if {one, two}.isdisjoint(_ANYONE) or PART.search(left.assertion.text) or PART.search(right.assertion.text):
        return False
    return f"=things.{one}" in right.topic or f"=things.{two}" in left.topic


def counted(statement: Statement, quantity: Quantity) -> str | None:
    """Give what is counted; a bare number ("killing nine", "the toll rose to nine") counts what its family counts."""
    family = families().get(statement.assertion.family or "")
    if quantity.counted is not None:
        special = family is not None and family.counts in PEOPLE and quantity.counted in GENERIC
        held = (statement.assertion.family or "").startswith("custody.") and quantity.counted in HELD
        return family.counts if special and family else "person" if held else kind_of(quantity.counted)
    named = _CAPITAL.match(rest(statement, quantity))
    return family.counts if family and quantity.unit is None and not named else None


def counts_whole(family: Family, a: Quantity, b: Quantity) -> bool:
    """Tell whether both count what the family counts as a whole, or both the same part of it."""
    if family.counts != "person":
        return True
    specific = {quantity.counted for quantity in (a, b) if quantity.counted and quantity.counted not in GENERIC}
    return not specific or (len(specific) == 1 and a.counted == b.counted)
