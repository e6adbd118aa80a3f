"""The issues on which two statements take a position, and whether their reports do so anywhere else."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from quotecheck.compare.passages import sentence
from quotecheck.compare.statements import KEPT, PAIRS_KEPT, Statement
from quotecheck.rules.issues import CONTRARY, Asked, issues


@lru_cache(maxsize=KEPT)
def of(statement: Statement) -> frozenset[str]:
    """Give the issues of a statement, whichever way it answers them."""
    return frozenset(position.removeprefix(CONTRARY) for position in statement.assertion.issues)


@lru_cache(maxsize=PAIRS_KEPT)
def common(left: Statement, right: Statement) -> frozenset[str]:
    """Give the issues that both statements answer."""
    return of(left) & of(right)


def asking(left: Statement, right: Statement, slot: Asked, *, once: bool = False) -> bool:
    """Tell whether one of the common issues has one answer to that question within a happening.

    `once`: and either report answers it in one sentence alone.
    """
    return any(slot in _asks(name) and not (once and _again(left, right, name)) for name in common(left, right))


def _asks(issue: str) -> Sequence[Asked]:
    """Give what an issue asks; nothing for one that a dataset has from other cards."""
    known = issues().get(issue)
    return known.asks if known else ()


def answered_once(left: Statement, right: Statement) -> bool:
    """Tell whether there is a common issue that either report answers in one sentence alone."""
    return not all(_again(left, right, name) for name in common(left, right))


def _again(left: Statement, right: Statement, issue: str) -> bool:
    return _times(left, issue) > 1 or _times(right, issue) > 1


@lru_cache(maxsize=KEPT)
def _times(statement: Statement, issue: str) -> int:
    """Count the sentences of a statement's report that answer an issue."""
    told = statement.around.get(statement.origin, (statement,))
    return len({sentence(each) for each in told if issue in of(each)})


def contrary(left: Statement, right: Statement, *, once: bool = False) -> bool:
    """Tell whether the two answer an issue contrariwise: "had a permit", "had no permit", "lacked a permit"."""
    return any(
        None not in (answers := (_answer(left, name), _answer(right, name)))
        and answers[0] != answers[1]
        and not (once and _again(left, right, name))
        for name in common(left, right)
    )


def _answer(statement: Statement, issue: str) -> bool | None:
    """Tell whether it is so; None where the clause has words for either."""
    own = statement.assertion
    yes, no = issue in own.issues, f"{CONTRARY}{issue}" in own.issues
    return None if yes == no else yes == (own.polarity == "+")
