"""For whom somebody speaks: a ministry's spokeswoman, a lawyer for Vale, the envoy of a country."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from quotecheck.extract.bodies import body
from quotecheck.extract.cast import Cast, Resolved
from quotecheck.extract.grammar import governed
from quotecheck.extract.people import Mention
from quotecheck.extract.roles import head_kind, without_article
from quotecheck.extract.sources import extent
from quotecheck.extract.speakers import identify
from quotecheck.language.names import speaker_id
from quotecheck.language.parse import Passage
from quotecheck.records import SpeakerRef
from quotecheck.rules.people import roles

Range = tuple[Passage, int, int]
# Words that name whom somebody speaks for only together with the word before them: press officer, press secretary.
_PRESS = frozenset({"officer", "secretary", "chief", "office"})
_NAMING = frozenset({"NOUN", "PROPN", "ADJ"})
_WITHIN = frozenset({"det", "amod", "compound", "poss", "nmod"})


def speaks_for(cast: Cast, who: Resolved, source: Range | None) -> SpeakerRef | None:
    """Find for whom the speaker of a quote speaks, in the words of the source or where the article names him."""
    if who.speaker is None or source is None:
        return None
    found = next(_stated(cast, *source), None)
    if found is None:
        named = cast.named(who.speaker.name) is not None
        found = _named_for(cast, who.speaker.name) if named else _first(cast, _earlier(cast, who.speaker))
    return found if found is not None and found.id != who.speaker.id else None


def _named_for(cast: Cast, name: str) -> SpeakerRef | None:
    """Give for whom somebody speaks by the words beside his name, wherever it stands; looked for once."""
    entity = cast.named(name)
    if entity is not None and name not in cast.represented:
        cast.represented[name] = _first(cast, (_phrase(mention) for mention in entity.mentions))
    return cast.represented.get(name)


def _first(cast: Cast, places: Iterable[Range]) -> SpeakerRef | None:
    return next((ref for place in places for ref in _stated(cast, *place)), None)


def _earlier(cast: Cast, speaker: SpeakerRef) -> Iterator[Range]:
    """Yield the earlier sources of one who has no name."""
    same = (s for s in cast.spoken if s.resolved.speaker is not None and s.resolved.speaker.id == speaker.id)
    for spoken in same:
        doc = cast.passages[spoken.passage].doc
        yield cast.passages[spoken.passage], spoken.token, _end_of_phrase(doc[spoken.token])


def _end_of_phrase(token: Token) -> int:
    """Give where the noun phrase that starts with a token ends."""
    head = token
    while head.head.i > head.i and head.head.pos_ in _NAMING and head.dep_ in _WITHIN:
        head = head.head
    return head.right_edge.i + 1


def _phrase(mention: Mention) -> Range:
    """Give a name with the role in front of it and the apposition beside it."""
    doc = mention.passage.doc
    head = doc[mention.head]
    outer = head.head if head.dep_ == "appos" else head
    first, last = extent(outer, outer.head)
    return mention.passage, min(first, mention.first), max(last, mention.last)


def _stated(cast: Cast, passage: Passage, first: int, last: int) -> Iterator[SpeakerRef]:
    """Yield whom each word for a speaker of others says that he speaks for."""
    for token in passage.doc[first:last]:
        if _speaks(token):
            found = _behind(cast, passage, token) or _before(cast, passage, token)
            found = found or _owner(cast, passage, token, first)
            if found is not None:
                yield found


def _speaks(token: Token) -> bool:
    word = token.lemma_.lower()
    return word in roles().spokespeople | roles().advocates or _is_press(token)


def _is_press(token: Token) -> bool:
    return token.i > 0 and token.lemma_.lower() in _PRESS and token.nbor(-1).lower_ in ("press", "media")


def _owner(cast: Cast, passage: Passage, token: Token, first: int) -> SpeakerRef | None:
    """Resolve an owner: the minister's spokesman, her lawyer; the parse may hang it on the name behind the role."""
    heads = [token, *(a for a in token.ancestors if a.i > token.i and token.dep_ in ("compound", "nmod", "amod"))]
    for child in (child for head in heads for child in head.children if child.dep_ == "poss"):
        if first <= child.left_edge.i and child.i < token.i:
            return _whom(cast, passage, child, *_own(child))
    return None


def _behind(cast: Cast, passage: Passage, token: Token) -> SpeakerRef | None:
    """Resolve what follows "for": a spokesman for the ministry, a lawyer representing Vale."""
    heads = [token, *(a for a in token.ancestors if a.i == token.i + 1)]
    for child in (child for head in heads for child in head.children if child.i > token.i):
        if child.lower_ in ("for", "of", "to") and child.dep_ == "prep":
            noun = governed(child)
        elif child.lemma_ == "represent" and child.tag_ == "VBG":
            noun = next((c for c in child.children if c.dep_ == "dobj"), None)
        else:
            continue
        if noun is not None and (child.lower_ != "of" or token.lemma_.lower() in roles().spokespeople):
            return _whom(cast, passage, noun, *extent(noun, noun.head))
    return None


def _before(cast: Cast, passage: Passage, token: Token) -> SpeakerRef | None:
    """Resolve the name or body right in front of the role: a Northmere Rail spokeswoman, the ministry spokesman."""
    doc, last = passage.doc, token.i - (1 if _is_press(token) else 0)
    first = last
    while first > 0 and doc[first - 1].pos_ in _NAMING and not doc[first - 1].is_punct:
        first -= 1
    while first < last and (doc[first].pos_ == "ADJ" or doc[first].lower_ in roles().modifiers) and first + 1 < last:
        if head_kind(doc[first : first + 2].text):
            break
        first += 1
    if first == last or not _may_have_one(doc[last - 1], token):
        return None
    return _whom(cast, passage, doc[last - 1], first, last)


def _may_have_one(noun: Token, role: Token) -> bool:
    """Tell whether a word in front of a role is who is spoken for: "human rights lawyer" is no lawyer of the rights."""
    if role.lemma_.lower() in roles().advocates:
        return noun.pos_ == "PROPN"
    return noun.pos_ == "PROPN" or head_kind(noun.lemma_) is not None


def _own(owner: Token) -> tuple[int, int]:
    """Give the range of an owner, less its 's."""
    return owner.left_edge.i, owner.i + 1


def _whom(cast: Cast, passage: Passage, head: Token, first: int, last: int) -> SpeakerRef | None:
    """Give the person or body that words name; one that nobody can tell is nobody."""
    if cast.mention_at(passage, head.i) is None and head.pos_ == "NOUN":
        known = body(cast, passage, head)
        if known is not None and known.speaker is not None:
            return known.speaker
    who = identify(cast, passage, first, last)
    if who.speaker is None and head.pos_ in ("NOUN", "PROPN") and who.reason == "no-name":
        text = without_article(passage.doc[first:last].text)
        return SpeakerRef(id=speaker_id(text), name=text, kind=head_kind(head.lemma_) or "organisation")
    return who.speaker
