"""What a denial, a retraction, an apology or a bare confirmation is about: another quote of the same article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quotecheck.language.names import fold
from quotecheck.records import Quote

# How many quotes before and behind one are searched for what it is about.
_REACH = 100
# How many characters of one sentence are searched at the most.
_SENTENCE = 1000
# Quotes before one that "the claim" or "it" may mean.
_NEAR = 3
# The share of the shorter one's words that two wordings of one claim have in common, and how many at least.
_ALIGNED = 0.6
_SHARED = 2
_STEM = 5
_BARE = re.compile(
    r"(?:(?:the|these|those|this|that|his|her|its|their|all|any|such|earlier|previous|recent|both) )*"
    r"(?:accusations?|allegations?|assertions?|charges?|claims?|comments?|criticisms?|remarks?|reports?|rumou?rs?"
    r"|speculation|statements?|suggestions?|words?|it|this|that)"
)
_DISPUTES = re.compile(
    r"\b(?:misquot|misreport|misrepresent|out of context|put words in|words (?:had been |were )?twisted)"
)
_STOP = frozenset({
    "a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "for", "from", "had", "has", "have", "he", "her",
    "him", "his", "i", "in", "is", "it", "its", "my", "of", "on", "or", "our", "said", "she", "so", "that", "the",
    "their", "them", "they", "this", "to", "was", "we", "were", "will", "with", "would", "you",
})  # fmt: skip
_TAKES_BACK = frozenset({"retraction", "apology"})


def with_targets(quotes: Sequence[Quote], text: str) -> list[Quote]:
    """Give each quote that is about another one of the article its target."""
    found = []
    for n, quote in enumerate(quotes):
        near = quotes[max(0, n - _REACH) : n + _REACH]
        target = _target(quote, near, text) if _is_about(quote) else None
        found.append(quote if target is None else quote.model_copy(update={"target": target.id}))
    return found


def _is_about(quote: Quote) -> bool:
    if quote.cue is None:
        return False
    about = quote.act in _TAKES_BACK or quote.act == "denial" or (quote.act == "confirmation" and not quote.content)
    return about or _disputes(quote) or _disowned(quote)


def _disputes(quote: Quote) -> bool:
    return bool(_DISPUTES.search(_said(quote).lower()))


def _disowned(quote: Quote) -> bool:
    """Tell whether a quote is words that were never said, by somebody who says so."""
    return quote.reality == "did-not-happen" and quote.type != "indirect" and quote.parent is not None


def _target(quote: Quote, quotes: Sequence[Quote], text: str) -> Quote | None:
    earlier = [other for other in quotes if _at(other) < _at(quote) and other.id != quote.parent]
    earlier = [other for other in earlier if other.parent != quote.id and other.content and not _is_about(other)]
    own = _disputes(quote) or _disowned(quote) or quote.act in _TAKES_BACK
    by = [other for other in earlier if _same_speaker(quote, other) == own]
    claim = next(_claims(quote, quotes, text), None)
    if claim is not None:
        return claim
    aligned = [other for other in by if _aligned(quote, other)]
    if aligned:
        return aligned[-1]
    if _disputes(quote):
        return by[-1] if by else None
    bare = not quote.content or _BARE.fullmatch(fold(_said(quote)))
    near = [other for other in by if other in earlier[-_NEAR:]]
    return near[-1] if bare and near else None


def _claims(quote: Quote, quotes: Sequence[Quote], text: str) -> Iterator[Quote]:
    """Yield the claims that stand in the words of a denial or behind a retraction, in the same sentence."""
    if quote.cue is None or not (quote.act in _TAKES_BACK or quote.act == "denial"):
        return
    for other in quotes:
        if other.id == quote.id or other.cue is None or other.act in _TAKES_BACK:
            continue
        held = other.parent == quote.id
        behind = 0 <= other.cue.start - quote.cue.end < _SENTENCE
        behind = behind and not re.search(r"[.!?]\s", text[quote.cue.end : other.cue.start])
        before = other.content == quote.content
        if held or (quote.act in _TAKES_BACK and other.content and (before or behind)):
            yield other


def _at(quote: Quote) -> int:
    return quote.cue.start if quote.cue is not None else quote.content[0].start if quote.content else 0


def _said(quote: Quote) -> str:
    return " ".join(span.text for span in quote.content)


def _same_speaker(quote: Quote, other: Quote) -> bool:
    return quote.speaker is not None and other.speaker is not None and quote.speaker.id == other.speaker.id


def _aligned(quote: Quote, other: Quote) -> bool:
    left, right = _words(quote), _words(other)
    if _disowned(quote):
        return bool(left) and left <= right
    shared = len(left & right)
    return shared >= _SHARED and shared >= _ALIGNED * min(len(left), len(right))


def _words(quote: Quote) -> set[str]:
    """Give the first letters of the words of content, so that "open" and "opened" meet."""
    return {word[:_STEM] for word in re.findall(r"\w+", fold(_said(quote))) if word not in _STOP}
