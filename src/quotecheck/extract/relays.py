"""Through whom the words came beside the nesting of sayings: "the Tern, citing two officials", "minutes seen by"."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from quotecheck.extract.candidates import Candidate
from quotecheck.extract.cast import Cast, Resolved
from quotecheck.extract.people import is_human
from quotecheck.extract.roles import head_kind
from quotecheck.extract.sources import extent
from quotecheck.extract.speakers import SEEN, resolve
from quotecheck.language.parse import Passage, root
from quotecheck.records import ChainLink, LinkRole

_CITING = frozenset({"cite", "quote"})
_OUTLETS = frozenset({
    "agency", "broadcaster", "channel", "chronicle", "courier", "daily", "gazette", "herald", "journal", "magazine",
    "media", "monthly", "network", "news", "newspaper", "observer", "paper", "post", "telegraph", "times", "tribune",
    "weekly", "wire",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Relayed:
    """Who spoke, and the outlets through whom the article has it, outermost first."""

    who: Resolved
    through: tuple[ChainLink, ...] = ()


def relayed(cast: Cast, candidate: Candidate, who: Resolved) -> Relayed:
    """Find the relay of a saying: the outlet that cites its speaker, or that saw the document."""
    if candidate.source is None or candidate.cue is None or who.speaker is None:
        return Relayed(who)
    passage, first, last = candidate.source
    seer = _seer(passage, first, last)
    if seer is not None:
        return Relayed(who, _link(cast, passage, seer))
    cited = _cited(passage, candidate, root(passage.doc, first, last))
    if cited is None or not (who.speaker.kind == "organisation" and _is_outlet(who.speaker.name)):
        return Relayed(who)
    inner = resolve(cast, passage, *cited, inner=True)
    span = passage.span(first, last)
    link = ChainLink(name=who.speaker.name, role="outlet", start=span.start, end=span.end)
    return Relayed(inner, (link,)) if inner.speaker is not None else Relayed(who)


def _is_outlet(name: str) -> bool:
    words = name.lower().split()
    return len(words) == 1 or bool(_OUTLETS & set(words[-2:]))


def _link(cast: Cast, passage: Passage, seer: Token) -> tuple[ChainLink, ...]:
    first, last = extent(seer, seer.head)
    who = resolve(cast, passage, first, last, inner=True).speaker
    role: LinkRole = "outlet" if who is None or who.kind == "organisation" else "speaker"
    span = passage.span(first, last)
    return (ChainLink(name=who.name if who is not None else span.text, role=role, start=span.start, end=span.end),)


def _seer(passage: Passage, first: int, last: int) -> Token | None:
    """Give who saw, obtained or published the document that a source is."""
    for token in passage.doc[first:last]:
        if token.dep_ == "acl" and token.lemma_ in SEEN:
            by = next((child for child in token.children if child.dep_ == "agent"), None)
            return None if by is None else next((child for child in by.children if child.dep_ == "pobj"), None)
    return None


def _cited(passage: Passage, candidate: Candidate, source: Token) -> tuple[int, int] | None:
    """Give the range of whom a saying's outlet cites: people or documents, no circumstances."""
    for verb in source.sent:
        at = passage.start + verb.idx
        if verb.tag_ == "VBG" and verb.lemma_ in _CITING and not candidate.covers(at, at + 1):
            for noun in verb.children:
                if noun.dep_ == "dobj" and _may_be_cited(noun):
                    return extent(noun, verb)
    return None


def _may_be_cited(noun: Token) -> bool:
    return noun.pos_ == "PROPN" or is_human(noun) or head_kind(noun.lemma_.lower()) is not None
