"""What comparators of quotes see: a quoted sentence, its words, and who is said to have said it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from quotecheck.compare.statements import moment
from quotecheck.compare.words import WILD, article_words, words
from quotecheck.language.names import fold, told_apart
from quotecheck.language.unedited import GAP, Placed, unedited
from quotecheck.records import Article, Edit, Quote, Span
from quotecheck.rules.words import common_words

_END = re.compile(r"(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<!\b[A-Z])\.(?!\d)|[!?]+")
_ENDS_BETWEEN = re.compile(r"[.!?](?:\s|$)")
_TRANSLATED = re.compile(r"(?i)\btranslated (?:by|from|into)\b|\((?:in|as) translat(?:ion|ed)\)")
# Words for a speaker that do not tell who it is.
_UNNAMED = frozenset({"it", "he", "she", "they", "we", "i", "you", "who", "which", "that", "this", "one", "other"})
_COLLECTIVE = frozenset({"organisation", "government", "office", "group", "document"})
MIN_WORDS = 3
# Fewer words between marks are known again only with the clause around them.
MIN_ALONE = 5
ALIKE = 0.85


@dataclass(frozen=True, slots=True)
class Saying:
    """One sentence between quotation marks, in the words that are compared.

    `loose`: words outside the marks belong to it, which may be the reporter's own.
    """

    quote: Quote
    article: Article
    origin: str
    published: dt.datetime | None
    span: Span
    words: tuple[str, ...]
    loose: bool = False

    @property
    def id(self) -> str:
        """Give the quote's id."""
        return self.quote.id

    @property
    def start(self) -> int:
        """Give where the words begin."""
        return self.span.start

    @property
    def same(self) -> Hashable:
        """Give what a copy of it has too."""
        return self.span.text, self.speaker

    @property
    def holder(self) -> str | None:
        """Give who is said to have said it."""
        return self.speaker

    @property
    def speaker(self) -> str | None:
        """Give the name of who said it, or the words that name them; None where that is a pronoun or unknown."""
        quote = self.quote
        name = quote.speaker.name if quote.speaker else quote.source.text if quote.source else None
        return None if name is None or fold(name) in _UNNAMED else name

    @property
    def translated(self) -> bool:
        """Tell whether the words came through a translation."""
        return self.quote.via_translation or bool(_TRANSLATED.search(self.article.text))


def sayings(quote: Quote, article: Article, origins: Mapping[str, str]) -> Iterator[Saying]:
    """Give the quoted sentences of a quote that are long enough to be known again.

    Stretches of a quotation that its cue splits are one text. Where too little is between marks ("was open"), the
    whole reported clause counts, loosely.
    """
    mixed = quote.type == "mixed"
    texts = [_plain(span, quote.edits) for span in quote.quoted] if mixed else [_joined(quote, article)]
    published, origin = moment(article.published), origins[article.id]
    longest = 0
    for sentence in (sentence for text in texts for sentence in _sentences(text)):
        compared = words("".join(char for char, _ in sentence))
        if sum(word != GAP for word in compared) >= MIN_WORDS:
            longest = max(longest, len(compared))
            yield Saying(quote, article, origin, published, _span(sentence, article), compared)
    if mixed and quote.content and longest < MIN_ALONE:
        clause = quote.content[0]
        yield Saying(quote, article, origin, published, clause, words(clause.text), loose=True)


def _joined(quote: Quote, article: Article) -> list[Placed]:
    """Put the stretches together; a sentence that ends in the cue's clause between them ends here too."""
    made: list[Placed] = []
    end = 0
    for span in quote.quoted:
        if made:
            closed = _ENDS_BETWEEN.search(article.text[end : span.start])
            made += [(char, end - 1) for char in (". " if closed else " ")]
        made += _plain(span, quote.edits)
        end = span.end
    return made


def _plain(stretch: Span, edits: Sequence[Edit]) -> list[Placed]:
    """Give a stretch without edits; what a censor took out becomes a star."""
    cut = {
        offset: edit.text[0] in "[(" or not edit.text[offset - edit.start].isalpha()
        for edit in edits
        if edit.kind == "censored"
        for offset in range(edit.start, edit.end)
    }
    made: list[Placed] = []
    for char, offset in unedited(stretch, edits):
        if not cut.get(offset, False):
            made.append((char, offset))
        elif not made or made[-1][0] != WILD:
            made.append((WILD, offset))
    return made


def _sentences(placed: Sequence[Placed]) -> Iterator[Sequence[Placed]]:
    text = "".join(char for char, _ in placed)
    start = 0
    for match in _END.finditer(text):
        yield from _stripped(placed, text, start, match.end())
        start = match.end()
    yield from _stripped(placed, text, start, len(text))


def _stripped(placed: Sequence[Placed], text: str, start: int, end: int) -> Iterator[Sequence[Placed]]:
    part = text[start:end]
    if part.strip():
        start += len(part) - len(part.lstrip())
        yield placed[start : start + len(part.strip())]


def _span(sentence: Sequence[Placed], article: Article) -> Span:
    start, end = sentence[0][1], sentence[-1][1] + 1
    return Span(start=start, end=end, text=article.text[start:end])


def shingles(saying: Saying, size: int = 2) -> Iterator[str]:
    """Give the runs of words by which like sayings meet."""
    for i in range(len(saying.words) - size + 1):
        yield " ".join(saying.words[i : i + size])


def said_beside(saying: Saying, other: Saying) -> bool:
    """Tell whether the article of another saying has the very words of this one too, elsewhere than in that."""
    phrase = f" {' '.join(saying.words)} "
    return article_words(other.article.text).count(phrase) > f" {' '.join(other.words)} ".count(phrase)


def same_speaker(left: Saying, right: Saying) -> bool | None:
    """Tell whether two sayings have one speaker; None where either is not known by a name or description."""
    one, two = left.speaker, right.speaker
    if one is None or two is None:
        return None
    if left.quote.speaker and right.quote.speaker:
        if left.quote.speaker.id == right.quote.speaker.id:
            return True
        if told_apart(left.quote.speaker.id, right.quote.speaker.id):
            return False
    first, second = _names(one), _names(two)
    if not first or not second:
        return None
    return not first.isdisjoint(second) or _spelt_alike(one, two)


def may_be_one(left: Saying, right: Saying) -> bool:
    """Tell whether two names may still be of one speaker: a description and a name, a body and who speaks for it."""
    return unnamed(left) != unnamed(right) or collective(left) != collective(right)


def unnamed(saying: Saying) -> bool:
    """Tell a description ("a grandmother", "Head of State") from a name."""
    described = (saying.speaker or "").split()
    if len(described) > 1 and all(fold(word) in common_words() for word in described):
        return True
    return not any(word[:1].isupper() for word in described[1:] or described)


def collective(saying: Saying) -> bool:
    """Tell whether a body is said to have said it."""
    return saying.quote.speaker is not None and saying.quote.speaker.kind in _COLLECTIVE


def _spelt_alike(one: str, two: str) -> bool:
    """Let Hefner meet Heffner: last names that differ in a letter, below the same words."""
    first, second = fold(one).split()[-1], fold(two).split()[-1]
    return SequenceMatcher(None, first, second).ratio() >= ALIKE


_TITLES = frozenset(
    {"the", "a", "an", "mr", "mrs", "ms", "dr", "sir", "dame", "lord", "lady", "president", "minister", "prime",
     "chief", "captain", "her", "his", "their", "its"}
)  # fmt: skip


def _names(name: str) -> frozenset[str]:
    return frozenset(fold(name).split()) - _TITLES
