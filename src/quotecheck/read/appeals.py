"""Sections in which the outlet speaks for itself: appeals to its readers, lists of links.

One cue is not enough, since news speaks of support, donations and newsletters too. A section is a run of paragraphs
with at least two cues, one of them strong, or a run below a line that opens one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from quotecheck.read.paragraphs import Paragraph
from quotecheck.read.zone_cards import cards_of
from quotecheck.records import ZoneKind

# How many paragraphs without a cue may stand between two of a section: of running text, and of any kind.
_MAX_PROSE_GAP = 2
_MAX_GAP = 3
_MAX_BUTTON_WORDS = 6
_MIN_PROSE_WORDS = 12
_QUOTED = re.compile(r'"[^"]{0,2000}"|“[^”]{0,2000}”|‘[^‘]{0,2000}’(?!\w)')
_ADDRESS = re.compile(r"\b(?:we|us|our|ours|you|your|yours)\b")


class _Cues:
    """What speaks for and against a paragraph being part of an appeal; most is asked for few paragraphs only."""

    def __init__(self, paragraph: Paragraph, kind: ZoneKind | None) -> None:
        self._paragraph = paragraph
        self._kind = kind
        self.opens = next((card.kind for card in cards_of("opens") if card.fires(paragraph)), None)
        self._cued = any(card.fires(paragraph) for card in (*cards_of("strong"), *cards_of("weak")))

    @cached_property
    def guarded(self) -> bool:
        """Tell whether the paragraph is news, or known to be something else."""
        return self.opens is None and (self._kind not in (None, "boilerplate") or is_guarded(self._paragraph))

    @cached_property
    def level(self) -> int:
        """Give 2 for a strong cue outside quotation marks, 1 for a weak one."""
        if not self._cued or self.opens or self.guarded:
            return 0
        own_words = _QUOTED.sub('""', self._paragraph.lower)
        if any(card.match_text(own_words) for card in cards_of("strong")):
            return 2
        return int(any(card.match_text(own_words) for card in cards_of("weak")))

    @cached_property
    def prose(self) -> bool:
        """Tell whether the paragraph is running text that addresses nobody."""
        if self.level or self.opens or self._kind is not None:
            return self.guarded
        return self.guarded or _is_prose(self._paragraph)


def is_guarded(paragraph: Paragraph) -> bool:
    """Tell whether the paragraph is news whatever else speaks against it."""
    return any(card.fires(paragraph) for card in cards_of("guard"))


def sections(paragraphs: Sequence[Paragraph], kinds: Sequence[ZoneKind | None]) -> list[ZoneKind | None]:
    """Give `kinds` with the sections filled in; what is known to be something else stays so outside of them."""
    cues = [_Cues(paragraph, kind) for paragraph, kind in zip(paragraphs, kinds, strict=True)]
    filled = list(kinds)
    at = 0
    while at < len(cues):
        opened = cues[at].opens
        found = True
        if opened == "related":
            end = _links_end(paragraphs, kinds, at)
        else:
            end, found = _appeal_end(cues, at)
        if found:
            filled[at:end] = [opened or "boilerplate"] * (end - at)
        at = end
    return _with_buttons(paragraphs, cues, filled)


def _is_prose(paragraph: Paragraph) -> bool:
    if paragraph.words < _MIN_PROSE_WORDS or not paragraph.ends_sentence:
        return False
    return _ADDRESS.search(paragraph.lower) is None or _ADDRESS.search(_QUOTED.sub("", paragraph.lower)) is None


def _appeal_end(cues: Sequence[_Cues], start: int) -> tuple[int, bool]:
    """Give the index behind the run of cues that begins at `start`, and whether the run is an appeal."""
    if not cues[start].level and not cues[start].opens:
        return start + 1, False
    last, seen, strong = start, int(cues[start].level > 0), cues[start].level > 1
    opened = cues[start].opens is not None
    prose = 0
    for at in range(start + 1, len(cues)):
        cue = cues[at]
        if cue.guarded or cue.opens:
            break
        if cue.level:
            last, prose, seen, strong = at, 0, seen + 1, strong or cue.level > 1
        elif cue.prose:
            prose += 1
            if prose > _MAX_PROSE_GAP or (seen < 2 and not opened):  # noqa: PLR2004
                break
        elif opened and not prose:
            last = at
        elif at - last > _MAX_GAP:
            break
    return last + 1, opened or (strong and seen > 1)


def _links_end(paragraphs: Sequence[Paragraph], kinds: Sequence[ZoneKind | None], start: int) -> int:
    end = start + 1
    while end < len(paragraphs) and kinds[end] in (None, "related") and _is_link(paragraphs[end]):
        end += 1
    return end


def _is_link(paragraph: Paragraph) -> bool:
    return not paragraph.ends_sentence and paragraph.words <= 20  # noqa: PLR2004


def _with_buttons(
    paragraphs: Sequence[Paragraph], cues: Sequence[_Cues], kinds: list[ZoneKind | None]
) -> list[ZoneKind | None]:
    """Take the short lines around the appeal that ends an article into it: the labels of its buttons."""
    last_prose = next((at for at in reversed(range(len(cues))) if kinds[at] is None and cues[at].prose), len(cues))
    for at in range(last_prose + 1, len(cues)):
        is_label = paragraphs[at].words <= _MAX_BUTTON_WORDS and not paragraphs[at].ends_sentence
        if is_label and kinds[at - 1] == "boilerplate" and kinds[at] is None and not cues[at].guarded:
            kinds[at] = "boilerplate"
    return kinds
