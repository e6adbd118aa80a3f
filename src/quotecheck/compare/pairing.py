"""Within one happening: blocks by key, pairs from two articles, and what each comparator says of them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
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
    def holder(self) -> str | None: ...  # noqa: D102


I = TypeVar("I", bound=Item)  # noqa: E741


@dataclass(frozen=True, slots=True)
class Kind(Generic[I]):
    """A kind of conflict: the blocks of an item, and the verdict on two items of one block."""

    name: ConflictKind
    keys: Callable[[I], Iterable[str]]
    check: Callable[[I, I], Outcome | None]


@dataclass(frozen=True, slots=True)
class Pair(Generic[I]):
    """Two items and what was found."""

    left: I
    right: I
    outcome: Outcome


def pairs(kind: Kind[I], items: Sequence[I]) -> tuple[list[Pair[I]], list[Problem]]:
    """Compare the items of each block, those of one article left out; a pair that shares two keys is compared once."""
    blocks: dict[str, list[I]] = defaultdict(list)
    for item in sorted(items, key=_place):
        for key in dict.fromkeys(kind.keys(item)):
            blocks[key].append(item)
    found: list[Pair[I]] = []
    problems = []
    done: set[tuple[tuple[str, int], tuple[str, int]]] = set()
    for key, block in sorted(blocks.items()):
        if len(block) > MAX_BLOCK:
            problems.append(_too_many(kind.name, key, block))
        found.extend(_compared(kind, block[:MAX_BLOCK], done))
    return found, problems


def _place(item: Item) -> tuple[str, int]:
    return item.id, item.span.start


def _compared(
    kind: Kind[I], block: Sequence[I], done: set[tuple[tuple[str, int], tuple[str, int]]]
) -> Iterator[Pair[I]]:
    for left, right in combinations(block, 2):
        both = (_place(left), _place(right))
        if left.article.id == right.article.id or both in done:
            continue
        done.add(both)
        outcome = kind.check(left, right)
        if outcome is not None:
            yield Pair(left, right, outcome)


def _too_many(kind: str, key: str, block: Sequence[Item]) -> Problem:
    left = len(block) - MAX_BLOCK
    where = block[MAX_BLOCK]
    return Problem(
        "QC301", f"{kind}, {key}: {len(block)} statements; {left} from article {where.article.id} on were not compared"
    )
