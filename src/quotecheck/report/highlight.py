"""Put marks of any overlap into a text as properly nested HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

_OPEN = Markup('<span class="{}" role="group" aria-label="{}" title="{}">')
_CLOSE = Markup("</span>")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch to mark: its classes, its name for those who do not see colours, and the title on hovering."""

    start: int
    end: int
    classes: str
    label: str
    title: str


def highlight(text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None) -> Markup:
    """Give `text[start:end]` escaped, with the marks in it; one that crosses another is closed and opened again.

    Marks outside the stretch are left out, those across its edge are cut there.
    """
    end = len(text) if end is None else end
    inside = [mark for mark in marks if max(mark.start, start) < min(mark.end, end)]
    edges = sorted({start, end, *(edge for mark in inside for edge in (mark.start, mark.end) if start < edge < end)})
    pieces: list[Markup] = []
    opened: list[Mark] = []
    for here, there in pairwise(edges):
        active = sorted((mark for mark in inside if mark.start <= here < mark.end), key=_nesting)
        pieces += _change(opened, active)
        opened = active
        pieces.append(escape(text[here:there]))
    pieces += [_CLOSE] * len(opened)
    return Markup("").join(pieces)


def _nesting(mark: Mark) -> tuple[int, int, str, str]:
    return mark.start, -mark.end, mark.classes, mark.title


def _change(opened: Sequence[Mark], active: Sequence[Mark]) -> list[Markup]:
    """Close and open what it takes to get from one stack of marks to the next."""
    shared = 0
    while shared < min(len(opened), len(active)) and opened[shared] == active[shared]:
        shared += 1
    new = [_OPEN.format(mark.classes, mark.label, mark.title) for mark in active[shared:]]
    return [_CLOSE] * (len(opened) - shared) + new
