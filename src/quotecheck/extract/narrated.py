"""What the parser gives to reported words though the narrator goes on: asides, settings, further sayings."""

from __future__ import annotations

from spacy.tokens import Token

from quotecheck.extract.candidates import CueSpan, cue_at
from quotecheck.extract.glosses import bears_out, glossed
from quotecheck.extract.grammar import FINITE

_SETTING = frozenset({"after", "before", "as", "amid"})
_UNITS = frozenset({"hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years", "minutes"})
_REMARKS = {
    "advcl": frozenset({"though", "although", "while", "whereas"}),
    "relcl": frozenset({"which", "who", "whose"}),
}
_MARKS = frozenset({'"', "”", "''", "'", "’", "»"})


def narrated(cue: CueSpan, tokens: list[Token]) -> set[int]:
    """Find what the parser gives to the content though the narrator goes on: "…, adding that", "… and urged them to".

    That is a participle of saying behind a comma, and a verb of saying without a subject in the tense of the cue.
    """
    inside = {token.i for token in tokens}
    last = max((token.i for token in tokens if not token.is_punct), default=0)
    found = glossed(cue, tokens)
    for token in tokens:
        open_ = token.i > cue.head and token.i not in found and token.head.i in inside
        if open_ and (_goes_on(cue, token) or bears_out(token) or (_remarks(token) and token.right_edge.i >= last)):
            found |= {word.i for word in token.subtree} | _conjunction(token)
    return found


def _goes_on(cue: CueSpan, verb: Token) -> bool:
    if verb.pos_ != "VERB" or any(child.dep_ in ("nsubj", "nsubjpass", "aux", "mark") for child in verb.children):
        return False
    card = cue_at(cue.passage, verb)
    if verb.dep_ == "advcl":
        speaks = card is not None and not card.card.attitude
        return verb.tag_ == "VBG" and speaks and _behind_comma(verb.left_edge)
    if verb.dep_ != "conj" or verb.tag_ not in FINITE:
        return False
    if verb.head.pos_ not in ("VERB", "AUX"):
        return True
    return card is not None and not card.card.attitude and verb.tag_ == cue.token.tag_


def _remarks(verb: Token) -> bool:
    """Tell whether a clause behind a comma is the narrator's: "…, though he did not say when", "…, which rose"."""
    left = verb.left_edge
    opening = _REMARKS.get(verb.dep_, frozenset())
    return left.lower_ in opening and _behind_comma(left)


def _behind_comma(token: Token) -> bool:
    """Tell whether a comma stands before a word, closing marks aside."""
    at = token.i - 1
    while at > 0 and token.doc[at].text in _MARKS:
        at -= 1
    return at >= 0 and token.doc[at].text in (",", "—", "–", "--")


def _conjunction(verb: Token) -> set[int]:
    return {
        child.i for child in verb.head.children if child.dep_ in ("cc", "punct") and child.i == verb.left_edge.i - 1
    }


def without_setting(cue: Token, content: Token, tokens: list[Token]) -> list[Token]:
    """Leave out the narrator's setting behind a reported clause: "…, a day after the talks ended"."""
    if content.i < cue.i:
        return tokens
    for child in content.rights:
        left = child.left_edge
        if child.dep_ in ("npadvmod", "advcl", "prep", "advmod") and left.i > 0 and left.nbor(-1).text == ",":
            opening = [token.lower_ for token in left.doc[left.i : left.i + 4]]
            if _SETTING & set(opening) and (opening[0] in _SETTING or _UNITS & set(opening)):
                return [token for token in tokens if token.i < left.i - 1]
    return tokens
