"""Whose words they are where one report has a pronoun or a description and the other a name.

"She said" is not Tobin Vale of whom the other report says *he*; "the coach said" is not the captain Hal Quist where a
report calls Ines Corrado the coach.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from quotecheck.compare.sayings import Saying
from quotecheck.language.names import fold
from quotecheck.rules.people import given_names, roles

_GENDERS = {"he": "m", "his": "m", "him": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_TITLES = {"mr": "m", "sir": "m", "lord": "m", "mrs": "f", "ms": "f", "miss": "f", "dame": "f", "lady": "f"}
_GENDERED = re.compile(rf"\b(?:{'|'.join(_GENDERS)})\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?][\"”’']?\s|\n")
_DEFINITE = re.compile(r"(?:the|his|her|its|their|our)\s", re.IGNORECASE)
_BEHIND_HEAD = re.compile(r"\b(?:of|from|who|in|at|for|that|which|with|on|to)\b|,")
_NAME = r"[A-Z][^\W\d_]+(?:[’'-][A-Z]?[^\W\d_]+)*"
_FULL = rf"{_NAME}(?: (?:(?:de|da|van|von|der|al|bin|la|le) )?{_NAME})+"


def another(referring: Saying, named: Saying) -> str | None:
    """Give who is meant by the pronoun or the description of one report, where it is not who the other names."""
    name = named.speaker
    if name is None or not any(word[:1].isupper() for word in name.split()):
        return None
    source = referring.quote.source.text.strip() if referring.quote.source else ""
    if referring.speaker is None:
        return source if _other_gender(source, named, name) else None
    return _called(referring, named, source, name)


def _other_gender(pronoun: str, named: Saying, name: str) -> bool:
    said = _GENDERS.get(fold(pronoun))
    known = _gender(named, name)
    return said is not None and known is not None and said != known


def _gender(named: Saying, name: str) -> str | None:
    """Give the gender of a name: by its title, by the given name, else by the pronouns behind it in its sentences."""
    words = [*_titled(named.article.text, name), *fold(name).split()]
    by_title = [_TITLES[word] for word in words if word in _TITLES]
    by_given = given_names().gender(fold(name).split()[0])
    bound = set(_pronouns(named.article.text, name))
    by_pronoun = bound.pop() if len(bound) == 1 else None
    return by_title[0] if by_title else by_given or by_pronoun


def _titled(text: str, name: str) -> Iterator[str]:
    for match in re.finditer(rf"\b(\w+)\.? {re.escape(name.rsplit(maxsplit=1)[-1])}\b", text):
        yield match[1].lower()


def _pronouns(text: str, name: str) -> Iterator[str]:
    """Give the genders of the pronouns that stand behind a name, up to the end of the sentence."""
    for match in re.finditer(rf"\b{re.escape(name.rsplit(maxsplit=1)[-1])}\b", text):
        rest = _SENTENCE.split(text[match.end() :], maxsplit=1)[0]
        yield from (_GENDERS[found.lower()] for found in _GENDERED.findall(rest))


def _called(referring: Saying, named: Saying, source: str, name: str) -> str | None:
    """Give the one whom a report calls by the description, where the named speaker is called something else."""
    head = _head(source)
    own = _roles_beside(named.quote.source.text if named.quote.source else "")
    if head is None or not own or any(roles().same(head, role) for role in own):
        return None
    texts = (referring.article.text, named.article.text)
    called = sorted({bearer for text in texts for bearer in _bearers(text, head)})
    last = fold(name).split()[-1]
    return called[0] if called and all(last not in fold(bearer).split() for bearer in called) else None


def _head(source: str) -> str | None:
    """Give the role word of a description of somebody known: "the coach", "the captain of the side"."""
    if not _DEFINITE.match(source):
        return None
    words = fold(_BEHIND_HEAD.split(source)[0]).split()
    return words[-1] if words and words[-1] in _role_words() else None


def _roles_beside(source: str) -> list[str]:
    """Give the role words that stand beside a name: the captain, Hal Quist; a name is in capitals."""
    first, *others = source.split() or [""]
    said = [first, *(word for word in others if word[:1].islower())]
    return [folded for word in said if (folded := fold(word)) in _role_words()]


@lru_cache(maxsize=1)
def _role_words() -> frozenset[str]:
    return frozenset(word for group in roles().groups for word in group) | roles().trades


def _bearers(text: str, head: str) -> Iterator[str]:
    """Give the full names that have a role word before or behind them."""
    for pattern in (rf"\b{head},? (?P<name>{_FULL})", rf"(?P<name>{_FULL}), (?:[\w’'-]+ ){{0,4}}{head}\b"):
        yield from (match["name"] for match in re.finditer(pattern, text))
