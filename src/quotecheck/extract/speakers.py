"""From the source's words to who that is: by name, by role, by pronoun, or "cannot tell" with a reason.

A wrong speaker is worse than none: two candidates of equal weight give none.
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from quotecheck.extract.ambiguous import is_common_word, opens_as_word
from quotecheck.extract.bodies import compatriot
from quotecheck.extract.cast import Cast, Resolved, Spoken, person
from quotecheck.extract.entities import Entity
from quotecheck.extract.nameless import INDEFINITE, by_role, described_as, one_of
from quotecheck.extract.pairs import former_or_latter, pair
from quotecheck.extract.people import Mention, is_human
from quotecheck.extract.pronouns import personal, plural_or_body
from quotecheck.extract.roles import head_kind, kin, phrase, plural, without_article
from quotecheck.extract.sources import extent
from quotecheck.language.parse import Passage, root
from quotecheck.records import SpeakerRef
from quotecheck.rules.people import countries_of, role_words

HE, SHE, THEY, IT = "he", "she", "they", "it"
_PRONOUNS = {
    "he": HE, "his": HE, "him": HE, "she": SHE, "her": SHE, "they": THEY, "their": THEY, "it": IT, "its": IT,
    "who": "who", "i": "i", "my": "i", "we": "we", "our": "we",
}  # fmt: skip
_LONGEST_NAME = 3
_BY = re.compile(r"(?:story |words )?by:? ", re.IGNORECASE)


def resolve(
    cast: Cast, passage: Passage, first: int, last: int, *, inner: bool = False, answers: bool = False
) -> Resolved:
    """Resolve a source given by its token range, and remember it for the pronouns that follow."""
    resolved = identify(cast, passage, first, last, answers=answers)
    cast.remember(Spoken(passage.index, first, resolved, inner))
    return resolved


def context(cast: Cast, passage: Passage, token: int) -> Resolved:
    """Find who speaks a quotation without attribution: the speaker so far, or the one person just spoken of."""
    spoken = [*cast.spoken_in[passage.index - 1], *cast.spoken_in[passage.index]]
    near = [s for s in spoken if (s.passage, s.token) < (passage.index, token) and s.resolved.speaker is not None]
    people = _people_before(cast, passage, token)
    several = len({s.resolved.speaker.id for s in near if s.passage == passage.index and s.resolved.speaker}) > 1
    if len(people) > 1 or (several and not people):
        return Resolved(None, "two-candidates")
    if people:
        return Resolved(person(people[0].name))
    pronoun = _subject_pronoun(passage, token)
    if pronoun is not None:
        return _pronoun(cast, passage, pronoun)
    return Resolved(near[-1].resolved.speaker) if near else Resolved(None, "no-cue")


def _people_before(cast: Cast, passage: Passage, token: int) -> list[Entity]:
    """Give the people named in the sentence before a quotation, in its own paragraph."""
    sentences = [s for s in passage.doc.sents if s.end <= token]
    if not sentences:
        return []
    known = [cast.entity(m) for m in cast.between(passage.index, sentences[-1].start, sentences[-1].end)]
    return [e for n, e in enumerate(known) if cast.is_person(e) and e not in known[:n]]


def identify(cast: Cast, passage: Passage, first: int, last: int, *, answers: bool = False) -> Resolved:
    """Resolve words that name somebody, and do not remember him as one who spoke."""
    head = root(passage.doc, first, last)
    if head.lower_ in _PRONOUNS and last - first == 1:
        return _pronoun(cast, passage, head, answers=answers)
    joint = _joint(cast, passage, head, first, last)
    if joint is not None:
        return joint
    if head.i == first + 1 and passage.doc[first].lower_ == "the" and head.lower_ in countries_of():
        known = compatriot(cast, head.lower_)  # "the Portuguese": one man, or a people
        return Resolved(None, "no-antecedent") if known is None else _by_name(cast, known)
    together = former_or_latter(cast, passage, head, first) or pair(cast, passage, head, first)
    if together is not None:
        return together
    entity = _named(cast, passage, head, first, last)
    if entity is not None and not _counted(cast, entity, passage, head, first):
        return _by_name(cast, entity)
    return _described(cast, passage, head, first, last)


def _counted(cast: Cast, entity: Entity, passage: Passage, head: Token, first: int) -> bool:
    """Tell whether a source is one or some of those whom a word names: another Muslim, some Democrats."""
    known = len(entity.words) > 1 or bool(entity.roles) or cast.gender(entity) is not None
    if passage.doc[first].lower_ in ("another", "some", "several", "many") and len(entity.words) == 1:
        return True
    if known or passage.doc[first].lower_ not in INDEFINITE:
        return not known and head.tag_ == "NNPS" and cast.kind(entity) == "person"
    return all(m.passage.doc[m.head].left_edge.lower_ in (*INDEFINITE, "the") for m in entity.mentions)


def _named(cast: Cast, passage: Passage, head: Token, first: int, last: int) -> Entity | None:
    """Find the name in a source: the head itself, or an apposition to the role that is the head."""
    at = _name_token(cast, passage, head, first, last)
    mention = None if at is None else cast.mention_at(passage, at)
    if mention is None or _swallowed(mention, first):
        return None
    return cast.entity(mention)


def _swallowed(mention: Mention, first: int) -> bool:
    """Tell whether a headline's run goes on from another name and a verb into this one."""
    before = mention.passage.doc[first : mention.first]
    return (
        mention.passage.index == 0 and len(before) > 1 and not mention.role and all(t.pos_ == "PROPN" for t in before)
    )


def _name_token(cast: Cast, passage: Passage, head: Token, first: int, last: int) -> int | None:
    apposed = _apposed(cast, passage, head, first, last)
    if cast.mention_at(passage, head.i) is not None and not (apposed is not None and head.text.islower()):
        return head.i  # but "the parish priest, Father Hal Quist": the tagger's name
    around = next((m for m in cast.mentions[passage.index] if m.first <= first and last <= m.last), None)
    if around is not None:
        return around.head
    if head.dep_ == "appos" and cast.mention_at(passage, head.head.i) is not None:
        return head.head.i  # "Arlo Fenn, the envoy to Velland, said"
    if apposed is not None:
        return apposed
    # The parse sometimes heads "spokesman Hal Quist" by the role: the name then ends the phrase.
    behind = head.i + 1 if first <= head.i + 1 < last and head.pos_ != "ADP" else -1
    if cast.mention_at(passage, behind) is not None:
        return behind
    return _name_at_edge(cast, passage, head, first, last)


def _apposed(cast: Cast, passage: Passage, head: Token, first: int, last: int) -> int | None:
    """Find the name in apposition to a head, else in a role's words: "the mayor of Hest, Ole Tarn" hangs on Hest."""
    named = [t for t in passage.doc[first:last] if t.dep_ == "appos" and cast.mention_at(passage, t.i) is not None]
    own = [token for token in named if token.head.i == head.i]
    role = phrase(passage.doc, head, first) in role_words()
    return next((token.i for token in (own or (named if role else []))), None)


def _name_at_edge(cast: Cast, passage: Passage, head: Token, first: int, last: int) -> int | None:
    """Find the name that a role ends in, "the pilot, Hal Quist", or that a headline starts with."""
    for mention in cast.mentions[passage.index]:
        if passage.zone == "headline" and mention.first == first and mention.last <= last and head.pos_ == "PROPN":
            return mention.head
        if head.pos_ in ("NOUN", "VERB") and mention.last == last and mention.first > head.i:
            between = passage.doc[head.i + 1 : mention.first]
            apart = any(t.text == "," for t in between) and not kin(head.lemma_.lower())
            of = ("of", "the") if apart else ()  # "chief of staff, General Hal Quist"
            bare = all(t.is_punct or t.pos_ in ("NOUN", "ADJ") or t.lower_ in of for t in between)
            return mention.head if bare else None
        if head.pos_ == "PROPN" and mention.last == last and mention.first > head.i and _behind_office(mention.role):
            return mention.head
    return None


def _behind_office(role: str) -> bool:
    """Tell whether a role in front of a name goes on with what it is of: "President of Velinia Teimur Oradze"."""
    return " of " in role or " for " in role


def _by_name(cast: Cast, entity: Entity) -> Resolved:
    if is_common_word(entity):
        return Resolved(None, "no-name")  # a name that nothing introduces, and a common word
    if cast.is_shared(entity):
        return Resolved(None, "same-surname")
    return Resolved(cast.ref(entity))


def _joint(cast: Cast, passage: Passage, head: Token, first: int, last: int) -> Resolved | None:
    """Resolve "Ollenby and Vale", "he and other critics": the first is the speaker, the others say it with them."""
    others = [t for t in head.conjuncts if first <= t.i < last]
    if not others:
        return None
    found = [_one_of_several(cast, passage, token) for token in sorted((head, *others), key=lambda token: token.i)]
    refs = [ref for ref in found if ref is not None]
    if len(refs) != len(found) or all(cast.named(ref.name) is None for ref in refs):
        return None
    return Resolved(refs[0], None, tuple(refs[1:]))


def _one_of_several(cast: Cast, passage: Passage, token: Token) -> SpeakerRef | None:
    mention = cast.mention_at(passage, token.i)
    if mention is not None:
        return _by_name(cast, cast.entity(mention)).speaker
    if token.lower_ in _PRONOUNS:
        return _pronoun(cast, passage, token).speaker
    named = [t for t in token.children if t.dep_ == "appos" and cast.mention_at(passage, t.i) is not None]
    if named:
        return _one_of_several(cast, passage, named[0])
    body_or_people = is_human(token) or head_kind(token.lemma_.lower()) is not None
    return _described(cast, passage, token, *extent(token, token.head)).speaker if body_or_people else None


def _author(byline: str) -> str:
    """Give the one author of "By Ines Corrado, Harbour Correspondent"; of several nobody can tell who says I."""
    names = _BY.sub("", byline.strip(), count=1).split(",")[0].strip()
    return "" if re.search(r"\band\b|&|;", byline) else names


def _pronoun(cast: Cast, passage: Passage, token: Token, *, answers: bool = False) -> Resolved:
    kind = _PRONOUNS[token.lower_]
    if kind == "who":
        return _relative(cast, passage, token)
    if kind == "i":
        author = _author(cast.byline or "")
        return Resolved(person(author)) if author else Resolved(None, "first-person")
    if kind in (IT, "we", THEY):
        return plural_or_body(cast, passage, token, it=kind == IT)
    return personal(cast, passage, token, "m" if kind == HE else "f", answers=answers)


def _relative(cast: Cast, passage: Passage, token: Token) -> Resolved:
    clause = next((a for a in token.ancestors if a.dep_ == "relcl"), None)
    if clause is None or clause.head.lower_ in _PRONOUNS:
        return Resolved(None, "no-antecedent")
    noun = _whose_predicate(clause.head)
    return identify(cast, passage, noun.left_edge.i, noun.i + 1)


def _whose_predicate(noun: Token) -> Token:
    """Give who is said to be what a clause hangs on: "Vale is a builder and a dreamer who has pledged" is Vale."""
    first = noun
    while first.dep_ == "conj":
        first = first.head
    if first.dep_ != "attr" or first.head.lemma_ != "be":
        return noun
    subject = next((child for child in first.head.children if child.dep_ == "nsubj"), None)
    return subject if subject is not None and (subject.pos_ == "PROPN" or is_human(subject)) else noun


def _described(cast: Cast, passage: Passage, head: Token, first: int, last: int) -> Resolved:
    """Resolve a source without a name: a role that one person of the article has, or an institution, a document."""
    words = passage.doc[first:last]
    if passage.index == 0 and last - first > _LONGEST_NAME and all(token.pos_ == "PROPN" for token in words):
        return Resolved(None, "no-name")  # a headline: two names and a verb
    if head.pos_ == "NUM" or head.lower_ == "one":
        return one_of(cast, passage, head, first, last)
    if last - first == 1 and opens_as_word(head):
        return Resolved(None, "no-name")
    if kin(head.lemma_.lower()) and not plural(head):
        return _relation(cast, passage, head, first, last)
    return described_as(cast, passage, head, first, last)


def _relation(cast: Cast, passage: Passage, head: Token, first: int, last: int) -> Resolved:
    """Name a relative by whose he is: "her father" is Mara Ollenby's father, if the article tells who she is."""
    text = without_article(passage.doc[first:last].text)
    owner = next((child for child in head.children if child.dep_ == "poss"), None)
    if owner is None:
        known = by_role(cast, passage, head, first)
        return known or Resolved(person(text))
    who = identify(cast, passage, owner.left_edge.i, owner.i + 1)
    if who.speaker is None:
        return Resolved(person(text))
    rest = passage.doc[owner.i + 1 : last].text.removeprefix("'s ").removeprefix("’s ").removeprefix("' ")
    return Resolved(person(f"{who.speaker.name}'s {rest}"), antecedent=who.antecedent)


def _subject_pronoun(passage: Passage, token: int) -> Token | None:
    """Give the "he" or "she" that is the subject of the sentence before a quotation."""
    before = [sentence for sentence in passage.doc.sents if sentence.end <= token]
    subjects = [t for t in before[-1] if t.dep_ in ("nsubj", "nsubjpass") and t.lower_ in (HE, SHE)] if before else []
    return subjects[0] if len(subjects) == 1 else None


def described(who: Resolved, source: tuple[Passage, int, int]) -> bool:
    """Tell whether a source is one person without a name, brought in by an indefinite article."""
    first = source[0].doc[source[1]].lower_
    return who.speaker is not None and who.speaker.kind == "anonymous" and first in INDEFINITE
