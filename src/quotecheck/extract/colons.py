"""Quotations that a name and a colon lead in: `Hal Quist: "…"`, `And from Chair Corrado: "…"`."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from quotecheck.extract.candidates import CueSpan, Paragraph, colon_at
from quotecheck.extract.frames import Frame
from quotecheck.extract.sources import extent
from quotecheck.rules.attribution import cues
from quotecheck.rules.people import kind_of_head, role_words, roles

# A name and its colon.
SHORT_LEAD = 5
_WORDS = frozenset({
    "answer", "reply", "response", "message", "verdict", "comment", "advice", "warning", "conclusion", "view", "word",
    "explanation", "excuse", "assessment", "reaction", "statement", "question", "plea", "appeal", "summary", "remark",
    "opinion", "argument", "complaint", "retort", "post", "tweet", "instruction", "motto", "slogan",
})  # fmt: skip


def colon_frame(paragraph: Paragraph, lead: str, tokens: Sequence[Token]) -> Frame | None:
    """Find who is named before the colon that a lead ends in; `tokens` are its words."""
    if not lead.rstrip().endswith(":") or len(tokens) < 2 or tokens[-1].text != ":":  # noqa: PLR2004
        return None
    if len(tokens) <= SHORT_LEAD and all(token.text[:1].isupper() for token in tokens[:-1]):
        return Frame(colon_at(paragraph.passage, tokens[-1]), (tokens[0].i, tokens[-1].i), "direct-after-colon", "B")
    verb = cues().get((_infinitive(tokens[-2]), "VERB"))
    if verb is not None and "marks" in verb.frames and tokens[-2].pos_ == "NOUN" and tokens[-2].lower_ not in _WORDS:
        # The tagger takes the verb for a noun: "A notice pinned to the gate read:".
        cue = CueSpan(paragraph.passage, tokens[-2].i, tokens[-1].i, tokens[-2].i, verb)
        subject = next((t for t in tokens if t.dep_ == "nsubj"), None)
        return Frame(cue, extent(subject, cue.token) if subject is not None else None, "direct-after-cue", "B")
    owner = _owner(tokens)
    if owner is not None:
        return Frame(colon_at(paragraph.passage, tokens[-1]), owner, "direct-after-colon", "B")
    giver = _giver(tokens)
    if giver is not None:
        return Frame(colon_at(paragraph.passage, tokens[-1]), extent(giver, tokens[-1]), "direct-after-colon", "B")
    named = _opening_name(tokens)
    if named is not None:
        return Frame(colon_at(paragraph.passage, tokens[-1]), named, "direct-after-colon", "B")
    subjects = [t for t in tokens if t.dep_ in ("nsubj", "ROOT") and t.pos_ in ("PROPN", "NOUN", "PRON")]
    subject = min(subjects, key=lambda t: (t.dep_ == "nsubj" and t.head.dep_ == "advcl", t.i), default=None)
    if subject is None or (subject.pos_ == "NOUN" and not _can_speak(subject)):
        return None
    source = extent(subject, tokens[-1]) if _has_name(subject) else (subject.left_edge.i, subject.i + 1)
    return Frame(colon_at(paragraph.passage, tokens[-1]), source, "direct-after-colon", "B")


def _opening_name(tokens: Sequence[Token]) -> tuple[int, int] | None:
    """Take the full name that a lead without a verb opens with: "Hal Quist, 54, on the pier:"."""
    run = 0
    while run < len(tokens) and tokens[run].pos_ == "PROPN":
        run += 1
    verbless = not any(t.pos_ in ("VERB", "AUX") and t.tag_ in ("VBD", "VBZ", "VBP") for t in tokens)
    if run > 1 and verbless:
        return tokens[0].i, tokens[run - 1].i + 1
    return (tokens[0].i, tokens[-1].i) if verbless and _titled(tokens[:-1]) else None


def _titled(words: Sequence[Token]) -> bool:
    """Tell whether a lead is a title and a full name, and no more: "Former Secretary of Works Ines Corrado"."""
    bracket = next((n for n, word in enumerate(words) if word.text == "("), len(words))
    words = words[:bracket]
    full = len(words) > 2 and all(word.pos_ == "PROPN" for word in words[-2:])  # noqa: PLR2004
    known = role_words() | roles().modifiers | roles().titles
    title = any(word.lower_.rstrip(".") in known for word in words[:-2])
    small = all(w.text[:1].isupper() or w.lower_ in known or w.pos_ in ("ADP", "DET") for w in words)
    return full and title and small


def _infinitive(noun: Token) -> str:
    return noun.lemma_.lower() if noun.tag_ == "NNS" else noun.lower_


def _owner(tokens: Sequence[Token]) -> tuple[int, int] | None:
    """Find whose words a lead announces: "Her message to voters is simple:", "The captain's answer:"."""
    for token in tokens:
        if token.pos_ == "NOUN" and token.lemma_.lower() in _WORDS and token.dep_ in ("nsubj", "ROOT", "attr"):
            holder = next((child for child in token.children if child.dep_ == "poss"), None)
            return None if holder is None else extent(holder, token)
    return None


def _has_name(noun: Token) -> bool:
    """Tell whether a name is part of a description: "Her colleague Hal Quist"."""
    return any(child.pos_ == "PROPN" and child.dep_ in ("appos", "compound") for child in noun.children)


def _giver(tokens: Sequence[Token]) -> Token | None:
    """Find whom a line says that the words are from: "And this from Chair Corrado:"."""
    opening = [t for t in tokens[:4] if t.lower_ == "from"]
    named = [t for t in tokens if t.dep_ == "pobj" and t.pos_ == "PROPN" and t.head in opening]
    return named[0] if named else None


def _can_speak(noun: Token) -> bool:
    """Tell whether a common noun names a person or body: "Photo:" and "Disaster:" introduce no speaker's words."""
    lemma = noun.lemma_.lower()
    return lemma in role_words() | roles().trades or lemma in kind_of_head() or noun.tag_ == "NNS" or _has_name(noun)
