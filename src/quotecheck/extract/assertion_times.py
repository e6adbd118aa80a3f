"""Which time expressions can say when something happened."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotecheck.records import Timex

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CENTURY = re.compile(r"\d{2,3}")


def points(timexes: Sequence[Timex]) -> list[Timex]:
    """Give dates and times of day; "Sunday, 12 January" counts by its date, and a century only where nothing else does.

    `timexes` are in text order.
    """
    found = [timex for timex in timexes if timex.type in {"DATE", "TIME"} and not timex.value.endswith("_REF")]
    found = [one for n, one in enumerate(found) if not any(_same(one, after) for after in found[n + 1 : n + 2])]
    finer = [timex for timex in found if not _CENTURY.fullmatch(timex.value)]
    return finer or found


def dated(timexes: Sequence[Timex]) -> list[tuple[int, int]]:
    """Give where dates stand; a duration is an amount too ("121 days")."""
    return [(timex.start, timex.end) for timex in timexes if timex.type != "DURATION"]


def _same(one: Timex, after: Timex) -> bool:
    """Tell whether a date stands right behind a weekday."""
    return after.start - one.end <= len(", ") and "day" in one.text and bool(_DAY.fullmatch(after.value))
