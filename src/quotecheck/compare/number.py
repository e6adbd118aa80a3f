"""Counts and amounts: one slot, two values that no rounding, bound, scope or later report explains."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from quotecheck.compare import ages, facets
from quotecheck.compare.counting import counted, counts_whole, kind_of, same_measure, sterling
from quotecheck.compare.figures import same_kind
from quotecheck.compare.roles import PRONOUNS, agent, same_role, some_role_met, theme
from quotecheck.compare.scope import SECOND, one_scope, scoped, whole
from quotecheck.compare.statements import (
    KEPT,
    Outcome,
    Statement,
    comparable,
    enough,
    hours_later,
    one_occasion,
    ordered,
    other_weekdays,
    overlap,
    same_predicate,
    shared,
)
from quotecheck.language.quantity import agree
from quotecheck.records import Quantity
from quotecheck.rules.predicates import families

_PARTIAL = re.compile(
    r"\b(?:so far|preliminary|provisional|partial|early(?!\s+(?:on|in the|hours|\w+day)\b)|exit poll|estimate[ds]?|"
    r"counted|initial(?:ly)?|at least|by (?:\d|(?:late |early )?\w+day|last night|this \w+|night|dusk|dawn|midnight)|"
    r"(?:by|at) (?:noon|midday|lunchtime|nightfall|dusk|dawn|sunset|sunrise|daybreak|midnight|\d{1,2} ?[ap]\.?m)|"
    r"mid-?(?:morning|afternoon)|as of|"
    r"at the open(?:ing)?|opened (?:up|down|lower|higher|\d[\d.]*\s?(?:%|per ?cent)))(?!\w)",
    re.IGNORECASE,
)
_REVISED = re.compile(
    r"\b(?:revised|corrected|lowered|downgraded|adjusted|final|extended|widened|expanded|raised|updated|now)\b",
    re.IGNORECASE,
)
# "The toll has climbed to nine": it was less before, and will be more.
_MOVED = re.compile(
    r"\b(?:has|have|had) (?:since )?(?:risen|climbed|grown|gone up|increased|reached|swollen|doubled|fallen|dropped)\b",
    re.IGNORECASE,
)
# What somebody asks for is not what somebody gets.
_WISHED = re.compile(
    r"\b(?:ask(?:s|ed|ing)? for|demand\w*|seek(?:s|ing)?|sought|propos\w+|fac(?:es?|ing|ed) (?:up to )?\w+ years)\b",
    re.IGNORECASE,
)
_MUST = re.compile(r"\b(?:must|ha(?:s|ve|d) to)\b")
_YEAR = re.compile(r"\d{4}")
_SEASON = {"Q1": 1, "WI": 1, "Q2": 2, "SP": 2, "Q3": 3, "SU": 3, "Q4": 4, "FA": 4}
PERCENT = "percent"
DAY = 86400
SAME_HOUR = 1.5
DEAL_HOURS = 24.0
STALE_HOURS = 72.0
_MIN_SHARED = 2
_MIN_SHARED_LOOSE = 4
_MIN_SHARED_APART = 3


def keys(statement: Statement) -> Iterator[str]:
    """Give the blocks of a statement: its facets, its family, or its verb and what is counted."""
    yield from facets.keys(statement)
    yield from ages.keys(statement)
    yield from _keys(statement)


@lru_cache(maxsize=KEPT)
def _blocks(statement: Statement) -> frozenset[str]:
    return frozenset(_keys(statement))


def _keys(statement: Statement) -> Iterator[str]:
    assertion = statement.assertion
    if assertion.checkable != "yes" or assertion.certainty == "open" or assertion.polarity == "-":
        return
    if assertion.certainty == "possible" and not _MUST.search(assertion.text):
        yield from (f"of {part}" for part in (whole(statement, q) for q in assertion.quantities) if part)
        return
    for quantity in assertion.quantities:
        if assertion.family:
            yield f"{assertion.family}:{quantity.unit or ''}"
        if quantity.counted or quantity.unit:
            yield f"{quantity.unit or ''}:{kind_of(quantity.counted)}"
        if whole(statement, quantity):
            yield f"of {whole(statement, quantity)}"


def check(left: Statement, right: Statement) -> Outcome | None:
    """Compare the amounts of two statements that fill one slot; None where there is no such pair."""
    found = _by_predicate(left, right) or [
        outcome
        for slot, a, b in facets.met(left, right)
        if (outcome := verdict(left, right, a, b, slot, facets.moving(slot))) is not None
    ]
    # Two amounts of one sentence may each be near the other's: the pair that agrees is the slot.
    rank = {"agreement": 0, "compatible": 1, "update": 2, "conflict": 3}
    return min(found, key=lambda outcome: rank[outcome.verdict], default=None) or ages.check(left, right)


def _wished(statement: Statement) -> bool:
    return bool(_WISHED.search(statement.assertion.text))


def _by_predicate(left: Statement, right: Statement) -> list[Outcome]:
    """Compare amounts of one predicate family, or of one noun and matter."""
    one, two = left.assertion, right.assertion
    if not comparable(one, two) or one.polarity != two.polarity or _apart(left, right):
        return []
    former = left.small and right.small and facets.other_time(left, right)
    if former or _blocks(left).isdisjoint(_blocks(right)) or _wished(left) != _wished(right):
        return []
    if "planned" in {one.certainty, two.certainty} and one.certainty != two.certainty and not _one_deal(left, right):
        return []
    return [
        outcome for a in one.quantities for b in two.quantities if (outcome := _outcome(left, right, a, b)) is not None
    ]


def _one_deal(left: Statement, right: Statement) -> bool:
    """Let "will pay 3 million for the yard" meet "has bought the yard for 2 million" on one day."""
    apart = hours_later(left, right)
    return apart is not None and abs(apart) < DEAL_HOURS and (left.assertion.family or "").startswith("money.")


def _apart(left: Statement, right: Statement) -> bool:
    """Tell whether the times are of two occasions; "in the spring quarter" and no time at all can be of one."""
    if other_weekdays(left, right):
        return True
    if one_occasion(left, right) or _one_season(left, right):
        return False
    family = families().get(left.assertion.family or "")
    dated = left.when is not None and right.when is not None
    return dated or (family is not None and family.wide) or len(shared(left, right)) < _MIN_SHARED_APART


def _one_season(left: Statement, right: Statement) -> bool:
    """Tell whether both speak of one part of the year without naming the year: the spring, the second quarter."""
    times = [side.assertion.time for side in (left, right)]
    parts = [_SEASON.get(time.value[5:]) for time in times if time is not None and not _YEAR.search(time.text)]
    return len(parts) == len(times) and parts[0] is not None and parts[0] == parts[1]


def _outcome(left: Statement, right: Statement, a: Quantity, b: Quantity) -> Outcome | None:
    if scoped(left, a) or scoped(right, b) or not _one_slot(left, right, a, b):
        return None
    if not _dated(left, right) and (
        told_too(left, b, a) or told_too(right, a, b) or facets.crowded(left, a) or facets.crowded(right, b)
    ):
        return None
    slot = left.assertion.family or left.assertion.predicate
    slot = f"{slot}: {_measure(a.unit) or min(counted(left, a) or '', counted(right, b) or '') or 'number'}"
    return verdict(left, right, a, b, slot, facets.moved(left.assertion.family))


def verdict(
    left: Statement, right: Statement, a: Quantity, b: Quantity, slot: str, moves: str | None
) -> Outcome | None:
    """Judge two amounts of one slot; `moves` says whether later reports revise it."""
    same = agree(sterling(a), sterling(b))
    if same is None:
        return None
    found, why = ("conflict", "two values for one count") if not same else _agreeing(a, b)
    if _updates(left, right, a, b, moves, same=same):
        found, why = "update", "the later report gives the new figure"
    elif not same and moves == "up" and hours_later(left, right) is None:
        found, why = "compatible", "the count moves, and it is not known which report is the later one"
    return Outcome(found, slot, _value(a), _value(b), why)  # type: ignore[arg-type]


def _agreeing(a: Quantity, b: Quantity) -> tuple[str, str]:
    if (a.low, a.high) == (b.low, b.high):
        return "agreement", "the same figure"
    return "compatible", "a bound, a rounding or another unit"


def _measure(unit: str | None) -> str | None:
    return "duration" if unit == SECOND else unit


def _value(quantity: Quantity) -> str:
    """Give one form to fourteen, 14 and 14.0; words where the amount is vague."""
    low, high, unit = quantity.low, quantity.high, f" {quantity.unit}" if quantity.unit else ""
    if quantity.unit == SECOND and (low or 0) % DAY == 0 and (high or 0) % DAY == 0:
        low, high, unit = low and low / DAY, high and high / DAY, " days"
    hedge = {"exact": "", "between": ""}.get(quantity.hedge, f"{quantity.hedge.replace('-', ' ')} ")
    if quantity.hedge in {"vague", "about"} or (low is None and high is None):
        return " ".join(quantity.text.lower().split())
    if low is None or high is None or low == high:
        return f"{hedge}{_digits(high if low is None else low, quantity)}{unit}"
    return f"{hedge}{_digits(low, quantity)}–{_digits(high, quantity)}{unit}"


def _digits(number: float | None, quantity: Quantity) -> str:
    """Write a count in full and a measure, which may have been converted, to four digits."""
    number = number or 0.0
    if quantity.unit is not None and not number.is_integer():
        number = float(f"{number:.4g}")
    return f"{number:,.0f}" if number.is_integer() else f"{number:,g}"


def _one_slot(left: Statement, right: Statement, a: Quantity, b: Quantity) -> bool:
    """Tell whether two amounts measure one thing: the unit, the thing counted, what is said of it, and where."""
    if not same_measure(left, right, a, b) or (
        whole(left, a) != whole(right, b) and whole(left, a) and whole(right, b)
    ):
        return False
    common = shared(left, right) - _amounts(left) - _amounts(right)
    family = families().get(left.assertion.family or "")
    if same_predicate(left.assertion, right.assertion):
        if (
            family is not None
            and family.wide
            and counts_whole(family, a, b)
            and (_dated(left, right) or a.unit is None or (common and _known(left, right, a, b)))
        ):
            return one_scope(left, right)
        met = _met(left, right, a, b)
        known = met if _dated(left, right) else _known(left, right, a, b)
        known = known or (met is None and _dated(left, right))
        if (a.unit, a.counted) in left.several or (b.unit, b.counted) in right.several:
            known = known and len(common) >= _MIN_SHARED_APART and _dated(left, right)
        amounts = _amounts(left) | _amounts(right)
        return (
            bool(known)
            and enough(left, right, met, _needed(left, a) - (met is True and a.unit == PERCENT), amounts, main=False)
            and one_scope(left, right)
        )
    if not _dated(left, right) and not _known(left, right, a, b):
        return False
    return len(common) >= _MIN_SHARED_LOOSE and a.counted is not None and one_scope(left, right)


def _met(left: Statement, right: Statement, a: Quantity, b: Quantity) -> bool | None:
    """Tell whether the participants are the same, those that are counted left out: any two may catch passes."""
    doers = agent(left.assertion), agent(right.assertion)
    same = same_role(left, doers[0], right, doers[1])
    if same is not None:
        return same
    if (doers[0] is None) != (doers[1] is None) and not _dated(left, right):
        return None
    return some_role_met(left, right, [quantity.counted for quantity in (a, b) if quantity.counted])


def _known(left: Statement, right: Statement, a: Quantity, b: Quantity) -> bool:
    """Tell whether a participant that is named on both sides, and is not what is counted, is the same."""
    counted = {a.counted, b.counted}
    pairs = ((agent(left.assertion), agent(right.assertion)), (theme(left.assertion), theme(right.assertion)))
    return any(
        same_role(left, one, right, two) is True
        for one, two in pairs
        if one is not None and two is not None and {one.head, two.head}.isdisjoint(PRONOUNS | counted)
    )


def _amounts(statement: Statement) -> frozenset[str]:
    """Give the words for what the statement counts: that both count boats does not make it the same boats."""
    counted = [quantity.counted for quantity in statement.assertion.quantities if quantity.counted]
    return frozenset(word for noun in counted for word in (noun, kind_of(noun), f"=things.{kind_of(noun)}"))


def told_too(statement: Statement, amount: Quantity, instead: Quantity) -> bool:
    """Tell whether a report gives an amount too, elsewhere: then it is not this one that stands for it."""
    others = (other for other in statement.amounts if other.start != instead.start)
    return any(same_kind(amount, other) and agree(amount, other) for other in others)


def _dated(left: Statement, right: Statement) -> bool:
    return left.published is not None and right.published is not None


def _needed(statement: Statement, quantity: Quantity) -> int:
    """Give how many words must be shared; a share could be of anything, and needs one more."""
    measured = quantity.unit is not None and quantity.counted is None
    return _MIN_SHARED + (measured and quantity.unit == PERCENT) - (statement.assertion.family is not None)


def _updates(left: Statement, right: Statement, a: Quantity, b: Quantity, moves: str | None, *, same: bool) -> bool:
    first, second = ordered(left, right)
    early, late = (a, b) if first is left else (b, a)
    later = hours_later(first, second)
    told = second.assertion.text
    revised = _REVISED.search(told) is not None or _MOVED.search(told) is not None
    if later is None or _same_as_of(left, right) or (moves == "both" and not revised and _looks_back(first, second)):
        return False
    moving = moves is not None or _partial(first) or _MOVED.search(first.assertion.text) is not None
    if same:
        grown = (
            early.hedge in {"at-least", "more-than"} and late.hedge == "exact" and (late.low or 0) > (early.low or 0)
        )
        return moving and grown and later >= SAME_HOUR
    if later >= STALE_HOURS and overlap(left, right) is not True and _drifts(a, b):
        return True
    if revised and later > 0:
        return True
    rises = (late.low or 0) > (early.high if early.high is not None else early.low or 0)
    return moving and later >= SAME_HOUR and (rises or moves != "up")


def _drifts(a: Quantity, b: Quantity) -> bool:
    """Tell what another week may have changed without a word of it: prices and shares, or what has two names.

    A length stands, and so does a count of one thing.
    """
    if a.unit is None:
        return a.counted != b.counted
    return a.unit == PERCENT or a.unit.isupper()


def _partial(statement: Statement) -> bool:
    return bool(_PARTIAL.search(f"{statement.assertion.text} {statement.holder or ''}"))


def _looks_back(first: Statement, second: Statement) -> bool:
    """Tell whether the later report gives a figure for a day that the earlier one knew: "missing on Thursday"."""
    when, known = second.when, first.published
    return when is not None and known is not None and when[0] == when[1] and when[1] <= known.date()


def _same_as_of(left: Statement, right: Statement) -> bool:
    """Tell whether both say for which moment the figure held, and it is the same."""
    one, two = left.assertion.time, right.assertion.time
    return one is not None and two is not None and "T" in one.value and one.value == two.value
