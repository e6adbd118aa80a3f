"""In the place of a name another: "from Torino to Valencia" beside "joined Getafe from Torino"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from quotecheck.compare.paired.texts import Sentence, content, cover, root
from quotecheck.compare.roles import is_name, same_person
from quotecheck.compare.statements import Outcome, same_predicate
from quotecheck.language.names import fold
from quotecheck.records import Role
from quotecheck.rules.people import countries_of, governments

ENOUGH = 0.6
ENOUGH_ONLY = 0.7
_SHARED = 2
_NAME = re.compile(r"(?<![\w’'])[A-Z][\w-]*[a-z][\w-]*(?:(?: (?:of|de|von|van|der|and|&) | )[A-Z][\w-]*)*")
_AT = re.compile(r"\b(from|to|for|against|by|with)\s(?:the\s|its\s)?([A-Z][\w-]+(?: [A-Z][\w-]+)*)")
_SAME_PLACES = (
    frozenset({"from"}), frozenset({"to"}), frozenset({"for"}), frozenset({"against"}), frozenset({"by"}),
    frozenset({"with"}),
)  # fmt: skip
_DAYS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
     "april", "may", "june", "july", "august", "september", "october", "november", "december", "christmas",
     "easter", "new"}
)  # fmt: skip


def swapped(one: Sentence, two: Sentence) -> Iterator[Outcome]:
    """Find a name in the place where the other sentence, which does not have it, has one that this one lacks."""
    if cover(one, two, _alone(one, two)) < ENOUGH:
        return
    yield from _behind(one, two)
    yield from _of_roles(one, two)
    yield from _only(one, two)


def _alone(one: Sentence, two: Sentence) -> frozenset[str]:
    return frozenset(root(word) for name in (*_own(one, two), *_own(two, one)) for word in fold(name).split())


def _own(side: Sentence, other: Sentence) -> list[str]:
    """Give the names of a sentence of which the other has no word."""
    return [name for name in _names(side) if not _known(name, other)]


def _names(side: Sentence) -> list[str]:
    """Give the names; a word that opens the sentence is none unless it has another behind it."""
    found = []
    for match in _NAME.finditer(side.text):
        words = match.group().split()
        if match.start() == 0 and len(words) == 1:
            continue
        if fold(words[0]) not in _DAYS and fold(words[0]) not in countries_of():
            found.append(match.group())
    return found


def _known(name: str, other: Sentence) -> bool:
    words = [word for word in fold(name).split() if content(word)]
    initials = "".join(word[0] for word in words)
    return any(root(word) in other.stems for word in words) or initials in other.words


def _behind(one: Sentence, two: Sentence) -> Iterator[Outcome]:
    """Find two names that only one sentence has each, behind the same preposition."""
    first, second = _own(one, two), _own(two, one)
    for way, name in _AT.findall(one.text):
        for path, other in _AT.findall(two.text):
            if not any(way in group and path in group for group in _SAME_PLACES):
                continue
            if name in first and other in second and _rivals(name, other) and len(second) == 1:
                yield Outcome("conflict", "name", name, other, "another name in the same place")


def _rivals(one: str, two: str) -> bool:
    """Tell two names of one sort: not a country and a town, which may be one place told more or less closely."""
    wide = governments() | frozenset(countries_of().values())
    return (fold(one) in wide) == (fold(two) in wide) and not _short(one, two) and not _short(two, one)


def _short(one: str, two: str) -> bool:
    return "".join(word[0] for word in two.split()) == one


def _only(one: Sentence, two: Sentence) -> Iterator[Outcome]:
    """Find that of several names one alone is another, with no country among the two."""
    first, second = _own(one, two), _own(two, one)
    both = [name for name in _names(one) if _known(name, two)]
    if not len(first) == len(second) == 1 or len(both) < _SHARED or not _rivals(*first, *second):
        return
    if fold(first[0]) not in governments() and cover(one, two, _alone(one, two)) >= ENOUGH_ONLY:
        yield Outcome("conflict", "name", first[0], second[0], "another name in the same place")


def _of_roles(one: Sentence, two: Sentence) -> Iterator[Outcome]:
    """Find two names in one part of one act, with the rest the same: "joined Getafe", "joined Valencia"."""
    first, second = set(_own(one, two)), set(_own(two, one))
    for left in one.statements:
        for right in two.statements:
            a, b = left.assertion, right.assertion
            if a.polarity != b.polarity or not (same_predicate(a, b) or a.predicate == b.predicate):
                continue
            for was, became in product(a.roles, b.roles):
                alone = was.name == became.name and _alone_here(was, first) and _alone_here(became, second)
                if alone and _rivals(was.text, became.text):
                    yield Outcome("conflict", was.name, was.text, became.text, "another name in the same place")


def _alone_here(role: Role, names: set[str]) -> bool:
    return is_name(role) and any(same_person(fold(name), role.head) for name in names)
