"""Names that the tagger takes for auxiliary verbs: "Will said it would rain", "Will Harker keeps the gate"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

_MODALS = ("Will", "May")
# Tags that no verb has behind an auxiliary of its own.
_FINITE = frozenset({"VBD", "VBZ"})


def mend_modals(doc: Doc) -> None:
    """Make a name of a modal with a capital whose verb is finite without it: it is the subject, or a first name."""
    for token in doc:
        if token.text in _MODALS and token.tag_ == "MD" and _is_past(token.head) and token.head.i > token.i:
            behind = token.nbor(1)
            token.tag_, token.pos_, token.lemma_ = "NNP", "PROPN", token.text
            if behind.pos_ == "PROPN" and behind.head == token.head and behind.dep_ in ("nsubj", "nsubjpass"):
                token.head, token.dep_ = behind, "compound"
            elif not _has_subject(token.head):
                token.dep_ = "nsubj"


def _is_past(verb: Token) -> bool:
    """Tell whether a verb is finite; a participle without "have" or "be" is a past tense ill tagged."""
    helped = any(child.dep_ in ("aux", "auxpass") and child.lemma_ in ("have", "be") for child in verb.children)
    return verb.tag_ in _FINITE or (verb.tag_ == "VBN" and not helped)


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)
