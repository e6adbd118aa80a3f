"""The day an article was written on, from which its relative dates count, and what a zone of time leaves open."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile

from quotecheck.language.time import tag
from quotecheck.records import Article, SaidOn, Timex, Zone

# A dateline may be so many days older than the publication of its article; one further back is of something else.
_OLDEST = dt.timedelta(days=14)
# Somewhere on earth it is fourteen hours later than in Greenwich.
_EARLIEST_ZONE = dt.timedelta(hours=14)
_DAY = len("2031-03-05")
_NEAR_TOP = 20  # zones
_FEW = 3  # times in a dateline


def published_day(article: Article) -> dt.date | None:
    """Give the day of publication, by the zone of its time."""
    return None if article.published is None else dt.date.fromisoformat(article.published[:_DAY])


def anchor(article: Article) -> dt.date | None:
    """Give the day that relative dates of an article hang on: of its dateline, else of its own version, or none."""
    published, zone = published_day(article), _zone(article)
    if published is None or zone is None:
        return published
    dated = dateline(article, tag(article.text[zone.start : zone.end], published, offset=zone.start))
    return published if dated is None else _day(dated.value)


def is_of_version(article: Article, text: str) -> bool:
    """Tell whether a relative time, "yesterday", is another day by the update of an article than by its publication."""
    versions = {moment[:_DAY] for moment in (article.published, article.updated) if moment}
    values = {tuple(timex.value for timex in tag(text, dt.date.fromisoformat(day))) for day in sorted(versions)}
    return len(values) > 1


def dateline(article: Article, timexes: Sequence[Timex]) -> SaidOn | None:
    """Give the day that the dateline names, shortly before the publication or, where that is unknown, in full."""
    zone, published = _zone(article), published_day(article)
    if zone is None:
        return None
    begin = bisect_left(timexes, zone.start, key=lambda t: t.start)
    for timex in takewhile(lambda t: t.end <= zone.end, timexes[begin : begin + _FEW]):
        day = _day(timex.value)
        if day is not None and (published is None or published - _OLDEST <= day <= latest_day(article.published or "")):
            day_named = day.isoformat()
            return SaidOn(value=day_named, basis="dateline", text=timex.text, start=timex.start, end=timex.end)
    return None


def _zone(article: Article) -> Zone | None:
    return next((zone for zone in article.zones[:_NEAR_TOP] if zone.kind == "dateline"), None)


def _day(value: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat((value or "")[:_DAY])
    except ValueError:
        return None


@lru_cache(maxsize=1024)
def latest_day(published: str) -> dt.date:
    """Give the last day that had begun anywhere when something was published; a date alone is taken as it is.

    >>> latest_day("2031-03-03T22:30:00Z")
    datetime.date(2031, 3, 4)
    """
    day = dt.date.fromisoformat(published[:_DAY])
    if len(published) == _DAY:
        return day
    try:
        moment = dt.datetime.fromisoformat(published.upper())
        return max(day, (moment.astimezone(dt.UTC) + _EARLIEST_ZONE).date())
    except (ValueError, OverflowError):  # a leap second, the last day of all
        return day
