"""Times of day as they are said: "1:52 a.m.", "half past four", "shortly after eleven", "at breakfast".

Each becomes an interval of minutes of the day that is as wide as such a time is loose. Where nothing tells morning from
afternoon, it stands for both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from quotecheck.compare.cards import conflict_cards
from quotecheck.language.quantity_words import value

DAY = 24 * 60
HALF = DAY // 2
# By how much a time may be off, by how round it is: to the minute, to five, to a quarter, to the hour.
_OFF = ((60, 20), (15, 15), (5, 7), (1, 3))
# What "shortly after three" may still be.
_SHORTLY = 35
_HOURS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_PM = re.compile(r"\b(?:afternoon|evening|tonight|tea-?time)\b", re.IGNORECASE)
_AM = re.compile(r"\b(?:morning|dawn|daybreak|sunrise|small hours|early hours)\b", re.IGNORECASE)
_NIGHT = re.compile(r"\b(?:night|overnight)\b", re.IGNORECASE)
_NIGHTFALL = 6
_PAST_HOUR = "five|ten|fifteen|twenty(?:-five)?|thirty|thirty-five|forty(?:-five)?|fifty(?:-five)?"
# What may stand behind an hour that is only a number: "at seven on Saturday", never "at seven houses".
_END = (
    r"(?=\s*(?:[,.;:)–—]|$)|\s+(?:in|on|that|this|the|when|while|as|and|before|local|last|yesterday|today|sharp|"
    r"\w+day)\b)"
)
# What tells the part of the day behind a number: then it is an hour.
_OF_DAY = (
    r"(?=\s(?:in\sthe|this|that|tomorrow|(?:on\s)?\w+day)\s(?:morning|afternoon|evening)\b|\s(?:at|that)\snight\b)"
)
_FEW = r"(?:(?:a\s)?few\s|some\s|several\s)?(?:seconds|moments|minutes)|(?:a|one)\s(?:minute|moment|second)"
_CLOCK = re.compile(
    rf"""\b(?P<hour>[01]?\d|2[0-4])(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[ap])\.?\s?m\b\.?
    |\b(?P<hour24>[01]?\d|2[0-4]):(?P<minute24>[0-5]\d)(?![:\d])(?:\s?(?:hrs|hours|h)\b)?
    |\b(?:(?P<half_past>half)|(?P<quarter>quarter)|(?P<minutes>five|ten|twenty(?:-five)?|\d\d?)(?:\sminutes)?)
     \s(?P<side>past|to)\s(?P<said>{_HOURS}|1[0-2]|[1-9])\b(?!-)
    |\b(?P<dotted>[01]?\d|2[0-3])\.(?P<minute_dotted>[0-5]\d)(?:\s(?:hrs|hours|local)\b|{_OF_DAY})
    |\b(?P<hour_h>[01]?\d|2[0-3])h(?P<minute_h>[0-5]\d)?\b
    |\b(?P<hour_of_day>{_HOURS}|1[0-2]|[1-9]){_OF_DAY}
    |(?P<lead_past>\b(?:at|about|around|shortly\s(?:before|after))\s)(?P<hour_and>{_HOURS})[-\s](?P<past_hour>{_PAST_HOUR})\b
    |\b(?P<oclock>{_HOURS}|1[0-2]|[1-9])\so['’]clock\b
    |(?P<lead>\b(?:at|shortly|just|soon|(?:a\s)?little|right|{_FEW}|stroke)\s(?:(?:after|before|past|of)\s|(?:about|around)\s)?
     |\b(?:until|about|around|towards?|(?:going|getting)\son\sfor|close\sto|since|after|before)\s)
     (?P<bare>{_HOURS}){_END}
    |\b(?P<noon>noon|midday)\b|\b(?P<midnight>midnight)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_ZONED = re.compile(r"\s?\(?(?:GMT|UTC)\b", re.IGNORECASE)
_HEDGE = re.compile(r"\b(?:about|around|roughly|approximately|some|nearly|almost|towards?|circa)\s$", re.IGNORECASE)
_AFTER = re.compile(rf"\b(?:shortly|just|soon|little|right|{_FEW})\s(?:after|past)\s(?:a\s)?$", re.IGNORECASE)
_BEFORE = re.compile(rf"\b(?:shortly|just|little|{_FEW})\sbefore\s(?:a\s)?$", re.IGNORECASE)
_NOT_UNTIL = re.compile(r"\bnot (?:un)?till?\b[^.;]{0,20}$", re.IGNORECASE)
_BOUND = re.compile(
    r"\b(?:by|until|till|since|before|after|from|between|to|and|than)\s(?:(?:about|around|the|at|a)\s)*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day: its first and last minute, on either half of the day where `both`; `part`: a part of the day."""

    low: int
    high: int
    both: bool
    start: int
    end: int
    part: bool = False

    def moved(self, by: int) -> Clock:
        """Give it with offsets into a longer text."""
        return replace(self, start=self.start + by, end=self.end + by)


def clocks(text: str, *, bounds: bool = False) -> list[Clock]:
    """Read the times of day of a sentence; those of another zone are left out, and bounds too unless asked for."""
    found = [clock for match in _CLOCK.finditer(text) if (clock := _read(text, match, bounds=bounds)) is not None]
    return found or list(_parts(text))


def apart(one: Clock, two: Clock) -> int:
    """Give the minutes between two times of day; 0 where they can be one."""
    size = HALF if one.both or two.both else DAY
    return min(_between(one, two, shift) for shift in (-size, 0, size))


def _between(one: Clock, two: Clock, shift: int) -> int:
    if one.both or two.both:
        one, two = _folded(one), _folded(two)
    return max(0, two.low + shift - one.high, one.low - two.high - shift)


def _folded(clock: Clock) -> Clock:
    low = clock.low % HALF
    return replace(clock, low=low, high=low + clock.high - clock.low)


def _read(text: str, match: re.Match[str], *, bounds: bool) -> Clock | None:
    at = match.start() + len(match["lead"] or match["lead_past"] or "")
    before, behind = text[:at], text[match.end() :]
    if _ZONED.match(behind) or (not bounds and _bounded(before) and not _NOT_UNTIL.search(before)):
        return None
    minute, both = _minute(match)
    if both:
        minute, both = _on_half(minute % HALF, text)
    low, high = _widened(minute, before)
    return Clock(low, high, both, at, match.end())


def _bounded(before: str) -> bool:
    return bool(_BOUND.search(before)) and not (_AFTER.search(before) or _BEFORE.search(before))


def _minute(match: re.Match[str]) -> tuple[int, bool]:
    """Give the minute of the day, and whether it may be on the other half of it."""
    if match["half"]:
        hour = int(match["hour"]) % 12 + (12 if match["half"].lower() == "p" else 0)
        return hour * 60 + int(match["minute"] or 0), False
    if match["hour24"]:
        hour = int(match["hour24"])
        return hour * 60 + int(match["minute24"]), 1 <= hour <= 12 and len(match["hour24"]) == 1  # noqa: PLR2004
    for hour_of, minute_of in (("dotted", "minute_dotted"), ("hour_h", "minute_h")):
        if match[hour_of]:
            return int(match[hour_of]) * 60 + int(match[minute_of] or 0), 1 <= int(
                match[hour_of]
            ) <= 12 and hour_of == "dotted"  # noqa: PLR2004
    if match["hour_and"]:
        return (_number(match["hour_and"]) % 12 * 60 + _number(match["past_hour"])) % HALF, True
    if match["noon"] or match["midnight"]:
        return (HALF if match["noon"] else 0), False
    hour = _number(match["said"] or match["oclock"] or match["bare"] or match["hour_of_day"]) % 12
    past = 30 if match["half_past"] else 15 if match["quarter"] else _number(match["minutes"] or "0")
    return (hour * 60 + (past if match["side"] != "to" else -past)) % HALF, True


def _number(words: str) -> int:
    return int(words) if words.isdigit() else int(value(words.lower()) or 0)


def _on_half(minute: int, text: str) -> tuple[int, bool]:
    """Put it before or after noon by the part of the day that its sentence names, if it names one."""
    am, pm, night = (bool(part.search(text)) for part in (_AM, _PM, _NIGHT))
    if night and not (am or pm):
        am, pm = minute < _NIGHTFALL * 60, minute >= _NIGHTFALL * 60
    return (minute, True) if am == pm else (minute + (HALF if pm else 0), False)


def _widened(minute: int, before: str) -> tuple[int, int]:
    off = next(off for step, off in _OFF if minute % step == 0)
    if _AFTER.search(before):
        return minute - 5, minute + _SHORTLY
    if _BEFORE.search(before):
        return minute - _SHORTLY, minute + 5
    off *= 2 if _HEDGE.search(before) else 1
    return minute - off, minute + off


def _parts(text: str) -> Iterator[Clock]:
    """Give the parts of the day that a sentence names, a meal's time among them."""
    for match in _named().finditer(text):
        low, high = _part_times()[" ".join(match.group().lower().split())]
        yield Clock(low, high, both=False, start=match.start(), end=match.end(), part=True)


@lru_cache(maxsize=1)
def _part_times() -> dict[str, tuple[int, int]]:
    """Read "early morning 04:00 09:00" of the card; an end that is earlier than the start is on the next day."""
    times = {}
    for line in conflict_cards()["time"].words["parts"]:
        name, low, high = line.rsplit(" ", 2)
        first, last = _of(low), _of(high)
        times[name] = (first, last if last > first else last + DAY)
    return times


def _of(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


@lru_cache(maxsize=1)
def _named() -> re.Pattern[str]:
    names = sorted(_part_times(), key=lambda name: (-len(name), name))
    return re.compile(rf"\b(?:{'|'.join(names)})\b", re.IGNORECASE)
