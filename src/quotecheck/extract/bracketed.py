"""Attributions in round brackets amid a quotation: `“The gates (Vale said) were shut.”`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from quotecheck.extract.candidates import Candidate, CueSpan, Paragraph, cue_at
from quotecheck.extract.grammar import FINITE
from quotecheck.extract.marks import Pair
from quotecheck.language.parse import Passage

_BRACKETS = re.compile(r"\s*\(([^()]{3,60})\)\s*")
_NAMING = frozenset({"PROPN", "NOUN", "PRON", "DET", "ADJ"})


def propose_bracketed(paragraphs: Sequence[Paragraph], claimed: set[tuple[int, int]]) -> Iterator[Candidate]:
    """Yield a candidate for each unclaimed quotation with nothing but source and cue between brackets in it."""
    for paragraph in paragraphs:
        for index, pair in enumerate(paragraph.marks.pairs):
            key = (paragraph.passage.index, index)
            if pair.parent is None and pair.fault is None and key not in claimed:
                yield from _in_pair(paragraph, pair, key)


def _in_pair(paragraph: Paragraph, pair: Pair, key: tuple[int, int]) -> Iterator[Candidate]:
    passage = paragraph.passage
    for match in _BRACKETS.finditer(passage.text, pair.inner_start - passage.start, pair.inner_end - passage.start):
        tokens = list(passage.tokens(passage.start + match.start(1), passage.start + match.end(1)))
        found = _attribution(passage, tokens)
        if found is not None:
            cue, first, last = found
            parts = ((pair.inner_start, passage.start + match.start()), (passage.start + match.end(), pair.inner_end))
            content = tuple((start, end) for start, end in parts if start < end)
            source = (passage, first, last)
            yield Candidate(content, cue, source, "direct-bracketed", "B", passage.index, (key,))
            return


def _attribution(passage: Passage, tokens: Sequence[Token]) -> tuple[CueSpan, int, int] | None:
    """Read a cue and a source, in either order, and nothing else."""
    for token, others in ((tokens[0], tokens[1:]), (tokens[-1], tokens[:-1])) if len(tokens) > 1 else ():
        cue = cue_at(passage, token) if token.tag_ in FINITE else None
        if cue is not None and "marks" in cue.card.frames and all(word.pos_ in _NAMING for word in others):
            return cue, others[0].i, others[-1].i + 1
    return None
