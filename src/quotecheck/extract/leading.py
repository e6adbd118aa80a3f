"""Quotations that a paragraph of its own leads in: `Fergus Dunmore, a lawyer, said:` and then the words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from quotecheck.extract.candidates import Candidate, Paragraph
from quotecheck.extract.direct import Gap, frame_before


def propose_led(paragraphs: Sequence[Paragraph], claimed: set[tuple[int, int]]) -> Iterator[Candidate]:
    """Yield a candidate for the first, unclaimed quotation of a paragraph that follows one ending in a colon."""
    for before, after in pairwise(paragraphs):
        text = before.passage.text
        if not text.rstrip().endswith(":") or not after.marks.pairs:
            continue
        pair, key = after.marks.pairs[0], (after.passage.index, 0)
        opens = not after.slice(after.passage.start, pair.start).strip()
        frame = frame_before(before, Gap(before.passage.start, before.passage.end, text, tuple(before.passage.doc)))
        if frame is not None and opens and key not in claimed and pair.fault in (None, "continued"):
            source = None if frame.source is None else (before.passage, *frame.source)
            content = ((pair.inner_start, pair.inner_end),)
            yield Candidate(content, frame.cue, source, frame.rule, "B", after.passage.index, (key,))
