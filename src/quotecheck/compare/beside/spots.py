"""Kinds of spot of which one thing is at one only: storeys, rooms, buildings, ways in, banks of a river."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from quotecheck.compare.cards import conflict_cards
from quotecheck.compare.statements import KEPT, Statement
from quotecheck.language.names import fold

# The lists of the card; a workshop is a room, or a house.
_LISTS = ("grounds", "area", "room", "shop", "house", "spot")
_KIND = {"shop": "house"}
# A bakery is on no beach; but a garden may be a hotel's, and a barn may stand in a field.
_APART = (frozenset({"house", "spot"}),)
_NO_NAMES = frozenset({"The", "A", "An", "At", "Each", "Both", "Either", "One", "Another", "This", "That", "Its"})
_DIGITS = re.compile(r"(\d+)(?:st|nd|rd|th)?")


@dataclass(frozen=True, slots=True)
class Spot:
    """A spot, by the kinds that it may be of; `value` is what tells it from others of a kind, `text` what is shown."""

    kinds: frozenset[str]
    value: str
    text: str


@lru_cache(maxsize=KEPT)
def spots(statement: Statement) -> Sequence[Spot]:
    """Give the spots that the clause of a statement names."""
    return (*_listed(statement.assertion.sites), *_numbered(statement), *_named_sides(statement))


def one_kind(one: Spot, two: Spot) -> bool:
    """Tell whether two spots are of one kind."""
    return not one.kinds.isdisjoint(two.kinds)


def apart(one: Spot, two: Spot) -> bool:
    """Tell whether two spots exclude each other."""
    if not one_kind(one, two):
        return any(kinds <= one.kinds | two.kinds for kinds in _APART)
    if "side" in one.kinds & two.kinds:
        return _opposed(one.value, two.value)
    if one.value.isdigit() and two.value.isdigit():
        # What is the first floor to some is the ground floor to others.
        return {one.value, two.value} != {"0", "1"} and one.value != two.value
    if "house" in one.kinds and one.value == two.value:
        return _two_names(one.text, two.text)
    return one.value != two.value


def told(spot: Spot, instead: Spot, statement: Statement) -> bool:
    """Tell whether a report that has another spot uses the words for this one too, and so may tell the two apart."""
    words = f" {fold(statement.article.text)} "
    whole = bool(spot.kinds & {"storey", "side"}) or spot.value == instead.value
    sought = fold(spot.text) if whole else spot.value
    return f" {sought} " in words or f" {sought}s " in words


def _listed(sites: Sequence[str]) -> Iterator[Spot]:
    """Give the spots of the phrases of place; "of" counts after a part: "the window of a chemist"."""
    lists = conflict_cards()["place"].words
    for before, site in pairwise(["", *sites]):
        prep, _, place = site.partition(" ")
        name = next((name for name in (place, _last(place)) if name in _table()), None)
        if prep == "through":
            if _last(place) in lists["opening"]:
                yield Spot(frozenset({"opening"}), _last(place), place)
        elif name and prep != "from" and (prep != "of" or _last(before) in lists["part"]):
            yield Spot(_table()[name], name, place)


@lru_cache(maxsize=1)
def _table() -> Mapping[str, frozenset[str]]:
    lists = conflict_cards()["place"].words
    words = sorted({word for name in _LISTS for word in lists[name]})
    return {word: frozenset(_KIND.get(name, name) for name in _LISTS if word in lists[name]) for word in words}


def _last(place: str) -> str:
    return place.rsplit(maxsplit=1)[-1] if place else ""


def _numbered(statement: Statement) -> Iterator[Spot]:
    """Find "fourth floor", "ground-floor", "4th storey", "level four" and the like."""
    for match in _storeys().finditer(statement.assertion.text.lower()):
        number = _number(match.group("before") or match.group("behind"))
        if number is not None:
            yield Spot(frozenset({"storey"}), number, match.group())


@lru_cache(maxsize=1)
def _storeys() -> re.Pattern[str]:
    lists = conflict_cards()["place"].words
    nouns = "|".join(lists["storey"])
    ordinals = "|".join((*lists["ordinal"], r"\d+(?:st|nd|rd|th)"))
    numbers = "|".join((*lists["cardinal"], r"\d+"))
    return re.compile(rf"\b(?:(?P<before>{ordinals})[ -](?:{nouns})|(?:floor|level) (?P<behind>{numbers}))\b")


def _number(word: str) -> str | None:
    lists = conflict_cards()["place"].words
    if digits := _DIGITS.fullmatch(word):
        return digits.group(1)
    return next((str(known.index(word)) for known in (lists["ordinal"], lists["cardinal"]) if word in known), None)


def _named_sides(statement: Statement) -> Iterator[Spot]:
    """Find "the left bank", "its eastern end", "the Ostrian side", "the soil of Ostria"."""
    for match in _sides().finditer(statement.assertion.text):
        which = next(word for word in match.group("which", "whose", "owner") if word)
        if which not in _NO_NAMES:
            yield Spot(frozenset({"side"}), which, match.group())


@lru_cache(maxsize=1)
def _sides() -> re.Pattern[str]:
    lists = conflict_cards()["place"].words
    which = "|".join(word for pair in lists["opposed"] for word in pair.split())
    nouns, land = "|".join((*lists["side"], *lists["land"])), "|".join(lists["land"])
    return re.compile(
        rf"\b(?:(?P<which>{which})[ -](?:{nouns})|(?P<whose>[A-Z]\w+) (?:{land})|(?:{land}) of (?P<owner>[A-Z]\w+))\b"
    )


def _opposed(one: str, two: str) -> bool:
    """Tell whether two words for a side are each other's contrary, or two peoples' names."""
    if one[0].isupper() and two[0].isupper():
        return one[:4] != two[:4]
    return any({one, two} == set(pair.split()) for pair in conflict_cards()["place"].words["opposed"])


def _two_names(one: str, two: str) -> bool:
    """Tell "northmere general hospital" from "saint oda hospital"."""
    first, second = set(one.split()[:-1]), set(two.split()[:-1])
    return bool(first) and bool(second) and first.isdisjoint(second)
