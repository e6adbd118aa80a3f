"""Quotations that go on in the next paragraph: re-opened marks, and paragraphs that are all quotation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from quotecheck.extract.candidates import Candidate, Paragraph, pair_text
from quotecheck.extract.marks import Pair


def join(paragraphs: Sequence[Paragraph], direct: Sequence[Candidate]) -> list[Candidate]:
    """Add to each quotation the paragraphs that continue it.

    A mark that is opened at the start of a paragraph and never closed says that the next one goes on. Paragraphs wholly
    in marks, without an attribution of their own, nearly always continue the one before (PolNeAR).
    """
    owner = {key: n for n, candidate in enumerate(direct) for key in candidate.pairs}
    joined = list(direct)
    for before, after in pairwise(paragraphs):
        last, first = _last(before), _first(after)
        if last is None or first is None:
            continue
        left, right = owner.get(last), owner.get(first)
        if left is not None and right is None and (_continued(before, last) or _all_quotation(after)):
            owner[first] = left
            joined[left] = _with(joined[left], after.marks.pairs[first[1]], first)
    return _backwards(paragraphs, joined, owner)


def _backwards(
    paragraphs: Sequence[Paragraph], joined: list[Candidate], owner: dict[tuple[int, int], int]
) -> list[Candidate]:
    """Give an open paragraph without attribution to the attribution in the paragraph that goes on from it."""
    for before, after in reversed(list(pairwise(paragraphs))):
        last, first = _last(before), _first(after)
        if last is None or first is None or last in owner or not _continued(before, last):
            continue
        right = owner.get(first)
        if right is not None:
            pair = before.marks.pairs[last[1]]
            content = ((pair.inner_start, pair.inner_end), *joined[right].content)
            joined[right] = replace(joined[right], content=content, pairs=(last, *joined[right].pairs))
            owner[last] = right
    return joined


def _sound(pair: Pair) -> bool:
    return pair.parent is None and pair.fault in (None, "continued")


def _tops(paragraph: Paragraph) -> list[tuple[int, Pair]]:
    return [(index, pair) for index, pair in enumerate(paragraph.marks.pairs) if _sound(pair)]


def _first(paragraph: Paragraph) -> tuple[int, int] | None:
    """Give the pair that a paragraph starts with."""
    for index, pair in _tops(paragraph)[:1]:
        if not paragraph.passage.text[: pair.start - paragraph.passage.start].strip():
            return (paragraph.passage.index, index)
    return None


def _last(paragraph: Paragraph) -> tuple[int, int] | None:
    """Give the last pair of a paragraph, unless the narrator speaks on behind its attribution."""
    for index, pair in _tops(paragraph)[-1:]:
        tail = paragraph.passage.text[pair.end - paragraph.passage.start :]
        if sum(1 for char in tail.rstrip(" .") if char in ".!?") == 0:
            return (paragraph.passage.index, index)
    return None


def _continued(paragraph: Paragraph, key: tuple[int, int]) -> bool:
    return paragraph.marks.pairs[key[1]].fault == "continued"


def _all_quotation(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph is one quotation and nothing else."""
    tops = _tops(paragraph)
    if len(tops) != 1:
        return False
    pair = tops[0][1]
    base = paragraph.passage.start
    text = paragraph.passage.text
    outside = text[: pair.start - base] + text[pair.end - base :]
    return not any(char.isalnum() for char in outside) and len(pair_text(paragraph, pair).split()) > 3  # noqa: PLR2004


def _with(candidate: Candidate, pair: Pair, key: tuple[int, int]) -> Candidate:
    content = (*candidate.content, (pair.inner_start, pair.inner_end))
    return replace(candidate, content=content, pairs=(*candidate.pairs, key))
