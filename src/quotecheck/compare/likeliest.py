"""Of candidates for one slot, the likeliest: an amount or a time of one report stands for one of another."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence

from quotecheck.compare.pairing import I, Pair


def likeliest(found: Sequence[Pair[I]]) -> list[Pair[I]]:
    """Leave out a pair if one of its two values is likelier of one slot with another value of the same report.

    What a rule has decided stands, and competes with nothing.
    """
    best: dict[Hashable, float] = defaultdict(lambda: -math.inf)
    weighed = [one for one in found if one.outcome.odds < math.inf]
    for one in weighed:
        for value in _values(one):
            best[value] = max(best[value], one.outcome.odds)
    return [one for one in found if all(one.outcome.odds >= best[value] for value in _values(one))]


def _values(pair: Pair[I]) -> Iterator[Hashable]:
    """Give either value with the report that the other is of."""
    yield pair.left.id, pair.outcome.left, pair.right.article.id
    yield pair.right.id, pair.outcome.right, pair.left.article.id
