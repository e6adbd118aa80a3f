"""The same quoted words, given to two speakers."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from quotecheck.compare.sayings import Saying, collective, same_speaker, shingles, unnamed
from quotecheck.compare.statements import Outcome
from quotecheck.language.names import fold

ALIKE = 0.9
MIN_WORDS = 5
REACH = 150


def keys(saying: Saying) -> Iterator[str]:
    """Give the runs of words of a saying."""
    yield from shingles(saying)


def check(left: Saying, right: Saying) -> Outcome | None:
    """Find one saying with two speakers."""
    if left.loose or right.loose:
        return None
    if min(len(left.words), len(right.words)) < MIN_WORDS or same_speaker(left, right) is not False:
        return None
    if SequenceMatcher(None, left.words, right.words, autojunk=False).ratio() < ALIKE:
        return None
    if _speak_together(left, right) or _speak_together(right, left):
        return Outcome("compatible", "speaker", left.speaker or "", right.speaker or "", "one speaks for the other")
    assert left.speaker is not None
    assert right.speaker is not None
    if unnamed(left) or unnamed(right):
        return Outcome("compatible", "speaker", left.speaker, right.speaker, "the description may be of the other")
    if collective(left) != collective(right):
        return Outcome("compatible", "speaker", left.speaker, right.speaker, "a person may speak for a body")
    if _near(left, right.speaker) or _near(right, left.speaker):
        return Outcome("compatible", "speaker", left.speaker, right.speaker, "one may relay the other")
    return Outcome("conflict", "speaker", left.speaker, right.speaker, "one saying, two speakers")


def _speak_together(left: Saying, right: Saying) -> bool:
    """Tell whether the right one's speaker is one of those who said it on the left, for whom, or through whom."""
    quote, other = left.quote, right.quote.speaker
    refs = [ref.id for ref in (*quote.co_speakers, *([quote.speaks_for] if quote.speaks_for else []))]
    return other is not None and (other.id in refs or fold(other.name) in {fold(link.name) for link in quote.chain})


def _near(saying: Saying, name: str) -> bool:
    """Tell whether a name stands in the words around a saying, so that it may be its speaker's or its relay's."""
    span = saying.span
    around = saying.article.text[max(0, span.start - REACH) : span.end + REACH]
    return fold(name).split()[-1:] != [] and fold(name).split()[-1] in fold(around).split()
