"""Proposals from the parse: every pattern card, matched to the words of one passage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from spacy.tokens import Token

from quotecheck.extract.acts import is_refused
from quotecheck.extract.candidates import Candidate, Chars, CueSpan, Paragraph, cue_at
from quotecheck.extract.contents import Match, content_tokens
from quotecheck.extract.reality import reality_of
from quotecheck.extract.silences import is_silence
from quotecheck.extract.sources import extent, source_of
from quotecheck.extract.voices import speaks
from quotecheck.language.model import load_model
from quotecheck.language.parse import Passage
from quotecheck.language.trees import TreePattern
from quotecheck.rules.attribution import Pattern, patterns

_WORST_FIRST = "ABCD"
# Marks of a pair that the content holds are put back by `with_marks`; a lone one opens no content.
_DOUBLE = frozenset('"“”«»„')
_MARKS = _DOUBLE | frozenset("'‘’`")
# Ways of taking content whose end the parse may miss where marks follow.
_OPEN_ENDED = frozenset({"subtree", "object", "object-infinitive", "infinitive", "predicate"})
_DURATIONS = frozenset({
    "century", "day", "decade", "evening", "fortnight", "generation", "hour", "minute", "moment", "month", "night",
    "second", "week", "while", "year",
})  # fmt: skip
# Words from "refused" to what is refused: "refused on Monday to say".
_REFUSAL_WORDS = 2
# Ways of taking content that is a noun with what is said of it.
_NOUNS = frozenset({"complement", "object", "predicate"})
# The narrator's time behind words in marks: moments before, as.
_MEANWHILE = re.compile(
    r"\s+(?:(?:just|only|barely|shortly|\w+ (?:few|couple of)|\w+)\s+)?"
    r"(?:(?:moment|second|minute|hour|day|night|week|month|year)s?\s+)?(?:before|after|as|when|while)\s",
)
_EDGE = frozenset(" \t\n\r\u00a0,;:—–-.")


@lru_cache(maxsize=1)
def _shapes() -> tuple[tuple[str, Pattern, TreePattern], ...]:
    vocab = load_model().vocab
    return tuple((name, card, TreePattern(vocab, card.pattern, "cue")) for name, card in patterns().items())


def propose_reported(paragraph: Paragraph, *, attitudes: bool) -> Iterator[Candidate]:
    """Yield a candidate for each pattern that fires on a cue outside quotation marks."""
    voiced = {cue.head for cue in paragraph.cues if speaks(cue)}
    here = [cue for cue in paragraph.cues if attitudes or not cue.card.attitude or cue.head in voiced]
    quoted = {cue.head for cue in here if paragraph.inside(cue.token)}
    for name, card, shape in _shapes() if here else ():
        for cue in here:
            if (cue.head in quoted) != _in_marks(card, cue, quoted) or not _may_have_frame(cue, card):
                continue
            for found in shape.at(cue.token):
                frame = _frame(card, found)
                wanted = cue.head in voiced if cue.card.voices else attitudes
                if frame not in ("*", *cue.card.frames):
                    continue
                candidate = _candidate(paragraph, name, card, cue, found)
                if candidate is not None and (
                    wanted or frame not in cue.card.topical or _opens_with_marks(paragraph, candidate)
                ):
                    yield candidate


def _opens_with_marks(paragraph: Paragraph, candidate: Candidate) -> bool:
    """Tell whether what was spoken of is given in its own words: spoke of “a thud”."""
    return any(pair.start == candidate.start and pair.fault is None for pair in paragraph.marks.pairs)


def _disowned(
    paragraph: Paragraph, name: str, cue: CueSpan, content: tuple[Chars, ...], source: tuple[int, int] | None
) -> Candidate | None:
    """Make the candidate of words in marks in marks that their speaker says were never said."""
    passage = paragraph.passage
    for index, pair in enumerate(paragraph.marks.pairs):
        held = any(start <= pair.inner_start and pair.inner_end <= end for start, end in content)
        if held and pair.parent is not None and pair.fault is None and source is not None:
            words, keys = ((pair.inner_start, pair.inner_end),), ((passage.index, index),)
            return Candidate(
                words, cue, (passage, *source), name, "B", passage.index, keys, (passage.index, pair.parent)
            )
    return None


def _in_marks(card: Pattern, cue: CueSpan, quoted: set[int]) -> bool:
    """Tell whether a pattern is for a cue in marks: one that opens them, or disowns: “I never called it ‘…’”."""
    disowns = card.frame == "naming" and cue.head in quoted and reality_of(cue.token) == "did-not-happen"
    return card.take == "marks" or disowns


def _may_have_frame(cue: CueSpan, card: Pattern) -> bool:
    return card.frame in ("*", "prep:*") or card.frame in cue.card.frames


def _frame(card: Pattern, found: dict[str, Token]) -> str:
    return f"prep:{found['content'].lower_}" if card.frame == "prep:*" else card.frame


def _candidate(
    paragraph: Paragraph, name: str, card: Pattern, cue: CueSpan, found: dict[str, Token]
) -> Candidate | None:
    passage = paragraph.passage
    source = _source(card, cue, found)
    if source is None and card.needs_source:
        return None
    if card.take == "none":
        cue = replace(cue, last=found["content"].i + 1)
        return Candidate((), cue, None if source is None else (passage, *source), name, card.tier, passage.index)
    if is_silence(cue.token) or _declines_a_saying(cue, found.get("content")):
        return None
    if card.frame == "prep:*" and _is_duration(found["content"]):
        return None
    if cue.token.pos_ == "NOUN" and "content" in found and _reports_itself(passage, found["content"]):
        return None
    cue = _with_refusal(_with_preposition(cue, card, found))
    content = _content(paragraph, card, cue, found, source)
    if not content or (card.needs_marks and not _touches_marks(paragraph, content)):
        return None
    if card.frame == "naming" and paragraph.inside(cue.token):
        return _disowned(paragraph, name, cue, content, source)
    tier = max(card.tier, cue.card.tier, key=_WORST_FIRST.index)
    span = None if source is None else (passage, *source)
    return Candidate(content, cue, span, name, tier, passage.index)


def _source(card: Pattern, cue: CueSpan, found: dict[str, Token]) -> tuple[int, int] | None:
    """Give whose words they are, by the pattern or by the parse; nobody's, where the subject is part of the content."""
    if "source" in found:
        return extent(found["source"], cue.token)
    return None if card.frame == "raising" else source_of(cue.token)


def _is_duration(preposition: Token) -> bool:
    """Tell whether a preposition only says how long: "argued for a century"."""
    nouns = (child for child in preposition.children if child.dep_ == "pobj")
    return preposition.lower_ == "for" and any(noun.lemma_.lower() in _DURATIONS for noun in nouns)


def _reports_itself(passage: Passage, content: Token) -> bool:
    """Tell whether what hangs on a noun is the reporting of it: "a message claiming that the coins were …"."""
    cue = cue_at(passage, content) if content.tag_ == "VBG" else None
    return cue is not None and "clause" in cue.card.frames


def _declines_a_saying(cue: CueSpan, content: Token | None) -> bool:
    """Tell whether what is declined is a saying with words of its own: "declined to say where" has those of "say"."""
    if content is None or cue.card.lemma not in ("decline", "refuse"):
        return False
    said = cue_at(cue.passage, content)
    told = any(child.dep_ in ("ccomp", "dobj", "advcl") and child.i > content.i for child in content.children)
    return said is not None and not said.card.attitude and told


def _with_preposition(cue: CueSpan, card: Pattern, found: dict[str, Token]) -> CueSpan:
    """Let a cue take in the preposition right behind it, which is no part of what it introduces: called for."""
    behind = card.take == "complement" and found["content"].i == cue.last
    return replace(cue, last=cue.last + 1) if behind else cue


def _with_refusal(cue: CueSpan) -> CueSpan:
    """Let a cue take in that it is refused: declined to say, refused to confirm."""
    refused = is_refused(cue.token) and cue.token.dep_ == "xcomp" and 0 < cue.first - cue.token.head.i <= _REFUSAL_WORDS
    return replace(cue, first=cue.token.head.i) if refused else cue


def _content(
    paragraph: Paragraph, card: Pattern, cue: CueSpan, found: dict[str, Token], source: tuple[int, int] | None
) -> tuple[Chars, ...]:
    if card.take == "marks":
        return _opened_by(paragraph, cue)
    content = with_marks(paragraph, runs(paragraph.passage, content_tokens(card.take, Match(cue, found, source))))
    if card.take in _NOUNS:
        content = _up_to_marks(paragraph, content)
    return with_marks_behind(paragraph, content) if card.take in _OPEN_ENDED else content


def _up_to_marks(paragraph: Paragraph, content: tuple[Chars, ...]) -> tuple[Chars, ...]:
    """End what is spoken of in marks with them: spoke of “a thud like a bell” moments before the wall gave way."""
    if len(content) != 1:
        return content
    start, end = content[0]
    pair = next((p for p in paragraph.marks.pairs if p.start == start and p.end < end and p.fault is None), None)
    return ((start, pair.end),) if pair and _MEANWHILE.match(paragraph.slice(pair.end, end)) else content


def _opened_by(paragraph: Paragraph, cue: CueSpan) -> tuple[Chars, ...]:
    """Give the inside of the marks whose first word is the cue."""
    at = paragraph.passage.start + cue.token.idx
    found = [p for p in paragraph.marks.pairs if p.inner_start == at and p.fault is None]
    return ((found[0].inner_start, found[0].inner_end),) if found else ()


def runs(passage: Passage, tokens: list[Token]) -> tuple[Chars, ...]:
    """Join tokens to stretches of the article without gaps, trimmed of white space and edge punctuation."""
    spans: list[Chars] = []
    start: int | None = None
    previous = -2
    doc = passage.doc
    for token in [*sorted(tokens, key=lambda word: word.i), None]:
        if token is not None and token.i in (previous, previous + 1):
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
    pairs = [pair for pair in paragraph.marks.pairs if pair.fault is None and pair.inner_start < pair.inner_end]
    widened: list[Chars] = []
    for start, end in content:
        held = [p for p in pairs if start <= p.inner_start < end]
        first = min([start, *(pair.start for pair in held)])
        last = max([end, *(pair.end for pair in held)])
        if widened and (first <= widened[-1][1] or not _words(paragraph, widened[-1][1], first)):
            first, last = widened[-1][0], max(last, widened.pop()[1])
        widened.append((first, last))
    return tuple(widened)


def with_marks_behind(paragraph: Paragraph, content: tuple[Chars, ...]) -> tuple[Chars, ...]:
    """Let content run on into marks that follow it at once, or behind a colon: "said she sent the same text: “…”"."""
    if not content:
        return content
    start, end = content[-1]
    for pair in paragraph.marks.pairs:
        if pair.start >= end and pair.fault is None:
            between = paragraph.slice(end, pair.start).strip()
            return (*content[:-1], (start, pair.end)) if between in ("", ":") else content
    return content


def _words(paragraph: Paragraph, start: int, end: int) -> bool:
    return any(char.isalnum() for char in paragraph.slice(start, end))


def _touches_marks(paragraph: Paragraph, content: tuple[Chars, ...]) -> bool:
    return any(
        start <= pair.start and pair.end <= end and pair.fault is None
        for pair in paragraph.marks.pairs
        for start, end in content
    )
