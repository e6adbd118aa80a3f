"""Reported clauses that go on in a list behind a colon, an item a paragraph: "The council said it would: • open …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from quotecheck.extract.candidates import Candidate, Chars, Paragraph, cue_at
from quotecheck.extract.sources import source_of

_BULLET = re.compile(r"\s*(?:[•·▪◦‣●○■□➤►*–—-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+(?=\S)")
_TAIL = frozenset({
    "to", "that", "whether", "the", "following", "these", "several", "some", "two", "three", "four", "five", "six",
    "things", "steps", "measures", "points", "changes", "conditions", "reasons", "ways",
})  # fmt: skip


def with_items(paragraphs: Sequence[Paragraph], reported: Sequence[Candidate]) -> list[Candidate]:
    """Add the items of a list to the reported clause that leads it in, or make one of the cue that does."""
    result = list(reported)
    for lead, items in _lists(paragraphs):
        content = tuple(_item(paragraph) for paragraph in items)
        end = lead.passage.start + len(lead.passage.text.rstrip().rstrip(":").rstrip())
        open_ended = [n for n, c in enumerate(result) if c.passage == lead.passage.index and c.content and c.end == end]
        over = tuple(paragraph.passage.index for paragraph in items)
        for n in open_ended:
            result[n] = replace(result[n], content=(*result[n].content, *content), listed=over)
        if not open_ended:
            made = _led_in(lead)
            result += [replace(c, content=(*c.content, *content), listed=over) for c in made]
    return result


def _lists(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[Paragraph, list[Paragraph]]]:
    for n, lead in enumerate(paragraphs):
        if not lead.passage.text.rstrip().endswith(":"):
            continue
        items = []
        for paragraph in paragraphs[n + 1 :]:
            if not _BULLET.match(paragraph.passage.text):
                break
            items.append(paragraph)
        if len(items) > 1:
            yield lead, items


def _item(paragraph: Paragraph) -> Chars:
    match = _BULLET.match(paragraph.passage.text)
    words = paragraph.passage.text.rstrip().removesuffix(" and").removesuffix(" or").rstrip(";,. ")
    start = paragraph.passage.start
    return start + (match.end() if match else 0), start + len(words)


def _led_in(lead: Paragraph) -> list[Candidate]:
    """Give what the last cue of a paragraph opens, where nothing but "to" or "that" stands between it and the colon."""
    tokens = [t for t in lead.passage.doc if not t.is_space][:-1]
    at = len(tokens) - 1
    while at >= 0 and tokens[at].lower_ in _TAIL:
        at -= 1
    if at < 0 or not {"clause", "to", "object"} & (_frames(lead, tokens[at]) or frozenset()):
        return []
    cue = cue_at(lead.passage, tokens[at])
    source = source_of(tokens[at]) or _before(tokens[at])
    if cue is None or source is None:
        return []
    base = lead.passage.start
    rest = tuple((base + t.idx, base + t.idx + len(t)) for t in tokens[at + 1 :] if t.lower_ in ("to", "that"))
    return [Candidate(rest, cue, (lead.passage, *source), "listed", "B", lead.passage.index)]


def _frames(lead: Paragraph, token: Token) -> frozenset[str] | None:
    cue = cue_at(lead.passage, token)
    return None if cue is None else cue.card.frames


def _before(cue: Token) -> tuple[int, int] | None:
    """Take the noun phrase right before a verb that the parser, missing its content, has given no subject."""
    head = cue.nbor(-1) if cue.i > 0 else cue
    return (head.left_edge.i, head.i + 1) if head.pos_ in ("NOUN", "PROPN", "PRON") else None
