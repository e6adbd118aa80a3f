"""Within one happening: blocks by key, pairs from two articles, and what each comparator says of them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Generic, Protocol, TypeVar

from quotecheck.compare.statements import Outcome
from quotecheck.problems import Problem
from quotecheck.records import Article, ConflictKind, Span

MAX_BLOCK = 300


class Item(Protocol):
    """What can be a side: a statement or a saying."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def article(self) -> Article: ...  # noqa: D102
    @property
    def origin(self) -> str: ...  # noqa: D102
    @property
    def published(self) -> dt.datetime | None: ...  # noqa: D102
    @property
    def span(self) -> Span: ...  # noqa: D102
    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def holder(self) -> str | None: ...  # noqa: D102
    @property
    def same(self) -> Hashable:
        """What makes two items of one origin copies of each other."""


I = TypeVar("I", bound=Item)  # noqa: E741


@dataclass(frozen=True, slots=True)
class Kind(Generic[I]):
    """A kind of conflict: the blocks of an item, and the verdict on two items of one block.

    With `pivot`, one of the two must satisfy it. `loose`: it speaks where stricter comparators of its name have not.
    """

    name: ConflictKind
    keys: Callable[[I], Iterable[str]]
    check: Callable[[I, I], Outcome | None]
    pivot: Callable[[I], bool] | None = None
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Pair(Generic[I]):
    """Two items and what was found."""

    left: I
    right: I
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Original(Generic[I]):
    """The item that was published first, and its copies of the same origin: what holds of it holds of all."""

    item: I
    copies: Sequence[I]


def originals(items: Iterable[I]) -> list[Original[I]]:
    """Put copies behind the item that was published first; sorted by id."""
    held: dict[Hashable, list[I]] = defaultdict(list)
    for item in items:
        held[item.origin, item.same].append(item)
    ordered = (sorted(same, key=_published) for same in held.values())
    return sorted((Original(first, copies) for first, *copies in ordered), key=lambda one: _place(one.item))


def _published(item: Item) -> tuple[str, str, str, int]:
    return item.article.published or "", item.article.id, *_place(item)


def _place(item: Item) -> tuple[str, int]:
    return item.id, item.start


def pairs(kind: Kind[I], ordered: Sequence[I]) -> tuple[list[Pair[I]], list[Problem]]:
    """Compare the items of each block, those of one article left out; a pair that shares two keys is compared once."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for n, item in enumerate(ordered):
        for key in dict.fromkeys(kind.keys(item)):
            blocks[key].append(n)
    found: list[Pair[I]] = []
    problems = []
    done: set[tuple[int, int]] = set()
    for key, block in sorted(blocks.items()):
        if len(block) > MAX_BLOCK:
            problems.append(_too_many(kind.name, key, [ordered[n] for n in block]))
        found.extend(_compared(kind, ordered, block[:MAX_BLOCK], done))
    return found, problems


def _compared(kind: Kind[I], items: Sequence[I], block: Sequence[int], done: set[tuple[int, int]]) -> Iterator[Pair[I]]:
    articles = [items[n].article.id for n in block]
    pivots = [kind.pivot is None or kind.pivot(items[n]) for n in block]
    for i, j in combinations(range(len(block)), 2):
        both = (block[i], block[j])
        if articles[i] == articles[j] or not (pivots[i] or pivots[j]) or both in done:
            continue
        done.add(both)
        left, right = items[both[0]], items[both[1]]
        outcome = kind.check(left, right)
        if outcome is not None:
            yield Pair(left, right, outcome)


def _too_many(kind: str, key: str, block: Sequence[Item]) -> Problem:
    left = len(block) - MAX_BLOCK
    where = block[MAX_BLOCK]
    return Problem(
        "QC301", f"{kind}, {key}: {len(block)} statements; {left} from article {where.article.id} on were not compared"
    )
