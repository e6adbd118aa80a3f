"""What stands beside a quotation: the words between marks, and the attribution found in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Token

from quotecheck.extract.candidates import CueSpan, Paragraph
from quotecheck.extract.marks import Pair
from quotecheck.records import Tier
from quotecheck.rules.edits import edit_cards


@dataclass(frozen=True, slots=True)
class Gap:
    """The words between two outermost pairs of a paragraph, or beside the first or last one."""

    start: int
    end: int
    text: str
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """An attribution beside a quotation: cue, source, rule."""

    cue: CueSpan
    source: tuple[int, int] | None
    rule: str
    tier: Tier


def gaps(paragraph: Paragraph, pairs: list[Pair], start: int, end: int) -> list[Gap]:
    """Give the gaps around sibling pairs between two offsets: one more than there are pairs."""
    passage = paragraph.passage
    edges = [start, *(edge for pair in pairs for edge in (pair.start, pair.end)), end]
    result = []
    for edge, last in zip(edges[::2], edges[1::2], strict=True):
        first = edge + _note_length(passage.text[edge - passage.start : last - passage.start])
        tokens = tuple(passage.tokens(first, last))
        result.append(Gap(first, last, passage.text[first - passage.start : last - passage.start], tokens))
    return result


def _note_length(text: str) -> int:
    """Give the length of an editor's note that opens a gap: “… twice” [emphasis mine], Vale wrote."""
    note = _note().match(text)
    return note.end() if note else 0


@lru_cache(maxsize=1)
def _note() -> re.Pattern[str]:
    cards = [card.pattern.removeprefix("(?i)") for card in edit_cards().values() if card.behind]
    return re.compile(rf"\s?(?:{'|'.join(cards)})", re.IGNORECASE)
