"""Every quotation mark accounted for: what each marked span is, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from quotecheck.extract.candidates import Candidate, Paragraph, pair_text
from quotecheck.extract.marks import Pair
from quotecheck.records import MarkClass, MarkedSpan
from quotecheck.rules.attribution import MarkCard, mark_cards

# Characters on each side that a card may look at.
WINDOW = 160
# Marked spans that are nobody's speech, even beside a verb of saying ("as they say, “mud sticks”"): classes, and cards.
NOT_SPEECH = frozenset({"hypothetical", "proverb", "slogan", "mention", "code", "nickname", "thought"})
_NAMES = frozenset({"title", "name", "term", "gloss"})
NOT_SPEECH_CARDS = frozenset({"lyrics", "lyrics-before", "fiction", "fiction-before"})
# What may stand between the words of a card and the marks: no end of a sentence, no other mark.
_BESIDE = r"[\s,:;*_()\[\]–—-]*"
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
        nested = None if whole or pair.parent is None else _card(paragraph, pair)
        if quote_id is None:
            class_, reason = classify(paragraph, pair)
        elif nested is not None:
            class_, reason = nested
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


def is_speech(paragraph: Paragraph, pair: Pair) -> bool:
    """Tell whether a pair may be somebody's words at all, by what stands around it."""
    found = _card(paragraph, pair)
    return found is None or not (found[0] in NOT_SPEECH or found[1] in NOT_SPEECH_CARDS)


def is_unsaid(paragraph: Paragraph, candidate: Candidate) -> bool:
    """Tell whether reported words are none: all between marks that are nobody's speech, or a name for a thing."""
    held = [
        pair for pair in paragraph.marks.pairs if any(s < pair.end and pair.start < e for s, e in candidate.content)
    ]
    named = candidate.rule.startswith(("naming", "calling"))
    for pair in held:
        class_ = (_card(paragraph, pair) or ("", ""))[0]
        if candidate.rule == "marks-behind" and pair.start == candidate.start and class_ in NOT_SPEECH | _NAMES:
            return True
        if class_ in ("hypothetical", "thought") and (named or pair.start == candidate.start):
            return True
        whole = all(pair.start <= start and end <= pair.end for start, end in candidate.content)
        if whole and not is_speech(paragraph, pair):
            return True
        if named and (class_ in ("term", "gloss") or (class_ == "nickname" and _by_all(candidate))):
            return True
    return False


def _by_all(candidate: Candidate) -> bool:
    """Tell whether a name is what everybody calls somebody: "they called him “the ferryman”"."""
    passage, first, last = candidate.source or (None, 0, 0)
    return passage is None or passage.doc[first:last].text.lower() in ("they", "everybody", "everyone", "people", "we")


def classify(paragraph: Paragraph, pair: Pair) -> tuple[MarkClass, str]:
    """Say what a pair is that no attribution claims: the first card that fits, else by its length."""
    found = _card(paragraph, pair)
    if found is not None:
        return found
    if len(pair_text(paragraph, pair).split()) <= SCARE_WORDS:
        return "scare", "short and said by nobody"
    return "other", "no attribution found"


def _card(paragraph: Paragraph, pair: Pair) -> tuple[MarkClass, str] | None:
    text = paragraph.passage.text
    base = paragraph.passage.start
    before = text[max(0, pair.start - base - WINDOW) : pair.start - base]
    after = text[pair.end - base : pair.end - base + WINDOW]
    return _first_card(before, pair_text(paragraph, pair).strip(), after)


@lru_cache(maxsize=1024)
def _first_card(before: str, inside: str, after: str) -> tuple[MarkClass, str] | None:
    """Give the first card that fits; several rules ask about one pair."""
    return next(((card.class_, name) for name, card in mark_cards() if _fits(card, before, inside, after)), None)


def _fits(card: MarkCard, before: str, inside: str, after: str) -> bool:
    # The search over what stands before is dearest, and comes last.
    return (
        (not card.inside or bool(_compiled(card.inside).fullmatch(inside)))
        and (not card.after or bool(_compiled(_BESIDE + card.after).match(after)))
        and (not card.before or bool(_compiled(card.before + _BESIDE + "$").search(before)))
    )


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
