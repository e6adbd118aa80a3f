"""Whether the clause around a time expression speaks of the future, guessed from the words near it."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile

from quotecheck.language.time_cards import cards

_WORD = re.compile(r"[A-Za-z’']+|(?<!\.[A-Za-z])(?<!\b[A-Z])(?<!\b[DM]r)[.!?;](?=\s|$)")
_REACH = 120  # characters looked at on each side
_ENDS = frozenset([".", "!", "?", ";", "but", "while"])


@lru_cache(maxsize=1)
def _lists() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    lists = cards()["tense"].tense
    return frozenset(lists["future"]), frozenset(lists["past"]), frozenset(lists["intending"])


def guess(text: str, start: int, end: int) -> bool | None:
    """Tell whether the clause around `start`..`end` speaks of the future: True, False, or None where nothing tells."""
    back = _words(text[max(0, start - _REACH) : start])[::-1]
    before = list(takewhile(lambda word: word not in _ENDS, back))[::-1]
    tense = _nearest(before)
    return tense if tense is not None else _following(text[end : end + _REACH])


def _words(text: str) -> list[str]:
    return [match.group().lower() for match in _WORD.finditer(text)]


def _nearest(words: list[str]) -> bool | None:
    """Take the verb nearest to the end; a participle behind *be* is not finite, so the search goes on."""
    _, _, intending = _lists()
    if words[-1:] == ["by"]:
        return not any(map(_is_past, words))
    for at in range(len(words) - 1, -1, -1):
        word = words[at]
        if _is_future(word) or (word == "to" and at and words[at - 1] in intending):
            return "been" not in words[max(0, at - 2) : at]  # had been due to
        if _is_past(word) and "be" not in words[max(0, at - 2) : at]:
            return False
    return None


def _is_future(word: str) -> bool:
    return word in _lists()[0] or word.endswith(("'ll", "’ll"))


def _is_past(word: str) -> bool:
    future, past, _ = _lists()
    return word in past or (word.endswith("ed") and len(word) > len("need") and word not in future)


def _following(text: str) -> bool | None:
    for word in takewhile(lambda word: word not in _ENDS, _words(text)):
        if _is_future(word):
            return True
        if _is_past(word):
            return False
    return None
