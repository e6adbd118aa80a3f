"""The issues on which two statements take a position, and whether their reports do so anywhere else."""

from __future__ import annotations

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


def asking(left: Statement, right: Statement, slot: Asked) -> bool:
    """Tell whether one of the common issues has one answer to that question within a happening."""
    return any(slot in issues()[name].asks for name in common(left, right))


def answered_once(left: Statement, right: Statement) -> bool:
    """Tell whether there is a common issue that either report answers in one sentence alone."""
    return any(_times(left, name) == 1 == _times(right, name) for name in common(left, right))


@lru_cache(maxsize=KEPT)
def _times(statement: Statement, issue: str) -> int:
    """Count the sentences of a statement's report that answer an issue."""
    told = statement.around.get(statement.origin, (statement,))
    return len({sentence(each) for each in told if issue in of(each)})


def contrary(left: Statement, right: Statement) -> bool:
    """Tell whether the two answer an issue contrariwise: "had a permit", "had no permit", "lacked a permit"."""
    return any(
        None not in (answers := (_answer(left, name), _answer(right, name))) and answers[0] != answers[1]
        for name in common(left, right)
    )


def _answer(statement: Statement, issue: str) -> bool | None:
    """Tell whether it is so; None where the clause has words for either."""
    own = statement.assertion
    yes, no = issue in own.issues, f"{CONTRARY}{issue}" in own.issues
    return None if yes == no else yes == (own.polarity == "+")
