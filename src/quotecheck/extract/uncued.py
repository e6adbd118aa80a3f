"""Whole sentences in marks that no attribution claims."""

from __future__ import annotations

import re

from quotecheck.extract.candidates import Candidate, Paragraph, pair_text
from quotecheck.extract.marks import Pair

_NOISE = (
    r"(?:boos?|calls?|chants?|cheers?|cr(?:y|ies)|howls?|jeers?|repl(?:y|ies)|roars?|screams?|shouts?|yells?|voices?)"
)
# Words heard from nobody in particular: “Shame!” was heard from the back, “Out!” rang out, “Out!” came the cry.
_HEARD = re.compile(
    r"(?:(?:was|were|could be|can be|is) (?:clearly |also |then )?(?:heard|shouted|yelled|screamed|chanted)\b"
    rf"|(?:rang|rings) out|echoed|(?:came|went up|rose|comes|goes up) (?:a|an|the|another|one) (?:\w+ )?{_NOISE}"
    rf"|(?:a|an|the|another) (?:\w+ )?{_NOISE} (?:went up|rang out|was heard|rose|came))"
)


def uncued(paragraph: Paragraph, claimed: set[tuple[int, int]]) -> list[Candidate]:
    """Propose every whole sentence in marks that no attribution claims, for its context to say who spoke."""
    passage = paragraph.passage
    found = []
    for index, pair in enumerate(paragraph.marks.pairs):
        if pair.parent is not None or (passage.index, index) in claimed or not _whole(paragraph, pair):
            continue
        reason = "no-source" if heard(_behind(paragraph, pair)) else None
        content = ((pair.inner_start, pair.inner_end),)
        found.append(
            Candidate(
                content, None, None, "direct-uncued", "C", passage.index, ((passage.index, index),), reason=reason
            )
        )
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
    if starts and heard(_behind(paragraph, pair)):
        return first.isupper()
    long = len(inner.split()) > (2 if alone else 3)
    return starts and ends and (first.isupper() or first.isdigit()) and long


def _behind(paragraph: Paragraph, pair: Pair) -> str:
    """Give the narrator's words behind a pair."""
    return paragraph.slice(pair.end, paragraph.passage.end)


def heard(behind: str) -> bool:
    """Tell whether the words behind marks say that they were heard, and from nobody: "was heard", "came a shout"."""
    return _HEARD.match(behind.lstrip(" ,–—")) is not None


def _holds_verb(paragraph: Paragraph, pair: Pair) -> bool:
    return any(word.pos_ in ("VERB", "AUX") for word in paragraph.passage.tokens(pair.inner_start, pair.inner_end))
