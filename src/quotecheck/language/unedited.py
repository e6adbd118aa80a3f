"""Quoted words without the traces of an editor, each character with its place in the article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quotecheck.records import Edit, Span

GAP = "…"
# Kinds of notes that may also stand behind the closing mark, and how far behind the quoted words they may begin.
NOTES = frozenset({"sic", "emphasis"})
NOTE_REACH = 4
_DROPPED = frozenset({"bracket", "sic"})
_OPEN = frozenset({"ellipsis", "bracket-replace", "trailing-off"})

# A note behind the words whose emphasis it explains.
_NOTE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]$")

Placed = tuple[str, int]


def unedited(stretch: Span, edits: Sequence[Edit]) -> list[Placed]:
    """Give a quoted stretch as characters and offsets in the article.

    What was put in is dropped, what was left out or replaced is "…", "[T]he" is "the", signs of emphasis are gone, and
    what is censored stays.
    """
    made: list[Placed] = []
    at = stretch.start
    for edit in sorted(edits, key=lambda edit: edit.start):
        if stretch.start <= edit.start and edit.end <= stretch.end and edit.start >= at:
            made += _as_is(stretch, at, edit.start)
            made += _undone(edit)
            at = edit.end
    return made + list(_as_is(stretch, at, stretch.end))


def _as_is(stretch: Span, start: int, end: int) -> Iterator[Placed]:
    yield from ((stretch.text[offset - stretch.start], offset) for offset in range(start, end))


def _undone(edit: Edit) -> Iterator[Placed]:
    """Give what stands in an edit's place; a space keeps the words beside it apart."""
    if edit.kind in _DROPPED or (edit.kind == "emphasis" and edit.text[0] in "(["):
        yield " ", edit.start
    elif edit.kind == "ellipsis":
        yield from ((char, edit.start) for char in f" {GAP} ")
    elif edit.kind in _OPEN:
        yield GAP, edit.start
    elif edit.kind == "capital":
        yield edit.text[1].lower(), edit.start
    else:
        signs = "*_" if edit.kind == "emphasis" else ""
        words = _NOTE.sub("", edit.text) if signs else edit.text
        yield from ((char, edit.start + n) for n, char in enumerate(words) if char not in signs)
