"""One speaker, one saying, other words between the marks: a number, a lost *not*, a key word."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from quotecheck.compare.sayings import Saying, same_speaker, shingles
from quotecheck.compare.statements import Outcome

MIN_MATCHED = 0.6
MAX_CHANGED = 2
# Sayings that differ in more places are two accounts of one, not one account with a word wrong.
MAX_PLACES = 2
# How many words must be the same: more where one report does not name the speaker.
MIN_KNOWN = 3
MIN_UNKNOWN = 5
NEGATIVE = frozenset({"not", "never", "no", "none", "nothing", "nobody", "cannot", "without", "dont", "didnt", "wont"})
# Words that change between reported and direct speech, or between two transcripts, without changing what was said.
SLIGHT = frozenset(
    [
        "a",
        "an",
        "the",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "am",
        "has",
        "have",
        "had",
        "do",
        "does",
        "did",
        "will",
        "would",
        "shall",
        "should",
        "can",
        "could",
        "may",
        "might",
        "i",
        "we",
        "you",
        "he",
        "she",
        "it",
        "they",
        "me",
        "us",
        "him",
        "her",
        "them",
        "my",
        "our",
        "your",
        "his",
        "their",
        "its",
        "that",
        "this",
        "these",
        "those",
        "to",
        "of",
        "and",
        "or",
        "but",
        "so",
        "then",
        "well",
        "um",
        "uh",
        "very",
        "yesterday",
        "today",
        "tomorrow",
        "tonight",
        "morning",
        "evening",
        "really",
        "just",
        "in",
        "on",
        "at",
    ]
)


def keys(saying: Saying) -> Iterator[str]:
    """Give the runs of words of a saying."""
    yield from shingles(saying)


def check(left: Saying, right: Saying) -> Outcome | None:
    """Find a material difference between two versions of one saying."""
    known = same_speaker(left, right)
    if known is False:
        return None
    one, two = left.words, right.words
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    changes = [change for change in matcher.get_opcodes() if change[0] != "equal"]
    matched = sum(block.size for block in matcher.get_matching_blocks())
    if matched < MIN_MATCHED * min(len(one), len(two)) or matched < (MIN_KNOWN if known else MIN_UNKNOWN):
        return None
    if not changes and known is None:
        return None
    if not changes:
        return Outcome("agreement", "wording", left.span.text, right.span.text, "the same words")
    pairs = [(one[i:j], two[k:m]) for _, i, j, k, m in changes]
    material = [pair for pair in pairs if _material(*pair)]
    if not material or left.gaps or right.gaps or len(material) > 1 or len(changes) > MAX_PLACES:
        return Outcome("compatible", "wording", left.span.text, right.span.text, "the difference is one of form")
    was, became = (" ".join(words) or "nothing" for words in material[0])
    return Outcome("conflict", "wording", left.span.text, right.span.text, f"“{was}” against “{became}”")


def _material(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Tell whether a replacement changes what was said; words left out at an edge or replaced by many do not."""
    if NEGATIVE.isdisjoint(one) != NEGATIVE.isdisjoint(two):
        return len(one) <= MAX_CHANGED and len(two) <= MAX_CHANGED
    if not one or not two or len(one) > MAX_CHANGED or len(two) > MAX_CHANGED:
        return False
    first, second = set(one) - SLIGHT, set(two) - SLIGHT
    if not first or not second:
        return False
    return not any(_one_word(a, b) for a in first for b in second)


def _one_word(one: str, two: str) -> bool:
    """Tell whether two words are forms or spellings of one: tense, plural, colour and color."""
    if one.isdigit() or two.isdigit():
        return one == two
    stem = min(len(one), len(two), 4)
    close = SequenceMatcher(None, one, two).ratio() >= 0.8  # noqa: PLR2004
    return (one[:stem] == two[:stem] and abs(len(one) - len(two)) <= 3 and close) or close  # noqa: PLR2004
