"""How, when, where and to whom something was said: read off the cue and what hangs on it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from quotecheck.extract.acts import act, reality_of
from quotecheck.extract.candidates import Candidate, CueSpan
from quotecheck.extract.sources import extent
from quotecheck.language.time_values import days, edtf
from quotecheck.records import Act, Article, Basis, Reality, SaidOn, Timex
from quotecheck.rules.saying import media

_HEARER_CLASSES = ("tell", "ask", "warn", "promise")
# Months, years and days may be relative to the day of publication; a four-digit year is not.
_YEAR_DIGITS = 4


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
        return Circumstances("statement", "happened", None, None, None, _published(article))
    reality = reality_of(cue.token)
    return Circumstances(
        act=act(cue, candidate, reality),
        reality="happened" if cue.class_ == "decline" else reality,
        addressee=_addressee(cue, candidate),
        medium=_place_of(cue, candidate, media().medium, ("in", "on", "via", "during", "by", "through")),
        venue=_place_of(cue, candidate, media().venue, ("at", "in", "outside", "during", "before")),
        said_on=_said_on(article, cue, candidate, timexes, ahead=reality == "expected"),
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


def _said_on(article: Article, cue: CueSpan, candidate: Candidate, timexes: Sequence[Timex], *, ahead: bool) -> SaidOn:
    """Attach the time beside the cue and outside the content, else the day of publication; what is ahead has none."""
    timex = _attached(article, cue, candidate, timexes, ahead=ahead)
    if timex is not None:
        value = edtf(timex.value)
        basis: Basis = "explicit" if _names_year(timex) else "relative"
        return SaidOn(value=value, basis=basis, text=timex.text, start=timex.start, end=timex.end)
    if ahead or _background(cue.token):
        return SaidOn()
    return _published(article)


def _names_year(timex: Timex) -> bool:
    return sum(1 for char in timex.text if char.isdigit()) >= _YEAR_DIGITS


def _published(article: Article) -> SaidOn:
    if article.published is None:
        return SaidOn()
    return SaidOn(value=article.published[:10], basis="published")


def _background(cue: Token) -> bool:
    """Tell whether a saying lies before the day's news: had said, has long said."""
    helpers = {child.lower_ for child in cue.children if child.dep_ in ("aux", "auxpass")}
    adverbs = {child.lower_ for child in cue.children if child.dep_ == "advmod"}
    return bool("had" in helpers or adverbs & {"long", "previously", "earlier", "once", "often"})


def _attached(
    article: Article, cue: CueSpan, candidate: Candidate, timexes: Sequence[Timex], *, ahead: bool
) -> Timex | None:
    sentence = cue.token.sent
    first, last = cue.passage.start + sentence.start_char, cue.passage.start + sentence.end_char
    begin = bisect_left(timexes, first, key=lambda t: t.start)
    until = bisect_left(timexes, last, key=lambda t: t.start)
    here = [t for t in timexes[begin:until] if t.type in ("DATE", "TIME") and t.end <= last]
    outside = [t for t in here if not candidate.covers(t.start, t.end) and edtf(t.value) is not None]
    governed = [t for t in outside if _governed(cue, t)]
    at = cue.passage.start + cue.token.idx
    past = [t for t in governed if ahead or not _after_publication(article, t)]
    return min(past, key=lambda t: (abs(t.start - at), t.start), default=None)


def _after_publication(article: Article, timex: Timex) -> bool:
    """Tell whether a time lies after the article: a deadline then, not when the words were said."""
    first = days(timex.value)
    return first is not None and article.published is not None and first[0].isoformat() > article.published[:10]


def _own_and_outer(cue: Token) -> list[Token]:
    """Give the cue and, from a clause under it, the verb of the occasion ("spoke on Sunday, saying …")."""
    heads = [cue]
    if cue.dep_ in ("relcl", "acl", "advcl"):
        heads += [a for a in cue.ancestors if a.pos_ in ("VERB", "AUX")][:1]
    return heads


def _governed(cue: CueSpan, timex: Timex) -> bool:
    """Tell whether a time expression hangs on the cue, or on an adjunct clause of it, not on another statement."""
    token = cue.passage.doc[cue.passage.index_at(timex.start)]
    heads = _own_and_outer(cue.token)
    if token.i - cue.last in (0, 1):
        return True  # right behind the cue, whatever the parser hangs it on
    if token in cue.token.ancestors:
        return True  # the occasion itself has the date: "on 6 March, when he proposed …"
    for ancestor in token.ancestors:
        if ancestor in heads:
            return True
        if ancestor.dep_ in ("ccomp", "relcl") or (ancestor.dep_ == "acl" and ancestor.tag_ != "VBG"):
            return False
    return False
