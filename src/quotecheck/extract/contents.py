"""The content of a cue in the parse: which words a pattern's `take` makes of the nodes that it found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from spacy.tokens import Token

from quotecheck.extract.candidates import CueSpan
from quotecheck.extract.narrated import narrated, without_setting
from quotecheck.extract.openings import said_when
from quotecheck.extract.shown import found_so, reasons_behind
from quotecheck.extract.sources import charges
from quotecheck.extract.torn import torn_off
from quotecheck.language.parse import root

# Prepositions that complete what a verb says of its object ("criticised the plan for its cost"); the others set the
# scene ("criticised the plan on Monday in Velland").
_COMPLEMENTS = frozenset({
    "for", "of", "as", "with", "to", "about", "over", "against", "from", "into", "toward", "towards", "between", "than",
    "like", "regarding",
})  # fmt: skip
# The same behind a passive, where others belong to whom it was said: "was described to reporters".
_OF_THE_BLAMED = frozenset({"for", "of", "as", "over"})
_OWN_CONTENT = frozenset({"ccomp", "xcomp", "dobj", "acl"})
_NARRATORS = frozenset({"conj", "cc", "advcl", "punct"})


@dataclass(frozen=True, slots=True)
class Match:
    """A cue, the nodes that a pattern found about it, and the token range of its source."""

    cue: CueSpan
    found: Mapping[str, Token]
    source: tuple[int, int] | None

    @property
    def verb(self) -> Token:
        """Give the word of the cue that the parse hangs on."""
        return self.cue.token

    @property
    def content(self) -> Token:
        """Give the node that the pattern calls the content."""
        return self.found["content"]


def content_tokens(take: str, match: Match) -> list[Token]:
    """Give the words of the content, in no order; the cue's own and the source's are already left out."""
    tokens = _TAKES[take](match)
    cue, source = match.cue, match.source or (0, 0)
    barred = set(range(cue.first, cue.last)) | set(range(*source)) | said_when(cue, tokens) | narrated(cue, tokens)
    return [token for token in tokens if token.i not in barred]


def _subtree(match: Match) -> list[Token]:
    if _fronted(match):
        return []
    tokens = without_setting(match.verb, match.content, _from_that(match.content))
    tokens += torn_off(match.cue, match.content)
    behind = [*found_so(match.cue, match.content), *reasons_behind(match.cue, match.content)]
    tokens += [token for part in behind for token in part.subtree]
    return _from_to(match.content, tokens) if _infinitive(match.content) else tokens


def _from_that(content: Token) -> list[Token]:
    """Give a clause from its "that" on: "reported, citing two pilots, that the barge was lost"."""
    that = next((child.i for child in content.lefts if child.lower_ == "that" and child.dep_ == "mark"), 0)
    return [token for token in content.subtree if token.i >= that]


def _fronted(match: Match) -> bool:
    """Tell whether the parser took an opening adjunct for the content: "In a note on Monday, Vale said he was …"."""
    if match.content.i > match.verb.i:
        return False
    return any(
        child.i > match.verb.i
        and child.dep_ in ("ccomp", "xcomp")
        and child.pos_ in ("VERB", "AUX")
        and any(grand.dep_ in ("nsubj", "nsubjpass") for grand in child.children)
        for child in match.verb.children
    )


def _infinitive_only(match: Match) -> list[Token]:
    return _from_to(match.content, without_setting(match.verb, match.content, list(match.content.subtree)))


def _object(match: Match) -> list[Token]:
    """Give an object and what completes it: "blamed the driver for the delay"."""
    behind = [c for c in match.verb.rights if c.i > match.content.i and c.dep_ == "prep" and c.lower_ in _COMPLEMENTS]
    if match.content.dep_ == "nsubjpass":
        behind = [prep for prep in (*behind, *charges(match.verb)) if prep.lower_ in _OF_THE_BLAMED]
    behind += found_so(match.cue, match.content)
    return [*match.content.subtree, *(token for prep in behind for token in prep.subtree)]


def _object_infinitive(match: Match) -> list[Token]:
    """Give who is to act and the act: "urged residents to leave"."""
    objects = [child for child in match.verb.rights if child.dep_ in ("dobj", "dative") and child.i < match.content.i]
    return [*(token for child in objects for token in child.subtree), *match.content.subtree]


def _subject_infinitive(match: Match) -> list[Token]:
    return [*match.found["subject"].subtree, *_from_to(match.content, list(match.content.subtree))]


def _complement(match: Match) -> list[Token]:
    """Give what a preposition governs; of a cue that takes an object it belongs to that (see `_object`)."""
    if "object" in match.cue.card.frames and any(
        child.dep_ == "dobj" and child.i < match.content.i for child in match.verb.rights
    ):
        return []
    as_what = [c for c in match.verb.rights if c.lower_ == "as" and c.dep_ == "prep" and c.i > match.content.i]
    return [token for node in (*match.content.rights, *as_what) for token in node.subtree]


def _clause(match: Match) -> list[Token]:
    """Give the statement that an adjunct such as "according to" belongs to: the nearest verb's, with those it joins."""
    head = match.verb.head
    while head.head != head and (head.pos_ not in ("VERB", "AUX") or _is_joined(head)):
        head = head.head
    adjunct = {token.i for token in match.verb.subtree}
    return [token for token in head.subtree if token.i not in adjunct and token.i >= _clause_start(match, head)]


def _clause_start(match: Match, head: Token) -> int:
    """Give where a clause begins behind who said it and who that is: "According to Vale, the mayor's aide, it …"."""
    doc = head.doc
    at = match.source[1] if match.source is not None and match.cue.first == match.verb.sent.start else 0
    subject = next((child for child in head.lefts if child.dep_ in ("nsubj", "nsubjpass", "expl")), None)
    if at == 0 or subject is None or doc[at].text != "," or doc[at + 1].dep_ not in ("det", "poss"):
        return 0
    aside = doc[at + 1 : subject.left_edge.i]
    bare = not any(token.pos_ in ("VERB", "AUX") or token.dep_ == "conj" for token in aside)
    return subject.left_edge.i if len(aside) > 1 and bare and aside[-1].text == "," else 0


def _is_joined(verb: Token) -> bool:
    """Tell whether a clause is one statement with that above it; "…, killing nine, according to …" states its own."""
    return verb.dep_ == "conj" or (verb.dep_ == "advcl" and verb.tag_ != "VBG")


def _around(match: Match) -> list[Token]:
    inner = {token.i for token in match.verb.subtree}
    return [token for token in match.content.subtree if token.i not in inner]


def _before(match: Match) -> list[Token]:
    """Give the sentence up to the comma before a source, where the cue has no other content than that."""
    token, source = match.verb, match.source
    start = min(source[0], token.i) if source else 0
    if start == 0 or token.doc[start - 1].text != "," or token.tag_ == "VBG":
        return []
    head = root(token.doc, *source).i if source else -1
    if any(child.dep_ in _OWN_CONTENT and child.i > token.i and child.i != head for child in token.children):
        return []
    tokens = list(token.doc[token.sent.start : start - 1])
    stated = any(word.dep_ in ("nsubj", "nsubjpass") or word.tag_ == "TO" for word in tokens)
    return tokens if stated and not _subordinate(tokens) else []


def _as(match: Match) -> list[Token]:
    """Give the statement behind "As Vale said on Monday,", where the cue has no content of its own."""
    verb, head = match.verb, match.content
    if verb.left_edge.i != verb.sent.start or head.i < verb.i or any(c.dep_ in _OWN_CONTENT for c in verb.children):
        return []
    behind = verb.right_edge.i + 1
    inner = {token.i for token in verb.subtree}
    set_off = behind < len(verb.doc) and verb.doc[behind].text == ","
    return [token for token in head.subtree if token.i not in inner] if set_off else []


def _predicate(match: Match) -> list[Token]:
    """Give all that follows a verb in its own statement."""
    own = [child for child in match.verb.children if child.i >= match.cue.last and child.dep_ not in _NARRATORS]
    return [token for child in own for token in child.subtree]


_TAKES: dict[str, Callable[[Match], list[Token]]] = {
    "subtree": _subtree,
    "infinitive": _infinitive_only,
    "object": _object,
    "object-infinitive": _object_infinitive,
    "subject-infinitive": _subject_infinitive,
    "complement": _complement,
    "clause": _clause,
    "around": _around,
    "as": _as,
    "before": _before,
    "predicate": _predicate,
}


def _subordinate(tokens: list[Token]) -> bool:
    """Tell whether a stretch opens as a subordinate clause: "When the ferry stopped, …" is no statement."""
    return tokens[0].dep_ in ("mark", "advmod") or tokens[0].tag_ in ("WRB", "IN", "VBG", "VBN")


def _infinitive(content: Token) -> bool:
    return content.tag_ == "VB" and any(child.tag_ == "TO" for child in content.lefts)


def _from_to(content: Token, tokens: list[Token]) -> list[Token]:
    start = next(
        (child.i for child in content.lefts if child.tag_ in ("TO", "RB") and child.dep_ in ("aux", "neg")), content.i
    )
    return [token for token in tokens if token.i >= start]
