"""Feelings in marks, said of a person by the narrator: `The minister was “delighted”`: the word is the minister's."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from quotecheck.extract.candidates import Candidate, CueSpan, Paragraph, pair_text
from quotecheck.extract.marks import Pair
from quotecheck.extract.sources import extent
from quotecheck.rules.attribution import Cue
from quotecheck.rules.people import kind_of_head, role_words, roles
from quotecheck.rules.saying import feelings

# More words than these in marks are no mood.
MAX_WORDS = 6
_COPULAS = frozenset({"be", "feel", "remain", "look", "sound", "seem", "leave"})
# Said to be “delighted”: not "wants to be".
_TOLD = frozenset(
    {"say", "report", "understand", "describe", "know", "declare", "profess", "claim", "think", "believe"}
)
_PEOPLE = frozenset({"he", "she", "they", "who"})
_MOOD = Cue(
    lemma="be", family="feeling", class_="express", pos="VERB", frames=frozenset(), act="statement", attitude=False,
    tier="C",
)  # fmt: skip


def propose_moods(paragraph: Paragraph) -> Iterator[Candidate]:
    """Yield a candidate for each feeling in marks that the narrator's sentence says a person has."""
    for pair in paragraph.marks.pairs:
        if pair.fault is not None or pair.parent is not None or not _is_feeling(pair_text(paragraph, pair)):
            continue
        found = _holder(paragraph, pair)
        if found is not None:
            verb, subject = found
            cue = CueSpan(paragraph.passage, verb.i, verb.i + 1, verb.i, _MOOD)
            source = (paragraph.passage, *extent(subject, verb))
            yield Candidate(((pair.start, pair.end),), cue, source, "feeling", "C", paragraph.passage.index)


def _is_feeling(words: str) -> bool:
    split = words.lower().strip(" .,").split()
    return 0 < len(split) <= MAX_WORDS and any(word.strip(",") in feelings() for word in split)


def _holder(paragraph: Paragraph, pair: Pair) -> tuple[Token, Token] | None:
    """Find the verb before the marks and its subject, a person or body."""
    passage = paragraph.passage
    before = [t for t in passage.tokens(passage.start, pair.start) if not t.is_punct and not t.is_space]
    while before and before[-1].pos_ == "ADV":
        before.pop()
    if not before or before[-1].lemma_.lower() not in _COPULAS:
        return None
    if before[-1].tag_ == "VB" and before[-1].head.lemma_.lower() not in _TOLD:
        return None
    verb = before[-1]
    subjects = [t for t in before if t.dep_ in ("nsubj", "nsubjpass") and t.head in (verb, verb.head)]
    return (verb, subjects[-1]) if subjects and _can_feel(subjects[-1]) else None


def _can_feel(subject: Token) -> bool:
    word = subject.lemma_.lower()
    known = word in role_words() | roles().trades or kind_of_head().get(word) not in (None, "document")
    return subject.pos_ == "PROPN" or subject.lower_ in _PEOPLE or known
