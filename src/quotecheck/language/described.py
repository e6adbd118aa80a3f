"""Whether a speaker is known by a name, which is one over all articles, or by a description: aide, two officials."""

from __future__ import annotations

import re
from functools import lru_cache

from quotecheck.records import SpeakerKind
from quotecheck.rules.people import kind_of_head, role_words, roles

_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_FULL_NAME = re.compile(r"\b[A-Z][\w.-]*(?: [A-Z][\w.-]*)+")
# Small words inside names.
_SMALL = frozenset(
    ["of", "the", "and", "for", "in", "on", "at", "from", "to", "van", "von", "der", "den", "de", "del", "della", "di",
     "da", "dos", "du", "la", "le", "al", "el", "bin", "ibn", "ten", "ter", "zu", "y", "e"]
)  # fmt: skip
# Bodies that a sentence may begin with, article or none.
_OPENING = frozenset({"authorities", "management", "organisers", "organizers", "police", "prosecutors", "report"})
_BODIES = ("organisation", "government", "office")


@lru_cache(maxsize=65536)
def is_description(name: str, kind: SpeakerKind) -> bool:
    """Tell whether a speaker's name is a description, which in another article is somebody else.

    A body is one where a name is part of it: the council of Northmere, but not the council. So is the brother of
    somebody who is named in full.

    >>> is_description("Velland official", "anonymous"), is_description("Velland ministry", "government")
    (True, False)
    """
    words = [word for word in _WORD.findall(name) if word.lower() not in _SMALL]
    common = [word == word.lower() or (at == 0 and _is_noun(word, kind)) for at, word in enumerate(words)]
    if kind == "anonymous" or not words:
        return True
    if kind in _BODIES:
        return all(common)
    if kind == "person":
        return (common[0] or common[-1]) and not _FULL_NAME.search(name)
    return any(common)


def _is_noun(word: str, kind: SpeakerKind) -> bool:
    """Tell whether a capital is that of a sentence only: Officials, Police; people and papers are named like trades."""
    small = word.lower()
    if kind == "group":
        return bool({small, small.removesuffix("s")} & _nouns())
    return small in _OPENING or (kind == "government" and kind_of_head().get(small) == kind)


@lru_cache(maxsize=1)
def _nouns() -> frozenset[str]:
    return frozenset(kind_of_head()) | role_words() | roles().trades
