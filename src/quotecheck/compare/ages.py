"""How old somebody is: the one amount that stands beside a name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import product

from quotecheck.compare.statements import KEPT, Outcome, Statement, hours_later
from quotecheck.language.names import fold

# Each letter can be taken in one way only: a line of capitals must not take for ever.
_NAME = r"[A-Z][^\W\d_]*(?:[’'-][A-Z][^\W\d_]*)*[’'-]?"
_BEHIND = re.compile(rf"\b(?P<name>{_NAME}(?: {_NAME})+|{_NAME}), (?:aged |who is )?(?P<age>\d{{1,3}})(?=[,.;)]|$)")
_BEFORE = re.compile(rf"\b(?P<age>\d{{1,3}})-year-old (?:[a-z]+ ){{0,3}}(?P<name>{_NAME} {_NAME}(?: {_NAME})?)")
_NOT_NAMES = frozenset({"january", "february", "march", "april", "may", "june", "july", "august", "september",
                        "october", "november", "december", "chapter", "page", "flight", "room", "number"})  # fmt: skip
_OLDEST = 110
# Ages further apart are of two people of one name.
_MISTAKEN = 20
# So many years may pass between a crime and its trial, of which reports without a date do not tell.
_BIRTHDAYS = 3


@lru_cache(maxsize=KEPT)
def ages(statement: Statement) -> Mapping[str, int]:
    """Give the age of each person of whom the clause gives one, by the folded name."""
    text, own = statement.article.text, statement.assertion
    around = text[own.start : own.end + 4]
    found: dict[str, int] = {}
    for pattern in (_BEHIND, _BEFORE):
        for match in pattern.finditer(around):
            name, age = fold(match["name"]), int(match["age"])
            if 0 < age <= _OLDEST and _NOT_NAMES.isdisjoint(name.split()):
                found.setdefault(name, age)
    return found


def keys(statement: Statement) -> list[str]:
    """Give the last names of those whose age the clause gives."""
    return [f"age {name.split()[-1]}" for name in ages(statement)]


def check(left: Statement, right: Statement) -> Outcome | None:
    """Compare the ages of one person."""
    for (name, age), (other, years) in product(sorted(ages(left).items()), sorted(ages(right).items())):
        if not _one_name(name.split(), other.split()) or _relative(name, right) or _relative(other, left):
            continue
        slot = f"age: {name.split()[-1]}"
        if abs(age - years) > _MISTAKEN:
            continue
        if age == years:
            return Outcome("agreement", slot, str(age), str(years), "the same age")
        if hours_later(left, right) is None and abs(age - years) <= _BIRTHDAYS:
            return Outcome("compatible", slot, str(age), str(years), "birthdays may lie between reports without a date")
        return Outcome("conflict", slot, str(age), str(years), "two ages for one person")
    return None


def _relative(name: str, other: Statement) -> bool:
    """Tell "Gaia Vale, 19" from the "Vale, 16" of a report that knows no Gaia: the one named so is another."""
    first, *rest = name.split()
    return bool(rest) and first not in fold(other.article.text).split()


def _one_name(one: list[str], two: list[str]) -> bool:
    """Tell whether a last name, or first and last name, are the same: Gaia and Otto Vale are two."""
    return one[-1] == two[-1] and (1 in {len(one), len(two)} or one[0][0] == two[0][0])
