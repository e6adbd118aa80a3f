"""Two amounts for one count in two sentences, of which neither is a sum, a share or a rounding of the other's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from quotecheck.compare.figures import PERSON, measure
from quotecheck.compare.paired.texts import Sentence, cover, root
from quotecheck.compare.statements import Outcome, Statement
from quotecheck.language.names import fold
from quotecheck.language.quantity import agree
from quotecheck.language.quantity_words import value
from quotecheck.records import Quantity
from quotecheck.rules.predicates import lexicon

ENOUGH = 0.5
_MOST_PARTS = 4
_MOST_VALUES = 8
# Two rough amounts so many times apart are two.
# Eleven passengers may be of the fourteen people.
_ANYBODY = frozenset({"person", "people", None})
_FAR = 5.0
_WELL = 1.5
# "two skiers and a guide", "another was hurt": one each.
_ONE_MORE = re.compile(
    r"\b(?:but|only|except) one\b|\band an? |\banother\b|\ba (?:second|third|fourth|fifth|sixth|seventh|further)\b"
)
_MOST_ONES = 2
_STEP = 5
_STEP_OFF = 0.1
NO_NUMBERS = frozenset({"a", "an", "m", "b", "k", "one"})
_IN = re.compile(r"\b(?:in|at|for|across) ((?:the )?[A-Z][^\W_]+)")
# "in a single village": a part of what happened.
_ONE_OF_MANY = re.compile(
    r"\b(?:in|at|from) (?:just |only )?(?:a|an|one) (?:[a-z]+ )?(?:village|town|city|school|house|home|building|street|"
    r"district|family|hospital|camp|province|region|county|valley|hotel|ward|class|car|bus)\b"
)
_LONG_AGO = re.compile(r"^In (?:1[5-9]|20)\d\d\b")
_AGED = re.compile(r"-year-old ([a-z]+)")
_WORDS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NTH = re.compile(rf"\b(\d+(?=st|nd|rd|th)|{'|'.join(_WORDS)})(?:st|nd|rd|th)?\b[ -]([a-z]+)")


def differ(one: Sentence, two: Sentence) -> Iterator[Outcome]:
    """Find two amounts of one measure, each alone of its sort and said of the same."""
    first, second = amounts(one), amounts(two)
    for a in first:
        for b in second:
            if not _one_noun(one, two, a, b) or _agreed(a, b):
                continue
            if may_stand(one, two, a, b) and not is_part(one, two, a, b) and _one_matter(one, two, a, b):
                yield Outcome("conflict", "number", a.text, b.text, "two values for one count")
    yield from _nth(one, two)


def _nth(one: Sentence, two: Sentence) -> Iterator[Outcome]:
    """Find "its 75th anniversary" beside "its 50th anniversary"."""
    first, second = ({root(noun): _number(nth) for nth, noun in _NTH.findall(side.text)} for side in (one, two))
    for noun in sorted(first.keys() & second.keys()):
        if first[noun] != second[noun] and cover(one, two) >= ENOUGH:
            yield Outcome("conflict", "number", first[noun], second[noun], f"two numbers of one {noun}")


def _number(nth: str) -> str:
    return str(_WORDS.index(nth) + 1) if nth in _WORDS else nth


def may_stand(one: Sentence, two: Sentence, a: Quantity, b: Quantity) -> bool:
    """Tell whether neither sentence has the other's amount too, as it is or as a sum or a difference of its own."""
    first, second = amounts(one), amounts(two)
    if _has(a, second) or _has(b, first) or _loose(a, b) or _in_two_units(one, a, b) or _in_two_units(two, b, a):
        return False
    return not (_sums(a, two) or _sums(b, one))


def _in_two_units(side: Sentence, a: Quantity, b: Quantity) -> bool:
    """Tell whether an amount is told in two steps, "one minute and 58 seconds", that together agree with the other."""
    next_to = [
        each
        for each in amounts(side)
        if each.unit == a.unit and (0 < each.start - a.end <= _STEP or 0 < a.start - each.end <= _STEP)
    ]
    if a.unit is None or a.low is None or not next_to or next_to[0].low is None:
        return False
    whole = a.low + next_to[0].low
    return b.low is not None and abs(whole - b.low) <= _STEP_OFF * whole


def is_part(one: Sentence, two: Sentence, a: Quantity, b: Quantity) -> bool:
    """Tell whether the smaller amount is of a place of which the other does not speak, of another year or person."""
    if a.low is None or b.low is None:
        return False
    few, many = sorted((a, b), key=lambda each: each.low or 0.0)
    if measure(few) == measure(many) == PERSON and few.counted != many.counted and many.counted in _ANYBODY:
        return True
    return of_part(*((one, two) if a.low < b.low else (two, one)))


def of_part(small: Sentence, large: Sentence) -> bool:
    """Tell whether the sentence with the smaller amount speaks of a part of what the other speaks of."""
    if any(fold(place).split()[-1] not in large.words for place in _IN.findall(small.text)):
        return True
    if _ONE_OF_MANY.search(small.text) and not _ONE_OF_MANY.search(large.text):
        return True
    if bool(_LONG_AGO.search(small.text)) != bool(_LONG_AGO.search(large.text)):
        return True
    whose = [set(_AGED.findall(side.text)) for side in (small, large)]
    return all(whose) and whose[0].isdisjoint(whose[1])


def _one_matter(one: Sentence, two: Sentence, a: Quantity, b: Quantity) -> bool:
    return cover(one, two) >= ENOUGH and _said_alike(one, two, a, b)


def _agreed(a: Quantity, b: Quantity) -> bool:
    if measure(a) == measure(b):
        return agree(a, b) is not False
    return a.low is None or b.low is None or _near(a.low, b.low)


def _loose(a: Quantity, b: Quantity) -> bool:
    """Tell whether one of two amounts is too rough to be held against the other: dozens, hundreds; not 12 grams."""
    if a.low == a.high and b.low == b.high:
        return False
    if _beyond(a, b) or _beyond(b, a):
        return False
    ends = [end for each in (a, b) for end in (each.low, each.high)]
    if a.unit is None or None in ends:
        return True
    small, large = sorted(((a.high or 0.0), (b.high or 0.0)))
    return small * _FAR > large


def _beyond(exact: Quantity, least: Quantity) -> bool:
    """Tell whether an exact amount is far less than what the other says there were at least."""
    if exact.low is None or exact.low != exact.high or least.low is None or least.high is not None:
        return False
    return exact.low * _WELL < least.low


def summed(one: Sentence, two: Sentence) -> bool:
    """Tell whether an amount of one sentence is a sum or a difference of amounts of the other."""
    first, second = amounts(one), amounts(two)
    return any(_sums(a, two) and not _has(a, second) for a in first) or any(
        _sums(b, one) and not _has(b, first) for b in second
    )


def _has(amount: Quantity, others: Sequence[Quantity]) -> bool:
    return any(agree(amount, other) and not _of_two_sorts(amount, other) for other in others)


def _of_two_sorts(one: Quantity, two: Quantity) -> bool:
    """Tell "90 barns" from "90 people"."""
    return None not in {one.counted, two.counted} and measure(one) != measure(two)


def _sums(amount: Quantity, side: Sentence) -> bool:
    """Tell whether an amount is a sum of others, or what is left of the largest."""
    if amount.low is None:
        return False
    values = _values(side)
    return any(
        _near(sum(parts), amount.low) or _near(2 * max(parts) - sum(parts), amount.low)
        for size in range(2, _MOST_PARTS + 1)
        for parts in combinations(values, size)
    )


def _values(side: Sentence) -> list[float]:
    """Give all numbers of a sentence; "a guide" and "another" are one each."""
    found = [amount.low for amount in amounts(side) if amount.low is not None and amount.low == amount.high]
    bare = [number for word in side.words if (number := value(word)) is not None and word not in NO_NUMBERS]
    ones = [1.0 for _ in _ONE_MORE.finditer(side.text)][:_MOST_ONES]
    return [*found, *(number for number in bare if number not in found), *ones][:_MOST_VALUES]


def _near(one: float, two: float) -> bool:
    return abs(one - two) <= 1e-6 * max(abs(one), abs(two), 1.0)


def amounts(side: Sentence) -> list[Quantity]:
    """Give every amount of a sentence once."""
    found = {quantity.start: quantity for each in side.statements for quantity in each.assertion.quantities}
    return [found[start] for start in sorted(found)]


def _one_noun(one: Sentence, two: Sentence, a: Quantity, b: Quantity) -> bool:
    """Tell whether both count one sort: "61 arrests", "arrested 16 people"."""
    if measure(a) == measure(b) and (measure(a) == PERSON or a.counted == b.counted):
        return True
    return _counts_acts(a, _clauses(two, b)) or _counts_acts(b, _clauses(one, a))


def _counts_acts(amount: Quantity, others: Sequence[Statement]) -> bool:
    family = lexicon().nouns.get(amount.counted or "")
    return family is not None and any(each.assertion.family == family for each in others)


def _said_alike(one: Sentence, two: Sentence, a: Quantity, b: Quantity) -> bool:
    """Tell whether the clauses of the amounts share a family, a verb, or two words."""
    for left in _clauses(one, a):
        for right in _clauses(two, b):
            x, y = left.assertion, right.assertion
            if x.family is not None and x.family == y.family:
                return True
            if x.predicate == y.predicate or len(set(x.keywords) & set(y.keywords)) > 1:
                return True
    return False


def _clauses(side: Sentence, amount: Quantity) -> list[Statement]:
    return [each for each in side.statements if any(q.start == amount.start for q in each.assertion.quantities)]
