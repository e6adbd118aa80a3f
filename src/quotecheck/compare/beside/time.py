"""When it happened: two sentences that go together, of one event, whose days or times of day do not meet."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quotecheck.compare.beside.clocks import Clock, apart, clocks
from quotecheck.compare.passages import sentence
from quotecheck.compare.profiles import stem
from quotecheck.compare.roles import role, same_role, some_role_met
from quotecheck.compare.statements import (
    EMPTY,
    VAGUE,
    Outcome,
    Statement,
    gap,
    hours_later,
    ordered,
    same_predicate,
    shared,
)
from quotecheck.compare.time import again, bounded, days_shown, moved, one_night, order, planned, told
from quotecheck.language.names import fold
from quotecheck.records import Timex

# The cosine from which two sentences can be of one event.
_ALIKE = 0.1
_WELL_ALIKE = 0.15
_ALIKE_ELSE = 0.08
_NEAR_DAYS = 14
_FAR_DAYS = 60
# By how many minutes times of day must miss each other, and by how many where a part of the day stands for one.
_MISSED = 1
_MISSED_PART = 45
_CLEFT = re.compile(r"it (?:was|is|had been|would be)\b", re.IGNORECASE)
_NAME = re.compile(r"(?<!^)\b[A-Z][\w’'-]+")
_COMMON = re.compile(r"\b[a-z]{4,}\b")
# "confirmed this evening", "said on Sunday": when it was said.
_OF_SAYING = re.compile(
    r"\b(?:sa(?:id|ys?)|told|tells?|announced?|reported|confirmed|added|stated|according to|wrote)\b[^.;]{0,30}$",
    re.IGNORECASE,
)
_DAY = re.compile(r"(?!local\b|time\b|hours?\b|later\b|earlier\b|minutes?\b)\b[a-z]{3,}|\d", re.IGNORECASE)
_WEEKDAY = re.compile(r"day\b", re.IGNORECASE)
# "The crash happened at six": what hangs on these is when an event was.
_OCCURS = re.compile(
    r"\b(?:happen(?:s|ed)?|occur(?:s|red)?|(?:takes?|took|taken) place|came|comes|str[iu](?:kes?|ck)|unfold(?:s|ed)|"
    r"beg[aiu]n|start(?:s|ed)|br[eo](?:ak|ke)s? out|erupt(?:s|ed)|end(?:s|ed)|was (?:reported|recorded))\b",
    re.IGNORECASE,
)
_WEEK = 7


def check(left: Statement, right: Statement) -> Outcome | None:
    """Compare when one event was by two sentences that tell of it."""
    if not _comparable(left, right) or not _one_event(left, right):
        return None
    one, two = _times(left), _times(right)
    if one is None or two is None:
        return None
    days_apart = _days_apart(one, two)
    if days_apart > _farthest(left):
        return None
    if days_apart and one_night(left, right, days_apart):
        return None
    if not days_apart and not _clocks_miss(one, two):
        return None
    revised = moved(left, right) and (hours_later(*ordered(left, right)) or 0) > 0
    verdict, why = (
        ("update", "the later report gives the new date") if revised else ("conflict", "the times do not meet")
    )
    return Outcome(verdict, "time", one.shown, two.shown, why)  # type: ignore[arg-type]


def _farthest(statement: Statement) -> int:
    return _FAR_DAYS if planned(statement) or statement.background else _NEAR_DAYS


@dataclass(frozen=True, slots=True)
class _Times:
    """The days and the time of day that a statement gives, and its words."""

    statement: Statement
    dated: Timex | None
    clock: Clock | None
    shown: str


def _times(statement: Statement) -> _Times | None:
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
    return _Times(statement, dated, clock, ", ".join(said))


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


def _days_apart(one: _Times, two: _Times) -> int:
    """Give the days between; weekdays that were read a week apart are one."""
    if one.dated is None or two.dated is None:
        return 0
    days = gap(one.statement, two.statement)
    weekdays = bool(_WEEKDAY.search(one.dated.text)) and bool(_WEEKDAY.search(two.dated.text))
    return 0 if weekdays and days % _WEEK == 0 else days


def _clocks_miss(one: _Times, two: _Times) -> bool:
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
    return planned(left) == planned(right) and order(left) == order(right) and again(left) == again(right)


def _one_event(left: Statement, right: Statement) -> bool:
    """Tell whether both are of one event: a predicate of one sort, or one thing in sentences that go together best."""
    match = left.match(right)
    if match is None or some_role_met(left, right) is False:
        return False
    one, two = left.assertion, right.assertion
    if same_role(left, role(one, "patient"), right, role(two, "patient")) is False:
        return False
    if same_predicate(one, two) and one.family == two.family:
        if not (one.roles or two.roles) and _OCCURS.search(one.text) and _OCCURS.search(two.text):
            return match.rank == 0 and match.alike >= _ALIKE
        met = some_role_met(left, right) or _things(left, right)
        return bool(met) and (match.alike >= _WELL_ALIKE or (match.rank <= 1 and match.alike >= _ALIKE))
    if (one.family or two.family) and not (_cleft(left) or _cleft(right)):
        return False
    return match.rank == 0 and match.alike >= _ALIKE_ELSE and bool(_things(left, right))


def _cleft(statement: Statement) -> bool:
    """Tell "it was at noon" of "it was at noon when the ship sank": the sentence says what was."""
    assertion = statement.assertion
    return assertion.predicate == "be" and bool(_CLEFT.match(assertion.text))


def _things(left: Statement, right: Statement) -> frozenset[str]:
    """Give the common words that both are about: a letter, a sample, a call; no names."""
    names = {fold(word) for each in (left, right) for word in _NAME.findall(each.assertion.text)}
    if _cleft(left) or _cleft(right):
        return frozenset(_words(left) & _words(right)) - names
    return frozenset(word for word in shared(left, right) if not word.startswith("=")) - names - VAGUE


def _words(statement: Statement) -> set[str]:
    start, end = sentence(statement)
    words = {stem(word) for word in _COMMON.findall(statement.article.text[start:end])}
    return words - EMPTY - VAGUE
