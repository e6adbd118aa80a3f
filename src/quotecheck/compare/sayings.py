"""What comparators of quotes see: a quoted sentence, its words, and who is said to have said it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from quotecheck.compare.statements import PRONOUNS, moment
from quotecheck.language.names import fold
from quotecheck.records import Article, Quote, Span

_SENTENCE = re.compile(r"[^.!?…]+[.!?…]*")
_BRACKET = re.compile(r"\[[^\]]*\]|\(sic\)|\.\s?\.\s?\.|…")
_APOSTROPHE = re.compile(r"\s?['’]\s?(?=(?:m|s|re|ve|ll|d|t)\b)|['’]", re.IGNORECASE)
_SPELT = {"okay": "ok", "alright": "right", "percent": "cent", "cannot": "cant"}
MIN_WORDS = 4
ALIKE = 0.85


@dataclass(frozen=True, slots=True)
class Saying:
    """One sentence between quotation marks; `gaps` tells that words were left out or put in brackets."""

    quote: Quote
    article: Article
    origin: str
    published: dt.datetime | None
    span: Span
    words: tuple[str, ...]
    gaps: bool

    @property
    def id(self) -> str:
        """Give the quote's id."""
        return self.quote.id

    @property
    def holder(self) -> str | None:
        """Give who is said to have said it."""
        return self.speaker

    @property
    def speaker(self) -> str | None:
        """Give the name of who said it, or the words that name them; None where that is a pronoun or unknown."""
        quote = self.quote
        name = quote.speaker.name if quote.speaker else quote.source.text if quote.source else None
        return None if name is None or fold(name) in PRONOUNS else name


def sayings(quote: Quote, article: Article, origins: Mapping[str, str]) -> Iterator[Saying]:
    """Give the quoted sentences of a quote that are long enough to be known again."""
    for span in quote.quoted:
        for match in _SENTENCE.finditer(span.text):
            text = match.group().strip()
            words = tuple(_SPELT.get(word, word) for word in fold(_APOSTROPHE.sub("", _BRACKET.sub(" ", text))).split())
            if len(words) >= MIN_WORDS:
                start = span.start + match.start() + len(match.group()) - len(match.group().lstrip())
                yield Saying(
                    quote, article, origins[article.id], moment(article.published),
                    Span(start=start, end=start + len(text), text=text), words, bool(_BRACKET.search(text)),
                )  # fmt: skip


def shingles(saying: Saying, size: int = 2) -> Iterator[str]:
    """Give the runs of words by which like sayings meet."""
    for i in range(len(saying.words) - size + 1):
        yield " ".join(saying.words[i : i + size])


def same_speaker(left: Saying, right: Saying) -> bool | None:
    """Tell whether two sayings have one speaker; None where either is not known by a name or description."""
    one, two = left.speaker, right.speaker
    if one is None or two is None:
        return None
    if left.quote.speaker and right.quote.speaker and left.quote.speaker.id == right.quote.speaker.id:
        return True
    first, second = _names(one), _names(two)
    if not first or not second:
        return None
    return not first.isdisjoint(second) or _spelt_alike(one, two)


def _spelt_alike(one: str, two: str) -> bool:
    """Let Hefner meet Heffner: last names that differ in a letter, below the same words."""
    first, second = fold(one).split()[-1], fold(two).split()[-1]
    return SequenceMatcher(None, first, second).ratio() >= ALIKE


_TITLES = frozenset(
    [
        "the",
        "a",
        "an",
        "mr",
        "mrs",
        "ms",
        "dr",
        "sir",
        "dame",
        "lord",
        "lady",
        "president",
        "minister",
        "prime",
        "chief",
        "captain",
        "her",
        "his",
        "their",
        "its",
    ]
)


def _names(name: str) -> frozenset[str]:
    return frozenset(fold(name).split()) - _TITLES
