"""Two versions of one saying that have one half in common, and of which the other halves tell different things.

"I took no money and I owe nobody" beside "I took no money, but I owe a great deal": nobody says the one when he says
the other, though no single word stands for another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quotecheck.compare.alignment import Words, align
from quotecheck.compare.differences import core, has_core, listed, negated, same_words
from quotecheck.language.unedited import GAP

# So long must a half be that is the same, and so much of its words must be: all of a short one.
MIN_SAME = 3
MIN_NEARLY = 4
NEARLY = 0.75
# Halves that share no more of what they tell are two.
MAX_SHARED = 0.4
_MIN_OTHER = 2


@dataclass(frozen=True, slots=True)
class Halves:
    """The half that both have, in the words of the one, and what each has besides."""

    same: Words
    one: Words
    two: Words


def halves(one: Words, two: Words) -> Halves | None:
    """Part two versions at the word that joins their clauses; None where the rest is no other."""
    if GAP in (*one, *two):
        return None
    for first, second in _parted(one):
        for other, last in _parted(two):
            if _same(first, other) and _other(second, last):
                return Halves(first, second, last)
            if _same(second, last) and _other(first, other):
                return Halves(second, first, other)
    return None


def _parted(words: Words) -> Iterator[tuple[Words, Words]]:
    joining = listed("joining")
    yield from ((words[:at], words[at + 1 :]) for at, word in enumerate(words) if word in joining)


def _same(one: Words, two: Words) -> bool:
    """Tell whether two clauses are the same but for a word or a form."""
    if min(len(one), len(two)) < MIN_SAME or not has_core(one) or negated(one) != negated(two):
        return False
    if same_words(one, two):
        return True
    aligned = align(one, two)
    longest = max(len(one), len(two))
    return len(one) >= MIN_NEARLY and has_core(aligned.same) and len(aligned.same) >= NEARLY * longest


def _other(one: Words, two: Words) -> bool:
    """Tell whether two clauses tell different things: little in common, or one denies what the other says."""
    if min(len(one), len(two)) < _MIN_OTHER:
        return False
    first, second = core(one), core(two)
    common = sum(any(same_words((a,), (b,)) for b in second) for a in first)
    if negated(one) != negated(two) and common:
        return True
    return bool(first) and bool(second) and common <= MAX_SHARED * min(len(first), len(second))
