"""Parts of speech and lemmas as the model's own rules give them, looked up instead of matched anew.

spaCy tries each of the model's 179 attribute rules at every token, which takes as long as half the parse. Nearly all of
them look at one token's tag, dependency and lower-case form: what they give is worked out once for each such key.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from spacy.attrs import DEP, IS_SPACE, LEMMA, LOWER, MORPH, ORTH, POS, TAG  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

REPLACED = ("attribute_ruler", "lemmatizer")
_READ = frozenset({"TAG", "DEP", "LOWER", "IS_SPACE"})

Rule = dict[str, Any]
_Given = tuple[int, Mapping[Any, Any]]  # the place of a rule, and what it sets


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What the rules give to a token; zero: nothing."""

    pos: int
    morph: int
    lemma: int
    tag: int
    dep: int


class _Rules:
    """Some of the rules of a ruler, each with its place among all of them."""

    def __init__(self, vocab: Vocab, rules: list[tuple[int, Any]]) -> None:
        self._places = [place for place, _ in rules]
        self._ruler = AttributeRuler(vocab)
        self._ruler.add_patterns([rule for _, rule in rules])

    def match(self, doc: Doc, first: int, last: int) -> Iterator[tuple[int, _Given]]:
        """Yield, for the rules that fire between two tokens, the token that each is about and what it gives."""
        found: Any = self._ruler.matcher(doc[first:last], allow_missing=True)
        for key, start, end in found:
            at = int(doc.vocab.strings[key])
            about = range(first + start, first + end)[self._ruler.indices[at]]
            yield about, (self._places[at], self._ruler.attrs[at])


class Attributes:
    """Sets what the attribute ruler and the lemmatizer set, but for morphology, which no card reads."""

    def __init__(self, ruler: AttributeRuler, lemmatizer: Lemmatizer) -> None:
        """Sort the rules of `ruler` into those that a look-up can know and the rest."""
        rules: list[Any] = ruler.patterns
        self._lemmatizer = lemmatizer
        self._plain = _Rules(ruler.vocab, [(at, rule) for at, rule in enumerate(rules) if _is_plain(rule)])
        self._rest = _Rules(ruler.vocab, [(at, rule) for at, rule in enumerate(rules) if not _is_plain(rule)])
        self._words = {ruler.vocab.strings.add(word) for rule in rules if _is_plain(rule) for word in _words(rule)}
        self._outcomes: dict[tuple[int, int, int, int], _Outcome] = {}
        self._lemmas: dict[tuple[int, int, int], int] = {}
        _make_sets(lemmatizer)

    def annotate(self, doc: Doc) -> None:
        """Set part of speech and lemma of each token of a parsed Doc, and tag and dependency of white space."""
        keys = doc.to_array([TAG, DEP, LOWER, IS_SPACE, ORTH]).tolist()
        more: dict[int, list[_Given]] = defaultdict(list)
        for at, given in self._rest.match(doc, 0, len(doc)):
            more[at].append(given)
        found = [self._token(doc, at, more.get(at, ()), *key) for at, key in enumerate(keys)]
        values: Any = np.array(found, dtype=np.uint64)
        doc.from_array([POS, LEMMA], values)

    def _token(
        self, doc: Doc, at: int, more: Sequence[_Given], tag: int, dep: int, lower: int, space: int, orth: int
    ) -> tuple[int, int]:
        key = (tag, dep, lower if lower in self._words else 0, space)
        outcome = None if more else self._outcomes.get(key)
        if outcome is None:
            outcome = self._outcome(doc, at, more)
            if not more:
                self._outcomes[key] = outcome
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

    def _outcome(self, doc: Doc, at: int, more: Sequence[_Given]) -> _Outcome:
        """Put together what all rules that fit give; a later rule overrides an earlier one."""
        merged: dict[Any, Any] = {}
        given = [*(given for _, given in self._plain.match(doc, at, at + 1)), *more]
        for _, values in sorted(given, key=lambda one: one[0]):
            merged |= values
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
