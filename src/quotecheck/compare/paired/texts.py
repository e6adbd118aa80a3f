"""A sentence of a pair: its words, their stems, and how much of it the other sentence has too."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from quotecheck.compare.profiles import stem
from quotecheck.compare.statements import EMPTY, Statement
from quotecheck.language.names import fold
from quotecheck.rules.pairs import senses
from quotecheck.rules.predicates import lexicon

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_SMALL = frozenset(
    {"a", "an", "the", "of", "in", "on", "at", "to", "for", "by", "with", "from", "and", "or", "but", "as",
     "it", "its", "he", "she", "they", "his", "her", "their", "is", "are", "was", "were", "be", "been",
     "being", "has", "have", "had", "will", "would", "that", "this", "which", "who", "whose", "when",
     "while", "after", "before", "than", "more", "not", "no", "said", "say", "says", "according", "over",
     "up", "out", "into", "about", "some", "one", "any", "all", "there", "yet", "still", "already", "also", "just",
     "even", "only", "ever"}
)  # fmt: skip
CALENDAR = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
     "april", "may", "june", "july", "august", "september", "october", "november", "december", "weekend", "spring",
     "summer", "autumn", "winter"}
)  # fmt: skip
_ENDINGS = ("ing", "ed", "es", "s", "e", "d")
_SHORTEST = 4


@dataclass(frozen=True)
class Sentence:
    """One side of a pair."""

    text: str
    statements: Sequence[Statement]

    @cached_property
    def words(self) -> list[str]:
        """Give the words in small letters, without signs."""
        return [fold(word) for word in _WORD.findall(self.text)]

    @cached_property
    def stems(self) -> frozenset[str]:
        """Give what the content words have in common with their forms."""
        return frozenset(root(word) for word in self.words if content(word))

    @cached_property
    def meanings(self) -> frozenset[str]:
        """Give the families of its words and of what it states."""
        families = {each.assertion.family for each in self.statements if each.assertion.family}
        told = {word[1:] for each in self.statements for word in each.assertion.keywords if word.startswith("=")}
        return frozenset(families | told)

    @cached_property
    def senses(self) -> frozenset[int]:
        """Give the groups of words for one thing that it has a word of."""
        return frozenset(group for word in self.words for group in sense(word))

    @property
    def plain(self) -> str:
        """Give the words parted by spaces, one before and one behind."""
        return f" {' '.join(self.words)} "


def content(word: str) -> bool:
    """Tell a word that says something from a small one."""
    return word not in _SMALL and len(word) > 1


def topical(word: str) -> bool:
    """Tell the root of a word that says what a sentence is about from a number, a time and a word for anything."""
    return word not in _idle() and not word.isdigit()


@lru_cache(maxsize=1)
def _idle() -> frozenset[str]:
    return frozenset(root(word) for word in EMPTY | CALENDAR)


def meet(one: frozenset[str], two: frozenset[str]) -> bool:
    """Tell whether two sets of roots share one that says what it is about, or have two words for one thing."""
    first, second = (frozenset(word for word in side if topical(word)) for side in (one, two))
    return bool(first & second) or not kinds(first).isdisjoint(kinds(second))


def kinds(roots: frozenset[str]) -> frozenset[int]:
    """Give the groups of words for one thing of some roots."""
    return frozenset(group for word in roots for group in sense(word))


def root(word: str) -> str:
    """Take the ending off a word, so that its forms meet."""
    plain = stem(word)
    for ending in _ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= _SHORTEST:
            plain = plain[: -len(ending)]
            break
    return plain[:-1] if len(plain) > _SHORTEST and plain[-1] == plain[-2] else plain


def sense(word: str) -> frozenset[int]:
    """Give the groups of words for one thing to which a word belongs."""
    return _senses().get(root(word), frozenset())


@lru_cache(maxsize=1)
def _senses() -> Mapping[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, group in enumerate(senses()):
        for word in group:
            found.setdefault(root(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def cover(one: Sentence, two: Sentence, without: frozenset[str] = frozenset()) -> float:
    """Give the share of the content words of the shorter sentence that the longer one has too, in itself or in kind."""
    short, long = sorted((one, two), key=lambda side: len(side.stems))
    things, acts = lexicon().things, _acts(short, long)
    told = [word for word in short.words if content(word) and root(word) not in without]
    both = sum(
        root(word) in long.stems
        or root(word) in acts
        or things.get(stem(word)) in long.meanings
        or not long.senses.isdisjoint(sense(word))
        for word in told
    )
    return both / len(told) if told else 0.0


def _acts(short: Sentence, long: Sentence) -> frozenset[str]:
    """Give the words of predicates whose family the other sentence has too: "call off" beside "cancelled"."""
    told = (each.assertion for each in short.statements if each.assertion.family in long.meanings)
    return frozenset(root(word) for one in told for word in one.predicate.split())
