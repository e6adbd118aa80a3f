"""Clauses: which tokens belong to which predicate, read off the dependency tree once for a passage."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from quotecheck.rules.predicates import lexicon

HEAD_DEPS = frozenset(
    {"ROOT", "ccomp", "advcl", "relcl", "acl", "conj", "xcomp", "parataxis", "csubj", "csubjpass", "pcomp", "dep"}
)
NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
MAX_SPAN = 400
# "the first to arrive", "the one who rang": what single out one doer.
SINGLING = frozenset({"first", "last", "one", "only", "ones"})
_EDGE = frozenset({"cc", "mark", "punct", "preconj"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A predicate and its own tokens in text order, those of clauses below it left out.

    `up` is the clause that it hangs on, in the same container; `container` tells narration from each quote.
    """

    head: Token
    own: tuple[Token, ...]
    up: Clause | None
    container: int

    @property
    def focus(self) -> Token | None:
        """Give whom a cleft singles out: "it was *Vale* who rang", "*Vale* was the first to ring"."""
        up, head = self.up, self.head
        if up is None or up.head.lemma_ != "be" or head.dep_ not in {"relcl", "ccomp", "acl"}:
            return None
        named = {child.dep_: child for child in up.head.children if child.dep_ in {"nsubj", "attr"}}
        subject, attribute = named.get("nsubj"), named.get("attr")
        if subject is None or attribute is None:
            return None
        relative = any(child.dep_ in SUBJECTS and child.tag_ in {"WP", "WDT"} for child in head.children)
        if subject.lower_ == "it" and relative:
            return attribute
        only = relative or _infinitive(head)
        singled = attribute.lower_ in SINGLING or any(child.lower_ in SINGLING for child in attribute.children)
        if only and singled and head.head.i == attribute.i:
            return subject
        return attribute if only and subject.lower_ in SINGLING and head.head.i == subject.i else None

    @property
    def subject(self) -> Token | None:
        """Give the subject, or that of the governor for a bare conjunct or infinitive, or the antecedent."""
        if self.focus is not None:
            return self.focus
        for token in self.own:
            if token.dep_ in SUBJECTS and token.head.i == self.head.i and token.dep_ != "expl":
                return _antecedent(token, self.head)
        if self.head.dep_ in {"conj", "xcomp"} and self.up is not None:
            return self.up.subject
        if self.head.dep_ in {"acl", "relcl"}:
            return None if self.head.dep_ == "relcl" else self.head.head
        return None

    def span(self) -> tuple[int, int]:
        """Give the first token and the one behind the last of the stretch that carries the clause."""
        tokens = [*self.own]
        if self.up is not None and (self.head.dep_ == "xcomp" or self.focus is not None):
            tokens = sorted([*self.up.own, *tokens], key=lambda token: token.i)
        tokens = _near(tokens, self.head)
        while len(tokens) > 1 and tokens[0].i != self.head.i and tokens[0].dep_ in _EDGE:
            tokens.pop(0)
        while len(tokens) > 1 and tokens[-1].i != self.head.i and (tokens[-1].dep_ in _EDGE or tokens[-1].is_space):
            tokens.pop()
        return tokens[0].i, tokens[-1].i + 1


def _infinitive(head: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in head.children)


def _antecedent(token: Token, head: Token) -> Token:
    if head.dep_ == "relcl" and token.tag_ in {"WDT", "WP"}:
        return head.head
    return token


def _near(tokens: list[Token], head: Token) -> list[Token]:
    """Keep the tokens so near to the head that the stretch stays within `MAX_SPAN` code points."""
    if tokens[-1].idx + len(tokens[-1].text) - tokens[0].idx <= MAX_SPAN:
        return tokens
    half = MAX_SPAN // 2
    return [token for token in tokens if abs(token.idx - head.idx) + len(token.text) <= half]


def is_head(token: Token) -> bool:
    """Tell whether a token carries a clause of its own."""
    dep = token.dep_
    if dep not in HEAD_DEPS:
        return False
    pos = token.pos_
    return pos in {"VERB", "AUX"} or (pos in NOMINAL and _states(token, dep))


def _states(token: Token, dep: str) -> bool:
    """Take a verbless root ("Five dead in Velland fire") where it names an event or a state."""
    if dep != "ROOT":
        return False
    words = lexicon()
    return token.lemma_.lower() in words.nouns or token.lemma_.lower() in words.adjectives


def clauses(doc: Doc, container: Callable[[Token], int]) -> list[Clause]:
    """Give the clauses of a passage in text order."""
    owners = _owners(doc, container)
    own: dict[int, list[Token]] = {}
    for token, owner in zip(doc, owners, strict=True):
        if owner is not None:
            own.setdefault(owner, []).append(token)
    made: dict[int, Clause] = {}
    return [_clause(doc, i, own, owners, made, container) for i in sorted(own)]


def _owners(doc: Doc, container: Callable[[Token], int]) -> list[int | None]:
    """Give each token the index of its nearest predicate at or above it, in the same container."""
    containers = [container(token) for token in doc]
    owners: dict[int, int | None] = {}
    for token in doc:
        path = []
        while token.i not in owners:
            path.append(token.i)
            if is_head(token):
                owners[token.i] = token.i
            elif token.head.i == token.i:
                owners[token.i] = None
            else:
                token = token.head  # noqa: PLW2901
        found = owners[token.i]
        for i in path:
            owners[i] = found
    return [_within(i, owners[i], containers) for i in range(len(doc))]


def _within(i: int, owner: int | None, containers: Sequence[int]) -> int | None:
    return owner if owner is None or containers[owner] == containers[i] else None


def _clause(
    doc: Doc,
    i: int,
    own: dict[int, list[Token]],
    owners: Sequence[int | None],
    made: dict[int, Clause],
    container: Callable[[Token], int],
) -> Clause:
    if i not in made:
        head = doc[i]
        above = owners[head.head.i] if head.head.i != i else None
        inside = container(head)
        up = None
        if above is not None and above != i and container(doc[above]) == inside:
            up = _clause(doc, above, own, owners, made, container)
        made[i] = Clause(head, tuple(own[i]), up, inside)
    return made[i]
