"""A source without a name as a name: "a senior official, speaking on condition of …" is "senior official"."""

from __future__ import annotations

from spacy.tokens import Token

from quotecheck.extract.roles import without_article

# What is done to a document to quote it.
SEEN = frozenset({"see", "obtain", "review", "view", "examine"})
_CLOSING = frozenset("”\"’'»")
_ASIDES = (", not ", ", speaking ", ", who ", ", which ")


def description(head: Token, first: int, last: int) -> str:
    """Give a description without its article, asides and who saw it, but with a nickname."""
    end = _before_clause(head, _behind_nickname(head, last))
    return without_article(_without_aside(" ".join(head.doc[first:end].text.split()))).rstrip(" ,;")


def _without_aside(text: str) -> str:
    """Leave out what a source says of itself behind a comma: "a senior official, speaking on condition of …"."""
    return min((text.split(aside, maxsplit=1)[0] for aside in _ASIDES), key=len)


def _behind_nickname(head: Token, last: int) -> int:
    """Give where a description ends with what somebody is called: a man who goes by “Shorty”."""
    for clause in head.children:
        called = [child.lower_ for child in clause.children]
        by = clause.lemma_ == "go" and "by" in called
        own = clause.lemma_ in ("call", "style") and any(word.endswith("self") for word in called)
        if clause.dep_ in ("relcl", "acl") and (by or own or clause.lemma_ in ("know", "nickname", "dub")):
            end = clause.right_edge.i + 1
            return end + 1 if end < len(head.doc) and head.doc[end].text in _CLOSING else end
    return last


def _before_clause(head: Token, last: int) -> int:
    """Give where a description ends before who saw it: a letter obtained by the Tern."""
    seen = [child.i for child in head.children if child.dep_ == "acl" and child.lemma_ in SEEN and child.i < last]
    return min(seen, default=last)
