"""Votes and scores: "five to two", "four against three", "by 12 votes to nine", "7-2"."""

from __future__ import annotations

import re
from functools import lru_cache

from quotecheck.compare.cards import conflict_cards
from quotecheck.compare.passages import sentence
from quotecheck.compare.statements import KEPT, Outcome, Statement
from quotecheck.language.quantity_words import value

_NUMBER = (
    r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|twenty)"
)
_TALLY = re.compile(
    rf"(?<![\w.,:/-])(?P<one>{_NUMBER})(?:\s(?:votes?\s)?(?:to|against)\s|[-–])(?P<two>{_NUMBER})(?![\w:/%-]|[.,]\d)"
    r"(?!\s(?:days|weeks|months|years|hours|minutes|per ?cent|metres|miles|km|people|times)\b)",
    re.IGNORECASE,
)


def check(left: Statement, right: Statement) -> Outcome | None:
    """Compare the only tallies of two clauses that go together, where both speak of a vote, or both of a match."""
    one, two = _tally(left), _tally(right)
    if one is None or two is None or not _about(left) & _about(right):
        return None
    match = left.match(right)
    if match is None or match.rank > 1:
        return None
    if sorted(one[0]) == sorted(two[0]):
        return Outcome("agreement", "tally", one[1], two[1], "the same result")
    return Outcome("conflict", "tally", one[1], two[1], "two results of one count")


@lru_cache(maxsize=KEPT)
def _tally(statement: Statement) -> tuple[tuple[int, int], str] | None:
    text = _sentence(statement)
    found = list(_TALLY.finditer(text))
    if len(found) != 1 or _words("part").search(text):
        return None
    return (_read(found[0]["one"]), _read(found[0]["two"])), found[0].group()


def _read(word: str) -> int:
    return int(word) if word.isdigit() else int(value(word.lower()) or 0)


@lru_cache(maxsize=KEPT)
def _about(statement: Statement) -> frozenset[str]:
    """Tell of what the tally is: a vote or a match."""
    return frozenset(name for name in ("vote", "match") if _words(name).search(_sentence(statement)))


def _sentence(statement: Statement) -> str:
    """Give the whole sentence: a tally often stands behind its clause, "by a single vote, four against three"."""
    start, end = sentence(statement)
    return statement.article.text[start:end]


@lru_cache(maxsize=4)
def _words(name: str) -> re.Pattern[str]:
    """Make a pattern of a list of the card; *part*: what tells of a count that went on."""
    return re.compile(rf"\b(?:{'|'.join(conflict_cards()['number'].words[name])})\b", re.IGNORECASE)
