"""Bare numbers before what they count, "five climbers", also where no clause of its own tells of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from quotecheck.compare.paired.figures import NO_NUMBERS, of_part
from quotecheck.compare.paired.texts import Sentence, content, cover, root
from quotecheck.compare.statements import Outcome
from quotecheck.language.names import fold
from quotecheck.language.quantity_words import value

ENOUGH = 0.6
_REACH = 4
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_SCORE = re.compile(r"(?<![\d-])\d{1,3}[-–]\d{1,3}(?![\d-])")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_ROUGH = frozenset(
    {"about", "around", "nearly", "almost", "over", "than", "least", "roughly", "some", "up", "approximately",
     "close", "under", "most", "of"}
)  # fmt: skip
# "two of its barges"
_OF = frozenset({"of", "the", "its", "his", "her", "their", "these", "those"})
# "all but one", "and a third man": one of them, or one more.
_BUT_ONE = re.compile(
    r"\b(?:but|only|except|apart from) (?:for )?one\b|\banother\b|\ba (?:second|third|fourth|fifth|sixth|further)\b"
)
_ABOUT = frozenset({"about", "around", "some", "nearly", "almost", "roughly", "approximately"})
_FAR = 1.5
_UNITS = frozenset(
    {"years", "months", "weeks", "days", "hours", "minutes", "seconds", "metres", "meters", "miles", "kilometres",
     "times", "others", "people", "points", "degrees", "thirds", "quarters", "pounds", "euros", "dollars"}
)  # fmt: skip


def differ(one: Sentence, two: Sentence) -> Iterator[Outcome]:
    """Find two numbers of one noun, each the only one of it, neither made up of the other sentence's numbers."""
    if cover(one, two) < ENOUGH:
        return
    first, second = _counts(one), _counts(two)
    for noun in sorted(first.keys() & second.keys()):
        if len(first[noun]) != 1 or len(second[noun]) != 1:
            continue
        (a,), (b,) = first[noun], second[noun]
        if (
            a == b
            or _near(one, two, a, b)
            or _made(a, two)
            or _made(b, one)
            or of_part(*((one, two) if a < b else (two, one)))
        ):
            continue
        yield Outcome("conflict", "number", f"{a:g} {noun}", f"{b:g} {noun}", "two values for one count")


def _near(one: Sentence, two: Sentence, a: float, b: float) -> bool:
    """Tell whether one number is rough and the other not far from it."""
    rough = any(word in _ABOUT and value(words[n]) in {a, b}
                for words in (_words(one), _words(two)) for n, word in enumerate(words[:-1], start=1))  # fmt: skip
    return rough and max(a, b) < _FAR * min(a, b)


def _counts(side: Sentence) -> dict[str, set[float]]:
    found: dict[str, set[float]] = {}
    words = _words(side)
    for n, word in enumerate(words):
        number = value(word)
        if number is None or number <= 1 or (n and words[n - 1] in _ROUGH - _ABOUT):
            continue
        noun = _noun(words[n + 1 : n + 1 + _REACH])
        if noun is not None:
            found.setdefault(root(noun), set()).add(float(number))
    return found


def _words(side: Sentence) -> list[str]:
    """Give the words without scores, and with numbers in one piece."""
    return [fold(word) for word in _WORD.findall(_SCORE.sub(" ", _THOUSANDS.sub("", side.text)))]


def _noun(behind: Sequence[str]) -> str | None:
    """Give the first plural behind a number, as long as there are only words that may describe it."""
    for word in behind:
        if word in _OF:
            continue
        if not content(word) or value(word) is not None or word in _UNITS:
            return None
        if word.endswith("s") and not word.endswith(("ss", "us", "'s", "’s")):
            return word
    return None


def _made(number: float, side: Sentence) -> bool:
    """Tell whether a number is one of the sentence's, or a sum or difference of two of them.

    Those of a score do not count, nor one that the sentence gives to something else: "two pilots", "five stewards".
    """
    words = _words(side)
    values = [float(known) for word in words if word not in NO_NUMBERS and (known := value(word)) is not None]
    values += [1.0] * bool(_BUT_ONE.search(side.text))
    made = {sum(pair) for pair in combinations(values, 2)} | {abs(a - b) for a, b in combinations(values, 2)}
    loose = [
        float(known)
        for n, word in enumerate(words)
        if word not in NO_NUMBERS
        and (known := value(word)) is not None
        and _noun(words[n + 1 : n + 1 + _REACH]) is None
    ]
    return number in loose or (number in made and number not in values)
