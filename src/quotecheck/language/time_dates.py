"""Dates by the calendar: day, month, year, decade, century."""

from __future__ import annotations

import datetime as dt
import re

from quotecheck.language import time_values as values
from quotecheck.language.time_context import Context, Words, to_parts, year_by

_NEAR = 60  # days ahead within which a bare date is taken to come, whatever the tense


def number(text: str) -> int:
    """Give the leading digits as a number."""
    return int(re.sub(r"\D", "", text) or 0)


def given_year(words: Words) -> int | None:
    """Give the year named in the expression itself."""
    text = words.get("year") or words.get("anyyear")
    if text is None:
        return None
    return -int(text) if words.get("era") == "-" else int(text)


def date(words: Words, ctx: Context) -> str | None:
    """Read a month or day, with its year or the year that the context gives."""
    month_text = next((words[name] for name in ("mon", "month", "clear", "unclear") if name in words), None)
    day_text = words.get("day") or words.get("dayth") or words.get("ord")
    day = number(day_text) if day_text else None
    if month_text is None:
        return _day_of_month(day, ctx)
    month = int(month_text)
    year = given_year(words)
    if year is None:
        year = _year_for(month, day, words, ctx)
    if year is None:
        return f"XXXX-{month:02}" + (f"-{day:02}" if day else "")
    if day is not None and not values.exists(year, month, day):
        return None
    return values.written(year, month, day)


def _day_of_month(day: int | None, ctx: Context) -> str | None:
    base = to_parts(ctx.ref) or to_parts(ctx.base)
    if base is None or base[1] is None or day is None or not values.exists(base[0], base[1], day):
        return None
    return values.written(base[0], base[1], day)


def _year_for(month: int, day: int | None, words: Words, ctx: Context) -> int | None:
    if "dir" in words:
        return year_by(words["dir"], ctx)
    text = words["text"]
    if re.search(r"(?i)\bof (that|the same)\b", text) and ctx.year is not None:
        return ctx.year
    if ctx.historic:
        return ctx.year if ctx.year is not None else (ctx.anchor.year if ctx.anchor else None)
    if ctx.anchor is None:
        return ctx.year
    if re.match(r"(?i)(the previous|last|this past)\b", text):
        return ctx.anchor.year - (month >= ctx.anchor.month)
    if re.match(r"(?i)(the following|next|this coming)\b", text):
        return ctx.anchor.year + (month <= ctx.anchor.month)
    return _by_tense(month, day, ctx.anchor, ctx.tense())


def _by_tense(month: int, day: int | None, anchor: dt.date, future: bool | None) -> int:
    """Choose the year: the last time it was this date, the next, or where nothing tells the nearest."""
    if future is None or day is not None:
        ahead = _gap(anchor.year, month, day, anchor)
        nearest = min((anchor.year - 1, anchor.year, anchor.year + 1), key=lambda y: abs(_gap(y, month, day, anchor)))
        if future is None or abs(_gap(nearest, month, day, anchor)) <= _NEAR or ahead == 0:
            return nearest
    if future:
        return anchor.year + (month < anchor.month)
    return anchor.year - (month > anchor.month)


def _gap(year: int, month: int, day: int | None, anchor: dt.date) -> int:
    if day is None and (year, month) == (anchor.year, anchor.month):
        return 0
    return dt.date(year, month, min(day or 15, 28)).toordinal() - anchor.toordinal()


def iso(words: Words, _: Context) -> str | None:
    """Read a date in figures; day and month in figures only where they cannot be mixed up."""
    year, month, day = int(words["year"]), int(words["mm"]), int(words["dd"])
    if not words["text"].startswith(words["year"]) and day <= 12 and day != month:  # noqa: PLR2004
        return None
    if not values.exists(year, month, day):
        return None
    clock_time = f"T{int(words['hour']):02}:{words['minute']}" if "hour" in words else ""
    return values.written(year, month, day) + clock_time


def year(words: Words, _: Context) -> str | None:
    """Read a year alone."""
    given = given_year(words)
    return None if given is None else values.written(given)


def short_year(words: Words, ctx: Context) -> str | None:
    """Read '98: in the hundred years up to the anchor, or the century last spoken of."""
    two = int(words["yy"])
    if ctx.historic and ctx.year is not None and ctx.year > 0:
        return values.written(ctx.year // 100 * 100 + two)
    if ctx.anchor is None:
        return None
    return values.written((ctx.anchor.year - two) // 100 * 100 + two)


def old_year(words: Words, ctx: Context) -> str | None:
    """Read three digits: a year only where years BC are spoken of."""
    return values.written(-int(words["oldyear"])) if ctx.year is not None and ctx.year < 0 else None


def decade(words: Words, _: Context) -> str | None:
    """Read the 1990s, the nineties, the 490s BC: the year without its last digit."""
    if "nineties" in words:
        return words["nineties"]
    if "tens" in words:
        return f"19{words['tens'][0]}"
    if "olddecade" in words:
        return f"BC0{words['olddecade'][:-1]}" if words.get("era") == "-" else None
    return words["decade"][:-1]


def century(words: Words, _: Context) -> str | None:
    """Read the 19th century as 18; BC, as counted: the 5th is BC04."""
    first = int(words["ord"]) - 1
    return f"BC{first:02}" if words.get("era") == "-" else f"{first:02}"
