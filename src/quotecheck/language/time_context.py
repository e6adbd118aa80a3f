"""What is known where a time expression stands, and steps from one date to another."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from quotecheck.language import time_values as values

Words = Mapping[str, str]
_LAST_YEAR = 9999


@dataclass(slots=True)
class Context:
    """What is known where the expression stands.

    `anchor` is the publication date; `ref` the value last spoken of; `year` the last year given in full (negative: BC);
    `aside` a far-off year named since, which is followed only when it is named again;
    `historic` tells that the text is not about the days around `anchor`.
    """

    anchor: dt.date | None
    historic: bool = False
    ref: str | None = None
    year: int | None = None
    aside: int | None = None
    tense: Callable[[], bool | None] = field(default=lambda: None)

    @property
    def base(self) -> str | None:
        """The value that relative expressions start from."""
        if self.historic:
            return self.ref
        return self.anchor.isoformat() if self.anchor else None

    def spoken(self, step: int) -> str | None:
        """Give the value last spoken of, or else the anchor; None for a step ahead in the past, where it is unknown."""
        return self.ref or (self.base if step <= 0 or self.tense() else None)

    @property
    def day(self) -> dt.date | None:
        """The day that a time of day belongs to."""
        spoken = to_day(self.ref)
        return spoken or (None if self.historic else self.anchor)


def to_day(value: str | None) -> dt.date | None:
    """Give the day of a value that names one."""
    if value is None or not re.match(r"\d{4}-\d\d-\d\d", value):
        return None
    return dt.date.fromisoformat(value[:10])


_PARTS = re.compile(r"(BC)?(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def to_parts(value: str | None) -> tuple[int, int | None, int | None] | None:
    """Give year (negative BC), month and day of a value, as far as it has them."""
    if value is None:
        return None
    match = _PARTS.match(value)
    if match is None:
        covered = values.days(value)
        return (covered[0].year, covered[0].month, None) if covered else None
    year = -int(match[2]) if match[1] else int(match[2])
    if match[3] is None and (covered := values.days(value)) and len(value) > 4:  # noqa: PLR2004
        return year, covered[0].month, None  # a week, a season, a quarter
    return year, int(match[3]) if match[3] else None, int(match[4]) if match[4] else None


def shift(value: str | None, name: str, count: int) -> str | None:
    """Move a date by so many units, to a value as fine as the unit; as fine as the date where that is coarser."""
    parts = to_parts(value)
    if parts is None:
        return None
    year_, month, day = parts
    if abs(year_ + count) > _LAST_YEAR:
        return None
    if name in ("DE", "CE"):
        width = 10 if name == "DE" else 100
        digits = abs(year_) // width + (count if year_ > 0 else -count)
        return ("BC" if year_ < 0 else "") + f"{digits:0{5 - len(str(width))}}"
    if name == "Y" or month is None:
        return values.written(year_ + count) if name == "Y" else None
    if name in ("M", "Q"):
        year_, month = values.add_months(year_, month, count * (3 if name == "Q" else 1))
        return values.written(year_, month) if name == "M" else f"{values.written(year_)}-Q{(month + 2) // 3}"
    return _shift_days(value, name, count) if day is not None else None


def _shift_days(value: str | None, name: str, count: int) -> str | None:
    day = to_day(value)
    if day is None:
        return None
    try:
        moved = day + dt.timedelta(days=count * {"D": 1, "W": 7, "2W": 14, "WE": 7}[name])
    except OverflowError:
        return None
    if name == "D":
        return moved.isoformat()
    return values.week_of(moved) + ("-WE" if name == "WE" else "")


def named_unit(text: str) -> str:
    """Name the calendar unit that a text holds; the year where it holds none."""
    match = re.search(r"day|week|month|year|decade|century", text)
    return {"day": "D", "week": "W", "month": "M", "decade": "DE", "century": "CE"}.get(match[0] if match else "", "Y")


def year_by(direction: str, ctx: Context) -> int | None:
    """Give the year that last, next or the same lead to from where the text stands."""
    base = ctx.base if direction.endswith("a") else ctx.ref or ctx.base
    parts = to_parts(base)
    return parts[0] + int(direction[:-1]) if parts else None


UNKNOWN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "2W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX"}
