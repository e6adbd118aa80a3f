"""The mood of a clause with what its cleft, its governor or the noun beside it adds."""

from __future__ import annotations

from spacy.tokens import Token

from quotecheck.extract.assertion_checks import Checkable, checkable
from quotecheck.extract.assertion_clauses import Clause
from quotecheck.extract.assertion_predicates import Predicate
from quotecheck.extract.assertion_state import Certainty, Polarity, certainty, polarity
from quotecheck.records import Quote

# "undertakes to pay", "is obliged to pay"
BINDING = frozenset({"undertake", "commit", "oblige", "bind", "due"})


def denied(token: Token) -> bool:
    """Find the *no* of "no case of harm", "no reports of injuries", "no injuries"."""
    while token.dep_ == "pobj" and token.head.lower_ in {"of", "about"}:
        token = token.head.head
    return any(child.lower_ in {"no", "neither"} and child.dep_ in {"det", "neg"} for child in token.children)


def polarity_of(clause: Clause, quote: Quote | None) -> Polarity:
    """Take in what a cleft denies: "it was not Vale who rang"."""
    own = polarity(clause, quote)
    if clause.focus is None or clause.up is None or polarity(clause.up, None) == "+":
        return own
    return "+" if own == "-" else "-"


def aside_polarity(predicate: Predicate) -> Polarity:
    """Give the polarity of an event noun that stands beside the predicate."""
    return "-" if denied(predicate.token) else "+"


def certainty_of(clause: Clause, governor: str) -> Certainty:
    """Take the mood of a cleft from its main clause: "was the first *to ring*" did ring."""
    if clause.focus is not None and clause.up is not None:
        return certainty(clause.up, "")
    if clause.head.dep_ == "xcomp" and governor in BINDING:
        return "planned"
    return certainty(clause, governor)


def checkable_of(clause: Clause, quote: Quote | None, governor: str) -> Checkable:
    """Judge a cleft by its main clause."""
    if clause.focus is not None and clause.up is not None:
        return checkable(clause.up, quote, "")
    return checkable(clause, quote, governor)
