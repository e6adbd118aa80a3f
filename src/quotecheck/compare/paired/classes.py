"""In the place of one word another of its class: a nurse and a doctor, Nairobi and Kampala."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from quotecheck.compare.paired.texts import Sentence, cover, root
from quotecheck.compare.statements import Outcome
from quotecheck.language.names import fold
from quotecheck.records import ConflictKind
from quotecheck.rules.pairs import word_classes
from quotecheck.rules.people import countries_of, governments

ENOUGH = 0.5
_IN = re.compile(r"\b([^\W_]+) (?:in|at|near|outside) ((?:[A-Z][^\W_]+)(?: [A-Z][^\W_]+)*)")
# Those of two ages are two.
_AGED = re.compile(r"(\d+)-year-old|(?<=, )(\d\d)(?=,)")

Found = tuple[ConflictKind, Outcome]


def swapped(one: Sentence, two: Sentence) -> Iterator[Found]:
    """Find the one word of a class in each sentence, where it is another."""
    for known, groups in word_classes():
        first, second = (_members(side, groups) for side in (one, two))
        if _of_each_other(one, two, first, second):
            continue
        if len(first) == len(second) == 1 and first.keys() != second.keys() and _one_matter(one, two, first, second):
            yield known.kind, _outcome(known.name, first, second)
    first, second = _countries(one), _countries(two)
    if len(first) == len(second) == 1 and first.keys() != second.keys() and _one_matter(one, two, first, second):
        yield "place", _outcome("country", first, second)
    yield from _towns(one, two)


def _of_each_other(one: Sentence, two: Sentence, first: dict[object, str], second: dict[object, str]) -> bool:
    """Tell "his sister" from "her brother", which are two words for one pair."""
    whose = [{word for kin in found.values() for word in re.findall(rf"\b(his|her) {kin}\b", side.text)}
             for side, found in ((one, first), (two, second))]  # fmt: skip
    return all(whose) and whose[0].isdisjoint(whose[1])


def _members(side: Sentence, groups: Mapping[str, int]) -> dict[object, str]:
    """Give the words of a class by their group; of two that overlap the longer one."""
    found: dict[object, str] = {}
    plain = side.plain
    for word in sorted(groups, key=lambda word: (-len(word), word)):
        if f" {word} " in plain:
            plain = plain.replace(f" {word} ", " _ ")
            found.setdefault(groups[word], word)
    return found


def _countries(side: Sentence) -> dict[object, str]:
    adjectives = countries_of()
    names = frozenset(adjectives.values())
    found: dict[object, str] = {}
    for word in re.findall(r"\b[A-Z][^\W\d_]+", side.text):
        small = fold(word)
        country = adjectives.get(small) or (small if small in names else None)
        if country is not None:
            found[country] = word
    return found


def _towns(one: Sentence, two: Sentence) -> Iterator[Found]:
    """Find "the court in Nairobi" beside "the court in Kampala"."""
    for head, place in _IN.findall(one.text):
        for other, instead in _IN.findall(two.text):
            if root(fold(head)) != root(fold(other)) or _named(place, two) or _named(instead, one):
                continue
            if cover(one, two, frozenset(root(fold(instead)).split())) >= ENOUGH and not _within(place, instead):
                yield "place", Outcome("conflict", "where", place, instead, "two places for one thing")


def _named(place: str, side: Sentence) -> bool:
    return any(f" {word} " in side.plain for word in fold(place).split())


def _within(one: str, two: str) -> bool:
    """Tell a country and what may lie in it."""
    wide = governments()
    return (fold(one) in wide) != (fold(two) in wide)


def _one_matter(one: Sentence, two: Sentence, first: dict[object, str], second: dict[object, str]) -> bool:
    ages = [set(_AGED.findall(side.text)) for side in (one, two)]
    if all(ages) and ages[0].isdisjoint(ages[1]):
        return False
    words = frozenset(root(fold(word)) for found in (first, second) for word in found.values())
    return cover(one, two, words) >= ENOUGH


def _outcome(slot: str, first: dict[object, str], second: dict[object, str]) -> Outcome:
    (was,), (became,) = first.values(), second.values()
    return Outcome("conflict", slot, was, became, "the one excludes the other")
