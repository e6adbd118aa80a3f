"""The cards of predicates: families of words that say the same happened, with links to their opposites."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from quotecheck.rules.cards import Card, Example, Field, load


class PredicateExample(Example):
    """A sentence, and a family that one of its assertions has; `family = ""`: none has a family of this card."""

    family: str


class Family(Card):
    """Words that state one kind of happening (or, for a `thing`, name one kind of thing).

    Of the words of an `exclusive` family at most one is true of a thing (colours); those of a `quality` are synonyms,
    and have an opposite. Both are read where two sentences differ in one word.

    `verbs` may have a second word that stands below the verb: "turn down", "claim life"; `subjects` are verbs that say
    it of one subject only: "alarm go". A word with "=" is any noun of that family of things: "cut =job".
    `wide`: one happening has one such slot, so that no further shared words are needed. `moves`: later reports revise
    the count. `counts`: what a bare number counts. `then`: families of which a later report tells how the same matter
    went on: sought, then arrested. `like`: families that may tell of the same happening in another way (a trial opens,
    a trial begins), said on one side.
    `excludes`: families that cannot be true of the same at the same time, though neither is the bare contrary.
    `doers`: "one" where only one can have done it, so that two reports with two doers exclude each other.
    """

    name: str
    kind: Literal["event", "thing", "exclusive", "quality"] = "event"
    opposite: str | None = None
    wide: bool = False
    moves: Literal["up"] | None = None
    counts: str | None = None
    then: tuple[str, ...] = ()
    like: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    doers: Literal["one"] | None = None
    verbs: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()


class PredicateCard(Card):
    """A file of families."""

    about: str
    family: tuple[Family, ...] = Field(min_length=1)
    example: tuple[PredicateExample, ...] = Field(min_length=2)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words to full family names: single verbs, verbs by second word or by subject, nouns and adjectives of events."""

    verbs: Mapping[str, str]
    pairs: Mapping[str, Mapping[str, str]]
    subjects: Mapping[str, Mapping[str, str]]
    nouns: Mapping[str, str]
    adjectives: Mapping[str, str]
    things: Mapping[str, str]


@lru_cache(maxsize=1)
def predicate_cards() -> Mapping[str, PredicateCard]:
    """Load the cards by file name."""
    return MappingProxyType(load(PredicateCard, "en", "predicates"))


@lru_cache(maxsize=1)
def families() -> Mapping[str, Family]:
    """Give every family by its full name, `file.name`; a thing is `things.name` in whichever file it stands."""
    return MappingProxyType(
        {
            f"{'things' if family.kind == 'thing' else file}.{family.name}": family
            for file, card in predicate_cards().items()
            for family in card.family
        }
    )


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Give the tables that lead from a lemma to its family. A word stands in one family for each part of speech."""
    tables: dict[str, dict[str, str]] = {"verbs": {}, "nouns": {}, "adjectives": {}, "things": {}}
    pairs: dict[str, dict[str, str]] = {}
    subjects: dict[str, dict[str, str]] = {}
    for name, family in families().items():
        if family.kind in {"exclusive", "quality"}:
            continue
        nouns = "nouns" if family.kind == "event" else "things"
        for table, entries in ((nouns, family.nouns), ("adjectives", family.adjectives)):
            for entry in entries:
                _enter(tables[table], entry, name)
        for entry in family.verbs:
            verb, _, second = entry.partition(" ")
            for word in _spelt(second):
                _enter(pairs.setdefault(verb, {}) if word else tables["verbs"], word or verb, name)
        for entry in family.subjects:
            subject, _, verb = entry.partition(" ")
            for word in _spelt(subject):
                _enter(subjects.setdefault(verb, {}), word, name)
    return Lexicon(pairs=pairs, subjects=subjects, **tables)


def _spelt(word: str) -> tuple[str, ...]:
    return families()[f"things.{word[1:]}"].nouns if word.startswith("=") else (word,)


def _enter(table: dict[str, str], word: str, family: str) -> None:
    if table.setdefault(word, family) != family:
        raise ValueError(f"{word!r} stands in {table[word]} and in {family}")


@lru_cache(maxsize=1)
def qualities() -> Mapping[str, frozenset[str]]:
    """Give each word of exclusive and quality families its full family names."""
    table: dict[str, set[str]] = {}
    for name, family in families().items():
        if family.kind in {"exclusive", "quality"}:
            for word in (*family.nouns, *family.adjectives):
                table.setdefault(word, set()).add(name)
    return MappingProxyType({word: frozenset(names) for word, names in table.items()})


@lru_cache(maxsize=2)
def _linked(field: Literal["like", "excludes"]) -> Mapping[str, frozenset[str]]:
    """Give each family those that it names in a field, and those that name it there."""
    table: dict[str, set[str]] = {}
    for name, family in families().items():
        for other in family.like if field == "like" else family.excludes:
            table.setdefault(name, set()).add(other)
            table.setdefault(other, set()).add(name)
    return MappingProxyType({name: frozenset(others) for name, others in table.items()})


def alike(name: str) -> tuple[str, ...]:
    """Give a family and those that may tell of the same happening, sorted."""
    return tuple(sorted({name, *_linked("like").get(name, ())}))


def opposite(name: str | None) -> str | None:
    """Give the family that says the contrary, if there is one."""
    family = families().get(name or "")
    return family.opposite if family else None


def excluded(name: str | None) -> tuple[str, ...]:
    """Give the families that exclude one, sorted."""
    return tuple(sorted(_linked("excludes").get(name or "", ())))
