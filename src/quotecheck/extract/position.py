"""Cues by their place alone: a verb that no card knows, right behind a quotation, with a person as its subject."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from quotecheck.extract.beside import phrase_behind
from quotecheck.extract.candidates import CueSpan, card_of
from quotecheck.extract.frames import Frame
from quotecheck.extract.inverted import name_behind
from quotecheck.extract.people import is_human
from quotecheck.extract.replies import owner_of
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
_RULE = "direct-by-position"
_POSITION = Cue(
    lemma="", family="position", class_="manner", pos="VERB", frames=frozenset({"marks"}), act="statement",
    attitude=False, tier="C",
)  # fmt: skip


def unknown_verb(passage: Passage, words: Sequence[Token], *, goes_on: bool) -> Frame | None:
    """Take an unknown verb for a cue ("Ollenby deadpanned", "quipped the veteran sprinter Ines Corrado").

    `goes_on` tells that the sentence of the quotation goes on behind it, with a comma: it can be no narration then.
    """
    if words and words[0].lower_ in ("came", "comes"):
        return _came(passage, words)
    if (present := _present(passage, words)) is not None:
        return present
    if words and _looks_past(words[0]):
        return _past(passage, words[0], goes_on=goes_on)
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
        source = (
            _subject(verb, words, goes_on=goes_on) if verb is not words[0] else _inverted(cue, words, goes_on=goes_on)
        )
        return None if source is None else Frame(cue, source, _RULE, "C")
    return None


def _came(passage: Passage, words: Sequence[Token]) -> Frame | None:
    """Take "came the reply" for a cue: of whose it is, of whom it is from, or of nobody's that is named."""
    noun = next((word for word in words[1:4] if word.lemma_.lower() in _REPLIES), None)
    if noun is None:
        return None
    owner = owner_of(noun, words[0])
    source = None if owner is None else extent(owner, noun)
    return Frame(_cue(passage, words[0]), source, _RULE, "C")


def _cue(passage: Passage, verb: Token) -> CueSpan:
    return CueSpan(passage, verb.i, verb.i + 1, verb.i, _POSITION.model_copy(update={"lemma": verb.lemma_}))


def _looks_past(word: Token) -> bool:
    """Tell whether a past tense right behind marks is taken for a participle: “Shameful!” fumed clerk Hal Quist."""
    return word.dep_ == "amod" and word.lower_.endswith("ed") and word.text.islower()


def _past(passage: Passage, verb: Token, *, goes_on: bool) -> Frame | None:
    """Take a past tense that the parse makes a part of the name behind it for a cue, known or not."""
    card = next((card for end in ("ed", "d") if (card := card_of(verb.lower_.removesuffix(end), "VERB"))), None)
    known = card is not None and "marks" in card.frames
    source = name_behind(passage.doc, verb.i + 1, whole=not (known or goes_on))
    if source is None:
        return None
    cue = CueSpan(passage, verb.i, verb.i + 1, verb.i, card) if card is not None and known else _cue(passage, verb)
    return Frame(cue, source, _RULE, "C")


def _present(passage: Passage, words: Sequence[Token]) -> Frame | None:
    """Take a plural for the verb of manner that it may be beside a name: “It hurts,” Hal Quist shrugs."""
    at = next((n for n, word in enumerate(words[:MAX_WORDS]) if word.tag_ == "NNS" and word.text.islower()), 0)
    card = card_of(words[at].lemma_.lower(), "VERB") if words and words[at].tag_ == "NNS" else None
    if card is None or card.class_ != "manner":
        return None
    verb = words[at]
    named = all(word.text[:1].isupper() for word in words[:at]) and words[0].i + at == verb.i
    source = (words[0].i, verb.i) if at and named else name_behind(passage.doc, verb.i + 1) if not at else None
    return None if source is None else Frame(CueSpan(passage, verb.i, verb.i + 1, verb.i, card), source, _RULE, "C")


def _is_finite(verb: Token) -> bool:
    """Tell whether a verb is finite; a participle that is its sentence's root is a past tense ill tagged."""
    return verb.tag_ in ("VBD", "VBZ") or (verb.tag_ == "VBN" and verb.dep_ == "ROOT" and not _helped(verb))


def _helped(verb: Token) -> bool:
    return any(child.dep_ in ("aux", "auxpass") for child in verb.children)


def _subject(verb: Token, words: Sequence[Token], *, goes_on: bool) -> tuple[int, int] | None:
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c in words), None)
    acts_on = any(child.dep_ == "dobj" and child in words for child in verb.children)
    if subject is None or acts_on or subject.tag_ in ("WDT", "WP", "EX"):
        return None
    if not (subject.pos_ in ("PROPN", "PRON") or _is_person(subject)):
        return None
    told = goes_on or card_of(verb.lemma_, "VERB") is not None
    if words[0].text[0].isupper() and not (told and _is_all(verb, words)):
        return None  # “Run!” Ollenby stumbled on the stairs.
    return extent(subject, verb)


def _is_all(verb: Token, words: Sequence[Token]) -> bool:
    """Tell whether a sentence is a subject, a verb and how, no statement: "Vale sighed", not "Milk sells for less"."""
    behind = [child for child in verb.rights if child in words]
    return all(
        child.dep_ in ("advmod", "npadvmod", "advcl", "prt", "punct")
        or (child.dep_ == "prep" and child.lower_ not in _STATING)
        for child in behind
    ) and not any(child.dep_ == "advmod" and not child.lower_.endswith("ly") for child in verb.lefts)


def _inverted(cue: CueSpan, words: Sequence[Token], *, goes_on: bool) -> tuple[int, int] | None:
    """Take a phrase with a name right behind the verb: its sentence is over with it, or says how, where and when."""
    source = phrase_behind(cue, words)
    head = None if source is None else root(cue.passage.doc, *source)
    if source is None or head is None or not (_is_named(head) or (goes_on and is_human(head))):
        return None
    rest = [token for token in words if token.i >= source[1]]
    person = head.pos_ == "PROPN" or is_human(head)
    ends = not rest or rest[0].i > source[1] or (goes_on and person and rest[0].pos_ in ("ADP", "SCONJ", "ADV"))
    return source if ends else None


def _is_named(noun: Token) -> bool:
    """Tell whether a phrase is a name or has one beside its noun: not "no such praise for Vale"."""
    return any(word.pos_ == "PROPN" for word in (noun, *(child for child in noun.children if child.dep_ != "poss")))


def _is_person(noun: Token) -> bool:
    """Tell whether a common noun is a role with a name: "the ferry captain, Hal Quist"."""
    word = noun.lemma_.lower()
    named = any(child.dep_ == "appos" and child.pos_ == "PROPN" for child in noun.children)
    return named and (word in role_words() | roles().trades or kind_of_head().get(word) in ("person", "anonymous"))
