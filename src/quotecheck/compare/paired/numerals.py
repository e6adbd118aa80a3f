"""Numbers as they stand in the text: scores, places in a row, shares, multiples, and children of one birth."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from quotecheck.compare.paired.texts import Sentence, content, cover, root
from quotecheck.compare.statements import Outcome
from quotecheck.language.quantity_words import value

ENOUGH = 0.5
ENOUGH_ROW = 0.6
_SCORE = re.compile(r"(?<![\d-])(\d{1,3})[-–](\d{1,3})(?![\d-])")
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth",
)  # fmt: skip
_ORDINAL = re.compile(
    rf"\b(\d+(?:st|nd|rd|th)|{'|'.join(_ORDINALS)})\b(?![- ](?:largest|biggest|highest|oldest))"
    r"[ -]([a-z]+)(?:[ -]([a-z]+))?",
    re.IGNORECASE,
)
# Of periods, rounds and parts of a whole there are many in one tale: no two of them exclude each other.
_LENGTH = re.compile(r"\b(?:[\w.]+-second|per second|a second)\b")
_PARTS = frozenset(
    {"half", "quarter", "day", "week", "month", "year", "time", "hour", "minute", "round", "set", "stage", "lap",
     "floor", "century", "world", "hand", "place", "party", "person", "grade", "league", "division", "tier", "term",
     "of", "in", "and", "on", "at", "to", "from", "degree", "phase", "child", "man", "woman", "since", "base"}
)  # fmt: skip
_SHARES: Mapping[str, float] = {
    "a third": 1 / 3, "one third": 1 / 3, "a quarter": 1 / 4, "one quarter": 1 / 4, "a half": 1 / 2, "half": 1 / 2,
    "two thirds": 2 / 3, "three quarters": 3 / 4, "a fifth": 1 / 5, "one fifth": 1 / 5, "a tenth": 1 / 10,
    "two fifths": 2 / 5, "three fifths": 3 / 5, "four fifths": 4 / 5, "an eighth": 1 / 8, "a sixth": 1 / 6,
    "nine tenths": 9 / 10, "one in ten": 1 / 10, "one in five": 1 / 5, "one in four": 1 / 4, "one in three": 1 / 3,
}  # fmt: skip
_MULTIPLES: Mapping[str, float] = {
    "twice": 2, "double": 2, "doubled": 2, "doubling": 2, "triple": 3, "tripled": 3, "trebled": 3, "treble": 3,
    "quadrupled": 4, "quadruple": 4, "halved": 1 / 2,
}  # fmt: skip
_TIMES = re.compile(r"\b([a-z]+|\d+) times (?:its|the|their|his|her|as|more|that|what|higher|larger)\b")
_BIRTHS: Mapping[str, float] = {"twins": 2, "twin": 2, "triplets": 3, "quadruplets": 4, "quads": 4, "quintuplets": 5,
    "couple": 2, "pair": 2, "duo": 2, "trio": 3, "quartet": 4, "quintet": 5, "sextet": 6}  # fmt: skip
_NEAR = 0.12
# "now has nine titles": all that there have been.
_IN_ALL = frozenset({"has", "have", "had", "now", "total", "altogether", "is", "made", "makes", "brings", "took"})
_NEAR_BEFORE = 4


def differ(one: Sentence, two: Sentence) -> Iterator[Outcome]:
    """Find two scores, places in a row, shares, multiples or births, each the only one of its sort."""
    share = cover(one, two)
    if share < ENOUGH:
        return
    for name, read in _SORTS.items():
        first, second = read(one), read(two)
        if len(first) == len(second) == 1 and not _agree(*first.values(), *second.values()):
            yield Outcome("conflict", name, min(first), min(second), "two values for one count")
    if share >= ENOUGH_ROW:
        yield from _rows(one, two)


def _agree(one: object, two: object) -> bool:
    if isinstance(one, float | int) and isinstance(two, float | int):
        return abs(one - two) <= _NEAR * max(one, two)
    return one == two


def _scores(side: Sentence) -> dict[str, object]:
    return {match.group(): tuple(sorted(map(int, match.groups()))) for match in _SCORE.finditer(side.text)}


def _shares(side: Sentence) -> dict[str, object]:
    text = side.text.lower().replace("two-thirds", "two thirds").replace("three-quarters", "three quarters")
    return {said: share for said, share in _SHARES.items() if re.search(rf"\b{said} (?:of|the)\b", text)}


def _multiples(side: Sentence) -> dict[str, object]:
    found: dict[str, object] = {word: _MULTIPLES[word] for word in side.words if word in _MULTIPLES}
    for match in _TIMES.finditer(side.text):
        number = value(match.group(1))
        if number is not None:
            found[match.group()] = float(number)
    return found


def _births(side: Sentence) -> dict[str, object]:
    return {word: _BIRTHS[word] for word in side.words if word in _BIRTHS}


_SORTS: Mapping[str, Callable[[Sentence], dict[str, object]]] = {
    "score": _scores,
    "share": _shares,
    "multiple": _multiples,
    "group": _births,
}


def _rows(one: Sentence, two: Sentence) -> Iterator[Outcome]:
    """Find "the fourth athlete" beside "the second sprinter", "her sixth title" beside "nine titles"."""
    first, second = _places(one), _places(two)
    if len(first) == len(second) == 1 and not _agree(*first.values(), *second.values()):
        yield Outcome("conflict", "place in a row", min(first), min(second), "two numbers in one row")
    for said, noun, count in _row_and_count(first, two) if not second else ():
        yield Outcome("conflict", "place in a row", said, f"{count:g} {noun}", "two numbers in one row")
    for said, noun, count in _row_and_count(second, one) if not first else ():
        yield Outcome("conflict", "place in a row", f"{count:g} {noun}", said, "two numbers in one row")


def _row_and_count(places: Mapping[str, float], other: Sentence) -> Iterator[tuple[str, str, float]]:
    """Find that one sentence counts otherwise what the other has as the last of a row."""
    if len(places) != 1:
        return
    for said, place in places.items():
        for noun in said.split()[1:]:
            count = _counted(other, noun)
            if count is not None and count != place:
                yield said, noun, count


def _places(side: Sentence) -> dict[str, float]:
    found = {}
    for match in _ORDINAL.finditer(_LENGTH.sub("", side.text)):
        nth, *nouns = match.group(1), match.group(2), match.group(3) or ""
        if not content(nouns[1]):
            nouns.pop()
        if not {root(noun.lower()) for noun in nouns} & {root(part) for part in _PARTS} and nouns[0] not in _PARTS:
            found[match.group().lower()] = _number(nth.lower())
    return found


def _number(nth: str) -> float:
    return float(_ORDINALS.index(nth) + 1 if nth in _ORDINALS else re.sub(r"\D", "", nth))


def _counted(side: Sentence, noun: str) -> float | None:
    """Give the number of "nine London wheelchair titles"."""
    for n, word in enumerate(side.words):
        number = value(word)
        if number is None or number <= 1 or not _IN_ALL & set(side.words[max(0, n - _NEAR_BEFORE) : n]):
            continue
        if any(root(near) == root(noun) and near.endswith("s") for near in side.words[n + 1 : n + 5]):
            return float(number)
    return None
