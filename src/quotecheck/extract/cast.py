"""The people and institutions of one article: who is named where, of what kind, and who has spoken so far."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span as Sentence

from quotecheck.extract.bearers import Bearers
from quotecheck.extract.candidates import Paragraph
from quotecheck.extract.entities import COUNTRY_ENDINGS, Entity, entities
from quotecheck.extract.genders import GENDERS, bound_genders
from quotecheck.extract.people import Mention
from quotecheck.extract.roles import Holders, head_kind
from quotecheck.extract.vocabulary import brands, common_nouns, pronouns
from quotecheck.language.names import fold, speaker_id
from quotecheck.language.parse import Passage
from quotecheck.records import Span, SpeakerKind, SpeakerRef
from quotecheck.rules.people import countries_of, governments, kinds

INSTITUTIONS: tuple[SpeakerKind, ...] = ("government", "office", "organisation")
# How the names of places end.
_PLACES = frozenset({
    "avenue", "bay", "beach", "bridge", "city", "county", "falls", "harbour", "heights", "hills", "island", "islands",
    "lake", "mountain", "mountains", "park", "peninsula", "province", "river", "road", "springs", "square", "street",
    "tower", "valley", "village",
})  # fmt: skip
_CAMEL = re.compile(r"^[a-z]+[A-Z]|[a-z]{2}[A-Z]")
_DOTTED = re.compile(r"(?:[A-Z]\.){2,}$")
_SMALL_BRAND = re.compile(r"[a-z]-[a-z]{3,}$")
# Stands in front of whom it describes: the non-binary novelist Ash Lindrow.
_NON_BINARY = re.compile(r"non-?binary", re.IGNORECASE)
_SINGULAR_THEY = re.compile(
    r"\b(?:use[sd]?|goes by|went by) (?:the )?(?:gender-neutral )?(?:pronouns? )?[“\"‘']?they\b"
    r"|\bthey/them\b|\bpronouns (?:are|is|were) [“\"‘']?they\b|\bnon-?binary\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who a source is, or why nobody can tell; `antecedent` is the mention that a pronoun or role stands for."""

    speaker: SpeakerRef | None
    reason: str | None = None
    co_speakers: tuple[SpeakerRef, ...] = ()
    antecedent: Span | None = None


@dataclass(frozen=True, slots=True)
class Spoken:
    """A source that was resolved, where it stands: later pronouns look back to it.

    `inner` is one whom another speaker of the same sentence reports.
    """

    passage: int
    token: int
    resolved: Resolved
    inner: bool = False


class Cast:
    """Who is named in an article and who has spoken; names in marks are the speaker's, and not the narrator's."""

    def __init__(self, paragraphs: Sequence[Paragraph], byline: str | None = None) -> None:
        """Gather who is named."""
        self.passages = [paragraph.passage for paragraph in paragraphs]
        self.byline = byline
        self.entities = entities(self.passages, (m for paragraph in paragraphs for m in paragraph.mentions))
        self._by_name_of = {entity.name: entity for entity in self.entities}
        self._labels = _by_label(self.entities)
        self._by_mention = {(m.passage.index, m.head): (m, entity) for entity in self.entities for m in entity.mentions}
        self.with_roles = [entity for entity in self.entities if entity.roles]
        self.holders = Holders(self.with_roles)
        self.mentions: dict[int, list[Mention]] = {passage.index: [] for passage in self.passages}
        self.quoted: dict[int, list[Mention]] = {passage.index: [] for passage in self.passages}
        self._sort(paragraphs)
        self.spoken: list[Spoken] = []
        self.spoken_in: dict[int, list[Spoken]] = defaultdict(list)
        self._speaking: set[str] = set()
        self.represented: dict[str, SpeakerRef | None] = {}
        self._kinds: dict[tuple[str, ...], SpeakerKind] = {}
        self._places: dict[tuple[str, ...], bool] = {}
        self._sentences: dict[int, list[Sentence]] = {}
        self._nouns = common_nouns(self.passages)
        self._pronouns = {GENDERS[word] for word in pronouns(self.passages)}
        self.brands = brands(self.passages)
        self._bearers = Bearers(self.entities, self.mentions)
        self._genders: dict[str, str] = {}
        self._genders = bound_genders(self.passages, self.mentions, self._person_at)
        self.theys = {entity.name for passage in self.passages for entity in self._called_they(passage)}

    def _sort(self, paragraphs: Sequence[Paragraph]) -> None:
        """Keep the names outside marks apart from those that somebody says."""
        by_index = {paragraph.passage.index: paragraph for paragraph in paragraphs}
        for mention in (mention for entity in self.entities for mention in entity.mentions):
            index = mention.passage.index
            inside = by_index[index].inside(mention.passage.doc[mention.first])
            (self.quoted if inside else self.mentions)[index].append(mention)
        for named in (*self.mentions.values(), *self.quoted.values()):
            named.sort(key=lambda mention: mention.first)

    def _called_they(self, passage: Passage) -> Iterator[Entity]:
        """Yield whom a paragraph says to use they as a pronoun: the name before that, else the first behind it."""
        for told in _SINGULAR_THEY.finditer(passage.text):
            at = passage.index_at(passage.start + told.start())
            sentence = next(s for s in passage.doc.sents if s.start <= at < s.end)
            here = self.between(passage.index, sentence.start, sentence.end)
            named = [m for m in here if (e := self._person_at(m)) is not None and not self.is_place(e)]
            describes = passage.doc[at].dep_ == "amod" or passage.doc[at].head.dep_ == "amod"
            before = [m for m in named if m.first <= at and not (describes and _NON_BINARY.match(told.group()))]
            behind = [m for m in named if m.first > at]
            if before or behind:
                yield self.entity((before[-1:] or behind)[0])

    def remember(self, spoken: Spoken) -> None:
        """Note who spoke, for the pronouns that follow."""
        self.spoken.append(spoken)
        self.spoken_in[spoken.passage].append(spoken)
        if spoken.resolved.speaker is not None:
            self._speaking.add(spoken.resolved.speaker.name)

    def has_spoken(self, entity: Entity) -> bool:
        """Tell whether somebody has been found to speak so far."""
        return entity.name in self._speaking

    def learn(self, entity: Entity, gender: str) -> None:
        """Note the gender of a name that a pronoun was resolved to: it keeps the other pronoun off."""
        self._genders.setdefault(entity.name, gender)

    def other_pronouns(self, gender: str) -> bool:
        """Tell whether the article speaks of somebody of the other gender by pronoun: one of an unknown two is that."""
        return any(told != gender for told in self._pronouns)

    def entity(self, mention: Mention) -> Entity:
        """Give whom a mention names; of several with that surname the one whom the article means, if it tells."""
        entity = self._by_mention[(mention.passage.index, mention.head)][1]
        return (self._bearers.bearer(mention) or entity) if self._bearers.shared(entity) else entity

    def mention_at(self, passage: Passage, head: int) -> Mention | None:
        """Give the name that a token heads."""
        found = self._by_mention.get((passage.index, head))
        return None if found is None else found[0]

    def named(self, name: str) -> Entity | None:
        """Give an entity by its full name."""
        return self._by_name_of.get(name)

    def by_label(self, label: str) -> Entity | None:
        """Give the one person whose full name, surname or first name a label is."""
        found = self._labels.get(tuple(fold(label).split()), ())
        return found[0] if len(found) == 1 else None

    def is_shared(self, entity: Entity) -> bool:
        """Tell whether an entity is a surname of which nobody can tell whose it is."""
        return self._bearers.shared(entity)

    def sentences(self, passage: int) -> list[Sentence]:
        """Give the sentences of a passage, found once."""
        if passage not in self._sentences:
            self._sentences[passage] = list(self.passages[passage].doc.sents)
        return self._sentences[passage]

    def between(self, passage: int, first: int, last: int) -> list[Mention]:
        """Give the mentions outside marks that start between two tokens of a passage."""
        named = self.mentions.get(passage, [])
        start, end = (bisect_left(named, at, key=lambda mention: mention.first) for at in (first, last))
        return named[start:end]

    def ref(self, entity: Entity) -> SpeakerRef:
        """Give an entity as a speaker."""
        return SpeakerRef(id=speaker_id(entity.name), name=entity.name, kind=self.kind(entity))

    def gender(self, entity: Entity) -> str | None:
        """Give m or f, if the article or the given name tells."""
        return entity.gender() or self._genders.get(entity.name)

    def is_person(self, entity: Entity) -> bool:
        """Tell whether a name looks like a person's."""
        return self.kind(entity) == "person" and (
            bool(entity.roles)
            or (len(entity.words) > 1 and not self._is_thing(entity))
            or entity.name in self._speaking
            or self._genders.get(entity.name) is not None
        )

    def _is_thing(self, entity: Entity) -> bool:
        """Tell whether a name ends in a common noun of the article, "Great Harbour Debate", and nothing says person."""
        label = entity.name.isupper() and len(entity.words) > 1
        return (label or entity.words[-1] in self._nouns) and self.gender(entity) is None

    def _person_at(self, mention: Mention) -> Entity | None:
        entity = self.entity(mention)
        return entity if self.kind(entity) == "person" else None

    def kind(self, entity: Entity) -> SpeakerKind:
        """Give the kind of source that a name is."""
        if entity.words not in self._kinds:
            self._kinds[entity.words] = self._kind_of(entity)
        return self._kinds[entity.words]

    def _kind_of(self, entity: Entity) -> SpeakerKind:
        kind = _kind_by_head(entity)
        if kind is not None and not entity.roles:
            return kind
        if entity.roles:
            return "person"
        called = next((kind for m in entity.mentions if (kind := _called(m)) is not None), None)
        if called is not None and entity.gender() is None:
            return called
        if entity.words[-1] in countries_of():
            return "group"
        if self.is_place(entity):
            return "government"
        if (
            _is_brand(entity.name)
            or entity.name in self.brands
            or entity.short & {(letters,) for letters in _letters(entity)}
        ):
            return "organisation"
        if len(entity.words) > 1:
            return "person"
        return "organisation" if all(_with_article(m) for m in entity.mentions) else "person"

    def is_place(self, entity: Entity) -> bool:
        """Tell whether a name is a country or a place: it stands in one somewhere in the article."""
        if entity.words not in self._places:
            alone = len(entity.words) == 1 and entity.words[0].endswith(COUNTRY_ENDINGS) and entity.gender() is None
            full = len(entity.words) > 1
            slot = entity.gender() is None and any(_in_place_slot(mention, full=full) for mention in entity.mentions)
            slot = slot or (full and entity.words[-1] in _PLACES and entity.gender() is None)
            self._places[entity.words] = slot or entity.name in governments() or alone
        return self._places[entity.words]


def _by_label(named: Iterable[Entity]) -> dict[tuple[str, ...], list[Entity]]:
    """Give the names of several words under the whole, the last and the first of them."""
    found: dict[tuple[str, ...], list[Entity]] = defaultdict(list)
    for entity in named:
        if len(entity.words) > 1:
            for label in {entity.words, entity.words[-1:], entity.words[:1]}:
                found[label].append(entity)
    return found


def person(name: str) -> SpeakerRef:
    """Make a speaker of a person's name."""
    return SpeakerRef(id=speaker_id(name), name=name, kind="person")


def _kind_by_head(entity: Entity) -> SpeakerKind | None:
    """Tell the kind by the last word, or by the first before "of": the Ministry of Works, the Bank of Norrland."""
    words = entity.name.split()
    trade = entity.gender() is None and kinds().is_trade_name(entity.name.lower().split())
    first = head_kind(words[0]) if len(words) > 1 and words[1].lower() in ("of", "for") else None
    return "organisation" if trade else first or head_kind(words[-1]) or head_kind(entity.name)


def _called(mention: Mention) -> SpeakerKind | None:
    """Give the kind of body that a noun beside a name says it is: the newspaper Der Bote, Cole Hart, the auditor."""
    doc, token = mention.passage.doc, mention.passage.doc[mention.head]
    nouns = [child for child in token.children if child.dep_ == "appos"]
    nouns += [token.head] if token.dep_ == "appos" else []
    nouns += [doc[mention.first - 1]] if mention.first > 0 and doc[mention.first - 1].pos_ == "NOUN" else []
    kinds = [head_kind(noun.lemma_.lower()) for noun in nouns if noun.pos_ == "NOUN"]
    return next((kind for kind in kinds if kind in INSTITUTIONS), None)


def _is_brand(name: str) -> bool:
    """Tell whether a name is spelt as no person's is: NBC, eFerry, Ledger & Wharf."""
    word = name.rsplit(maxsplit=1)[-1]
    inner = len(name.split()) == 1 and bool(_CAMEL.search(word)) and not word.startswith(("Mac", "Fitz", "Van"))
    letters = len(name.split()) == 1 and word.isupper() and sum(char.isalpha() for char in word) > 1 and "." not in word
    return inner or letters or _DOTTED.match(name) is not None or "&" in name.split() or small_brand(name)


def small_brand(name: str) -> bool:
    """Tell whether a name is a letter and a word in small letters, as companies spell themselves: e-ferry."""
    return _SMALL_BRAND.match(name) is not None


def _letters(entity: Entity) -> list[str]:
    return [words[0] for words in entity.short if words[0] != entity.words[0]]


def _with_article(mention: Mention) -> bool:
    """Tell whether a name stands behind "the": the Tern, the Kremlin, no person."""
    return mention.first > 0 and mention.passage.doc[mention.first - 1].lower_ == "the" and not mention.role


def _in_place_slot(mention: Mention, *, full: bool) -> bool:
    """Tell whether a name stands where places stand; "from" a full name there is no more than from a person."""
    token = mention.passage.doc[mention.head]
    prepositions = ("in", "into", "across", "near") if full else ("in", "from", "into", "across", "near")
    return token.dep_ == "pobj" and token.head.lower_ in prepositions and not mention.role
