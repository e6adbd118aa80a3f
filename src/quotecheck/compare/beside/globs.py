"""Word lists of a card as one pattern: "warn*" is a word with any ending, "*" up to three words, "a|b" either."""

from __future__ import annotations

import re
from functools import lru_cache

_WORDS = r"(?:[\w'’-]+\s+){0,3}"
_ENDING = r"[\w’-]*"
_SPACE = r"\s+"
_GAP = "\0"


@lru_cache(maxsize=1 << 10)
def pattern(entries: tuple[str, ...]) -> re.Pattern[str]:
    """Compile the entries of a list; the longest comes first. No entry is tried inside a word."""
    ordered = sorted(entries, key=lambda entry: (-len(entry), entry))
    either = rf"(?<![\w-])(?:{'|'.join(map(_entry, ordered))})(?![\w-])"
    return re.compile(either if ordered else r"(?!)", re.IGNORECASE)


def _entry(entry: str) -> str:
    gapped = " ".join(_GAP if part == "*" else _part(part) for part in entry.split())
    return gapped.replace(f"{_GAP} ", _WORDS).replace(" ", _SPACE)


def _part(part: str) -> str:
    """Give one word, or one of several."""
    return f"(?:{'|'.join(map(_word, part.split('|')))})"


def _word(word: str) -> str:
    return _ENDING.join(map(re.escape, word.split("*")))
