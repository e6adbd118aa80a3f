"""What an article is about: its words and names, the rare ones weighing more.

How rare a word is does not hang on what else is compared: common words have a weight of their own (rules/en/words), and
all others lose weight only as more articles share them. So an article about something else changes nothing.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from quotecheck.language.names import fold
from quotecheck.records import Article
from quotecheck.rules.words import common_words

# The weight of a word that is not common and in one article, in nats; every further article takes from it.
RAREST = 6.0
# Words of an article alone cannot link it, but they do make it longer.
ALONE = 0.1
NAMED = 1.5

_WORD = re.compile(r"[^\W\d_]{3,}")
# "(BWI)" in a dateline names who reports, not what is reported.
_AGENCY = re.compile(r"\([A-Z]{2,6}\)")
_DAYS = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
    "april", "may", "june", "july", "august", "september", "october", "november", "december",
})  # fmt: skip
_TITLES = frozenset({"mrs", "sir"})
_STOP = _DAYS | _TITLES


@dataclass(frozen=True, slots=True)
class Words:
    """How often an article has each word, and which of them are names."""

    counts: Mapping[str, int]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Profile:
    """The weights of an article's words as a vector of length 1 at the most."""

    weights: Mapping[str, float]

    def alike(self, other: Profile) -> float:
        """Give the cosine of two articles' words, from 0 to 1."""
        return cosine(self.weights, other.weights)


def cosine(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    """Give the cosine of two vectors of length 1; the sum is exact, so that the order of the words does not matter."""
    return math.fsum(left[word] * right[word] for word in left.keys() & right.keys())


def words(article: Article) -> Words:
    """Count the words of an article; a name has a capital inside a sentence and is nowhere small."""
    counts: Counter[str] = Counter()
    small: set[str] = set()
    capital: set[str] = set()
    plain = _AGENCY.sub(" ", f"{article.title or ''}. {article.text}")
    for match in _WORD.finditer(plain):
        raw = match.group()
        word = _plain(raw)
        if not word:
            continue
        counts[word] += 1
        if not raw[0].isupper():
            small.add(word)
        elif not _opens(plain, match.start()):
            capital.add(word)
    return Words(counts, frozenset(capital - small))


@lru_cache(maxsize=1 << 16)
def _plain(raw: str) -> str:
    """Give the form in which a word is counted; nothing for one that is not."""
    word = stem(raw.lower() if raw.isascii() else fold(raw))
    return "" if word in _STOP else word


def _opens(text: str, start: int) -> bool:
    """Tell whether a word opens a sentence, where every word has a capital."""
    before = text[max(0, start - 4) : start].rstrip(" \"'“‘(")[-1:] if start else ""
    return before in {"", ".", "!", "?", ":", "\n"}


def stem(word: str) -> str:
    """Take the ending of a plural off."""
    for ending in ("ies", "es", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 3 and not word.endswith("ss"):
            return word[: -len(ending)] + ("y" if ending == "ies" else "e" if ending == "es" else "")
    return word


def rarity(word: str, articles: int) -> float:
    """Give the weight of a word that so many articles have, in nats; 0 for one that tells nothing."""
    known = common_words().get(word)
    return max(0.0, RAREST - math.log(articles)) if known is None else known


def profile(held: Words, shared: Mapping[str, int]) -> Profile:
    """Weigh the words of an article; `shared` says how many articles have each."""
    weights: dict[str, float] = {}
    alone = 0
    for word, count in held.counts.items():
        if word in common_words() or shared[word] > 1:
            named = NAMED if word in held.names else 1.0
            weights[word] = (1 + math.log(count)) * rarity(word, shared[word]) * named
        else:
            alone += 1
    length = math.sqrt(math.fsum(weight * weight for weight in weights.values()) + alone * ALONE * RAREST**2)
    return Profile({word: weight / length for word, weight in weights.items() if weight > 0})


def names_shared(held: Iterable[Words]) -> Counter[str]:
    """Count the articles that have each word."""
    found: Counter[str] = Counter()
    for each in held:
        found.update(each.counts.keys())
    return found
