"""Verbs of showing that the parser takes for a part of the name before them: "Documents seen by the Tern show that"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

_SHOW = frozenset({
    "confirm", "detail", "indicate", "prove", "reveal", "say", "show", "state", "suggest", "support",
})  # fmt: skip


def mend_evidence(doc: Doc) -> None:
    """Make the verb of a sentence that has none of what stands behind the name of who saw a document."""
    for word in doc:
        if word.lower_ in _SHOW and word.dep_ == "pobj" and word.head.lower_ == "by" and word.nbor(-1).pos_ == "PROPN":
            seen = word.head.head
            if seen.dep_ == "acl" and seen.head.dep_ == "ROOT" and seen.head.pos_ in ("NOUN", "PROPN"):
                _mend(word, seen.head)


def _mend(verb: Token, subject: Token) -> None:
    """Hang the name on its "by", the subject on the verb, and what stands behind the verb under it."""
    name, by = verb.nbor(-1), verb.head
    behind = [t for t in verb.sent if t.i > verb.i and t.head.i <= verb.i]
    within = [t for t in verb.children if t.i < verb.i and t != name]
    marked = [t for t in subject.children if t.is_punct and t.i > verb.i]
    verb.tag_, verb.pos_, verb.lemma_, verb.dep_ = "VBP", "VERB", verb.lower_, "ROOT"
    verb.head = verb
    name.head, name.dep_ = by, "pobj"
    for token in within:
        token.head = name
    subject.head, subject.dep_ = verb, "nsubj"
    for token in (*behind, *marked):
        token.head = verb
        token.dep_ = _role(token)


def _role(token: Token) -> str:
    """Give what a word behind the verb is to it: its clause, its object, or what it was."""
    if token.is_punct:
        return "punct"
    if token.pos_ in ("VERB", "AUX"):
        for child in token.children:
            if child.lower_ == "that" and child.i < token.i:
                child.dep_, child.pos_, child.tag_ = "mark", "SCONJ", "IN"
        return "ccomp"
    return "dobj" if token.pos_ in ("NOUN", "PROPN") else token.dep_
