"""Two phrases of place that exclude each other: two rooms of one ship, two sides of one town, a pit and a quay."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import product

from quotecheck.compare.cards import conflict_cards
from quotecheck.compare.statements import Statement
from quotecheck.language.names import fold

# Kinds of place of which two differing words exclude each other; one of another kind may hold it.
KINDS = ("room", "spot", "house")
_MOVING = frozenset({"to", "into", "onto"})
_FROM = frozenset({"from"})
_REACH = 60


def differ(left: Statement, right: Statement) -> tuple[str, str] | None:
    """Give the two phrases where the places of two statements cannot both be right."""
    one, two = _sites(left), _sites(right)
    sides = _sides(one, two)
    if sides is not None:
        return sides
    names, others = _names(one, left), _names(two, right)
    if names & others:
        names, others = frozenset(), frozenset()
    towns = _two_towns(names, others, left, right)
    for kind in KINDS:
        for a, b in product(_of_kind(one, kind), _of_kind(two, kind)):
            if towns if kind != "room" else not _shared(one, two, kind):
                return a, b
    return None


def near(one: str, two: str, left: Statement, right: Statement) -> bool:
    """Tell whether either article names one place beside the other: "Velland, Ostria", "Velland in Ostria's south".

    An article that names both may do so for any reason; only nearness is taken for a hint that one holds the other.
    """
    texts = [text for text in (fold(side.article.text) for side in (left, right)) if one in text and two in text]
    if not texts:
        return False
    one, two = re.escape(one), re.escape(two)
    pattern = re.compile(rf"\b(?:{one}\b.{{0,40}}\b{two}|{two}\b.{{0,40}}\b{one})\b")
    return any(map(pattern.search, texts))


def _sites(statement: Statement) -> Sequence[str]:
    return [site for site in statement.assertion.sites if site.partition(" ")[0] not in _FROM]


def _sides(one: Sequence[str], two: Sequence[str]) -> tuple[str, str] | None:
    """Find "east of Ostby" beside "west of Ostby"; "north" and "north-east" are compatible."""
    for a, b in product(one, two):
        (first, _, place), (second, _, other) = a.partition(" of "), b.partition(" of ")
        if place and place == other and _opposed(first.replace("-", ""), second.replace("-", "")):
            return a, b
    return None


def _opposed(one: str, two: str) -> bool:
    points = frozenset({"north", "south", "east", "west"})
    a, b = ({point for point in points if point in word} for word in (one, two))
    return bool(a) and bool(b) and a.isdisjoint(b)


@lru_cache(maxsize=1)
def _kinds() -> Mapping[str, str]:
    words = conflict_cards()["place"].words
    return {word: kind for kind in KINDS for word in words[kind]}


def _kind(site: str) -> str | None:
    place = site.partition(" ")[2]
    return _kinds().get(place) or _kinds().get(_last(site))


def _last(site: str) -> str:
    return site.rsplit(maxsplit=1)[-1]


def _of_kind(found: Sequence[str], kind: str) -> list[str]:
    return [site for site in found if _kind(site) == kind and site.partition(" ")[0] != "of"]


def _shared(one: Sequence[str], two: Sequence[str], kind: str) -> bool:
    """Tell whether both name one place of the kind, whatever else they name."""
    return not {_last(a) for a in _of_kind(one, kind)}.isdisjoint(_last(b) for b in _of_kind(two, kind))


def _names(found: Sequence[str], statement: Statement) -> frozenset[str]:
    """Give the names of towns among the places; a word without a capital in the article is none."""
    text = statement.article.text
    places = [site.partition(" ")[2] for site in found]
    places = [place.partition(" of ")[2] or place for place in places]
    return frozenset(place for place in places if _kind(f"in {place}") is None and _capital(place, text))


def _capital(place: str, text: str) -> bool:
    return bool(place) and any(word[0].isupper() and fold(word) == _last(place) for word in re.findall(r"\w+", text))


def _two_towns(names: frozenset[str], others: frozenset[str], left: Statement, right: Statement) -> bool:
    """Tell whether the places named on both sides are other towns, of which none is said to be in the other."""
    if not names or not others:
        return False
    return not any(near(a, b, left, right) for a, b in product(sorted(names), sorted(others)))
