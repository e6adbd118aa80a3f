"""Whom something was said to, in what medium, and where: the phrases that hang on a cue, outside the content."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from quotecheck.extract.candidates import Candidate, CueSpan
from quotecheck.extract.grammar import governed
from quotecheck.extract.sources import extent
from quotecheck.rules.saying import media

_HEARER_CLASSES = ("tell", "ask", "warn", "promise", "order")
_MEDIUM = frozenset({"in", "on", "via", "during", "by", "through", "over"})
_VENUE = frozenset({"at", "in", "outside", "inside", "during", "before", "on", "from", "to"})
_OBJECTS = ("dobj", "dative", "iobj")
# What stands behind the noun of a place and belongs to it: "a rally in Northmere", "the steps of the court".
_OF_PLACE = frozenset({"in", "of", "near"})
_TIMES = frozenset(
    {"beginning", "day", "end", "length", "midnight", "moment", "night", "noon", "start", "time", "weekend"}
)
_ORDERS = frozenset({"infinitive", "object-infinitive"})


def addressee(cue: CueSpan, candidate: Candidate) -> str | None:
    """Give the words for the hearer: told *reporters*, in a letter to *shareholders*, speaking to *the Courier*."""
    if cue.class_ == "accordingto":
        return None
    head = _hearer(cue, candidate)
    if head is None or head.pos_ == "VERB" or head.lower_ in ("who", "whom", "which"):
        return None
    # Who is to act is a part of what is ordered, and the hearer of it.
    if _in_content(cue, candidate, head) and candidate.rule not in _ORDERS:
        return None
    first, last = extent(head, cue.token)
    while last - 1 > head.i and _in_content(cue, candidate, cue.passage.doc[last - 1]):
        last -= 1  # the parse hangs the content on the hearer
    return cue.passage.doc[first:last].text


def medium(cue: CueSpan, candidate: Candidate) -> str | None:
    """Give the words for what it was said in: *a statement*, *an interview*, *X*."""
    for host, prep, noun in _phrases(cue, candidate):
        if prep.lower_ in _MEDIUM and (_is_one(noun, media().medium) or _is_paper(host, prep, noun)):
            return cue.passage.doc[noun.left_edge.i : noun.i + 1].text
    return None


def venue(cue: CueSpan, candidate: Candidate) -> str | None:
    """Give the words for where it was said: *a rally in Northmere*, outside *the court*, told *a news conference*."""
    for _, prep, noun in _phrases(cue, candidate):
        if prep.lower_ in _VENUE and (_is_venue(prep, noun) or _is_occasion(prep, noun)):
            return _place(cue, noun)
        if _is_one(noun, media().medium):
            inner = next((w for p, w in _preps(noun) if p.lower_ == "at" and _is_venue(p, w)), None)
            if inner is not None and not _in_content(cue, candidate, inner):
                return _place(cue, inner)
    head = _hearer(cue, candidate)
    told = head is not None and not _in_content(cue, candidate, head) and head.lemma_.lower() in media().event
    return _place(cue, head) if told and head is not None else None


def _hearer(cue: CueSpan, candidate: Candidate) -> Token | None:
    if candidate.rule in _ORDERS:
        return _raised(cue.token)
    if cue.class_ in _HEARER_CLASSES:
        for child in cue.token.rights:
            if child.dep_ in _OBJECTS:
                return next(iter(child.children), None) if child.pos_ == "ADP" else child
    return _to(cue.token) or _spoken_to(cue, candidate) or _sent_to(cue, candidate)


def _to(cue: Token) -> Token | None:
    for child in cue.children:
        if child.dep_ in ("prep", "dative") and child.lower_ == "to":
            return governed(child)
    return None


def _raised(cue: Token) -> Token | None:
    """Take the hearer of an order, object of the cue or subject of its infinitive: "urged residents to leave"."""
    own = [child for child in cue.rights if child.dep_ in ("dobj", "dative")]
    lower = [c for child in cue.rights if child.dep_ in ("ccomp", "xcomp") for c in child.lefts if c.dep_ == "nsubj"]
    called_on = [w for p, w in _preps(cue) if p.lower_ in ("on", "upon", "to") and cue.lemma_ in ("call", "appeal")]
    return next(iter(own + lower + called_on), None)


def _spoken_to(cue: CueSpan, candidate: Candidate) -> Token | None:
    """Find the hearer of the clause of the occasion: "Speaking to the Courier, Vale said", "Addressing a crowd, …"."""
    for host in _hosts(cue.token)[1:]:
        found = [w for p, w in _preps(host) if p.lower_ in ("to", "with")]
        found += [child for child in host.rights if child.dep_ == "dobj" and host.lemma_ == "address"]
        if found and not _in_content(cue, candidate, found[0]):
            return found[0]
    return None


def _sent_to(cue: CueSpan, candidate: Candidate) -> Token | None:
    """Find the hearer in the medium: "in a letter to shareholders", "in an interview with the Tern"."""
    for _, prep, noun in _phrases(cue, candidate):
        if prep.lower_ in _MEDIUM and _is_one(noun, media().medium):
            wanted = ("to", "with") if noun.lemma_.lower() in media().talk else ("to",)
            found = next((w for p, w in _preps(noun) if p.lower_ in wanted), None)
            if found is not None:
                return found
    return None


def _phrases(cue: CueSpan, candidate: Candidate) -> Iterator[tuple[Token, Token, Token]]:
    """Yield verb, preposition and noun of the phrases on a cue or its occasion, outside the content."""
    for host in _hosts(cue.token):
        for prep, noun in _preps(host):
            if not _in_content(cue, candidate, prep):
                yield host, prep, noun


def _hosts(cue: Token) -> list[Token]:
    """Give the cue, then the verbs of the occasion: "Speaking at a rally, Vale said", "Vale spoke there, saying"."""
    around = [*cue.children, *(c for subject in cue.lefts if subject.dep_ == "nsubj" for c in subject.rights)]
    beside = [c for c in around if c.dep_ in ("advcl", "acl") and c.tag_ == "VBG" and c.lemma_ in media().speaking]
    above = [cue.head] if cue.dep_ in ("advcl", "conj") and cue.head.lemma_ in media().speaking else []
    return [cue, *beside, *above]


def _preps(word: Token) -> Iterator[tuple[Token, Token]]:
    for prep in word.children:
        if prep.dep_ in ("prep", "dative"):
            yield from ((prep, noun) for noun in prep.children if noun.dep_ == "pobj")


def _is_one(noun: Token, words: frozenset[str]) -> bool:
    return noun.lemma_.lower() in words or noun.text in words


def _is_paper(host: Token, prep: Token, noun: Token) -> bool:
    """Tell whether somebody wrote in a paper: "wrote in the Courier"."""
    named = noun.pos_ == "PROPN" and any(child.lower_ == "the" for child in noun.children)
    return host.lemma_ == "write" and prep.lower_ == "in" and named


def _is_venue(prep: Token, noun: Token) -> bool:
    words = media()
    lemma = noun.lemma_.lower()
    if prep.lower_ == "before":
        return lemma in words.body
    if prep.lower_ == "outside":
        return noun.pos_ in ("NOUN", "PROPN")
    if prep.lower_ == "to":
        return False
    if prep.lower_ in ("on", "from"):
        return lemma in ("step", "steps", "stage", "podium", "doorstep", "trail", "pitch", "floor")
    if prep.lower_ == "during":
        return lemma in words.event
    return _is_one(noun, words.venue) or lemma in words.event or lemma in words.body


def _is_occasion(prep: Token, noun: Token) -> bool:
    """Tell whether somebody who was speaking did so at it: "speaking at the opening of the bridge"."""
    at = prep.lower_ in ("at", "during") and prep.head.lemma_ in media().speaking and prep.head.tag_ == "VBG"
    return at and noun.pos_ in ("NOUN", "PROPN") and noun.lemma_.lower() not in _TIMES


def _place(cue: CueSpan, noun: Token) -> str:
    """Give a place with what says which: "a rally in Northmere"."""
    last = noun.i
    for prep, inner in _preps(noun):
        if prep.lower_ in _OF_PLACE and prep.i == noun.i + 1:
            last = inner.i
    return cue.passage.doc[noun.left_edge.i : last + 1].text


def _in_content(cue: CueSpan, candidate: Candidate, token: Token) -> bool:
    at = cue.passage.start + token.idx
    return candidate.covers(at, at + 1)
