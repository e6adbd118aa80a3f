"""Whether two statements fill one slot: the log odds, by what of them agrees (Fellegi and Sunter 1969)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from quotecheck.compare.cards import Linkage, conflict_cards
from quotecheck.compare.statements import Outcome, Statement
from quotecheck.records import ConflictKind

# So that no machine's last digit decides.
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two values that may be of one slot: the signs for it, by name, and what is found if they are."""

    signs: Mapping[str, float]
    outcome: Outcome


Candidates = Callable[[Statement, Statement], Iterable[Candidate]]


def odds(kind: ConflictKind, signs: Mapping[str, float]) -> float:
    """Give the natural logarithm of the odds that two values are of one slot."""
    linkage = conflict_cards()[kind].linkage
    assert linkage is not None
    return _odds(linkage, signs)


def _odds(linkage: Linkage, signs: Mapping[str, float]) -> float:
    return round(linkage.bias + sum(weight * signs[name] for name, weight in sorted(linkage.weights.items())), _DIGITS)


def check(kind: ConflictKind, candidates: Iterable[Candidate]) -> Outcome | None:
    """Give the outcome of the likeliest candidate, if it is likely enough."""
    return check_by(conflict_cards()[kind].linkage, candidates)


def check_by(linkage: Linkage | None, candidates: Iterable[Candidate]) -> Outcome | None:
    """Do the same by weights of a table other than a card's first."""
    assert linkage is not None
    found = [replace(one.outcome, odds=_odds(linkage, one.signs)) for one in candidates]
    if not found:
        return None
    best = max(found, key=lambda outcome: (outcome.odds, outcome.left, outcome.right))
    return best if best.odds >= linkage.threshold else None
