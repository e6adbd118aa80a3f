"""The content of a cue in the parse: which words a pattern's `take` makes of the nodes that it found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from spacy.tokens import Token

from quotecheck.extract.candidates import CueSpan, cue_at
from quotecheck.extract.glosses import bears_out, glossed
from quotecheck.extract.openings import said_when
from quotecheck.extract.shown import found_so, reasons_behind
from quotecheck.extract.sources import charges
from quotecheck.language.parse import root

# Prepositions that complete what a verb says of its object ("criticised the plan for its cost"); the others set the
# scene ("criticised the plan on Monday in Velland").
_COMPLEMENTS = frozenset({
    "for", "of", "as", "with", "to", "about", "over", "against", "from", "into", "toward", "towards", "between", "than",
    "like", "regarding",
})  # fmt: skip
# The same behind a passive, where others belong to whom it was said: "was described to reporters".
_OF_THE_BLAMED = frozenset({"for", "of", "as", "over"})
_SETTING = frozenset({"after", "before", "as", "amid"})
_REMARKS = {
    "advcl": frozenset({"though", "although", "while", "whereas"}),
    "relcl": frozenset({"which", "who", "whose"}),
}
_UNITS = frozenset({"hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years", "minutes"})
_MARKS = frozenset({'"', "”", "''", "'", "’", "»"})
_OWN_CONTENT = frozenset({"ccomp", "xcomp", "dobj", "acl"})
_HAVE_HEARERS = frozenset({"tell", "ask", "order", "warn", "promise", "answer", "write", "announce"})
_CLAUSE_PARTS = frozenset({"dobj", "nsubj", "nsubjpass", "advcl", "ccomp"})
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
    barred = set(range(cue.first, cue.last)) | set(range(*source)) | said_when(cue, tokens) | _narrated(cue, tokens)
    return [token for token in tokens if token.i not in barred]


def _subtree(match: Match) -> list[Token]:
    if _fronted(match):
        return []
    tokens = _without_setting(match.verb, match.content, _from_that(match.content))
    tokens += _lost_start(match)
    tokens += _finite_verb_behind(match.verb, match.content)
    tokens += _backshifted_verb(match.verb, match.content)
    tokens += _second_clause(match.cue, match.content)
    behind = [*found_so(match.cue, match.content), *reasons_behind(match.cue, match.content)]
    tokens += [token for part in behind for token in part.subtree]
    return _from_to(match.content, tokens) if _infinitive(match.content) else tokens


def _from_that(content: Token) -> list[Token]:
    """Give a clause from its "that" on: "reported, citing two pilots, that the barge was lost"."""
    that = next((child.i for child in content.lefts if child.lower_ == "that" and child.dep_ == "mark"), 0)
    return [token for token in content.subtree if token.i >= that]


def _lost_start(match: Match) -> list[Token]:
    """Give the words right behind a cue that the parser leaves out of the clause: "said half of it was paid"."""
    if match.cue.class_ in _HAVE_HEARERS or match.content.left_edge.i <= match.cue.last:
        return []
    between = [c for c in match.verb.rights if c.i < match.content.left_edge.i and c.dep_ in _CLAUSE_PARTS]
    return [token for child in between for token in child.subtree]


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
    return _from_to(match.content, _without_setting(match.verb, match.content, list(match.content.subtree)))


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


def _finite_verb_behind(cue: Token, content: Token) -> list[Token]:
    """Give the real predicate of a clause that the parser cut short at a reduced relative.

    "confirmed that banks still taking payments are in decline": the parser takes *taking* for the clause, and *are*,
    with neither subject nor conjunction, for another verb beside the cue.
    """
    if content.tag_ not in ("VBG", "VBN") or any(child.dep_ in ("aux", "auxpass") for child in content.children):
        return []
    behind = content.right_edge.i + 1
    for verb in cue.children:
        finite = verb.tag_ in ("VBP", "VBZ", "VBD") and verb.dep_ != "ccomp" and verb.left_edge.i == behind
        if finite and not any(child.dep_ in ("nsubj", "nsubjpass", "cc") for child in verb.children):
            return list(verb.subtree)
    return []


def _backshifted_verb(cue: Token, content: Token) -> list[Token]:
    """Give a second predicate that the parser hangs on the cue: "said it was sorry and would pay"."""
    if cue.tag_ != "VBD" or content.i < cue.i:
        return []
    for verb in cue.children:
        bare = not any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)
        shifted = any(child.lower_ == "would" and child.dep_ == "aux" for child in verb.lefts)
        if verb.dep_ == "conj" and verb.i > content.i and bare and shifted:
            joined = [child for child in cue.children if child.dep_ == "cc" and content.i < child.i < verb.i]
            return [*joined, *verb.subtree]
    return []


def _narrated(cue: CueSpan, tokens: list[Token]) -> set[int]:
    """Find what the parser gives to the content though the narrator goes on: "…, adding that", "… and urged them to".

    That is a participle of saying behind a comma, and a verb of saying without a subject in the tense of the cue.
    """
    inside = {token.i for token in tokens}
    last = max((token.i for token in tokens if not token.is_punct), default=0)
    found = glossed(cue, tokens)
    for token in tokens:
        open_ = token.i > cue.head and token.i not in found and token.head.i in inside
        if open_ and (_goes_on(cue, token) or bears_out(token) or (_remarks(token) and token.right_edge.i >= last)):
            found |= {word.i for word in token.subtree} | _conjunction(token)
    return found


def _second_clause(cue: CueSpan, content: Token) -> list[Token]:
    """Give a second reported clause that the parser hangs on the cue: "said the pier was shut, and nobody was hurt"."""
    for verb in cue.token.children:
        if verb.dep_ != "conj" or verb.i < content.i or verb.pos_ not in ("VERB", "AUX"):
            continue
        own = any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in verb.children)
        if own and cue_at(cue.passage, verb) is None and not bears_out(verb):
            joined = [child for child in cue.token.children if child.dep_ == "cc" and content.i < child.i < verb.i]
            return [*joined, *verb.subtree]
    return []


def _goes_on(cue: CueSpan, verb: Token) -> bool:
    if verb.pos_ != "VERB" or any(child.dep_ in ("nsubj", "nsubjpass", "aux", "mark") for child in verb.children):
        return False
    card = cue_at(cue.passage, verb)
    if verb.dep_ == "advcl":
        speaks = card is not None and not card.card.attitude
        return verb.tag_ == "VBG" and speaks and _behind_comma(verb.left_edge)
    if verb.dep_ != "conj" or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return False
    if verb.head.pos_ not in ("VERB", "AUX"):
        return True
    return card is not None and not card.card.attitude and verb.tag_ == cue.token.tag_


def _remarks(verb: Token) -> bool:
    """Tell whether a clause behind a comma is the narrator's: "…, though he did not say when", "…, which rose"."""
    left = verb.left_edge
    opening = _REMARKS.get(verb.dep_, frozenset())
    return left.lower_ in opening and _behind_comma(left)


def _behind_comma(token: Token) -> bool:
    """Tell whether a comma stands before a word, closing marks aside."""
    at = token.i - 1
    while at > 0 and token.doc[at].text in _MARKS:
        at -= 1
    return at >= 0 and token.doc[at].text in (",", "—", "–", "--")


def _conjunction(verb: Token) -> set[int]:
    return {
        child.i for child in verb.head.children if child.dep_ in ("cc", "punct") and child.i == verb.left_edge.i - 1
    }


def _without_setting(cue: Token, content: Token, tokens: list[Token]) -> list[Token]:
    """Leave out the narrator's setting behind a reported clause: "…, a day after the talks ended"."""
    if content.i < cue.i:
        return tokens
    for child in content.rights:
        left = child.left_edge
        if child.dep_ in ("npadvmod", "advcl", "prep", "advmod") and left.i > 0 and left.nbor(-1).text == ",":
            opening = [token.lower_ for token in left.doc[left.i : left.i + 4]]
            if _SETTING & set(opening) and (opening[0] in _SETTING or _UNITS & set(opening)):
                return [token for token in tokens if token.i < left.i - 1]
    return tokens


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
