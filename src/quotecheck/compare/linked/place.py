"""Where it happened: two places that exclude each other, of statements that may be of one happening."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from quotecheck.compare import issues
from quotecheck.compare.asides import aside
from quotecheck.compare.beside.acts import acts
from quotecheck.compare.beside.spots import apart, one_kind, spots, told
from quotecheck.compare.beside.wheres import Where, one_name, wheres
from quotecheck.compare.linked.linkage import Candidate
from quotecheck.compare.linked.linkage import check as linked
from quotecheck.compare.linked.signs import Signs, common
from quotecheck.compare.roles import same_theme
from quotecheck.compare.sites import near
from quotecheck.compare.statements import Outcome, Statement, comparable, one_occasion, overlap, shared
from quotecheck.compare.time import order
from quotecheck.compare.words import article_words

_MOST_SHARED = 4


def check(left: Statement, right: Statement) -> Outcome | None:
    """Find the two places that are likeliest of one happening."""
    return linked("place", candidates(left, right))


def candidates(left: Statement, right: Statement) -> Iterator[Candidate]:
    """Give the places of two statements that exclude each other."""
    one, two = left.assertion, right.assertion
    if not comparable(one, two) or one.polarity != two.polarity or overlap(left, right) is False:
        return
    if not (left.alike(right) or issues.asking(left, right, "where")):
        return
    if same_theme(left, right) is False or _two_turns(left, right):
        return
    yield from _two_spots(left, right)
    for a, b in product(wheres(left), wheres(right)):
        if a.stems.isdisjoint(b.stems) and not _may_be_one(left, a, right, b):
            places = _Places(
                named=bool(a.names and b.names),
                unnamed=not (a.names or b.names),
                moving=a.way != "at" or b.way != "at",
                told=_told(left, a, right, b),
            )
            yield _candidate(left, a.text, right, b.text, places)


def _two_turns(left: Statement, right: Statement) -> bool:
    """Tell the first bomb from the second; "the last flight" may be called "the flight"."""
    return bool(order(left) and order(right)) and order(left) != order(right)


def _two_spots(left: Statement, right: Statement) -> Iterator[Candidate]:
    """Give two rooms, storeys, buildings or banks, if none of a kind is the same."""
    lefts, rights = spots(left), spots(right)
    if any(one_kind(a, b) and not apart(a, b) for a, b in product(lefts, rights)):
        return
    for a, b in product(lefts, rights):
        if apart(a, b) and not told(a, b, right) and not told(b, a, left):
            yield _candidate(left, a.text, right, b.text, _Places())


@dataclass(frozen=True, slots=True)
class _Places:
    """Two places: whether both have names, or neither, one is not "at", and how many the other report has too."""

    named: bool = False
    moving: bool = False
    told: int = 0
    unnamed: bool = False


def _may_be_one(left: Statement, one: Where, right: Statement, two: Where) -> bool:
    """Tell whether one place may hold the other, or is it in another spelling."""
    if one.wide or two.wide or one_name(one, two):
        return True
    return any(near(a, b, left, right) for a, b in product(sorted(one.words), sorted(two.words)))


def _told(left: Statement, one: Where, right: Statement, two: Where) -> int:
    """Count which of two places the other report has too, and so may tell the two apart."""
    return _has(right, one) + _has(left, two)


def _has(statement: Statement, place: Where) -> bool:
    text = article_words(statement.article.text)
    return any(f" {word} " in text for word in place.words)


def _candidate(left: Statement, one: str, right: Statement, two: str, places: _Places) -> Candidate:
    outcome = Outcome("conflict", "place", one, two, "two places for one happening")
    return Candidate(signs(left, right, places), outcome)


def signs(left: Statement, right: Statement, places: _Places) -> Signs:
    """Give what speaks for one happening."""
    common_ = common(left, right)
    own = places.named and not places.told
    return Signs({
        **common_,
        "named alike": lambda: own * common_["alike"](),
        "moving": lambda: float(places.moving),
        "unnamed": lambda: float(places.unnamed),
        "unnamed alike": lambda: places.unnamed * common_["alike"](),
        "told": lambda: float(places.told),
        "act": lambda: float(not acts(left, "place").isdisjoint(acts(right, "place"))),
        "words": lambda: float(min(_MOST_SHARED, len(shared(left, right)))),
        "theme": lambda: float(same_theme(left, right) is True),
        "asked": lambda: float(issues.asking(left, right, "where")),
        "asked once": lambda: float(issues.asking(left, right, "where", once=True)),
        "other turn": lambda: float(order(left) != order(right)),
        "aside": lambda: float(aside(left) or aside(right)),
        "amounts": lambda: float(bool(left.assertion.quantities and right.assertion.quantities)),
        "other occasion": lambda: float(not one_occasion(left, right, 1)),
        "plans": lambda: float(left.assertion.certainty != right.assertion.certainty),
    })  # fmt: skip
