"""Quantities: numbers with their hedges, units and what they count, as intervals in base units."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from typing import Literal

from quotecheck.language import quantity_guards as guards
from quotecheck.language.quantity_agree import agree
from quotecheck.language.quantity_cards import cards
from quotecheck.language.quantity_nouns import counted
from quotecheck.language.quantity_numbers import FIRSTS, Stated, read
from quotecheck.language.quantity_units import Scale
from quotecheck.language.quantity_words import either
from quotecheck.records import Quantity

__all__ = ["agree", "find"]

Hedge = Literal["exact", "about", "at-least", "at-most", "more-than", "fewer-than", "between", "vague"]

_HEDGES = cards()["hedges"]
_TOKEN = re.compile(r"[A-Za-z]+|\d+")
_KIND_BEFORE = {phrase: kind for kind, phrases in _HEDGES.before.items() for phrase in phrases}
_KIND_BEHIND = {phrase: kind for kind, phrases in _HEDGES.behind.items() for phrase in phrases}
_BEFORE = re.compile(rf"(?<![\w-])(?i:(?P<hedge>{either([*_KIND_BEFORE, 'between'])}))\s(?:the\s|only\s)?$")
_BEHIND = re.compile(rf"\s?(?P<hedge>{either(_KIND_BEHIND)})(?!\w)")
_OLD = re.compile(r"[\s-]olds?\b|\sof\sage\b")
_AGED = re.compile(r"(?i)\baged?\s$")
# "Vale, 41, a teacher", "Vale (41)".
_AFTER_NAME = re.compile(r"[A-Z][\w’'.-]*(?:,\s|\s\()$")
_MAGNITUDE = re.compile(
    r"(?i)\b(?:magnitude(?:\sof)?|(?:quake|tremor|temblor|(?:after|fore)?shock)s?(?:\s(?:that|which))?"
    r"(?:\s(?:had\s)?(?:measur|register)(?:ed|ing))(?:\sat)?)\s$"
)
_SCALE_BEHIND = re.compile(r"\s(?:on|in)\sthe\s(?:open-ended\s)?(?:Richter|moment[\s-]magnitude)\b")
_OF = re.compile(r"\s(?:of|the)\b")
_HYPHEN = re.compile(r"-([a-z]+)")
_NUMBER_END = re.compile(r"0\d+[\d\s-]*|[\d.,:/–-]*")
_OLDEST = 115


def find(text: str, *, offset: int = 0, skip: Sequence[tuple[int, int]] = ()) -> list[Quantity]:
    """Find the quantities of a text; `offset` is added to where they stand.

    Nothing is read that touches a stretch of `skip`, given in offsets into `text` (dates, for one).
    """
    closed = sorted(skip)
    found = []
    for stated in _stated(text):
        quantity = _quantity(text, stated, offset)
        if quantity is not None and not _touches(closed, quantity.start - offset, quantity.end - offset):
            found.append(quantity)
    return found


def _touches(closed: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    return any(first < end and start < last for first, last in closed)


def _stated(text: str) -> Iterator[Stated]:
    done = 0
    for match in _TOKEN.finditer(text):
        word, start = match[0], match.start()
        if start < done or not (word[0].isdigit() or word.lower() in FIRSTS):
            continue
        stated = None if guards.barred_before(text, start) else read(text, start)
        if stated is not None:
            done = stated.end
            yield stated
        elif word[0].isdigit():
            done = _number_end(text, start)


def _number_end(text: str, start: int) -> int:
    """Give the end of a number that counts nothing, so that its second half is not read by itself."""
    match = _NUMBER_END.match(text, start)
    return match.end() if match else start


def _quantity(text: str, stated: Stated, offset: int) -> Quantity | None:
    start, end = stated.start, stated.end
    kind: Hedge = {"range": "between", "vague": "vague"}.get(stated.kind, "exact")  # type: ignore[assignment]
    before = _BEFORE.search(text[max(0, start - 40) : start])
    if before:
        word = before["hedge"].lower()
        if word == "between" and stated.kind != "range":
            before = None
        else:
            start -= len(before[0])
            kind = _KIND_BEFORE.get(word, kind) if stated.kind != "vague" else kind  # type: ignore[assignment]
    behind = _BEHIND.match(text, end)
    if behind and stated.kind == "number" and kind == "exact":
        end, kind = behind.end(), _KIND_BEHIND[behind["hedge"]]  # type: ignore[assignment]
    noun, scale, end = _noun(text, stated, end)
    if guards.barred(text, stated, hedged=bool(before or behind), counts=noun is not None):
        return None
    low, high = _bounds(stated, scale, kind)
    if not all(math.isfinite(bound) for bound in (low, high) if bound is not None):
        return None
    return Quantity(
        start=start + offset,
        end=end + offset,
        text=text[start:end],
        low=low,
        high=high,
        unit=scale.base if scale else None,
        counted=noun,
        hedge=kind,
    )


def _bounds(stated: Stated, scale: Scale | None, kind: Hedge) -> tuple[float | None, float | None]:
    low = scale.convert(stated.low) if scale else stated.low
    high = scale.convert(stated.high) if scale else stated.high
    low, high = _clean(low), _clean(high)
    return (None if kind in ("at-most", "fewer-than") else low), (None if kind in ("at-least", "more-than") else high)


def _clean(number: float) -> float:
    """Drop the dust of binary fractions."""
    return float(f"{number:.12g}")


def _noun(text: str, stated: Stated, end: int) -> tuple[str | None, Scale | None, int]:
    """Give what is counted, the unit, and the end with *-old* taken in."""
    scale = stated.scale
    if scale and scale.base in ("year", "s") and (old := _OLD.match(text, end)):
        return "age", scale, old.end()
    before = text[max(0, stated.start - 40) : stated.start]
    if scale is None and stated.kind == "number":
        if _is_age(text, stated, before):
            return "age", Scale("year", 1.0), end
        if _MAGNITUDE.search(before) or _SCALE_BEHIND.match(text, end):
            return None, Scale("magnitude", 1.0), end
    if scale is not None and scale.base != "percent":
        return None, scale, end
    if scale is None and (hyphen := _HYPHEN.match(text, end)):
        return (None if hyphen[1] in ("strong", "odd") else hyphen[1]), scale, end
    if stated.kind == "number" and scale is not None and not _OF.match(text, end):
        return None, scale, end
    return counted(text, end, one=stated.low == stated.high == 1), scale, end


def _is_age(text: str, stated: Stated, before: str) -> bool:
    if not 0 < stated.low <= _OLDEST or stated.low % 1:
        return False
    if _AGED.search(before):
        return True
    return (
        stated.digits and bool(_AFTER_NAME.search(before)) and text[stated.end : stated.end + 1] in (",", ".", ";", ")")
    )
