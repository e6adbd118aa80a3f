"""Cards of quantities: number words, hedges, units and the nouns that are counted."""

from __future__ import annotations

from functools import lru_cache

from pydantic import Field

from quotecheck.rules.cards import Card, Example, load


class QuantityExample(Example):
    """A text and a quantity that it holds; without one it must hold none."""

    quantity: str | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    counted: str | None = None
    hedge: str = "exact"


class Unit(Card):
    """Names of units and what one of each is in `base`, `zero` being where the scale begins (°F)."""

    base: str
    names: dict[str, float]
    zero: float = 0.0
    money: bool = False


class QuantityCards(Card):
    """One file of cards."""

    about: str
    words: dict[str, dict[str, float]] = Field(default_factory=dict)
    vague: dict[str, tuple[float, float]] = Field(default_factory=dict)
    before: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    behind: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    unit: tuple[Unit, ...] = ()
    signs: dict[str, str] = Field(default_factory=dict)
    stop: frozenset[str] = frozenset()
    pass_: frozenset[str] = Field(frozenset(), alias="pass")
    adjectives: frozenset[str] = frozenset()
    endings: tuple[str, ...] = ()
    labels: frozenset[str] = frozenset()
    streets: tuple[str, ...] = ()
    months: tuple[str, ...] = ()
    scores: tuple[str, ...] = ()
    oneness: tuple[str, ...] = ()
    plurals: dict[str, str] = Field(default_factory=dict)
    example: tuple[QuantityExample, ...] = Field(min_length=2)


@lru_cache(maxsize=1)
def cards() -> dict[str, QuantityCards]:
    """Load the card files of quantities; raises `QuotecheckError` QC405 on a faulty one."""
    return load(QuantityCards, "en", "quantities")
