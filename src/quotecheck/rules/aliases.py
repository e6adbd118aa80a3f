"""The card of places with two names: both mean one government as a source."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from quotecheck.rules.cards import Card, Example, Field, toml_files


class OtherName(Card):
    """Another name, and the years in which it was in use, where it came or went with one."""

    name: str
    from_: str | None = Field(default=None, alias="from")
    to: str | None = None


class Place(Card):
    """A place by the name that its speaker gets."""

    name: str
    aliases: tuple[OtherName, ...]


class AliasExample(Example):
    """A name as a source, and the name that it stands for; without one it must stand for itself."""

    name: str | None = None


class Aliases(Card):
    """All places with two names."""

    about: str
    name: tuple[Place, ...]
    example: tuple[AliasExample, ...]


@lru_cache(maxsize=1)
def aliases() -> Aliases:
    """Load the card."""
    return Aliases.model_validate(dict(toml_files("en", "names"))["aliases"])


@lru_cache(maxsize=1)
def places() -> Mapping[str, tuple[str, OtherName]]:
    """Give for each other name the name that it stands for, and itself with its years."""
    return {other.name: (place.name, other) for place in aliases().name for other in place.aliases}
