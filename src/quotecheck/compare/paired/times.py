"""Two days, months or years in the same place of two sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quotecheck.compare.beside.clocks import Clock, clocks
from quotecheck.compare.beside.clocks import apart as clocks_apart
from quotecheck.compare.paired.texts import Sentence, cover, root
from quotecheck.compare.statements import Outcome

ENOUGH = 0.5
ENOUGH_HOURS = 0.3
_MINUTES = 5
_DUE = re.compile(r"\b(?:due|scheduled|supposed|meant|planned|expected)\b[^,;.]{0,30}$")
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_MONTH = re.compile(r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b")
_YEAR = re.compile(r"(?<![\d£$€.,])(?:1[5-9]|20)\d\d(?![\d,.]*\d|s\b)")


# A clock time an hour outside of a part of the day is another time.
_HOUR = 60
_DATE = re.compile(
    rf"\b(\d{{1,2}}) ({_MONTH.pattern[2:-2]})\b|\b({_MONTH.pattern[2:-2]}) (\d{{1,2}})\b(?! ?[,]? ?\d{{4}}s)"
)
_ERAS = (
    r"stone age|neolithic|prehistoric|palaeolithic|mesolithic", r"bronze age", r"iron age", r"roman",
    r"anglo-saxon|saxon", r"viking", r"norman", r"medieval|mediaeval|middle ages", r"tudor", r"stuart",
    r"georgian", r"victorian", r"edwardian",
)  # fmt: skip


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
    yield from _parts(one, two)
    yield from _parts(two, one)
    yield from _dates(one, two)
    yield from _eras(one, two)


def _hours(one: Sentence, two: Sentence) -> Iterator[Outcome]:
    """Compare the one time of day that each sentence gives."""
    first, second = (_exact(side) for side in (one, two))
    if (
        len(first) == len(second) == 1
        and clocks_apart(first[0], second[0]) > _MINUTES
        and cover(one, two) >= ENOUGH_HOURS
    ):
        was, became = (side.text[clock[0].start : clock[0].end] for side, clock in ((one, first), (two, second)))
        yield Outcome("conflict", "time of day", was, became, "the two times do not meet")


def _exact(side: Sentence) -> list[Clock]:
    """Give the times of day, without those at which it was to be."""
    return [clock for clock in clocks(side.text) if not clock.part and not _DUE.search(side.text[: clock.start])]


def _parts(one: Sentence, two: Sentence) -> Iterator[Outcome]:
    """Hold the one time of day of a sentence against the one part of the day of the other."""
    times = _exact(one)
    parts = [clock for clock in clocks(two.text) if clock.part]
    if len(times) != 1 or len(parts) != 1 or len(clocks(two.text)) != 1:
        return
    (clock,), (part,) = times, parts
    if clocks_apart(clock, part) > _HOUR and cover(one, two) >= ENOUGH:
        was, became = one.text[clock.start : clock.end], two.text[part.start : part.end]
        yield Outcome("conflict", "time of day", was, became, "the two times do not meet")


def _dates(one: Sentence, two: Sentence) -> Iterator[Outcome]:
    """Find another day of one month, where each sentence gives one date."""
    first, second = (
        [(match[0] or match[3], match[1] or match[2]) for match in _DATE.findall(side.text)] for side in (one, two)
    )
    if not len(first) == len(second) == 1 or first == second or first[0][1] != second[0][1]:
        return
    if cover(one, two) >= ENOUGH:
        yield Outcome("conflict", "date", " ".join(first[0]), " ".join(second[0]), "the two times do not meet")


def _eras(one: Sentence, two: Sentence) -> Iterator[Outcome]:
    """Find another age of the past, where each sentence gives one."""
    first, second = (
        [match.group() for era in _ERAS for match in [re.search(rf"\b(?:{era})\b", side.text, re.IGNORECASE)] if match]
        for side in (one, two)
    )
    if len(first) == len(second) == 1 and first[0].lower() != second[0].lower() and cover(one, two) >= ENOUGH:
        yield Outcome("conflict", "age", first[0], second[0], "the two times do not meet")
