"""What a time expression means: one function a kind, from the words matched and the context to a TIMEX3 value."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from quotecheck.language import time_dates as dates
from quotecheck.language import time_lengths as lengths
from quotecheck.language import time_relative as relative
from quotecheck.language import time_seasons as seasons
from quotecheck.language.time_cards import grammar
from quotecheck.language.time_context import Context, Words

Resolver = Callable[[Words, Context], str | None]

# A card names one of these in `value`.
RESOLVERS: Mapping[str, Resolver] = {
    function.__name__: function
    for function in (
        dates.date, dates.iso, dates.year, dates.short_year, dates.old_year, dates.decade, dates.century,
        seasons.season, seasons.quarter, seasons.half, seasons.holiday,
        relative.unit, relative.weekend, relative.weekday, relative.deictic, relative.part_of_day,
        relative.part_of_date, relative.offset,
        lengths.duration, lengths.every, lengths.every_weekday, lengths.clock, lengths.vague, lengths.nothing,
    )
}  # fmt: skip


def resolve(name: str, words: Words, ctx: Context) -> str | None:
    """Work out a value, "" for a name that is no time; None where there is none, or it lies outside the calendar."""
    try:
        return RESOLVERS[name](words, ctx)
    except (ValueError, OverflowError):
        return None


def normal(match: re.Match[str]) -> dict[str, str]:
    """Give the words of a match by the names of their tables, as the tables put them; `text` is all of it."""
    tables = grammar().tables
    words = {"text": match.group()}
    for name, text in match.groupdict().items():
        if text is None:
            continue
        table = tables.get(name.rstrip("0123456789"))
        words[name] = _look_up(table, text) if table else text
    return words


def _look_up(table: Mapping[str, str], text: str) -> str:
    return table[re.sub(r"[\s\u00a0]+", " ", text.lower())]
