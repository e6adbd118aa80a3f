"""Who did it: two doers, of statements that may be of one act."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from quotecheck.compare.beside.acts import acts
from quotecheck.compare.beside.doers import doers, driven, is_named, joined, swapped, two
from quotecheck.compare.beside.participant import singled, sole
from quotecheck.compare.linked.linkage import Candidate
from quotecheck.compare.linked.linkage import check as linked
from quotecheck.compare.linked.signs import Signs, common
from quotecheck.compare.roles import same_role, same_undergoer
from quotecheck.compare.statements import KEPT, Outcome, Statement, comparable, one_occasion, overlap, shared
from quotecheck.compare.time import order
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
    if not left.alike(right) or "possible" in {one.certainty, other.certainty}:
        return
    for a, b in product(_able(left), _able(right)):
        if same_role(left, a, right, b) is not True and _exclude(left, a, right, b):
            outcome = Outcome("conflict", "who", a.text, b.text, "two doers of one act")
            yield Candidate(signs(left, a, right, b), outcome)


@lru_cache(maxsize=KEPT)
def _able(statement: Statement) -> tuple[Role, ...]:
    return tuple(filter(_can_do, doers(statement)))


def _can_do(one: Role) -> bool:
    """Leave out "Wednesday's shelling", "the first of the crashes", "whose shotgun"."""
    return not _TIME.search(one.head) and not one.text.lower().startswith("whose ")


def _exclude(left: Statement, one: Role, right: Statement, other: Role) -> bool:
    """Tell whether only one can have done it, and neither report has both do it."""
    if driven(one, other) or joined(one, right) or joined(other, left):
        return False
    alone = singled(left) + singled(right)
    return sole(left, one, right, other) and two(left, one, right, other, singled=True, both=alone > 1)


def signs(left: Statement, one: Role, right: Statement, other: Role) -> Signs:
    """Give what speaks for one act that only one of the two can have done."""
    return Signs({
        **common(left, right),
        "alone": lambda: float(singled(left) + singled(right)),
        "act": lambda: float(not acts(left, "participant").isdisjoint(acts(right, "participant"))),
        "words": lambda: float(min(_MOST_SHARED, len(shared(left, right)))),
        "undergoer": lambda: float(same_undergoer(left, right) is True),
        "other undergoer": lambda: float(same_undergoer(left, right) is False),
        "names": lambda: float(is_named(one) + is_named(other)),
        "swapped": lambda: float(swapped(left, right) is not None),
        "other occasion": lambda: float(not one_occasion(left, right, 1)),
        "other turn": lambda: float(order(left) != order(right)),
        "met by name": lambda: float(_told(one, right) or _told(other, left)),
    })  # fmt: skip


def _told(one: Role, other: Statement) -> bool:
    """Tell whether the clause of the other report has the name too."""
    return one.text.split()[-1] in other.assertion.text
