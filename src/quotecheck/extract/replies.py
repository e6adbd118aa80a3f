"""Nouns for somebody's words, said of a quotation: “No!” came the reply, “Thank you,” was her final word."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from quotecheck.extract.candidates import cue_at
from quotecheck.extract.frames import Frame
from quotecheck.extract.grammar import governed
from quotecheck.extract.people import is_human
from quotecheck.extract.roles import head_kind
from quotecheck.extract.sources import extent
from quotecheck.language.parse import Passage

# Words between "was" and the noun: "was the curt one-word reply".
MAX_BETWEEN = 5
# What a word is that is named, not said: “mud” was her favourite word.
_NAMED = frozenset({"favourite", "favorite", "middle", "safe"})


def said_to_be(passage: Passage, words: Sequence[Token]) -> Frame | None:
    """Take "was her answer" for the cue of the words before it, where it tells whose answer it was."""
    if not words or words[0].lemma_ != "be":
        return None
    for noun in words[1 : 1 + MAX_BETWEEN]:
        cue = cue_at(passage, noun) if noun.pos_ == "NOUN" else None
        if cue is None or "be" not in cue.card.frames or cue.card.attitude:
            continue
        owner = owner_of(noun)
        if owner is None or not _can_speak(owner) or any(child.lower_ in _NAMED for child in noun.lefts):
            return None
        return Frame(cue, extent(owner, noun), "direct-before-cue", "B")
    return None


def owner_of(noun: Token, *more: Token) -> Token | None:
    """Give whose words a noun names: "her answer", "the answer of the mayor", and what `more` verbs say it is from."""
    owner = next((child for child in noun.children if child.dep_ == "poss"), None)
    for child in (child for word in (noun, *more) for child in word.children if child.lower_ in ("from", "of")):
        owner = owner or governed(child)
    return owner


def _can_speak(owner: Token) -> bool:
    return owner.pos_ in ("PROPN", "PRON") or is_human(owner) or head_kind(owner.lemma_.lower()) is not None
