"""What a looser comparator adds to what the stricter ones of its kind have found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from quotecheck.compare.pairing import I, Pair
from quotecheck.records import Span


def unseen(more: Sequence[Pair[I]], found: Sequence[Pair[I]]) -> list[Pair[I]]:
    """Leave out pairs of which a stricter comparator of the same kind has told, and what both reports say.

    The same two values are of the slot that it has named.
    """
    told: dict[frozenset[str], list[Pair[I]]] = defaultdict(list)
    slots: dict[frozenset[str], str] = {}
    for one in found:
        if one.outcome.verdict != "compatible":
            told[_reports(one)].append(one)
            slots[_values(one)] = min(one.outcome.slot, slots.get(_values(one), one.outcome.slot))
    return [
        replace(one, outcome=replace(one.outcome, slot=slots.get(_values(one), one.outcome.slot)))
        for one in more
        if one.outcome.verdict in {"conflict", "update"}
        and not _said_by_both(one)
        and not any(_same_place(one, other) for other in told[_reports(one)])
    ]


def _said_by_both(pair: Pair[I]) -> bool:
    """Tell whether a report has the very words of the other too: "I saw it. I did not see it in time"."""
    left, right = pair.left, pair.right
    return left.span.text in right.article.text or right.span.text in left.article.text


def _values(pair: Pair[I]) -> frozenset[str]:
    return frozenset((pair.outcome.left, pair.outcome.right))


def _reports(pair: Pair[I]) -> frozenset[str]:
    return frozenset((pair.left.article.id, pair.right.article.id))


def _same_place(one: Pair[I], other: Pair[I]) -> bool:
    return all(
        any(_overlap(a.span, b.span) for b in (other.left, other.right) if a.article.id == b.article.id)
        for a in (one.left, one.right)
    )


def _overlap(one: Span, two: Span) -> bool:
    return one.start < two.end and two.start < one.end
