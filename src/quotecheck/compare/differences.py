"""What kind of difference it is that two versions of one saying have in a place."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

from quotecheck.compare.alignment import Change, Words
from quotecheck.compare.cards import conflict_cards

Difference = Literal["gap", "form", "left-out", "reworded", "number", "polarity", "key-word"]
SEVERE: frozenset[Difference] = frozenset({"number", "polarity", "key-word"})
# Longer replacements are another way to say it, or another thing that was said.
MAX_CHANGED = 2
_CLOSE = 0.8
_TIME = re.compile(r"\d{1,2}:\d\d|\d{1,2}(?::\d\d)?[ap]m|[ap]m")
_BARE = {("not",), ("never",)}


def difference(change: Change) -> Difference:
    """Type a change: a gap, a form or tense, words left out, words put otherwise, or what turns the sense."""
    if change.by_gap:
        return "gap"
    one, two = core(change.one), core(change.two)
    if negated(change.one) != negated(change.two):
        return _polarity(change, one, two)
    if same_words(one, two):
        return "form"
    if not one or not two:
        return "left-out"
    if _initials(one) == two or _initials(two) == one:
        return "form"
    if len(change.one) > MAX_CHANGED or len(change.two) > MAX_CHANGED:
        return "reworded"
    numbers = [{word for word in words if word[:1].isdigit()} for words in (one, two)]
    counted = all(numbers) and numbers[0] != numbers[1]
    if not counted and any(_one_word(a, b) for a in one for b in two):
        return "form"
    if _clock(one) != _clock(two) or any(word.endswith(("am", "pm")) for word in one + two if word[:1].isdigit()):
        return "reworded"
    return "number" if all(numbers) else "key-word"


def _initials(words: Words) -> Words:
    return ("".join(word[0] for word in words),) if len(words) > 1 else ()


def _clock(words: Words) -> bool:
    """Tell whether a time of day is among the words: 18:41 and 6:41pm may be one."""
    return any(_TIME.fullmatch(word) for word in words)


def _polarity(change: Change, one: Words, two: Words) -> Difference:
    """Tell a lost *not* from a sentence that goes on, or begins, with a *no* of its own: "No, we will pay"."""
    if (not change.one or not change.two) and (change.last or (change.first and change.one + change.two not in _BARE)):
        return "left-out"
    short = max(len(change.one), len(change.two)) <= MAX_CHANGED
    return "polarity" if short or same_words(one, two) else "reworded"


def negated(words: Words) -> bool:
    """Tell whether words deny."""
    return not listed("negative").isdisjoint(words)


def core(words: Words) -> Words:
    """Leave out what changes between reports and transcripts without changing what was said."""
    return tuple(word for word in words if word not in listed("slight") and word not in listed("negative"))


def swapped(one: Words, two: Words) -> tuple[str, str] | None:
    """Give what each of two versions denies and the other affirms: "short of water, not of courage", and turned round.

    A word of denial counts for the next word that tells what it is about.
    """
    first, second = _denied(one), _denied(two)
    if first.keys() != second.keys():
        return None
    turned_round = [word for word in first if first[word] != second[word]]
    ours = [word for word in turned_round if first[word]]
    theirs = [word for word in turned_round if second[word]]
    return (ours[0], theirs[0]) if ours and theirs else None


def _denied(words: Words) -> dict[str, bool]:
    """Give by word of the core whether it is denied."""
    found: dict[str, bool] = {}
    denies = False
    for word in words:
        if word in listed("negative"):
            denies = True
        elif word not in listed("slight") and word not in listed("degree"):
            found[word] = denies
            denies = False
    return found


def has_core(words: Words) -> bool:
    """Tell whether any of the words says what it is about."""
    return bool(core(words))


def exclusive(change: Change) -> bool:
    """Tell whether two words stand for each other of which none translates the other: an hour, a night."""
    one, two = core(change.one), core(change.two)
    if len(one) != 1 or len(two) != 1:
        return False
    return any(one[0] in line and two[0] in line for line in _lines("exclusive"))


@lru_cache(maxsize=2)
def _lines(name: str) -> tuple[frozenset[str], ...]:
    """Give a list of the card whose entries are lists themselves."""
    return tuple(frozenset(line.split()) for line in conflict_cards()["wording"].words[name])


@lru_cache(maxsize=8)
def listed(name: str) -> frozenset[str]:
    """Give a list of words of the card."""
    return frozenset(conflict_cards()["wording"].words[name])


def same_words(one: Words, two: Words) -> bool:
    """Tell whether two runs of words are one, but for their forms or spelling."""
    return len(one) == len(two) and all(_one_word(a, b) for a, b in zip(one, two, strict=True))


def _one_word(one: str, two: str) -> bool:
    """Tell whether two words are forms or spellings of one: tense, plural, a letter mistyped."""
    if one == two or one[:1].isdigit() or two[:1].isdigit():
        return one == two
    if not _irregular(one).isdisjoint(_irregular(two)):
        return True
    return SequenceMatcher(None, one, two).ratio() >= _CLOSE


@lru_cache(maxsize=1024)
def _irregular(word: str) -> frozenset[int]:
    """Give the verbs, by their place in the card's list, of which a word is a form."""
    return frozenset(n for n, forms in enumerate(conflict_cards()["wording"].words["forms"]) if word in forms.split())


def turned(short: Words, long: Words) -> str | None:
    """Give the words whose loss turns the sense of what is left: "It is safe" of "It is safe to say we failed"."""
    size = len(short)
    for at in range(len(long) - size + 1):
        if long[at : at + size] != short:
            continue
        behind, before = " ".join(long[at + size :]), " ".join(long[:at])
        would = _turning("would").search(" ".join(short)) and _turning("turned would").match(behind)
        if would or _turning("turned behind").match(behind) or _turning("turned before").search(before):
            return f"{before} {behind}".strip()
    return None


@lru_cache(maxsize=4)
def _turning(name: str) -> re.Pattern[str]:
    """Make a pattern of what opens the words that follow, closes those that come before, or stands anywhere."""
    either = "|".join(conflict_cards()["wording"].words[name])
    return re.compile(rf"\b(?:{either})(?: that)?$" if name.endswith("before") else rf"\b(?:{either})\b")
