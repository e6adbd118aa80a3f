"""Whether a cue of finding or deciding says something: "the survey found that", "the court ruled that" do."""

from __future__ import annotations

from quotecheck.extract.candidates import CueSpan
from quotecheck.extract.roles import head_kind, phrase
from quotecheck.extract.sources import source_head


def speaks(cue: CueSpan) -> bool:
    """Tell whether the source of a cue is one of those of whom the cue counts as saying."""
    voices = cue.card.voices
    head = source_head(cue.token) if voices else None
    if head is None:
        return False
    kinds = {head_kind(word) for word in (head.lemma_.lower(), head.lower_, phrase(cue.passage.doc, head, 0))}
    return head.lemma_.lower() in voices or bool({kind for kind in kinds if kind is not None} & voices)
