"""The same words twice: a headline or a pull quote takes them from a quotation in the text, and so its speaker."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from quotecheck.extract.candidates import Candidate, Chars, Paragraph, pair_text
from quotecheck.extract.cast import Resolved
from quotecheck.extract.choose import Choice
from quotecheck.language.names import fold

# A pull quote has at least this many words.
MIN_PULLED = 3
RULES = frozenset({"headline-marks", "pull-quote"})
_SMALL = frozenset({
    "a", "an", "the", "is", "are", "was", "were", "be", "been", "being", "am", "do", "does", "did", "have",
    "has", "had", "will", "would", "shall", "should", "may", "might", "can", "could", "must", "of", "in", "on",
    "at", "to", "for", "with", "by", "from", "and", "or", "but", "if", "as", "that", "this", "these", "those",
    "it", "its", "he", "she", "they", "we", "i", "you", "not",
})  # fmt: skip


def propose_pulled(paragraphs: Sequence[Paragraph], claimed: set[tuple[int, int]]) -> Iterator[Candidate]:
    """Yield a candidate for each unclaimed paragraph all in marks whose words another quotation of the article has."""
    said = [(p.passage.index, f" {fold(pair_text(p, pair))} ") for p in paragraphs for pair in p.marks.pairs]
    for paragraph in paragraphs:
        key, passage = (paragraph.passage.index, 0), paragraph.passage
        for pair in [pair for pair in paragraph.marks.pairs if pair.parent is None and pair.fault is None][:1]:
            words = fold(pair_text(paragraph, pair))
            outside = passage.text[: pair.start - passage.start] + passage.text[pair.end - passage.start :]
            alone = key not in claimed and not any(char.isalnum() for char in outside)
            if not alone or len(words.split()) < MIN_PULLED:
                continue
            if any(index != passage.index and f" {words} " in other for index, other in said):
                content = ((pair.inner_start, pair.inner_end),)
                yield Candidate(content, None, None, "pull-quote", "C", passage.index, (key,), reason="no-cue")


def echoed(choices: Sequence[Choice], resolved: Mapping[int, Resolved], text: str) -> dict[int, Resolved]:
    """Give the speaker of each headline claim and pull quote whose words one speaker of the article says."""
    quoted = {n: content_words(text, _stretches(choice)) for n, choice in enumerate(choices)}
    found = {}
    for n, choice in enumerate(choices):
        if choice.candidate.rule not in RULES or not quoted[n]:
            continue
        others = [k for k in quoted if k != n and choices[k].candidate.rule not in RULES and quoted[n] <= quoted[k]]
        speakers = {who.speaker.id: who for k in others if (who := resolved[k]).speaker is not None}
        if len(speakers) == 1:
            found[n] = replace(next(iter(speakers.values())), antecedent=None)
    return found


def _stretches(choice: Choice) -> Sequence[Chars]:
    return choice.candidate.content if choice.type == "direct" else choice.islands


def content_words(text: str, stretches: Sequence[Chars]) -> frozenset[str]:
    """Give the words that carry the meaning: a headline shortens."""
    return frozenset(word for start, end in stretches for word in fold(text[start:end]).split() if word not in _SMALL)
