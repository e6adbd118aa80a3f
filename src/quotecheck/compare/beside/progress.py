"""What was planned, or still asked, in one report and is done in a later one, in sentences that go together."""

from __future__ import annotations

from quotecheck.compare.beside.polarity import matter, named, needed, of_two
from quotecheck.compare.beside.stances import of_both
from quotecheck.compare.statements import Outcome, Statement, hours_later, ordered

_LATER_HOURS = 1.5


def done(left: Statement, right: Statement) -> Outcome | None:
    """Find an act that both name by words of one list, ahead in the earlier report, and done in the later."""
    first, second = ordered(left, right)
    if not _ahead(first) or not _done(second) or (hours_later(first, second) or 0.0) < _LATER_HOURS:
        return None
    one_side = [before.name for before, after in of_both(first, second) if before.so == after.so]
    if not one_side or named(first) or named(second) or of_two(left, right):
        return None
    for name in one_side:
        if matter(left, right) > needed(left, right, name):
            values = {first.id: first.assertion.certainty, second.id: second.assertion.certainty}
            why = "the later report has it done"
            return Outcome("update", f"{name}: planned, then done", values[left.id], values[right.id], why)
    return None


def _ahead(statement: Statement) -> bool:
    own = statement.assertion
    return own.certainty in {"planned", "possible", "open"} or own.checkable in {"prediction", "question"}


def _done(statement: Statement) -> bool:
    own = statement.assertion
    return own.certainty in {"certain", "reported"} and own.checkable == "yes"
