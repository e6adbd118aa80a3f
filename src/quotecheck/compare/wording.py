"""One speaker, one saying, other words between the marks: a number, a lost *not*, a key word, a cut that turns it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial

from quotecheck.compare.alignment import Alignment, Change, align
from quotecheck.compare.differences import SEVERE, Difference, difference, exclusive, has_core, swapped, turned
from quotecheck.compare.halves import halves
from quotecheck.compare.sayings import Saying, may_be_one, said_beside, same_speaker, shingles
from quotecheck.compare.statements import Outcome
from quotecheck.compare.words import article_words, plain_words
from quotecheck.language.unedited import GAP
from quotecheck.records import Verdict

MIN_MATCHED = 0.6
# Sayings that differ in more places are two accounts of one, not one account with a word wrong.
MAX_PLACES = 2
# How many words must be the same: more where one report does not name the speaker.
MIN_KNOWN = 3
MIN_UNKNOWN = 5
# Who says a thing again after this says it of something else.
ONE_OCCASION = dt.timedelta(days=3)
_WHY: dict[Difference, str] = {
    "gap": "words were left out or replaced, and it is marked",
    "form": "the difference is one of form, such as tense",
    "left-out": "one has words that the other leaves out",
    "reworded": "they put it in other words",
}


def keys(saying: Saying) -> Iterator[str]:
    """Give the runs of words of a saying."""
    yield from shingles(saying)


def check(left: Saying, right: Saying) -> Outcome | None:
    """Find a material difference between two versions of one saying."""
    known = same_speaker(left, right)
    if (known is False and not may_be_one(left, right)) or (left.loose and right.loose):
        return None
    lost = _lost(left, right) if known else None
    if lost is not None and not (left.translated or right.translated):
        return _outcome(left, right, "conflict", f"truncation: without “{lost}” it has another sense")
    found = _versions(left, right, known=known)
    if found is None or found.verdict == "compatible":
        return _other_half(left, right, known=known) or found
    return found


def _versions(left: Saying, right: Saying, *, known: bool | None) -> Outcome | None:
    """Compare two versions that are one but for a place or two."""
    outcome = partial(_outcome, left, right)
    aligned = align(left.words, right.words)
    if not _one_saying(left, right, aligned, known=known is True):
        return None
    if not aligned.changes:
        return outcome("agreement", _same(left, right)) if known and not (left.loose or right.loose) else None
    denied = swapped(left.words, right.words)
    if denied is not None and not (left.loose or right.loose):
        return outcome("conflict", f"turned round: not “{denied[0]}” against not “{denied[1]}”")
    kinds = {difference(change): change for change in aligned.changes}
    severe = [change for change in aligned.changes if difference(change) in SEVERE]
    if len(severe) == 1 and _material(left, right, severe[0], aligned):
        (change,) = severe
        was, became = (f"“{' '.join(words)}”" if words else "no such word" for words in (change.one, change.two))
        return outcome("conflict", f"{difference(change)}: {was} against {became}".replace("-", " "))
    return outcome("compatible", _compatible(left, right, kinds))


def _other_half(left: Saying, right: Saying, *, known: bool | None) -> Outcome | None:
    """Find that one half of a saying is the same, and the other half another, which its own report alone has."""
    if known is False or left.loose or right.loose or left.translated or right.translated or _days_apart(left, right):
        return None
    found = halves(left.words, right.words)
    if found is None or len(found.same) < (MIN_KNOWN if known else MIN_UNKNOWN):
        return None
    if _has(right, found.one) or _has(left, found.two):
        return None
    was, became = (f"“{' '.join(words)}”" for words in (found.one, found.two))
    return _outcome(left, right, "conflict", f"half of it: {was} against {became}")


def _days_apart(left: Saying, right: Saying) -> bool:
    if left.published is None or right.published is None:
        return False
    return abs(left.published - right.published) > ONE_OCCASION


def _has(saying: Saying, words: tuple[str, ...]) -> bool:
    """Tell whether the article of a saying has such words anywhere."""
    return f" {' '.join(words)} " in article_words(saying.article.text)


def _outcome(left: Saying, right: Saying, verdict: Verdict, why: str) -> Outcome:
    return Outcome(verdict, "wording", left.span.text, right.span.text, why)


def _one_saying(left: Saying, right: Saying, aligned: Alignment, *, known: bool) -> bool:
    """Tell whether so much is the same that both can be one saying."""
    shorter = min(sum(word != GAP for word in saying.words) for saying in (left, right))
    matched = len(aligned.same)
    return matched >= max(MIN_MATCHED * shorter, MIN_KNOWN if known else MIN_UNKNOWN)


def _material(left: Saying, right: Saying, change: Change, aligned: Alignment) -> bool:
    """Tell whether the one severe change is a fault of a report, not another saying or another translation.

    Where one article has both versions, the speaker said both.
    """
    translated = left.translated or right.translated
    return (
        len(aligned.changes) <= MAX_PLACES
        and has_core(aligned.same)
        and not (left.loose or right.loose)
        and not (translated and difference(change) == "key-word" and not exclusive(change))
        and not (said_beside(left, right) or said_beside(right, left))
    )


def _lost(left: Saying, right: Saying) -> str | None:
    """Give what the shorter saying, a whole sentence to its readers, leaves out and so turns the sense."""
    short, long = sorted((left, right), key=lambda saying: len(saying.words))
    if short.quote.type != "direct" or long.loose or GAP in short.words:
        return None
    return turned(short.words, long.words)


def _same(left: Saying, right: Saying) -> str:
    if plain_words(left.span.text) == plain_words(right.span.text):
        return "the same words"
    return "the same words but for fillers, spelling or an editor’s marks"


def _compatible(left: Saying, right: Saying, kinds: dict[Difference, Change]) -> str:
    if not SEVERE.isdisjoint(kinds) and (left.translated or right.translated):
        return "they may be two translations of one saying"
    return next((why for kind, why in _WHY.items() if kind in kinds), "the words differ in several places")
