"""Attributions that only frame another saying: "according to" who said it, or to the text of what was said."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from quotecheck.extract.candidates import Candidate
from quotecheck.language.parse import root

# The words of a saying themselves, in writing or sound.
_TEXTS = frozenset({
    "copy", "draft", "excerpt", "extract", "footage", "manuscript", "note", "recording", "remark", "script", "text",
    "transcript", "transcription", "video",
})  # fmt: skip


def frames_only(candidate: Candidate, others: Iterable[Candidate]) -> bool:
    """Tell whether "according to" reports no more than who said it and that: the words are another candidate's."""
    if candidate.cue is None or candidate.cue.class_ != "accordingto" or len(candidate.content) != 1:
        return False
    start, end = candidate.content[0]
    for other in others:
        if other.cue is None or other.source is None or other is candidate or other.source[0] is not other.cue.passage:
            continue
        passage, first, last = other.source
        if other.pairs and _is_their_text(candidate, other.cue.token) and candidate.covers(other.start, other.end):
            return True
        words = passage.span(min(first, other.cue.first), max(last, other.cue.last))
        if words.start <= start and end <= words.end and not candidate.covers(other.start, other.end):
            return True
    return False


def _is_their_text(according: Candidate, cue: Token) -> bool:
    """Tell whether a saying is according to its own words in writing: "Vale will say, according to extracts"."""
    if according.cue is None or according.source is None or according.cue.passage.doc != cue.doc:
        return False
    over = according.cue.token.head
    text = root(cue.doc, *according.source[1:]).lemma_.lower() in _TEXTS
    return text and cue in (over, over.head) and cue.dep_ == "ROOT"
