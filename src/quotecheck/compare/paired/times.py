"""Two days, months or years in the same place of two sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quotecheck.compare.beside.clocks import apart as clocks_apart
from quotecheck.compare.beside.clocks import clocks
from quotecheck.compare.paired.texts import Sentence, cover, root
from quotecheck.compare.statements import Outcome

ENOUGH = 0.5
ENOUGH_HOURS = 0.3
_MINUTES = 5
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_MONTH = re.compile(r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b")
_YEAR = re.compile(r"(?<![\d£$€.,])(?:1[5-9]|20)\d\d(?![\d,.]*\d|s\b)")


def apart(one: Sentence, two: Sentence) -> Iterator[Outcome]:
    """Find a day, month or year that each sentence has alone, where what they tell is the same."""
    for name, sort in (("day", _WEEKDAY), ("month", _MONTH), ("year", _YEAR)):
        first, second = (set(sort.findall(side.text)) for side in (one, two))
        alone, instead = first - second, second - first
        if not alone or not instead or (first & second and len(first) != len(second)):
            continue
        if cover(one, two, frozenset(root(word.lower()) for word in first | second)) >= ENOUGH:
            was, became = (", ".join(sorted(found)) for found in (first, second))
            yield Outcome("conflict", name, was, became, "the two times do not meet")
    yield from _hours(one, two)


def _hours(one: Sentence, two: Sentence) -> Iterator[Outcome]:
    """Compare the one time of day that each sentence gives."""
    first, second = ([clock for clock in clocks(side.text) if not clock.part] for side in (one, two))
    if (
        len(first) == len(second) == 1
        and clocks_apart(first[0], second[0]) > _MINUTES
        and cover(one, two) >= ENOUGH_HOURS
    ):
        was, became = (side.text[clock[0].start : clock[0].end] for side, clock in ((one, first), (two, second)))
        yield Outcome("conflict", "time of day", was, became, "the two times do not meet")
