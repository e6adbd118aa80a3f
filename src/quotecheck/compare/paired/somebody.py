"""Who can do something: words for people, bodies and animals, and names."""

from __future__ import annotations

import re
from functools import lru_cache

from quotecheck.compare.cards import conflict_cards
from quotecheck.compare.paired.texts import CALENDAR, content, root
from quotecheck.language.names import fold
from quotecheck.rules.pairs import word_classes
from quotecheck.rules.people import roles

_PEOPLE = ("trade", "animal", "place on the pitch", "office")
_LISTS = re.compile(r"people|bodies|officials|group_\w+")
_NAME = re.compile(r"\b[A-Z][\w-]+")


@lru_cache(maxsize=1)
def somebody() -> frozenset[str]:
    """Give the words for people, bodies and animals."""
    listed = [word for group in roles().groups for word in group]
    classed = [word for known, groups in word_classes() if known.name in _PEOPLE for word in groups]
    lists = conflict_cards()["participant"].words
    bodies = [word for name, listed_here in lists.items() if _LISTS.fullmatch(name) for word in listed_here]
    known = (*listed, *bodies, *roles().trades, *roles().male, *roles().female, *classed)
    return frozenset(root(word) for word in known if " " not in word and content(word))


def is_somebody(text: str) -> bool:
    """Tell a name or a word for somebody from a thing, and from a day or a month."""
    names = (name for name in _NAME.findall(text) if fold(name) not in CALENDAR)
    return any(names) or any(root(word) in somebody() for word in fold(text).split())
