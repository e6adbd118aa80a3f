"""Whom a pronoun stands for: the nearest who fits by gender and number; two who fit as well give nobody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from quotecheck.extract.cast import INSTITUTIONS, Cast, Resolved, Spoken, person
from quotecheck.extract.entities import Entity
from quotecheck.extract.genders import GENDERS, is_subject, is_writer, modifies
from quotecheck.extract.pairs import named_together, pair
from quotecheck.extract.people import Mention, gender_of, is_human
from quotecheck.extract.roles import head_kind, holders, plural, without_article
from quotecheck.language.names import speaker_id
from quotecheck.language.parse import Passage
from quotecheck.records import Span, SpeakerKind, SpeakerRef
from quotecheck.rules.people import role_words, roles

# How many paragraphs back a pronoun may look for the one it stands for.
REACH = 3
# How many, where the article has named nobody else.
FAR = 12
_GROUPS: tuple[SpeakerKind, ...] = ("group", "organisation", "government", "office")
_BODIES: tuple[SpeakerKind, ...] = (*INSTITUTIONS, "document")


def personal(cast: Cast, passage: Passage, token: Token, gender: str, *, answers: bool = False) -> Resolved:
    """Resolve he and she; who answers is not the one who spoke last."""
    asker = _last_speaker(cast, passage, token) if answers else None
    nameless = _nameless_before(cast, passage, token)
    if nameless is not None and nameless != asker and gender_of(nameless.name) in (None, gender):
        return Resolved(nameless)
    if _both_before(cast, passage, token, gender):
        return Resolved(None, "two-candidates")
    for level in _candidates(cast, passage, token):
        fitting = [m for m in level if _fits(cast, m, gender) and not _is(cast, m, asker)]
        names = {cast.entity(m).name for m in fitting}
        if len(names) == 1 and (_rivalled(cast, fitting[-1], gender) or _both_new(cast, fitting[-1], token, gender)):
            return Resolved(None, "two-candidates")
        if len(names) == 1:
            return _bound(cast, fitting[-1], gender)
        if len(names) > 1:
            return Resolved(None, "two-candidates")
    return _only_one(cast, passage, token, gender) or Resolved(None, "no-antecedent")


def _only_one(cast: Cast, passage: Passage, token: Token, gender: str) -> Resolved | None:
    """Take the one whom the article has named so far and the pronoun fits, however far back, if no other has spoken."""
    here = (passage.index, token.i)
    people: dict[str, Mention] = {}
    for mention in (m for e in cast.entities for m in e.mentions if (m.passage.index, m.first) < here):
        if _fits(cast, mention, gender):
            people[cast.entity(mention).name] = mention
        if len(people) > 1:
            return None
    far = passage.index - max((m.passage.index for m in people.values()), default=0) > FAR
    others = any(s.resolved.speaker is not None and s.resolved.speaker.name not in people for s in cast.spoken)
    if not people or far or others:
        return None
    return _bound(cast, next(iter(people.values())), gender)


def _rivalled(cast: Cast, mention: Mention, gender: str) -> bool:
    """Tell whether a bare surname of unknown gender has a rival before it in its paragraph who is known to fit."""
    entity = cast.entity(mention)
    if len(entity.words) > 1 or cast.gender(entity) is not None:
        return False
    near = cast.between(mention.passage.index, 0, mention.first)
    return any(cast.gender(cast.entity(m)) == gender and cast.is_person(cast.entity(m)) for m in near)


def _both_before(cast: Cast, passage: Passage, token: Token, gender: str) -> bool:
    """Tell whether the sentence before has two people of one gender for its subject: "Both men …", "The two …"."""
    before = [sentence for sentence in cast.sentences(passage.index) if sentence.end <= token.sent.start]
    place = passage if before else cast.passages[max(0, passage.index - 1)]
    last = (before or cast.sentences(place.index))[-1:]
    subjects = (t for t in (last[0] if last else ()) if t.dep_ in ("nsubj", "nsubjpass") and t.head == last[0].root)
    for subject in subjects:
        two = pair(cast, place, subject, subject.left_edge.i)
        refs = () if two is None or two.speaker is None else (two.speaker, *two.co_speakers)
        known = [entity for ref in refs if (entity := cast.named(ref.name)) is not None]
        if len([entity for entity in known if cast.gender(entity) in (None, gender)]) > 1:
            return True
    return False


def _both_new(cast: Cast, mention: Mention, token: Token, gender: str) -> bool:
    """Tell whether a subject is as new as another of that gender beside him: "Ines met Mara. She said …"."""
    passage, entity = mention.passage, cast.entity(mention)
    sentence = passage.doc[mention.head].sent
    own = token.doc is passage.doc and sentence.start <= token.i < sentence.end
    if own or is_writer(mention) or cast.has_spoken(entity):
        return False
    named = [m for m in cast.between(passage.index, sentence.start, sentence.end) if not modifies(m)]
    told = [t for t in token.head.children if t.pos_ == "PROPN" and t.dep_ in ("dobj", "dative")]
    beside = [e for e in map(cast.entity, named) if not any(word.lower_ in e.words for word in told)]
    fitting = (gender,) if cast.other_pronouns(gender) else (None, gender)
    rivals = [e for e in beside if e.name != entity.name and cast.is_person(e) and cast.gender(e) in fitting]
    return bool(rivals) and not any(_known_before(e, (passage.index, sentence.start)) for e in (entity, *rivals))


def _known_before(entity: Entity, at: tuple[int, int]) -> bool:
    return any((m.passage.index, m.first) < at for m in entity.mentions)


def _bound(cast: Cast, mention: Mention, gender: str) -> Resolved:
    entity = cast.entity(mention)
    if cast.is_shared(entity):
        return Resolved(None, "same-surname")
    cast.learn(entity, gender)
    return Resolved(person(entity.name), antecedent=mention.passage.span(mention.first, mention.last))


def _is(cast: Cast, mention: Mention, speaker: SpeakerRef | None) -> bool:
    return speaker is not None and cast.entity(mention).name == speaker.name


def _last_speaker(cast: Cast, passage: Passage, token: Token) -> SpeakerRef | None:
    """Give who spoke last before a pronoun, in an earlier paragraph or an earlier sentence."""
    for spoken in reversed(cast.spoken):
        if spoken.passage < passage.index or (spoken.passage == passage.index and spoken.token < token.sent.start):
            return spoken.resolved.speaker
    return None


def _fits(cast: Cast, mention: Mention, gender: str) -> bool:
    entity = cast.entity(mention)
    return cast.gender(entity) in (None, gender) and cast.is_person(entity)


def _nameless_before(cast: Cast, passage: Passage, token: Token) -> SpeakerRef | None:
    """Give the person without a name who spoke last, where no other person is a subject in between."""
    for spoken in reversed([*cast.spoken_in[passage.index - 1], *cast.spoken_in[passage.index]]):
        ref = spoken.resolved.speaker
        at = (spoken.passage, spoken.token)
        if at >= (passage.index, token.i) or ref is None or ref.kind not in ("person", "anonymous"):
            continue
        if spoken.passage == passage.index and passage.doc[spoken.token].sent.end > token.i:
            return None  # "a spokesman said she had called": what he reports of somebody else
        between = [m for index in sorted({at[0], passage.index}) for m in cast.mentions[index] if is_subject(m)]
        later = [m for m in between if at < (m.passage.index, m.first) < (passage.index, token.i)]
        nameless = ref.kind == "anonymous" or cast.named(ref.name) is None
        return ref if nameless and not any(cast.is_person(cast.entity(m)) for m in later) else None
    return None


def _candidates(cast: Cast, passage: Passage, token: Token) -> Iterator[list[Mention]]:
    """Yield the mentions that a pronoun may stand for, going back, who spoke and subjects before the rest."""
    for sentence, end, index in going_back(cast, passage, token):
        own = index == passage.index and token.i < sentence.end
        limit = _first_alike(sentence, end, token) if own else end
        here = cast.between(index, sentence.start, limit)
        free = [m for m in here if not same_clause_object(m, token) and not modifies(m)]
        spoke = [s for s in cast.spoken_in[index] if sentence.start <= s.token < limit and not _asks(sentence, s)]
        if not own and not spoke and _goes_on(sentence, token):
            continue
        called = [] if own else _called_by_role(cast, cast.passages[index], sentence)
        for level in (_who_spoke(cast, spoke), _subjects(free) or called, free):
            if level:
                yield level


def _first_alike(sentence: Sentence, limit: int, pronoun: Token) -> int:
    """Give where the first pronoun of one gender stands: "Asked about her vote if Clinton runs, she …" is one woman."""
    gender = GENDERS.get(pronoun.lower_)
    alike = (t.i for t in sentence.doc[sentence.start : limit] if gender and GENDERS.get(t.lower_) == gender)
    return next(alike, limit)


def _called_by_role(cast: Cast, passage: Passage, sentence: Sentence) -> list[Mention]:
    """Give who alone has the role that is the subject of a sentence: "The former ambassador also praised Quist"."""
    subject = next((child for child in sentence.root.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    definite = subject is not None and passage.doc[subject.left_edge.i].lower_ == "the" and is_human(subject)
    if subject is None or not definite or plural(subject):
        return []
    found = holders(cast.holders, passage.doc, subject, subject.left_edge.i)
    return [found[0].mentions[0]] if len(found) == 1 else []


def _asks(sentence: Sentence, spoken: Spoken) -> bool:
    """Tell whether one who spoke only asked another, the subject: "Quist, asked by Vale about it, laughed"."""
    agents = [t for t in sentence if t.dep_ == "agent" and t.head.dep_ in ("acl", "advcl")]
    return any(t.i < spoken.token <= t.right_edge.i for t in agents)


def _goes_on(sentence: Sentence, pronoun: Token) -> bool:
    """Tell whether a sentence has the pronoun's own gender for its subject: "He met Vale. He said …" is one man."""
    gender = GENDERS.get(pronoun.lower_)
    subjects = [child for child in sentence.root.children if child.dep_ in ("nsubj", "nsubjpass")]
    return gender is not None and any(GENDERS.get(child.lower_) == gender for child in subjects)


def going_back(cast: Cast, passage: Passage, token: Token) -> Iterator[tuple[Sentence, int, int]]:
    """Yield the sentences before a pronoun, its own first, each with where to stop in it and its passage."""
    for index in range(passage.index, max(-1, passage.index - REACH), -1):
        for sentence in reversed(cast.sentences(index)):
            if index != passage.index or sentence.start <= token.i:
                yield sentence, min(sentence.end, token.i) if index == passage.index else sentence.end, index


def _who_spoke(cast: Cast, spoken: Sequence[Spoken]) -> list[Mention]:
    """Give a mention of who spoke last in a sentence; whom a speaker reports only where nobody else spoke."""
    for inner in (False, True):
        for one in reversed(spoken):
            refs = (one.resolved.speaker, *one.resolved.co_speakers) if one.inner == inner else ()
            known = [entity for ref in refs if ref is not None and (entity := cast.named(ref.name)) is not None]
            if known:
                return [entity.mentions[0] for entity in known]
    return []


def _subjects(free: Sequence[Mention]) -> list[Mention]:
    """Give the first subject with those joined to it by "and"."""
    first = next((m for m in free if is_subject(m) or is_writer(m)), None)
    if first is None:
        return []
    joined = {token.i for token in first.passage.doc[first.head].conjuncts}
    return [m for m in free if m is first or m.head in joined]


def same_clause_object(mention: Mention, pronoun: Token) -> bool:
    """Tell whether a name is an argument of the pronoun's own verb: "he told Vale" is not Vale speaking."""
    token = mention.passage.doc[mention.head]
    return token.doc is pronoun.doc and token.head.i == pronoun.head.i and token.i != pronoun.i


def plural_or_body(cast: Cast, passage: Passage, token: Token, *, it: bool) -> Resolved:
    """Resolve it, they and we to the nearest institution or group that spoke or is a subject."""
    wanted = _BODIES if it else _GROUPS
    own = not it and _person_called_they(cast, passage, token)
    if own:
        return own
    for sentence, limit, index in going_back(cast, passage, token):
        spoke = [s for s in reversed(cast.spoken_in[index]) if sentence.start <= s.token < limit]
        for spoken in spoke:
            ref = spoken.resolved.speaker
            if ref is not None and (ref.kind in wanted or (not it and spoken.resolved.co_speakers)):
                return Resolved(ref, None, spoken.resolved.co_speakers, spoken.resolved.antecedent)
        place = cast.passages[index]
        found = _named_bodies(cast, index, sentence.start, limit) if it else _groups(place, sentence, limit)
        joined = None if it else named_together(cast, index, sentence.start, limit)
        if joined is not None:
            return Resolved(None, "two-candidates") if found else joined
        if found:
            same = len({ref.name for ref, _ in found}) == 1
            return Resolved(found[-1][0], antecedent=found[-1][1]) if same else Resolved(None, "two-candidates")
    return Resolved(None, "no-antecedent")


def _person_called_they(cast: Cast, passage: Passage, token: Token) -> Resolved | None:
    """Resolve they to a person of whom the article says so."""
    if not cast.theys:
        return None
    for level in _candidates(cast, passage, token):
        people = [m for m in level if cast.is_person(cast.entity(m)) or cast.entity(m).name in cast.theys]
        if people:
            entity = cast.entity(people[-1])
            fits = entity.name in cast.theys
            span = people[-1].passage.span(people[-1].first, people[-1].last)
            return Resolved(person(entity.name), antecedent=span) if fits else None
    return None


def _named_bodies(cast: Cast, index: int, first: int, last: int) -> list[tuple[SpeakerRef, Span]]:
    """Give the institutions that are subjects between two tokens, and where they are named."""
    subjects = [(m, cast.entity(m)) for m in cast.between(index, first, last) if is_subject(m)]
    return [(cast.ref(e), m.passage.span(m.first, m.last)) for m, e in subjects if cast.kind(e) in INSTITUTIONS]


def _groups(passage: Passage, sentence: Sentence, limit: int) -> list[tuple[SpeakerRef, Span]]:
    """Give the people who are the plural subject of a sentence: the engineers left."""
    found = []
    for token in sentence.doc[sentence.start : limit]:
        if token.dep_ in ("nsubj", "nsubjpass") and plural(token) and _people(token) and token.head.dep_ == "ROOT":
            span = passage.span(token.left_edge.i, token.i + 1)
            text = without_article(span.text)
            found.append((SpeakerRef(id=speaker_id(text), name=text, kind="group"), span))
    return found


def _people(token: Token) -> bool:
    word = token.lemma_.lower()
    return word in role_words() or word in roles().trades or head_kind(word) in ("anonymous", "group")
