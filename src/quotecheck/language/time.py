"""Time expressions (TIMEX3) by cards: find where one stands, take the longest, work out its value."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from quotecheck.language import time_tense
from quotecheck.language.quantity_words import value as number_value
from quotecheck.language.time_cards import DIGIT, Form, grammar
from quotecheck.language.time_context import Context, to_day, to_parts
from quotecheck.language.time_resolve import normal, resolve
from quotecheck.language.time_values import days, edtf
from quotecheck.records import Timex

__all__ = ["days", "edtf", "is_historic", "tag", "tag_article"]

Future = Callable[[int, int], bool]

_TOKEN = re.compile(r"[A-Za-z]+|\d+|['’](?=\d)")
_REACH = 6  # words from the first to the strong one of an expression
_FAR = 15  # years
_CONTEXT = 40  # characters that a guard looks at
_JOIN = re.compile(r",? (?:on |at |in )?(?:the )?|, ")
_DAY_OR_PART = re.compile(r"(\d{4}-\d\d-\d\d)(?:T([A-Z]{2}))?")
_TIME = re.compile(r"T\d\d:\d\d")
_STRONG_NUMBER = re.compile(r"\d{3,4}(?!\d)|\d+(?:[:/.–-]\d|\s?[ap]\.?m|[a-z]|['’]s|\s[Oo]['’])|(?<=['’])\d")
_LEADING = re.compile(r"[$£€#/.,:]$|\d[-–]$")


@dataclass(slots=True)
class _Hit:
    start: int
    end: int
    form: Form
    words: dict[str, str]
    value: str


def tag(text: str, anchor: dt.date | None, *, offset: int = 0, future: Future | None = None) -> list[Timex]:
    """Find the time expressions of one paragraph; `offset` is added to where they stand.

    `anchor` is the publication date; without one, what is relative to it keeps X for what is unknown.
    `future(start, end)` tells, by offsets into `text`, whether the clause around has a future verb.
    """
    return _tag(text, Context(anchor, historic=anchor is None), offset, future)


def tag_article(
    paragraphs: Sequence[tuple[int, str]], anchor: dt.date | None, *, future: Future | None = None
) -> list[Timex]:
    """Find the time expressions of an article's paragraphs (offset, text), each date the anchor of the next.

    `future` takes offsets into the article.
    """
    context = Context(anchor, historic=is_historic([text for _, text in paragraphs], anchor))
    found = []
    for start, text in paragraphs:
        shifted = partial(_shifted, future, start) if future else None
        found += _tag(text, context, start, shifted)
    return found


def _shifted(future: Future, by: int, start: int, end: int) -> bool:
    return future(start + by, end + by)


_YEARS = re.compile(r"\b(1\d{3}|20\d\d)\b(?!,\d)|\b(\d{1,3}) BC")
_DEICTIC = re.compile(
    r"\b(?:yesterday|today|tomorrow|tonight|(?:[Ll]ast|[Tt]his|[Nn]ext) (?:week|month|year|night)"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
_RECENT = 2  # years that news may well look back or ahead
_FEW = 5  # years that must be named before a text is about another time
_SHARE = 3  # for each sign that it is about its own


def is_historic(texts: Sequence[str], anchor: dt.date | None) -> bool:
    """Tell whether a text is about another time than that of its publication, by the years that it names."""
    if anchor is None:
        return True
    other = near = 0
    for text in texts:
        for match in _YEARS.finditer(text):
            far = match[2] is not None or abs(int(match[1]) - anchor.year) > _RECENT
            other, near = other + far, near + (not far)
        near += len(_DEICTIC.findall(text))
    return other >= _FEW and other > _SHARE * near


def _tag(text: str, context: Context, offset: int, future: Future | None) -> list[Timex]:
    hits: list[_Hit] = []
    for hit in _hits(text, context, future):
        if hits and (joined := _join(hits[-1], hit, text)):
            hits[-1] = joined
        else:
            hits.append(hit)
        if context.historic or len(hits) < 2 or not _reports(hits[-2], hits[-1], text):  # noqa: PLR2004
            _remember(hits[-1], context)
    return [_timex(hit, text, offset) for hit in hits]


def _reports(left: _Hit, right: _Hit, text: str) -> bool:
    """Tell whether a day is only that of the report of what happened on the day before it in its sentence."""
    return to_day(left.value) is not None and time_tense.is_of_report(text, left.end, right.start)


def _timex(hit: _Hit, text: str, offset: int) -> Timex:
    return Timex(
        start=hit.start + offset,
        end=hit.end + offset,
        text=text[hit.start : hit.end],
        type="SET" if hit.form.pattern.type == "SET" else _type(hit.value),
        value=hit.value,
    )


def _type(value: str) -> Literal["DATE", "TIME", "DURATION"]:
    if value.endswith("_REF"):
        return "DATE"
    if value.startswith("P"):
        return "DURATION"
    return "TIME" if "T" in value else "DATE"


def _remember(hit: _Hit, context: Context) -> None:
    """Keep a date as what the next relative one starts from."""
    if hit.form.pattern.type in ("SET", "DURATION") or "X" in hit.value or hit.value[0] in "PF":
        return
    parts = to_parts(hit.value)
    if parts is None:
        return
    named = bool(hit.words.keys() & {"year", "anyyear", "oldyear"})
    if named and _is_aside(parts[0], context):
        context.aside = parts[0]
        return
    context.ref = hit.value
    if context.historic or named:
        context.year, context.aside = parts[0], None


def _is_aside(year: int, context: Context) -> bool:
    """Tell whether a year is a digression (declassified in 2005): far from the one spoken of, and named once."""
    far = context.historic and context.year is not None and abs(year - context.year) > _FAR
    return far and (context.aside is None or abs(year - context.aside) > _FAR)


def _starts(text: str) -> Iterator[tuple[int, tuple[Form, ...]]]:
    """Yield where an expression may begin and the forms that may: only where a strong word is near."""
    rules = grammar()
    strong, forms = rules.strong, rules.forms
    tokens = [(match.start(), match.group().lower()) for match in _TOKEN.finditer(text)]
    last_strong = len(tokens) + _REACH
    found = []
    for at in range(len(tokens) - 1, -1, -1):
        start, word = tokens[at]
        digit = word[0].isdigit()
        if word in strong or (digit and _STRONG_NUMBER.match(text, start)):
            last_strong = at
        if last_strong - at <= _REACH and (near := forms.get(DIGIT if digit else word)):
            found.append((start, near))
    return reversed(found)


def _hits(text: str, context: Context, future: Future | None) -> Iterator[_Hit]:
    done = 0
    for start, forms in _starts(text):
        if start < done or (start and text[start - 1].isalnum() and text[start] not in "'’"):
            continue
        for hit in _read(text, start, forms, context, future):
            done = hit.end
            if hit.value:
                yield hit


def _read(text: str, start: int, forms: tuple[Form, ...], context: Context, future: Future | None) -> list[_Hit]:
    """Take the longest form that matches here and has a value."""
    matches = [(form, match) for form in forms if (match := form.regex.match(text, start)) and _allowed(form, match)]
    matches.sort(key=lambda pair: (-pair[1].end(), pair[0].pattern.value != "nothing", pair[0].order))
    for form, match in matches:
        context.tense = partial(_tense, future, text, match.start(), match.end())
        hits = _range(form, match, context) if form.pattern.split else _single(form, match, context)
        if hits:
            return hits
    return []


def _allowed(form: Form, match: re.Match[str]) -> bool:
    text, start, end = match.string, match.start(), match.end()
    before = text[max(0, start - _CONTEXT) : start]
    if text[start].isdigit() and _LEADING.search(before[-2:]):
        return False
    if form.before and not form.before.search(before):
        return False
    if form.not_before and form.not_before.search(before):
        return False
    return not (form.not_after and form.not_after.match(text, end))


def _tense(future: Future | None, text: str, start: int, end: int) -> bool | None:
    return future(start, end) if future else time_tense.guess(text, start, end)


def _words(match: re.Match[str]) -> dict[str, str]:
    words = normal(match)
    if "n" in words:
        counts = grammar().tables["count"]
        text = re.sub(r"\s+", " ", words["n"].lower())
        words["n"] = counts.get(text) or f"{number_value(text) or 0:g}"
    return words


def _single(form: Form, match: re.Match[str], context: Context) -> list[_Hit]:
    words = _words(match)
    value = resolve(form.pattern.value, words, context)
    return [] if value is None else [_Hit(match.start(), match.end(), form, words, value)]


def _range(form: Form, match: re.Match[str], context: Context) -> list[_Hit]:
    """Read both ends of a range, each with what only the other says."""
    words = _words(match)
    cut = match.span("to" if "to" in match.groupdict() else "yearto")
    second = {name.removesuffix("2"): text for name, text in words.items() if name.endswith("2")}
    first = {name: text for name, text in words.items() if not name.endswith("2")}
    if "yy" in words:
        year = int(words["year"])
        end = year // 100 * 100 + int(words["yy"])
        if end <= year:
            return []
        second = {"year": str(end)}
    name = "date" if {"mon", "month"} & first.keys() else "weekday" if "weekday" in first else "year"
    left = resolve(name, {**first, "text": match.string[match.start() : cut[0]]}, context)
    right = resolve(name, {**first, **second, "text": match.string[cut[1] : match.end()]}, context)
    if left and right and name == "weekday":
        left, right = _week_in_order(left, right, context)
    if left is None or right is None or (left > right and not left.startswith("BC")):
        return []
    return [
        _Hit(match.start(), cut[0], form, first, left),
        _Hit(cut[1], match.end(), form, {**first, **second}, right),
    ]


def _week_in_order(left: str, right: str, context: Context) -> tuple[str, str]:
    """Put Tuesday to Thursday into one week: both ahead, or both gone by."""
    first, last = to_day(left), to_day(right)
    if first is None or last is None or first <= last:
        return left, right
    week = dt.timedelta(weeks=1)
    if context.tense():
        return left, (last + week).isoformat()
    return (first - week).isoformat(), right


def _join(left: _Hit, right: _Hit, text: str) -> _Hit | None:
    """Make one of a day and a time of day beside each other: 9 a.m. on Monday, 3 March at noon."""
    if not _JOIN.fullmatch(text, left.end, right.start):
        return None
    for clock, day in ((left, right), (right, left)):
        dated = _DAY_OR_PART.fullmatch(day.value)
        if clock.form.pattern.value == "clock" and dated:
            value = dated[1] + _in_part(clock, dated[2])
            return _Hit(left.start, right.end, clock.form, {**left.words, **right.words}, value)
    return None


def _in_part(clock: _Hit, part: str | None) -> str:
    """Give the time of day; "4:30 this afternoon" is half past sixteen."""
    time = clock.value[clock.value.index("T") :]
    hour = int(time[1:3])
    late = part in {"AF", "EV"} and "ampm" not in clock.words and 1 <= hour < 12  # noqa: PLR2004
    return f"T{hour + 12:02}{time[3:]}" if late else time
