"""Quotations that go on behind their attribution: “The gate is old,” Vale said on Monday. “It will not hold” is his."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quotecheck.extract.candidates import Candidate, Chars, Paragraph
from quotecheck.extract.sentences import sentences

_ENDS = tuple(".?!…)”’\"'")


def carried_on(
    paragraphs: Sequence[Paragraph], cued: Sequence[Candidate], loose: Sequence[Candidate]
) -> tuple[list[Candidate], list[Candidate]]:
    """Give each loose quotation to the attribution in the sentence right before it; give back both lists.

    The sentence must hold nothing behind the attribution but its own rest. What a loose quotation has already drawn in
    from the paragraphs behind it goes along.
    """
    owners = list(cued)
    left = []
    for quotation in sorted(loose, key=lambda candidate: candidate.start):
        passage, pair = quotation.pairs[0]
        before = _before(paragraphs[passage], owners, pair)
        if before is None:
            left.append(quotation)
        else:
            owners[before] = _joined(paragraphs, owners[before], quotation)
    return owners, left


def _before(paragraph: Paragraph, owners: Sequence[Candidate], pair: int) -> int | None:
    """Find the attribution of a pair: that of a quotation in the sentence before, else the latest of that sentence."""
    start = paragraph.marks.pairs[pair].start
    near = [
        n
        for n, owner in enumerate(owners)
        if _stands_in(owner, paragraph.passage.index) and _leads_up(paragraph, _last(owner, paragraph), start)
    ]
    return max(near, key=lambda n: (bool(owners[n].pairs), _last(owners[n], paragraph), owners[n].start), default=None)


def _leads_up(paragraph: Paragraph, end: int, start: int) -> bool:
    """Tell whether nothing but the rest of a sentence stands between two offsets."""
    if end > start or not paragraph.slice(end, start).rstrip().endswith(_ENDS):
        return False
    return len(sentences(list(paragraph.passage.tokens(end, start)))) == 1


def _stands_in(owner: Candidate, passage: int) -> bool:
    return (
        owner.cue is not None
        and owner.cue.passage.index == passage
        and owner.parent_pair is None
        and (bool(owner.pairs) or "marks" in owner.cue.card.frames)
    )


def _last(owner: Candidate, paragraph: Paragraph) -> int:
    """Give the offset behind all that an attribution covers in a paragraph: content, cue and source."""
    base = paragraph.passage.start
    ends = [end for _, end in owner.content if base <= end <= paragraph.passage.end]
    if owner.cue is not None:
        ends.append(base + owner.cue.token.idx + len(owner.cue.token))
    if owner.source is not None and owner.source[0].index == paragraph.passage.index:
        word = owner.source[0].doc[owner.source[2] - 1]
        ends.append(base + word.idx + len(word))
    return max(ends)


def _joined(paragraphs: Sequence[Paragraph], owner: Candidate, quotation: Candidate) -> Candidate:
    if owner.pairs:
        return replace(owner, content=(*owner.content, *quotation.content), pairs=(*owner.pairs, *quotation.pairs))
    marked = tuple(_with_marks(paragraphs, passage, pair) for passage, pair in quotation.pairs)
    return replace(owner, content=(*owner.content, *marked))


def _with_marks(paragraphs: Sequence[Paragraph], passage: int, pair: int) -> Chars:
    found = paragraphs[passage].marks.pairs[pair]
    return found.start, found.end
