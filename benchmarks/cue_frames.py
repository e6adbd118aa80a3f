"""Which cues an annotated corpus has that no card has yet: how often a card with a frame would be right about a word.

Every pattern is run over every verb, noun and adjective outside quotation marks, with a stand-in for the card that it
lacks. *fires* is how often a pattern finds content, *right* how often the gold has an attribution with this cue and
this content: a Jaccard index of words of one half or more. Words that the rules are already right about are left out.

Gold: `{"doc_id", "text", "attributions": [{"cue": [[start, end]…], "content": [[start, end]…]}]}`, a document a line.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

from common import Row, percent, read_rows, table
from spacy.tokens import Token
from spans import jaccard, words

from quotecheck.extract.candidates import Candidate, CueSpan, Paragraph
from quotecheck.extract.choose import RANK
from quotecheck.extract.quotes import marked, quotes
from quotecheck.extract.reported import propose_reported
from quotecheck.language.parse import Passage, parse
from quotecheck.read.zones import zone
from quotecheck.records import Article, Quote
from quotecheck.rules.attribution import Cue, cues, patterns

POS = {"VERB": "VERB", "AUX": "VERB", "NOUN": "NOUN", "ADJ": "ADJ"}
FRAMES = tuple(sorted({card.frame for card in patterns().values()} - {"*", "prep:*"}))
SAME_WORDS = 0.5
# A lemma, its part of speech, and a frame.
Key = tuple[str, str, str]


def main() -> None:
    """Try every frame at every word and print the promising ones."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, metavar="GOLD", help="gold, one document a line with its doc_id")
    parser.add_argument("articles", type=Path, metavar="ARTICLES", help="the articles, one a line; id is the doc_id")
    parser.add_argument("--least", type=int, default=2, help="list what is right so many times")
    parser.add_argument("--precision", type=float, default=0.33, help="and in this share of the times that it fires")
    parser.add_argument("--limit", type=int, help="take the first so many articles")
    asked = parser.parse_args()
    gold = {row["doc_id"]: row["attributions"] for row in read_rows(asked.gold)}
    counts = Counts()
    for row in read_rows(asked.articles, asked.limit):
        counts.add(Article(id=row["id"], text=row["text"]), gold[row["id"]])
    rows = list(counts.promising(asked.least, asked.precision))
    print(f"{len(rows)} frames without a card\n")
    print(table(["lemma", "part of speech", "frame", "fires", "right", "%", "articles", "card"], rows))


class Counts:
    """How often each frame of each word fires and is right, and in how many articles it is right."""

    def __init__(self) -> None:
        self.fires: Counter[Key] = Counter()
        self.right: Counter[Key] = Counter()
        self.articles: Counter[Key] = Counter()

    def add(self, article: Article, attributions: Sequence[Row]) -> None:
        """Count one article."""
        tries = list(tried(article, attributions))
        self.fires.update(key for key, _ in tries)
        self.right.update(key for key, right in tries if right)
        self.articles.update({key for key, right in tries if right})

    def promising(self, least: int, precision: float) -> Iterator[tuple[object, ...]]:
        """Yield a line for each frame that no card has, the most often right first."""
        for key, right in sorted(self.right.items(), key=lambda item: (-item[1], item[0])):
            fires, card = self.fires[key], card_of(key)
            if right >= least and right >= precision * fires and (card is None or key[2] not in card.frames):
                yield (*key, fires, right, percent(right, fires), self.articles[key], card.family if card else "")


def card_of(key: Key) -> Cue | None:
    """Give the card that a lemma has, whatever its frames; the lemmatiser takes "hopes" for a form of "hop"."""
    lemma, pos, _ = key
    return cues().get((lemma, pos)) or cues().get((f"{lemma}e", pos))


def tried(article: Article, attributions: Sequence[Row]) -> Iterator[tuple[Key, bool]]:
    """Yield each frame that a pattern finds content for, a word at a time, and whether the gold has it so."""
    gold = Gold(article.text, attributions)
    zoned = zone(article)
    passages = parse(zoned)
    done = [quote.cue for quote in quotes(zoned, passages, (), attitudes=True).quotes if gold.has(quote)]
    for paragraph in marked(passages):
        for cue, content in fired(Trial(paragraph.passage, paragraph.marks)):
            start = cue.passage.start + cue.token.idx
            if not any(known and known.start <= start < known.end for known in done):
                key = (cue.card.lemma, cue.card.pos, next(iter(cue.card.frames)))
                yield key, gold.has_content(start, start + len(cue.token), content)


class Gold:
    """The attributions of one article."""

    def __init__(self, text: str, attributions: Sequence[Row]) -> None:
        self._text = text
        self._held = [(row["cue"], self._words(row["content"])) for row in attributions]

    def has(self, quote: Quote) -> bool:
        """Tell whether a quote is one of them."""
        content = [(span.start, span.end) for span in quote.content]
        return quote.cue is not None and self.has_content(quote.cue.start, quote.cue.end, content)

    def has_content(self, start: int, end: int, content: Sequence[tuple[int, int]]) -> bool:
        """Tell whether one of them has a cue that overlaps a stretch, and nearly the words of a content."""
        found = self._words(content)
        near = (held for cue, held in self._held if any(first < end and start < last for first, last in cue))
        return any(jaccard(found, held) >= SAME_WORDS for held in near)

    def _words(self, content: Sequence[Sequence[int]]) -> frozenset[int]:
        return words({"start": start, "text": self._text[start:end]} for start, end in content)


class Trial(Paragraph):
    """A paragraph in which every word outside marks is a cue, by a stand-in for each frame that it might have."""

    @cached_property
    def cues(self) -> tuple[CueSpan, ...]:
        """The stand-ins."""
        doc = self.passage.doc
        return tuple(cue for token in doc if not self.inside(token) for cue in stand_ins(self.passage, token))


def stand_ins(passage: Passage, token: Token) -> Iterator[CueSpan]:
    """Yield a cue for each frame that a word might have; it takes in its particle (pointed out)."""
    pos = POS.get(token.pos_)
    if pos is None:
        return
    particle = next((child for child in token.rights if child.dep_ == "prt"), None)
    lemma = token.lemma_.lower() + (f" {particle.lower_}" if particle else "")
    last = (particle or token).i + 1
    for frame in (*FRAMES, *(f"prep:{child.lower_}" for child in token.rights if child.dep_ == "prep")):
        card = Cue(
            lemma=lemma, family="stand-in", class_="say", pos=pos, frames=frozenset({frame}), act="statement",
            attitude=False, tier="A",
        )  # fmt: skip
        yield CueSpan(passage, token.i, last, token.i, card)


def fired(paragraph: Paragraph) -> Iterator[tuple[CueSpan, Sequence[tuple[int, int]]]]:
    """Yield what a card would propose for each word and frame; of several patterns, the one with the last word."""
    seen = set()
    for candidate in sorted(propose_reported(paragraph, attitudes=True), key=_rank):
        cue = candidate.cue
        if cue is not None and candidate.content and (cue.head, cue.card.frames) not in seen:
            seen.add((cue.head, cue.card.frames))
            yield cue, candidate.content


def _rank(candidate: Candidate) -> tuple[int, int]:
    return RANK.index(candidate.rule) if candidate.rule in RANK else len(RANK), candidate.start - candidate.end


if __name__ == "__main__":
    main()
