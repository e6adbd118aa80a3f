"""What a saying does, and whether it took place: read off the cue and the words that it hangs on."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from quotecheck.extract.candidates import Candidate, CueSpan
from quotecheck.records import Act, Reality

# Words whose infinitive or gerund is yet to come: is expected to say, plans to tell, is likely to announce.
_EXPECTED = frozenset({
    "aim", "due", "expect", "hope", "intend", "likely", "plan", "poise", "prepare", "ready", "schedule", "set", "slate",
    "tip", "want",
})  # fmt: skip
# Words whose infinitive or gerund does not happen: failed to mention, was unable to say, avoided saying.
_MISSED = frozenset({
    "avoid", "decline", "fail", "forget", "neglect", "omit", "refrain", "refuse", "reluctant", "unable", "unlikely",
    "unwilling",
})  # fmt: skip
_HABIT = frozenset({"always", "often", "usually", "regularly", "frequently", "repeatedly", "typically"})
_CONDITION = frozenset({"would", "might", "could", "may", "should", "must"})
_IF = frozenset({"if", "unless", "whether"})
_NOBODY = frozenset({"nobody", "none", "neither"})
_TAKEN_BACK = frozenset({"withdraw", "retract", "recant", "disavow", "rescind"})
# "called for a truce" is an order, "called it a truce" a statement.
_NAMING = frozenset({"naming", "calling"})


def act(cue: CueSpan, candidate: Candidate, reality: Reality) -> Act:
    """Tell what a saying does."""
    if candidate.rule in _NAMING:
        return "statement"
    if _asks(cue, candidate):
        return "question"
    if cue.token.dep_ == "dobj" and cue.token.head.lemma_ in _TAKEN_BACK:
        return "retraction"
    if cue.class_ in ("tell", "ask") and candidate.rule.endswith("infinitive"):
        return "order"
    if cue.class_ == "decline" and candidate.content:
        return "withhold"
    if reality == "did-not-happen" and cue.card.lemma.startswith("comment"):
        return "no-comment"
    return "withhold" if reality == "did-not-happen" and cue.class_ == "confirm" else cue.card.act


def _asks(cue: CueSpan, candidate: Candidate) -> bool:
    asked = candidate.content and cue.passage.text[: candidate.end - cue.passage.start].endswith("?")
    return bool(asked) and len(candidate.content) == 1 and cue.class_ in ("say", "answer", "tell", "write")


def reality_of(cue: Token) -> Reality:
    """Tell whether the saying took place: negated, expected, conditional and habitual ones did not, or not once."""
    group = [*cue.children, *(_auxiliaries(cue.head) if cue.dep_ == "xcomp" else ())]
    words = {token.lower_ for token in group}
    if any(token.dep_ == "neg" for token in group) or "never" in words or _nobody(cue) or _missed(cue):
        return "did-not-happen"
    if words & {"will", "’ll", "'ll", "shall"} or _expected(cue):
        return "expected"
    modal = any(token.lower_ in _CONDITION and token.dep_ == "aux" for token in group)
    if modal or any(token.dep_ == "mark" and token.lower_ in _IF for token in cue.children):
        return "conditional"
    return "habitual" if words & _HABIT else "happened"


def _auxiliaries(token: Token) -> Iterator[Token]:
    return (child for child in token.children if child.dep_ in ("aux", "neg", "advmod"))


def _nobody(cue: Token) -> bool:
    subject = next((child for child in cue.children if child.dep_ == "nsubj"), None)
    if subject is None:
        return False
    return subject.lower_ in _NOBODY or any(child.lower_ in ("neither", "no") for child in subject.children)


def _missed(cue: Token) -> bool:
    """Tell whether what a cue hangs on says that it did not happen: failed to, yet to, without, short of."""
    if cue.dep_ == "pcomp":
        over = cue.head.head
        short = any(word.lower_ == "short" for word in (over, *over.children))
        return cue.head.lower_ == "without" or short or over.lemma_.lower() in _MISSED
    if cue.dep_ not in ("xcomp", "ccomp", "acl", "advcl"):
        return False
    yet = cue.head.lemma_ == "have" and any(child.lower_ == "yet" for child in (*cue.head.children, *cue.children))
    return yet or (cue.dep_ == "xcomp" and cue.head.lemma_.lower() in _MISSED)


def _expected(cue: Token) -> bool:
    """Tell whether a cue is an infinitive of something to come: is to announce, is going to say, plans to tell."""
    if cue.dep_ not in ("xcomp", "ccomp", "advcl") or not any(child.lower_ == "to" for child in cue.children):
        return False
    going = cue.head.lower_ == "going"
    to_be = cue.head.lemma_ == "be" and cue.dep_ == "xcomp" and cue.tag_ == "VB"
    return going or to_be or cue.head.lemma_.lower() in _EXPECTED
