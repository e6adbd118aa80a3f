"""Numbers in words and digits: the one regular expression for them, and what they come to."""

from __future__ import annotations

import re
from collections.abc import Iterable

from quotecheck.language.quantity_cards import cards

_TABLES = cards()["numbers"].words


def either(words: Iterable[str]) -> str:
    """Give a regular expression for any of the words, the longest first."""
    return "|".join(sorted((re.escape(word) for word in words), key=lambda word: (-len(word), word)))


def _small() -> str:
    units, teens, tens = (either(_TABLES[name]) for name in ("unit", "teen", "tens"))
    return rf"(?:(?:{tens})(?:[-\s](?:{units}))?|{teens}|{units})"


_HUNDREDS = rf"(?:(?:{_small()}|a|an)[-\s](?:hundred|dozen)(?:\s(?:and\s)?{_small()})?|hundred|dozen|{_small()})"
_SCALES = either(word for word in _TABLES["scale"] if len(word) > 3)  # noqa: PLR2004
IN_WORDS = rf"(?:(?:{_HUNDREDS}|a)[-\s](?:{_SCALES})(?:,?\s(?:and\s)?{_HUNDREDS}(?:\s(?:{_SCALES}))?)*|{_HUNDREDS})"
IN_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
FIRST_WORDS = frozenset({"hundred", "dozen", *_TABLES["unit"], *_TABLES["teen"], *_TABLES["tens"]})


def _flat() -> dict[str, float]:
    return {**_TABLES["unit"], **_TABLES["teen"], **_TABLES["tens"], "a": 1.0, "an": 1.0}


_SIMPLE = _flat()
_WORD = re.compile(r"[a-z]+|\d[\d,]*(?:\.\d+)?")


def value(text: str) -> float | None:
    """Give the value of a number in words, digits or both ("1.2 million"); None where it is not one.

    >>> value("two hundred and five"), value("1.2bn"), value("a dozen")
    (205.0, 1200000000.0, 12.0)
    """
    total = current = 0.0
    seen = False
    for word in _WORD.findall(text.lower()):
        if word in _SIMPLE:
            current += _SIMPLE[word]
        elif word[0].isdigit():
            current += float(word.replace(",", ""))
        elif word in ("hundred", "dozen"):
            current = (current or 1.0) * (100 if word == "hundred" else 12)
        elif word in _TABLES["scale"]:
            total += (current or 1.0) * _TABLES["scale"][word]
            current = 0.0
        elif word == "and":
            continue
        else:
            return None
        seen = True
    return total + current if seen else None
