"""When it happened: two times that do not meet, of statements that may be of one event."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from quotecheck.compare.beside.clocks import Clock, apart, clocks
from quotecheck.compare.linked.linkage import Candidate
from quotecheck.compare.linked.linkage import check as linked
from quotecheck.compare.linked.signs import Signs, common
from quotecheck.compare.passages import sentence
from quotecheck.compare.roles import same_undergoer
from quotecheck.compare.statements import KEPT, Outcome, Statement, gap, hours_later, ordered, same_predicate, shared
from quotecheck.compare.time import COUNTS, again, bounded, days_shown, moved, one_night, order, planned, told
from quotecheck.records import Timex, Verdict

_NEAR_DAYS = 14
_FAR_DAYS = 400
_WEEK = 7
# By how many minutes times of day must miss each other, and by how many where a part of the day stands for one.
_MISSED = 1
_MISSED_PART = 45
_MOST_SHARED = 4
_DAY_LONG = len("2000-01-01")
# "confirmed this evening", "said on Sunday": when it was said.
_OF_SAYING = re.compile(
    r"\b(?:sa(?:id|ys?)|told|tells?|announced?|reported|confirmed|added|stated|according to|wrote)\b[^.;]{0,30}$",
    re.IGNORECASE,
)
_DAY = re.compile(r"(?!local\b|time\b|hours?\b|later\b|earlier\b|minutes?\b)\b[a-z]{3,}|\d", re.IGNORECASE)
_WEEKDAY = re.compile(r"day\b", re.IGNORECASE)


def check(left: Statement, right: Statement) -> Outcome | None:
    """Compare the times of two statements, if they are likely of one event."""
    return linked("time", candidates(left, right))


def candidates(left: Statement, right: Statement) -> Iterator[Candidate]:
    """Give the times of two statements where they do not meet."""
    one, two = _times(left), _times(right)
    if one is None or two is None or not _comparable(left, right):
        return
    days_apart = _days_apart(one, two)
    if days_apart > _farthest(left) or (days_apart and one_night(left, right, days_apart)):
        return
    if (days_apart and _both_told(one, two)) or not (days_apart or _clocks_miss(one, two)):
        return
    yield Candidate(signs(one, two, days_apart), _outcome(one, two))


def signs(one: Times, two: Times, days_apart: int) -> Signs:
    """Give what speaks for one event: words, participants, and how the two times are told."""
    left, right = one.statement, two.statement
    return Signs({
        **common(left, right),
        "clock": lambda: float(days_apart == 0),
        "part": lambda: float(any(side.clock is not None and side.clock.part for side in (one, two))),
        "days": lambda: math.log1p(days_apart),
        "plans": lambda: float(planned(left)),
        "past": lambda: float(left.background),
        "undergoer": lambda: float(same_undergoer(left, right) is True),
        "words": lambda: float(min(_MOST_SHARED, len(shared(left, right)))),
        "times": lambda: math.log(max(1, len(one.days)) * max(1, len(two.days))),
    })  # fmt: skip


@lru_cache(maxsize=KEPT)
def _counts(statement: Statement) -> bool:
    """Tell when it was counted from when it happened: "the toll rose on Tuesday"."""
    heads = {found.head for found in statement.assertion.roles} | {statement.assertion.predicate}
    return not COUNTS.isdisjoint(word for head in heads for word in head.split())


@dataclass(frozen=True, slots=True)
class Times:
    """The days and the time of day that a statement gives, and its words; `days`: all that its report gives."""

    statement: Statement
    dated: Timex | None
    clock: Clock | None
    shown: str
    days: frozenset[str]


def _outcome(one: Times, two: Times) -> Outcome:
    left, right = one.statement, two.statement
    revised = moved(left, right) and (hours_later(*ordered(left, right)) or 0) > 0
    verdict: Verdict = "update" if revised else "conflict"
    why = "the later report gives the new date" if revised else "the times do not meet"
    return Outcome(verdict, "time", one.shown, two.shown, why)


def _farthest(statement: Statement) -> int:
    return _FAR_DAYS if planned(statement) or statement.background else _NEAR_DAYS


@lru_cache(maxsize=KEPT)
def _times(statement: Statement) -> Times | None:
    """Take the time of the clause, or the only time of day of its sentence."""
    dated, clock = statement.assertion.time, _clock(statement)
    if dated is not None and _DAY.search(_without(dated, clock)):
        if bounded(statement) or _of_saying(statement, dated):
            return None
    else:
        dated = None
    if dated is None and clock is None:
        return None
    said = [] if dated is None or statement.when is None else [days_shown(statement)]
    if clock is not None:
        said.append(statement.article.text[clock.start : clock.end])
    return Times(statement, dated, clock, ", ".join(said), statement.days)


def _of_saying(statement: Statement, dated: Timex) -> bool:
    """Tell when it was said from when it was: "the mast had fallen, Vale said on Tuesday"."""
    return bool(_OF_SAYING.search(statement.article.text[sentence(statement)[0] : dated.start]))


def _without(dated: Timex, clock: Clock | None) -> str:
    """Give the words for the day: "07:42" by itself names none, and is read as that of the report."""
    if clock is None or clock.part or clock.start < dated.start or clock.end > dated.end:
        return dated.text
    return dated.text[: clock.start - dated.start] + dated.text[clock.end - dated.start :]


def _clock(statement: Statement) -> Clock | None:
    """Give the time of day of the clause, or of its sentence, with offsets into the article."""
    text = statement.article.text
    for start, end in ((statement.assertion.start, statement.assertion.end), sentence(statement)):
        found = clocks(text[start:end])
        if len(found) == 1:
            clock = found[0].moved(start)
            return None if _OF_SAYING.search(text[start : clock.start]) else clock
        if found:
            return None
    return None


def _days_apart(one: Times, two: Times) -> int:
    """Give the days between; weekdays that were read a week apart are one."""
    if one.dated is None or two.dated is None:
        return 0
    days = gap(one.statement, two.statement)
    weekdays = bool(_WEEKDAY.search(one.dated.text)) and bool(_WEEKDAY.search(two.dated.text))
    return 0 if weekdays and days % _WEEK == 0 else days


def _both_told(one: Times, two: Times) -> bool:
    """Tell whether each report gives the other's day too: of two things, then."""
    if one.dated is None or two.dated is None:
        return False
    return one.dated.value[:_DAY_LONG] in two.days and two.dated.value[:_DAY_LONG] in one.days


def _clocks_miss(one: Times, two: Times) -> bool:
    if one.clock is None or two.clock is None:
        return False
    part = one.clock.part or two.clock.part
    return apart(one.clock, two.clock) >= (_MISSED_PART if part else _MISSED)


def _comparable(left: Statement, right: Statement) -> bool:
    one, two = left.assertion, right.assertion
    if not (told(left) and told(right)) or {one.certainty, two.certainty} & {"possible", "open"}:
        return False
    if one.polarity != two.polarity or left.background != right.background:
        return False
    if planned(left) != planned(right) or order(left) != order(right) or again(left) != again(right):
        return False
    return _one_sort(left, right)


def _one_sort(left: Statement, right: Statement) -> bool:
    """Leave out two acts of different families, and what was done to two."""
    one, two = left.assertion, right.assertion
    if _counts(left) or _counts(right):
        return False
    if one.family and two.family and not same_predicate(one, two):
        return False
    return same_undergoer(left, right) is not False
