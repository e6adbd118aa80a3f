"""What is proposed before anything is chosen: a candidate ties content to a cue and a source, by one rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from spacy.tokens import Token

from quotecheck.extract.marks import Marks, Pair
from quotecheck.extract.people import Mention, mentions
from quotecheck.language.parse import Passage
from quotecheck.records import CueClass, Tier
from quotecheck.rules.attribution import Cue, cues

Chars = tuple[int, int]
_COLON = Cue(
    lemma=":", family="colon", class_="colon", pos="PUNCT", frames=frozenset({"marks"}), act="statement",
    attitude=False, tier="B",
)  # fmt: skip


@dataclass(frozen=True)
class Paragraph:
    """A passage with its marks; pairs and lone marks are at offsets of the article."""

    passage: Passage
    marks: Marks

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """The names that stand in it."""
        return tuple(mentions(self.passage))

    @cached_property
    def cues(self) -> tuple[CueSpan, ...]:
        """The cues that stand in it, inside marks and outside."""
        return tuple(_cues_in(self.passage))

    @cached_property
    def _sound(self) -> list[Chars]:
        return [(pair.start, pair.end) for pair in self.marks.pairs if pair.fault in (None, "continued")]

    def slice(self, start: int, end: int) -> str:
        """Give the text between two offsets of the article."""
        return self.passage.text[start - self.passage.start : end - self.passage.start]

    def inside(self, token: Token) -> bool:
        """Tell whether a token stands inside a pair of marks that is no fault of punctuation."""
        at = self.passage.start + token.idx
        return any(start <= at < end for start, end in self._sound)


@dataclass(frozen=True, slots=True)
class CueSpan:
    """A cue where it stands: token indexes of a passage, end excluded, and its card."""

    passage: Passage
    first: int
    last: int
    head: int
    card: Cue

    @property
    def token(self) -> Token:
        """Give the word that the parse hangs on."""
        return self.passage.doc[self.head]

    @property
    def class_(self) -> CueClass:
        """Give the class of its card."""
        return self.card.class_


@dataclass(frozen=True, slots=True)
class Candidate:
    """One proposed attribution. `pairs` are the marked spans that it takes as a whole, as (passage, pair) indexes.

    `verbatim` are the passages that it quotes without marks, as their layout says. `antecedent` names the speaker
    elsewhere, and `reason` says why nobody can tell, where the form of the quotation and not the source settles it.
    `listed` are the passages, items of a list, that reported content goes on in.
    """

    content: tuple[Chars, ...]
    cue: CueSpan | None
    source: tuple[Passage, int, int] | None
    rule: str
    tier: Tier
    passage: int
    pairs: tuple[tuple[int, int], ...] = ()
    parent_pair: tuple[int, int] | None = None
    reason: str | None = None
    antecedent: tuple[Passage, int, int] | None = None
    verbatim: tuple[int, ...] = ()
    listed: tuple[int, ...] = ()

    @property
    def start(self) -> int:
        """Give the first offset of the content or, where it is empty, of the cue."""
        return self.content[0][0] if self.content else self._cue_offset()

    @property
    def end(self) -> int:
        """Give the offset behind the content or, where it is empty, of the cue."""
        return self.content[-1][1] if self.content else self._cue_offset()

    def _cue_offset(self) -> int:
        return self.cue.passage.start + self.cue.token.idx if self.cue is not None else 0

    def covers(self, start: int, end: int) -> bool:
        """Tell whether a stretch lies inside the content."""
        return any(first <= start and end <= last for first, last in self.content)


@lru_cache(maxsize=1)
def _cue_words() -> frozenset[str]:
    words = {lemma.split()[0] for lemma, _ in cues()}
    return frozenset(words | {word.removesuffix("e") for word in words} | {f"{word}{word[-1]}e" for word in words})


@lru_cache(maxsize=65536)
def _is_cue_word(lemma: str) -> bool:
    return lemma.lower() in _cue_words()


def _cues_in(passage: Passage) -> Iterator[CueSpan]:
    doc = passage.doc
    for at, lemma in enumerate(doc.to_array(["LEMMA"]).tolist()):
        if _is_cue_word(doc.vocab.strings[lemma]):
            cue = cue_at(passage, doc[at])
            if cue is not None:
                yield cue


def cue_at(passage: Passage, token: Token) -> CueSpan | None:
    """Find the cue that a token heads, with its particle (pointed out, let slip) or preposition (according to)."""
    pos = "VERB" if token.pos_ in ("VERB", "AUX") else token.pos_
    for child in token.rights:
        if child.dep_ in ("prt", "advmod") or (child.dep_ == "ccomp" and child.i == token.i + 1):
            if any(word.is_punct for word in token.doc[token.i : child.i]):
                break  # yelled, “Out!”
            card = card_of(token.lemma_, pos, f" {child.lower_}")
            if card is not None:
                return CueSpan(passage, token.i, child.i + 1, token.i, card)
    if token.lemma_ == "know" and token.dep_ == "xcomp" and token.head.lemma_ == "want":
        return CueSpan(passage, token.head.i, token.i + 1, token.i, cues()["want to know", "VERB"])
    card = card_of(token.lemma_.lower(), pos)
    if card is None:
        return None
    last = token.i + 1
    if card.class_ == "accordingto":
        if token.lower_ != "according" or last >= len(token.doc) or token.doc[last].lower_ != "to":
            return None
        last += 1
    return CueSpan(passage, token.i, last, token.i, card)


def card_of(lemma: str, pos: str, particle: str = "") -> Cue | None:
    """Find the card of a word; the lemmatiser takes "hopes" for a form of "hop", "tutted" for one of "tutte"."""
    forms = [lemma, f"{lemma}e", *([lemma[:-2]] if lemma.endswith("e") and lemma[-3:-2] == lemma[-2:-1] else [])]
    return next((card for form in forms if (card := cues().get((f"{form}{particle}", pos))) is not None), None)


def colon_at(passage: Passage, token: Token) -> CueSpan:
    """Make the cue of a colon that introduces somebody's words."""
    return CueSpan(passage, token.i, token.i + 1, token.i, _COLON)


def pair_text(paragraph: Paragraph, pair: Pair) -> str:
    """Give the words inside a pair."""
    start = paragraph.passage.start
    return paragraph.passage.text[pair.inner_start - start : pair.inner_end - start]
