"""What a zone card is: patterns that tell what a paragraph is for, with paragraphs that fire and that must not."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import Literal, Self

from pydantic import field_validator, model_validator

from quotecheck.read.paragraphs import Paragraph, paragraphs
from quotecheck.records import ZoneKind
from quotecheck.rules.cards import Card, Example, load

Weight = Literal["alone", "lead", "amid", "splits", "strong", "weak", "opens", "guard"]


# Longer ones on average are no words.
_MAX_WORD = 30


class ZoneExample(Example):
    """A paragraph, and whether the card fires on it."""

    fires: bool


class ZoneCard(Card):
    """One reason to take a paragraph for a kind of zone.

    `weight`: *alone* decides by itself; *lead* and *amid* do so before and inside the body only; *splits* cuts its
    match off the start of a paragraph; *strong* and *weak* are cues of an appeal to the reader, of which one paragraph
    is not enough; *opens* begins a section; *guard* keeps a paragraph in the body. `at` says where a pattern must
    match. Unless `case` is set, patterns see lower case and straight apostrophes. `max_words` bounds the paragraphs
    looked at, and of `needs`, words in lower case, one must be in the paragraph: both are there for speed.
    """

    about: str
    kind: ZoneKind
    weight: Weight = "alone"
    at: Literal["start", "whole", "anywhere"] = "start"
    case: bool = False
    max_words: int = 150
    needs: tuple[str, ...] = ()
    pattern: tuple[str, ...]
    example: tuple[ZoneExample, ...]

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in value:
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f"{pattern!r}: {error}") from error
        return value

    @model_validator(mode="after")
    def _has_both_examples(self) -> Self:
        if {example.fires for example in self.example} != {True, False}:
            raise ValueError("a card needs an example that fires and one that must not")
        return self

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Give all patterns as one."""
        return re.compile("|".join(f"(?:{pattern})" for pattern in self.pattern))

    def match(self, paragraph: Paragraph) -> re.Match[str] | None:
        """Match the card against a paragraph; offsets are those of the paragraph where `case` is set."""
        if paragraph.words > self.max_words or len(paragraph.text) > self.max_words * _MAX_WORD:
            return None
        if self.needs and not any(word in paragraph.lower for word in self.needs):
            return None
        return self.match_text(paragraph.text if self.case else paragraph.lower)

    def match_text(self, text: str) -> re.Match[str] | None:
        """Match the card against a text that is already in the form that `case` asks for."""
        if self.at == "whole":
            return self.regex.fullmatch(text)
        return self.regex.match(text) if self.at == "start" else self.regex.search(text)

    def fires(self, paragraph: Paragraph) -> bool:
        """Tell whether the card has something to say about a paragraph."""
        return self.match(paragraph) is not None


@lru_cache(maxsize=1)
def zone_cards() -> dict[str, ZoneCard]:
    """Load the cards by name; raises `QuotecheckError` QC405 on the first faulty one."""
    return load(ZoneCard, "en", "zones")


@lru_cache(maxsize=16)
def cards_of(weight: Weight) -> tuple[ZoneCard, ...]:
    """Give the cards of one weight, in the order of their names."""
    return tuple(card for card in zone_cards().values() if card.weight == weight)


def fires_on(card: ZoneCard, text: str) -> bool:
    """Run a card on an example: one paragraph."""
    return any(card.fires(paragraph) for paragraph in paragraphs(text))
