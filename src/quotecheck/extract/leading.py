"""Quotations that another paragraph attributes: `Fergus Dunmore, a lawyer, said:` above, `Ollenby said.` below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from quotecheck.extract.candidates import Candidate, Chars, Paragraph, colon_at
from quotecheck.extract.direct import frame_before, frame_behind
from quotecheck.extract.frames import Frame, Gap
from quotecheck.extract.marks import Pair

# Words of a paragraph that is nothing but the attribution of the one above.
MAX_TAIL = 25


def propose_led(paragraphs: Sequence[Paragraph], claimed: set[tuple[int, int]]) -> Iterator[Candidate]:
    """Yield a candidate for the first, unclaimed quotation of a paragraph that follows one ending in a colon."""
    for before, after in pairwise(paragraphs):
        text = before.passage.text
        if not text.rstrip().endswith(":") or not after.marks.pairs or after.passage.zone == "quote-block":
            continue
        pair, key = after.marks.pairs[0], (after.passage.index, 0)
        opens = not after.slice(after.passage.start, pair.start).strip()
        frame = frame_before(before, _whole(before))
        if frame is not None and opens and key not in claimed and pair.fault in (None, "continued"):
            source = None if frame.source is None else (before.passage, *frame.source)
            content = ((pair.inner_start, pair.inner_end),)
            yield Candidate(content, frame.cue, source, frame.rule, "B", after.passage.index, (key,))


def propose_tailed(paragraphs: Sequence[Paragraph], claimed: set[tuple[int, int]]) -> Iterator[Candidate]:
    """Yield a candidate for a quotation that ends its paragraph with a comma, and the attribution on the next line."""
    for before, after in pairwise(paragraphs):
        tops = [(i, p) for i, p in enumerate(before.marks.pairs) if p.parent is None and p.fault is None]
        if not tops or after.marks.pairs or len(after.passage.text.split()) > MAX_TAIL:
            continue
        index, pair = tops[-1]
        key = (before.passage.index, index)
        ends = not before.slice(pair.end, before.passage.end).strip()
        frame = frame_behind(after, _whole(after), before, pair) if ends and key not in claimed else None
        if frame is not None and frame.rule == "direct-before-cue" and _goes_on(before, pair, after):
            source = None if frame.source is None else (after.passage, *frame.source)
            content = ((pair.inner_start, pair.inner_end),)
            yield Candidate(content, frame.cue, source, frame.rule, "B", before.passage.index, (key,))


def _goes_on(before: Paragraph, pair: Pair, after: Paragraph) -> bool:
    last = before.slice(pair.inner_start, pair.inner_end).rstrip()[-1:]
    return last == "," or (last in ("?", "!") and after.passage.text[:1].islower())


def propose_blocks(paragraphs: Sequence[Paragraph]) -> Iterator[Candidate]:
    """Yield a candidate for each block quotation, without marks, that a line ending in a colon leads in."""
    for n, lead in enumerate(paragraphs):
        if not lead.passage.text.rstrip().endswith(":") or lead.passage.zone == "quote-block":
            continue
        block = []
        for paragraph in paragraphs[n + 1 :]:
            if paragraph.passage.zone != "quote-block":
                break
            block.append(paragraph)
        if block:
            yield _block(lead, block)


def _block(lead: Paragraph, block: Sequence[Paragraph]) -> Candidate:
    frame = frame_before(lead, _whole(lead)) or _colon_alone(lead)
    source = None if frame.source is None else (lead.passage, *frame.source)
    content = tuple(_inner(paragraph) for paragraph in block)
    over = tuple(paragraph.passage.index for paragraph in block)
    return Candidate(content, frame.cue, source, "block", "B", over[0], verbatim=over)


def _colon_alone(lead: Paragraph) -> Frame:
    colon = next(token for token in reversed(lead.passage.doc) if token.text.endswith(":"))
    return Frame(colon_at(lead.passage, colon), None, "block", "C")


def _inner(paragraph: Paragraph) -> Chars:
    """Leave the mark of the block, and quotation marks around all of it, out."""
    start, text = paragraph.passage.start, paragraph.passage.text
    first = len(text) - len(text.removeprefix("&gt;").lstrip("> \t\u00a0"))
    tops = [pair for pair in paragraph.marks.pairs if pair.parent is None]
    if len(tops) == 1 and (tops[0].start, tops[0].end) == (start + first, start + len(text.rstrip())):
        return tops[0].inner_start, tops[0].inner_end
    return start + first, start + len(text.rstrip())


def _whole(paragraph: Paragraph) -> Gap:
    passage = paragraph.passage
    return Gap(passage.start, passage.end, passage.text, tuple(passage.doc))
