"""What a saying does: read off the cue, the words that it hangs on, and the form of what is said."""

from __future__ import annotations

import re

from spacy.tokens import Span, Token

from quotecheck.extract.candidates import Candidate, CueSpan
from quotecheck.extract.futures import foretells
from quotecheck.language.names import fold
from quotecheck.records import Act, Reality
from quotecheck.rules.saying import retractions

# "called for a truce" is an order, "called it a truce" a statement.
_NAMING = frozenset({"naming", "calling"})
# A saying of one of these that somebody would not do, or refuses to do, is kept back.
_KEEPABLE = frozenset({"announce", "answer", "confirm", "say", "tell", "suggest", "show", "claim"})
_REFUSING = frozenset({"decline", "refuse", "refusal", "unwilling", "unwillingness"})
_NO_LETTER = re.compile(r"[^a-z]+")
_NO_COMMENT = re.compile(
    r"(?:(?:i|we) (?:have|ve|can offer|will make) )?(?:absolutely )?no (?:further )?comment(?: (?:on|about|at) .*)?"
    r"|(?:i|we) ?(?:cannot|can not|can ?t|won ?t|will not|do not|don ?t|a?m not going to) (?:want to )?comment\b.*"
)
# What opens a sentence as an imperative does, and orders nothing: thank you, let me be clear, look.
_PHRASES = frozenset({
    "bless", "forget", "forgive", "god", "hear", "imagine", "let", "listen", "long", "look", "mark", "remember", "say",
    "see", "suppose", "take", "thank", "welcome",
})  # fmt: skip
_BEFORE_ORDER = frozenset(
    {"please", "just", "now", "so", "and", "but", "well", "then", "do", "n't", "n’t", "never", "not"}
)


def act(cue: CueSpan, candidate: Candidate, reality: Reality) -> Act:
    """Tell what a saying does."""
    if candidate.rule in _NAMING:
        return "statement"
    if cue.class_ == "decline":
        return "withhold" if candidate.content else cue.card.act
    if reality == "did-not-happen" and (kept := _kept(cue)) is not None:
        return kept
    if cue.class_ in ("tell", "ask") and candidate.rule.endswith("infinitive"):
        return "order"
    return _by_words(cue, candidate) if cue.card.act == "statement" else cue.card.act


def _kept(cue: CueSpan) -> Act | None:
    """Tell what not saying does: no comment, or keeping back what one will not say; a failure to say does nothing."""
    if cue.card.lemma.startswith("comment"):
        return "no-comment"
    if cue.class_ in ("confirm", "deny"):
        return "withhold"
    would_not = any(child.dep_ == "aux" and child.lower_ in ("would", "wo", "will") for child in cue.token.children)
    return "withhold" if cue.class_ in _KEEPABLE and (would_not or is_refused(cue.token)) else None


def is_refused(verb: Token) -> bool:
    """Tell whether a verb is what somebody refuses to do: declined to say, her refusal to say."""
    if verb.dep_ == "conj" and verb.tag_ == "VB":
        return is_refused(verb.head)
    return verb.dep_ in ("xcomp", "acl", "relcl") and verb.head.lemma_.lower() in _REFUSING


def _by_words(cue: CueSpan, candidate: Candidate) -> Act:
    """Tell by what is said: a question, an order, a prediction, a promise, or a statement."""
    if len(candidate.content) > 1 and candidate.pairs and _asks(cue, candidate):
        return "question"
    said = _said(cue, candidate)
    if said is None:
        return "statement"
    if candidate.pairs and _NO_COMMENT.fullmatch(_NO_LETTER.sub(" ", fold(said.text)).strip()):
        return "no-comment"
    if candidate.pairs and said.text.rstrip().endswith("?"):
        return "question"
    if candidate.pairs and _commands(said):
        return "order"
    if candidate.pairs and (performed := _performs(said.root)) is not None:
        return performed
    if cue.card.lemma == "swear" and _binds(said.root):
        return "promise"
    return "prediction" if foretells(said.root) else "statement"


def _asks(cue: CueSpan, candidate: Candidate) -> bool:
    """Tell whether each stretch of a quotation is a question."""
    base, text = cue.passage.start, cue.passage.text
    return all(
        0 <= start - base < end - base <= len(text) and text[start - base : end - base].rstrip().endswith("?")
        for start, end in candidate.content
    )


def _said(cue: CueSpan, candidate: Candidate) -> Span | None:
    """Give what is said as one stretch of one sentence, as far as it is one."""
    if len(candidate.content) != 1:
        return None
    passage = cue.passage
    start, end = (offset - passage.start for offset in candidate.content[0])
    if not 0 <= start < end <= len(passage.text):
        return None
    said = passage.doc.char_span(start, end, alignment_mode="expand")
    within = said is not None and (said[0].sent.end >= said.end or not candidate.pairs)
    return said if within else None


def _commands(said: Span) -> bool:
    """Tell whether words open with an imperative: a bare verb without a subject of its own."""
    words = [token for token in said if token.is_alpha or "’" in token.text or "'" in token.text]
    while words and words[0].lower_ in _BEFORE_ORDER:
        words.pop(0)
    if not words or words[0].tag_ not in ("VB", "VBP") or words[0].lower_ in _PHRASES:
        return False
    return not any(
        child.dep_ in ("nsubj", "nsubjpass", "aux") and child.i < words[0].i for child in words[0].children
    ) or (words[0].i > said.start and said[0].lower_ in ("do", "please"))


def _performs(verb: Token) -> Act | None:
    """Tell what a speaker does by saying so: “I take back what I said”, “I apologise”."""
    own = any(child.dep_ == "nsubj" and child.lower_ in ("i", "we") for child in verb.children)
    if not own or verb.tag_ not in ("VBP", "VB") or any(child.dep_ == "neg" for child in verb.children):
        return None
    words = retractions()
    particle = next((f" {child.lower_}" for child in verb.rights if child.lower_ in ("back", "away")), "")
    if verb.lemma_ in words.apology:
        return "apology"
    speech = any(
        word.lower_ in ("that", "it", "everything", "said") or word.lemma_.lower() in words.nouns
        for word in verb.subtree
    )
    return "retraction" if verb.lemma_ + particle in words.verbs and speech else None


def _binds(verb: Token) -> bool:
    """Tell whether a clause is about what is to come: swore he would, swore never to."""
    return any(child.lower_ in ("will", "would", "to", "'ll", "'d") and child.dep_ == "aux" for child in verb.children)
