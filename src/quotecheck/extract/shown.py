"""What surveys and reports find or show, beyond the object of the verb: "a poll showed Vale ahead in the north"."""

from __future__ import annotations

from spacy.tokens import Token

from quotecheck.extract.candidates import CueSpan

# How what is found is said to be, where the parser hangs it on the verb.
_STATES = frozenset({"advmod", "acomp", "oprd", "prep", "prt", "npadvmod", "advcl"})
# What opens a reason or condition of what is said.
_REASONS = frozenset({"because", "if", "lest", "provided", "unless"})
_BREAKS = frozenset({"—", "–", "--", "-", ";", ":", "("})


def found_so(cue: CueSpan, content: Token) -> list[Token]:
    """Give the heads of what follows an object or clause at once, of a cue that only some voices speak by."""
    if not cue.card.voices:
        return []
    found: list[Token] = []
    end = content.right_edge.i + 1
    for child in cue.token.rights:
        if child.dep_ == "advcl" and child.tag_ in ("VBG", "VBN") and not _is_marked(child):
            end += child.left_edge.i == end + 1 and child.doc[end].text == ","
        if child.left_edge.i == end and child.dep_ in _STATES:
            found.append(child)
            end = child.right_edge.i + 1
    return found


def reasons_behind(cue: CueSpan, content: Token) -> list[Token]:
    """Give the head of a reason or condition right behind a clause, which the parser hangs on the verb of saying."""
    end = content.right_edge.i + 1
    if content.i < cue.head:
        return []
    for child in cue.token.rights:
        first = child.left_edge
        between = [word for word in content.doc[end : first.i] if not word.is_punct or word.text in _BREAKS]
        if end <= first.i and not between and child.dep_ in ("advcl", "prep") and first.lower_ in _REASONS:
            return [child]
    return []


def _is_marked(clause: Token) -> bool:
    return any(child.dep_ in ("mark", "nsubj") for child in clause.children)
