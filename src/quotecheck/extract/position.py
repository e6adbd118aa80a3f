"""Cues by their place alone: a verb that no card knows, right behind a quotation, with a person as its subject."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from quotecheck.extract.beside import phrase_behind
from quotecheck.extract.candidates import CueSpan
from quotecheck.extract.frames import Frame
from quotecheck.extract.grammar import governed
from quotecheck.extract.sources import extent
from quotecheck.language.parse import Passage, root
from quotecheck.rules.attribution import Cue
from quotecheck.rules.people import kind_of_head, role_words, roles

# Words between a quotation and a verb that no card knows: "the ferry captain, Hal Quist, sighed".
MAX_WORDS = 7
_REPLIES = frozenset({
    "admission", "answer", "call", "chant", "cry", "denial", "order", "question", "reply", "response", "retort",
    "shout", "verdict", "voice", "warning", "whisper",
})  # fmt: skip
# Prepositions of a statement, not of how, where or to whom somebody spoke: "sells for less".
_STATING = frozenset({"as", "by", "for", "from", "like", "than"})
_NOMINAL = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM"})
_POSITION = Cue(
    lemma="", family="position", class_="manner", pos="VERB", frames=frozenset({"marks"}), act="statement",
    attitude=False, tier="C",
)  # fmt: skip


def unknown_verb(passage: Passage, words: Sequence[Token]) -> Frame | None:
    """Take an unknown verb for a cue ("Ollenby deadpanned", "quipped the veteran sprinter Ines Corrado")."""
    if words and words[0].lower_ in ("came", "comes"):
        return _came(passage, words)
    if words and _looks_past(words[0]):
        source = _name_behind(words)
        return None if source is None else Frame(_cue(passage, words[0]), source, "direct-by-position", "C")
    for verb in words[:MAX_WORDS]:
        if verb.pos_ not in ("VERB", "AUX") or not _is_finite(verb):
            continue
        if (
            verb.pos_ == "AUX"
            or verb.lemma_ == "think"
            or any(child.dep_ in ("ccomp", "xcomp") and child in words for child in verb.children)
        ):
            return None
        cue = _cue(passage, verb)
        source = _subject(verb, words) if verb is not words[0] else _inverted(cue, words)
        return None if source is None else Frame(cue, source, "direct-by-position", "C")
    return None


def _came(passage: Passage, words: Sequence[Token]) -> Frame | None:
    """Take "came the reply" for a cue: of whose it is, of whom it is from, or of nobody's that is named."""
    noun = next((word for word in words[1:4] if word.lemma_.lower() in _REPLIES), None)
    if noun is None:
        return None
    owner = next((child for child in noun.children if child.dep_ == "poss"), None)
    for child in (child for word in (noun, words[0]) for child in word.children if child.lower_ == "from"):
        owner = owner or governed(child)
    source = None if owner is None else extent(owner, noun)
    return Frame(_cue(passage, words[0]), source, "direct-by-position", "C")


def _cue(passage: Passage, verb: Token) -> CueSpan:
    return CueSpan(passage, verb.i, verb.i + 1, verb.i, _POSITION.model_copy(update={"lemma": verb.lemma_}))


def _looks_past(word: Token) -> bool:
    """Tell whether a past tense right behind marks is taken for a participle: “Shameful!” fumed clerk Hal Quist."""
    return word.dep_ == "amod" and word.lower_.endswith("ed") and word.text.islower()


def _is_finite(verb: Token) -> bool:
    """Tell whether a verb is finite; a participle that is its sentence's root is a past tense ill tagged."""
    return verb.tag_ in ("VBD", "VBZ") or (verb.tag_ == "VBN" and verb.dep_ == "ROOT" and not _helped(verb))


def _helped(verb: Token) -> bool:
    return any(child.dep_ in ("aux", "auxpass") for child in verb.children)


def _subject(verb: Token, words: Sequence[Token]) -> tuple[int, int] | None:
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c in words), None)
    acts_on = any(child.dep_ == "dobj" and child in words for child in verb.children)
    if subject is None or acts_on or subject.tag_ in ("WDT", "WP", "EX"):
        return None
    if not (subject.pos_ in ("PROPN", "PRON") or _is_person(subject)):
        return None
    if words[0].text[0].isupper() and not _is_all(verb, words):
        return None
    return extent(subject, verb)


def _is_all(verb: Token, words: Sequence[Token]) -> bool:
    """Tell whether a sentence is a subject, a verb and how, no statement: "Vale sighed", not "Milk sells for less"."""
    behind = [child for child in verb.rights if child in words]
    return all(
        child.dep_ in ("advmod", "npadvmod", "advcl", "punct")
        or (child.dep_ == "prep" and child.lower_ not in _STATING)
        for child in behind
    ) and not any(child.dep_ == "advmod" and not child.lower_.endswith("ly") for child in verb.lefts)


def _inverted(cue: CueSpan, words: Sequence[Token]) -> tuple[int, int] | None:
    """Take a phrase with a name right behind the verb, its sentence over with it or a comma behind it."""
    source = phrase_behind(cue, words)
    if source is None or not _is_named(root(cue.passage.doc, *source)):
        return None
    rest = [token for token in words if token.i >= source[1]]
    return source if not rest or rest[0].i > source[1] else None


def _is_named(noun: Token) -> bool:
    """Tell whether a phrase is a name or has one beside its noun: not "no such praise for Vale"."""
    return any(word.pos_ == "PROPN" for word in (noun, *(child for child in noun.children if child.dep_ != "poss")))


def _name_behind(words: Sequence[Token]) -> tuple[int, int] | None:
    """Take the words up to a name behind a verb that the parse makes a part of that name."""
    last = words[0].i
    for word in words[1:]:
        if word.i != last + 1 or word.pos_ not in _NOMINAL:
            break
        last = word.i
    ends = last == words[-1].i or words[0].doc[last + 1].is_punct
    return (words[0].i + 1, last + 1) if ends and words[0].doc[last].pos_ == "PROPN" else None


def _is_person(noun: Token) -> bool:
    """Tell whether a common noun is a role with a name: "the ferry captain, Hal Quist"."""
    word = noun.lemma_.lower()
    named = any(child.dep_ == "appos" and child.pos_ == "PROPN" for child in noun.children)
    return named and (word in role_words() | roles().trades or kind_of_head().get(word) in ("person", "anonymous"))
