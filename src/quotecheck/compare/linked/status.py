"""How a matter stands: what one report has pending, lasting or planned, and a later one done, ended or otherwise."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import lru_cache

from quotecheck.compare import issues
from quotecheck.compare.asides import aside
from quotecheck.compare.beside.certainty import is_open
from quotecheck.compare.beside.globs import pattern
from quotecheck.compare.beside.polarity import named, of_two
from quotecheck.compare.beside.stances import denials, of_both
from quotecheck.compare.cards import conflict_cards
from quotecheck.compare.linked.linkage import Candidate, check_by
from quotecheck.compare.linked.signs import Signs, common
from quotecheck.compare.polarity import said
from quotecheck.compare.roles import agent, same_role, same_theme, same_undergoer
from quotecheck.compare.statements import KEPT, Outcome, Statement, hours_later, ordered, same_predicate, shared
from quotecheck.rules.predicates import excluded, opposite

_MOST_SHARED = 4
LATER_HOURS = 1.5
_LASTS = re.compile(r"\b(?:was|were|is|are|been|be|remain\w*|stay\w*)\s+(?:\w+ly\s+)?\w+ing\b", re.IGNORECASE)


def check(left: Statement, right: Statement) -> Outcome | None:
    """Find that a later report has moved a matter on, if the two are likely of one matter."""
    return check_by(conflict_cards()["polarity"].status, candidates(left, right))


def candidates(left: Statement, right: Statement) -> Iterator[Candidate]:
    """Give the two statements if time has passed, and one tells a passing state, or the two tell contrary ones."""
    first, second = ordered(left, right)
    if (hours_later(first, second) or 0.0) < LATER_HOURS or not _told(second):
        return
    if not (left.match(right) or issues.common(left, right)):
        return
    if aside(first) or aside(second) or named(first) or named(second) or of_two(left, right):
        return
    if first.assertion.quantities and second.assertion.quantities:
        return
    if not (_passing(first) or _contrary(first, second) or (_now(second) and not _same_again(first, second))):
        return
    values = {first.id: said(first.assertion), second.id: f"later: {said(second.assertion)}"}
    why = "the later report gives the new state"
    yield Candidate(signs(first, second), Outcome("update", "status", values[left.id], values[right.id], why))


@lru_cache(maxsize=KEPT)
def _told(statement: Statement) -> bool:
    """Tell what is said to be so; what denies an earlier report is no new state."""
    own = statement.assertion
    if own.checkable != "yes" or own.polarity == "-" or is_open(statement):
        return False
    return own.certainty in {"certain", "reported", "planned"}


@lru_cache(maxsize=KEPT)
def _passing(statement: Statement) -> bool:
    """Tell a state that is not to stay: planned, open, under way, not yet so."""
    return _ahead(statement) or is_open(statement) or says("pending", statement.assertion.text) or _lasts(statement)


def _same_again(first: Statement, second: Statement) -> bool:
    """Tell whether the later report only says again that it was done."""
    return same_predicate(first.assertion, second.assertion)


def _ahead(statement: Statement) -> bool:
    own = statement.assertion
    return own.certainty in {"planned", "possible"} or own.checkable == "prediction"


def _lasts(statement: Statement) -> bool:
    return bool(_LASTS.search(statement.assertion.text))


@lru_cache(maxsize=KEPT)
def _now(statement: Statement) -> bool:
    return says("now", statement.assertion.text)


def says(name: str, text: str) -> bool:
    """Tell whether a text has one of the words of a list on states that pass."""
    return bool(_listed(f"status {name}").search(text))


@lru_cache(maxsize=8)
def _listed(name: str) -> re.Pattern[str]:
    return pattern(conflict_cards()["polarity"].words[name])


def signs(first: Statement, second: Statement) -> Signs:
    """Give what speaks for it that the second tells what became of the first."""
    one, two = first.assertion, second.assertion
    return Signs({
        **common(first, second),
        "words": lambda: float(min(_MOST_SHARED, len(shared(first, second)))),
        "ahead": lambda: float(_ahead(first)),
        "open": lambda: float(is_open(first)),
        "pending": lambda: float(says("pending", one.text)),
        "now": lambda: float(_now(second)),
        "contrary": lambda: float(_contrary(first, second)),
        "stance": lambda: float(any(a.so != b.so for a, b in of_both(first, second))),
        "pending alike": lambda: float(_passing(first)) * _alike(first, second),
        "since": lambda: float(_since(first, second)),
        "before": lambda: float(_before(first, second)),
        "undergoer": lambda: float(same_undergoer(first, second) is True),
        "other undergoer": lambda: float(same_undergoer(first, second) is False),
        "doer": lambda: float(same_role(first, agent(one), second, agent(two)) is True),
        "other doer": lambda: float(same_role(first, agent(one), second, agent(two)) is False),
        "theme": lambda: float(same_theme(first, second) is True),
        "amount": lambda: float(bool(one.quantities or two.quantities)),
    })  # fmt: skip


def _alike(first: Statement, second: Statement) -> float:
    match = first.alike(second)
    return math.sqrt(match.alike) if match else 0.0


def _contrary(first: Statement, second: Statement) -> bool:
    """Tell whether something in the two is contrary: the polarity, a denial, the predicate, a stance."""
    one, two = first.assertion, second.assertion
    if one.polarity != two.polarity or bool(denials(one.text)) != bool(denials(two.text)):
        return True
    if any(a.so != b.so for a, b in of_both(first, second)):
        return True
    return one.family is not None and (opposite(one.family) == two.family or two.family in excluded(one.family))


def _since(first: Statement, second: Statement) -> bool:
    """Tell whether the second happened on the day of the first report, or later."""
    return second.when is not None and first.published is not None and second.when[1] >= first.published.date()


def _before(first: Statement, second: Statement) -> bool:
    return second.when is not None and first.published is not None and second.when[1] < first.published.date()
