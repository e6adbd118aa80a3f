"""Who did it to whom, by the places of two parties around the words for it: "beat Brock", "beaten by Brock"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from quotecheck.compare.beside.globs import pattern
from quotecheck.compare.paired.somebody import somebody
from quotecheck.compare.paired.texts import CALENDAR, Sentence, content, cover, root
from quotecheck.compare.statements import Outcome
from quotecheck.language.names import fold
from quotecheck.rules.pairs import deeds
from quotecheck.rules.people import countries_of

ENOUGH = 0.45
_NAME = re.compile(r"(?<![\w’'])[A-Z][\w-]+(?:(?:['’]s)? (?:(?:of|de|von|van|der|and|&) )?[A-Z][\w-]+)*")
_WORD = re.compile(r"[a-z][a-z-]+")
_ENDS = re.compile(r"[.!?;](?:\s|$)")
_PASSIVE = re.compile(
    r"\b(?:was|were|been|being|be|is|are|got|get)\s(?:(?:not|also|then|later|\w+ly|been|being)\s){0,2}$", re.IGNORECASE
)
# "a nightclub in Selby": where it was, not who did it.
_WHERE = re.compile(r"\b(?:in|at|on|near|outside|off|across|around|beside|behind)\s(?:the\s)?$")
_JOINT = re.compile(r",|\b(?:and|but|who|which|that|as|after|before|while|when|because)\b")
_GAP = re.compile(r"(?:,? (?:the |a |an )?)?$")
_CLOSE = 3


@dataclass(frozen=True, slots=True)
class _Party:
    """A name, or a word for somebody; `words` are the roots by which the other sentence may have it too."""

    start: int
    end: int
    said: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Deed:
    """Who did it and to whom, and which of the two stand close to the words for it."""

    doer: _Party | None
    other: _Party | None
    close: tuple[_Party, ...]


def turned(one: Sentence, two: Sentence) -> Iterator[Outcome]:
    """Find a deed that the parties have done to each other the other way round."""
    if cover(one, two) < ENOUGH:
        return
    firsts, seconds = _parties(one, two), _parties(two, one)
    for on, back in _patterns():
        left, right = _told(one.text, firsts, on, back), _told(two.text, seconds, on, back)
        if any(_alike(a, b) for a in left for b in right):
            continue
        crossed = next(((a, b) for a in left for b in right if _crossed(a, b) or _crossed(b, a)), None)
        if crossed is not None:
            left_deed, right_deed = map(_said, crossed)
            yield Outcome("conflict", "who", left_deed, right_deed, "doer and undergoer have changed places")


def _said(deed: _Deed) -> str:
    return f"{deed.doer.said if deed.doer else '…'} to {deed.other.said if deed.other else '…'}"


def _alike(a: _Deed, b: _Deed) -> bool:
    return (_one(a.doer, b.doer) or _one(a.other, b.other)) and not _one(a.doer, b.other)


def _crossed(a: _Deed, b: _Deed) -> bool:
    """Tell whether the two have changed places; of a party close to the words for it, its own place will do."""
    if not _one(a.doer, b.other) or _one(a.doer, a.other) or _one(b.doer, b.other):
        return False
    return _one(a.other, b.doer) or (
        a.doer in a.close and b.other in b.close and (b.doer is not None or a.other is not None)
    )


def _one(a: _Party | None, b: _Party | None) -> bool:
    """Tell whether two parties are one: of Dov and Edda Hallam the surname alone does not tell."""
    return a is not None and b is not None and bool(a.words) and bool(b.words) and (
        a.words <= b.words or b.words <= a.words
    )  # fmt: skip


def _told(text: str, parties: list[_Party], on: re.Pattern[str], back: re.Pattern[str]) -> list[_Deed]:
    """Give the deeds of one kind in a text."""
    found: list[_Deed] = []
    taken: list[range] = []
    for told, way in ((back, False), (on, True)):
        for match in told.finditer(text):
            span = range(*match.span())
            if any(span.start < known.stop and known.start < span.stop for known in taken):
                continue
            taken.append(span)
            found += _deed(text, parties, match, way)
    return found


def _deed(text: str, parties: list[_Party], match: re.Match[str], way: bool) -> list[_Deed]:
    opens = max((end.end() for end in _ENDS.finditer(text, 0, match.start())), default=0)
    closes = _ENDS.search(text, match.end())
    before = [party for party in parties if opens <= party.start and party.end <= match.start()]
    after = [party for party in parties if party.start >= match.end() and (not closes or party.end <= closes.start())]
    first, second = (before[-1] if before else None), (after[0] if after else None)
    close = tuple(
        party
        for party, between in (
            (first, text[first.end : match.start()] if first else ""),
            (second, text[match.end() : second.start] if second else ""),
        )
        if party is not None and len(between.split()) <= _CLOSE and not _JOINT.search(between)
    )
    if way and _PASSIVE.search(text[: match.start()]) and not match.group().endswith("ing"):
        return [_Deed(None, first, close)] if first else []
    if first is None and second is None:
        return []
    return [_Deed(first, second, close) if way else _Deed(second, first, close)]


def _parties(side: Sentence, other: Sentence) -> list[_Party]:
    """Give the parties that the other sentence has too, as they stand; a role before a name goes with the name."""
    names = [_party(match) for match in _NAME.finditer(side.text)]
    known = [name for name in names if name.words & other.stems and not _WHERE.search(side.text[: name.start])]
    taken = [range(name.start, name.end) for name in names]
    words = [
        _party(match)
        for match in _WORD.finditer(side.text)
        if root(match.group()) in somebody()
        and root(match.group()) in other.stems
        and not any(match.start() in span for span in taken)
    ]
    free = [word for word in words if not any(_before(word, name, side.text) for name in names)]
    return sorted((*known, *free), key=lambda party: party.start)


def _before(word: _Party, name: _Party, text: str) -> bool:
    """Tell "the striker, Ada Brock"."""
    return word.end <= name.start and _GAP.fullmatch(text[word.end : name.start]) is not None


def _party(match: re.Match[str]) -> _Party:
    words = [word for word in fold(match.group()).split() if content(word)]
    own = frozenset(root(word) for word in words if word not in CALENDAR and word not in countries_of())
    named = own - somebody() if match.group()[:1].isupper() else own
    return _Party(match.start(), match.end(), match.group(), named or own)


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((pattern(deed.on), pattern(deed.back)) for deed in deeds())
