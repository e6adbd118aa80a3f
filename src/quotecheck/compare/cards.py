"""The cards of conflicts: what each kind is, what would dissolve it, and pairs that are and are not one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from quotecheck.records import Moment, Severity
from quotecheck.rules.cards import Card, Field, load


class PairExample(Card):
    """Two short reports of one happening and the verdict on them; none: they are not compared."""

    left: str
    right: str
    expect: Literal["conflict", "update", "compatible", "agreement", "none"]
    left_published: Moment = "2031-03-06T10:00:00Z"
    right_published: Moment = "2031-03-06T10:20:00Z"
    left_speaker: str | None = None
    right_speaker: str | None = None
    known_failure: str | None = None


class Linkage(Card):
    """What speaks for it that two statements fill one slot, in log odds (Fellegi and Sunter 1969).

    `weights`: what a unit of each sign adds to the natural logarithm of the odds; `threshold`: from which odds on the
    two are compared. Made by `benchmarks/linkage.py`.
    """

    threshold: float
    bias: float
    weights: Mapping[str, float]


class ConflictCard(Card):
    """A kind of conflict. The module of the same name finds it."""

    title: str
    about: str
    severity: Severity
    dissolves: str
    words: Mapping[str, tuple[str, ...]] = Field(default_factory=dict, description="Word lists that the module reads.")
    linkage: Linkage | None = None
    status: Linkage | None = Field(None, description="What speaks for it that a later report moves a matter on.")
    example: tuple[PairExample, ...] = Field(min_length=6)


@lru_cache(maxsize=1)
def conflict_cards() -> Mapping[str, ConflictCard]:
    """Load the cards by kind."""
    return MappingProxyType(load(ConflictCard, "conflicts"))
