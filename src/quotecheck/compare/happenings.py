"""Which articles may tell of one happening. Never all pairs: rare words are keys."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from quotecheck.compare.origins import origins
from quotecheck.compare.statements import moment
from quotecheck.language.names import fold
from quotecheck.problems import Problem
from quotecheck.records import Article

__all__ = ["happenings", "origins"]

WINDOW_DAYS = 7.0
MAX_SHARE = 0.1
MAX_BLOCK = 200
MIN_BLOCK = 20
MAX_GROUP = 60
# How alike two articles must be (0 to 1): less where publication dates already bring them together.
LINK_DATED = 0.16
LINK_UNDATED = 0.27
# The part of all pairs between two groups of articles that must be linked before they become one.
SHARE_DATED = 1 / 3
SHARE_UNDATED = 1 / 2

_WORD = re.compile(r"[^\W\d_]{3,}")
# "(BWI)" in a dateline names who reports, not what is reported.
_AGENCY = re.compile(r"\([A-Z]{2,6}\)")
_STOP = frozenset(
    [
        "the",
        "and",
        "for",
        "that",
        "with",
        "from",
        "this",
        "have",
        "has",
        "had",
        "was",
        "were",
        "are",
        "not",
        "but",
        "who",
        "which",
        "been",
        "will",
        "would",
        "they",
        "their",
        "them",
        "said",
        "she",
        "her",
        "his",
        "him",
        "its",
        "into",
        "than",
        "then",
        "there",
        "when",
        "what",
        "about",
        "after",
        "before",
        "over",
        "under",
        "more",
        "most",
        "some",
        "such",
        "also",
        "said",
        "could",
        "should",
        "may",
        "might",
        "can",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "all",
        "any",
        "other",
        "others",
        "our",
        "out",
        "you",
        "your",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "mr",
        "mrs",
    ]
)


@dataclass(frozen=True, slots=True)
class _Profile:
    """The weight of each word and of each name that other articles share, and the sum over its names."""

    weights: Mapping[str, float]
    names: Mapping[str, float]
    sum: float


def happenings(articles: Sequence[Article], window_days: float = WINDOW_DAYS) -> tuple[list[list[str]], list[Problem]]:
    """Group articles by what they tell of; only groups of two and more, sorted. Siblings stay apart.

    A word that is in more than `MAX_BLOCK` articles is no key; a group above `MAX_GROUP` yields QC301.
    """
    ordered = sorted(articles, key=lambda article: article.id)
    profiles = _profiles(ordered)
    links = _links(ordered, profiles, window_days)
    dated = all(article.published is not None for article in ordered)
    groups = _cluster(links, SHARE_DATED if dated else SHARE_UNDATED)
    return _capped(groups)


def _capped(groups: Sequence[set[str]]) -> tuple[list[list[str]], list[Problem]]:
    kept, problems = [], []
    for group in sorted(sorted(each) for each in groups):
        if len(group) > MAX_GROUP:
            left = len(group) - MAX_GROUP
            message = f"one happening with {len(group)} articles: {left} from {group[MAX_GROUP]} on were not compared"
            problems.append(Problem("QC301", message))
        kept.append(group[:MAX_GROUP])
    return kept, problems


def _profiles(articles: Sequence[Article]) -> dict[str, _Profile]:
    counts: dict[str, Counter[str]] = {}
    named: dict[str, frozenset[str]] = {}
    frequency: Counter[str] = Counter()
    for article in articles:
        words, names = _words(f"{article.title or ''}. {article.text}")
        counts[article.id], named[article.id] = words, names
        frequency.update(words.keys())
    return {id_: _profile(counts[id_], named[id_], frequency, len(articles)) for id_ in counts}


def _words(text: str) -> tuple[Counter[str], frozenset[str]]:
    words: Counter[str] = Counter()
    low: set[str] = set()
    capital: set[str] = set()
    plain = _AGENCY.sub(" ", text)
    for match in _WORD.finditer(plain):
        raw = match.group()
        word = raw.lower() if raw.isascii() else fold(raw)
        if word in _STOP or not word:
            continue
        words[_stem(word)] += 1
        if not raw[0].isupper():
            low.add(_stem(word))
        elif not _opens(plain, match.start()):
            capital.add(_stem(word))
    return words, frozenset(capital - low)


def _opens(text: str, start: int) -> bool:
    """Tell whether a word opens a sentence, where every word has a capital."""
    before = text[max(0, start - 4) : start].rstrip(" \"'“‘(")[-1:] if start else ""
    return before in {"", ".", "!", "?", ":", "\n"}


def _stem(word: str) -> str:
    for ending in ("ies", "es", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 3 and not word.endswith("ss"):
            return word[: -len(ending)] + ("y" if ending == "ies" else "e" if ending == "es" else "")
    return word


def _profile(words: Counter[str], names: frozenset[str], frequency: Counter[str], total: int) -> _Profile:
    weights = {}
    for word, count in sorted(words.items()):
        rarity = math.log((total + 1) / frequency[word])
        if frequency[word] > 1 and rarity > 0:
            weights[word] = (1 + math.log(count)) * rarity * (1.5 if word in names else 1.0)
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    # Words of this article alone cannot link it, but they do make it longer.
    alone = sum((math.log(total + 1)) ** 2 for word in words if frequency[word] == 1)
    length = math.sqrt(length * length + alone * 0.25) or 1.0
    rare = {name: math.log((total + 1) / frequency[name]) for name in sorted(names) if frequency[name] > 1}
    return _Profile({word: weight / length for word, weight in weights.items()}, rare, sum(rare.values()))


def _links(
    articles: Sequence[Article], profiles: Mapping[str, _Profile], window_days: float
) -> dict[tuple[str, str], float]:
    index: dict[str, list[str]] = defaultdict(list)
    for article in articles:
        for word in profiles[article.id].weights:
            index[word].append(article.id)
    cap = min(MAX_BLOCK, max(MIN_BLOCK, int(len(articles) * MAX_SHARE)))
    scores: dict[tuple[str, str], float] = defaultdict(float)
    named: dict[tuple[str, str], float] = defaultdict(float)
    for word, ids in sorted(index.items()):
        if len(ids) > cap:
            continue
        for one, two in combinations(ids, 2):
            scores[one, two] += profiles[one].weights[word] * profiles[two].weights[word]
            if word in profiles[one].names and word in profiles[two].names:
                named[one, two] += profiles[one].names[word]
    by_id = {article.id: article for article in articles}
    found = {}
    for (one, two), score in sorted(scores.items()):
        names = 2 * named[one, two] / ((profiles[one].sum + profiles[two].sum) or 1.0)
        alike = math.sqrt(score * names)
        dated = _near(by_id[one], by_id[two], window_days)
        if alike >= (LINK_UNDATED if dated is None else LINK_DATED) and dated is not False:
            found[one, two] = alike
    return found


def _near(one: Article, two: Article, window_days: float) -> bool | None:
    first, second = moment(one.published), moment(two.published)
    if first is None or second is None:
        return None
    return abs((first - second).total_seconds()) <= window_days * 86400


def _cluster(links: Mapping[tuple[str, str], float], share: float) -> list[set[str]]:
    """Merge from the strongest link down, where that share of all pairs between two groups is linked."""
    group_of: dict[str, int] = {}
    groups: dict[int, set[str]] = {}
    for number, id_ in enumerate(sorted({id_ for pair in links for id_ in pair})):
        group_of[id_], groups[number] = number, {id_}
    for (one, two), _ in sorted(links.items(), key=lambda item: (-item[1], item[0])):
        left, right = group_of[one], group_of[two]
        if left == right:
            continue
        pairs = len(groups[left]) * len(groups[right])
        joined = sum(_pair(a, b) in links for a in groups[left] for b in groups[right])
        if joined >= pairs * share:
            for id_ in groups[right]:
                group_of[id_] = left
            groups[left] |= groups.pop(right)
    return [group for group in groups.values() if len(group) > 1]


def _pair(one: str, two: str) -> tuple[str, str]:
    return (one, two) if one < two else (two, one)
