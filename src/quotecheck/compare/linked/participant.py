"""Who did it: two doers, of statements that may be of one act."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from quotecheck.compare import issues
from quotecheck.compare.asides import aside
from quotecheck.compare.beside.acts import acts
from quotecheck.compare.beside.doers import (
    apart,
    can_act,
    doers,
    driven,
    is_named,
    joined,
    may_act,
    may_be_both,
    may_be_called,
    one_of,
    swapped,
)
from quotecheck.compare.beside.participant import begun, sole
from quotecheck.compare.beside.singling import singled
from quotecheck.compare.linked.linkage import Candidate
from quotecheck.compare.linked.linkage import check as linked
from quotecheck.compare.linked.signs import Signs, common
from quotecheck.compare.roles import same_role, same_undergoer
from quotecheck.compare.statements import (
    KEPT,
    Outcome,
    Statement,
    comparable,
    one_occasion,
    overlap,
    same_predicate,
    shared,
)
from quotecheck.compare.time import order
from quotecheck.language.names import fold
from quotecheck.records import Role

_MOST_SHARED = 4
_TIME = re.compile(r"day$|^(?:first|second|third|last|one)$")


def check(left: Statement, right: Statement) -> Outcome | None:
    """Find the two doers that are likeliest of one act."""
    return linked("participant", candidates(left, right))


def candidates(left: Statement, right: Statement) -> Iterator[Candidate]:
    """Give each two doers who may be two, of two acts that may be one."""
    one, other = left.assertion, right.assertion
    if not comparable(one, other) or {one.polarity, other.polarity} != {"+"} or overlap(left, right) is False:
        return
    if "possible" in {one.certainty, other.certainty} or not (
        left.alike(right) or _of_one_act(left, right) or issues.asking(left, right, "who")
    ):
        return
    for a, b in product(_able(left), _able(right)):
        if _may_be_one_act(left, a, right, b) and _two(left, a, right, b):
            outcome = Outcome("conflict", "who", a.text, b.text, "two doers of one act")
            yield Candidate(signs(left, a, right, b), outcome)


@lru_cache(maxsize=KEPT)
def _able(statement: Statement) -> tuple[Role, ...]:
    return tuple(one for one in doers(statement) if _can_do(statement, one))


def _can_do(statement: Statement, one: Role) -> bool:
    """Leave out "Wednesday's shelling", "the first of the crashes", "whose shotgun", and things."""
    return (
        not _TIME.search(one.head)
        and not one.text.lower().startswith("whose ")
        and (can_act(statement, one) or may_act(one))
    )


def _of_one_act(left: Statement, right: Statement) -> bool:
    """Tell whether each report singles out a doer of one sort of act, whatever words its sentence has."""
    return singled(left) and singled(right) and _one_sort(left, right)


def _may_be_one_act(left: Statement, one: Role, right: Statement, other: Role) -> bool:
    """Tell whether anything speaks for one act: the words for it, whom it was done to, or who is singled out."""
    return (
        singled(left)
        or singled(right)
        or same_predicate(left.assertion, right.assertion)
        or _one_sort(left, right)
        or issues.asking(left, right, "who")
        or same_undergoer(left, right) is True
        or _accused(left, one, right, other)
        or (_nearest(left, right) and apart(left, one, right, other))
    )


def _nearest(left: Statement, right: Statement) -> bool:
    """Tell whether no sentence of either report is more alike to that of the other."""
    match = left.alike(right)
    return match is not None and match.ranks == (0, 0)


def _one_sort(left: Statement, right: Statement) -> bool:
    return not acts(left, "participant").isdisjoint(acts(right, "participant"))


def _two(left: Statement, one: Role, right: Statement, other: Role) -> bool:
    """Tell whether two doers need not be one, and neither report has both do it."""
    if same_role(left, one, right, other) is True or driven(one, other) or joined(one, right) or joined(other, left):
        return False
    if may_be_called(one, other) and not apart(left, one, right, other):
        return False
    if may_be_both(left, one, right, other):
        return False
    return not one_of(one, other, left, right) and not one_of(other, one, left, right)


def signs(left: Statement, one: Role, right: Statement, other: Role) -> Signs:
    """Give what speaks for one act that only one of the two can have done."""
    common_ = common(left, right)
    alone = singled(left) + singled(right)
    words = min(_MOST_SHARED, len(shared(left, right)))
    return Signs({
        **common_,
        "alone": lambda: float(alone),
        "both alone": lambda: float(alone > 1),
        "alone alike": lambda: (alone > 0) * common_["alike"](),
        "alone undergoer": lambda: float(alone > 0 and same_undergoer(left, right) is True),
        "alone words": lambda: float(words if alone else 0),
        "somebody": lambda: float(can_act(left, one) and can_act(right, other)),
        "sole": lambda: float(sole(left, one, right, other)),
        "sole alike": lambda: sole(left, one, right, other) * common_["alike"](),
        "nearest": lambda: float(_nearest(left, right)),
        "begun": lambda: float(begun(left) and begun(right)),
        "act": lambda: float(_one_sort(left, right)),
        "act alike": lambda: _one_sort(left, right) * common_["alike"](),
        "words": lambda: float(words),
        "undergoer": lambda: float(same_undergoer(left, right) is True),
        "other undergoer": lambda: float(same_undergoer(left, right) is False),
        "names": lambda: float(is_named(one) + is_named(other)),
        "apart": lambda: float(apart(left, one, right, other)),
        "told": lambda: float(_said(one, right) + _said(other, left)),
        "swapped": lambda: float(swapped(left, right) is not None),
        "accused": lambda: float(_accused(left, one, right, other)),
        "aside": lambda: float(aside(left) or aside(right)),
        "other occasion": lambda: float(not one_occasion(left, right, 1)),
        "asked": lambda: float(issues.asking(left, right, "who")),
        "asked once": lambda: float(issues.asking(left, right, "who", once=True)),
        "other turn": lambda: float(order(left) != order(right)),
    })  # fmt: skip


def _accused(left: Statement, one: Role, right: Statement, other: Role) -> bool:
    """Tell whether a doer in one report is he who says in the other that it was somebody else."""
    return _speaks(right, one, other) or _speaks(left, other, one)


def _speaks(statement: Statement, accused: Role, own: Role) -> bool:
    words = frozenset(fold(statement.holder or "").split())
    return not words.isdisjoint(accused.head.split()) and words.isdisjoint(own.head.split())


def _said(one: Role, other: Statement) -> bool:
    """Tell whether the other report uses the word for somebody, or the name, too."""
    last, words = one.head.split()[-1], f" {fold(other.article.text)} "
    return f" {last} " in words or f" {last}s " in words
