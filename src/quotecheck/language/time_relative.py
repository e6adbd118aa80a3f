"""Time by reference to the day of publication, or to the date last spoken of."""

from __future__ import annotations

import datetime as dt
import re

from quotecheck.language import time_values as values
from quotecheck.language.time_context import UNKNOWN, Context, Words, named_unit, shift, to_day
from quotecheck.language.time_dates import date


def unit(words: Words, ctx: Context) -> str | None:
    """Read last week, this year, the next day, the end of the month."""
    text = words["text"].lower()
    direction = words.get("dir") or words.get("dirref") or _plain_direction(text)
    name = words.get("cal") or named_unit(text)
    if text.endswith("before last"):
        direction = "-2a"
    base = _unit_base(direction, ctx)
    if name == "WE":
        return weekend(words, ctx)
    unknown = UNKNOWN.get(name) if ctx.historic or "dirref" in words else None
    return shift(base, name, int(direction[:-1])) or unknown


def _unit_base(direction: str, ctx: Context) -> str | None:
    if direction.endswith("a"):
        return ctx.base
    if direction.endswith("t") and not ctx.historic and ctx.tense() is not False:
        return ctx.base
    return ctx.spoken(int(direction[:-1]))


def _plain_direction(text: str) -> str:
    """Give the step of what has no word of direction: *the end of the month* by tense, *the day before* not."""
    if re.search(r"(before|previous)$", text):
        return "-1r"
    if re.search(r"(after|following)$", text):
        return "1r"
    return "0t"


def weekend(words: Words, ctx: Context) -> str | None:
    """Read the weekend: the last one, or the next where the clause speaks of the future."""
    if ctx.anchor is None or ctx.historic:
        return None
    direction = words.get("dir") or words.get("dirref") or ""
    on_weekend = ctx.anchor.weekday() >= 5  # noqa: PLR2004
    step = int(direction[:-1]) if direction else (0 if ctx.tense() or on_weekend else -1)
    return values.week_of(ctx.anchor + dt.timedelta(weeks=step)) + "-WE"


def weekday(words: Words, ctx: Context) -> str | None:
    """Read a day of the week near the anchor: by tense, or by last and next."""
    base = to_day(ctx.ref) if ctx.historic else ctx.anchor
    part = f"T{words['part']}" if "part" in words else ""
    want = int(words["weekday"])
    if base is None:
        return f"XXXX-WXX-{want}"
    if re.search(r"(?i)week$", words["text"]):
        step = int((words.get("dir") or "0a")[:-1])
        moved = base + dt.timedelta(days=7 * step + want - base.isoweekday())
        return moved.isoformat() + part
    return _near_weekday(base, want, words, ctx).isoformat() + part


def _near_weekday(base: dt.date, want: int, words: Words, ctx: Context) -> dt.date:
    back, ahead = (base.isoweekday() - want) % 7, (want - base.isoweekday()) % 7
    direction = words.get("dir") or words.get("dirref")
    step = int(direction[:-1]) if direction else 0
    if step:
        return base + dt.timedelta(days=(ahead or 7) if step > 0 else -(back or 7))
    if direction and not back and not ctx.historic:
        return base  # "this Sunday", said on a Sunday
    future = True if ctx.historic else ctx.tense()
    if direction and future is None:
        future = ahead <= back
    if future:
        return base + dt.timedelta(days=ahead if ctx.historic else ahead or 7)
    return base - dt.timedelta(days=back)


def deictic(words: Words, ctx: Context) -> str | None:
    """Read today, yesterday, tomorrow, with a part of the day."""
    base = to_day(ctx.base)
    part = f"T{words['part']}" if "part" in words else ""
    if base is None or ctx.historic:
        return f"XXXX-XX-XX{part}"
    return (base + dt.timedelta(days=int(words["deictic"]))).isoformat() + part


def part_of_day(words: Words, ctx: Context) -> str | None:
    """Read this morning, last night, that evening, the following night."""
    text = words["text"].lower()
    part = words.get("part", "NI")
    relative = re.search(r"\b(that|same|next|following|previous|before|after)\b", text)
    base = to_day(ctx.ref) if relative or ctx.historic else ctx.anchor
    step = 0
    if re.search(r"\b(last|yesterday|previous|before)\b", text):
        step = -1
    elif re.search(r"\b(next|following|tomorrow|after)\b", text):
        step = 1
    if base is None:
        return f"XXXX-XX-XXT{part}"
    return f"{(base + dt.timedelta(days=step)).isoformat()}T{part}"


def part_of_date(words: Words, ctx: Context) -> str | None:
    """Read the night of 3 March."""
    day = date(words, ctx)
    return f"{day}T{words['part']}" if day else None


def offset(words: Words, ctx: Context) -> str | None:
    """Read three days ago, two years later: from the anchor, or from the date last spoken of."""
    name = words.get("unit") or words["units"]
    direction = words.get("back") or words["beside"]
    count = words.get("n", "X")
    if count == "X":
        return "FUTURE_REF" if direction[0] == "1" else "PAST_REF"
    amount = float(count)
    if name == "Y" and amount % 1:
        name, amount = "M", amount * 12
    steps = round(amount) * int(direction[:-1])
    from_anchor = direction.endswith("a") and ctx.anchor is not None
    base = ctx.anchor.isoformat() if from_anchor and ctx.anchor else ctx.spoken(steps)
    if name.startswith("T"):
        return _hours(base, name, steps)
    return shift(base, name, steps) or UNKNOWN.get(name)


def _hours(base: str | None, name: str, steps: int) -> str:
    clock_time = re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d", base or "")
    day = to_day(base)
    if day is None:
        return "XXXX-XX-XXTXX"
    if clock_time and "T24" not in clock_time[0]:
        moved = dt.datetime.fromisoformat(clock_time[0]) + dt.timedelta(minutes=steps * (60 if name == "TH" else 1))
        return moved.isoformat(timespec="minutes")
    return f"{day.isoformat()}TXX"
