"""So or not so: one affirms what the other denies, in any words, of what may be one matter."""

from __future__ import annotations

from collections.abc import Iterator

from quotecheck.compare import issues
from quotecheck.compare.asides import aside
from quotecheck.compare.beside.polarity import named, of_two, verdict_on
from quotecheck.compare.beside.stances import Stance, denials, of_both, says
from quotecheck.compare.certainty import covered
from quotecheck.compare.linked.linkage import Candidate
from quotecheck.compare.linked.linkage import check as linked
from quotecheck.compare.linked.signs import Signs, common
from quotecheck.compare.polarity import moved_on, said
from quotecheck.compare.roles import agent, same_role, same_undergoer
from quotecheck.compare.statements import (
    Outcome,
    Statement,
    comparable,
    hours_later,
    one_occasion,
    ordered,
    overlap,
    shared,
)
from quotecheck.compare.time import order
from quotecheck.records import Assertion, Verdict
from quotecheck.rules.predicates import excluded, opposite

_MOST_SHARED = 4
_LATER_HOURS = 1.5


def check(left: Statement, right: Statement) -> Outcome | None:
    """Find that one affirms what the other denies, if the two are likely of one matter."""
    return linked("polarity", candidates(left, right))


def candidates(left: Statement, right: Statement) -> Iterator[Candidate]:
    """Give the two statements if something in them is contrary: a stance, the polarity, the predicate, a denial."""
    one, two = left.assertion, right.assertion
    if not comparable(one, two) or named(left) or named(right) or of_two(left, right) or overlap(left, right) is False:
        return
    if not (left.alike(right) or issues.contrary(left, right)) or {one.certainty, two.certainty} & {"possible", "open"}:
        return
    if aside(left) or aside(right) or not one_occasion(left, right, 1):
        return
    outcome = _of_stances(left, right)
    if outcome is None and (_denied(one, two) or _contrary(left, right) or issues.contrary(left, right)):
        outcome = _of_words(left, right)
    if outcome is not None:
        yield Candidate(signs(left, right), outcome)


def _of_stances(left: Statement, right: Statement) -> Outcome | None:
    for one, two in of_both(left, right):
        if one.so != two.so:
            verdict = verdict_on(left, right, one, two) or "compatible"
            return _outcome(verdict, one.name, _words(one), _words(two))
    return None


def _of_words(left: Statement, right: Statement) -> Outcome:
    first, second = ordered(left, right)
    later = hours_later(first, second) or 0.0
    moved = moved_on(left, right) or (later >= _LATER_HOURS and says("yet", first.assertion.text))
    values = said(left.assertion), said(right.assertion)
    return _outcome("update" if moved else "conflict", min(values), *values)


def _outcome(verdict: Verdict, slot: str, one: str, two: str) -> Outcome:
    why = "the later report gives the new state" if verdict == "update" else "one affirms what the other denies"
    return Outcome(verdict, f"{slot}: so or not", one, two, why)


def _words(one: Stance) -> str:
    return f"not {one.words}" if one.denied else one.words


def signs(left: Statement, right: Statement) -> Signs:
    """Give what is contrary in two statements, and what speaks for one matter."""
    one, two = left.assertion, right.assertion
    common_ = common(left, right)
    return Signs({
        **common_,
        "stance": lambda: float(any(a.so != b.so for a, b in of_both(left, right))),
        "one stance": lambda: float(any(a.so == b.so for a, b in of_both(left, right))),
        "denied": lambda: float(_denied(one, two)),
        "denied of alike": lambda: _denied(one, two) * common_["alike"](),
        "denied of clause": lambda: _denied(one, two) * common_["clause"](),
        "denied covered": lambda: _denied_covered(left, right),
        "contrary": lambda: float(_contrary(left, right)),
        "words": lambda: float(min(_MOST_SHARED, len(shared(left, right)))),
        "holders": lambda: float(left.holder is not None and right.holder is not None and left.holder != right.holder),
        "undergoer": lambda: float(same_undergoer(left, right) is True),
        "other undergoer": lambda: float(same_undergoer(left, right) is False),
        "other doer": lambda: float(same_role(left, agent(one), right, agent(two)) is False),
        "amounts": lambda: float(bool(one.quantities and two.quantities)),
        "plans": lambda: float((one.certainty == "planned") != (two.certainty == "planned")),
        "asked": lambda: float(issues.asking(left, right, "whether")),
        "asked once": lambda: float(issues.asking(left, right, "whether", once=True)),
        "answers": lambda: float(issues.contrary(left, right)),
        "answers once": lambda: float(issues.contrary(left, right, once=True)),
        "answers alike": lambda: issues.contrary(left, right) * common_["alike"](),
        "other turn": lambda: float(order(left) != order(right)),
    })  # fmt: skip


def _denied(one: Assertion, two: Assertion) -> bool:
    """Tell whether only one of two clauses denies something."""
    return one.polarity != two.polarity or bool(denials(one.text)) != bool(denials(two.text))


def _denied_covered(left: Statement, right: Statement) -> float:
    """Give what part of the words of the one that denies something the other has."""
    if not _denied(left.assertion, right.assertion):
        return 0.0
    denies = [each.assertion.polarity == "-" or bool(denials(each.assertion.text)) for each in (left, right)]
    return covered(right, left) if denies[0] else covered(left, right)


def _contrary(left: Statement, right: Statement) -> bool:
    one, two = left.assertion, right.assertion
    if one.family is None or two.family is None or one.polarity != two.polarity:
        return False
    return opposite(one.family) == two.family or two.family in excluded(one.family)
