"""Numbers that count nothing: names, labels, dates, times, scores, telephone and house numbers."""

from __future__ import annotations

import re

from quotecheck.language.quantity_cards import cards
from quotecheck.language.quantity_numbers import Stated
from quotecheck.language.quantity_words import either

_NOUNS = cards()["nouns"]
_MONTH = rf"(?:{either(_NOUNS.months)})\.?"
_LABEL = re.compile(rf"(?i:\b(?:{either(_NOUNS.labels)})\.?[\s-]$)|#$")
_MONTH_BEFORE = re.compile(rf"\b{_MONTH}\s(?:the\s)?$")
_MONTH_BEHIND = re.compile(rf"(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}(?!\w)")
_GLUED = re.compile(r"[A-Za-z_@/\\.,:'’-]$|=[\"']?$")
# Some collections have their signs torn off: "9 : 25", "4 a. m.", "1, 500", "41 / 2" (four and a half).
_TIME = re.compile(
    r"\d{1,2}(?:\s?[:.]\s?\d\d)?\s?(?:[ap]\.?\s?m\b|o\s?['’]\s?clock|hrs\b|GMT|UTC|(?<=[.:]\d\d\s)(?:in\sthe\s(?:morning|afternoon|evening)|at\snight))|\d{1,2}\s?:\s?\d\d"
)
_TORN_BEFORE = re.compile(r"\d(?:,|\s[:/])\s$")
_TORN_BEHIND = re.compile(r"\d{1,3},\s\d{3}(?!\d|,\d)|\d+\s/\s\d")
# "half past four", "twenty past seven", "shortly after eleven", "about seven on Saturday evening": times of day.
_HOUR_BEFORE = re.compile(
    r"(?i)\b(?:past|(?:quarter|minutes?) to|(?:shortly|just|soon|little|right) (?:after|before|past))\s$"
)
_HOUR_BEHIND = re.compile(
    r"\s(?:past|o['’]clock)\b|\s(?:on\s\w+day|this|that|in the|\w+day|yesterday)\s(?:morning|afternoon|evening|night)\b"
)
_HOURS = 12
_CODE = re.compile(r"\d+(?:[-–/.]\d+){2,}|\d+/\d+|0\d")
_TAIL = re.compile(r"(?:st|nd|rd|th|s)\b|['’]?s\b|\w|/|-(?=[A-Z0-9])")
# "ended the day 9 per cent lower": no label.
_SHARE = re.compile(r"\d+(?:[.,]\d+)?\s?(?:%|per\s?cent)")
_STREET = re.compile(rf"\s(?:[A-Z][\w’']+\s){{1,3}}?(?:{either(_NOUNS.streets)})\b")
_SCORE_BEFORE = re.compile(
    r"(?i)\b(?:w[io]n|los[te]|beat\w*|defeat\w*|dr[ea]w\w*|score\w*|trail\w*|led|lead|ahead|voted|ruled)\b[^.]{0,30}$"
)
_SCORE_BEHIND = re.compile(rf"\s(?:\w+\s)?(?:{either(_NOUNS.scores)})\b")
_YEAR = re.compile(r"(?:1[0-9]|20)\d\d")
_YEAR_WORDS = re.compile(
    r"(?i)\b(?:in|since|of|by|until|from|before|after|during|early|late|mid|and|to|year|the|between|spring|summer|autumn|winter|fall)[\s-]$|[(,‘'’–-]\s?$"
)
_ONE_BEFORE = re.compile(r"(?i)\b(?:no|any|every|each|the|this|that|which|some|number|square|day|not)[\s-]$")
_ONE_BEHIND = re.compile(rf"\s(?i:{either(_NOUNS.oneness)})\b|['’]s|\s?[.,;:!?)]|\s(?:{either(_NOUNS.stop)})\b|-")
# "There was just one."
_ONLY = re.compile(r"(?i)\b(?:just|only)\s$")
_NO_NOUN = re.compile(r"\s?[.,;:!?)]|$")
_ORDINAL_BEFORE = re.compile(r"(?i)\b(?:the|first|second|other|latter|better|opening|third|fourth|final)[\s-]$")
_NAME_BEFORE = re.compile(r"(?<![.!?:;”\"]\s)(?<!^)\b[A-Z][\w’']*\s$")
_SCORE_MOST = 20


def barred_before(text: str, at: int) -> bool:
    """Tell whether what stands before the number that begins at `at` makes it a label, a date or a code."""
    before = text[max(0, at - 40) : at]
    if text[at].isdigit():
        if _GLUED.search(before) and not re.search(r"(?:^|[\s(])[-−]$", before):
            return True
        if _TIME.match(text, at) or _CODE.match(text, at):
            return True
        if _TORN_BEHIND.match(text, at) or (_TORN_BEFORE.search(before) and _torn(text, at, before)):
            return True
    if _SHARE.match(text, at):
        return False
    return bool(_LABEL.search(before) or _MONTH_BEFORE.search(before))


def _torn(text: str, at: int, before: str) -> bool:
    """Tell the 500 of "1, 500" from the 40 of "in 2031, 40 boats"."""
    return not before.endswith(", ") or bool(
        re.match(r"\d{3}(?!\d)", text[at : at + 4]) and re.search(r"(?<!\d)\d{1,3}, $", before)
    )


def barred(text: str, stated: Stated, *, hedged: bool, counts: bool) -> bool:
    """Tell whether a number that was read is none: a score, a year, a house number, *one* as a pronoun."""
    before = text[max(0, stated.start - 40) : stated.start]
    if stated.scale is None and (_TAIL.match(text, stated.end) and not text.startswith("-", stated.end)):
        return True
    if stated.digits and (_STREET.match(text, stated.end) or _MONTH_BEHIND.match(text, stated.end)):
        return stated.scale is None
    if stated.kind == "fraction":
        return bool(_ORDINAL_BEFORE.search(before))
    if not counts and _is_hour(text, stated, before):
        return True
    if stated.scale is None and not hedged:
        return _is_name(text, stated, before, counts=counts) or _is_one(text, stated, before, counts=counts)
    return False


def _is_hour(text: str, stated: Stated, before: str) -> bool:
    if stated.kind == "range" or stated.scale is not None or stated.digits:
        return False
    behind = _HOUR_BEHIND.match(text, stated.end)
    return (behind is not None and "past" in behind.group()) or (
        stated.high <= _HOURS and bool(behind or _HOUR_BEFORE.search(before))
    )


def _is_name(text: str, stated: Stated, before: str, *, counts: bool) -> bool:
    number = text[stated.start : stated.end]
    if _YEAR.fullmatch(number) and (_YEAR_WORDS.search(before) or not counts):
        return True
    if stated.kind == "range" and _YEAR.match(number) and not counts:
        return True
    if re.match(r"[-–]\d", text[stated.end : stated.end + 2]) or re.search(r"\d[-–]$", before):
        return True
    if (
        stated.kind == "range"
        and stated.high < _SCORE_MOST
        and (_SCORE_BEFORE.search(before) or _SCORE_BEHIND.match(text, stated.end))
    ):
        return True
    return stated.digits and not counts and bool(_NAME_BEFORE.search(before))


def _is_one(text: str, stated: Stated, before: str, *, counts: bool) -> bool:
    if text[stated.start : stated.end].lower() != "one":
        return False
    if _ONLY.search(before) and _NO_NOUN.match(text, stated.end):
        return False
    return bool(not counts or _ONE_BEFORE.search(before) or _ONE_BEHIND.match(text, stated.end))
