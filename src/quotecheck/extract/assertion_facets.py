"""What a clause says of each thing that it counts: the words about an amount, and the facets that they give."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from quotecheck.language.quantity_units import MONEY
from quotecheck.records import Quantity
from quotecheck.rules.facets import Of, behind, by_family, coins, facets, patterns, people
from quotecheck.rules.predicates import lexicon

_NOT = frozenset({"not", "n't", "n’t", "never", "nobody", "none", "neither"})
# What hangs on a word and belongs to what is said with it; clauses and further members of a list do not.
_NEAR = frozenset(
    {"amod", "compound", "nmod", "prep", "pobj", "pcomp", "advmod", "acomp", "attr", "oprd", "prt", "dobj", "poss",
     "agent", "nsubj", "nsubjpass", "npadvmod", "dative", "det", "aux", "auxpass", "xcomp", "dep"}
)  # fmt: skip
_BELOW_NOUN = _NEAR | {"acl", "relcl"}
# What these lead in happened at another time: it is not said of what is counted.
_SETTING = frozenset({"after", "before", "since", "during", "following", "until", "despite"})
_CLAUSE_TOPS = frozenset({"ROOT", "ccomp", "advcl", "relcl", "conj", "parataxis", "csubj", "pcomp"})
_LENGTHS = frozenset({"m", "metre", "km"})
_STEPS = 12
_DEPTH = 4
# So many words may stand between a number and what is said of it: "90 heavy timber lorries a day".
_NOUN_REACH = 3


def described(quantity: Quantity, tokens: Sequence[Token], heads: frozenset[int]) -> Quantity:
    """Add its facets to an amount; `heads` are the tokens in which any amount begins."""
    told = _Told(tokens, heads)
    of = _of(quantity, told)
    return quantity.model_copy(update={"facets": tuple(sorted(set(_facets(told, of))))})


def _of(quantity: Quantity, told: _Told) -> Of:
    unit = quantity.unit
    if unit is None and quantity.counted in coins():
        return "money"
    if unit is None:
        if quantity.counted is None:
            return "person" if told.people else "other"
        known = quantity.counted in people() or quantity.counted == "whom"
        return "person" if known else "thing"
    if unit == "percent":
        return "percent"
    if unit in {"s", "year"}:
        return "time"
    return "length" if unit in _LENGTHS else "money" if unit in MONEY or unit == "pound" else "other"


def _facets(told: _Told, of: Of) -> Iterator[str]:
    families, words = by_family(), lexicon()
    for word in () if told.denied else sorted(told.words):
        for table in (words.verbs, words.nouns, words.adjectives):
            yield from (name for name in families.get(table.get(word, ""), ()) if of in facets()[name].of)
    for name, denies, wanted in patterns():
        fits = of in facets()[name].of or (of == "other" and "person" in facets()[name].of)
        if fits and denies == told.denied and all(not words.isdisjoint(told.words) for words in wanted):
            yield name
    yield from (name for name, phrases in behind().items() if of in facets()[name].of and told.ends_with(phrases))


class _Told:
    """The words of the clause that stand about an amount: those that it hangs on and what hangs on these."""

    def __init__(self, tokens: Sequence[Token], heads: frozenset[int]) -> None:
        inside = {token.i for token in tokens}
        root = next((token for token in tokens if token.head.i not in inside or token.head.i == token.i), tokens[0])
        self.own = inside
        self.heads = heads - inside
        path = list(_path(root))
        self.top = path[-1]
        found = {token.i: token for token in path}
        for token in path:
            for below in self._below(token):
                found.setdefault(below.i, below)
        self.tokens = [found[i] for i in sorted(found) if i not in inside]
        self.words = frozenset(word for token in self.tokens for word in (token.lemma_.lower(), token.lower_))
        self.denied = sum(token.lower_ in _NOT for top in _verbs(path) for token in top.children) % 2 == 1
        self.people = root.dep_ in {"nsubj", "nsubjpass", "dobj"} or not self.words.isdisjoint(people())

    def ends_with(self, phrases: frozenset[str]) -> bool:
        """Tell whether one of the phrases stands right behind the amount and its noun."""
        doc, last = self.top.doc, max(self.own)
        for token in doc[last + 1 : last + 2 + _NOUN_REACH]:
            first = token.lower_
            if first in phrases or f"{first} {doc[token.i + 1].lower_ if token.i + 1 < len(doc) else ''}" in phrases:
                return True
            if token.pos_ not in {"ADJ", "NOUN", "PROPN", "NUM"}:
                return False
        return False

    def _below(self, token: Token, depth: int = 0) -> Iterator[Token]:
        near = _BELOW_NOUN if token.pos_ in {"NOUN", "PROPN"} and depth <= 1 else _NEAR
        for child in token.children:
            if not (child.dep_ in near or _purpose(child)) or child.lower_ in _SETTING:
                continue
            if self._other(child) or depth > _DEPTH:
                continue
            yield child
            yield from self._below(child, depth + 1)

    def _other(self, token: Token) -> bool:
        """Tell whether another amount stands below, or what this one is a part of: that is not said of it."""
        if token.i in self.own or (token.head.i in self.own and token.lower_ == "of" and token.head.pos_ == "NUM"):
            return True
        return any(below.i in self.heads for below in token.subtree) and token.dep_ not in {"nsubj", "nsubjpass"}


def _purpose(token: Token) -> bool:
    return token.dep_ == "advcl" and (token.tag_ == "VB" or token.pos_ == "ADJ")


def _path(token: Token) -> Iterator[Token]:
    """Yield the words that an amount hangs on, up to the verb of its clause, and a verb that governs this one."""
    for _ in range(_STEPS):
        yield token
        verb = token.pos_ in {"VERB", "AUX"}
        if token.head.i == token.i or (verb and token.dep_ in _CLAUSE_TOPS):
            return
        token = token.head


def _verbs(path: Sequence[Token]) -> list[Token]:
    return [token for token in path if token.pos_ in {"VERB", "AUX"}]
