"""Every quotation mark accounted for: what each marked span is, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from quotecheck.extract.candidates import Paragraph, pair_text
from quotecheck.extract.marks import Pair
from quotecheck.records import MarkClass, MarkedSpan
from quotecheck.rules.attribution import MarkCard, mark_cards

# Words on each side that a card may look at.
WINDOW = 60
# Up to this many words in marks that nobody is said to have spoken are the writer's distance, not a quotation.
SCARE_WORDS = 5


def account(
    article_id: str, paragraphs: Sequence[Paragraph], quote_of: Mapping[tuple[int, int], tuple[str, bool]]
) -> Iterator[MarkedSpan]:
    """Yield every pair and lone mark in order; `quote_of` gives a pair's quote, and whether whole."""
    for paragraph in paragraphs:
        spans = [*_pairs(article_id, paragraph, quote_of), *_lone(article_id, paragraph)]
        yield from sorted(spans, key=lambda span: (span.start, -span.end))


def _pairs(
    article_id: str, paragraph: Paragraph, quote_of: Mapping[tuple[int, int], tuple[str, bool]]
) -> Iterator[MarkedSpan]:
    for index, pair in enumerate(paragraph.marks.pairs):
        quote_id, whole = quote_of.get((paragraph.passage.index, index), (None, False))
        class_: MarkClass = "quote" if whole else "part-of-quote"
        reason = "attributed" if whole else "inside reported words"
        if quote_id is None:
            class_, reason = classify(paragraph, pair)
        start, end = mark_of(pair)
        yield MarkedSpan(
            article_id=article_id, start=start, end=end, open=pair.open, close=pair.close,
            class_=class_, reason=reason, quote_id=quote_id,
        )  # fmt: skip


def mark_of(pair: Pair) -> tuple[int, int]:
    """Give the stretch of a pair, or of its one mark where the other is missing."""
    if pair.fault == "unopened":
        return pair.inner_end, pair.end
    return (pair.start, pair.inner_start) if pair.fault == "unclosed" else (pair.start, pair.end)


def _lone(article_id: str, paragraph: Paragraph) -> Iterator[MarkedSpan]:
    text = paragraph.passage.text
    for lone in paragraph.marks.lone:
        mark = text[lone.start - paragraph.passage.start : lone.end - paragraph.passage.start]
        yield MarkedSpan(
            article_id=article_id, start=lone.start, end=lone.end, open=mark, close=None,
            class_=lone.class_, reason=lone.reason,
        )  # fmt: skip


def classify(paragraph: Paragraph, pair: Pair) -> tuple[MarkClass, str]:
    """Say what a pair is that no attribution claims: the first card that fits, else by its length."""
    base = paragraph.passage.start
    text = paragraph.passage.text
    if pair.fault in ("unclosed", "unopened"):
        return "unpaired", f"{pair.fault} mark"
    before = text[max(0, pair.start - base - WINDOW) : pair.start - base]
    after = text[pair.end - base : pair.end - base + WINDOW]
    inside = pair_text(paragraph, pair).strip()
    for name, card in mark_cards():
        if _fits(card, before, inside, after):
            return card.class_, name
    if len(inside.split()) <= SCARE_WORDS:
        return "scare", "short and said by nobody"
    return "other", "no attribution found"


def _fits(card: MarkCard, before: str, inside: str, after: str) -> bool:
    return (
        (not card.before or bool(_compiled(card.before + r"\W*$").search(before)))
        and (not card.inside or bool(_compiled(card.inside).fullmatch(inside)))
        and (not card.after or bool(_compiled(r"\W*" + card.after).match(after)))
    )


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
