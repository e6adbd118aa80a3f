"""Where the narrator's sentences end: by the full stops that are words of their own, not by the parse.

The tokeniser leaves the stop of "Mr." and "U.S." with its word; the parser's sentences break at marks.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

_STOPS = frozenset({".", "?", "!", "…", "..."})


def sentences(tokens: Sequence[Token]) -> list[Sequence[Token]]:
    """Cut a run of tokens behind each stop that a capital, a digit or nothing follows. Never gives no piece."""
    pieces: list[Sequence[Token]] = []
    start = 0
    for at, token in enumerate(tokens):
        if token.text in _STOPS and _opens(tokens[at + 1 :]):
            pieces.append(tokens[start : at + 1])
            start = at + 1
    if start < len(tokens) or not pieces:
        pieces.append(tokens[start:])
    return pieces


def _opens(rest: Sequence[Token]) -> bool:
    word = next((token.text for token in rest if token.text[0].isalnum()), "")
    return bool(word) and not word[0].islower()
