"""From an article to parsed passages: a paragraph each, so that no paragraph can change another's analysis."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from quotecheck.language.model import parsed
from quotecheck.records import Article, Span, Zone, ZoneKind

# Longer paragraphs are cut at a sentence end: the parser's time and memory grow with the length of one Doc.
MAX_PASSAGE = 20_000
SILENT: frozenset[ZoneKind] = frozenset({"related", "boilerplate"})

_LONG_RUN = re.compile(r"\S{1000}")
_BLANK = re.compile(
    r"(?<=[a-z]{4}[.,;!?”’])(?:\d{1,2}|[¹²³⁴-⁹]{1,2}|\[\d{1,3}\])(?=\s|$)"
    r"|(?<!\w)\*{1,3}(?=\S)|(?<=[^\s*])\*{1,3}(?!\w)"
    r"|\A[\[(]?\d{1,2}[:.]\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?[\])]?(?: ?[-–—|:])? (?=[^\W\d_a-z]|[“\"‘'])"
)
_HYPHENS = re.compile(r"(?<=[\s”’\"'])--(?=\w)")
_SENTENCE_END = re.compile(r"[.!?][\"'”’»)\]]*\s")


@dataclass(frozen=True, slots=True)
class Passage:
    """A parsed paragraph. `start` is its first code point in the article; the Doc never leaves this process."""

    index: int
    start: int
    zone: ZoneKind
    doc: Doc
    text: str  # that of the Doc, which makes it anew each time it is asked

    @property
    def end(self) -> int:
        """Give the offset behind the last code point."""
        return self.start + len(self.text)

    def span(self, first: int, last: int) -> Span:
        """Give the tokens `first` up to but not including `last` as a span of the article."""
        piece = self.doc[first:last]
        return self.chars(self.start + piece.start_char, self.start + piece.end_char)

    def chars(self, start: int, end: int) -> Span:
        """Give a stretch by the article's own offsets."""
        return Span(start=start, end=end, text=self.text[start - self.start : end - self.start])

    def index_at(self, offset: int) -> int:
        """Give the index of the token that covers an offset of the article, or of the first one behind it."""
        local = offset - self.start
        return bisect_right(range(len(self.doc)), local, key=lambda i: self.doc[i].idx + len(self.doc[i]))

    def tokens(self, start: int, end: int) -> DocSpan:
        """Give the tokens that start between two offsets of the article."""
        first = bisect_left(range(len(self.doc)), start - self.start, key=lambda i: self.doc[i].idx)
        last = bisect_left(range(len(self.doc)), end - self.start, key=lambda i: self.doc[i].idx)
        return self.doc[first:last]


def parse(article: Article) -> list[Passage]:
    """Parse an article's paragraphs in order, those of silent zones left out. Needs `article.zones`."""
    whole = [piece for zone in article.zones if zone.kind not in SILENT for piece in _cut(article.text, zone)]
    pieces = [part for piece in whole for part in _without_runs(article.text, piece)]
    texts = [article.text[start:end] for start, end, _ in pieces]
    return [
        Passage(index, start, kind, doc, text)
        for index, ((start, _, kind), doc, text) in enumerate(
            zip(pieces, parsed([_readable(t) for t in texts]), texts, strict=True)
        )
    ]


def _readable(text: str) -> str:
    """Blank what the tokeniser would take for a part of the words beside it; every offset stays as it is.

    Figures of footnotes ("said.1"), the stars of bold and italic type, the time of day before an entry of a live blog;
    and two hyphens for a dash.
    """
    text = _BLANK.sub(lambda match: " " * len(match.group()), text) if _BLANK.search(text) else text
    return _HYPHENS.sub("— ", text)


def parse_text(text: str) -> list[Passage]:
    """Parse a text whose lines are its paragraphs, all body: for examples and tests."""
    zones = [Zone(kind="body", start=m.start(), end=m.end()) for m in re.finditer(r"\S[^\n]*", text)]
    return parse(Article(id="example", text=text, zones=tuple(zones)))


def _cut(text: str, zone: Zone) -> Iterator[tuple[int, int, ZoneKind]]:
    start = zone.start
    while zone.end - start > MAX_PASSAGE:
        window = text[start : start + MAX_PASSAGE]
        ends = [match.end() for match in _SENTENCE_END.finditer(window)]
        cut = ends[-1] if ends else window.rfind(" ") + 1 or MAX_PASSAGE
        yield start, start + cut, zone.kind
        start += cut
    yield start, zone.end, zone.kind


def _without_runs(text: str, piece: tuple[int, int, ZoneKind]) -> Iterator[tuple[int, int, ZoneKind]]:
    """Break a piece inside runs that no language has: the tokeniser's time grows with the square of a word."""
    start, end, kind = piece
    for run in _LONG_RUN.finditer(text, start, end):
        yield start, run.end(), kind
        start = run.end()
    if start < end:
        yield start, end, kind


def root(doc: Doc, first: int, last: int) -> Token:
    """Give the token of a range that its others hang on: `Span.root` without its look at the whole Doc each time."""
    for token in doc[first:last]:
        if not first <= token.head.i < last or token.head.i == token.i:
            return token
    return doc[first]
