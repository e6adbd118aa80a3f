"""Whether two quantities can both be true."""

from __future__ import annotations

import math
from functools import lru_cache

from quotecheck.language.quantity_numbers import Stated, read
from quotecheck.records import Quantity

_ABOUT = 0.1  # a tenth off is still "about"
_DUST = 1e-9


def agree(a: Quantity, b: Quantity) -> bool | None:
    """Tell whether both can be true as far as they are stated; None where their units cannot be compared.

    A count without a hedge is exact. A measure, an amount of money, 1.2 million stand for all that rounds to them;
    "about" for a tenth more or less, or all that rounds to its last digit that is not nought.
    """
    if a.unit != b.unit:
        return None
    if _point(a) is not None and _point(a) == _point(b):
        return True
    (a_low, a_high), (b_low, b_high) = _interval(a), _interval(b)
    dust = _DUST * max(1.0, *(abs(end) for end in (a_low, a_high, b_low, b_high) if math.isfinite(end)))
    if a_low == a_high or b_low == b_high or _is_bound(a) or _is_bound(b):
        return a_low <= b_high + dust and b_low <= a_high + dust
    return a_low < b_high - dust and b_low < a_high - dust


def _is_bound(quantity: Quantity) -> bool:
    return quantity.low is None or quantity.high is None or quantity.hedge in ("between", "vague")


def _point(quantity: Quantity) -> float | None:
    return quantity.low if quantity.low == quantity.high else None


def _interval(quantity: Quantity) -> tuple[float, float]:
    """Give all values for which the statement would be true."""
    low = -math.inf if quantity.low is None else quantity.low
    high = math.inf if quantity.high is None else quantity.high
    slack = _slack(quantity)
    return low - slack, high + slack


def _slack(quantity: Quantity) -> float:
    stated = _stated(quantity.text)
    factor = stated.scale.factor if stated.scale else 1.0
    if quantity.hedge == "vague":
        return 0.0
    if quantity.hedge == "about":
        middle = abs(quantity.high or quantity.low or 0.0)
        return max(stated.coarse * factor / 2, _ABOUT * middle)
    if stated.rounded or _is_measured(quantity):
        return stated.grain * factor / 2
    return 0.0


def _is_measured(quantity: Quantity) -> bool:
    return quantity.unit is not None and quantity.counted != "age"


@lru_cache(maxsize=4096)
def _stated(text: str) -> Stated:
    """Read the number again from the words of a quantity: how finely it was stated is not in the record."""
    for at, character in enumerate(text):
        starts = at == 0 or not text[at - 1].isalnum()
        if (character.isalnum() and starts) and (stated := read(text, at)) is not None:
            return stated
    return Stated(0, len(text), "number", 0.0, 0.0)
