"""What several rules ask of the parse: the subject of a verb, what a preposition governs, finite forms."""

from __future__ import annotations

from spacy.tokens import Token

FINITE = frozenset({"VBD", "VBP", "VBZ"})


def subject_of(verb: Token) -> Token | None:
    """Give the subject of a verb, also of the passive."""
    return next((child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")), None)


def governed(preposition: Token) -> Token | None:
    """Give the noun that a preposition governs."""
    return next((child for child in preposition.children if child.dep_ == "pobj"), None)
