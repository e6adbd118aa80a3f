"""Whether the clause around a time expression speaks of the future, guessed from the words near it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from quotecheck.language.time_cards import cards

_WORD = re.compile(r"[A-Za-z’']+|(?<!\.[A-Za-z])(?<!\b[A-Z])(?<!\b[DM]r)[.!?;](?=\s|$)")
_ARTICLES = frozenset(["a", "an", "the", "his", "her", "its", "their"])
_REACH = 120  # characters looked at on each side
_ENDS = frozenset([".", "!", "?", ";", "but", "while"])


@dataclass(frozen=True, slots=True)
class _Lists:
    future: frozenset[str]
    present: frozenset[str]
    past: frozenset[str]
    intending: frozenset[str]


@lru_cache(maxsize=1)
def _lists() -> _Lists:
    return _Lists(**{name: frozenset(words) for name, words in cards()["tense"].tense.items()})


def guess(text: str, start: int, end: int) -> bool | None:
    """Tell whether the clause around `start`..`end` speaks of the future: True, False, or None where nothing tells."""
    back = _words(text[max(0, start - _REACH) : start])[::-1]
    before = list(takewhile(lambda word: word not in _ENDS, back))[::-1]
    tense = _nearest(before)
    return tense if tense is not None else _following(text[end : end + _REACH])


def _words(text: str) -> list[str]:
    return [match.group().lower() for match in _WORD.finditer(text)]


def _nearest(words: list[str]) -> bool | None:
    """Take the verb nearest to the end."""
    if words[-1:] == ["by"]:
        return not any(_tense(words, at) is False for at in range(len(words)))
    tenses = (_tense(words, at) for at in range(len(words) - 1, -1, -1))
    return next((tense for tense in tenses if tense is not None), None)


def _following(text: str) -> bool | None:
    words = list(takewhile(lambda word: word not in _ENDS, _words(text)))
    tenses = (_tense(words, at) for at in range(len(words)))
    return next((tense for tense in tenses if tense is not None), None)


def _tense(words: list[str], at: int) -> bool | None:
    """Tell the tense of one word; behind *be* a participle is not finite, and behind an article a verb is a noun."""
    word, before = words[at], words[max(0, at - 2) : at]
    lists = _lists()
    present = word in lists.present and _ARTICLES.isdisjoint(before)
    intends = word == "to" and before[-1:] != [] and before[-1] in lists.intending
    if present or intends or word in lists.future or word.endswith(("'ll", "’ll")):
        return "been" not in before  # had been due to
    past = word in lists.past or (word.endswith("ed") and len(word) > len("need"))
    return False if past and "be" not in before else None
