"""Who a cue beside a quotation belongs to: its subject outside the marks, or the name that stands right beside it."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from quotecheck.extract.candidates import CueSpan, Paragraph
from quotecheck.extract.inverted import name_behind, up_to_name
from quotecheck.extract.sources import extent, named, source_of
from quotecheck.rules.people import role_words, roles

_CITING = frozenset({"quote", "cite", "report", "describe", "record", "overhear", "hear"})
_OWNS = frozenset({"'s", "’s", "'", "’"})
# Words of one name that may lie between its first and the cue.
_NAME = 4


def source_beside(paragraph: Paragraph, cue: CueSpan, tokens: Sequence[Token]) -> tuple[int, int] | None:
    """Give the token range of a cue's source; `tokens` are the words between the marks that the cue stands in."""
    source = _beside(paragraph, cue, tokens)
    return source if source is None or source[0] != cue.last else up_to_name(cue.passage.doc, *source)


def _beside(paragraph: Paragraph, cue: CueSpan, tokens: Sequence[Token]) -> tuple[int, int] | None:
    subjects = [child for child in cue.token.children if child.dep_ == "nsubj" and not _apart(paragraph, cue, child.i)]
    cited = _cited(cue.token)
    if cited is not None:
        return extent(cited, cue.token)
    near = min(subjects, key=lambda child: abs(child.i - cue.head), default=None)
    source = source_of(cue.token) if near is None else extent(near, cue.token)
    if source is not None and not _apart(paragraph, cue, source[0]) and named(cue.passage, *source):
        return source
    return _name_beside(cue, tokens) or phrase_behind(cue, tokens) or _owner_before(cue)


def _cited(cue: Token) -> Token | None:
    """Find who is quoted as saying something: the subject of the passive above it."""
    behind_as = cue.tag_ == "VBG" and cue.head.lower_ == "as"
    verb = cue.head.head if behind_as else cue
    if not behind_as or verb.lemma_.lower() not in _CITING:
        return None
    return next((child for child in verb.children if child.dep_ in ("nsubjpass", "dobj")), None)


def _apart(paragraph: Paragraph, cue: CueSpan, token: int) -> bool:
    """Tell whether a word stands inside marks that the cue stands outside of."""
    base, doc = paragraph.passage.start, cue.passage.doc
    at, cued = base + doc[token].idx, base + cue.token.idx
    sound = [pair for pair in paragraph.marks.pairs if pair.fault in (None, "continued")]
    return any(pair.start <= at < pair.end and not pair.start <= cued < pair.end for pair in sound)


def _name_beside(cue: CueSpan, tokens: Sequence[Token]) -> tuple[int, int] | None:
    """Take the name or pronoun right beside the cue, where the parse gives it another subject."""
    for token in tokens:
        if (
            token.i in (cue.first - 1, cue.last)
            and token.pos_ in ("PROPN", "PRON")
            and token.dep_ not in ("dobj", "pobj")
        ):
            beside = [t for t in tokens if t.pos_ == "PROPN" and abs(t.i - token.i) < _NAME]
            indexes = {token.i, *(t.i for t in beside)}
            first = last = token.i
            while first - 1 in indexes:
                first -= 1
            while last + 1 in indexes:
                last += 1
            return None if token.doc[last + 1 : last + 2].text in _OWNS else (first, last + 1)
    return None


def _owner_before(cue: CueSpan) -> tuple[int, int] | None:
    """Take the owner of a noun that the tagger takes for a verb, or the other way round: "His answer:"."""
    before = cue.token.nbor(-1) if cue.head > 0 else cue.token
    return (before.i, before.i + 1) if before.tag_ == "PRP$" else None


def _role_as_verb(cue: CueSpan, tokens: Sequence[Token]) -> tuple[int, int] | None:
    """Take a role that the tagger takes for a verb with the name behind it: `"It leaks," said detective Hal Quist`."""
    role = next((token for token in tokens if token.i == cue.last), None)
    known = role is not None and (role.lower_ in roles().trades or role.lower_ in role_words())
    if role is None or not known or role.pos_ not in ("VERB", "ADJ", "ADV"):
        return None
    last = role.i + 1
    while last < len(role.doc) and role.doc[last].pos_ == "PROPN":
        last += 1
    return (role.i, last) if last > role.i + 1 else None


def phrase_behind(cue: CueSpan, tokens: Sequence[Token]) -> tuple[int, int] | None:
    """Take the noun phrase behind an inverted cue: `"Swans," objected the lawyer, Tobin Vale`.

    Where the parse finds none, `said stunned granny Ines Corrado`, the words are read one by one.
    """
    words = [token for token in tokens if not token.is_punct and not token.is_space]
    if not words or words[0].i != cue.first or cue.last not in {token.i for token in tokens}:
        return None
    return _role_as_verb(cue, tokens) or _parsed_behind(cue, tokens) or name_behind(cue.passage.doc, cue.last)


def _parsed_behind(cue: CueSpan, tokens: Sequence[Token]) -> tuple[int, int] | None:
    """Take the noun phrase that the parse sees right behind a cue."""
    inside = {token.i for token in tokens}
    heads = [token for token in tokens if token.left_edge.i == cue.last and token.pos_ in ("NOUN", "PROPN")]
    if not heads:
        return None
    first, last = extent(heads[-1], cue.token)
    phrase = cue.passage.doc[first:last]
    return (first, last) if all(token.i in inside or token.is_punct for token in phrase) else None
