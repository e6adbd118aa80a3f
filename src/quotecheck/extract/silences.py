"""Sayings that are none: no comment, no answer, refusals. The cue locates them, and their content is empty."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from quotecheck.extract.candidates import Candidate, CueSpan, Paragraph
from quotecheck.extract.sources import extent, source_of
from quotecheck.records import Act
from quotecheck.rules.attribution import Cue

_ANSWERS = frozenset({"respond", "reply", "answer", "return", "acknowledge"})
_REQUESTS = frozenset({
    "approach", "call", "email", "e-mail", "enquiry", "inquiry", "letter", "message", "query", "question", "request",
    "text",
})  # fmt: skip
_VERBS = _ANSWERS | {"comment", "refuse", "reach", "available", "unavailable"}
_WITHHELD = frozenset({"confirm", "say", "disclose", "discuss", "reveal", "elaborate", "identify", "specify"})


def propose_silences(paragraph: Paragraph, taken: set[int]) -> Iterator[Candidate]:
    """Yield a candidate for each silence outside marks whose verb is no cue already."""
    doc = paragraph.passage.doc
    wanted = {doc.vocab.strings[verb] for verb in _VERBS}
    for at, lemma in enumerate(doc.to_array(["LEMMA"]).tolist()):
        if lemma not in wanted or at in taken or paragraph.inside(doc[at]):
            continue
        token = doc[at]
        act = _act(token)
        source = None if act is None else _silent_one(token)
        if act is not None and source is not None:
            yield _candidate(paragraph, token, act, source)


def _act(token: Token) -> Act | None:
    lemma = token.lemma_
    if lemma == "comment":
        return "no-comment" if _no_comment(token) else None
    if lemma == "refuse":
        return _refused(token)
    if lemma in ("reach", "available", "unavailable"):
        return "no-response" if _not_reached(token) else None
    asked = any(word.lemma_.lower() in _REQUESTS for word in _objects(token))
    return "no-response" if token.pos_ == "VERB" and asked and _negated(token) else None


def _no_comment(token: Token) -> bool:
    if token.pos_ == "VERB":
        return _negated(token) or (token.dep_ == "xcomp" and token.head.lemma_ == "refuse")
    had = token.dep_ == "dobj" and token.head.lemma_ in ("have", "offer", "give", "make")
    return had and any(child.lower_ == "no" for child in token.children)


def _refused(token: Token) -> Act | None:
    verbs = [child.lemma_ for child in token.children if child.dep_ == "xcomp"]
    return "withhold" if verbs and verbs[0] in _WITHHELD else None


def _not_reached(token: Token) -> bool:
    about = any(word.lower_ == "comment" for word in token.subtree)
    if token.lemma_ == "reach":
        return _negated(token) and any(child.dep_ == "auxpass" for child in token.children)
    return about and (token.lemma_ == "unavailable" or _negated(token) or _negated(token.head))


def _objects(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ == "dobj":
            yield child
        elif child.dep_ in ("prep", "dative") and child.lower_ == "to":
            yield from (word for word in child.children if word.dep_ == "pobj")


def _negated(token: Token) -> bool:
    return any(child.dep_ == "neg" for child in token.children)


def _silent_one(token: Token) -> tuple[int, int] | None:
    """Give who is silent: the subject, also of the passive, and of the verb that a silence hangs on."""
    for verb in (token, token.head):
        for child in verb.children:
            if child.dep_ in ("nsubj", "nsubjpass") and child.text[0].isalnum():
                return extent(child, token)
    return source_of(token)


def _candidate(paragraph: Paragraph, token: Token, act: Act, source: tuple[int, int]) -> Candidate:
    card = Cue(
        lemma=token.lemma_, family="silence", class_="decline", pos="VERB", frames=frozenset(), act=act,
        attitude=False, tier="A",
    )  # fmt: skip
    verb = token.head if token.dep_ in ("dobj", "xcomp", "acomp") else token
    group = [t.i for t in verb.children if t.dep_ in ("aux", "auxpass", "neg") and t.i < verb.i]
    first = min([token.i, verb.i, *group])
    cue = CueSpan(paragraph.passage, first, token.i + 1, token.i, card)
    where = (paragraph.passage, *source)
    return Candidate((), cue, where, "silence", "A", paragraph.passage.index)
