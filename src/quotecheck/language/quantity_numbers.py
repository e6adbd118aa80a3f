"""Numbers as stated: how much, in what unit, and how finely."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from quotecheck.language.quantity_cards import cards
from quotecheck.language.quantity_units import SIGNS, Scale, unit_at
from quotecheck.language.quantity_words import FIRST_WORDS, IN_DIGITS, IN_WORDS, either, value

Kind = Literal["number", "range", "vague", "fraction"]

_CARD = cards()["numbers"]
_SCALE = _CARD.words["scale"]
_LONG = [name for name in _SCALE if len(name) > 3]  # noqa: PLR2004
_FRACTIONS = _CARD.words["fraction"]
_FRACTION_WORDS = either([*_FRACTIONS, *(f"{name}s" for name in _FRACTIONS)])

_SIGN = re.compile(rf"(?<![A-Za-z])(?:{either(SIGNS)})\s?$")
_NUMBER = re.compile(
    rf"(?P<number>{IN_DIGITS}|(?i:{IN_WORDS})(?![A-Za-z]))"
    r"(?P<early>\sand\sa\shalf(?=\s(?:[mb]|tr)illion))?"
    rf"(?:[\s\u00a0-]?(?P<scale>(?i:{either(_LONG)})|(?:m|mn|mln|bn|tn|k|K|M|B)(?=[^\w/]|$))(?!\w))?"
    r"(?P<part>\sand\s(?:a\shalf|a\squarter|three\squarters)\b)?"
)
_LINK = re.compile(r"\s?[-–—]\s?|\s(?:to|and|or)\s")
_BETWEEN = re.compile(r"(?i)\bbetween\s\S{0,3}$")
_ANY_SIGN = re.compile(either(SIGNS))
_VAGUE = re.compile(rf"(?i:(?P<vague>{either(_CARD.vague)}))(?!\w)")
_FRACTION = re.compile(rf"(?i:(?:(?P<count>an?|one|two|three|four|nine)[\s-])?(?P<name>{_FRACTION_WORDS}))(?!\w)")
_OF = re.compile(r"\sof(?=\s)")
_RATIO = re.compile(rf"(?P<part>\w+)\s(?:in|out\sof)\s(?:every\s)?(?P<whole>\d+|(?i:{IN_WORDS}))(?![\w.,:/-]*\w)")
_WHOLES = frozenset({2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 20.0, 50.0, 100.0, 1000.0})
_OF_WHOLE = re.compile(r"\s(?:of|the|its|their|his|her|all|that|this|those|these)\b|[.,;)]|$")
_HALF_A = re.compile(r"(?i:half\san?)(?=[\s-])")
_LONG_BEHIND = re.compile(rf"\s(?i:{either(_LONG)})\b")
_LENGTH = re.compile(
    r"\s(?:high|long|wide|deep|tall|away|above|below|from|of|into|to|off|down|up|and|at|in)\b|\W*$|[.,;:)]|-"
)
_A_FEW = re.compile(
    rf"(?i:an?[\s-](?:{either([*_LONG, 'hundred', 'dozen', 'couple', 'few', 'handful', *_FRACTIONS])}))\b"
)

FIRSTS = frozenset(
    {"a", "an", "half", "two", "three", "one", *FIRST_WORDS, *(name.split()[0] for name in _CARD.vague), *_FRACTIONS}
)


@dataclass(frozen=True, slots=True)
class Stated:
    """What a text says from `start` to `end`: `low` to `high` in `scale` (a plain number where that is null).

    `grain` is what one in the last digit is worth, `coarse` one in the last digit that is not nought; `rounded` tells
    that the form itself rounds (1.2 million).
    """

    start: int
    end: int
    kind: Kind
    low: float
    high: float
    scale: Scale | None = None
    grain: float = 1.0
    coarse: float = 1.0
    rounded: bool = False
    digits: bool = False


def read(text: str, at: int) -> Stated | None:
    """Read the number that begins at `at`, with the sign before it and the unit behind it; None where there is none."""
    if text[at] in "aA" and not _A_FEW.match(text, at):
        return None
    return _half_a(text, at) or _vague(text, at) or _ratio(text, at) or _fraction(text, at) or _number(text, at)


def _half_a(text: str, at: int) -> Stated | None:
    """Read half a million, half an hour."""
    match = _HALF_A.match(text, at)
    if match is None:
        return None
    scale = _LONG_BEHIND.match(text, match.end())
    if scale:
        amount = 0.5 * _SCALE[scale[0].strip().lower()]
        return _with_unit(text, Stated(at, scale.end(), "number", amount, amount, None, amount, amount, rounded=True))
    found = unit_at(text, match.end())
    return Stated(at, found[1], "number", 0.5, 0.5, found[0], 0.5, 0.5) if found else None


def _vague(text: str, at: int) -> Stated | None:
    match = _VAGUE.match(text, at)
    if match is None:
        return None
    low, high = _CARD.vague[match["vague"].lower()]
    of = _OF.match(text, match.end())
    found = unit_at(text, of.end()) if of else unit_at(text, match.end())
    scale, end = found or (None, match.end())
    return Stated(at, end, "vague", low, high, scale)


def _ratio(text: str, at: int) -> Stated | None:
    """Read six in ten, 3 out of every 5 as per cent."""
    match = _RATIO.match(text, at)
    if match is None:
        return None
    part, whole = value(match["part"]) or 0.0, value(match["whole"]) or 0.0
    if not 0 < part < whole or whole not in _WHOLES:
        return None
    percent = 100 * part / whole
    return Stated(at, match.end(), "fraction", percent, percent, Scale("percent", 1.0), 2.0, 2.0)


def _fraction(text: str, at: int) -> Stated | None:
    """Read a part of a whole as per cent: half of, a third of, two-thirds."""
    match = _FRACTION.match(text, at)
    if match is None or not _OF_WHOLE.match(text, match.end()):
        return None
    count = value(match["count"]) if match["count"] else None
    name = match["name"].lower()
    singular = name.removesuffix("s")
    if count is None and singular != "half":
        return None
    percent = 100 * (count or 1.0) * _FRACTIONS[singular]
    return Stated(at, match.end(), "fraction", percent, percent, Scale("percent", 1.0), 2.0, 2.0)


def _number(text: str, at: int) -> Stated | None:
    first = _NUMBER.match(text, at)
    if first is None:
        return None
    sign = _SIGN.search(text[max(0, at - 4) : at])
    money = Scale(SIGNS[sign[0].strip()], 1.0) if sign else None
    start = at - len(sign[0]) if sign else at
    minus = not sign and text[max(0, at - 1) : at] in ("-", "−") and (at == 1 or text[at - 2] in " (")
    one = _single(first, text, money)
    two = None if minus else _second(text, one, money)
    if two and one.low < two.high:
        return _with_unit(text, _range(start, one, two, money))
    if minus:
        low = _with_unit(
            text, Stated(at - 1, one.end, "number", -one.low, -one.low, None, one.grain, one.coarse, digits=True)
        )
        return low if low.scale and low.scale.base == "°C" else None
    return _with_unit(
        text, Stated(start, one.end, "number", one.low, one.low, money, one.grain, one.coarse, one.rounded, one.digits)
    )


def _single(match: re.Match[str], text: str, money: Scale | None) -> Stated:
    number = value(match["number"]) or 0.0
    end = match.end()
    scale = (match["scale"] or "").lower()
    scale = "bn" if scale == "b" else scale
    if match["early"]:
        number += 0.5
    if match["part"]:
        number += 0.25 if "a quarter" in match["part"] else 0.75 if "three" in match["part"] else 0.5
    if scale == "m" and money is None and not match["part"] and _LENGTH.match(text, end):
        scale, end = "", match.end("number")
    times = _SCALE[scale] if scale else 1.0
    grain, coarse = _digits(match["number"], number)
    rounded = bool(scale) or "." in match["number"]
    digits = match["number"][0].isdigit()
    return Stated(
        match.start(),
        end,
        "number",
        number * times,
        number * times,
        money,
        grain * times,
        coarse * times,
        rounded,
        digits,
    )


def _digits(text: str, number: float) -> tuple[float, float]:
    """Give what one is worth in the last digit, and in the last that is not nought."""
    if "." in text:
        grain = 10.0 ** -len(text.partition(".")[2])
        return grain, grain
    coarse = 1.0
    while number >= coarse * 10 and number % (coarse * 10) == 0 and coarse < 1e15:  # noqa: PLR2004
        coarse *= 10
    return 1.0, coarse


def _second(text: str, one: Stated, money: Scale | None) -> Stated | None:
    """Read the other end of a range; a unit may stand behind each (between 10% and 12%)."""
    first = unit_at(text, one.end)
    link = _LINK.match(text, one.end) or (_LINK.match(text, first[1]) if first else None)
    if link is None or (link[0].strip() == "and" and not _BETWEEN.search(text[max(0, one.start - 12) : one.start])):
        return None
    sign = _ANY_SIGN.match(text, link.end())
    match = _NUMBER.match(text, sign.end() if sign else link.end())
    if match is None:
        return None
    two = _single(match, text, money)
    second = unit_at(text, two.end)
    return two if link.start() == one.end or (first and second and first[0] == second[0]) else None


def _range(start: int, one: Stated, two: Stated, money: Scale | None) -> Stated:
    """Make one of both ends; a scale said once counts for both (10-12 million)."""
    low = one.low
    if two.rounded and not one.rounded and one.low < 1000 and two.grain > 1:  # noqa: PLR2004
        low = one.low * next((s for s in sorted(_SCALE.values(), reverse=True) if two.high >= s), 1.0)
    if low >= two.high:
        low = one.low
    return Stated(start, two.end, "range", low, two.high, money, two.grain, two.coarse, two.rounded, two.digits)


def _with_unit(text: str, stated: Stated) -> Stated:
    found = None if stated.scale else unit_at(text, stated.end)
    if found is None:
        return stated
    return Stated(
        stated.start, found[1], stated.kind, stated.low, stated.high, found[0], stated.grain, stated.coarse,
        stated.rounded, stated.digits,
    )  # fmt: skip
