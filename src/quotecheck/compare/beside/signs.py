"""What speaks for it that two statements are of one slot, where no predicate that they share says so.

Each sign is one point. A kind of conflict asks for so many; no sign is enough by itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from quotecheck.compare import issues
from quotecheck.compare.roles import some_role_met
from quotecheck.compare.statements import Statement, same_predicate

# The cosine from which two sentences go together well, and very well.
WELL = 0.1
VERY_WELL = 0.25


def keys(statement: Statement) -> Iterator[str]:
    """Give the blocks of a statement: each sentence of another report that its own goes with, and each of its issues.

    Of many reports, or reports without a date, too many sentences go together that tell of different matters.
    """
    if statement.small:
        yield from statement.beside
        yield from (f"on {issue}" for issue in sorted(issues.of(statement)))


def points(left: Statement, right: Statement) -> int:
    """Count what speaks for one matter: rank, words, predicate, participants. Negative where these differ."""
    match = left.match(right)
    if match is None:
        return 0
    signs = (
        match.rank == 0,
        match.alike >= WELL,
        match.alike >= VERY_WELL,
        same_predicate(left.assertion, right.assertion),
    )
    met = some_role_met(left, right)
    return sum(signs) + (1 if met else -1 if met is False else 0)
