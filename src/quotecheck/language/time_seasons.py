"""Parts of a year: seasons, quarters, halves, feasts."""

from __future__ import annotations

import datetime as dt

from quotecheck.language import time_values as values
from quotecheck.language.time_context import Context, Words, year_by
from quotecheck.language.time_dates import given_year


def _part_year(words: Words, ctx: Context, months: tuple[int, int]) -> int | None:
    given = given_year(words)
    if given is not None:
        return given
    if (dirs := words.get("dir") or words.get("dirref")) and "season" not in words:
        return year_by(dirs, ctx)
    if ctx.historic or ctx.anchor is None:
        return ctx.year
    return _season_year(dirs, months, ctx.anchor, ctx.tense())


def _season_year(direction: str | None, months: tuple[int, int], anchor: dt.date, future: bool | None) -> int:
    step = int(direction[:-1]) if direction else 0
    running = months[0] <= anchor.month <= months[1]
    if step < 0 or (not step and future is False):
        return anchor.year - (anchor.month <= months[1] if step else anchor.month < months[0])
    if step > 0:
        return anchor.year + (anchor.month >= months[0])
    return anchor.year if running else anchor.year + (anchor.month > months[1] and future is True)


_SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 12)}


def season(words: Words, ctx: Context) -> str | None:
    """Read a season of a year."""
    name = words["season"]
    found = _part_year(words, ctx, _SEASON_MONTHS[name])
    return f"XXXX-{name}" if found is None else f"{values.written(found)}-{name}"


def quarter(words: Words, ctx: Context) -> str | None:
    """Read a quarter of a year, fiscal ones too."""
    which = int(words.get("q") or words.get("which") or words["ord"])
    if not 1 <= which <= 4:  # noqa: PLR2004
        return None
    found = _part_year(words, ctx, (which * 3 - 2, which * 3))
    return None if found is None else f"{values.written(found)}-Q{which}"


def half(words: Words, ctx: Context) -> str | None:
    """Read a half of a year."""
    which = int(words.get("q") or words.get("ord") or 2)
    found = _part_year(words, ctx, (1, 6) if which == 1 else (7, 12))
    return None if found is None or which not in (1, 2) else f"{values.written(found)}-H{which}"


def holiday(words: Words, ctx: Context) -> str | None:
    """Read a feast by its rule, in the year given, or the nearest by tense."""
    rule = words["holiday"]
    given = given_year(words)
    if given is None and ctx.historic:
        given = ctx.year
    if given is None and ctx.anchor is not None:
        given = _holiday_year(rule, words, ctx)
    day = values.holiday(rule, given) if given is not None else None
    if day is None:
        return None
    return day.isoformat() + (f"T{words['part']}" if "part" in words else "")


_JUST_OVER = 14  # days for which a feast is spoken of as planned, called off, spoilt: not the one a year ahead


def _holiday_year(rule: str, words: Words, ctx: Context) -> int | None:
    anchor = ctx.anchor
    assert anchor is not None
    days = [day for y in range(anchor.year - 1, anchor.year + 2) if (day := values.holiday(rule, y))]
    direction = words.get("dir", "0a")
    future = {"-": False, "1": True}.get(direction[0], ctx.tense())
    if future is None:
        return min(days, key=lambda day: abs((day - anchor).days)).year
    past, coming = [day for day in days if day <= anchor], [day for day in days if day >= anchor]
    if not past or not coming:
        return None
    just_over = direction[0] != "1" and (anchor - past[-1]).days <= _JUST_OVER
    return (coming[0] if future and not just_over else past[-1]).year
