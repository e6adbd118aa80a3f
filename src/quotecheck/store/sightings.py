"""Where speakers are named: who, in which article, in what words; and the likeness of two names. No merging here."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from quotecheck.language.names import fold, is_local
from quotecheck.records import Quote, SpeakerRef
from quotecheck.rules.people import roles

Mention = tuple[str, str]  # id of an article, id of a speaker

_MIN_LENGTH = 5  # a slip in a shorter surname makes another name
_PARTICLES = frozenset(
    ["van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "al", "el", "bin", "ibn",
     "ten", "ter", "zu", "mac", "mc", "st", "o", "d"]
)  # fmt: skip
# Ways to write one sound in Latin letters: Omerov and Ömerow, Kallisky and Kaliskiy, Djura and Đura.
_SOUNDS = (
    ("dj", "d"), ("dz", "z"), ("zh", "j"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("tch", "ch"),
    ("tsch", "ch"), ("sch", "sh"), ("ck", "k"), ("q", "k"), ("w", "v"), ("x", "ks"), ("ts", "c"), ("tz", "c"),
    ("ou", "u"), ("oo", "u"), ("ae", "a"), ("oe", "o"), ("ue", "u"), ("ij", "i"), ("iy", "i"), ("yi", "i"), ("y", "i"),
    ("j", "i"),
)  # fmt: skip


def refs(quote: Quote) -> Iterator[SpeakerRef]:
    """Yield who says a quote, alone or together, and for whom."""
    if quote.speaker is not None:
        yield quote.speaker
    yield from quote.co_speakers
    if quote.speaks_for is not None:
        yield quote.speaks_for


@dataclass(slots=True)
class Sighting:
    """One speaker in one happening: the words of the name, the articles, how often, and the sources' own words."""

    id: str
    name: str
    words: tuple[str, ...]
    articles: set[str] = field(default_factory=set)
    count: int = 0

    @property
    def full(self) -> bool:
        """Tell whether there is more than a surname."""
        return len(self.words) > 1 and self.words[0] not in _PARTICLES


def people(quotes: Iterable[Quote]) -> dict[str, Sighting]:
    """Give the persons with names among the speakers of one happening by their ids."""
    found: dict[str, Sighting] = {}
    for quote in quotes:
        for ref in refs(quote):
            if ref.kind == "person" and not is_local(ref.id):
                one = found.setdefault(ref.id, Sighting(ref.id, ref.name, bare(ref.name)))
                one.articles.add(quote.article_id)
                one.count += 1
    return found


def by_event(quotes: Iterable[Quote], events: Sequence[Sequence[str]]) -> dict[str, list[Quote]]:
    """Group quotes by happening, named by its first article; an article that shares none is one of its own."""
    event_of = {article: event[0] for event in events for article in event}
    grouped: dict[str, list[Quote]] = defaultdict(list)
    for quote in quotes:
        grouped[event_of.get(quote.article_id, quote.article_id)].append(quote)
    return dict(sorted(grouped.items()))


def bare(name: str) -> tuple[str, ...]:
    """Give the folded words of a name without courtesy titles in front: Sir Tobin Vale is tobin, vale."""
    words = fold(name).split()
    while len(words) > 1 and words[0] in roles().titles:
        words = words[1:]
    return tuple(words)


def places_of(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Yield where a name stands in a text as a whole."""
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        if not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()):
            yield start, end
        start = text.find(name, end)


def ends(short: Sequence[str], full: Sequence[str]) -> bool:
    """Tell whether a surname, perhaps of several words, ends a fuller name."""
    return 0 < len(short) < len(full) and tuple(full[-len(short) :]) == tuple(short)


def initials_agree(one: Sequence[str], two: Sequence[str]) -> bool:
    """Tell whether the given names may be of one person: T and Tobin, Tobin A and Tobin."""
    left, right = one[0], two[0]
    short, long = sorted((left, right), key=len)
    return left == right or (len(short) == 1 and long.startswith(short))


def sounds(word: str) -> str:
    """Give what is left of a folded word when the ways of transliterating one sound are made one."""
    for spelt, sound in _SOUNDS:
        word = word.replace(spelt, sound)
    return "".join(char for at, char in enumerate(word) if at == 0 or char != word[at - 1])


def loosely(word: str) -> frozenset[str]:
    """Give the keys by which given names of many spellings meet: Sergei and Serhii, Yevgeny and Evgeniy, Ahmed, Ahmad.

    Too loose to join anybody without an office or words in common.
    """
    key = re.sub("(?:ei|ii|ai|e)$", "i", re.sub("^ie", "e", sounds(word).replace("g", "h")))
    key = re.sub(r"(.)\1", r"\1", key.replace("o", "u"))
    return frozenset({re.sub("[ei]+", "i", key), re.sub("a[ei]", "ai", key.replace("e", "a"))})


def one_slip(left: str, right: str) -> bool:
    """Tell whether two surnames differ by one letter added, lost, changed or swapped behind the first."""
    long_enough = min(len(left), len(right)) >= _MIN_LENGTH
    return long_enough and left[0] == right[0] and OSA.distance(left, right, score_cutoff=1) == 1


def spelt_alike(left: Sequence[str], right: Sequence[str]) -> str | None:
    """Say how two full names may be spellings of one, or None: the same given names, a surname almost the same."""
    if left == right or len(left) != len(right):
        return None
    if all(sounds(a) == sounds(b) for a, b in zip(left, right, strict=True)):
        return "transliteration"
    return "misspelling" if tuple(left[:-1]) == tuple(right[:-1]) and one_slip(left[-1], right[-1]) else None


def follow(links: Mapping[str, str], start: str) -> str:
    """Follow links from id to id to the end; links in a circle are left at the first that comes again."""
    seen = {start}
    while (after := links.get(start)) is not None and after not in seen:
        seen.add(after)
        start = after
    return start
