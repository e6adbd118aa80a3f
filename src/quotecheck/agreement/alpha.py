"""Krippendorff's alpha for nominal data (Krippendorff, Content Analysis, 4th edition, chapter 12)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence


def nominal_alpha(units: Iterable[tuple[int, Sequence[Hashable]]]) -> float | None:
    """Give alpha of units, each with how often it stands and the values that coders gave it; None is no value.

    Units with fewer than two values tell nothing and are passed over. 1 is full agreement, 0 what chance gives, below
    0 worse than that; None where there is no variation or nothing to compare, for then alpha is not defined.

    >>> nominal_alpha([(1, "aa"), (1, "ab"), (1, "bb")])
    0.4444444444444444
    """
    together: dict[tuple[Hashable, Hashable], float] = defaultdict(float)
    for weight, values in units:
        counts = Counter(value for value in values if value is not None)
        if (coders := counts.total()) > 1:
            for one, first in counts.items():
                for two, second in counts.items():
                    together[one, two] += weight * first * (second - (one == two)) / (coders - 1)
    return _alpha(together)


def _alpha(together: Mapping[tuple[Hashable, Hashable], float]) -> float | None:
    totals: dict[Hashable, float] = defaultdict(float)
    for (one, _), count in together.items():
        totals[one] += count
    n = sum(totals.values())
    observed = sum(count for (one, two), count in together.items() if one != two)
    expected = n * n - sum(count * count for count in totals.values())
    return None if n <= 1 or expected <= 0 else 1 - (n - 1) * observed / expected
