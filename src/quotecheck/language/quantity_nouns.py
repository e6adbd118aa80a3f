"""The noun that a number counts: found from the words behind it, without a parse, and put in the singular."""

from __future__ import annotations

import re

from quotecheck.language.quantity_cards import cards

_NOUNS = cards()["nouns"]
_WORD = re.compile(r"[\s\u00a0]{1,2}([A-Za-z][A-Za-z’'-]*)([^\sA-Za-z]?)")
_OF = re.compile(r"[\s\u00a0]of\b")
_REACH = 4  # words between the number and its noun, the noun among them


def counted(text: str, end: int, *, one: bool = False) -> str | None:
    """Give the singular of the noun counted by the number that ends at `end`; None where none follows.

    >>> counted("19 trapped miners", 2), counted("12 in all", 2)
    ('miner', None)
    """
    words = _following(text, end)
    for word in [] if one else words:
        if is_plural(word) and word not in _NOUNS.adjectives:
            return singular(word)
    partitive = bool(_OF.match(text, end))
    if not words or not (one or partitive):
        return None
    plain = [word for word in words if not _is_adjective(word)]
    if one and plain and (is_plural(plain[0]) or re.match(r"\s[A-Z]", text[end : end + 2])):
        return None  # one says, 1 Tern
    return singular(plain[0]) if plain else None


def _following(text: str, end: int) -> list[str]:
    """Give the words up to a stop word or a mark, articles and the like left out."""
    words: list[str] = []
    at = end
    while len(words) < _REACH and (match := _WORD.match(text, at)):
        word = match[1].lower().removesuffix("'s").removesuffix("’s").strip("'’-")
        if word in _NOUNS.stop and word not in _NOUNS.pass_:
            break
        if word and word not in _NOUNS.pass_:
            words.append(word)
        if match[2] or word != match[1].lower():
            break
        at = match.end()
    return words


def is_plural(word: str) -> bool:
    """Tell whether a lower-case word looks like a plural noun."""
    looks = len(word) > len("gas") and word.endswith("s") and not word.endswith(("ss", "us", "sis"))
    return looks or word in _NOUNS.plurals


def singular(word: str) -> str:
    """Give the singular of a plural noun.

    >>> [singular(word) for word in ("people", "bodies", "churches", "houses", "miners")]
    ['person', 'body', 'church', 'house', 'miner']
    """
    if word in _NOUNS.plurals:
        return _NOUNS.plurals[word]
    if not is_plural(word):
        return word
    if word.endswith("ies") and len(word) > len("dies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "xes", "zes", "ches", "shes", "oes")) else word[:-1]


def _is_adjective(word: str) -> bool:
    return word in _NOUNS.adjectives or (len(word) > len("metal") and word.endswith(_NOUNS.endings))
