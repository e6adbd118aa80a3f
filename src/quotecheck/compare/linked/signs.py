"""The signs for one slot that any two statements have: how alike their sentences and clauses are, who takes part."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from quotecheck.compare import issues
from quotecheck.compare.profiles import rarity, stem
from quotecheck.compare.roles import some_role_met
from quotecheck.compare.statements import Statement, same_predicate

_WORD = re.compile(r"[^\W\d_]{3,}")


Sign = Callable[[], float]


class Signs(Mapping[str, float]):
    """Signs by name, of which each is worked out when it is asked for: a card weighs few of them."""

    def __init__(self, ways: Mapping[str, Sign]) -> None:
        self._ways = ways

    def __getitem__(self, name: str) -> float:
        return self._ways[name]()

    def __iter__(self) -> Iterator[str]:
        return iter(self._ways)

    def __len__(self) -> int:
        return len(self._ways)


def common(left: Statement, right: Statement) -> dict[str, Sign]:
    """Give the ways to the signs of two statements, each from 0 to 1 but for `rank`.

    `alike`: the root of the cosine of the sentences; `rank`: how many sentences of either report are more alike, as a
    logarithm; `first`: for one of the sentences, none is; `clause`, `reports`: the likeness of the words
    of the clauses, and of the whole reports.
    """
    match = left.alike(right)
    ranks = match.ranks if match else (len(left.beside), len(right.beside))
    return {
        "alike": lambda: math.sqrt(match.alike) if match else 0.0,
        "rank": lambda: math.log1p(sum(ranks)),
        "first": lambda: float(min(ranks) == 0 and match is not None),
        "clause": lambda: likeness(left.assertion.text, right.assertion.text),
        "predicate": lambda: float(same_predicate(left.assertion, right.assertion)),
        "met": lambda: float(some_role_met(left, right) is True),
        "unmet": lambda: float(some_role_met(left, right) is False),
        "holder": lambda: float(left.holder is not None and left.holder == right.holder),
        "reports": lambda: likeness(left.article.text, right.article.text),
        "issue": lambda: float(bool(issues.common(left, right))),
        "issues": lambda: math.log1p(len(issues.common(left, right))),
        "issue once": lambda: float(issues.answered_once(left, right)),
        "issue alike": lambda: bool(issues.common(left, right)) * (math.sqrt(match.alike) if match else 0.0),
    }


@lru_cache(maxsize=1 << 14)
def likeness(one: str, two: str) -> float:
    """Give the share of the rare words of two passages that both have, from 0 to 1, as a root."""
    first, second = _bag(one), _bag(two)
    both = _weight(first) * _weight(second)
    return math.sqrt(_weight(first & second) / math.sqrt(both)) if both else 0.0


@lru_cache(maxsize=1 << 14)
def _bag(text: str) -> frozenset[str]:
    return frozenset(stem(match.group().lower()) for match in _WORD.finditer(text))


def _weight(words: frozenset[str]) -> float:
    return math.fsum(rarity(word, 1) for word in words)
