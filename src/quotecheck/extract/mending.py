"""Quotations with a mark missing: where the words in marks must end or begin, read off the attribution beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from quotecheck.extract.candidates import cue_at
from quotecheck.extract.grammar import FINITE
from quotecheck.extract.marks import Marks, Pair
from quotecheck.language.parse import Passage

# Words of a source between the comma and its verb: "fire chief Hal Quist said".
MAX_SOURCE = 8
_SENTENCE = re.compile(r"[.?!…][\"'”’»)]*\s+(?=[\"“‘'(]?[^\W\d_a-z])")
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|Prof|Rev|Sgt|Capt|Gen|Col|Lt|Sen|Gov|Rep|[A-Z])\.\s+$")


def mended(passage: Passage, marks: Marks) -> Marks:
    """End a quotation that is never closed before its attribution; begin one that is never opened at its sentence."""
    return replace(marks, pairs=tuple(_mended(passage, marks.pairs, pair) for pair in marks.pairs))


def _mended(passage: Passage, pairs: Sequence[Pair], pair: Pair) -> Pair:
    if pair.fault in ("unclosed", "continued") and not any(other.start > pair.start for other in pairs):
        end = next(_ends(passage, pair), None)
        return pair if end is None else replace(pair, end=end, fault="unclosed")
    if pair.fault == "unopened":
        return replace(pair, start=passage.start + _sentence_start(passage.text, pair.inner_end - passage.start))
    return pair


def _sentence_start(text: str, end: int) -> int:
    """Give where the last sentence before a closing mark begins."""
    starts = [match.end() for match in _SENTENCE.finditer(text, 0, end) if not _TITLE.search(text[: match.end()])]
    return max((start for start in starts if start < end), default=0)


def _ends(passage: Passage, pair: Pair) -> Iterator[int]:
    """Yield the offset behind each comma in a pair that an attribution to somebody named follows."""
    tokens = [token for token in passage.tokens(pair.inner_start, pair.inner_end) if not token.is_space]
    for at, comma in enumerate(tokens):
        if comma.text in (",", "?", "!") and _attribution(passage, tokens[at + 1 :]):
            yield passage.start + comma.idx + 1


def _attribution(passage: Passage, tokens: Sequence[Token]) -> bool:
    """Tell whether words begin as an attribution does: a name and a verb of saying, in either order."""
    for at, token in enumerate(tokens[:MAX_SOURCE]):
        if token.tag_ in FINITE and (cue := cue_at(passage, token)) is not None and "marks" in cue.card.frames:
            source = tokens[:at] or tokens[1:3]
            return any(word.pos_ == "PROPN" for word in source) and not _goes_on(token)
        if token.pos_ in ("VERB", "AUX") or token.is_punct:
            return False
    return False


def _goes_on(cue: Token) -> bool:
    """Tell whether a verb of saying has a clause of its own: "…, Vale said he was asleep" is no attribution."""
    return any(child.dep_ in ("ccomp", "xcomp") and child.i > cue.i for child in cue.children)
