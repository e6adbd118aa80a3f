"""Dates of some precision as the days that they may mean (EDTF, ISO 8601-2)."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import lru_cache

_POINT = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


@lru_cache(maxsize=1 << 12)
def first_day(edtf: str) -> dt.date:
    """Give the first day of a year, month, day or interval that exists."""
    year, month, day = _parts(edtf.partition("/")[0])
    return dt.date(year, month or 1, day or 1)


@lru_cache(maxsize=1 << 12)
def last_day(edtf: str) -> dt.date:
    """Give the last day of a year, month, day or interval that exists."""
    year, month, day = _parts(edtf.rpartition("/")[2])
    month = month or 12
    return dt.date(year, month, day or calendar.monthrange(year, month)[1])


def precision(edtf: str) -> int:
    """Give 1 for a year, 2 for a month, 3 for a day; of an interval that of its first end."""
    return sum(part is not None for part in _parts(edtf.partition("/")[0]))


def runs_backwards(start: str, end: str) -> bool:
    """Tell whether a period ends before it starts, however its ends are taken."""
    return last_day(end) < first_day(start)


def is_within(said: str, start: str | None, end: str | None) -> bool:
    """Tell whether some day of `said` may lie in a period; an end that is not known is open."""
    if start is not None and last_day(said) < first_day(start):
        return False
    return end is None or first_day(said) <= last_day(end)


def _parts(point: str) -> tuple[int, int | None, int | None]:
    match = _POINT.match(point)
    if match is None:
        raise ValueError(f"{point!r} is no date")
    year, month, day = (None if group is None else int(group) for group in match.groups())
    return year or 1, month, day
