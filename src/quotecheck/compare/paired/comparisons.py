"""What is more than what: two comparisons of the same that point the other way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quotecheck.compare.paired.texts import Sentence, content, root
from quotecheck.compare.statements import Outcome
from quotecheck.rules.pairs import comparatives

_THAN = re.compile(r"\bthan\b")
_NAME = re.compile(r"\b[A-Z][^\W\d_]+")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class _Comparison:
    """`up`: more of it; the words of what is compared and of what it is compared with."""

    up: bool
    said: str
    left: frozenset[str]
    right: frozenset[str]


def turned(one: Sentence, two: Sentence) -> Iterator[Outcome]:
    """Find that what is more in one sentence is less in the other, or that the two have changed places."""
    first, second = _comparison(one), _comparison(two)
    if first is None or second is None:
        return
    straight = first.left & second.left - first.right and not first.left & second.right - second.left
    crossed = first.left & second.right - second.left and first.right & second.left - first.left
    if (straight and first.up != second.up) or (crossed and first.up == second.up):
        yield Outcome("conflict", "comparison", first.said, second.said, "the comparison is the other way round")


def _comparison(side: Sentence) -> _Comparison | None:
    match = _THAN.search(side.text)
    if match is None:
        return None
    before, behind = side.text[: match.start()], re.split(r"[,;.]", side.text[match.end() :])[0]
    directions = comparatives()
    told = [word for word in side.words if word in directions]
    if len(told) != 1 or told[0] not in before.lower():
        return None
    return _Comparison(directions[told[0]], told[0], _compared(before), _compared(behind))


def _compared(text: str) -> frozenset[str]:
    """Give the names that are compared, else the words."""
    names = frozenset(root(name.lower()) for name in _NAME.findall(text)[1 if text[:1].isupper() else 0 :])
    return names or frozenset(root(word.lower()) for word in _WORD.findall(text) if content(word.lower()))
