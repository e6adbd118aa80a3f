"""Spoken words that an outlet brought: "in remarks carried by Beacon Wire"."""

from __future__ import annotations

from spacy.tokens import Token

_SPOKEN = frozenset({
    "address", "broadcast", "comment", "footage", "interview", "message", "remark", "sermon", "speech", "statement",
    "testimony", "video",
})  # fmt: skip
_BROUGHT = frozenset(
    {"air", "broadcast", "carry", "cite", "distribute", "publish", "quote", "relay", "report", "stream"}
)


def spoken(noun: Token) -> bool:
    """Tell whether a noun names words that were spoken, and no document."""
    return noun.lemma_.lower() in _SPOKEN


def brings(noun: Token, clause: Token) -> bool:
    """Tell whether a clause says who brought the spoken words that a noun names."""
    return spoken(noun) and clause.dep_ in ("acl", "relcl") and clause.lemma_ in _BROUGHT


def brought_in(preposition: Token) -> Token | None:
    """Give the noun of "in remarks carried by", under its preposition."""
    if preposition.lower_ != "in" or preposition.dep_ != "prep":
        return None
    nouns = (child for child in preposition.children if child.dep_ == "pobj")
    return next((noun for noun in nouns if any(brings(noun, clause) for clause in noun.children)), None)
