"""Whole sentences in marks that no attribution claims."""

from __future__ import annotations

from quotecheck.extract.candidates import Candidate, Paragraph, pair_text
from quotecheck.extract.marks import Pair


def uncued(paragraph: Paragraph, claimed: set[tuple[int, int]]) -> list[Candidate]:
    """Propose every whole sentence in marks that no attribution claims, for its context to say who spoke."""
    passage = paragraph.passage
    found = []
    for index, pair in enumerate(paragraph.marks.pairs):
        if pair.parent is not None or (passage.index, index) in claimed or not _whole(paragraph, pair):
            continue
        content = ((pair.inner_start, pair.inner_end),)
        found.append(Candidate(content, None, None, "direct-uncued", "C", passage.index, ((passage.index, index),)))
    return found


def _whole(paragraph: Paragraph, pair: Pair) -> bool:
    """Tell whether marks hold a sentence of its own, not words that the narrator's sentence needs."""
    inner = pair_text(paragraph, pair).strip()
    base = paragraph.passage.start
    before = paragraph.passage.text[: pair.start - base].rstrip()
    starts = not before or before[-1] in '.!?:”"’»)'
    first = next((char for char in inner if char.isalnum()), "a")
    ends = inner.rstrip("'’”\"»")[-1:] in tuple(".!?…,—–") or pair.fault == "continued"
    if pair.fault == "unopened" and not _holds_verb(paragraph, pair):
        return False  # a signature that the marks of a block close on
    alone = pair.start == paragraph.passage.start and pair.end == paragraph.passage.end
    long = len(inner.split()) > (2 if alone else 3)
    return starts and ends and (first.isupper() or first.isdigit()) and long


def _holds_verb(paragraph: Paragraph, pair: Pair) -> bool:
    return any(word.pos_ in ("VERB", "AUX") for word in paragraph.passage.tokens(pair.inner_start, pair.inner_end))
