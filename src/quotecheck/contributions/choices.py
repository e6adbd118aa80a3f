"""What is asked back, in words: the places and ids that may be meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quotecheck.contributions.holdings import Choices
from quotecheck.contributions.words import Stretch

SHOWN = 5  # choices that a problem lists
_AROUND = 25  # code points beside the words in a choice


def written_at(content: Iterable[Stretch]) -> str:
    """Give offsets as they are written down: `12..40 52..60`."""
    return " ".join(f"{start}..{end}" for start, end in content)


def paragraphs(text: str, start: int, end: int) -> Stretch:
    """Give the lines that a stretch is on."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    return first, len(text) if last < 0 else last


def meet(one: Stretch, other: Stretch) -> bool:
    """Tell whether two stretches share a character."""
    return one[0] < other[1] and other[0] < one[1]


def around(text: str, at: Stretch) -> str:
    """Give words with those beside them, as a choice."""
    start, end = max(0, at[0] - _AROUND), min(len(text), at[1] + _AROUND)
    words = f"{text[start : at[0]]}[{_cut(text[at[0] : at[1]])}]{text[at[1] : end]}"
    return f'"…{" ".join(words.split())}…" at {written_at([at])}'


def _cut(words: str) -> str:
    return words if len(words) <= 40 else f"{words[:20]}…{words[-15:]}"  # noqa: PLR2004 - what fits a line


def listed(ids: Sequence[str]) -> str:
    """Give ids as a choice."""
    return " and ".join(ids[:SHOWN]) + (f" and {len(ids) - SHOWN} more" if len(ids) > SHOWN else "")


def or_near(found: Choices) -> str:
    """Give what is near as a question."""
    return f"; did you mean {' or '.join(found.near)}?" if found.near else ""
