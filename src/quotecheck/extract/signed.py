"""Quotations with the speaker's name behind a dash: `“…” — Ines Corrado, engineer`, a post with name and handle."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quotecheck.extract.candidates import Candidate, CueSpan, Paragraph
from quotecheck.language.parse import Passage
from quotecheck.rules.attribution import Cue

_SIGNATURE = re.compile(
    r"\s*(?P<dash>[—–―-]{1,2})\s*(?P<name>@\w+|(?:the |The )?[^\W\d_](?:[^\n,(;:.?!]|(?<=Dr|Mr|Ms|St)\.)*?)"
    r"(?=\s*(?:[,(;.]|$|\s(?:on|in|at) |\s\d|\s@|\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d))"
)
# Words of a name, and of the whole line with role, handle and date.
MAX_NAME, MAX_LINE = 6, 16
_DASH = Cue(
    lemma="—", family="signature", class_="none", pos="PUNCT", frames=frozenset({"marks"}), act="statement",
    attitude=False, tier="B",
)  # fmt: skip


def propose_signed(paragraphs: Sequence[Paragraph], claimed: set[tuple[int, int]]) -> Iterator[Candidate]:
    """Yield a candidate for each unclaimed quotation that a line or paragraph ends with, signed behind a dash."""
    for n, paragraph in enumerate(paragraphs):
        tops = [(i, p) for i, p in enumerate(paragraph.marks.pairs) if p.parent is None and p.fault is None]
        for index, pair in tops[-1:]:
            key = (paragraph.passage.index, index)
            rest = paragraph.slice(pair.end, paragraph.passage.end)
            place = paragraph if rest.strip() else next(iter(paragraphs[n + 1 : n + 2]), None)
            if key in claimed or place is None or not _stands_alone(paragraph, pair.start):
                continue
            signed = _signature(place, pair.end if place is paragraph else place.passage.start)
            if signed is not None:
                cue, source = signed
                content = ((pair.inner_start, pair.inner_end),)
                yield Candidate(content, cue, source, "direct-signed", "B", paragraph.passage.index, (key,))


def _stands_alone(paragraph: Paragraph, start: int) -> bool:
    """Tell whether nothing but a label stands before a quotation in its paragraph."""
    before = paragraph.slice(paragraph.passage.start, start).strip()
    return not any(char.isalnum() for char in before) or before.endswith(":")


def _signature(paragraph: Paragraph, start: int) -> tuple[CueSpan, tuple[Passage, int, int]] | None:
    passage = paragraph.passage
    line = paragraph.slice(start, passage.end)
    match = _SIGNATURE.match(line)
    if match is None or len(line.split()) > MAX_LINE or not _is_name(match.group("name")):
        return None
    dash = passage.doc[passage.index_at(start + match.start("dash"))]
    words = passage.tokens(start + match.start("name"), start + match.end("name"))
    if not len(words):
        return None
    return CueSpan(passage, dash.i, dash.i + 1, dash.i, _DASH), (passage, words.start, words.end)


def _is_name(words: str) -> bool:
    """Tell whether words behind a dash can be a name: few, and the last of them with a capital."""
    split = words.split()
    return 0 < len(split) <= MAX_NAME and (words[0] == "@" or split[-1][:1].isupper())
