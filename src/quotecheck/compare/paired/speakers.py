"""Who said it: of two speakers of one sentence, the other is given what one of them said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quotecheck.compare.beside.globs import pattern
from quotecheck.compare.paired.somebody import is_somebody
from quotecheck.compare.paired.texts import CALENDAR, Sentence, content, cover, root, sense, topical
from quotecheck.compare.statements import Outcome
from quotecheck.language.names import fold
from quotecheck.rules.pairs import saying

ENOUGH = 0.4
# So many words of what is said must be the other speaker's, and so many more than are the speaker's own.
_BOTH = 2
_MOST = 3
_MORE = 2
_PART = re.compile(r"[;.](?:\s|$)|,? (?:but|while|whereas|although|though|and) (?=[A-Z]|the [a-z]+ [a-z]+ed\b)")
_NAME = re.compile(r"[A-Z][\w-]+(?:(?: (?:of|de|von|van) | )[A-Z][\w-]+)*")
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class _Said:
    """What one speaker says, and the words for the speaker."""

    speaker: frozenset[str]
    name: str
    words: frozenset[str]


def exchanged(one: Sentence, two: Sentence) -> Iterator[Outcome]:
    """Find that what one of two speakers says here is said by the other there."""
    if cover(one, two) < ENOUGH:
        return
    first, second = _said(one), _said(two)
    for this, that in ((first, second), (second, first)):
        if len(this) == _BOTH and len(that) == 1 and this[0].speaker.isdisjoint(this[1].speaker):
            yield from _instead(this, that[0], forth=this is first)


def _instead(both: list[_Said], told: _Said, *, forth: bool) -> Iterator[Outcome]:
    own = next((each for each in both if each.speaker & told.speaker), None)
    other = next((each for each in both if not each.speaker & told.speaker), None)
    if own is None or other is None or other.speaker & told.words:
        return
    theirs, mine = told.words & (other.words - own.words), told.words & (own.words - other.words)
    enough = len(theirs) >= _MOST and len(theirs) >= len(mine) + _MORE
    if enough or _figure(own, other, told):
        values = (other.name, told.name) if forth else (told.name, other.name)
        yield Outcome("conflict", "speaker", *values, "two speakers of one saying")


def _figure(own: _Said, other: _Said, told: _Said) -> bool:
    """Tell whether the figure that is told is the other's, where the speaker gives another."""
    mine, theirs, here = (frozenset(word for word in each.words if word[0].isdigit()) for each in (own, other, told))
    return bool(mine and here & theirs - mine) and not here & mine


def _said(side: Sentence) -> list[_Said]:
    """Give what each part of a sentence says, where it has one name before a word for saying."""
    found = []
    for part in _PART.split(side.text):
        match = pattern(saying()).search(part)
        name = next(iter(_NAME.findall(part[: match.start()])[-1:]), None) if match else None
        if match is None or name is None or not is_somebody(name):
            continue
        found.append(_Said(_roots(name), name, _roots(part[match.end() :])))
    return found


def _roots(text: str) -> frozenset[str]:
    words = [root(word) for word in map(fold, _WORD.findall(text)) if content(word) and word not in CALENDAR]
    kinds = (f"={group}" for word in words for group in sense(word))
    return frozenset((*filter(topical, words), *kinds, *_NUMBER.findall(text)))
