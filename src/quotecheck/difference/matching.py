"""Which of the records that only one dataset has are the same under another id: by keys, then by likeness.

Every step gives the same pairs whichever side comes first: the two directions of a comparison mirror each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

T = TypeVar("T")
Pairs = list[tuple[int, int]]

MOST = 10_000  # pairs of one block that are held against each other


def by_keys(left: Sequence[Hashable], right: Sequence[Hashable], pairs: Pairs) -> Pairs:
    """Pair what has one key and is in no pair yet, in order; None is no key. Gives all pairs."""
    taken = {one for one, _ in pairs}, {two for _, two in pairs}
    found = list(pairs)
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for n in reversed(range(len(left))):
        if n not in taken[0] and left[n] is not None:
            waiting[left[n]].append(n)
    for n, key in enumerate(right):
        if n not in taken[1] and waiting.get(key):
            found.append((waiting[key].pop(), n))
    return found


def by_likeness(
    left: Sequence[T], right: Sequence[T], pairs: Pairs, alike: Callable[[T, T], float], names: Callable[[T], str]
) -> Pairs:
    """Pair what is alike and in no pair yet, the most alike first; 0 is unlike. Gives all pairs."""
    paired = {one for one, _ in pairs}, {two for _, two in pairs}
    lone = [n for n in range(len(left)) if n not in paired[0]]
    others = [n for n in range(len(right)) if n not in paired[1]]
    if len(lone) * len(others) > MOST:
        return pairs
    scored = [(alike(left[n], right[m]), n, m) for n in lone for m in others]
    scored = [one for one in scored if one[0] > 0]
    scored.sort(key=lambda one: (-one[0], sorted((names(left[one[1]]), names(right[one[2]])))))
    found, taken = list(pairs), (set[int](), set[int]())
    for _, n, m in scored:
        if n not in taken[0] and m not in taken[1]:
            taken[0].add(n)
            taken[1].add(m)
            found.append((n, m))
    return found
