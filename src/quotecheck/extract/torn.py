"""Parts of a reported clause that the parser tears off it and hangs on the cue."""

from __future__ import annotations

from spacy.tokens import Token

from quotecheck.extract.candidates import CueSpan, cue_at
from quotecheck.extract.glosses import bears_out
from quotecheck.extract.grammar import FINITE, subject_of

_HAVE_HEARERS = frozenset({"tell", "ask", "order", "warn", "promise", "answer", "write", "announce"})
_CLAUSE_PARTS = frozenset({"dobj", "nsubj", "nsubjpass", "advcl", "ccomp"})


def torn_off(cue: CueSpan, content: Token) -> list[Token]:
    """Give the words that belong to a reported clause beside its subtree, in no order."""
    verb = cue.token
    tokens = _lost_start(cue, content) + _finite_verb_behind(verb, content) + _backshifted_verb(verb, content)
    return tokens + _second_clause(cue, content)


def _lost_start(cue: CueSpan, content: Token) -> list[Token]:
    """Give the words right behind a cue that the parser leaves out of the clause: "said half of it was paid"."""
    if cue.class_ in _HAVE_HEARERS or content.left_edge.i <= cue.last:
        return []
    between = [c for c in cue.token.rights if c.i < content.left_edge.i and c.dep_ in _CLAUSE_PARTS]
    return [token for child in between for token in child.subtree]


def _finite_verb_behind(cue: Token, content: Token) -> list[Token]:
    """Give the real predicate of a clause that the parser cut short at a reduced relative.

    "confirmed that banks still taking payments are in decline": the parser takes *taking* for the clause, and *are*,
    with neither subject nor conjunction, for another verb beside the cue.
    """
    if content.tag_ not in ("VBG", "VBN") or any(child.dep_ in ("aux", "auxpass") for child in content.children):
        return []
    behind = content.right_edge.i + 1
    for verb in cue.children:
        finite = verb.tag_ in FINITE and verb.dep_ != "ccomp" and verb.left_edge.i == behind
        if finite and not any(child.dep_ in ("nsubj", "nsubjpass", "cc") for child in verb.children):
            return list(verb.subtree)
    return []


def _backshifted_verb(cue: Token, content: Token) -> list[Token]:
    """Give a second predicate that the parser hangs on the cue: "said it was sorry and would pay"."""
    if cue.tag_ != "VBD" or content.i < cue.i:
        return []
    for verb in cue.children:
        bare = subject_of(verb) is None
        shifted = any(child.lower_ == "would" and child.dep_ == "aux" for child in verb.lefts)
        if verb.dep_ == "conj" and verb.i > content.i and bare and shifted:
            joined = [child for child in cue.children if child.dep_ == "cc" and content.i < child.i < verb.i]
            return [*joined, *verb.subtree]
    return []


def _second_clause(cue: CueSpan, content: Token) -> list[Token]:
    """Give a second reported clause that the parser hangs on the cue: "said the pier was shut, and nobody was hurt"."""
    for verb in cue.token.children:
        if verb.dep_ != "conj" or verb.i < content.i or verb.pos_ not in ("VERB", "AUX"):
            continue
        own = any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in verb.children)
        if own and cue_at(cue.passage, verb) is None and not bears_out(verb):
            joined = [child for child in cue.token.children if child.dep_ == "cc" and content.i < child.i < verb.i]
            return [*joined, *verb.subtree]
    return []
