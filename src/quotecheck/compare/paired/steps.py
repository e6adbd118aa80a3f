"""By how much something rose or fell, and to what: two such figures, or the one in the place of the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from quotecheck.compare.beside.globs import pattern
from quotecheck.compare.paired.texts import Sentence, cover
from quotecheck.compare.statements import Outcome
from quotecheck.rules.pairs import questions

ENOUGH = 0.5
_NEAR = 0.04
_QUESTIONS = ("up or down", "raised or cut")
_STEP = re.compile(
    r"\b(by|to)\s(?:(?:about|around|nearly|almost|some|just|under|over|roughly|a|record|more|less|than)\s){0,3}"
    r"([£$€]?)(\d+(?:,\d{3})*(?:\.\d+)?)\s?(percent|per cent|%|million|billion|m\b|bn\b)?(?![\w-])"
)
_CLAUSE = re.compile(r"[,;:.](?:\s|$)|\b(?:but|and|while|when|after|as)\b")
_UNITS = {"per cent": "percent", "%": "percent", "m": "million", "bn": "billion"}

_Step = tuple[str, str, float, str]


def differ(one: Sentence, two: Sentence) -> Iterator[Outcome]:
    """Find the one figure that it rose or fell by, or to, where the other sentence has another there."""
    if cover(one, two) < ENOUGH:
        return
    first, second = _steps(one.text), _steps(two.text)
    for way in ("by", "to"):
        here, there = _of(way, first), _of(way, second)
        if len(here) == len(there) == 1 and _apart(here[0], there[0]) and not _explained(here[0], there[0], one, two):
            yield Outcome("conflict", "step", here[0][3], there[0][3], "two values for one step")
        other = _of("to" if way == "by" else "by", second)
        if here and other and not there and _of("to" if way == "by" else "by", first) and _one(here[0], other[0]):
            yield Outcome("conflict", "step", here[0][3], other[0][3], "the step is what it came to")


def _of(way: str, steps: list[_Step]) -> list[_Step]:
    return [step for step in steps if step[0] == way]


def _one(a: _Step, b: _Step) -> bool:
    return a[1] == b[1] and a[2] == b[2]


def _apart(a: _Step, b: _Step) -> bool:
    return a[1] == b[1] and abs(a[2] - b[2]) > _NEAR * max(a[2], b[2])


def _explained(a: _Step, b: _Step, one: Sentence, two: Sentence) -> bool:
    """Tell whether either sentence has the other's figure as well."""
    figures = (re.sub(r"^(?:by|to) |[£$€]", "", step[3]).split()[-1 if step[1] == "" else 0] for step in (a, b))
    here, there = figures
    return here in two.text or there in one.text


def _steps(text: str) -> list[_Step]:
    found = []
    for match in _STEP.finditer(text):
        before = _CLAUSE.split(text[: match.start()])[-1]
        if not any(told.search(before) for told in _moves()):
            continue
        unit = match.group(4) or ""
        kind = f"{match.group(2)}{_UNITS.get(unit.strip(), unit.strip())}"
        found.append((match.group(1), kind, float(match.group(3).replace(",", "")), match.group()))
    return found


@lru_cache(maxsize=1)
def _moves() -> tuple[re.Pattern[str], ...]:
    return tuple(pattern(side) for one in questions() if one.name in _QUESTIONS for side in (one.so, one.other))
