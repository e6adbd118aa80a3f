"""The time at the opening of reported content that is the saying's: "told me on Monday it held"."""

from __future__ import annotations

from spacy.tokens import Token

from quotecheck.extract.candidates import CueSpan

# Days that a saying is dated by; "on Monday" is three words with its part of the day.
_DAYS = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday", "today", "tonight",
})  # fmt: skip
_MONTHS = frozenset({
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
})  # fmt: skip
_TIME_WORDS = 4
_SPANS = frozenset({"night", "day", "week", "month", "year", "days", "weeks", "months", "years"})


def said_when(cue: CueSpan, tokens: list[Token]) -> set[int]:
    """Find a time behind cue and hearer that the parser gives to the content: "told me on Monday it held"."""
    inside = {word.i for word in tokens}
    lead: list[Token] = []
    start = max(cue.last, min(inside, default=0))
    for token in cue.passage.doc[start : start + _TIME_WORDS]:
        if token.i not in inside or token.dep_ in ("nsubj", "mark", "nsubjpass", "expl", "det") or token.is_punct:
            break
        lead.append(token)
    words = [word.lower_ for word in lead]
    timed = bool(_DAYS & set(words)) or words[-1:] == ["ago"] or (words[:1] == ["last"] and bool(_SPANS & set(words)))
    timed = timed or (words[:1] == ["in"] and words[1:2] != [] and (words[1] in _MONTHS or _is_year(words[1])))
    opens = bool(lead) and lead[0].dep_ in ("prep", "npadvmod", "advmod", "nummod", "amod")
    return {word.i for word in lead} if timed and opens and not any(map(_cut_off, lead)) else set()


def _is_year(word: str) -> bool:
    return len(word) == len("2031") and word.isdigit()


def _cut_off(token: Token) -> bool:
    """Tell whether an opening belongs to what follows: by a comma, or as its owner: "last week's talks"."""
    return token.i + 1 < len(token.doc) and token.nbor(1).lower_ in (",", "'s", "’s", "'", "’")
