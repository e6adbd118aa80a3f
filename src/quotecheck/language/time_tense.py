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
_CLOSE = 5  # words: is at 3 p.m. on
_ENDS_OF_SENTENCE = frozenset([".", "!", "?"])
_ENDS = _ENDS_OF_SENTENCE | {";", "but", "while"}
# "not until Monday did they come" tells of what was.
_NOT_UNTIL = frozenset(["until", "till"])
_BEFORE_DAY = frozenset(["on", "early", "late"])


@dataclass(frozen=True, slots=True)
class _Lists:
    future: frozenset[str]
    awaited: frozenset[str]
    phrasal: frozenset[str]
    timetable: frozenset[str]
    reporting: frozenset[str]
    present: frozenset[str]
    verbal: frozenset[str]
    past: frozenset[str]
    intending: frozenset[str]


@lru_cache(maxsize=1)
def _lists() -> _Lists:
    return _Lists(**{name: frozenset(words) for name, words in cards()["tense"].tense.items()})


def guess(text: str, start: int, end: int) -> bool | None:
    """Tell whether the clause around `start`..`end` speaks of the future: True, False, or None where nothing tells."""
    back = _clause(_words(text[max(0, start - _REACH) : start])[::-1])
    outer, inner = _at_that(back[::-1])
    tenses = (_nearest(inner), _following(_clause(_words(text[end : end + _REACH]))), _nearest(outer))
    return next((tense for tense in tenses if tense is not None), None)


def is_of_report(text: str, first: int, start: int) -> bool:
    """Tell whether the day at `start` is that of a report (police said Monday) in the sentence that `first` is in."""
    between = text[first:start]
    words = [word for word in _words(between) if word not in _BEFORE_DAY]
    reporting = " ".join(words[-1:]) in _lists().reporting or " ".join(words[-2:]) in _lists().reporting
    return reporting and _ENDS_OF_SENTENCE.isdisjoint(words)


def _words(text: str) -> list[str]:
    return [match.group().lower() for match in _WORD.finditer(text)]


def _clause(words: list[str]) -> list[str]:
    return list(takewhile(lambda word: word not in _ENDS, words))


def _at_that(words: list[str]) -> tuple[list[str], list[str]]:
    """Part a clause from the one around it: said | that sales in May would rise."""
    at = max((at for at, word in enumerate(words) if word == "that"), default=-1)
    return words[: max(at, 0)], words[at + 1 :]


def _nearest(words: list[str]) -> bool | None:
    """Take the verb nearest to the end; what has no verb but stands behind *by* is still to come."""
    tenses = (_tense(words, at) for at in range(len(words) - 1, -1, -1))
    return next((tense for tense in tenses if tense is not None), True if words[-1:] == ["by"] else None)


def _following(words: list[str]) -> bool | None:
    tenses = (_tense(words, at) for at in range(len(words)))
    return next((tense for tense in tenses if tense is not None), None)


def _tense(words: list[str], at: int) -> bool | None:
    """Tell the tense of one word; behind *be* a participle is not finite, and behind an article a verb is a noun."""
    word, before, pair = words[at], words[max(0, at - 2) : at], " ".join(words[at : at + 2])
    lists = _lists()
    if pair in lists.timetable and at >= len(words) - _CLOSE:
        return True
    noun = before[-1:] if word in lists.verbal else before
    present = word in lists.present | lists.verbal and _ARTICLES.isdisjoint(noun) and pair not in lists.phrasal
    intends = word == "to" and before[-1:] != [] and before[-1] in lists.intending
    if present or intends or word in lists.awaited or word.endswith(("'ll", "’ll")):
        return "been" not in before  # had been due to
    if word in lists.future:
        return None if before[-1:] == ["not"] and word in _NOT_UNTIL else True
    if before[-1:] == ["to"] or lists.future.intersection(before[-1:]):
        return None  # to hit, will read
    past = word in lists.past or (word.endswith("ed") and len(word) > len("need"))
    return False if past and "be" not in before else None
