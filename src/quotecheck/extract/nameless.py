"""Sources without a name: by a role that somebody has, by what he was just called, or by their own description."""

from __future__ import annotations

from spacy.tokens import Token

from quotecheck.extract.bodies import ISSUED, body, is_small_brand, issuer
from quotecheck.extract.cast import Cast, Resolved, person
from quotecheck.extract.descriptions import description
from quotecheck.extract.genders import modifies
from quotecheck.extract.people import gender_of, is_human, is_people
from quotecheck.extract.pronouns import going_back, plural_or_body, same_clause_object
from quotecheck.extract.roles import head_kind, holders, many, phrase, plural
from quotecheck.language.names import fold, speaker_id
from quotecheck.language.parse import Passage
from quotecheck.records import SpeakerKind, SpeakerRef
from quotecheck.rules.people import role_words, roles

INDEFINITE = frozenset({"a", "an", "one", "another", "some", "any", "several", "many", "few", "most", "no"})


def described_as(cast: Cast, passage: Passage, head: Token, first: int, last: int) -> Resolved:
    """Resolve a role that one person of the article has, an institution, a document, or people without a name."""
    doc = passage.doc
    text = description(head, first, last)
    if plural(head) or is_people(head):
        document = "document" in (head_kind(head.lemma_.lower()), head_kind(head.lower_))
        several: SpeakerKind = "document" if document else "group"
        return Resolved(SpeakerRef(id=speaker_id(text), name=text, kind=several))
    if doc[first].lower_ not in INDEFINITE:
        known = by_role(cast, passage, head, first) or epithet(cast, passage, head, first)
        if known is not None:
            return known
    return _by_kind(cast, head, first, last, text)


def _by_kind(cast: Cast, head: Token, first: int, last: int, text: str) -> Resolved:
    """Give a description as a speaker, of the kind that its words tell."""
    doc = head.doc
    brand = doc[last - 1] if doc[last - 1].text in cast.brands else head  # "the hire firm zipple": the parser's "firm"
    if is_small_brand(doc[head.left_edge.i : last], brand, cast.brands):
        return Resolved(SpeakerRef(id=speaker_id(brand.text), name=brand.text, kind="organisation"))
    kind = head_kind(phrase(doc, head, first)) or head_kind(head.lemma_.lower())
    if kind == "organisation" and many(head):
        kind = "group"
    if kind is None and head.pos_ not in ("NOUN", "PROPN") and not is_human(head):
        return Resolved(None, "no-name")
    return Resolved(SpeakerRef(id=speaker_id(text), name=text, kind=kind or "anonymous"))


def by_role(cast: Cast, passage: Passage, head: Token, first: int) -> Resolved | None:
    """Find the one person who has a role, else who issued "the statement", or which body "the company" is."""
    doc = passage.doc
    found = holders(cast.holders, doc, head, first)
    if len(found) > 1:
        return Resolved(None, "two-candidates")
    if found:
        mention = found[0].mentions[0]
        return Resolved(person(found[0].name), antecedent=mention.passage.span(mention.first, mention.last))
    if head.lemma_.lower() in ISSUED:
        who = issuer(cast, passage, first)
        return None if who is None or head.i - first > 1 else Resolved(who)
    bare = head.i - first == 1 and doc[first].lower_ in ("the", "this", "that")
    return body(cast, passage, head) if bare else None


def one_of(cast: Cast, passage: Passage, head: Token, first: int, last: int) -> Resolved:
    """Resolve "one of them", "one of the people": somebody of a group, without a name."""
    text = passage.doc[first:last].text
    them = next((t for t in passage.doc[head.i : last] if t.lower_ in ("them", "these", "those")), None)
    if them is not None:
        group = plural_or_body(cast, passage, them, it=False).speaker
        if group is None or group.kind != "group":
            return Resolved(None, "no-antecedent")
        text = f"{text.rsplit(' ', 1)[0]} {group.name[:1].lower()}{group.name[1:]}"
    elif " of " not in text:
        return Resolved(None, "no-name")
    several = not fold(text).startswith("one")
    return Resolved(SpeakerRef(id=speaker_id(text), name=text, kind="group" if several else "anonymous"))


def epithet(cast: Cast, passage: Passage, head: Token, first: int) -> Resolved | None:
    """Resolve "the frontrunner", "the 41-year-old", "the senator" to who was named right before, if nobody else was.

    Only words that no article uses for somebody it has not named yet; an office, only of one with no other known.
    """
    word = head.lemma_.lower()
    office = word in role_words()
    known = word in roles().epithets or head.lower_ == "old"
    if not known or passage.doc[first].lower_ not in ("the", "this", "that"):
        return None
    for sentence, end, index in going_back(cast, passage, head):
        if index < passage.index - 1:
            return None
        named = [m for m in cast.between(index, sentence.start, end) if not modifies(m)]
        people = {e.name: m for m in named if cast.is_person(e := cast.entity(m))}
        if people:
            mention = next(iter(people.values()))
            entity = cast.entity(mention)
            sure = len(people) == 1 and not (office and entity.roles) and not cast.is_shared(entity)
            apt = gender_of(word) in (None, cast.gender(entity)) and not same_clause_object(mention, head)
            span = mention.passage.span(mention.first, mention.last)
            return Resolved(person(entity.name), antecedent=span) if sure and apt else None
    return None
