"""Proposals from the parse: every pattern card, matched to the words of one passage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from spacy.tokens import Token

from quotecheck.extract.candidates import Candidate, Chars, CueSpan, Paragraph, cue_at
from quotecheck.extract.sources import extent, source_of
from quotecheck.language.model import load_model
from quotecheck.language.parse import Passage, root
from quotecheck.language.trees import TreePattern
from quotecheck.rules.attribution import Pattern, cues, patterns

_WORST_FIRST = "ABCD"
# Marks of a pair that the content holds are put back by `with_marks`; a lone one opens no content.
_DOUBLE = frozenset('"“”«»„')
_MARKS = _DOUBLE | frozenset("'‘’`")
_SETTING = frozenset({"after", "before", "as", "amid"})
_UNITS = frozenset({"hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years", "minutes"})
# Days that a saying is dated by; "on Monday" is three words with its part of the day.
_DAYS = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday", "today", "tonight",
})  # fmt: skip
_TIME_WORDS = 4
_OWN_CONTENT = frozenset({"ccomp", "xcomp", "dobj", "acl"})
_NEED_SOURCE = frozenset({"naming", "object", "preposition", "object-preposition", "quoted-predicate"})
_EDGE = frozenset(" \t\n\r\u00a0,;:—–-.")


@lru_cache(maxsize=1)
def _shapes() -> tuple[tuple[str, Pattern, TreePattern], ...]:
    vocab = load_model().vocab
    return tuple((name, card, TreePattern(vocab, card.pattern, "cue")) for name, card in patterns().items())


@lru_cache(maxsize=1)
def _cue_words() -> frozenset[str]:
    words = {lemma.split()[0] for lemma, _ in cues()}
    return frozenset(words | {word.removesuffix("e") for word in words})


def propose_reported(paragraph: Paragraph, *, attitudes: bool) -> Iterator[Candidate]:
    """Yield a candidate for each pattern that fires on a cue outside quotation marks."""
    here = list(_cues_in(paragraph.passage, attitudes=attitudes))
    quoted = {cue.head for cue in here if paragraph.inside(cue.token)}
    for name, card, shape in _shapes() if here else ():
        for cue in here:
            if (cue.head in quoted) != (card.take == "marks") or not _may_have_frame(cue, card):
                continue
            for found in shape.at(cue.token):
                if _has_frame(cue, card, found):
                    candidate = _candidate(paragraph, name, card, cue, found)
                    if candidate is not None:
                        yield candidate


def _cues_in(passage: Passage, *, attitudes: bool) -> Iterator[CueSpan]:
    words = _cue_words()
    for token in passage.doc:
        if token.lemma_.lower() in words:
            cue = cue_at(passage, token)
            if cue is not None and (attitudes or not cue.card.attitude):
                yield cue


def _may_have_frame(cue: CueSpan, card: Pattern) -> bool:
    return card.frame in ("*", "prep:*") or card.frame in cue.card.frames


def _has_frame(cue: CueSpan, card: Pattern, found: dict[str, Token]) -> bool:
    if card.frame == "prep:*":
        return f"prep:{found['content'].lower_}" in cue.card.frames
    return card.frame in ("*", *cue.card.frames)


def _candidate(
    paragraph: Paragraph, name: str, card: Pattern, cue: CueSpan, found: dict[str, Token]
) -> Candidate | None:
    passage = paragraph.passage
    source = extent(found["source"], cue.token) if "source" in found else source_of(cue.token)
    if source is None and name in _NEED_SOURCE:
        return None
    if card.take == "none":
        cue = replace(cue, last=found["content"].i + 1)
        return Candidate((), cue, None if source is None else (passage, *source), name, card.tier, passage.index)
    content = _content(paragraph, card, cue, found, source)
    if card.take != "marks":
        content = with_marks(paragraph, content)
    if not content or (card.needs_marks and not _touches_marks(paragraph, content)):
        return None
    tier = max(card.tier, cue.card.tier, key=_WORST_FIRST.index)
    span = None if source is None else (passage, *source)
    return Candidate(content, cue, span, name, tier, passage.index)


def _content(
    paragraph: Paragraph, card: Pattern, cue: CueSpan, found: dict[str, Token], source: tuple[int, int] | None
) -> tuple[Chars, ...]:
    if card.take == "marks":
        return _opened_by(paragraph, cue)
    passage = paragraph.passage
    barred = set(range(cue.first, cue.last)) | set(range(*(source or (0, 0))))
    if card.take == "clause":
        tokens = _clause(cue.token)
        barred |= {token.i for token in cue.token.subtree}
    elif card.take == "around":
        inner = {token.i for token in cue.token.subtree}
        tokens = [token for token in found["content"].subtree if token.i not in inner]
    elif card.take == "before":
        tokens = _sentence_before(cue.token, source)
    elif card.take == "predicate":
        tokens = [t for child in cue.token.children if child.i >= cue.last and _own(child) for t in child.subtree]
    else:
        tokens = _without_setting(cue.token, found["content"], list(found["content"].subtree))
        tokens += _finite_verb_behind(cue.token, found["content"])
        tokens += _backshifted_verb(cue.token, found["content"])
        if card.frame == "object":
            tokens += [t for c in cue.token.rights if c.lower_ == "as" and c.dep_ == "prep" for t in c.subtree]
        if card.take == "infinitive" or _infinitive(found["content"]):
            tokens = _from_to(found["content"], tokens)
    barred |= _said_when(cue, tokens)
    return runs(passage, [token for token in tokens if token.i not in barred])


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


def _said_when(cue: CueSpan, tokens: list[Token]) -> set[int]:
    """Find a time right behind the cue that the parser gives to the content: "said on Monday it held"."""
    lead = []
    for token in cue.passage.doc[cue.last : cue.last + _TIME_WORDS]:
        if token.i not in {word.i for word in tokens} or token.dep_ in ("nsubj", "mark", "nsubjpass", "expl", "det"):
            break
        lead.append(token)
    timed = any(word.lower_ in _DAYS for word in lead) and lead[0].dep_ in ("prep", "npadvmod")
    return {word.i for word in lead} if timed else set()


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


def _sentence_before(cue: Token, source: tuple[int, int] | None) -> list[Token]:
    """Give the sentence up to the comma before a source, where the cue has no other content than that."""
    start = min(source[0], cue.i) if source else 0
    if start == 0 or cue.doc[start - 1].text != "," or cue.tag_ == "VBG":
        return []
    if any(
        child.dep_ in _OWN_CONTENT and child.i > cue.i and child.i != _head_at(cue, source) for child in cue.children
    ):
        return []
    tokens = list(cue.doc[cue.sent.start : start - 1])
    stated = any(token.dep_ in ("nsubj", "nsubjpass") or token.tag_ == "TO" for token in tokens)
    return tokens if stated and not _subordinate(tokens) else []


def _head_at(cue: Token, source: tuple[int, int] | None) -> int:
    return root(cue.doc, *source).i if source else -1


def _subordinate(tokens: list[Token]) -> bool:
    """Tell whether a stretch opens as a subordinate clause: "When the ferry stopped, …" is no statement."""
    return tokens[0].dep_ in ("mark", "advmod") or tokens[0].tag_ in ("WRB", "IN", "VBG", "VBN")


def _own(child: Token) -> bool:
    """Tell whether a child of a verb belongs to its own statement, not to a coordinated one."""
    return child.dep_ not in ("conj", "cc", "advcl", "punct")


def _opened_by(paragraph: Paragraph, cue: CueSpan) -> tuple[Chars, ...]:
    """Give the inside of the marks whose first word is the cue."""
    at = paragraph.passage.start + cue.token.idx
    found = [p for p in paragraph.marks.pairs if p.inner_start == at and p.fault is None]
    return ((found[0].inner_start, found[0].inner_end),) if found else ()


def _infinitive(content: Token) -> bool:
    return content.tag_ == "VB" and any(child.tag_ == "TO" for child in content.lefts)


def _from_to(content: Token, tokens: list[Token]) -> list[Token]:
    start = next(
        (child.i for child in content.lefts if child.tag_ in ("TO", "RB") and child.dep_ in ("aux", "neg")), content.i
    )
    return [token for token in tokens if token.i >= start]


def _clause(cue: Token) -> list[Token]:
    """Give the words of the clause that an adjunct such as "according to" belongs to: the nearest verb's."""
    head = cue.head
    while head.head != head and head.pos_ not in ("VERB", "AUX"):
        head = head.head
    return list(head.subtree)


def runs(passage: Passage, tokens: list[Token]) -> tuple[Chars, ...]:
    """Join tokens to stretches of the article without gaps, trimmed of white space and edge punctuation."""
    spans: list[Chars] = []
    start: int | None = None
    previous = -2
    doc = passage.doc
    for token in [*sorted(tokens, key=lambda word: word.i), None]:
        if token is not None and token.i == previous + 1:
            previous = token.i
            continue
        if start is not None:
            spans += _trimmed(passage, doc[start].idx, doc[previous].idx + len(doc[previous]))
        if token is not None:
            start = previous = token.i
    return tuple(spans)


def _trimmed(passage: Passage, start: int, end: int) -> list[Chars]:
    text = passage.text
    while start < end and (text[start] in _EDGE or text[start] in _MARKS or not text[start].isprintable()):
        start += 1
    while end > start and (text[end - 1] in _EDGE or text[end - 1] in _DOUBLE):
        end -= 1
    worth = any(char.isalnum() for char in text[start:end])
    return [(passage.start + start, passage.start + end)] if worth else []


def with_marks(paragraph: Paragraph, content: tuple[Chars, ...]) -> tuple[Chars, ...]:
    """Widen content to the marks of the stretches in quotation that it holds: they are part of the reported clause."""
    pairs = [pair for pair in paragraph.marks.pairs if pair.fault is None]
    widened: list[Chars] = []
    for start, end in content:
        held = [
            p for p in pairs if start <= p.inner_start < end and p.inner_end <= end + 1 and p.inner_start < p.inner_end
        ]
        first = min([start, *(pair.start for pair in held)])
        last = max([end, *(pair.end for pair in held)])
        if widened and not any(char.isalnum() for char in paragraph.slice(widened[-1][1], first)):
            first = widened.pop()[0]
        widened.append((first, last))
    return tuple(widened)


def _touches_marks(paragraph: Paragraph, content: tuple[Chars, ...]) -> bool:
    return any(
        start <= pair.start and pair.end <= end and pair.fault is None
        for pair in paragraph.marks.pairs
        for start, end in content
    )
