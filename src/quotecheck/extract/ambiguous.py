"""Names that are common words too, where a sentence starts with one: Will, Mark, Grace."""

from __future__ import annotations

from spacy.tokens import Token

from quotecheck.extract.entities import Entity

_MODALS = frozenset({"Will", "May", "Can"})
# Given names that a sentence may start with as common words.
_WORDS = frozenset({
    "Angel", "April", "Art", "August", "Bill", "Bob", "Chance", "Chase", "Christian", "Clay", "Cliff", "Daisy", "Dale",
    "Dawn", "Dean", "Don", "Drew", "Duke", "Earl", "Faith", "Frank", "Gene", "Grace", "Grant", "Guy", "Herb", "Hope",
    "Iris", "Ivy", "Jack", "Joy", "June", "Lance", "Mark", "Miles", "Nick", "Olive", "Pat", "Pearl", "Penny", "Pierce",
    "Ray", "Rich", "Rob", "Rose", "Ruby", "Sandy", "Skip", "Sky", "Sue", "Summer", "Victor", "Violet", "Wade", "Ward",
})  # fmt: skip


def is_common_word(entity: Entity) -> bool:
    """Tell whether a name that is a word too is brought in by nothing: no full name, no role, no age."""
    return entity.name in _MODALS or (entity.name in _WORDS and _unknown(entity))


def opens_as_word(head: Token) -> bool:
    """Tell whether a sentence opens with such a word that the tagger takes for a noun."""
    return bool(head.is_sent_start) and head.text in _WORDS | _MODALS


def _unknown(entity: Entity) -> bool:
    """Tell whether a word only ever opens sentences, and nothing beside it says who that is."""
    heads = [m.passage.doc[m.head] for m in entity.mentions]
    alone = not any(child.dep_ in ("appos", "relcl", "nummod") for head in heads for child in head.children)
    return alone and not entity.roles and all(head.is_sent_start for head in heads)
