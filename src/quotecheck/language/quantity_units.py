"""Units by name, and what they come to in the base unit of their dimension."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quotecheck.language.quantity_cards import cards
from quotecheck.language.quantity_words import either

_CARD = cards()["units"]
SIGNS = _CARD.signs
MONEY = frozenset(unit.base for unit in _CARD.unit if unit.money) | frozenset(SIGNS.values())


@dataclass(frozen=True, slots=True)
class Scale:
    """A unit: `value * factor + zero` is in `base`."""

    base: str
    factor: float
    zero: float = 0.0

    def convert(self, value: float) -> float:
        """Give a value of this unit in the base unit."""
        return value * self.factor + self.zero


_NAMES = {name: Scale(unit.base, factor, unit.zero) for unit in _CARD.unit for name, factor in unit.names.items()}
_LOOSE = {name: scale for name, scale in _NAMES.items() if len(name) > 2 and name.islower()}  # noqa: PLR2004
_UNIT = re.compile(
    rf"(?:[\s\u00a0]|-)?(?P<unit>{either(_NAMES)}|(?i:{either(_LOOSE)}))(?!\w)(?!-(?!old|long|high|wide|deep|tall))"
)


def unit_at(text: str, at: int) -> tuple[Scale, int] | None:
    """Read the unit that follows at `at`; give it and where it ends."""
    match = _UNIT.match(text, at)
    if match is None:
        return None
    name = match["unit"]
    return _NAMES.get(name) or _LOOSE[name.lower()], match.end()
