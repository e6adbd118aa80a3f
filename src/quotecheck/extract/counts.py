"""How many people a group is said to be: "two officials", not "dozens", nor "about twenty"."""

from __future__ import annotations

import re

from quotecheck.language.quantity import find
from quotecheck.records import SpeakerRef

# A word before the first number: "the other two", "all four", "the same three".
_BEFORE = re.compile(
    r"(?:(?:(?:group|team|party|band|crowd|gang) of|all|the|these|those|other|same|first|last|remaining|half)\b\s*)*",
    re.IGNORECASE,
)
_PAIR = re.compile(r"(?:both|the pair|pair|the two|two)\b(?! of\b)", re.IGNORECASE)


def speaker_count(speaker: SpeakerRef | None) -> int | None:
    """Give the exact number that the description of a group starts with."""
    if speaker is None or speaker.kind != "group":
        return None
    name = speaker.name
    if _PAIR.match(name):
        return 2
    start = _end(name)
    counts = [q for q in find(name) if q.start == start and q.hedge == "exact" and q.unit is None]
    if not counts or counts[0].low is None or counts[0].low != counts[0].high or counts[0].low % 1:
        return None
    number = int(counts[0].low)
    if name[:start].lower().split()[-1:] == ["half"]:
        number //= 2
    return number if number > 1 else None


def _end(name: str) -> int:
    match = _BEFORE.match(name)
    return match.end() if match is not None else 0
