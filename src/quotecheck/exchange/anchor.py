"""From places in a foreign file to spans of an article: code points, whatever the other tool counted.

Python, brat, Citron and the W3C count code points. What runs in a browser often counts UTF-16 units, of which a
character beyond U+FFFF has two; the words beside the offsets tell which it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from quotecheck.records import Span

_SHOWN = 40  # characters of the words that a message repeats
_LAST_UNIT = 0xFFFF  # the last character that is one UTF-16 unit


@dataclass(frozen=True, slots=True)
class Anchored:
    """Where words are: the span, or None; `code` and `message` say what was wrong, and are empty where nothing was."""

    span: Span | None
    code: str = ""
    message: str = ""


def anchor(text: str, start: object, end: object, words: str | None, before: str = "", after: str = "") -> Anchored:
    """Find the span of `text` that offsets and words mean; `before` and `after` are what stands beside it, if known.

    Where the words stand elsewhere, and only there, the span is given with QC705. Without a span the code is QC702
    (no offsets and no words), QC703 (outside) or QC704 (other words there, or words alone that stand not once).
    """
    if start is None and end is None and words:
        times = f'"{_short(words)}" stands {text.count(words)} times in the text'
        found = _by_words(text, words, before, after, Anchored(None, "QC704", times))
        return found if found.span is None else Anchored(found.span)
    if not isinstance(start, int) or not isinstance(end, int) or isinstance(start, bool) or isinstance(end, bool):
        return _by_words(text, words, before, after, Anchored(None, "QC702", "it has no start and end"))
    if 0 <= start <= end <= len(text) and words in (None, text[start:end]):
        return Anchored(Span(start=start, end=end, text=text[start:end]))
    if not 0 <= start <= end or (words is None and end > len(text)):
        length = f"the text has {len(text)} characters"
        return Anchored(None, "QC703", f"it is from {_number(start)} to {_number(end)}, and {length}")
    if (span := _in_units(text, start, end, words)) is not None:
        return Anchored(span, "QC705", f"counted in UTF-16 units, {start} is {span.start} in characters")
    code = "QC704" if end <= len(text) else "QC703"
    there = f'the text has "{_short(text[start:end])}" from {_number(start)} to {_number(end)}'
    return _by_words(text, words, before, after, Anchored(None, code, f'{there}, not "{_short(words or "")}"'))


def _number(value: int) -> str:
    """Write a number; Python refuses to write those of thousands of digits."""
    return str(value) if value.bit_length() <= 64 else "a huge number"  # noqa: PLR2004 - no file is so long


def _by_words(text: str, words: str | None, before: str, after: str, failed: Anchored) -> Anchored:
    if not words:
        return failed
    sought = before + words + after
    first = text.find(sought)
    if first < 0 or text.find(sought, first + 1) >= 0:
        return failed
    start = first + len(before)
    span = Span(start=start, end=start + len(words), text=words)
    return Anchored(span, "QC705", f'"{_short(words)}" stands at {start}')


def _in_units(text: str, start: int, end: int, words: str | None) -> Span | None:
    """Read offsets as UTF-16 units, where that gives the words."""
    if words is None or text.isascii():
        return None
    at = _points(text)
    if start not in at or end not in at or text[at[start] : at[end]] != words:
        return None
    return Span(start=at[start], end=at[end], text=words)


def _points(text: str) -> dict[int, int]:
    """Map each offset in UTF-16 units that lies between two characters to that in code points."""
    units = accumulate((2 if ord(char) > _LAST_UNIT else 1 for char in text), initial=0)
    return {unit: point for point, unit in enumerate(units)}


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN else words[:_SHOWN] + "…"
