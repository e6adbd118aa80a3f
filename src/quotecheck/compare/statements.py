"""What comparators see: an assertion beside its article, with its time resolved and the words it is about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quotecheck.language.names import fold
from quotecheck.language.time import days
from quotecheck.records import Article, Assertion, Role, Span, Verdict
from quotecheck.rules.predicates import families, lexicon

PRONOUNS = frozenset(
    {"it", "he", "she", "they", "we", "i", "you", "who", "which", "that", "this", "what", "one", "there", "other"}
)
# Heads that stand for what follows them: "the number of people", "most of the crew".
MEASURES = frozenset({"number", "toll", "total", "figure", "count", "part", "rest", "half", "most", "many", "some"})
# Words that say how or when rather than what about: two clauses that share only these share nothing.
EMPTY = frozenset(
    {"year", "day", "week", "month", "time", "people", "person", "man", "woman", "new", "last", "early", "late", "part",
     "way", "thing", "today", "yesterday", "tomorrow", "night", "morning", "evening", "afternoon", "say", "not", "more",
     "most", "least", "number", "total", "mr", "mrs", "ms", "dr", "percent", "cent", "million", "billion", "thousand",
     "=things.person", "use", "know", "think", "want", "look", "see", "like", "good", "well", "far", "place", "home",
     "world", "country", "city", "town", "state", "area", "ago", "old", "big", "small", "large", "long", "high"}
)  # fmt: skip
BACKGROUND = dt.timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Statement:
    """An assertion and what its article adds to it."""

    assertion: Assertion
    article: Article
    origin: str
    published: dt.datetime | None
    when: tuple[dt.date, dt.date] | None
    topic: frozenset[str]

    @property
    def id(self) -> str:
        """Give the assertion's id."""
        return self.assertion.id

    @property
    def span(self) -> Span:
        """Give the clause."""
        return Span(start=self.assertion.start, end=self.assertion.end, text=self.assertion.text)

    @property
    def holder(self) -> str | None:
        """Give who is said to state it; None for the outlet's own voice."""
        return self.assertion.holder[-1].name if self.assertion.holder else None

    @property
    def background(self) -> bool:
        """Tell whether it looks back at something well before publication: another happening, as a rule."""
        if self.when is None or self.published is None:
            return False
        return self.published.date() - self.when[1] > BACKGROUND


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a comparator says of two statements: the verdict, the slot, and the value that each gives to it."""

    verdict: Verdict
    slot: str
    left: str
    right: str
    why: str


def statement(assertion: Assertion, article: Article, origins: Mapping[str, str]) -> Statement:
    """Join an assertion with its article."""
    topic = frozenset(word for word in assertion.keywords if word not in EMPTY)
    when = days(assertion.time.value) if assertion.time else None
    return Statement(assertion, article, origins[article.id], moment(article.published), when, topic)


def moment(published: str | None) -> dt.datetime | None:
    """Read a publication date; a bare date counts as its noon, UTC."""
    if published is None:
        return None
    if len(published) == len("2000-01-01"):
        published += "T12:00:00+00:00"
    parsed = dt.datetime.fromisoformat(published.replace("z", "Z"))
    return parsed.astimezone(dt.UTC)


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


def same_predicate(left: Assertion, right: Assertion) -> bool:
    """Tell whether both say the same kind of happening: one family, or, outside all families, one verb."""
    if left.family or right.family:
        return left.family == right.family
    return left.predicate == right.predicate and left.predicate not in VAGUE


VAGUE = frozenset(
    {"be", "have", "do", "make", "take", "get", "give", "go", "come", "say", "tell", "see", "want", "know", "think",
     "use", "put", "let", "keep", "seem", "become", "include", "follow", "show", "look", "need", "mean"}
)  # fmt: skip


def role(assertion: Assertion, *names: str) -> Role | None:
    """Give the first participant in one of the roles."""
    return next((found for found in assertion.roles if found.name in names), None)


def same_person(left: str, right: str) -> bool:
    """Tell whether two folded names or nouns may stand for one: they share a word or a thing."""
    return not set(left.split()).isdisjoint(right.split()) or bool(_things(left) & _things(right))


def _things(words: str) -> frozenset[str]:
    things = lexicon().things
    return frozenset(things[word] for word in words.split() if word in things)


def roles_meet(left: Assertion, right: Assertion) -> bool | None:
    """Tell whether the participants are the same; None where pronouns leave it open.

    Where both name doer and undergoer, both must be the same. Else one will do: "The gate opened" and "Vale opened the
    gate" have the gate in common.
    """
    agents = _same_role(role(left, "agent", "subject"), role(right, "agent", "subject"))
    patients = _same_role(role(left, "patient"), role(right, "patient"))
    if role(left, "patient") and role(right, "patient"):
        return False if False in (agents, patients) else (agents or patients)
    return some_role_met(left, right)


def some_role_met(left: Assertion, right: Assertion) -> bool | None:
    """Tell whether one participant is known to be the same; None where none can be told."""
    found = {
        _same_role(role(left, "agent", "subject"), role(right, "agent", "subject")),
        _same_role(role(left, "patient"), role(right, "patient")),
        _same_role(_theme(left), _theme(right)),
    }
    return True if True in found else False if False in found else None


def same_theme(left: Assertion, right: Assertion) -> bool:
    """Tell whether both say it of the same: the undergoer, or the doer where there is no undergoer."""
    return _same_role(_theme(left), _theme(right)) is True


def _theme(assertion: Assertion) -> Role | None:
    return role(assertion, "patient") or role(assertion, "agent", "subject")


def _same_role(one: Role | None, two: Role | None) -> bool | None:
    if one is None or two is None or not {one.head, two.head}.isdisjoint(PRONOUNS | MEASURES):
        return None
    return (
        same_person(one.head, two.head)
        or same_person(one.head, fold(two.text))
        or same_person(fold(one.text), two.head)
    )


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
    return gap(left, right) <= days_apart


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
