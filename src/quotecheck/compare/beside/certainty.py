"""Settled in one report, open in the other, in sentences that go together: a cause, or what is to be decided."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from quotecheck.compare.asides import aside, one_time
from quotecheck.compare.beside.globs import pattern
from quotecheck.compare.beside.polarity import matter, named, of_two
from quotecheck.compare.beside.signs import keys as beside
from quotecheck.compare.cards import conflict_cards
from quotecheck.compare.certainty import SETTLING
from quotecheck.compare.passages import sentence
from quotecheck.compare.statements import KEPT, Outcome, Statement, hours_later, ordered

_CAUSE = 3
_DECISION = 4
_LATER_HOURS = 1.5
_STEM = 3
_ASKS = re.compile(r"\b(?:who|whom|whose|when|where|how|which|what)\b", re.IGNORECASE)
_EITHER = re.compile(r"\b(?:whether|if|decision|date)\b", re.IGNORECASE)


def keys(statement: Statement) -> Iterator[str]:
    """Give the sentences that its own goes with; and the one question what caused it, asked in any words."""
    yield from beside(statement)
    if statement.small and (asks_cause(statement) or gives_cause(statement)):
        yield "cause"


@lru_cache(maxsize=KEPT)
def is_open(statement: Statement) -> bool:
    """Tell whether a statement leaves open what its sentence is about."""
    own = statement.assertion
    if (own.certainty == "open" and own.predicate != "know") or says("open", own.text):
        return True
    whole = _sentence(statement)
    return (own.checkable == "question" and says("open", whole)) or (says("probe", own.text) and says("cause", whole))


def check(left: Statement, right: Statement) -> Outcome | None:
    """Find what one calls open, and the other, no later, tells as settled."""
    if is_open(left) == is_open(right):
        return None
    settled, unsettled = (right, left) if is_open(left) else (left, right)
    if not _settles(settled) or of_two(left, right) or not _one_matter(settled, unsettled):
        return None
    first, second = ordered(left, right)
    verdict, why = "conflict", "settled in the one, open in the other, which is no earlier"
    if second is settled and (hours_later(first, second) or 0.0) >= _LATER_HOURS:
        verdict, why = "update", "what was open is settled in the later report"
    values = ("open" if left is unsettled else "settled", "open" if right is unsettled else "settled")
    return Outcome(verdict, "certainty", *values, why)  # type: ignore[arg-type]


@lru_cache(maxsize=KEPT)
def _settles(statement: Statement) -> bool:
    own = statement.assertion
    if own.checkable != "yes" or own.certainty not in {"certain", "planned"} or named(statement):
        return False
    whole = _sentence(statement)
    return not says("open", whole) and not says("hedge", own.text)


def _one_matter(settled: Statement, unsettled: Statement) -> bool:
    """Tell whether what the one settles is what the other leaves open: a cause, or an act that was to be decided."""
    if asks_cause(unsettled) and gives_cause(settled):
        return True
    if not one_time(settled, unsettled):
        return False
    match = settled.match(unsettled)
    if match is None:
        return False
    near, told = matter(settled, unsettled), settled.assertion.text
    if says("cause", _sentence(unsettled)) and says("cause", told):
        return near >= _CAUSE - (match.rank == 0) and not says("excluded", told)
    if match.rank > 0 or near < _DECISION or says("probe", unsettled.assertion.text):
        return False
    return says("settles", told) and answers(settled, _sentence(unsettled))


@lru_cache(maxsize=KEPT)
def asks_cause(statement: Statement) -> bool:
    """Tell whether its sentence leaves open what caused the happening itself."""
    whole = _sentence(statement)
    return is_open(statement) and says("cause asked", whole) and not aside(statement)


@lru_cache(maxsize=KEPT)
def gives_cause(statement: Statement) -> bool:
    """Tell whether its sentence says, as settled, what caused a mishap, or that "it" was caused."""
    whole = _sentence(statement)
    if aside(statement) or says("hedge", whole) or says("open", whole) or says("excluded", whole):
        return False
    return says("cause given", statement.assertion.text) and says("mishap", whole)


def answers(settled: Statement, asked: str) -> bool:
    """Tell whether a statement answers who, when or how: "will be held" does not answer who will speak."""
    if not _ASKS.search(asked) or _EITHER.search(asked) or settled.assertion.family in SETTLING:
        return True
    verb = settled.assertion.predicate.split(maxsplit=1)[0]
    return verb == "be" or re.search(rf"\b{re.escape(verb[:_STEM])}", asked, re.IGNORECASE) is not None


def _sentence(statement: Statement) -> str:
    start, end = sentence(statement)
    return statement.article.text[start:end]


def says(name: str, text: str) -> bool:
    """Tell whether a text has one of the words of a list."""
    return bool(_listed(name).search(text))


@lru_cache(maxsize=16)
def _listed(name: str) -> re.Pattern[str]:
    return pattern(conflict_cards()["certainty"].words[name])
