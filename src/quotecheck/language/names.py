"""Names: folding, so that spelling variants of one name meet."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from anyascii import anyascii

from quotecheck.records import content_id

_NOT_WORD = re.compile(r"[^a-z0-9]+")
# Parts the id of a name from what tells its second bearer from the first.
NAMESAKE = "~"
_POSSESSIVE = re.compile(r"['’]s?$")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Fold a name to lower-case ASCII words: Erdoğan and Erdogan, Çavuşoğlu's and Cavusoglu meet.

    >>> fold("İbrahim  Kalın’s")
    'ibrahim kalin'
    """
    plain = anyascii(_POSSESSIVE.sub("", text.strip())).lower()
    return _NOT_WORD.sub(" ", plain).strip()


def speaker_id(name: str) -> str:
    """Make the id of a speaker from the folded name: spelling variants with other diacritics share it."""
    return "speaker:" + (fold(name).replace(" ", "-") or "unnamed")


def local_id(name: str, article_id: str) -> str:
    """Make the id of a speaker known by a description alone, who is somebody else in every article."""
    return f"{speaker_id(name)}@{content_id('', article_id)[1:9]}"


def is_local(id_: str) -> bool:
    """Tell whether an id is of one article only."""
    return "@" in id_


def told_apart(left: str, right: str) -> bool:
    """Tell whether two ids are those of two people of one name."""
    return left != right and left.partition(NAMESAKE)[0] == right.partition(NAMESAKE)[0]


_SCRIPTS = {
    "LATIN": "Latn", "CYRILLIC": "Cyrl", "GREEK": "Grek", "ARABIC": "Arab", "HEBREW": "Hebr", "DEVANAGARI": "Deva",
    "ARMENIAN": "Armn", "GEORGIAN": "Geor", "CJK": "Hani", "HANGUL": "Hang", "HIRAGANA": "Hira", "KATAKANA": "Kana",
    "THAI": "Thai", "BENGALI": "Beng", "TAMIL": "Taml", "ETHIOPIC": "Ethi",
}  # fmt: skip


def script(text: str) -> str | None:
    """Give the script (ISO 15924) that most letters of a name are in, or None where that is not known.

    >>> script("Кәмила Өмерова"), script("Çavuşoğlu"), script("42")
    ('Cyrl', 'Latn', None)
    """
    first_words = (unicodedata.name(char, "").split(" ")[0].split("-")[0] for char in text if char.isalpha())
    counts = Counter(_SCRIPTS[word] for word in first_words if word in _SCRIPTS)
    return max(sorted(counts), key=lambda name: counts[name], default=None)
