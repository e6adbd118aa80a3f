"""Patterns over the dependency tree in spaCy's DependencyMatcher vocabulary, tried at one token at a time.

spaCy's own matcher looks for every node of every pattern at every token, and then tries all combinations in a sentence.
Here one node of a pattern, the anchor, is given, and the others are looked for from there along the relations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any

from spacy.matcher import Matcher
from spacy.tokens import Token
from spacy.vocab import Vocab

Node = Mapping[str, Any]
Found = dict[str, Token]

_ATTRIBUTES = {
    "DEP": "dep", "LEMMA": "lemma", "LOWER": "lower", "ORTH": "orth", "POS": "pos", "TAG": "tag", "TEXT": "orth",
}  # fmt: skip
_INVERSE = {
    ">": "<", ">>": "<<", ">+": "<-", ">-": "<+", ">++": "<--", ">--": "<++", "$+": "$-", "$++": "$--", ".": ";",
    ".*": ";*",
}  # fmt: skip
_INVERSE |= {right: left for left, right in _INVERSE.items()}


def _parent(token: Token) -> list[Token]:
    return [] if token.head.i == token.i else [token.head]


def _below(token: Token) -> Iterator[Token]:
    return (other for other in token.subtree if other.i != token.i)


def _siblings(token: Token) -> Iterator[Token]:
    return (other for above in _parent(token) for other in above.children if other.i != token.i)


def _sentence(token: Token) -> Iterator[Token]:
    sent = token.sent
    return iter(token.doc[sent.start : sent.end])


def _at(relation: Callable[[Token], Iterable[Token]], step: int) -> Callable[[Token], Iterable[Token]]:
    return lambda token: (other for other in relation(token) if other.i == token.i + step)


def _on(relation: Callable[[Token], Iterable[Token]], side: int) -> Callable[[Token], Iterable[Token]]:
    return lambda token: (other for other in relation(token) if (other.i - token.i) * side > 0)


_CHILDREN: Callable[[Token], Iterable[Token]] = attrgetter("children")

# From the token on the left of an operator to those that may stand on its right.
_RELATIONS: dict[str, Callable[[Token], Iterable[Token]]] = {
    ">": _CHILDREN, ">>": _below, ">++": _on(_CHILDREN, 1), ">--": _on(_CHILDREN, -1),
    ">+": _at(_CHILDREN, 1), ">-": _at(_CHILDREN, -1),
    "<": _parent, "<<": lambda token: token.ancestors, "<++": _on(_parent, 1), "<--": _on(_parent, -1),
    "<+": _at(_parent, 1), "<-": _at(_parent, -1),
    "$+": _at(_siblings, 1), "$-": _at(_siblings, -1), "$++": _on(_siblings, 1), "$--": _on(_siblings, -1),
    ".": _at(_sentence, 1), ";": _at(_sentence, -1), ".*": _on(_sentence, 1), ";*": _on(_sentence, -1),
}  # fmt: skip


class _Test:
    """Whether a token has the attributes of a node: asked of spaCy once for each set of values, and remembered."""

    def __init__(self, vocab: Vocab, attributes: Node) -> None:
        self._matcher = Matcher(vocab, validate=True)
        self._matcher.add("node", [[dict(attributes)]])
        names = sorted({_ATTRIBUTES[name] for name in attributes})
        self._values = attrgetter(*names) if names else lambda _token: 0
        self._known: dict[Any, bool] = {}

    def __call__(self, token: Token) -> bool:
        values = self._values(token)
        known = self._known.get(values)
        if known is None:
            known = self._known[values] = bool(self._matcher(token.doc[token.i : token.i + 1]))
        return known


class TreePattern:
    """A pattern, to be looked for around a token that stands for its node `anchor`.

    Raises `ValueError` where a relation is unknown, and `KeyError` where an attribute is.
    """

    def __init__(self, vocab: Vocab, nodes: Sequence[Node], anchor: str) -> None:
        tests = {node["RIGHT_ID"]: _Test(vocab, node.get("RIGHT_ATTRS", {})) for node in nodes}
        self._anchor, self._test = anchor, tests[anchor]
        self._steps = [(start, relation, end, tests[end]) for start, relation, end in _walk(list(nodes[1:]), {anchor})]

    def at(self, token: Token) -> Iterator[Found]:
        """Yield each way to fill the other nodes, by their names, in order of the text."""
        if self._test(token):
            yield from self._fill({self._anchor: token}, 0)

    def _fill(self, found: Found, at: int) -> Iterator[Found]:
        if at == len(self._steps):
            yield found
            return
        start, relation, end, test = self._steps[at]
        for token in relation(found[start]):
            if test(token):
                yield from self._fill({**found, end: token}, at + 1)


def _walk(edges: list[Node], known: set[str]) -> Iterator[tuple[str, Callable[[Token], Iterable[Token]], str]]:
    """Order the edges of a pattern so that each starts at a node that is known by then; turn those that point back."""
    while edges:
        edge = next(edge for edge in edges if edge["LEFT_ID"] in known or edge["RIGHT_ID"] in known)
        edges.remove(edge)
        left, right, operator = edge["LEFT_ID"], edge["RIGHT_ID"], edge["REL_OP"]
        if operator not in _RELATIONS:
            raise ValueError(f"no such relation: {operator}")
        yield (left, _RELATIONS[operator], right) if left in known else (right, _RELATIONS[_INVERSE[operator]], left)
        known |= {left, right}
