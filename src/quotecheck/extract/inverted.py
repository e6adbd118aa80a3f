"""The phrase behind an inverted cue, word by word up to its name: `“Gone,” said weary roofer Hal Quist, 52`.

Small parsers take what describes somebody for verbs and clauses ("roofer", "stunned"), and lose the subject with it.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from quotecheck.extract.grammar import FINITE
from quotecheck.extract.people import MAX_NICKNAME, is_human, may_be_name
from quotecheck.extract.roles import head_kind
from quotecheck.language.parse import root

# Words of a description and its name.
MAX_PHRASE = 12
_MARKS = frozenset("\"'“”‘’«»")
_DESCRIBES = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "VERB"})
_INDEFINITE = frozenset({"a", "an"})
_JOINS = frozenset({"of", "his", "her", "their", "my", "our", "its"})
_GOES_ON = frozenset({"ADP", "SCONJ", "CCONJ", "ADV", "PUNCT", "SPACE"})


def name_behind(doc: Doc, first: int, *, whole: bool = False) -> tuple[int, int] | None:
    """Give the token range from `first` to the end of the name that a description ends in.

    Where it is `whole`, the name must end its clause, not go on with a preposition or a conjunction.
    """
    last, run = first, 0
    while last < min(len(doc), first + MAX_PHRASE):
        behind = _behind_nickname(doc, last) if last > first else None
        if behind is not None:
            last, run = behind, run + 1
        elif _is_name(doc[last]):
            last, run = last + 1, run + 1
        elif _describes(doc[last]):
            last, run = last + 1, 0  # "Rovers manager Pat Dineen": the first name was no person's
        else:
            break
    if not run or not _ends(doc, last, whole=whole):
        return None
    alone = last - run == first
    return (first, last) if run > 1 or alone or is_human(doc[last - 2]) else None


def up_to_name(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """Give a source behind its cue up to the name of whom it describes, where the parse ends it before that.

    "shopkeeper" goes on to "Hal Quist", and "the host" behind a comma to "Finnish envoy Hal Quist".
    """
    head = root(doc, first, last)
    if head.pos_ != "NOUN" or last >= len(doc) or head_kind(head.lemma_.lower()) not in (None, "anonymous", "person"):
        return first, last
    apposed = doc[last].text == "," and doc[first].lower_ not in _INDEFINITE
    read = name_behind(doc, last + 1, whole=True) if apposed else name_behind(doc, first)
    return (first, read[1]) if read is not None and read[1] > last else (first, last)


def _is_name(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.text[:1].isupper() and may_be_name(token)


def _describes(token: Token) -> bool:
    """Tell whether a word may stand before a name: "heartbroken", "mum-of-two", "her", a demonym, a misread trade."""
    word = token.lower_
    if token.text == "-" or word in _JOINS:
        return True
    if token.pos_ == "VERB":
        return word.endswith(("ed", "ing")) or is_human(token)
    return token.pos_ in _DESCRIBES and token.tag_ not in FINITE and token.lower_ not in ("to", "not")


def _behind_nickname(doc: Doc, at: int) -> int | None:
    """Give where a name goes on behind a nickname in marks: `team leader “Gavin the Ferret” Holroyd`."""
    if doc[at].text not in _MARKS or not doc[at - 1].whitespace_:
        return None
    for close in range(at + 2, min(at + 2 + MAX_NICKNAME, len(doc) - 1)):
        if doc[close].text in _MARKS:
            return close + 1 if _is_name(doc[close + 1]) and doc[close].whitespace_ else None
    return None


def _ends(doc: Doc, last: int, *, whole: bool) -> bool:
    """Tell whether nothing of the phrase follows, nor a verb of which the name is the subject."""
    if last >= len(doc):
        return True
    behind = doc[last]
    return behind.is_punct or (not whole and (behind.pos_ in _GOES_ON or behind.tag_ == "WP"))
