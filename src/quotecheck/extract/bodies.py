"""Institutions that are named by their kind alone: the company, the ministry, the report."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from spacy.tokens import Span as Words
from spacy.tokens import Token

from quotecheck.extract.cast import INSTITUTIONS, Cast, Resolved, small_brand
from quotecheck.extract.entities import Entity
from quotecheck.extract.genders import is_subject
from quotecheck.extract.roles import head_kind
from quotecheck.language.names import fold
from quotecheck.language.parse import Passage
from quotecheck.records import Span, SpeakerRef
from quotecheck.rules.people import kinds
from quotecheck.rules.words import common_words

# How many paragraphs back "the statement" may look for who issued it.
ISSUER_REACH = 20
# Words for a business; any other word for a body stands only for one that has it in its name.
_BUSINESS = frozenset({
    "airline", "business", "carrier", "company", "conglomerate", "corporation", "developer", "firm", "group",
    "insurer", "lender", "maker", "manufacturer", "operator", "publisher", "retailer", "start-up", "startup",
    "supplier",
})  # fmt: skip


def body(cast: Cast, passage: Passage, head: Token) -> Resolved | None:
    """Find which institution "the company" is: the only one named so far that it fits, else the nearest subject."""
    word = head.lemma_.lower()
    if head_kind(word) not in INSTITUTIONS:
        return None
    here = (passage.index, head.i)
    fitting = [e for e in cast.entities if _named_before(e, here) and _may_be(cast, e, word)]
    if len(fitting) == 1:
        return Resolved(cast.ref(fitting[0]), antecedent=_last_mention(fitting[0], here))
    if not fitting:
        return None
    near = _nearest(cast, fitting, here)
    if near is None:
        return Resolved(None, "two-candidates")
    return Resolved(cast.ref(near), antecedent=_last_mention(near, here))


def _may_be(cast: Cast, entity: Entity, word: str) -> bool:
    own = set(entity.words)
    if fold(word) in own:
        return True
    named = {other for other in own if head_kind(other) is not None}
    return word in _BUSINESS and cast.kind(entity) == "organisation" and named <= _BUSINESS | kinds().companies


def _named_before(entity: Entity, here: tuple[int, int]) -> bool:
    return any((m.passage.index, m.first) < here for m in entity.mentions)


def _last_mention(entity: Entity, here: tuple[int, int]) -> Span:
    before = [m for m in entity.mentions if (m.passage.index, m.first) < here]
    last = max(before, key=lambda m: (m.passage.index, m.first))
    return last.passage.span(last.first, last.last)


def _nearest(cast: Cast, fitting: list[Entity], here: tuple[int, int]) -> Entity | None:
    """Give the one of several that is the only subject of the sentence before, or of this one."""
    for index in (here[0], here[0] - 1):
        subjects = [m for m in cast.mentions.get(index, []) if is_subject(m) and (index, m.first) < here]
        found = {entity.name: entity for m in subjects if (entity := cast.entity(m)) in fitting}
        if found:
            joined = any(len(list(m.passage.doc[m.head].conjuncts)) for m in subjects)
            return next(iter(found.values())) if len(found) == 1 and not joined else None
    return None


ISSUED = frozenset({"statement", "release", "communique", "announcement", "readout", "report"})


def issuer(cast: Cast, passage: Passage, first: int) -> SpeakerRef | None:
    """Find who issued "the statement" or "the report": the last institution that spoke before it."""
    for spoken in reversed(cast.spoken):
        ref = spoken.resolved.speaker
        if spoken.passage < passage.index - ISSUER_REACH or spoken.resolved.reason == "two-candidates":
            break
        if (spoken.passage, spoken.token) < (passage.index, first) and ref and ref.kind in INSTITUTIONS:
            return ref
    return None


def compatriot(cast: Cast, word: str) -> Entity | None:
    """Find the one person whom "the Portuguese" means: introduced as the Portuguese coach."""
    found = [e for e in cast.with_roles if any(word in fold(role).split() for role in e.roles)]
    return found[0] if len(found) == 1 else None


def is_small_brand(words: Words, head: Token, known: AbstractSet[str]) -> bool:
    """Tell whether a source is a company in small letters, alone or behind what it is: the start-up e-ferry."""
    spelt = small_brand(head.text) or (head.text in known and head.lemma_ not in common_words())
    if not spelt or head.tag_ == "NNS":
        return False
    before = [word.lemma_.lower() for word in words if word.i < head.i and not word.is_punct]
    return not before or "start" in before or any(head_kind(word) in INSTITUTIONS for word in before)
