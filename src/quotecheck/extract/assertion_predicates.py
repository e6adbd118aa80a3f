"""What a clause says happened: its verb, with the second word that gives it its sense, event nouns, adjectives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from quotecheck.extract.assertion_clauses import Clause
from quotecheck.rules.predicates import lexicon

# "of its own accord": nobody ordered it.
UNBIDDEN = frozenset({"accord", "voluntarily", "initiative"})
_LINKS = frozenset({"prep", "prt", "advmod", "dobj", "ccomp", "acomp", "attr"})
# "took 31 per cent of the vote": the object is behind the measure.
SHARES = frozenset({"cent", "percent", "%", "share", "part", "half", "third", "quarter", "number"})
# What the model takes for the lemma of "fined", "cordoned", "unlocked".
LEMMAS = {
    "cordone": "cordon", "fin": "fine", "greenlighte": "greenlight", "instal": "install", "qualified": "qualify",
    "rap": "rape", "rebrande": "rebrand", "rechristene": "rechristen", "reconnecte": "reconnect", "retook": "retake",
    "stag": "stage", "trousere": "trouser", "unlocked": "unlock", "unroofed": "unroof",
}  # fmt: skip
TIMES = frozenset(
    {"hour", "morning", "afternoon", "evening", "night", "day", "weekend", "week", "month", "year", "spring", "summer",
     "autumn", "winter", "minute", "moment", "end", "area", "town", "city", "village", "region"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Predicate:
    """What a clause says happened: the lemma, its family, and the token that says it (a verb or an event noun)."""

    lemma: str
    family: str | None
    token: Token


def predicates(clause: Clause) -> Iterator[Predicate]:
    """Give the verb's predicate, and that of each event noun or stated adjective among the clause's own tokens."""
    words = lexicon()
    verb = _verb(clause)
    stated = any(child.dep_ == "acomp" and child.lemma_.lower() in words.adjectives for child in clause.head.children)
    if verb.lemma != "be" or not stated:
        yield verb
    seen = {verb.family}
    if any(token.lemma_.lower() in UNBIDDEN for token in clause.own):
        yield Predicate("of own accord", "making.volunteer", clause.head)
    for token in clause.own:
        if token.i == clause.head.i or token.dep_ == "compound":
            continue
        table = (
            words.nouns if token.pos_ in {"NOUN", "PROPN", "ADV"} else words.adjectives if token.pos_ == "ADJ" else {}
        )
        family = table.get(token.lemma_.lower())
        if family is not None and family not in seen and _stated(token):
            seen.add(family)
            yield Predicate(token.lemma_.lower(), family, token)


def _stated(token: Token) -> bool:
    """Leave out adjectives that only qualify ("the wounded bird"): they must be said of something."""
    return token.pos_ != "ADJ" or token.dep_ in {"acomp", "oprd", "ROOT", "conj", "dobj", "attr", "nsubj", "pobj"}


def _verb(clause: Clause) -> Predicate:
    words = lexicon()
    head = clause.head
    lemma = head.lemma_.lower()
    lemma = LEMMAS.get(lemma, lemma) if head.pos_ == "VERB" else lemma
    if head.pos_ not in {"VERB", "AUX"}:
        return Predicate(lemma, words.nouns.get(lemma) or words.adjectives.get(lemma), head)
    subject = clause.subject
    of_subject = words.subjects.get(lemma, {}).get(subject.lemma_.lower()) if subject is not None else None
    if of_subject is not None:
        return Predicate(lemma, of_subject, head)
    seconds = words.pairs.get(lemma, {})
    ordered = sorted((*head.children, *clause.own), key=_rank) if seconds else ()
    for token in ordered:
        second = next((word for word in (token.lower_, token.lemma_.lower()) if word in seconds), None)
        if second is not None and _below(token, head):
            return Predicate(f"{lemma} {second}", seconds[second], head)
    if head.dep_ == "xcomp" and clause.up is not None:
        family = words.pairs.get(clause.up.head.lemma_.lower(), {}).get(lemma)
        if family is not None:
            return Predicate(f"{clause.up.head.lemma_.lower()} {lemma}", family, head)
    if lemma in {"have", "get"} and any(map(_had_done, head.children)):
        return Predicate(f"{lemma} done", "making.order", head)
    particle = next((child.lemma_.lower() for child in head.children if child.dep_ == "prt"), "")
    if particle:
        return Predicate(f"{lemma} {particle}", None, head)
    state = words.adjectives.get(head.lower_)
    if state is not None and head.tag_ == "VBN" and not any(child.dep_ == "agent" for child in head.children):
        return Predicate(lemma, state, head)
    return Predicate(lemma, words.verbs.get(lemma) or state, head)


def _had_done(token: Token) -> bool:
    """Tell "had the gate closed" from "had himself closed" and "has nothing left"."""
    if token.dep_ != "ccomp" or token.tag_ != "VBN":
        return False
    done_to = [child.lower_ for child in token.children if child.dep_ in {"nsubj", "nsubjpass"}]
    return not any(word.endswith(("self", "selves", "thing")) for word in done_to)


def _rank(token: Token) -> tuple[bool, bool]:
    """Put adjectives first and prepositions last: "taken into *custody* on Friday"."""
    return token.pos_ != "ADJ", token.dep_ == "prep"


def _below(token: Token, head: Token) -> bool:
    """Tell whether a second word stands right below its verb, as object, particle or complement, or in its phrase."""
    up = token.head
    if token.dep_ == "prep" and token.lower_ in {"on", "in"} and _dates(token):
        return False
    if token.dep_ in {"nsubj", "nsubjpass"} and up.i == head.i:
        return token.dep_ == "nsubjpass"
    if up.i == head.i or (up.head.i == head.i and up.dep_ in _LINKS) or token.tag_ in {"JJR", "RBR"}:
        return True
    return up.dep_ == "prep" and up.head.lemma_ in SHARES and up.head.head.i == head.i


def _dates(prep: Token) -> bool:
    """Tell "stayed on Friday", "broke in Ostby" from "stayed on", "broke in"."""
    nouns = [child for child in prep.children if child.dep_ == "pobj"]
    return any(noun.pos_ in {"PROPN", "NUM"} or noun.lemma_.lower() in TIMES for noun in nouns)
