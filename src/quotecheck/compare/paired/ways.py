"""From whom and to whom somebody or something went, the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from quotecheck.compare.beside.globs import pattern
from quotecheck.compare.paired.texts import CALENDAR, Sentence, cover, root
from quotecheck.compare.statements import Outcome
from quotecheck.language.names import fold
from quotecheck.rules.pairs import ways

ENOUGH = 0.5
_NAME = re.compile(r"[A-Z][\w-]+(?: [A-Z][\w-]+)*")
_CLAUSE = re.compile(
    r"[.;:](?:\s|$)|,|\b(?:but|and|who|which|that|after|before|as|when|while|because|with|by|in|to|for|from)\b"
)
_FEW = 3


def turned(one: Sentence, two: Sentence) -> Iterator[Outcome]:
    """Find that where it was from in one sentence is where it went in the other."""
    if cover(one, two) < ENOUGH:
        return
    first, second = (_ends(side) for side in (one, two))
    for this, that, forth in ((first, second, True), (second, first, False)):
        mixed = (this["from"] & that["to"]) - this["to"] - that["from"]
        other = (this["to"] | that["from"]) - this["from"] - that["to"]
        if mixed and _known(other, one, two):
            values = (f"from {min(mixed)}", f"to {min(mixed)}")
            yield Outcome("conflict", "way", *(values if forth else values[::-1]), "the way was the other way round")
            return


def _known(names: frozenset[str], one: Sentence, two: Sentence) -> bool:
    """Tell whether both sentences have the other end too."""
    return any(name in one.stems and name in two.stems for name in names)


def _ends(side: Sentence) -> dict[str, frozenset[str]]:
    return {end: frozenset(_names_behind(side.text, told)) for end, told in _patterns().items()}


def _names_behind(text: str, told: re.Pattern[str]) -> Iterator[str]:
    """Give the last words of the names right behind the words for a way."""
    for match in told.finditer(text):
        clause = _CLAUSE.split(text[match.end() :])[0]
        name = _NAME.search(clause)
        if name and len(clause[: name.start()].split()) <= _FEW:
            words = [word for word in fold(name.group()).split() if word not in CALENDAR]
            # Of "Lisbon club Estrela" the club is meant, not the town.
            further = _NAME.findall(clause)
            words = fold(further[-1]).split() if len(further) > 1 else words
            yield from (root(word) for word in words[-1:])


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    return {"from": pattern(ways().start), "to": pattern(ways().goal)}
