"""Through whom the words came beside the nesting of sayings: "the Tern, citing two officials", "minutes seen by".

A chain runs from the outermost relay inwards: the paper that saw a document, the document, who speaks in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from quotecheck.extract.brought import brings, brought_in, spoken
from quotecheck.extract.candidates import Candidate, CueSpan
from quotecheck.extract.cast import Cast, Resolved
from quotecheck.extract.descriptions import SEEN
from quotecheck.extract.grammar import governed
from quotecheck.extract.people import is_human
from quotecheck.extract.roles import head_kind
from quotecheck.extract.sources import QUOTING, extent, source_head
from quotecheck.extract.speakers import identify, resolve
from quotecheck.language.names import fold
from quotecheck.language.parse import Passage, root
from quotecheck.records import Article, ChainLink, LinkRole, SpeakerRef
from quotecheck.rules.people import kinds, roles

_CITING = frozenset({"cite", "quote"})
_AGENCIES = frozenset({"agency", "newswire", "wire"})
# What an outlet puts out: "a Beacon Wire dispatch" is Beacon Wire speaking.
_PIECES = frozenset(
    {"article", "broadcast", "bulletin", "dispatch", "interview", "piece", "programme", "report", "story"}
)


@dataclass(frozen=True, slots=True)
class Relayed:
    """Who spoke, and the outlets through whom the article has it, outermost first."""

    who: Resolved
    through: tuple[ChainLink, ...] = ()


def relayed(cast: Cast, candidate: Candidate, who: Resolved) -> Relayed:
    """Find the relays of a saying: who cites or quotes its speaker, who saw the document that it stands in."""
    if candidate.source is None or candidate.cue is None:
        return Relayed(who)
    passage, first, last = candidate.source
    for noun in (*passage.doc[first:last], root(passage.doc, first, last)):
        seer = _seen_by(noun)
        if seer is not None:
            return Relayed(_as_document(who, noun), (_link(cast, passage, seer),))
    through = (*_according(cast, candidate), *_written(cast, candidate), *_quoted(cast, passage, candidate))
    if through:
        return Relayed(who, through)
    return _citing(cast, candidate, who) or Relayed(who)


def _as_document(who: Resolved, noun: Token) -> Resolved:
    """Take what somebody has seen for a document, whatever its noun: "payslips seen by the Tern"."""
    if who.speaker is None or who.speaker.kind not in ("group", "anonymous") or is_human(noun) or noun.pos_ == "PROPN":
        return who
    return replace(who, speaker=who.speaker.model_copy(update={"kind": "document"}))


def others(article: Article, links: tuple[ChainLink, ...]) -> tuple[ChainLink, ...]:
    """Leave the article's own outlet out: what the Tern itself has seen, the Tern's article reports at first hand."""
    own = fold(article.outlet or "").removeprefix("the ")
    return tuple(link for link in links if not own or fold(link.name).removeprefix("the ") != own)


def _citing(cast: Cast, candidate: Candidate, who: Resolved) -> Relayed | None:
    """Give whom an outlet cites for what it says, as the one who says it: "The Tern, citing two officials, said"."""
    if candidate.source is None or who.speaker is None:
        return None
    passage, first, last = candidate.source
    head = root(passage.doc, first, last)
    cited = _cited(passage, candidate, head) or list(_inward(head))[1:]
    called = {word.lemma_.lower() for word in passage.doc[first:last]} & (kinds().outlets | _AGENCIES)
    if not cited or not (is_outlet(who.speaker) or (called and who.speaker.kind == "organisation")):
        return None
    inner = resolve(cast, passage, *extent(cited[-1], cited[-1].head), inner=True)
    if inner.speaker is None:
        return None
    span = passage.span(first, last)
    outer = ChainLink(name=who.speaker.name, role=relay_role(who.speaker), start=span.start, end=span.end)
    return Relayed(inner, (outer, *(_link(cast, passage, noun) for noun in cited[:-1])))


def is_outlet(ref: SpeakerRef) -> bool:
    """Tell whether a speaker may be a newspaper, agency or broadcaster."""
    words = ref.name.lower().split()
    known = bool((kinds().outlets | _AGENCIES) & {*words[-2:], *words[:1]}) or words[0] in kinds().openings
    return known or (ref.kind == "organisation" and len(words) == 1)


def relay_role(ref: SpeakerRef) -> LinkRole:
    """Give what a relay is by its name and kind."""
    words = set(ref.name.lower().split())
    if ref.kind in ("anonymous", "person") and words & roles().spokespeople:
        return "spokesperson"
    if ref.kind == "organisation" and words & _AGENCIES:
        return "agency"
    if is_outlet(ref) and ref.kind not in ("document", "person", "group"):
        return "outlet"
    return _ROLES.get(ref.kind, "organisation")


_ROLES: dict[str, LinkRole] = {
    "document": "document", "anonymous": "anonymous", "person": "speaker", "group": "speaker",
}  # fmt: skip


def _link(cast: Cast, passage: Passage, noun: Token) -> ChainLink:
    """Make the link of a relay: of "a Beacon Wire dispatch" Beacon Wire, of "a letter seen by the Tern" the letter."""
    owner = _publisher(cast, passage, noun)
    head = noun if owner is None else owner
    first, last = extent(head, head.head)
    who = identify(cast, passage, first, last).speaker
    span = passage.span(first, last)
    role: LinkRole = "outlet" if who is None else relay_role(who)
    return ChainLink(name=who.name if who is not None else span.text, role=role, start=span.start, end=span.end)


def _publisher(cast: Cast, passage: Passage, noun: Token) -> Token | None:
    """Give the outlet whose piece a noun names: "a Beacon Wire dispatch", "a report in the Tern"."""
    if noun.lemma_.lower() not in _PIECES:
        return None
    for child in noun.children:
        if child.dep_ in ("compound", "poss", "nmod") and cast.mention_at(passage, child.i) is not None:
            return child
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "in", "from", "on"):
            return next((c for c in child.children if c.dep_ == "pobj" and c.pos_ == "PROPN"), None)
    return None


def _seen_by(noun: Token) -> Token | None:
    """Give who saw a document: "seen by the Tern", "which the Tern has seen", "the Tern obtained"."""
    for clause in noun.children:
        if clause.dep_ not in ("acl", "relcl") or not (clause.lemma_ in SEEN or brings(noun, clause)):
            continue
        by = next((child for child in clause.children if child.dep_ == "agent"), None)
        place = clause.children if by is None else by.children
        wanted = "nsubj" if by is None else "pobj"
        found = next((child for child in place if child.dep_ == wanted and child.pos_ != "PRON"), None)
        if found is not None:
            return found
    return None


def _according(cast: Cast, candidate: Candidate) -> Iterator[ChainLink]:
    """Yield who has it that somebody said so: "…, Mewes said, according to Beacon Wire"."""
    cue = candidate.cue
    if cue is None or cue.class_ == "accordingto":
        return
    for child in (word for word in cue.token.subtree if word.lower_ == "according"):
        noun = _behind_according(child)
        at = cue.passage.start + child.idx
        if noun is None or candidate.covers(at, at + 1) or child.i < cue.head:
            continue
        seer = _seen_by(noun)
        if seer is not None:
            yield _link(cast, cue.passage, seer)
        yield _link(cast, cue.passage, noun)


def _behind_according(word: Token) -> Token | None:
    to = next((c for c in word.children if c.lower_ == "to"), None) if word.lower_ == "according" else None
    return None if to is None else governed(to)


def _written(cast: Cast, candidate: Candidate) -> Iterator[ChainLink]:
    """Yield the paper and the document that words stand in: "In a letter seen by the Tern, the inspectors wrote"."""
    if candidate.cue is None:
        return
    passage = candidate.cue.passage
    for child in (*candidate.cue.token.children, *_behind(candidate.cue, candidate)):
        if child.dep_ == "prep" and child.lower_ in ("in", "on", "during", "to"):
            for noun in child.children:
                seer = _seen_by(noun) if noun.dep_ == "pobj" else None
                if seer is not None:
                    yield _link(cast, passage, seer)
                    if spoken(noun):
                        continue
                    span = passage.span(noun.left_edge.i, noun.i + 1)
                    name = identify(cast, passage, noun.left_edge.i, noun.i + 1).speaker
                    yield ChainLink(
                        name=span.text if name is None else name.name, role="document", start=span.start, end=span.end
                    )


def _behind(cue: CueSpan, candidate: Candidate) -> Iterator[Token]:
    """Yield the "in" of "in remarks carried by" that the parser hangs in the clause before it."""
    for word in cue.token.subtree:
        at = cue.passage.start + word.idx
        if word.head != cue.token and not candidate.covers(at, at + 1) and brought_in(word) is not None:
            yield word


def _quoted(cast: Cast, passage: Passage, candidate: Candidate) -> Iterator[ChainLink]:
    """Yield who quotes the speaker: "the Tern quoted Vale as saying", "Vale was quoted as saying by the Tern"."""
    cue = candidate.cue
    if cue is None or cue.passage is not passage:
        return
    verb = quoting(cue.token)
    if verb is None:
        return
    speaker = source_head(cue.token)
    for noun in _reporters(verb, cue.token):
        if speaker is None or noun.i != speaker.i:
            yield from (_link(cast, passage, outer) for outer in _outer(noun))
            return


def quoting(cue: Token) -> Token | None:
    """Give the verb that reports a saying by its speaker: quoted as saying, heard to say, recalled Vale saying."""
    verb = cue.head.head if cue.head.lower_ == "as" else cue.head
    return verb if cue.tag_ in ("VBG", "VB") and verb.lemma_ in QUOTING and verb != cue else None


def _reporters(verb: Token, cue: Token) -> Iterator[Token]:
    passive = any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children)
    by = [child for word in (verb, cue) for child in word.children if child.dep_ in ("agent", "prep")]
    for child in by:
        if child.lower_ == "by" or (passive and child.lower_ in ("in", "on")):
            for noun in child.children:
                if noun.dep_ == "pobj" and (child.lower_ == "by" or noun.pos_ == "PROPN"):
                    yield noun
    if not passive and verb.tag_ != "VBN":
        subject = source_head(verb)
        if subject is not None:
            yield subject


def _outer(noun: Token) -> Iterator[Token]:
    """Yield who relays a relay, outermost first: the Tern, citing a dispatch that quoted somebody."""
    noun = _antecedent(noun)
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_ in _CITING:
        subject = source_head(verb)
        if subject is not None and subject.i != noun.i:
            yield from _outer(subject)
    yield noun


def _antecedent(noun: Token) -> Token:
    if noun.tag_ in ("WDT", "WP"):
        clause = next((a for a in noun.ancestors if a.dep_ == "relcl"), None)
        return noun if clause is None else clause.head
    return noun


def _cited(passage: Passage, candidate: Candidate, source: Token) -> list[Token]:
    """Give whom a saying's outlet cites, and whom that one cites, outermost first: people or documents."""
    for verb in source.sent:
        at = passage.start + verb.idx
        if verb.tag_ == "VBG" and verb.lemma_ in _CITING and not candidate.covers(at, at + 1):
            for noun in verb.children:
                if noun.dep_ == "dobj" and _may_be_cited(noun):
                    return list(_inward(noun))
    return []


def _inward(noun: Token) -> Iterator[Token]:
    """Yield a cited one, and whom that one cites: "citing Beacon Wire, which quoted two officials"."""
    yield noun
    for verb in noun.children:
        if verb.dep_ in ("relcl", "acl") and verb.lemma_ in _CITING:
            deeper = next((child for child in verb.children if child.dep_ == "dobj" and child.pos_ != "PRON"), None)
            if deeper is not None and _may_be_cited(deeper):
                yield from _inward(deeper)
                return


def _may_be_cited(noun: Token) -> bool:
    word = noun.lemma_.lower()
    return noun.pos_ == "PROPN" or is_human(noun) or word in _PIECES or head_kind(word) is not None


def only_cites(candidate: Candidate) -> bool:
    """Tell whether a candidate is nothing but the naming of a source: "…, citing two officials"."""
    cue = candidate.cue
    if cue is None or candidate.rule != "object" or cue.token.lemma_ not in _CITING:
        return False
    if cue.token.tag_ != "VBG" and not any(child.tag_ in ("WDT", "WP") for child in cue.token.children):
        return False
    return any(child.dep_ == "dobj" and _may_be_cited(child) for child in cue.token.children)
