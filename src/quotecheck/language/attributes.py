"""Parts of speech and lemmas as the model's own rules give them, looked up instead of matched anew.

spaCy tries each of the model's 179 attribute rules at every token, which takes as long as half the parse. Nearly all of
them look at one token's tag, dependency and lower-case form: what they give is worked out once for each such key.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from spacy.attrs import DEP, IS_SPACE, LEMMA, LOWER, MORPH, ORTH, POS, TAG  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc, Token

REPLACED = ("attribute_ruler", "lemmatizer")
_READ = frozenset({"TAG", "DEP", "LOWER", "IS_SPACE"})

Rule = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What the rules give to a token; zero: nothing."""

    pos: int
    morph: int
    lemma: int
    tag: int
    dep: int


class Attributes:
    """Sets what the attribute ruler and the lemmatizer set, but for morphology, which no card reads."""

    def __init__(self, ruler: AttributeRuler, lemmatizer: Lemmatizer) -> None:
        """Sort the rules of `ruler` into those that a look-up can know and the rest."""
        rules: list[Any] = ruler.patterns
        self._ruler, self._lemmatizer = ruler, lemmatizer
        self._plain, self._rest = AttributeRuler(ruler.vocab), AttributeRuler(ruler.vocab)
        self._plain.add_patterns([rule for rule in rules if _is_plain(rule)])
        self._rest.add_patterns([rule for rule in rules if not _is_plain(rule)])
        self._words = {ruler.vocab.strings.add(word) for rule in rules if _is_plain(rule) for word in _words(rule)}
        self._outcomes: dict[tuple[int, int, int, int], _Outcome] = {}
        self._lemmas: dict[tuple[int, int, int], int] = {}
        _make_sets(lemmatizer)

    def annotate(self, doc: Doc) -> None:
        """Set part of speech and lemma of each token of a parsed Doc, and tag and dependency of white space."""
        if self._rest.matcher(doc):
            self._lemmatizer(self._ruler(doc))  # a rule about two tokens fires: rare, and left to spaCy
            return
        keys = doc.to_array([TAG, DEP, LOWER, IS_SPACE, ORTH]).tolist()
        found: Any = np.array([self._token(doc, at, *key) for at, key in enumerate(keys)], dtype=np.uint64)
        doc.from_array([POS, LEMMA], found)

    def _token(self, doc: Doc, at: int, tag: int, dep: int, lower: int, space: int, orth: int) -> tuple[int, int]:
        key = (tag, dep, lower if lower in self._words else 0, space)
        outcome = self._outcomes.get(key)
        if outcome is None:
            outcome = self._outcomes[key] = self._outcome(doc, at)
        if outcome.tag:
            doc[at].tag = outcome.tag
        if outcome.dep:
            doc[at].dep = outcome.dep
        if outcome.lemma:
            return outcome.pos, outcome.lemma
        form = (orth, outcome.pos, outcome.morph)
        lemma = self._lemmas.get(form)
        if lemma is None:
            lemma = self._lemmas[form] = self._lemma(doc[at], outcome)
        return outcome.pos, lemma

    def _outcome(self, doc: Doc, at: int) -> _Outcome:
        """Put together what all rules that fit give; a later rule overrides an earlier one."""
        merged: dict[Any, Any] = {}
        here: Any = doc[at : at + 1]
        for index, *_ in self._plain.match(here):
            merged |= self._plain.attrs[index]
        return _Outcome(*(merged.get(name, 0) for name in (POS, MORPH, LEMMA, TAG, DEP)))

    def _lemma(self, token: Token, outcome: _Outcome) -> int:
        token.pos = outcome.pos
        token.set_morph(outcome.morph)  # type: ignore[attr-defined]
        return int(token.vocab.strings.add(self._lemmatizer.lemmatize(token)[0]))


def attributes(nlp: Language) -> Attributes | None:
    """Make the look-up for a model; None where the model does not set parts of speech and lemmas by rule."""
    if not set(REPLACED) <= set(nlp.pipe_names):
        return None
    ruler, lemmatizer = nlp.get_pipe(REPLACED[0]), nlp.get_pipe(REPLACED[1])
    if not isinstance(ruler, AttributeRuler) or not isinstance(lemmatizer, Lemmatizer):
        return None
    return Attributes(ruler, lemmatizer) if lemmatizer.mode == "rule" and not lemmatizer.overwrite else None


def _make_sets(lemmatizer: Lemmatizer) -> None:
    """Turn the lists of 57,000 known words that a lemma is looked for in into sets."""
    table = lemmatizer.lookups.get_table("lemma_index", {})
    for pos, words in table.items():
        table[pos] = frozenset(words)


def _is_plain(rule: Rule) -> bool:
    """Tell whether a rule looks at one token, at nothing but what the keys of the look-up hold."""
    nodes = [node for pattern in rule["patterns"] for node in pattern]
    lowers = [node.get("LOWER", "") for node in nodes]
    return (
        len(nodes) == len(rule["patterns"])
        and all(node.keys() <= _READ for node in nodes)
        and all(isinstance(lower, str) or lower.keys() == {"IN"} for lower in lowers)
    )


def _words(rule: Rule) -> Iterator[str]:
    for pattern in rule["patterns"]:
        for node in pattern:
            lower = node.get("LOWER", {"IN": ()})
            yield from (lower,) if isinstance(lower, str) else lower["IN"]
