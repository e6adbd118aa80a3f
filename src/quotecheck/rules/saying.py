"""The words of the circumstances of a saying: medium and venue, and those of feelings."""

from __future__ import annotations

from functools import lru_cache

from quotecheck.rules.cards import Card, toml_files


class Media(Card):
    """Nouns that name a medium (in a statement) or a venue (at a news conference)."""

    about: str
    medium: frozenset[str]
    venue: frozenset[str]


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
