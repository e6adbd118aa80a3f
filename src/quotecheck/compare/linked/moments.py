"""When a statement says that it was: its days, its time of day, or both, and whether these only bound it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from quotecheck.compare.beside.clocks import DAY, Clock, apart, clocks
from quotecheck.compare.passages import sentence
from quotecheck.compare.statements import KEPT, Statement
from quotecheck.compare.time import days_shown
from quotecheck.records import Timex

# "confirmed this evening", "said on Sunday": when it was said.
_OF_SAYING = re.compile(
    r"\b(?:sa(?:id|ys?)|told|tells?|announced?|reported|confirmed|added|stated|according to|wrote)\b[^.;]{0,30}$",
    re.IGNORECASE,
)
_DAY = re.compile(r"(?!local\b|time\b|hours?\b|later\b|earlier\b|minutes?\b)\b[a-z]{3,}|\d", re.IGNORECASE)
_WEEKDAY = re.compile(r"day\b", re.IGNORECASE)
_FILL = r"\s+(?:(?:about|around|late|early|the|on|at|end of|shortly|just)\s+)*$"
# What a preposition makes of a time: the first or last moment, or one than which it was not later or earlier.
_SIDES = (
    ("at", re.compile(r"\b(?:not|never|n['’]t|only)\b[^.;]{0,40}\b(?:until|till|by|after)" + _FILL, re.IGNORECASE)),
    ("start", re.compile(r"\b(?:since|from|as of|starting|beginning)" + _FILL, re.IGNORECASE)),
    ("end", re.compile(r"\b(?:until|till|through|up to)" + _FILL, re.IGNORECASE)),
    ("by", re.compile(r"(?<!shortly )(?<!just )\b(?:by|before|no later than)" + _FILL, re.IGNORECASE)),
    ("after", re.compile(r"(?<!shortly )(?<!just )(?<!soon )\b(?:after)" + _FILL, re.IGNORECASE)),
)
# "two days after the ship sank": that it sank is not told of the time that the sentence names.
_OFFSET = re.compile(r"(?:[\w-]+ ){0,3}(?:hour|day|week|month|year)s? (?:after|before|since)\b", re.IGNORECASE)
# "a week on Friday": not that Friday.
_STEPS_ON = re.compile(r"\b(?:weeks?|fortnight) (?:on|from|after|before)\s+(?:the\s+)?$", re.IGNORECASE)
_WEEK = 7


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """When a statement says that it was.

    `days`: its first and last day; `clock`: its time of day; `side`: what a preposition makes of it.
    """

    statement: Statement
    dated: Timex | None
    clock: Clock | None
    days: tuple[int, int] | None
    side: str
    shown: str

    @property
    def inside(self) -> bool:
        """Tell whether the clause itself names it."""
        own = self.statement.assertion
        return any(
            each is not None and own.start <= each.start and each.end <= own.end for each in (self.dated, self.clock)
        )

    @property
    def width(self) -> int:
        """Give by how many days the last lies behind the first."""
        return 0 if self.days is None else self.days[1] - self.days[0]

    @property
    def words(self) -> str:
        """Give how the report puts it."""
        return self.shown if self.dated is None else self.dated.text.lower()

    def reach(self) -> list[tuple[float, float]]:
        """Give from which to which minute it may have been; more than one stretch where half days are open."""
        assert self.days is not None
        first, last = self.days
        if self.clock is None or first != last:
            return [(first * DAY, (last + 1) * DAY - 1)]
        low, high = first * DAY + self.clock.low, first * DAY + self.clock.high
        steps = (0, DAY // 2) if self.clock.both else (0, DAY) if self.clock.low <= 0 <= self.clock.high else (0,)
        return [(low + step, high + step) for step in steps]


def minutes_apart(one: Moment, two: Moment) -> float:
    """Give by how many minutes they miss each other; 0 where they can be one, or nothing tells."""
    if one.days is None or two.days is None:
        if one.clock is None or two.clock is None or one.side != two.side:
            return 0
        return apart(one.clock, two.clock)
    found = [_missed(first, second) for first in _reaches(one, two) for second in _reaches(two, one)]
    return 0 if _a_week_off(one, two) else max(0, min(found))


def _a_week_off(one: Moment, two: Moment) -> bool:
    """Tell whether two weekdays were read a week apart."""
    if one.dated is None or two.dated is None or one.days is None or two.days is None:
        return False
    weekdays = bool(_WEEKDAY.search(one.dated.text)) and bool(_WEEKDAY.search(two.dated.text))
    days = abs(one.days[0] - two.days[0])
    return weekdays and days > 0 and days % _WEEK == 0


def _missed(one: tuple[float, float], two: tuple[float, float]) -> float:
    return max(two[0] - one[1], one[0] - two[1])


def _reaches(one: Moment, other: Moment) -> Iterator[tuple[float, float]]:
    for low, high in one.reach():
        if one.side == other.side:
            yield low, high
        else:
            yield (-math.inf if one.side == "by" else low), (math.inf if one.side == "after" else high)


def days_apart(one: Moment, two: Moment) -> int:
    """Give the days between."""
    if one.days is None or two.days is None:
        return 0
    return max(0, two.days[0] - one.days[1], one.days[0] - two.days[1])


def same(one: Moment, two: Moment) -> bool:
    """Tell whether a mention tells the time of another one, as finely."""
    if one.days is None or two.days is None:
        return one.clock is not None and two.clock is not None and apart(one.clock, two.clock) == 0
    if two.clock is not None and one.clock is None:
        return False
    return one.side == two.side and minutes_apart(one, two) == 0 and one.width <= two.width


@lru_cache(maxsize=64)
def moments(stated: Sequence[Statement]) -> tuple[Moment, ...]:
    """Give the moments of a report."""
    return tuple(found for each in stated if (found := moment(each)) is not None)


@lru_cache(maxsize=KEPT)
def moment(statement: Statement) -> Moment | None:
    """Take the time of the clause, or the only time of day of its sentence."""
    dated, clock = statement.assertion.time, _clock(statement)
    if _OFFSET.match(statement.assertion.text):
        return None
    if dated is None or statement.when is None or not _DAY.search(_without(dated, clock)):
        dated = None
    elif _of_saying(statement, dated) or _STEPS_ON.search(
        statement.article.text, max(0, dated.start - 30), dated.start
    ):
        return None
    if dated is None and clock is None:
        return None
    days = None
    if dated is not None and statement.when is not None:
        days = (statement.when[0].toordinal(), statement.when[1].toordinal())
    said = [] if days is None else [days_shown(statement)]
    if clock is not None:
        said.append(statement.article.text[clock.start : clock.end])
    return Moment(statement, dated, clock, days, _side(statement, dated, clock), ", ".join(said))


def _side(statement: Statement, dated: Timex | None, clock: Clock | None) -> str:
    starts = [each.start for each in (dated, clock) if each is not None]
    text = statement.article.text
    before = text[max(sentence(statement)[0], min(starts) - 60) : min(starts)]
    return next((name for name, words in _SIDES if words.search(before)), "at")


def _of_saying(statement: Statement, dated: Timex) -> bool:
    """Tell when it was said from when it was: "the mast had fallen, Vale said on Tuesday"."""
    return bool(_OF_SAYING.search(statement.article.text[sentence(statement)[0] : dated.start]))


def _without(dated: Timex, clock: Clock | None) -> str:
    """Give the words for the day: "07:42" by itself names none, and is read as that of the report."""
    if clock is None or clock.part or clock.start < dated.start or clock.end > dated.end:
        return dated.text
    return dated.text[: clock.start - dated.start] + dated.text[clock.end - dated.start :]


def _clock(statement: Statement) -> Clock | None:
    """Give the time of day of the clause, or the hour that its sentence gives, with offsets into the article."""
    text = statement.article.text
    clause = statement.assertion.start, statement.assertion.end
    for start, end in (clause, sentence(statement)):
        found = clocks(text[start:end], bounds=True)
        if len(found) == 1 and ((start, end) == clause or not found[0].part):
            clock = found[0].moved(start)
            return None if _OF_SAYING.search(text[start : clock.start]) else clock
        if found:
            return None
    return None
