"""The card of occupations by field, by which two people of one name are told apart."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from quotecheck.rules.cards import Card, toml_files


class FieldExample(Card):
    """A text and the fields that it gives somebody."""

    text: str
    name: str
    fields: tuple[str, ...]


class Fields(Card):
    """All occupations by field; `verbs` tell what somebody does, and `weak` fields count inside one happening only."""

    about: str
    weak: frozenset[str]
    fields: Mapping[str, tuple[str, ...]]
    verbs: Mapping[str, tuple[str, ...]]
    example: tuple[FieldExample, ...]


@lru_cache(maxsize=1)
def fields() -> Fields:
    """Load the card."""
    return Fields.model_validate(dict(toml_files("en", "names"))["fields"])


@lru_cache(maxsize=1)
def field_of() -> Mapping[str, str]:
    """Give the field of each occupation."""
    return {word: name for name, words in fields().fields.items() for word in words}


@lru_cache(maxsize=1)
def verbs_of() -> Mapping[str, str]:
    """Give the field of each verb: who farms, who rides for."""
    return {word: name for name, words in fields().verbs.items() for word in words}


def weak_fields() -> frozenset[str]:
    """Give the fields that people do come to from others, so that they tell apart inside one happening only."""
    return fields().weak
