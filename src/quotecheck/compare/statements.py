"""What comparators see: an assertion beside its article, with its time resolved and the words it is about."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from quotecheck.compare.figures import Figure
from quotecheck.language.time import days
from quotecheck.records import Article, Assertion, Quantity, Span, Verdict
from quotecheck.rules.predicates import alike, families

# Words that say how or when rather than what about: two clauses that share only these share nothing.
EMPTY = frozenset(
    {"year", "day", "week", "month", "time", "people", "person", "man", "woman", "new", "last", "early", "late", "part",
     "way", "thing", "today", "yesterday", "tomorrow", "night", "morning", "evening", "afternoon", "say", "not", "more",
     "most", "least", "number", "total", "mr", "mrs", "ms", "dr", "percent", "cent", "million", "billion", "thousand",
     "=things.person", "the", "his", "their", "its", "her", "use", "know", "think", "want", "look", "see", "like",
     "good", "well", "far", "place", "home",
     "world", "country", "city", "town", "state", "area", "ago", "old", "big", "small", "large", "long", "high"}
)  # fmt: skip
_HOUR = re.compile(
    r"(?i)(?:(?:at|about|around|shortly|just|before|after|past|exactly|precisely)\s)*"
    r"(?:\d{1,2}[:.]\d\d\s?(?:[ap]\.?m\.?|hours|hrs)?|\d{1,2}\s?(?:[ap]\.?m\.?|o['’]clock)|\d{4}\s?(?:hours|hrs|GMT|UTC))"
    r"(?:\s(?:local\stime|GMT|UTC|BST|CET|CEST|ET|EST|EDT))?"
)
BACKGROUND = dt.timedelta(days=14)
# Of so many statements, or pairs of them, what is worked out is kept: one kind of conflict after the other asks for it.
KEPT = 1 << 11
PAIRS_KEPT = 1 << 12
# Two sentences go together where at most so many others of either report are more alike.
GOES_WITH = 2
# A day of an unknown week (TIMEX3).
_WEEKDAY = re.compile(r"XXXX-WXX-\d")
# A month of an unknown year.
_MONTH = re.compile(r"XXXX-\d\d")
_WEEKDAY_LONG = len("XXXX-WXX-1")
PERSONAL = frozenset({"it", "he", "she", "they", "him", "her", "them"})


@dataclass(frozen=True, slots=True)
class Match:
    """How well two sentences of two reports go together.

    `alike`: the cosine of their words, from 0 to 1; `ranks`: how many sentences of its own report are more alike to the
    other one, for either sentence.
    """

    alike: float
    ranks: tuple[int, int]

    @property
    def rank(self) -> int:
        """Give the rank at the side where more are more alike."""
        return max(self.ranks)


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """An assertion and what its article adds to it. It equals itself alone, so that what is worked out can be kept.

    `antecedents` are words of participants named just before, for which a pronoun may stand; `sole`: the article tells
    of no other happening of this kind; `main`: it is what the article tells of first;
    `small`: few reports tell of the happening, all dated, so that fewer shared words will do;
    `several`: units and nouns of which the article gives more than one amount for the same predicate;
    `figures`: the amounts for which it is to be compared by what is said of them;
    `amounts`: all amounts of its article; `own`: those for which no shorter statement of the article is to be compared;
    `days`: all times that its article gives;
    `beside`: the sentences of other reports that its own goes with, by a key that both sides have;
    `around`: what the reports of its happening state, by origin.
    """

    assertion: Assertion
    article: Article
    origin: str
    published: dt.datetime | None
    when: tuple[dt.date, dt.date] | None
    topic: frozenset[str]
    antecedents: frozenset[str] = frozenset()
    sole: bool = False
    main: bool = False
    several: frozenset[tuple[str | None, str | None]] = frozenset()
    figures: tuple[Figure, ...] = ()
    small: bool = False
    amounts: tuple[Quantity, ...] = ()
    own: tuple[Quantity, ...] = ()
    days: frozenset[str] = frozenset()
    beside: Mapping[str, Match] = field(default_factory=dict)
    around: Mapping[str, Sequence[Statement]] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Give the assertion's id."""
        return self.assertion.id

    @property
    def span(self) -> Span:
        """Give the clause."""
        return Span(start=self.assertion.start, end=self.assertion.end, text=self.assertion.text)

    @property
    def start(self) -> int:
        """Give where the clause begins."""
        return self.assertion.start

    @property
    def same(self) -> Hashable:
        """Give what a copy of it has too."""
        return self.assertion.text, self.assertion.predicate, self.holder, self.when

    @property
    def holder(self) -> str | None:
        """Give who is said to state it; None for the outlet's own voice."""
        return self.assertion.holder[-1].name if self.assertion.holder else None

    def match(self, other: Statement) -> Match | None:
        """Give how well its sentence goes with that of another statement; None where it does not."""
        match = self.alike(other)
        return match if match is not None and match.rank <= GOES_WITH else None

    def alike(self, other: Statement) -> Match | None:
        """Give how alike its sentence is to that of another statement, where it is among the most alike."""
        for key, match in self.beside.items():
            if key in other.beside:
                return match
        return None

    @property
    def background(self) -> bool:
        """Tell whether it looks back at something well before publication: another happening, as a rule."""
        if self.when is None or self.published is None:
            return False
        return self.published.date() - self.when[1] > BACKGROUND


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a comparator says of two statements: the verdict, the slot, and the value that each gives to it.

    `odds`: the natural logarithm of the odds that the two fill one slot; infinite where a rule decides it.
    """

    verdict: Verdict
    slot: str
    left: str
    right: str
    why: str
    odds: float = math.inf


def statement(
    assertion: Assertion,
    article: Article,
    origins: Mapping[str, str],
    antecedents: frozenset[str] = frozenset(),
) -> Statement:
    """Join an assertion with its article."""
    referring = any(found.head in PERSONAL for found in assertion.roles)
    words = set(assertion.keywords) | (antecedents if referring else set())
    topic = frozenset(word for word in words if word not in EMPTY)
    time = assertion.time
    # "a 17th-century barn": no time of the happening; "at 8:40 a.m.": on what day, the article need not say here.
    when = days(time.value) if time and len(time.value) > len("19") and not _HOUR.fullmatch(time.text) else None
    published = moment(article.published)
    return Statement(assertion, article, origins[article.id], published, when, topic, antecedents)


def moment(published: str | None) -> dt.datetime | None:
    """Read a publication date; a bare date counts as its noon, UTC."""
    if published is None:
        return None
    if len(published) == len("2000-01-01"):
        published += "T12:00:00+00:00"
    parsed = dt.datetime.fromisoformat(published.replace("z", "Z"))
    return parsed.astimezone(dt.UTC)


@lru_cache(maxsize=PAIRS_KEPT)
def shared(left: Statement, right: Statement) -> frozenset[str]:
    """Give the words that both are about, their predicates left out; synonyms of one thing count once."""
    own = {f"={left.assertion.family}", f"={right.assertion.family}"}
    own.update(left.assertion.predicate.split())
    own.update(right.assertion.predicate.split())
    common = (left.topic & right.topic) - own
    words = {word for word in common if not word.startswith("=")}
    things = {word for word in common if word.startswith("=things")}
    return frozenset(words | {thing for thing in things if not _literal(thing, words)})


def _literal(thing: str, words: set[str]) -> bool:
    family = families()[thing.removeprefix("=")]
    return not words.isdisjoint(family.nouns)


def enough(
    left: Statement,
    right: Statement,
    met: bool | None,
    base: int = 2,
    without: frozenset[str] = frozenset(),
    *,
    main: bool = True,
) -> bool:
    """Tell whether two statements share words enough to be about one matter.

    Fewer will do where each article tells of one such happening only, or where a statement has few words at all.
    """
    if (
        main
        and (left.main or right.main)
        and left.sole
        and right.sole
        and None not in {left.published, right.published}
    ):
        return True
    common = shared(left, right) - without
    own = common & own_words(left) & own_words(right)
    count = len(own) + min(len(common - own), 1)
    undated = left.published is None or right.published is None
    needed = base + (met is None) + undated - (left.sole and right.sole and left.assertion.family is not None)
    if met and not undated:
        count = max(count, 1)
        needed = min(needed, max(1, min(len(_content(left, right) - without), len(_content(right, left) - without))))
    return count >= max(1, needed)


@lru_cache(maxsize=KEPT)
def own_words(statement: Statement) -> frozenset[str]:
    """Give the words of the statement itself, those that its pronouns may stand for left out."""
    return frozenset(statement.assertion.keywords)


def _content(one: Statement, other: Statement) -> frozenset[str]:
    own = {*one.assertion.predicate.split(), *other.assertion.predicate.split()}
    return frozenset(word for word in own_words(one) & one.topic if word not in own and not word.startswith("="))


def same_predicate(left: Assertion, right: Assertion) -> bool:
    """Tell whether both say the same kind of happening: one family, or, outside all families, one verb."""
    if left.family or right.family:
        return left.family is not None and right.family in alike(left.family)
    return left.predicate == right.predicate and left.predicate not in VAGUE


VAGUE = frozenset(
    {"be", "have", "do", "make", "take", "get", "give", "go", "come", "say", "tell", "see", "want", "know", "think",
     "use", "put", "let", "keep", "seem", "become", "include", "follow", "show", "look", "need", "mean"}
)  # fmt: skip


def overlap(left: Statement, right: Statement) -> bool | None:
    """Tell whether the days of two statements meet; None where either is unknown."""
    if left.when is None or right.when is None:
        return None
    return left.when[0] <= right.when[1] and right.when[0] <= left.when[1]


def gap(left: Statement, right: Statement) -> int:
    """Give the days between two statements' times; 0 where they meet or are unknown."""
    if left.when is None or right.when is None:
        return 0
    return max(0, (right.when[0] - left.when[1]).days, (left.when[0] - right.when[1]).days)


def one_occasion(left: Statement, right: Statement, days_apart: int = 3) -> bool:
    """Tell whether two statements can be about one occasion: neither, or both, look back, and to the same days."""
    if left.background != right.background:
        return False
    if left.background:
        return overlap(left, right) is True
    return gap(left, right) <= days_apart and not other_weekdays(left, right)


def other_weekdays(left: Statement, right: Statement) -> bool:
    """Tell whether two reports without a date name two days of the week, or one a day and the other a month gone by."""
    one, two = left.assertion.time, right.assertion.time
    if one is None or two is None:
        return False
    days = [bool(_WEEKDAY.match(each.value)) for each in (one, two)]
    if all(days):
        return one.value[:_WEEKDAY_LONG] != two.value[:_WEEKDAY_LONG]
    return any(days) and any(_MONTH.fullmatch(each.value) for each in (one, two))


def hours_later(left: Statement, right: Statement) -> float | None:
    """Give by how many hours the right one was published after the left; None where either is unknown."""
    if left.published is None or right.published is None:
        return None
    return (right.published - left.published).total_seconds() / 3600


def comparable(left: Assertion, right: Assertion) -> bool:
    """Leave out opinions, predictions, questions and hypotheticals."""
    return left.checkable == "yes" and right.checkable == "yes"


def ordered(left: Statement, right: Statement) -> Sequence[Statement]:
    """Put the earlier published first; ties by id, so that the input's order does not matter."""
    return sorted((left, right), key=lambda s: (s.published or dt.datetime.min.replace(tzinfo=dt.UTC), s.assertion.id))
