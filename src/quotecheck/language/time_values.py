"""TIMEX3 values: what days they cover, and the calendar arithmetic behind them."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from quotecheck.records import is_edtf

Days = tuple[dt.date, dt.date]

_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}
_VALUE = re.compile(
    r"(?P<year>\d{2,4})(?:-(?:W(?P<week>\d\d)(?:-(?P<day_of_week>[1-7]|WE))?|Q(?P<quarter>[1-4])|H(?P<half>[12])"
    r"|(?P<season>SP|SU|FA|WI)|(?P<month>\d\d)(?:-(?P<day>\d\d)(?P<time>T[0-9A-Z:+.-]*)?)?))?"
)


def days(value: str) -> Days | None:
    """Give the first and last day that a TIMEX3 or EDTF value covers; None where it names none (PXD, BC0480).

    A season is that of the northern hemisphere; a winter begins in December of its year.

    >>> days("2031-W10")
    (datetime.date(2031, 3, 3), datetime.date(2031, 3, 9))
    """
    ends = [_days(part.rstrip("~?%")) for part in value.split("/")]
    if len(ends) > 2 or None in ends:  # noqa: PLR2004
        return None
    first, last = ends[0], ends[-1]
    return (first[0], last[1]) if first and last and first[0] <= last[1] else None


def _days(value: str) -> Days | None:
    match = _VALUE.fullmatch(value)
    if match is None or not value.isascii():
        return None
    try:
        return _interval(match)
    except (ValueError, OverflowError):
        return None


def _interval(match: re.Match[str]) -> Days | None:
    part = match.groupdict()
    if len(part["year"]) < 4:  # noqa: PLR2004
        return _decade_or_century(part["year"]) if match.end() == len(part["year"]) else None
    year = int(part["year"])
    if part["week"]:
        return _week(year, int(part["week"]), part["day_of_week"])
    if part["quarter"]:
        last = int(part["quarter"]) * 3
        return _months(year, last - 2, last)
    if part["half"]:
        return _months(year, 1, 6) if part["half"] == "1" else _months(year, 7, 12)
    if part["season"]:
        return _months(year, *_MONTHS[part["season"]])
    if part["day"]:
        day = dt.date(year, int(part["month"]), int(part["day"]))
        return day, day
    return _months(year, int(part["month"] or 1), int(part["month"] or 12))


def _decade_or_century(digits: str) -> Days:
    width = 10 ** (4 - len(digits))
    first = int(digits) * width
    return dt.date(max(first, 1), 1, 1), dt.date(first + width - 1, 12, 31)


def _week(year: int, week: int, day: str | None) -> Days:
    first, last = {None: (1, 7), "WE": (6, 7)}.get(day) or (int(day or 1), int(day or 1))
    return dt.date.fromisocalendar(year, week, first), dt.date.fromisocalendar(year, week, last)


def _months(year: int, first: int, last: int) -> Days:
    over, last = divmod(last - 1, 12)
    end_year = year + over
    return dt.date(year, first, 1), dt.date(end_year, last + 1, calendar.monthrange(end_year, last + 1)[1])


def edtf(value: str) -> str | None:
    """Give a TIMEX3 value as the EDTF that records take: a year, month, day or interval; None where it has no days.

    >>> edtf("2031-03-03TNI"), edtf("2031-W10"), edtf("P3D")
    ('2031-03-03', '2031-03-03/2031-03-09', None)
    """
    if is_edtf(value):
        return value
    covered = days(value)
    if covered is None:
        return None
    first, last = covered
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def exists(year: int, month: int, day: int) -> bool:
    """Tell whether the calendar has this day; years before 1 are not checked beyond their months."""
    if not 1 <= month <= 12:  # noqa: PLR2004
        return False
    return 1 <= day <= calendar.monthrange(year if year > 0 else 4, month)[1]


def written(year: int, month: int | None = None, day: int | None = None) -> str:
    """Write a date; a negative year is BC.

    >>> written(-480), written(2031, 3)
    ('BC0480', '2031-03')
    """
    head = f"{year:04}" if year >= 0 else f"BC{-year:04}"
    return head + "".join(f"-{part:02}" for part in (month, day) if part)


def week_of(day: dt.date) -> str:
    """Write the ISO week of a day."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def add_months(year: int, month: int, count: int) -> tuple[int, int]:
    """Add months to a month."""
    over, rest = divmod(month - 1 + count, 12)
    return year + over, rest + 1


def easter(year: int) -> dt.date:
    """Give Easter Sunday of a Gregorian year (anonymous computus, Meeus)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * i) // 451
    month, day = divmod(h + i - 7 * m + 114, 31)
    return dt.date(year, month, day + 1)


def holiday(rule: str, year: int) -> dt.date | None:
    """Give the day of a holiday: `12-25`, `easter-2`, `11-thu-4` (fourth Thursday), `5-mon--1` (last Monday)."""
    if not 1583 <= year <= 9998:  # noqa: PLR2004
        return None
    if rule.startswith("easter"):
        return easter(year) + dt.timedelta(days=int(rule.removeprefix("easter") or 0))
    month, day, *count = rule.split("-", 2)
    if not count:
        return dt.date(year, int(month), int(day))
    weekday = ("mon", "tue", "wed", "thu", "fri", "sat", "sun").index(day)
    weeks = [week[weekday] for week in calendar.monthcalendar(year, int(month)) if week[weekday]]
    at = int(count[0])
    return dt.date(year, int(month), weeks[at - 1 if at > 0 else at])
