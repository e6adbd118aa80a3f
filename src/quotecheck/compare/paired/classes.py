"""In the place of one word another of its class: a nurse and a doctor, Nairobi and Kampala."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from quotecheck.compare.paired.texts import Sentence, content, cover, meet, root
from quotecheck.compare.statements import Outcome
from quotecheck.language.names import fold
from quotecheck.records import ConflictKind
from quotecheck.rules.pairs import word_classes
from quotecheck.rules.people import countries_of, governments

ENOUGH = 0.5
ENOUGH_FAR = 0.6
_IN = re.compile(r"\b([^\W_]+) (?:in|at|near|outside) ((?:[A-Z][^\W_]+)(?: [A-Z][^\W_]+)*)")
# Those of two ages are two.
_AGED = re.compile(r"(\d+)-year-old|(?<=, )(\d\d)(?=,)")
_WORD = re.compile(r"[^\W_]+")
_STOP = re.compile(r"[,;:]|\b(?:but|and|although|though|because|after|when|while|which|who|as)\b")
_REACH = 8
_PLURALS = ("s", "men", "people", "children")

Found = tuple[ConflictKind, Outcome]


def swapped(one: Sentence, two: Sentence) -> Iterator[Found]:
    """Find the one word of a class in each sentence, where it is another."""
    for known, groups in word_classes():
        first, second = (_members(side, groups) for side in (one, two))
        if _of_each_other(one, two, first, second):
            continue
        many = known.several or len(first) > 1
        first, second = _apart(first, second), _apart(second, first)
        if not len(first) == len(second) == 1 or (known.several and _one_of_many(first, second)):
            continue
        if not _one_matter(one, two, first, second):
            continue
        if _one_place(one, two, first, second) or (not many and _rest(one, two, first, second) >= ENOUGH_FAR):
            yield known.kind, _outcome(known.name, first, second)
    first, second = _countries(one), _countries(two)
    if len(first) == len(second) == 1 and first.keys() != second.keys() and _one_matter(one, two, first, second):
        yield "place", _outcome("country", first, second)
    yield from _towns(one, two)


def _one_of_many(first: dict[object, str], second: dict[object, str]) -> bool:
    """Tell "a man" beside "women": they are not in one place."""
    (was,), (became,) = first.values(), second.values()
    return was.endswith(_PLURALS) != became.endswith(_PLURALS)


def _apart(these: dict[object, str], those: dict[object, str]) -> dict[object, str]:
    """Leave out what both have: "wolves killed sheep" beside "dogs killed sheep"."""
    return {group: word for group, word in these.items() if group not in those}


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
    return _rest(one, two, first, second) >= ENOUGH


def _rest(one: Sentence, two: Sentence, first: dict[object, str], second: dict[object, str]) -> float:
    """Give how much the sentences share but for the words of the class."""
    return cover(one, two, frozenset(root(fold(word)) for found in (first, second) for word in found.values()))


def _one_place(one: Sentence, two: Sentence, first: dict[object, str], second: dict[object, str]) -> bool:
    """Tell whether the words near the two are in part the same."""
    (was,), (became,) = first.values(), second.values()
    return meet(_near(one, was), _near(two, became))


def _near(side: Sentence, word: str) -> frozenset[str]:
    match = re.search(rf"\b{'[ -]'.join(map(re.escape, word.split()))}\b", side.text, re.IGNORECASE)
    if match is None:
        return side.stems
    before, behind = side.text[: match.start()], side.text[match.end() :]
    words = [*_WORD.findall(_STOP.split(before)[-1])[-_REACH:], *_WORD.findall(_STOP.split(behind)[0])[:_REACH]]
    return frozenset(root(fold(each)) for each in words if content(fold(each)))


def _outcome(slot: str, first: dict[object, str], second: dict[object, str]) -> Outcome:
    (was,), (became,) = first.values(), second.values()
    return Outcome("conflict", slot, was, became, "the one excludes the other")
