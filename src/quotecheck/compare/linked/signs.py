"""The signs for one slot that any two statements have: how alike their sentences and clauses are, who takes part."""

from __future__ import annotations

import math
import re
from functools import lru_cache

from quotecheck.compare.profiles import rarity, stem
from quotecheck.compare.roles import some_role_met
from quotecheck.compare.statements import Statement, same_predicate

_WORD = re.compile(r"[^\W\d_]{3,}")


def common(left: Statement, right: Statement) -> dict[str, float]:
    """Give the signs of two statements, each from 0 to 1 but for `rank`.

    `alike`: the root of the cosine of the sentences; `rank`: how many sentences of either report are more alike, as a
    logarithm; `first`: for one of the sentences, none is; `clause`, `reports`: the likeness of the words
    of the clauses, and of the whole reports.
    """
    match = left.alike(right)
    met = some_role_met(left, right)
    ranks = match.ranks if match else (len(left.beside), len(right.beside))
    return {
        "alike": math.sqrt(match.alike) if match else 0.0,
        "rank": math.log1p(sum(ranks)),
        "first": float(min(ranks) == 0 and match is not None),
        "clause": likeness(left.assertion.text, right.assertion.text),
        "predicate": float(same_predicate(left.assertion, right.assertion)),
        "met": float(met is True),
        "unmet": float(met is False),
        "holder": float(left.holder is not None and left.holder == right.holder),
        "reports": likeness(left.article.text, right.article.text),
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
