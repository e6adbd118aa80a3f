"""Names: folding, so that spelling variants of one name meet."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

_NOT_WORD = re.compile(r"[^a-z0-9]+")
_POSSESSIVE = re.compile(r"['’]s?$")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Fold a name to lower-case ASCII words: Erdoğan and Erdogan, Çavuşoğlu's and Cavusoglu meet.

    >>> fold("İbrahim  Kalın’s")
    'ibrahim kalin'
    """
    plain = anyascii(_POSSESSIVE.sub("", text.strip())).lower()
    return _NOT_WORD.sub(" ", plain).strip()
