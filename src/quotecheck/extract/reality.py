"""Whether a saying took place: read off the cue and the words that it hangs on."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from quotecheck.extract.grammar import subject_of
from quotecheck.records import Reality

# Words whose infinitive or gerund is yet to come: is expected to say, plans to tell, is likely to announce.
_EXPECTED = frozenset({
    "about", "aim", "due", "expect", "hope", "intend", "intention", "likely", "plan", "poise", "prepare", "ready",
    "hop", "schedule", "set", "slate", "tip", "want",
})  # fmt: skip
# Words whose infinitive or gerund does not happen: failed to mention, was unable to say, her refusal to tell.
_MISSED = frozenset({
    "avoid", "decline", "deny", "fail", "failure", "forget", "inability", "neglect", "omit", "refrain", "refusal",
    "refuse", "reluctance", "reluctant", "resist", "unable", "unlikely", "unwilling", "unwillingness",
})  # fmt: skip
# What these are said not to be, or to do, does not happen: was not able to say, did not wish to comment.
_WILLING = frozenset({
    "able", "about", "allow", "be", "care", "choose", "dare", "free", "go", "have", "intend", "permit", "prepared",
    "ready", "want", "willing", "wish",
})  # fmt: skip
_HABIT = frozenset({
    "always", "frequently", "invariably", "often", "rarely", "regularly", "repeatedly", "seldom", "typically",
    "usually",
})  # fmt: skip
_TO_COME = frozenset({"will", "’ll", "'ll", "shall"})
_CONDITION = frozenset({"would", "might", "could", "may", "should", "must"})
_IF = frozenset({"if", "unless", "whether"})
_NOBODY = frozenset({"nobody", "none", "neither"})
_NOR = frozenset({"nor", "neither"})
_OPENS_DENIAL = frozenset({"not", "never", "nowhere", "nor"})
_OCCASIONS = frozenset({"circumstance", "moment", "occasion", "point", "stage", "time"})
_EACH = frozenset({"each", "every"})


def reality_of(cue: Token) -> Reality:
    """Tell whether the saying took place: negated, expected, conditional and habitual ones did not, or not once."""
    group = _group(cue)
    words = {token.lower_ for token in group}
    if is_denied(cue) or _missed(cue):
        return "did-not-happen"
    if (words & {"will", "shall", "would"} and _each_time(cue)) or words & _HABIT or _used_to(cue):
        return "habitual"
    if cue.dep_ == "xcomp" and cue.head.lower_ == "were" and cue.head.i == cue.head.left_edge.i:
        return "conditional"
    if words & _TO_COME or _expected(cue):
        return "expected"
    modal = any(token.lower_ in _CONDITION and token.dep_ == "aux" for token in group)
    if modal or any(token.dep_ == "mark" and token.lower_ in _IF for token in cue.children):
        return "conditional"
    return "happened"


def is_denied(verb: Token) -> bool:
    """Tell whether a verb is negated: not, never, nobody, at no point, neither confirm nor deny."""
    group = _group(verb)
    words = {token.lower_ for token in group}
    negated = any(token.dep_ == "neg" and not _limits(token) for token in group) or "never" in words
    return negated or _inverted_not(verb) or _nor(verb) or _nobody(verb) or _on_no_occasion(verb)


def _group(verb: Token) -> list[Token]:
    """Give what stands with a verb, and the auxiliaries that it shares with the verb above it."""
    shares = verb.dep_ == "xcomp" or (verb.dep_ == "conj" and verb.tag_ == "VB" and subject_of(verb) is None)
    return [*verb.children, *(_auxiliaries(verb) if shares else ())]


def _auxiliaries(verb: Token) -> Iterator[Token]:
    """Give the auxiliaries of the verb above; its negation goes on only behind "or"."""
    for child in verb.head.children:
        on = verb.dep_ != "conj" or any(c.dep_ == "cc" and c.lower_ in ("or", "nor") for c in verb.head.children)
        if child.dep_ in ("aux", "advmod") or (child.dep_ == "neg" and on):
            yield child


def _inverted_not(verb: Token) -> bool:
    """Find "not once did she say", where the negation stands before auxiliary and subject."""
    aux = _inverted(verb)
    if aux is None:
        return False
    before = verb.doc[min(verb.left_edge.i, aux.left_edge.i) : aux.i]
    opening = [word for word in before if word.lower_ in _OPENS_DENIAL and _clause_of(word) in (verb, aux)]
    return any(not _limits(word) for word in opening)


def _clause_of(word: Token) -> Token:
    """Give the verb that a word belongs to, however deep in its phrases."""
    return next((over for over in word.ancestors if over.pos_ in ("VERB", "AUX")), word)


def _limits(negation: Token) -> bool:
    """Tell whether a word says when or how much, and denies nothing: "not until Friday did she say", "not only"."""
    return negation.i + 1 < len(negation.doc) and negation.nbor().lower_ in ("just", "only", "till", "until")


def _inverted(verb: Token) -> Token | None:
    """Give the auxiliary that stands before the subject: "did" of "did she say"."""
    subject = subject_of(verb)
    return next((c for c in verb.lefts if c.dep_ == "aux" and subject is not None and c.i < subject.i), None)


def _nor(verb: Token) -> bool:
    own = any(
        child.lower_ in _NOR and child.dep_ in ("cc", "preconj", "advmod") and child.i < verb.i
        for child in verb.children
    )
    other = verb.dep_ == "conj" and any(child.lower_ in _NOR and child.i < verb.i for child in verb.head.children)
    return own or other


def _nobody(verb: Token) -> bool:
    subject = subject_of(verb)
    if subject is None:
        return False
    return subject.lower_ in _NOBODY or any(child.lower_ in ("neither", "no") for child in subject.children)


def _on_no_occasion(verb: Token) -> bool:
    """Find "at no point", "on no occasion", "in no interview did she"; "in no uncertain terms" denies nothing."""
    aux = _inverted(verb)
    preps = (child for word in (verb, *([] if aux is None else [aux])) for child in word.lefts if child.dep_ == "prep")
    nouns = [word for child in preps for word in child.children if word.dep_ == "pobj"]
    return any(
        child.lower_ == "no" and child.dep_ == "det" and (aux is not None or noun.lemma_ in _OCCASIONS)
        for noun in nouns
        for child in noun.children
    )


def _missed(cue: Token) -> bool:
    """Tell whether what a cue hangs on says that it did not happen: failed to, yet to, without, short of."""
    over = cue.head
    if cue.dep_ == "conj" and cue.tag_ == "VB" and subject_of(cue) is None:
        return _missed(over)  # refused to confirm or deny
    if cue.dep_ == "pcomp":
        verb = over.head
        short = any(word.lower_ == "short" for word in (verb, *verb.children))
        return over.lower_ == "without" or short or verb.lemma_.lower() in _MISSED
    if cue.dep_ not in ("xcomp", "ccomp", "acl", "advcl", "relcl"):
        return False
    if over.lemma_ == "have" and any(child.lower_ == "yet" for child in (*over.children, *cue.children)):
        return True
    if cue.dep_ == "xcomp" and over.lemma_ in _WILLING and (is_denied(over) or is_denied(over.head)):
        return True
    to = any(child.tag_ == "TO" for child in cue.children)
    return (cue.dep_ == "xcomp" or (cue.dep_ in ("acl", "relcl") and to)) and over.lemma_.lower() in _MISSED


def _expected(cue: Token) -> bool:
    """Tell whether a cue is an infinitive of something to come: is to announce, is going to say, plans to tell."""
    if cue.dep_ not in ("xcomp", "ccomp", "advcl", "acl") or not any(child.lower_ == "to" for child in cue.children):
        return False
    going = cue.head.lower_ == "going"
    to_be = cue.head.lemma_ == "be" and cue.dep_ == "xcomp" and cue.tag_ == "VB"
    return going or to_be or cue.head.lemma_.lower() in _EXPECTED


def _used_to(cue: Token) -> bool:
    return cue.dep_ == "xcomp" and cue.head.lower_ == "used" and any(child.tag_ == "TO" for child in cue.children)


def _each_time(cue: Token) -> bool:
    """Find "every spring", "whenever", which make of "would say" a habit."""
    return any(token.lower_ in _EACH or token.lower_ == "whenever" for child in cue.children for token in child.subtree)
