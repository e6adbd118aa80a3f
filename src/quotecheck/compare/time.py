"""When it happened: two statements of one happening whose resolved times do not meet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from quotecheck.compare.matters import one_matter, part_of
from quotecheck.compare.roles import PRONOUNS, role, roles_meet, same_role, theme
from quotecheck.compare.statements import (
    KEPT,
    VAGUE,
    Outcome,
    Statement,
    enough,
    gap,
    hours_later,
    ordered,
    same_predicate,
    shared,
)
from quotecheck.language.names import fold
from quotecheck.rules.predicates import alike

MAX_GAP_DAYS = 60
# "the toll rose on Tuesday" is when it was counted, not when they died.
COUNTS = frozenset({"toll", "fatality", "turnout", "estimate"})
MAX_PLAN_DAYS = 400
_NEAR_GAP_DAYS = 10
_LATE = re.compile(r"\b(?:night|evening|late|midnight|overnight)\b", re.IGNORECASE)
_EARLY = re.compile(r"\b(?:early|morning|dawn|overnight|midnight|small hours|night)\b", re.IGNORECASE)
_EVENING = re.compile(r"\bevening\b", re.IGNORECASE)
_MOVED = re.compile(r"\b(?:postponed|delayed|moved|put off|rescheduled|now|brought forward)\b", re.IGNORECASE)
# "by Tuesday", "since March", "before the vote": a bound on the time, not the time itself.
_BOUND = re.compile(
    r"\b(?:(?:a|one|two|three) weeks? (?:on|from|after)|by|until|till|since|before|after|from|through|as of|up to)\s+"
    r"(?:(?:about|around|late|early|the|on|at|end of)\s+)*$",
    re.IGNORECASE,
)
# "was not suspended until Friday": on Friday it was.
_NOT_UNTIL = re.compile(
    r"\b(?:not|never|n['’]t)\b[^.;]{0,40}\b(?:until|till)\s+(?:(?:late|early|the|on|about)\s+)*$", re.IGNORECASE
)
# "two days after the ship sank": that it sank is not told of the time that the sentence names.
_OFFSET = re.compile(r"(?:[\w-]+ ){0,3}(?:hour|day|week|month|year)s? (?:after|before|since)\b", re.IGNORECASE)
_AGAIN = re.compile(
    r"\b(?:again|another|more|also|second time|daily|every|each|weekly|resum\w+|continu\w+)\b", re.IGNORECASE
)
_MIN_FAR = 2
_NTH = re.compile(r"\b(?:first|last|final|second|third)\b", re.IGNORECASE)


def keys(statement: Statement) -> Iterator[str]:
    """Give the family, or the verb where it says something by itself."""
    assertion = statement.assertion
    if (
        assertion.predicate in COUNTS
        or statement.when is None
        or not told(statement)
        or assertion.polarity == "-"
        or bounded(statement)
    ):
        return
    if assertion.certainty in {"certain", "planned"}:
        if assertion.family:
            yield from alike(assertion.family)
        elif assertion.predicate not in VAGUE:
            yield assertion.predicate


def check(left: Statement, right: Statement) -> Outcome | None:
    """Compare when two statements of one happening say that it was."""
    one, two = left.assertion, right.assertion
    if left.when is None or right.when is None or one.time is None or two.time is None:
        return None
    if not (told(left) and told(right)) or not same_predicate(one, two) or one.polarity != two.polarity:
        return None
    if planned(left) != planned(right) or order(left) != order(right) or not _one_happening(left, right):
        return None
    slot = f"{one.family or one.predicate}: time"
    days_apart = gap(left, right)
    if days_apart == 0:
        same = left.when == right.when
        verdict, why = ("agreement", "the same day") if same else ("compatible", "one time is within the other")
    elif one_night(left, right, days_apart):
        verdict, why = "compatible", "a night belongs to two days"
    elif moved(left, right):
        verdict, why = "update", "the later report gives the new date"
    else:
        verdict, why = "conflict", "the two times do not meet"
    return Outcome(verdict, slot, days_shown(left), days_shown(right), why)  # type: ignore[arg-type]


def planned(statement: Statement) -> bool:
    """Tell whether it was still to come: "will open", "opens on 14 April"."""
    if statement.when is None or statement.published is None:
        return statement.assertion.certainty == "planned"
    return statement.assertion.certainty == "planned" or statement.when[0] > statement.published.date()


def told(statement: Statement) -> bool:
    """Tell whether it is stated: what one expects of a plan of his own is."""
    return statement.assertion.checkable == "yes" or (
        statement.assertion.checkable == "prediction" and statement.assertion.certainty == "planned"
    )


@lru_cache(maxsize=KEPT)
def bounded(statement: Statement) -> bool:
    """Tell whether the time only bounds it: "by Tuesday", "since March"."""
    time = statement.assertion.time
    if _OFFSET.match(statement.assertion.text):
        return True
    return time is not None and bool(_BOUND.search(statement.article.text[max(0, time.start - 30) : time.start]))


def days_shown(statement: Statement) -> str:
    """Give the day, or the first and the last."""
    assert statement.when is not None
    first, last = statement.when
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


@lru_cache(maxsize=KEPT)
def order(statement: Statement) -> frozenset[str]:
    """Give the *first* or *last* that singles one out of several occasions."""
    assertion = statement.assertion
    words = assertion.text.replace(assertion.time.text, "") if assertion.time else assertion.text
    return frozenset(word.lower() for word in _NTH.findall(words))


def _one_happening(left: Statement, right: Statement) -> bool:
    themes = theme(left.assertion), theme(right.assertion)
    if part_of(*themes) or part_of(*reversed(themes)):
        return False
    if left.when == right.when and (planned(left) or left.match(right) is not None):
        return True  # it can only be agreement
    recent = not left.background and not right.background
    if recent and one_matter(left, right) and gap(left, right) <= _far(left) and again(left) == again(right):
        return True
    common = len(shared(left, right))
    met = roles_meet(left, right)
    objects = role(left.assertion, "patient"), role(right.assertion, "patient")
    if None not in objects and same_role(left, objects[0], right, objects[1]) is False:
        return False
    apart = gap(left, right)
    once = left.sole and right.sole and left.assertion.family is not None
    undated = left.published is None or right.published is None
    if order(left) and met is not False and ((left.sole and right.sole) or _mentioned(left, right)):
        return True
    if undated and _words_alike(left, right):
        return False
    if (
        apart > (MAX_PLAN_DAYS if once and planned(left) else MAX_GAP_DAYS)
        or common == 0
        or met is False
        or again(left) != again(right)
    ):
        return False
    if left.background or right.background or apart > _NEAR_GAP_DAYS or undated:
        return common >= _MIN_FAR + (not (order(left) or (planned(left) and once))) and met is True
    if met:
        return (left.assertion.family is not None and once) or common >= 2  # noqa: PLR2004
    return enough(left, right, met)


def _far(statement: Statement) -> int:
    return MAX_PLAN_DAYS if planned(statement) else _NEAR_GAP_DAYS


def _words_alike(left: Statement, right: Statement) -> bool:
    """Tell whether both say it in the same words ("last night"), which without dates are no two times."""
    one, two = left.assertion.time, right.assertion.time
    return one is not None and two is not None and one.text.lower() == two.text.lower()


def _mentioned(left: Statement, right: Statement) -> bool:
    """Tell whether a pronoun can stand for what the other report names: its article names it too."""
    for one, two in ((left, right), (right, left)):
        named, referring = theme(one.assertion), theme(two.assertion)
        if named is None or referring is None or referring.head not in PRONOUNS or named.head in PRONOUNS:
            continue
        return named.head in fold(two.article.text).split()
    return False


@lru_cache(maxsize=KEPT)
def again(statement: Statement) -> bool:
    """Tell whether it is one of several: "again", "daily"."""
    return bool(_AGAIN.search(statement.assertion.text.replace("open again", "reopen")))


def one_night(left: Statement, right: Statement, days_apart: int) -> bool:
    """Tell whether two days are of one night: Monday night, early on Tuesday."""
    if days_apart > 1 or left.when is None or right.when is None:
        return False
    first, second = (left, right) if left.when < right.when else (right, left)
    early = _EARLY.search(_words(second))
    evening = _EVENING.search(_words(first)) and early is not None and early.group().lower() == "morning"
    return bool(_LATE.search(_words(first)) and early and not evening)


def _words(statement: Statement) -> str:
    return statement.assertion.text


def moved(left: Statement, right: Statement) -> bool:
    """Tell whether the later report says that a plan has another date now."""
    first, second = ordered(left, right)
    later = hours_later(first, second)
    return bool(later) and planned(left) and bool(_MOVED.search(second.assertion.text))
