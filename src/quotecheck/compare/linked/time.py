"""When it happened: two times that do not meet, of statements that may be of one event."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from functools import lru_cache

from quotecheck.compare import issues
from quotecheck.compare.linked.linkage import Candidate
from quotecheck.compare.linked.linkage import check as linked
from quotecheck.compare.linked.moments import Moment, days_apart, minutes_apart, moment, moments, same
from quotecheck.compare.linked.signs import Signs, common, likeness
from quotecheck.compare.passages import sentence, sentence_starts
from quotecheck.compare.roles import same_undergoer
from quotecheck.compare.statements import KEPT, PAIRS_KEPT, Outcome, Statement, hours_later, ordered, same_predicate
from quotecheck.compare.time import COUNTS, again, moved, one_night, order, planned, told
from quotecheck.records import Assertion, Verdict

_NEAR_DAYS = 14
_FAR_DAYS = 400
# By how many minutes times of day must miss each other, and by how many where a part of the day stands for one.
_MISSED = 1
_MISSED_PART = 45
_SAME_VERB = 0.5
_PHASES = frozenset({"state.begin", "state.end", "state.open", "state.shut", "votes.enact"})
_UNSETTLED = frozenset({"possible", "open"})


def keys(statement: Statement) -> Iterator[str]:
    """Give each two of few reports of which one tells its time."""
    if statement.small and moment(statement) is not None:
        for origin in statement.around:
            if origin != statement.origin:
                yield "|".join(sorted((origin, statement.origin)))


_SOON = dt.timedelta(days=2)


def check(left: Statement, right: Statement) -> Outcome | None:
    """Compare the times of two statements, if they are likely of one event."""
    return linked("time", candidates(left, right))


def candidates(left: Statement, right: Statement) -> Iterator[Candidate]:
    """Give the times of two statements where they do not meet."""
    one, two = moment(left), moment(right)
    if one is None or two is None or not _comparable(left, right):
        return
    days = days_apart(one, two)
    if days > _farthest(left, right) or (days and one_night(left, right, days)):
        return
    if minutes_apart(one, two) < _least(one, two):
        return
    yield Candidate(signs(one, two), _outcome(one, two))


def _least(one: Moment, two: Moment) -> int:
    parts = sum(side.clock is not None and side.clock.part for side in (one, two))
    return _MISSED_PART if parts == 1 and one.clock is not None and two.clock is not None else _MISSED


def signs(one: Moment, two: Moment) -> Signs:
    """Give what speaks for one event: words, participants, how the two times are told, and what other reports tell."""
    left, right = one.statement, two.statement
    places = _place(left) + _place(right)
    return Signs({
        **common(left, right),
        "chain": lambda: _chain(one, two),
        "inside": lambda: float(one.inside) + float(two.inside),
        "kinds": lambda: float((one.clock is None) != (two.clock is None)),
        "wide": lambda: math.log1p(max(one.width, two.width)),
        "deictic": lambda: float(one.dated is not None and one.words == two.words),
        "todays": lambda: float(_today(one)) + float(_today(two)),
        "lead": lambda: math.log1p(places),
        "leads": lambda: float(max(_place(left), _place(right)) <= 1),
        "pasts": lambda: float(left.background != right.background),
        "polarities": lambda: float(left.assertion.polarity != right.assertion.polarity),
        "orders": lambda: float(order(left) != order(right)),
        "amounts": lambda: float(sum(bool(each.assertion.quantities) for each in (left, right))),
        "counts": lambda: float(_counts(left)) + float(_counts(right)),
        "asked": lambda: float(issues.asking(left, right, "when")),
        "asked once": lambda: float(issues.asking(left, right, "when", once=True)),
        "backed": lambda: math.log1p(max(_backing(one, right), _backing(two, left))),
    })  # fmt: skip


def _today(one: Moment) -> bool:
    """Tell whether it is the day of the report: what it tells of may be itself, and is often only what is so now."""
    published = one.statement.published
    return one.width == 0 and one.days is not None and published is not None and one.days[0] == published.toordinal()


@lru_cache(maxsize=KEPT)
def _place(statement: Statement) -> int:
    """Count the sentences before that of a statement."""
    return sentence_starts(statement.article.text).index(sentence(statement)[0])


def _backing(one: Moment, other: Statement) -> int:
    """Count the further reports that give a time too."""
    around = one.statement.around
    own = {one.statement.origin, other.origin}
    return sum(
        any(same(told_too, one) for told_too in moments(stated))
        for origin, stated in around.items()
        if origin not in own
    )


def _chain(one: Moment, two: Moment) -> float:
    """Give how well any mention of one of the times, in whatever report, goes with the statement of the other."""
    return max(
        _close(mention.statement, second.statement)
        for first, second in ((one, two), (two, one))
        for mention in (first, *_mentions(first, second))
    )


@lru_cache(maxsize=PAIRS_KEPT)
def _close(left: Statement, right: Statement) -> float:
    """Sum up how alike the sentences and the clauses of two statements are; half a point where they share a verb."""
    match = left.alike(right)
    alike = math.sqrt(match.alike) if match else 0.0
    one, two = left.assertion, right.assertion
    return alike + likeness(one.text, two.text) + _SAME_VERB * same_predicate(one, two)


def _mentions(one: Moment, without: Moment) -> list[Moment]:
    """Find where the reports of the happening, but for that of another moment, give the very time of one."""
    return [
        other
        for origin, stated in one.statement.around.items()
        if origin != without.statement.origin
        for other in moments(stated)
        if same(other, one) and same(one, other)
    ]


@lru_cache(maxsize=KEPT)
def _counts(statement: Statement) -> bool:
    """Tell when it was counted from when it happened: "the toll rose on Tuesday"."""
    heads = {found.head for found in statement.assertion.roles} | {statement.assertion.predicate}
    return not COUNTS.isdisjoint(word for head in heads for word in head.split())


def _outcome(one: Moment, two: Moment) -> Outcome:
    left, right = one.statement, two.statement
    revised = moved(left, right) and (hours_later(*ordered(left, right)) or 0) > 0
    verdict: Verdict = "update" if revised else "conflict"
    why = "the later report gives the new date" if revised else "the times do not meet"
    return Outcome(verdict, "time", one.shown, two.shown, why)


def _farthest(left: Statement, right: Statement) -> int:
    return _FAR_DAYS if any(planned(each) or each.background for each in (left, right)) else _NEAR_DAYS


def _comparable(left: Statement, right: Statement) -> bool:
    if not (told(left) and told(right)) or {left.assertion.certainty, right.assertion.certainty} & _UNSETTLED:
        return False
    return (
        again(left) == again(right)
        and order(left) == order(right)
        and not (_ahead(left) and _gone(right))
        and not (_gone(left) and _ahead(right))
        and _one_sort(left.assertion, right.assertion)
        and same_undergoer(left, right) is not False
    )


def _ahead(statement: Statement) -> bool:
    """Tell whether it lies days ahead of its report."""
    when, told_on = statement.when, statement.published
    return when is not None and told_on is not None and when[0] > told_on.date() + _SOON


def _gone(statement: Statement) -> bool:
    """Tell whether it lies behind its report."""
    when, told_on = statement.when, statement.published
    return when is not None and told_on is not None and when[1] < told_on.date()


def _one_sort(one: Assertion, two: Assertion) -> bool:
    """Leave out two acts of different families; what begins or ends may be of any."""
    families = {one.family, two.family}
    return None in families or not families.isdisjoint(_PHASES) or same_predicate(one, two)
