"""Which time expressions can say when something happened."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotecheck.records import Timex

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TO = re.compile(r"\s?[-–]\s?|\s(?:to|through|until|till)\s")
_AND = re.compile(r"\sand\s")
_BETWEEN = re.compile(r"(?i)\bbetween\s$")
_CENTURY = re.compile(r"\d{2,3}")


def points(timexes: Sequence[Timex], text: str, offset: int) -> list[Timex]:
    """Give dates and times of day; "Sunday, 12 January" counts by its date, and a century only where nothing else does.

    `timexes` are in text order; "March 11-13" is one of them. `text` begins at `offset` of the article.
    """
    timexes = _ranges(timexes, text, offset)
    found = [timex for timex in timexes if timex.type in {"DATE", "TIME"} and not timex.value.endswith("_REF")]
    found = [one for n, one in enumerate(found) if not any(_same(one, after) for after in found[n + 1 : n + 2])]
    finer = [timex for timex in found if not _CENTURY.fullmatch(timex.value)]
    return finer or found


def _ranges(timexes: Sequence[Timex], text: str, offset: int) -> list[Timex]:
    """Join two days between which something lasts."""
    joined: list[Timex] = []
    for timex in timexes:
        last = joined[-1] if joined else None
        if last is not None and _DAY.fullmatch(last.value) and _DAY.fullmatch(timex.value) and last.value < timex.value:
            before, between = text[: last.start - offset], text[last.end - offset : timex.start - offset]
            if _TO.fullmatch(between) or (_AND.fullmatch(between) and _BETWEEN.search(before)):
                words = text[last.start - offset : timex.end - offset]
                value = f"{last.value}/{timex.value}"
                joined[-1] = Timex(start=last.start, end=timex.end, text=words, type="DATE", value=value)
                continue
        joined.append(timex)
    return joined


def dated(timexes: Sequence[Timex]) -> list[tuple[int, int]]:
    """Give where dates stand; a duration is an amount too ("121 days")."""
    return [(timex.start, timex.end) for timex in timexes if timex.type != "DURATION"]


def _same(one: Timex, after: Timex) -> bool:
    """Tell whether a date stands right behind a weekday."""
    return after.start - one.end <= len(", ") and "day" in one.text and bool(_DAY.fullmatch(after.value))
