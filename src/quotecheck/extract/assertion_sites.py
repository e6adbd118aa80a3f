"""Where a clause says that it was, in its own words: "in engine room", "east of ostby"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from quotecheck.extract.assertion_clauses import Clause
from quotecheck.extract.assertion_words import name_of
from quotecheck.language.directions import COMPASS
from quotecheck.language.names import fold

PREPS = frozenset(
    {"in", "at", "on", "near", "outside", "inside", "off", "around", "under", "beneath", "below", "behind", "aboard",
     "through", "to", "into", "onto", "from", "against", "beside", "above", "opposite", "alongside", "among", "amongst",
     "across", "along", "beyond", "underneath", "atop"}
)  # fmt: skip
# Beside a name only: "a ditch by Ostby", but "by boat".
_BESIDE = frozenset({"by"})
_SKIPPED = frozenset({"place", "custody", "hospital bed", "way", "case", "charge", "order", "fact", "least", "first"})


def sites(clause: Clause, blocked: frozenset[int]) -> tuple[str, ...]:
    """Give the phrases of place of a clause in text order, each a preposition and a noun or name.

    `blocked` are tokens of times. What stands inside a phrase of place ("the car park *of the terminal at Ostby*") is
    given too.
    """
    tokens = [*clause.own, *_participles(clause)]
    own = [site for token in tokens for site in _sites(token, clause, blocked)]
    return tuple(dict.fromkeys([*own, *_antecedent(clause, blocked)]))


def _antecedent(clause: Clause, blocked: frozenset[int]) -> Iterator[str]:
    """Give the place that a relative clause is about: "the hamlet of Ostby, *where it landed*"."""
    if clause.head.dep_ in {"relcl", "advcl"} and any(token.lower_ == "where" for token in clause.own):
        place = clause.head.head
        if place.pos_ in {"NOUN", "PROPN"} and place.i < clause.head.i:
            yield from _phrase("in", place, blocked)


def _participles(clause: Clause) -> Iterator[Token]:
    """Give the tokens of what is said in passing on the way to the place: "was found, *burned out, in a pit*"."""
    for child in clause.head.children:
        bare = not any(token.dep_ in {"nsubj", "nsubjpass", "mark"} for token in child.children)
        if bare and child.tag_ in {"VBN", "VBD"} and child.dep_ in {"acl", "advcl", "oprd", "ccomp", "xcomp"}:
            yield from child.subtree


def _sites(token: Token, clause: Clause, blocked: frozenset[int]) -> Iterator[str]:
    if token.lower_ in COMPASS:
        for prep in token.children:
            if prep.lower_ == "of":
                yield from (f"{_point(token)} of {noun}" for noun in _names(prep, blocked))
    elif token.dep_ == "prep" and token.lower_ in PREPS | _BESIDE and _belongs(token, clause):
        kinds = {"PROPN"} if token.lower_ in _BESIDE else {"NOUN", "PROPN"}
        for noun in token.children:
            if noun.dep_ == "pobj" and noun.i not in blocked and noun.pos_ in kinds:
                yield from _phrase(token.lower_, noun, blocked)


def _point(token: Token) -> str:
    """Put "north-east" together again."""
    whole = token.i > 1 and token.nbor(-1).text == "-"
    return f"{token.nbor(-2).lower_}{token.lower_}" if whole else token.lower_


def _phrase(prep: str, noun: Token, blocked: frozenset[int]) -> Iterator[str]:
    """Give a place and the places that a phrase behind it names: "the town *of Ostby*", "the capital, *Ostby*"."""
    words = _worded(noun)
    if words not in _SKIPPED and noun.i not in blocked:
        yield f"{prep} {words}"
    for child in noun.children:
        if child.dep_ == "appos" and child.pos_ == "PROPN":
            yield f"in {name_of(child)}"
        elif child.dep_ == "poss" and child.pos_ == "PROPN":
            yield f"of {name_of(child)}"
        elif child.dep_ == "prep" and child.lower_ == "of":
            for grand in child.children:
                if grand.dep_ == "pobj" and grand.pos_ in {"NOUN", "PROPN"}:
                    yield from _phrase("of", grand, blocked)


def _names(prep: Token, blocked: frozenset[int]) -> Iterator[str]:
    for noun in prep.children:
        if noun.dep_ == "pobj" and noun.i not in blocked:
            named = [site.partition(" ")[2] for site in _phrase("of", noun, blocked)]
            yield from named[-1:]


def _worded(noun: Token) -> str:
    """Give a name, or a noun with its compounds: "engine room"."""
    if noun.pos_ == "PROPN":
        return name_of(noun)
    parts = [child.lower_ for child in noun.lefts if child.dep_ == "compound"]
    return fold(" ".join([*parts, noun.lemma_.lower()]))


def _belongs(prep: Token, clause: Clause) -> bool:
    """Leave out phrases that hang on a person or an abstract noun: "the minister *in Ostby*" is no place of the act."""
    up = prep.head
    if (
        up.i == clause.head.i
        or (up.head.i == clause.head.i and up.tag_ in {"VBN", "VBD"})
        or up.dep_ in {"prep", "advmod", "acomp", "prt", "oprd"}
    ):
        return True
    if up.dep_ in {"dobj", "attr"} and up.head.i == clause.head.i:
        return True
    inner = up.dep_ == "pobj" and up.head.dep_ == "prep" and up.head.lower_ in PREPS | {"of"}
    return inner and _belongs(up.head, clause)
