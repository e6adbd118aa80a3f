"""Which articles may tell of one happening. Never all pairs: articles meet by the names that they share."""

from __future__ import annotations

import datetime as dt
import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from quotecheck.compare.origins import origins
from quotecheck.compare.profiles import Profile, Words, names_shared, profile, rarity, words
from quotecheck.compare.quoted import runs
from quotecheck.compare.statements import moment
from quotecheck.problems import Problem
from quotecheck.records import Article

__all__ = ["groups", "happenings", "origins"]

WINDOW_DAYS = 7.0
MAX_GROUP = 60
# How alike two articles must be (0 to 1): less where publication dates already bring them together.
LINK_DATED = 0.2
LINK_UNDATED = 0.26
# The part of all pairs between two groups of articles that must be linked before they become one.
SHARE_DATED = 1 / 3
SHARE_UNDATED = 1 / 2
LEFT_OVER = 2

_FIRST = dt.datetime.min.replace(tzinfo=dt.UTC)

Pair = tuple[str, str]
Links = dict[Pair, float]


def happenings(articles: Sequence[Article], window_days: float = WINDOW_DAYS) -> tuple[list[list[str]], list[Problem]]:
    """Group articles by what they tell of; only groups of two and more, sorted. Siblings stay apart.

    An article about something else changes no group. A group above `MAX_GROUP` yields QC301.
    """
    return _capped(groups(articles, window_days))


def groups(articles: Sequence[Article], window_days: float = WINDOW_DAYS) -> list[set[str]]:
    """Give the groups of `happenings` whole, however large."""
    links, requoted = _Meeting(articles, window_days).links()
    dated = {article.id for article in articles if article.published is not None}
    return _cluster(links, requoted, dated)


def _capped(found: Sequence[set[str]]) -> tuple[list[list[str]], list[Problem]]:
    kept, problems = [], []
    for group in sorted(sorted(each) for each in found):
        if len(group) > MAX_GROUP:
            left = len(group) - MAX_GROUP
            message = f"one happening with {len(group)} articles: {left} from {group[MAX_GROUP]} on were not compared"
            problems.append(Problem("QC301", message))
        kept.append(group[:MAX_GROUP])
    return kept, problems


@dataclass(frozen=True, slots=True)
class _Told:
    """An article in the order of time, those without a date first; `names` and `quoted` are those that others have too.

    `quoted`: runs of words between quotation marks.
    """

    article: Article
    at: dt.datetime | None
    names: tuple[str, ...]
    weight: float
    quoted: tuple[str, ...]


class _Meeting:
    """Articles beside those that share a name with them and are near in time; profiles live while they are needed."""

    def __init__(self, articles: Sequence[Article], window_days: float) -> None:
        held = [words(article) for article in articles]
        quoted = [runs(article.text) for article in articles]
        self._shared: Counter[str] = names_shared(held)
        self._requoted = Counter(run for each in quoted for run in each)
        self._window = dt.timedelta(days=window_days)
        told = [self._told(*each) for each in zip(articles, held, quoted, strict=True)]
        self._told_of = sorted(told, key=lambda one: (one.at is not None, one.at or _FIRST, one.article.id))
        self._postings: dict[str, list[int]] = defaultdict(list)
        for n, one in enumerate(self._told_of):
            for key in (*one.names, *one.quoted):
                self._postings[key].append(n)
        self._profiles: dict[int, Profile] = {}

    def _told(self, article: Article, held: Words, quoted: frozenset[str]) -> _Told:
        names = tuple(sorted(name for name in held.names if self._shared[name] > 1 and self._weight(name) > 0))
        again = tuple(sorted(run for run in quoted if self._requoted[run] > 1))
        at = moment(article.published)
        return _Told(article, at, names, math.fsum(self._weight(name) for name in names), again)

    def _weight(self, name: str) -> float:
        return rarity(name, self._shared[name])

    def links(self) -> tuple[Links, set[Pair]]:
        """Give the pairs of articles that are alike, and those that quote the same words."""
        found: Links = {}
        requoted: set[Pair] = set()
        for n, one in enumerate(self._told_of):
            again = {other for run in one.quoted for other in self._later(n, run)}
            requoted.update(_pair(one.article.id, self._told_of[other].article.id) for other in again)
            for other, names in sorted(self._meets(n).items()):
                alike = self._alike(n, other, names)
                dated = one.at is not None and self._told_of[other].at is not None
                if alike >= (LINK_DATED if dated else LINK_UNDATED):
                    found[_pair(one.article.id, self._told_of[other].article.id)] = alike
            self._profiles.pop(n, None)
        return found, requoted

    def _meets(self, n: int) -> Mapping[int, float]:
        """Give the later articles within the window that share names, with the weight of these."""
        found: dict[int, list[float]] = defaultdict(list)
        for name in self._told_of[n].names:
            weight = self._weight(name)
            for other in self._later(n, name):
                found[other].append(weight)
        return {other: math.fsum(weights) for other, weights in found.items()}

    def _later(self, n: int, name: str) -> Iterator[int]:
        posted = self._postings[name]
        at = self._told_of[n].at
        for other in posted[bisect_right(posted, n) :]:
            then = self._told_of[other].at
            if at is not None and then is not None and then - at > self._window:
                return
            yield other

    def _alike(self, one: int, two: int, names: float) -> float:
        both = self._told_of[one].weight + self._told_of[two].weight
        share = 2 * names / both if both else 0.0
        if share < min(LINK_DATED, LINK_UNDATED) ** 2:  # however alike their words are, it cannot be enough
            return 0.0
        return math.sqrt(share * self._profile(one).alike(self._profile(two)))

    def _profile(self, n: int) -> Profile:
        if n not in self._profiles:
            self._profiles[n] = profile(words(self._told_of[n].article), self._shared)
        return self._profiles[n]


class _Groups:
    """Articles by their group, each at first by itself."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._group_of = {id_: {id_} for id_ in ids}

    def of(self, one: str, two: str) -> tuple[set[str], set[str]]:
        return self._group_of[one], self._group_of[two]

    def join(self, left: set[str], right: set[str]) -> None:
        left |= right
        self._group_of.update(dict.fromkeys(right, left))

    def joined(self) -> list[set[str]]:
        """Give the groups of two and more."""
        return [group for id_, group in self._group_of.items() if len(group) > 1 and id_ == min(group)]


def _cluster(links: Links, requoted: set[Pair], dated: set[str]) -> list[set[str]]:
    """Merge from the strongest link down, where enough of all pairs between two groups are linked.

    One or two articles that are left over go to the group that has an article which quotes the same words.
    """
    groups = _Groups(sorted({id_ for pair in (*links, *requoted) for id_ in pair}))
    for (one, two), _ in sorted(links.items(), key=lambda item: (-item[1], item[0])):
        left, right = groups.of(one, two)
        if left is not right and _belong(left, right, links, dated):
            groups.join(left, right)
    for one, two in sorted(requoted):
        left, right = groups.of(one, two)
        if left is not right and min(len(left), len(right)) <= LEFT_OVER:
            groups.join(left, right)
    return groups.joined()


def _belong(left: set[str], right: set[str], links: Links, dated: set[str]) -> bool:
    share = SHARE_DATED if left <= dated and right <= dated else SHARE_UNDATED
    joined = sum(_pair(a, b) in links for a in left for b in right)
    return joined >= len(left) * len(right) * share


def _pair(one: str, two: str) -> Pair:
    return (one, two) if one < two else (two, one)
