"""Whom "they", "the pair", "the two ministers", "the former" and "the latter" stand for: people named together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from quotecheck.extract.cast import Cast, Resolved
from quotecheck.extract.entities import Entity
from quotecheck.extract.genders import is_subject
from quotecheck.extract.people import Mention
from quotecheck.extract.roles import holders, plural
from quotecheck.language.parse import Passage

# How many paragraphs back a pair may have been named.
REACH = 3
_PAIR = frozenset({"pair", "two", "duo", "couple", "both", "twosome"})
_PEOPLE = frozenset({"brother", "man", "people", "politician", "rival", "sibling", "sister", "twin", "woman"})
_ORDER = {"former": 0, "first": 0, "latter": 1, "second": 1}
_TWO = 2


def pair(cast: Cast, passage: Passage, head: Token, first: int) -> Resolved | None:
    """Resolve "the pair", "both men", "the two ministers": those two, or nobody where others fit as well."""
    words = {token.lower_ for token in passage.doc[first : head.i + 1]}
    bare = head.lower_ in _PAIR - {"two"} or (head.lower_ == "two" and head.i > first)
    counted = plural(head) and bool(words & {"two", "both"}) and not words & {"other", "another", "more", "of"}
    if not (counted or bare) or passage.doc[first].lower_ in ("a", "an") or _goes_on(head):
        return None
    if counted and passage.doc[first].lower_ not in ("the", "both", "these", "those"):
        return None
    if counted and not bare and head.lemma_.lower() not in _PEOPLE:
        found = [e for e in holders(cast.holders, passage.doc, head, first) if _before(e, passage.index, first)]
        return _together(cast, found) if len(found) == _TWO else None
    for named in _named_back(cast, passage, first):
        people = _joined(cast, named) or _distinct(cast, named)
        if people:
            return _together(cast, people) if len(people) == _TWO else Resolved(None, "two-candidates")
    return None


def _goes_on(head: Token) -> bool:
    """Tell whether words are counted by what follows: "both of the engines", "the two from Hest"."""
    return any(child.i > head.i and child.dep_ in ("prep", "relcl", "acl", "appos") for child in head.children)


def former_or_latter(cast: Cast, passage: Passage, head: Token, first: int) -> Resolved | None:
    """Resolve "the former" and "the latter" to the first and second of the two named last."""
    if head.lower_ not in ("former", "latter") or head.i != first + 1 or passage.doc[first].lower_ != "the":
        return None
    for named in _named_back(cast, passage, first):
        found = list(dict.fromkeys(cast.entity(m).name for m in named))
        if len(found) >= _TWO:
            entity = cast.named(found[_ORDER[head.lower_]])
            sure = len(found) == _TWO and entity is not None and not cast.is_shared(entity)
            return Resolved(cast.ref(entity)) if sure and entity is not None else Resolved(None, "two-candidates")
    return Resolved(None, "no-antecedent")


def named_together(cast: Cast, index: int, first: int, last: int) -> Resolved | None:
    """Give the people or bodies that are joined as a subject between two tokens: "Vale and Corrado left"."""
    joined = _joined(cast, cast.between(index, first, last))
    return _together(cast, joined) if joined else None


def _together(cast: Cast, found: Sequence[Entity]) -> Resolved:
    if any(cast.is_shared(entity) for entity in found):
        return Resolved(None, "same-surname")
    refs = [cast.ref(entity) for entity in found]
    return Resolved(refs[0], None, tuple(refs[1:]))


def _named_back(cast: Cast, passage: Passage, token: int) -> Iterator[list[Mention]]:
    """Yield the names of each sentence before a token, going back; of its own those before it."""
    for index in range(passage.index, max(-1, passage.index - REACH), -1):
        for sentence in reversed(cast.sentences(index)):
            last = min(sentence.end, token) if index == passage.index else sentence.end
            if sentence.start < last:
                yield cast.between(index, sentence.start, last)


def _joined(cast: Cast, named: Sequence[Mention]) -> list[Entity]:
    """Give the first subject with those joined to it by "and", if there are any."""
    for mention in named:
        if is_subject(mention):
            heads = {mention.head, *(t.i for t in mention.passage.doc[mention.head].conjuncts)}
            found = {cast.entity(m).name: cast.entity(m) for m in named if m.head in heads}
            if len(found) > 1 and len(found) == len(heads):
                return list(found.values())
    return []


def _distinct(cast: Cast, named: Sequence[Mention]) -> list[Entity]:
    """Give the people of a sentence, if they are two or more."""
    found = {e.name: e for m in named if cast.is_person(e := cast.entity(m))}
    return list(found.values()) if len(found) >= _TWO else []


def _before(entity: Entity, passage: int, token: int) -> bool:
    return any((m.passage.index, m.first) < (passage, token) for m in entity.mentions)
