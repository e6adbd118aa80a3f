"""Two versions of one saying laid side by side: what is the same in both, and what stands in its place where not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from quotecheck.compare.words import WILD
from quotecheck.language.unedited import GAP

Words = tuple[str, ...]
# A change this near to a gap may be an effect of how the gap was aligned.
NEAR_GAP = 2


@dataclass(frozen=True, slots=True)
class Change:
    """A place where two versions differ; `first` and `last` tell that it is at their beginning or end."""

    one: Words
    two: Words
    first: bool
    last: bool
    by_gap: bool


@dataclass(frozen=True, slots=True)
class Alignment:
    """The words that both versions have, in order, and the places where they differ."""

    same: Words
    changes: tuple[Change, ...]


def align(one: Words, two: Words) -> Alignment:
    """Align two versions; "…" goes with any words, a censored word with its full form."""
    one, two = _uncensored(one, two), _uncensored(two, one)
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    same = tuple(word for block in matcher.get_matching_blocks() for word in one[block.a : block.a + block.size])
    codes = matcher.get_opcodes()
    gaps = [(i, j) for tag, i, j, k, m in codes if tag != "equal" and GAP in (*one[i:j], *two[k:m])]
    changes = tuple(
        Change(one[i:j], two[k:m], i == 0 and k == 0, j == len(one) and m == len(two), _near(i, j, gaps))
        for tag, i, j, k, m in codes
        if tag != "equal"
    )
    return Alignment(tuple(word for word in same if word != GAP), changes)


def _near(start: int, end: int, gaps: Sequence[tuple[int, int]]) -> bool:
    return any(start - last < NEAR_GAP and first - end < NEAR_GAP for first, last in gaps)


def _uncensored(one: Words, two: Words) -> Words:
    """Write the full form, where the other version has it, for a word that a censor cut."""
    return tuple(_full(word, two) if WILD in word else word for word in one)


def _full(censored: str, others: Words) -> str:
    if censored == WILD:
        return GAP
    pattern = re.compile(".*".join(map(re.escape, re.split(rf"\{WILD}+", censored))))
    fitting = sorted({word for word in others if WILD not in word and pattern.fullmatch(word)})
    cut = sorted({word for word in others if WILD in word and word[0] == censored[0]})
    return fitting[0] if fitting else min(cut[0], censored) if cut else censored
