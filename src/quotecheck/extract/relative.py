"""Reported clauses in relative ones: "the dam, which Ollenby says will hold, is old", and those taken for relative."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from quotecheck.extract.candidates import Candidate, Paragraph
from quotecheck.extract.grammar import FINITE
from quotecheck.extract.reported import runs
from quotecheck.extract.sources import extent, source_of

_RELATIVES = frozenset({"which", "who", "that", "whom"})


def propose_relative(paragraph: Paragraph, *, attitudes: bool) -> Iterator[Candidate]:
    """Yield a candidate for each cue that stands between a relative pronoun and its verb."""
    passage = paragraph.passage
    for cue in paragraph.cues:
        verb = cue.token
        if verb.dep_ != "relcl" or verb.tag_ not in FINITE or paragraph.inside(verb):
            continue
        if "clause" not in cue.card.frames or (cue.card.attitude and not attitudes):
            continue
        found = _parts(verb)
        if found is not None:
            subject, tokens = found
            source = extent(subject, verb)
            content = runs(passage, tokens)
            yield Candidate(content, cue, (passage, *source), "relative", "B", passage.index)


def propose_displaced(paragraph: Paragraph, *, attitudes: bool) -> Iterator[Candidate]:
    """Yield a candidate for each cue whose clause the parser hangs on a place: "told us at the gate that it held"."""
    passage = paragraph.passage
    for cue in paragraph.cues:
        verb = cue.token
        finite = verb.tag_ in FINITE or any(
            child.dep_ == "aux" and child.lemma_ in ("have", "will") for child in verb.lefts
        )
        if not finite or "clause" not in cue.card.frames or (cue.card.attitude and not attitudes):
            continue
        clause, source = _displaced(verb), source_of(verb)
        if clause is not None and source is not None and not paragraph.inside(verb):
            content = runs(passage, list(clause.subtree))
            yield Candidate(content, cue, (passage, *source), "displaced-clause", "B", passage.index)


def _displaced(verb: Token) -> Token | None:
    """Find a clause with a subject of its own and "that" before it, on a noun of a phrase of place or time."""
    through = _through_participle(verb)
    if through is not None or _has_content(verb):
        return through
    nouns = [noun for prep in verb.rights if prep.dep_ == "prep" for noun in prep.rights if noun.dep_ == "pobj"]
    nouns += [child for child in verb.rights if child.dep_ in ("advcl", "npadvmod") and child.pos_ == "NOUN"]
    relatives = [child for noun in nouns for child in noun.rights if child.dep_ == "relcl"]
    behind = [child for relative in relatives for child in relative.rights if _parted(child)]
    for clause in (*relatives, *behind):
        opening = clause.left_edge
        subjects = [child for child in clause.children if child.dep_ in ("nsubj", "nsubjpass")]
        if opening.lower_ == "that" and subjects and subjects[0].i > opening.i:
            return clause
    return None


def _through_participle(verb: Token) -> Token | None:
    """Find the clause that the parser hangs on what the hearers do: "told waiting residents that it held"."""
    doing = next((child for child in verb.rights if child.dep_ == "xcomp" and child.i == verb.i + 1), None)
    if doing is None or doing.tag_ != "VBG" or not any(c.dep_ == "dobj" and c.i == doing.i + 1 for c in doing.rights):
        return None
    return next((c for c in doing.rights if c.dep_ == "ccomp" and c.left_edge.lower_ == "that"), None)


def _parted(clause: Token) -> bool:
    """Tell whether a comma parts a clause from the verb it hangs on: "in a port, which is far away, that it held"."""
    return clause.dep_ == "ccomp" and clause.left_edge.i > 0 and clause.left_edge.nbor(-1).text == ","


def _has_content(verb: Token) -> bool:
    return any(child.dep_ in ("ccomp", "xcomp") for child in verb.children)


def _parts(verb: Token) -> tuple[Token, list[Token]] | None:
    """Give the one who says it, and the noun with what is said of it."""
    lefts = list(verb.doc[verb.left_edge.i : verb.i])
    relative = next((token for token in lefts[:2] if token.lower_ in _RELATIVES), None)
    subjects = [child for child in verb.children if child.dep_ == "nsubj" and child.lower_ not in _RELATIVES]
    behind = verb.nbor(1) if verb.i + 1 < len(verb.doc) else None
    if relative is None or len(subjects) != 1 or behind is None or not verb.is_ancestor(relative):
        return None
    clause = next((child for child in verb.children if child.dep_ == "ccomp" and child.i > verb.i), None)
    if clause is None or any(c.dep_ == "nsubj" and c.i > verb.i for c in clause.children):
        return None
    noun = verb.head
    phrase = [token for token in noun.subtree if token.i < relative.i and not token.is_punct]
    said = [token for token in clause.subtree if token.i > verb.i]
    return (subjects[0], [*phrase, *said]) if phrase and said else None
