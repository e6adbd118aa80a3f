"""How alike two stretches of one text are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

Span = dict[str, Any]

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_SHARE = 0.3


def words(spans: Iterable[Span]) -> frozenset[int]:
    """Give where the words of some spans start: marks, commas and white space count for nothing."""
    return frozenset(span["start"] + match.start() for span in spans for match in _WORD.finditer(span["text"]))


def jaccard(left: frozenset[int], right: frozenset[int]) -> float:
    """Give the share of common elements."""
    return len(left & right) / len(left | right) if left and right else 0.0


def overlaps(left: Span, right: Span, share: float = _SHARE) -> bool:
    """Tell whether two spans of one text overlap by a share of the shorter of the two, or at all."""
    common = min(left["end"], right["end"]) - max(left["start"], right["start"])
    return bool(common > 0 and common >= share * min(left["end"] - left["start"], right["end"] - right["start"]))


def spans_of(left: Span, right: Span) -> bool:
    """Tell whether two spans are of one article and overlap."""
    return bool(left["article_id"] == right["article_id"] and overlaps(left, right))
