"""From the source's words to who that is: by name, by role, by pronoun, or "cannot tell" with a reason.

A wrong speaker is worse than none: two candidates of equal weight give none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from spacy.tokens import Token

from quotecheck.extract.candidates import Paragraph
from quotecheck.extract.people import Entity, Mention, entities, gender_of
from quotecheck.extract.roles import head_kind, holders, phrase, plural, without_article
from quotecheck.language.names import fold
from quotecheck.language.parse import Passage, root
from quotecheck.records import Span, SpeakerKind, SpeakerRef
from quotecheck.rules.people import governments, role_words

HE, SHE, THEY, IT = "he", "she", "they", "it"
_PRONOUNS = {
    "he": HE, "his": HE, "him": HE, "she": SHE, "her": SHE, "they": THEY, "their": THEY, "it": IT, "its": IT,
    "who": "who", "i": "i", "we": "we",
}  # fmt: skip
_INDEFINITE = frozenset({"a", "an", "one", "another", "some"})
_INSTITUTIONS = ("government", "office", "organisation")
# How many paragraphs back a pronoun may look for the one it stands for.
REACH = 3
# How many paragraphs back "the statement" may look for who issued it.
ISSUER_REACH = 20


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who a source is, or why nobody can tell; `antecedent` is the mention that a pronoun or role stands for."""

    speaker: SpeakerRef | None
    reason: str | None = None
    co_speakers: tuple[SpeakerRef, ...] = ()
    antecedent: Span | None = None


@dataclass(frozen=True, slots=True)
class Spoken:
    """A source that was resolved, where it stands: later pronouns look back to it."""

    passage: int
    token: int
    resolved: Resolved


class Cast:
    """The people and institutions of one article; resolves the sources of its quotes in order of the text."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        """Gather who is named; names in marks are the speaker's, and no antecedents for the narrator."""
        self._passages = [paragraph.passage for paragraph in paragraphs]
        self._entities = entities(
            self._passages, (mention for paragraph in paragraphs for mention in paragraph.mentions)
        )
        self._by_name_of = {entity.name: entity for entity in self._entities}
        self._by_mention = {(m.passage.index, m.head): entity for entity in self._entities for m in entity.mentions}
        self._same_surname = Counter(entity.words[-1] for entity in self._entities if len(entity.words) > 1)
        self._with_roles = [entity for entity in self._entities if entity.roles]
        self._spoken_in: dict[int, list[Spoken]] = defaultdict(list)
        self._speaking: set[str] = set()
        self._mentions = [[m for m in p.mentions if not p.inside(p.passage.doc[m.first])] for p in paragraphs]
        self._spoken: list[Spoken] = []
        self._kinds: dict[tuple[str, ...], SpeakerKind] = {}
        self._places: dict[tuple[str, ...], bool] = {}

    def resolve(self, passage: Passage, first: int, last: int) -> Resolved:
        """Resolve a source given by its token range, and remember it for the pronouns that follow."""
        resolved = self._resolve(passage, first, last)
        spoken = Spoken(passage.index, first, resolved)
        self._spoken.append(spoken)
        self._spoken_in[passage.index].append(spoken)
        if resolved.speaker is not None:
            self._speaking.add(resolved.speaker.name)
        return resolved

    def context(self, passage: Passage, token: int) -> Resolved:
        """Find who speaks a quotation without attribution: the speaker so far, or the one person just spoken of."""
        spoken = [*self._spoken_in[passage.index - 1], *self._spoken_in[passage.index]]
        near = [s for s in spoken if (s.passage, s.token) < (passage.index, token) and s.resolved.speaker is not None]
        people = self._people_before(passage, token)
        if len(people) > 1:
            return Resolved(None, "two-candidates")
        if people:
            return Resolved(SpeakerRef(id=speaker_id(people[0].name), name=people[0].name, kind="person"))
        if near:
            return Resolved(near[-1].resolved.speaker)
        pronoun = _subject_pronoun(passage, token)
        return Resolved(None, "no-cue") if pronoun is None else self._pronoun(passage, pronoun)

    def _people_before(self, passage: Passage, token: int) -> list[Entity]:
        """Give the people named in the sentence before a quotation, in its own paragraph."""
        sentences = [s for s in passage.doc.sents if s.end <= token]
        if not sentences:
            return []
        last = sentences[-1]
        here = self._between(passage.index, last.start, last.end)
        known = [self._by_mention[(passage.index, m.head)] for m in here if (passage.index, m.head) in self._by_mention]
        return [e for n, e in enumerate(known) if self._looks_like_person(e) and e not in known[:n]]

    def _resolve(self, passage: Passage, first: int, last: int) -> Resolved:
        head = root(passage.doc, first, last)
        if head.lower_ in _PRONOUNS and last - first == 1:
            return self._pronoun(passage, head)
        joint = self._joint(passage, head, first, last)
        if joint is not None:
            return joint
        entity = self._named(passage, head, first, last)
        if entity is not None:
            return self._by_name(entity)
        return self._described(passage, head, first, last)

    def _named(self, passage: Passage, head: Token, first: int, last: int) -> Entity | None:
        """Find the name in a source: the head itself, or an apposition to the role that is the head."""
        entity = self._by_mention.get((passage.index, head.i))
        if entity is not None:
            return entity
        role = phrase(passage.doc, head, first) in role_words()
        for token in passage.doc[first:last]:
            # "the mayor of Hest, Ole Tarn": the parser hangs the name on the place.
            if token.dep_ == "appos" and (role or token.head.i == head.i):
                inner = self._by_mention.get((passage.index, token.i))
                if inner is not None:
                    return inner
        # The parse sometimes heads "spokesman Hal Quist" by the role: the name then ends the phrase.
        behind = head.i + 1 if first <= head.i + 1 < last and head.pos_ != "ADP" else -1
        return self._by_mention.get((passage.index, behind)) or self._name_at_end(passage, head, last)

    def _name_at_end(self, passage: Passage, head: Token, last: int) -> Entity | None:
        """Find the name that a role ends in, whatever the parser hangs it on: "the pilot, Hal Quist"."""
        if head.pos_ != "NOUN":
            return None
        for mention in self._mentions[passage.index]:
            if mention.last == last and mention.first > head.i:
                between = passage.doc[head.i + 1 : mention.first]
                bare = all(token.is_punct or token.pos_ in ("NOUN", "ADJ") for token in between)
                return self._by_mention.get((passage.index, mention.head)) if bare else None
        return None

    def _by_name(self, entity: Entity) -> Resolved:
        if len(entity.words) == 1 and self._same_surname[entity.words[0]] > 1:
            return Resolved(None, "same-surname")
        return Resolved(SpeakerRef(id=speaker_id(entity.name), name=entity.name, kind=self._kind(entity)))

    def _kind(self, entity: Entity) -> SpeakerKind:
        if entity.words not in self._kinds:
            self._kinds[entity.words] = self._kind_of(entity)
        return self._kinds[entity.words]

    def _kind_of(self, entity: Entity) -> SpeakerKind:
        kind = head_kind(entity.name.split()[-1]) or head_kind(entity.name)
        if kind is not None and not entity.roles:
            return kind
        if entity.roles or len(entity.words) > 1:
            return "person"
        if self._is_place(entity):
            return "government"
        return "organisation" if all(_with_article(m) for m in entity.mentions) else "person"

    def _is_place(self, entity: Entity) -> bool:
        if entity.words not in self._places:
            slot = any(_in_place_slot(mention) for mention in entity.mentions)
            self._places[entity.words] = slot or entity.name in governments()
        return self._places[entity.words]

    def _joint(self, passage: Passage, head: Token, first: int, last: int) -> Resolved | None:
        """Resolve "Ollenby and Vale": the first is the speaker, the others say it with them."""
        others = [t for t in head.conjuncts if first <= t.i < last]
        found = [self._by_mention.get((passage.index, t.i)) for t in (head, *others)]
        people = [e for e in found if e is not None]
        if not others or len(people) < 2:  # noqa: PLR2004
            return None
        refs = [SpeakerRef(id=speaker_id(e.name), name=e.name, kind=self._kind(e)) for e in people]
        return Resolved(refs[0], None, tuple(refs[1:]))

    def _pronoun(self, passage: Passage, token: Token) -> Resolved:
        kind = _PRONOUNS[token.lower_]
        if kind == "who":
            return self._relative(passage, token)
        if kind == "i":
            return Resolved(None, "first-person")
        if kind in (IT, "we", THEY):
            return self._institution(passage, token, kind)
        return self._person(passage, token, "m" if kind == HE else "f")

    def _relative(self, passage: Passage, token: Token) -> Resolved:
        clause = next((a for a in token.ancestors if a.dep_ == "relcl"), None)
        if clause is None:
            return Resolved(None, "no-antecedent")
        noun = clause.head
        found = self._resolve(passage, noun.left_edge.i, noun.i + 1) if noun.lower_ not in _PRONOUNS else None
        return found or Resolved(None, "no-antecedent")

    def _person(self, passage: Passage, token: Token, gender: str) -> Resolved:
        nameless = self._nameless_before(passage, token)
        if nameless is not None and gender_of(nameless.name) in (None, gender):
            return Resolved(nameless)
        for level in self._candidates(passage, token):
            fitting = [m for m in level if self._fits(m, gender)]
            names = {self._entity(m).name for m in fitting}
            if len(names) == 1:
                mention = fitting[-1]
                entity = self._entity(mention)
                ref = SpeakerRef(id=speaker_id(entity.name), name=entity.name, kind="person")
                return Resolved(ref, antecedent=mention.passage.span(mention.first, mention.last))
            if len(names) > 1:
                return Resolved(None, "two-candidates")
        return Resolved(None, "no-antecedent")

    def _nameless_before(self, passage: Passage, token: Token) -> SpeakerRef | None:
        """Give the person without a name who spoke last, where no other person is a subject in between."""
        for spoken in reversed([*self._spoken_in[passage.index - 1], *self._spoken_in[passage.index]]):
            ref = spoken.resolved.speaker
            at = (spoken.passage, spoken.token)
            if at >= (passage.index, token.i) or ref is None or ref.kind not in ("person", "anonymous"):
                continue
            if spoken.passage == passage.index and passage.doc[spoken.token].sent.end > token.i:
                return None  # "a spokesman said she had called": what he reports of somebody else
            between = [m for index in {at[0], passage.index} for m in self._mentions[index] if _is_subject(m)]
            later = [m for m in between if at < (m.passage.index, m.first) < (passage.index, token.i)]
            return ref if ref.kind == "anonymous" and not any(self._known_person(m) for m in later) else None
        return None

    def _known_person(self, mention: Mention) -> bool:
        entity = self._by_mention.get((mention.passage.index, mention.head))
        return entity is not None and self._looks_like_person(entity)

    def _entity(self, mention: Mention) -> Entity:
        return self._by_mention[(mention.passage.index, mention.head)]

    def _candidates(self, passage: Passage, token: Token) -> Iterator[list[Mention]]:
        """Yield the mentions that a pronoun may stand for, going back, subjects before the rest."""
        for index in range(passage.index, max(-1, passage.index - REACH), -1):
            for sentence in reversed(list(self._passages[index].doc.sents)):
                if index == passage.index and sentence.start > token.i:
                    continue
                limit = token.i if index == passage.index else sentence.end
                here = self._between(index, sentence.start, min(sentence.end, limit))
                free = [m for m in here if self._by_mention.get((index, m.head)) and not _same_clause_object(m, token)]
                spoken = reversed(self._spoken_in[index])
                spoke = (m for s in spoken if (m := self._spoken_here(s, sentence.start, limit)))
                subjects = (m for m in free if _is_subject(m))
                yield from (level for level in ([*islice(spoke, 1)], [*islice(subjects, 1)], free) if level)

    def _between(self, passage: int, first: int, last: int) -> list[Mention]:
        """Give the mentions that start between two tokens of a passage."""
        named = self._mentions[passage]
        start, end = (bisect_left(named, at, key=lambda mention: mention.first) for at in (first, last))
        return named[start:end]

    def _spoken_here(self, spoken: Spoken, first: int, last: int) -> Mention | None:
        """Give a mention of the person whom a source between two tokens stands for, itself perhaps a pronoun."""
        speaker = spoken.resolved.speaker
        entity = self._by_name_of.get(speaker.name) if speaker is not None else None
        return entity.mentions[0] if entity is not None and first <= spoken.token < last else None

    def _fits(self, mention: Mention, gender: str) -> bool:
        entity = self._entity(mention)
        known = entity.gender()
        if known is not None and known != gender:
            return False
        return self._looks_like_person(entity)

    def _looks_like_person(self, entity: Entity) -> bool:
        if head_kind(entity.name.split()[-1]) is not None:
            return False
        return bool(entity.roles) or (len(entity.words) > 1 and not self._is_place(entity)) or self._speaks(entity)

    def _speaks(self, entity: Entity) -> bool:
        return entity.name in self._speaking

    def _institution(self, passage: Passage, token: Token, kind: str) -> Resolved:
        """Resolve "it" and "they" to the last institution or group that spoke."""
        wanted = ("group", "organisation", "government", "office") if kind == THEY else (*_INSTITUTIONS, "document")
        for spoken in reversed(self._spoken):
            if spoken.passage < passage.index - REACH:
                break
            if (spoken.passage, spoken.token) >= (passage.index, token.i):
                continue
            if spoken.resolved.speaker is not None and spoken.resolved.speaker.kind in wanted:
                return Resolved(spoken.resolved.speaker)
        return self._body_named_before(passage, token) if kind == IT else Resolved(None, "no-antecedent")

    def _body_named_before(self, passage: Passage, token: Token) -> Resolved:
        """Resolve "it" to the institution that is the subject of the same sentence or the one before."""
        for index in (passage.index, passage.index - 1):
            here = [m for m in self._mentions[index] if _is_subject(m)] if index >= 0 else []
            if index == passage.index:
                here = [m for m in here if m.first < token.i]
            known = [e for m in here if (e := self._by_mention.get((index, m.head))) and self._kind(e) in _INSTITUTIONS]
            if known:
                ref = SpeakerRef(id=speaker_id(known[-1].name), name=known[-1].name, kind=self._kind(known[-1]))
                return Resolved(ref)
        return Resolved(None, "no-antecedent")

    def _described(self, passage: Passage, head: Token, first: int, last: int) -> Resolved:
        """Resolve a source without a name: a role that one person of the article has, or an institution, a document."""
        doc = passage.doc
        definite = doc[first].lower_ not in _INDEFINITE
        text = without_article(doc[first:last].text)
        if plural(head):
            return Resolved(SpeakerRef(id=speaker_id(text), name=text, kind="group"))
        kind = head_kind(phrase(doc, head, first)) or head_kind(head.lemma_.lower())
        if definite:
            found = holders(self._with_roles, doc, head, first)
            if len(found) == 1:
                entity = found[0]
                ref = SpeakerRef(id=speaker_id(entity.name), name=entity.name, kind="person")
                span = entity.mentions[0].passage.span(entity.mentions[0].first, entity.mentions[0].last)
                return Resolved(ref, antecedent=span)
            if len(found) > 1:
                return Resolved(None, "two-candidates")
            if kind == "document":
                issuer = self._issuer(passage, first)
                if issuer is not None:
                    return Resolved(issuer)
        if kind is None and head.pos_ not in ("NOUN", "PROPN"):
            return Resolved(None, "no-name")
        return Resolved(SpeakerRef(id=speaker_id(text), name=text, kind=kind or "anonymous"))

    def _issuer(self, passage: Passage, first: int) -> SpeakerRef | None:
        """Find who issued "the statement" or "the report": the last institution that spoke before it."""
        for spoken in reversed(self._spoken):
            ref = spoken.resolved.speaker
            if spoken.passage < passage.index - ISSUER_REACH:
                break
            if (spoken.passage, spoken.token) < (passage.index, first) and ref and ref.kind in _INSTITUTIONS:
                return ref
        return None


def _subject_pronoun(passage: Passage, token: int) -> Token | None:
    """Give the "he" or "she" that is the subject of the sentence before a quotation."""
    before = [sentence for sentence in passage.doc.sents if sentence.end <= token]
    subjects = [t for t in before[-1] if t.dep_ == "nsubj" and t.lower_ in (HE, SHE)] if before else []
    return subjects[0] if len(subjects) == 1 else None


def _with_article(mention: Mention) -> bool:
    """Tell whether a name stands behind "the": the Tern, the Kremlin, no person."""
    return mention.first > 0 and mention.passage.doc[mention.first - 1].lower_ == "the" and not mention.role


def described(who: Resolved, source: tuple[Passage, int, int]) -> bool:
    """Tell whether a source is one person without a name, brought in by an indefinite article."""
    first = source[0].doc[source[1]].lower_
    return who.speaker is not None and who.speaker.kind == "anonymous" and first in _INDEFINITE


def speaker_id(name: str) -> str:
    """Make the id of a speaker from the folded name: spelling variants with other diacritics share it."""
    return "speaker:" + (fold(name).replace(" ", "-") or "unnamed")


def _is_subject(mention: Mention) -> bool:
    token = mention.passage.doc[mention.head]
    return token.dep_ in ("nsubj", "nsubjpass") and token.head.dep_ not in ("xcomp", "relcl", "acl")


def _same_clause_object(mention: Mention, pronoun: Token) -> bool:
    """Tell whether a name is an argument of the pronoun's own verb: "he told Vale" is not Vale speaking."""
    token = mention.passage.doc[mention.head]
    return token.doc is pronoun.doc and token.head.i == pronoun.head.i and token.i != pronoun.i


def _in_place_slot(mention: Mention) -> bool:
    token = mention.passage.doc[mention.head]
    return token.dep_ == "pobj" and token.head.lower_ in ("in", "from", "into", "across", "near") and not mention.role
