"""The words of the circumstances of a saying: medium and venue, and those of feelings."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import Literal

from quotecheck.records import Act, CueClass
from quotecheck.rules.cards import Card, Example, toml_files


class MediaExample(Example):
    """A sentence with one saying, and whom it was said to, in what and where; what is left out there is not."""

    addressee: str | None = None
    medium: str | None = None
    venue: str | None = None


class Media(Card):
    """Nouns that name a medium (in a statement; `talk` is with somebody) or where something is said.

    A `venue` is a place, an `event` also happens ("during the debate"), a `body` listens ("before the committee").
    `speaking` are verbs of an occasion: "speaking at a rally, she said".
    """

    about: str
    medium: frozenset[str]
    talk: frozenset[str]
    venue: frozenset[str]
    event: frozenset[str]
    body: frozenset[str]
    speaking: frozenset[str]
    example: tuple[MediaExample, ...]


@lru_cache(maxsize=1)
def media() -> Media:
    """Load the words."""
    return Media.model_validate(dict(toml_files("en", "saying"))["media"])


class Feelings(Card):
    """Adjectives for how a person feels."""

    about: str
    words: frozenset[str]


@lru_cache(maxsize=1)
def feelings() -> frozenset[str]:
    """Load the adjectives."""
    return Feelings.model_validate(dict(toml_files("en", "saying"))["feelings"]).words


class RetractionExample(Example):
    """A sentence, and the act that it reports; without `act` there is none."""

    act: Literal["retraction", "apology", "denial", "confirmation"] | None = None


class Retractions(Card):
    """Verbs that take words back, apologise, deny or confirm, with their particle; nouns and verbs for words."""

    about: str
    verbs: frozenset[str]
    apology: frozenset[str]
    denial: frozenset[str]
    confirmation: frozenset[str]
    nouns: frozenset[str]
    sayings: frozenset[str]
    example: tuple[RetractionExample, ...]

    @cached_property
    def heads(self) -> frozenset[str]:
        """The first word of each verb."""
        return frozenset(verb.split()[0] for verb in self.apology | self.denial | self.confirmation | self.verbs)


@lru_cache(maxsize=1)
def retractions() -> Retractions:
    """Load the words."""
    return Retractions.model_validate(dict(toml_files("en", "saying"))["retractions"])


class OpinionExample(Example):
    """A sentence of one statement, and whether that can be checked."""

    checkable: Literal["yes", "opinion"]


class Opinions(Card):
    """Words by which a statement judges, obliges or supposes, and subjects that are right or wrong by the record."""

    about: str
    adjectives: frozenset[str]
    nouns: frozenset[str]
    copulas: frozenset[str]
    duties: frozenset[str]
    naming: frozenset[str]
    believing: frozenset[str]
    supposing: frozenset[str]
    joking: frozenset[str]
    exact: frozenset[str]
    example: tuple[OpinionExample, ...]


@lru_cache(maxsize=1)
def opinions() -> Opinions:
    """Load the words."""
    return Opinions.model_validate(dict(toml_files("en", "saying"))["opinions"])


class ActExample(Card):
    """A class of cues, an act, and whether such a cue may do it."""

    cue: CueClass
    act: Act
    fits: bool


class Acts(Card):
    """What no cue of a class does (`never`, by act), and words before an office that is not held then (`past`)."""

    about: str
    past: frozenset[str]
    never: Mapping[Act, frozenset[CueClass]]
    example: tuple[ActExample, ...]

    @cached_property
    def clashes(self) -> frozenset[tuple[str, str]]:
        """Give each class of cues with each act that it never does."""
        return frozenset((cue, act) for act, cues in self.never.items() for cue in cues)


@lru_cache(maxsize=1)
def acts() -> Acts:
    """Load what cues do not do."""
    return Acts.model_validate(dict(toml_files("en", "saying"))["acts"])
