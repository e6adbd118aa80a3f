"""The cards of facets: what may be said of things that are counted, and what an amount may be the measure of."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from quotecheck.rules.cards import Card, Example, Field, load

# What an amount can be of: people, other things that are counted, or a measure.
Of = Literal["person", "thing", "money", "percent", "time", "length", "other"]


class FacetExample(Example):
    """A sentence and, of its amounts in text order, the facets of this card; `[[]]`: one amount that has none."""

    facets: tuple[tuple[str, ...], ...]


class Facet(Card):
    """One thing that may be said of what is counted.

    An entry of `words` is one lemma, or several that must all stand about the amount, in any order; `a|b` takes either.
    An entry of `denied` counts only in a clause that says no ("did not survive"), one of `words` only in another.
    An entry of `behind` must stand right behind the amount and what it counts: "90 lorries a day".
    `families` are predicate families all of whose words count. `of`: what it is said of. `wide`: one happening has one
    such figure. `moves`: later reports revise it, up or either way. `scope`: it must be on both sides or on neither.
    `loose`: what is counted may be called by any noun. `parts`: sorts of people that are only some of those meant.
    `ahead`: a plan and what came of it are one figure. `located`: it is of one participant, whom both must name.
    """

    name: str
    of: tuple[Of, ...] = Field(min_length=1)
    words: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    wide: bool = False
    scope: bool = False
    loose: bool = False
    parts: tuple[str, ...] = ()
    ahead: bool = False
    located: bool = False
    moves: Literal["up", "both"] | None = None


class FacetCard(Card):
    """A file of facets."""

    about: str
    facet: tuple[Facet, ...] = ()
    people: tuple[str, ...] = Field((), description="Nouns for people of any sort.")
    anybody: tuple[str, ...] = Field((), description="Nouns for people that may stand for any sort of them.")
    parts: tuple[str, ...] = Field((), description="Sorts of people that are as a rule only some of those concerned.")
    coins: tuple[str, ...] = Field((), description="Nouns for money that no table of currencies has.")
    example: tuple[FacetExample, ...] = Field(min_length=2)


@lru_cache(maxsize=1)
def facet_cards() -> Mapping[str, FacetCard]:
    """Load the cards by file name."""
    return MappingProxyType(load(FacetCard, "en", "facets"))


@lru_cache(maxsize=1)
def facets() -> Mapping[str, Facet]:
    """Give every facet by its name."""
    return MappingProxyType({facet.name: facet for card in facet_cards().values() for facet in card.facet})


@lru_cache(maxsize=1)
def patterns() -> tuple[tuple[str, bool, tuple[frozenset[str], ...]], ...]:
    """Give the facet, whether the clause must deny, and for each word that must be there what it may be."""
    return tuple(
        (facet.name, denies, tuple(frozenset(word.split("|")) for word in entry.split()))
        for facet in facets().values()
        for denies, entries in ((False, facet.words), (True, facet.denied))
        for entry in entries
    )


@lru_cache(maxsize=1)
def behind() -> Mapping[str, frozenset[str]]:
    """Give the phrases, of which one must stand right behind the amount, of each facet that has such."""
    return MappingProxyType({name: frozenset(facet.behind) for name, facet in facets().items() if facet.behind})


@lru_cache(maxsize=1)
def by_family() -> Mapping[str, tuple[str, ...]]:
    """Give the facets that each predicate family gives."""
    table: dict[str, list[str]] = {}
    for facet in facets().values():
        for family in facet.families:
            table.setdefault(family, []).append(facet.name)
    return MappingProxyType({family: tuple(names) for family, names in table.items()})


@lru_cache(maxsize=1)
def people() -> frozenset[str]:
    """Give the nouns for people."""
    return frozenset(noun for card in facet_cards().values() for noun in (*card.people, *card.anybody, *card.parts))


@lru_cache(maxsize=1)
def anybody() -> frozenset[str]:
    """Give the nouns that may stand for any sort of people: people, men, victims, bodies."""
    return frozenset(noun for card in facet_cards().values() for noun in card.anybody)


@lru_cache(maxsize=1)
def parts() -> frozenset[str]:
    """Give the sorts of people that are as a rule only some of those concerned: children, passengers, tourists."""
    return frozenset(noun for card in facet_cards().values() for noun in card.parts)


@lru_cache(maxsize=1)
def coins() -> frozenset[str]:
    """Give the nouns for money that no table of currencies has."""
    return frozenset(noun for card in facet_cards().values() for noun in card.coins)
