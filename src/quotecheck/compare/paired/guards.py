"""What keeps a difference between two clauses from being a contradiction of the sentences that they stand in."""

from __future__ import annotations

import re
from itertools import product

from quotecheck.compare.figures import measure
from quotecheck.compare.paired.figures import is_part, may_stand, summed
from quotecheck.compare.paired.questions import TO_GO, both_deny
from quotecheck.compare.paired.roles import agreed
from quotecheck.compare.paired.texts import Sentence, content, root
from quotecheck.compare.roles import role
from quotecheck.compare.statements import VAGUE, Outcome, Statement
from quotecheck.language.names import fold
from quotecheck.language.quantity import agree
from quotecheck.records import ConflictKind

# What would have been, had it not been otherwise.
_UNREAL = re.compile(
    r"\b(?:(?:would|could|should|might)(?: not|n['’]t)? have|(?:feared|presumed|believed) (?:dead|killed|lost))\b",
    re.IGNORECASE,
)


def stands(kind: ConflictKind, found: Outcome, left: Statement, right: Statement, one: Sentence, two: Sentence) -> bool:
    """Tell whether what a comparator of clauses found holds for the sentences too."""
    if kind == "number":
        return _number(left, right, one, two)
    if kind == "polarity":
        return not (
            _UNREAL.search(one.text)
            or _UNREAL.search(two.text)
            or _both_to_go(one, two)
            or agreed(one, two)
            or summed(one, two)
            or _vague(left, right)
            or _both_told(left, right, one, two)
            or _in_passing(left, right)
            or both_deny(one.text, two.text, found.left, found.right)
        )
    if kind == "participant":
        return _roots(found.left).isdisjoint(_roots(found.right))
    return True


def _both_to_go(one: Sentence, two: Sentence) -> bool:
    return bool(TO_GO.search(one.text) and TO_GO.search(two.text))


def _both_told(left: Statement, right: Statement, one: Sentence, two: Sentence) -> bool:
    """Tell whether a sentence has the other's side as well, of somebody else: "survived the crash that killed her"."""
    here, there = left.assertion.family, right.assertion.family
    return here != there and bool(here and there) and (here in two.meanings or there in one.meanings)


def _in_passing(left: Statement, right: Statement) -> bool:
    """Tell whether a noun of neither doer nor undergoer is all that both have: "the repair would not start"."""
    return not left.assertion.roles and not right.assertion.roles


def _vague(left: Statement, right: Statement) -> bool:
    """Tell whether a verb that says nothing by itself has two objects: "had to leave", "has no home"."""
    done, undone = role(left.assertion, "patient"), role(right.assertion, "patient")
    vague = left.assertion.family is None and left.assertion.predicate in VAGUE - {"be"}
    return vague and (done is None or undone is None or done.head != undone.head)


def _number(left: Statement, right: Statement, one: Sentence, two: Sentence) -> bool:
    pairs = list(product(left.assertion.quantities, right.assertion.quantities))
    if not pairs:
        return True
    return any(
        measure(a) == measure(b) and agree(a, b) is False and may_stand(one, two, a, b) and not is_part(one, two, a, b)
        for a, b in pairs
    )


def _roots(text: str) -> frozenset[str]:
    return frozenset(root(word) for word in fold(text).split() if content(word))
