"""How, when, where and to whom something was said: read off the cue and what hangs on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from quotecheck.extract.acts import act
from quotecheck.extract.candidates import Candidate, CueSpan
from quotecheck.extract.reality import reality_of
from quotecheck.extract.sources import extent
from quotecheck.extract.when import said_on, written_on
from quotecheck.records import Act, Article, Reality, SaidOn, Timex
from quotecheck.rules.saying import media

_HEARER_CLASSES = ("tell", "ask", "warn", "promise")


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What hangs on a cue beside source and content."""

    act: Act
    reality: Reality
    addressee: str | None
    medium: str | None
    venue: str | None
    said_on: SaidOn


def circumstances(article: Article, candidate: Candidate, timexes: Sequence[Timex]) -> Circumstances:
    """Read the circumstances of a candidate; without a cue only the day of publication is known."""
    cue = candidate.cue
    if cue is None or cue.class_ in ("colon", "none"):
        return Circumstances("statement", "happened", None, None, None, written_on(article, timexes))
    reality = reality_of(cue.token)
    return Circumstances(
        act=act(cue, candidate, reality),
        reality="happened" if cue.class_ == "decline" else reality,
        addressee=_addressee(cue, candidate),
        medium=_place_of(cue, candidate, media().medium, ("in", "on", "via", "during", "by", "through")),
        venue=_place_of(cue, candidate, media().venue, ("at", "in", "outside", "during", "before")),
        said_on=said_on(article, cue, candidate, timexes, ahead=reality == "expected"),
    )


def _addressee(cue: CueSpan, candidate: Candidate) -> str | None:
    if cue.class_ == "accordingto":
        return None
    head = _hearer(cue, candidate)
    if head is None or _in_content(cue, candidate, head) or head.lemma_.lower() in media().venue | media().medium:
        return None
    return cue.passage.doc[slice(*extent(head, cue.token))].text


def _hearer(cue: CueSpan, candidate: Candidate) -> Token | None:
    if candidate.rule == "infinitive":
        return _raised(cue.token)
    if cue.class_ in _HEARER_CLASSES:
        for child in cue.token.rights:
            if child.dep_ in ("dobj", "dative", "iobj"):
                return next(iter(child.children), None) if child.pos_ == "ADP" else child
    return _to(cue.token)


def _to(cue: Token) -> Token | None:
    for child in cue.children:
        if child.dep_ in ("prep", "dative") and child.lower_ == "to":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def _raised(cue: Token) -> Token | None:
    """Take the hearer of an order, object of the cue or subject of its infinitive: "urged residents to leave"."""
    own = [child for child in cue.rights if child.dep_ in ("dobj", "dative")]
    lower = [c for child in cue.rights if child.dep_ in ("ccomp", "xcomp") for c in child.lefts if c.dep_ == "nsubj"]
    return next(iter(own + lower), None)


def _in_content(cue: CueSpan, candidate: Candidate, token: Token) -> bool:
    at = cue.passage.start + token.idx
    return candidate.covers(at, at + 1)


def _place_of(cue: CueSpan, candidate: Candidate, nouns: frozenset[str], prepositions: Sequence[str]) -> str | None:
    for child in cue.token.children:
        if child.dep_ != "prep" or child.lower_ not in prepositions or _in_content(cue, candidate, child):
            continue
        for noun in child.children:
            if noun.dep_ == "pobj" and (noun.lemma_.lower() in nouns or noun.text in nouns):
                return cue.passage.doc[noun.left_edge.i : noun.i + 1].text
    return None
