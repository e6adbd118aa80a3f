"""Within one happening: blocks by key, pairs from two articles, and what each comparator says of them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
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


@dataclass(frozen=True, slots=True)
class Meeting(Generic[I]):
    """The items of a happening that are to be compared, and the blocks, by their key, of which not all are."""

    pairs: Sequence[tuple[I, I]]
    crowded: Sequence[tuple[str, Sequence[I]]]


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


def meeting(ordered: Sequence[I], keys: Callable[[I], Iterable[str]], pivot: Callable[[I], bool] | None) -> Meeting[I]:
    """Let the items of each block meet, those of one article left out; a pair that shares two keys meets once."""
    blocks = _blocks(ordered, keys)
    places = {n for _, block in blocks for n in block}
    pivots = places if pivot is None else {n for n in places if pivot(ordered[n])}
    articles = [item.article.id for item in ordered]
    met = {
        (i, j): None
        for _, block in blocks
        for i, j in combinations(block[:MAX_BLOCK], 2)
        if articles[i] != articles[j] and (i in pivots or j in pivots)
    }
    crowded = [(key, [ordered[n] for n in block]) for key, block in blocks if len(block) > MAX_BLOCK]
    return Meeting([(ordered[i], ordered[j]) for i, j in met], crowded)


def _blocks(ordered: Sequence[I], keys: Callable[[I], Iterable[str]]) -> list[tuple[str, list[int]]]:
    blocks: dict[str, list[int]] = defaultdict(list)
    for n, item in enumerate(ordered):
        for key in dict.fromkeys(keys(item)):
            blocks[key].append(n)
    return sorted((key, block) for key, block in blocks.items() if len(block) > 1)


def pairs(kind: Kind[I], met: Meeting[I]) -> tuple[list[Pair[I]], list[Problem]]:
    """Compare the items that meet."""
    found = [Pair(*both, outcome) for both in met.pairs if (outcome := kind.check(*both)) is not None]
    return found, [_too_many(kind.name, key, block) for key, block in met.crowded]


def _too_many(kind: str, key: str, block: Sequence[Item]) -> Problem:
    left = len(block) - MAX_BLOCK
    where = block[MAX_BLOCK]
    return Problem(
        "QC301", f"{kind}, {key}: {len(block)} statements; {left} from article {where.article.id} on were not compared"
    )
