"""The same quoted words, given to two speakers."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from quotecheck.compare.roles import PRONOUNS
from quotecheck.compare.sayings import Saying, collective, same_speaker, shingles, unnamed
from quotecheck.compare.statements import Outcome
from quotecheck.compare.whose import another
from quotecheck.language.names import fold
from quotecheck.rules.people import kinds

ALIKE = 0.9
MIN_WORDS = 5
REACH = 150
_PARAGRAPH = "\n"


def keys(saying: Saying) -> Iterator[str]:
    """Give the runs of words of a saying."""
    yield from shingles(saying)


def check(left: Saying, right: Saying) -> Outcome | None:
    """Find one saying with two speakers."""
    if left.loose or right.loose or _unsure(left, right) or min(len(left.words), len(right.words)) < MIN_WORDS:
        return None
    same = same_speaker(left, right)
    if same is True or not _one_saying(left, right):
        return None
    if same is None:
        return _by_reference(left, right)
    return _two_named(left, right)


def _one_saying(left: Saying, right: Saying) -> bool:
    """Tell whether the words are nearly the same, or all those of one report stand in the other's."""
    matcher = SequenceMatcher(None, left.words, right.words, autojunk=False)
    if matcher.ratio() >= ALIKE:
        return True
    return matcher.find_longest_match().size == min(len(left.words), len(right.words))


def _unsure(left: Saying, right: Saying) -> bool:
    """Tell whether both speakers are pronouns, or one is not told by a cue: then who speaks is itself a guess."""
    sides = (left.quote, right.quote)
    pronouns = all(quote.source is not None and fold(quote.source.text) in PRONOUNS for quote in sides)
    return pronouns or any(
        quote.cue is None and not _beside(side) for side, quote in zip((left, right), sides, strict=True)
    )


def _beside(saying: Saying) -> bool:
    """Tell whether the words for the speaker stand near the words that are said."""
    source, span = saying.quote.source, saying.span
    return source is not None and span.start - REACH <= source.start <= span.end + REACH


def _two_named(left: Saying, right: Saying) -> Outcome:
    """Judge two speakers that are not one by name."""
    first, second = left.speaker or "", right.speaker or ""
    if _speak_together(left, right) or _speak_together(right, left):
        return Outcome("compatible", "speaker", first, second, "one speaks for the other")
    if unnamed(left) or unnamed(right):
        return _by_reference(left, right) or Outcome(
            "compatible", "speaker", first, second, "the description may be of the other"
        )
    if collective(left) != collective(right):
        return Outcome("compatible", "speaker", first, second, "a person may speak for a body")
    if _near(left, second) or _near(right, first) or _outlet(first) != _outlet(second):
        return Outcome("compatible", "speaker", first, second, "one may relay the other")
    if _may_mean(left, second) or _may_mean(right, first):
        return Outcome("compatible", "speaker", first, second, "the pronoun may be of the other")
    return Outcome("conflict", "speaker", first, second, "one saying, two speakers")


def _outlet(name: str) -> bool:
    """Tell a newspaper, an agency or a broadcaster, which tells what others said."""
    words = fold(name).split()
    return not kinds().outlets.isdisjoint(words[-1:])


def _by_reference(left: Saying, right: Saying) -> Outcome | None:
    """Find that a pronoun or a description is not of the speaker whom the other report names."""
    for referring, named in ((left, right), (right, left)):
        meant = another(referring, named)
        if meant is not None and not _near(referring, named.speaker or ""):
            values = {referring.id: meant, named.id: named.speaker or ""}
            return Outcome("conflict", "speaker", values[left.id], values[right.id], "one saying, two speakers")
    return None


def _speak_together(left: Saying, right: Saying) -> bool:
    """Tell whether the right one's speaker is one of those who said it on the left, for whom, or through whom."""
    quote, other = left.quote, right.quote.speaker
    refs = [ref.id for ref in (*quote.co_speakers, *([quote.speaks_for] if quote.speaks_for else []))]
    return other is not None and (other.id in refs or fold(other.name) in {fold(link.name) for link in quote.chain})


def _may_mean(saying: Saying, name: str) -> bool:
    """Tell whether the speaker is a pronoun, and its report has the other report's speaker further up."""
    source = saying.quote.source
    if source is None or fold(source.text) not in PRONOUNS:
        return False
    return fold(name).split()[-1] in fold(saying.article.text[: saying.span.start]).split()


def _near(saying: Saying, name: str) -> bool:
    """Tell whether a name stands in the words around a saying, so that it may be its speaker's or its relay's."""
    text, span = saying.article.text, saying.span
    before, behind = text[max(0, span.start - REACH) : span.start], text[span.end : span.end + REACH]
    around = f"{before.rpartition(_PARAGRAPH)[2]} {saying.span.text} {behind.partition(_PARAGRAPH)[0]}"
    return fold(name).split()[-1:] != [] and fold(name).split()[-1] in fold(around).split()
