"""Words taken back or borne out: who withdraws a remark, denies or confirms it. What was said has its own record."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from quotecheck.extract.candidates import Candidate, CueSpan, Paragraph
from quotecheck.extract.reality import reality_of
from quotecheck.extract.reported import runs
from quotecheck.extract.sources import extent, source_of
from quotecheck.records import Act
from quotecheck.rules.attribution import Cue
from quotecheck.rules.saying import retractions

# Words between a verb and its particle: "took it all back".
_PARTICLE_WORDS = 8
_CARRIED_OUT = frozenset({"agree", "choose", "compel", "decide", "force", "have", "move", "oblige", "rush"})


def propose_retractions(paragraph: Paragraph) -> Iterator[Candidate]:
    """Yield a candidate for each retraction, apology for words and denial without words of its own, outside marks."""
    doc = paragraph.passage.doc
    words = retractions()
    for token in doc:
        lemma = token.lemma_.lower()
        if token.pos_ not in ("VERB", "AUX") or lemma not in words.heads or paragraph.inside(token):
            continue
        found = _apology(token) or _retraction(token) or _denial(token) or _confirmation(token)
        if found is not None and reality_of(token) == "happened" and _done(token):
            last, act, taken_back = found
            yield from _candidate(paragraph, token, last, act, taken_back)


def _done(verb: Token) -> bool:
    """Tell whether an infinitive is one that was carried out: was forced to withdraw, not tried or was told to."""
    return verb.dep_ not in ("xcomp", "acl", "ccomp") or verb.tag_ != "VB" or verb.head.lemma_ in _CARRIED_OUT


def _retraction(verb: Token) -> tuple[int, Act, Token] | None:
    """Give the end of the cue, its act, and the noun of saying that is taken back."""
    words = retractions()
    particle = next((w for w in verb.rights if w.lower_ in ("back", "away") and w.i - verb.i < _PARTICLE_WORDS), None)
    verb_key = verb.lemma_ if particle is None else f"{verb.lemma_} {particle.lower_}"
    if verb_key not in words.verbs:
        return None
    last = particle.i if particle is not None and particle.i == verb.i + 1 else verb.i
    for child in verb.children:
        nouns = [child] if child.dep_ in ("dobj", "nsubjpass") else []
        if child.dep_ in ("prep", "prt") and child.lower_ in ("on", "from"):
            nouns = [word for word in child.children if word.dep_ == "pobj"]
            last = max(last, child.i) if nouns and child.i == last + 1 else last
        for noun in nouns:
            if noun.lemma_.lower() in words.nouns and not _of_others(noun):
                return last + 1, "retraction", noun
    return None


def _of_others(noun: Token) -> bool:
    """Tell whether words are somebody else's: "disavowed remarks made by a friend"."""
    near = (noun, *(child for child in noun.children if child.dep_ == "acl" and not _is_clause(child)))
    return any(
        child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by") for w in near for child in w.children
    )


def _is_clause(verb: Token) -> bool:
    """Tell whether what hangs on a noun says what was said: "her claim that the lake had been poisoned by"."""
    return any(child.dep_ in ("mark", "nsubj", "nsubjpass") for child in verb.children)


def _denial(verb: Token) -> tuple[int, Act, Token] | None:
    """Give the same of a denial that leaves to the context what it denies: "he denied it", "she denies this"."""
    bare = (child for child in verb.rights if child.dep_ == "dobj" and child.lower_ in ("it", "this", "that"))
    found = next(bare, None) if verb.lemma_ in retractions().denial else None
    return None if found is None else (verb.i + 1, "denial", found)


def _confirmation(verb: Token) -> tuple[int, Act, Token] | None:
    """Give the same of what somebody or something bears out: "documents confirm it", "the logs bear that out"."""
    bare = next((c for c in verb.rights if c.dep_ == "dobj" and c.lower_ in ("it", "this", "that", "both")), None)
    particle = next((c for c in verb.rights if c.dep_ == "prt"), None)
    key = verb.lemma_ if particle is None else f"{verb.lemma_} {particle.lower_}"
    if bare is None or key not in retractions().confirmation or bare.right_edge.i > bare.i:
        return None
    further = any(child.dep_ == "prep" and particle is not None for child in verb.rights)
    return None if further else (verb.i + 1, "confirmation", bare)


def _apology(verb: Token) -> tuple[int, Act, Token] | None:
    """Give the same of an apology: for having said, for calling, for a remark, after telling."""
    sorry = next((child for child in verb.rights if child.lower_ == "sorry"), None)
    key = verb.lemma_ if sorry is None else f"{verb.lemma_} sorry"
    if key not in retractions().apology:
        return None
    for child in (*verb.children, *(sorry.children if sorry is not None else ())):
        if child.dep_ != "prep" or child.lower_ not in ("for", "after", "over"):
            continue
        for word in child.children:
            named = word.dep_ == "pobj" and word.lemma_.lower() in retractions().nouns
            if named or (word.dep_ == "pcomp" and word.lemma_.lower() in retractions().sayings):
                return (verb if sorry is None else sorry).i + 1, "apology", word
    return None


def _candidate(paragraph: Paragraph, verb: Token, last: int, act: Act, taken_back: Token) -> Iterator[Candidate]:
    passage = paragraph.passage
    source = _source(verb, taken_back)
    if source is None:
        return
    card = Cue(
        lemma=passage.doc[verb.i : last].lemma_.lower(), family="retraction", class_="say", pos="VERB",
        frames=frozenset(), act=act, attitude=False, tier="B",
    )  # fmt: skip
    words = runs(passage, _clause(verb, taken_back)) if act == "retraction" and taken_back.dep_ != "nsubjpass" else ()
    yield Candidate(words, CueSpan(passage, verb.i, last, verb.i, card), (passage, *source), act, "B", passage.index)


def _source(verb: Token, noun: Token) -> tuple[int, int] | None:
    if noun.dep_ == "nsubjpass":
        agent = source_of(verb)
        owner = next((child for child in noun.children if child.dep_ == "poss"), None)
        return agent or (None if owner is None else extent(owner, noun))
    return source_of(verb)


def _clause(verb: Token, noun: Token) -> list[Token]:
    """Give the words taken back, where the noun has them: "his remark that the gate was open"."""
    for child in (*noun.children, *(c for c in verb.rights if c.i > noun.i and c.dep_ == "ccomp")):
        that = child.left_edge
        if child.dep_ in ("acl", "ccomp", "relcl") and that.lower_ == "that" and that.dep_ != "nsubj":
            return list(child.subtree)
    return []
