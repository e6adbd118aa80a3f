"""Lengths of time, how often, and the time of day."""

from __future__ import annotations

import re

from quotecheck.language.time_context import UNKNOWN, Context, Words, named_unit


def duration(words: Words, _: Context) -> str | None:
    """Write P3D, PT2.5H, PXM."""
    text = words["text"].lower()
    name = words.get("unit") or words.get("units") or words.get("cal") or _duration_unit(text)
    if re.match(r"(?i)an?\s\w+s\b", text):
        return None
    count = words.get("n") or ("0.5" if text.startswith("half") else "X" if "units" in words else "1")
    if re.search(r"\bhalf\b", text) and count not in ("X", "0.5"):
        count = f"{float(count) + 0.5:g}"
    if count == "0.5" and name == "TH":
        return "PT30M"
    return _period(count, name)


def _duration_unit(text: str) -> str:
    return "TH" if "hour" in text else named_unit(text)


def _period(count: str, name: str) -> str | None:
    if not re.fullmatch(r"X|\d+(\.\d+)?", count):
        return None
    if name in ("WE", "Q") and count != "1":
        return None
    if name == "2W":
        count, name = ("X" if count == "X" else f"{2 * float(count):g}"), "W"
    return f"PT{count}{name[1:]}" if name.startswith("T") else f"P{count}{name}"


_EVERY = {**UNKNOWN, "Q": "XXXX-QX", "WE": "XXXX-WXX-WE"}


def every(words: Words, _: Context) -> str | None:
    """Read daily, every week, every three hours, per month, every June, every night."""
    if "every" in words:
        return words["every"]
    if "rate" in words:
        return _period("1", words["rate"])
    if "season" in words or "month" in words:
        return f"XXXX-{words['season']}" if "season" in words else f"XXXX-{int(words['month']):02}"
    if "part" in words:
        return f"XXXX-XX-XXT{words['part']}"
    name = words.get("unit") or words["cal"]
    count = words.get("n") or words.get("ord") or ("2" if "other" in words["text"].lower() else None)
    if count is None:
        return _EVERY.get(name) or _period("1", name)
    return _period(count, name)


def every_weekday(words: Words, _: Context) -> str | None:
    """Read every Monday, Mondays."""
    part = f"T{words['part']}" if "part" in words else ""
    return f"XXXX-WXX-{words.get('weekday') or words['weekdays']}{part}"


def clock(words: Words, ctx: Context) -> str | None:
    """Read a time of day, on the day last spoken of, or else the day of publication."""
    time = _time_of_day(words)
    if time is None:
        return None
    day = ctx.day
    zone = words.get("zone", "Z" if re.search(r"GMT|UTC", words["text"]) else "")
    return f"{day.isoformat() if day else 'XXXX-XX-XX'}T{time}{zone}"


def _time_of_day(words: Words) -> str | None:
    if "hourname" in words:
        return words["hourname"]
    if "clock4" in words:
        return f"{words['clock4'][:2]}:{words['clock4'][2:]}"
    if "n" in words:
        hour = float(words["n"]) if words["n"] != "X" else 0
        return f"{int(hour):02}:00" if 1 <= hour <= 12 else None  # noqa: PLR2004
    hour_ = int(words["hour"])
    if "ampm" in words:
        if not 1 <= hour_ <= 12:  # noqa: PLR2004
            return None
        hour_ = hour_ % 12 + (12 if words["ampm"].lower().startswith("p") else 0)
    return f"{hour_:02}:{words.get('minute', '00')}"


def nothing(_: Words, __: Context) -> str:
    """Take what names no time, so that no part of it is read as one."""
    return ""


def vague(words: Words, ctx: Context) -> str | None:
    """Read now, recently, soon, the future."""
    if "soon" in words:
        return None if ctx.historic else words["soon"]
    return words["vague"]
