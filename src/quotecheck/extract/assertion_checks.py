"""Whether a clause can be checked: a fact, or an opinion, a prediction, a question, something supposed."""

from __future__ import annotations

from typing import Literal

from spacy.tokens import Token

from quotecheck.extract.assertion_clauses import Clause
from quotecheck.extract.futures import foretells
from quotecheck.records import Quote
from quotecheck.rules.saying import opinions

Checkable = Literal["yes", "opinion", "prediction", "question", "hypothetical"]

FORESEEING = frozenset({"expect", "predict", "forecast", "likely", "anticipate", "fear", "warn", "project"})
# Of these the words were not said, not yet or no more.
_UNSAID = frozenset({"did-not-happen", "conditional", "expected"})
_IF = frozenset({"if", "unless"})
_EPISTEMIC = frozenset({"be", "have", "know"})


def checkable(clause: Clause, quote: Quote | None, governor: str) -> Checkable:
    """Tell a statement that can be true or false from opinions, predictions, questions and hypotheticals."""
    if _asks(clause, quote):
        return "question"
    if _unsaid(quote) or _supposes(clause):
        return "hypothetical"
    if governor in FORESEEING or foretells(clause.head) or (quote is not None and quote.act == "prediction"):
        return "prediction"
    if _opines(clause) or _joked(quote):
        return "opinion"
    return "yes"


def _unsaid(quote: Quote | None) -> bool:
    return quote is not None and (quote.reality in _UNSAID or quote.act in {"retraction", "withhold"})


def _joked(quote: Quote | None) -> bool:
    if quote is None:
        return False
    return quote.act == "thought" or (quote.cue is not None and quote.cue.lemma in opinions().joking)


def _asks(clause: Clause, quote: Quote | None) -> bool:
    if quote is not None and quote.act in {"question", "order"}:
        return True
    head = clause.head
    if any(child.lower_ in {"whether", "if"} and child.dep_ == "mark" for child in head.children):
        return head.dep_ == "ccomp"
    if head.dep_ in {"csubj", "csubjpass", "ccomp", "pcomp"} and _wh(clause.own[0]):
        return True
    end = head.sent[-1]
    return end.text == "?" or (end.is_punct and end.i > 0 and head.doc[end.i - 1].text == "?")


def _wh(token: Token) -> bool:
    """Find the word of an embedded question: "where it came from is not known"."""
    return token.tag_ in {"WRB", "WP", "WDT"} and token.lower_ != "that"


def _supposes(clause: Clause) -> bool:
    head = clause.head
    if any(child.lower_ in _IF and child.dep_ == "mark" for child in head.children) or _wished(head):
        return True
    conditional = any(
        child.dep_ == "advcl" and any(grand.lower_ in _IF for grand in child.children) for child in head.children
    )
    modal = {child.lower_ for child in head.children if child.dep_ == "aux"}
    perfect = bool(modal & {"would", "could", "should", "might"}) and bool(modal & {"have", "'ve", "’ve"})
    return conditional or perfect or (clause.up is not None and head.dep_ == "conj" and _supposes(clause.up))


def _wished(head: Token) -> bool:
    """Tell whether a clause is what somebody wishes or imagines: "I wish it were so", "imagine it rose"."""
    return head.dep_ == "ccomp" and head.head.lemma_.lower() in opinions().supposing


def _opines(clause: Clause) -> bool:
    head, words = clause.head, opinions()
    if head.dep_ == "ccomp" and head.head.lemma_ in words.believing:
        return True
    if head.dep_ == "xcomp" and head.head.lemma_ in words.duties:
        return True
    duty = {child.lower_ for child in head.children if child.dep_ == "aux"} & words.duties
    if duty and not (duty == {"must"} and head.lemma_ in _EPISTEMIC):
        return True
    if head.lemma_ in words.naming:
        return any(child.dep_ == "oprd" or child.lower_ == "as" for child in head.children)
    return head.lemma_ in words.copulas and any(_judges(child, head) for child in head.children)


def _judges(attribute: Token, head: Token) -> bool:
    """Tell whether what somebody or something is said to be is a judgement: a disgrace, ugly, the worst budget."""
    words = opinions()
    if attribute.dep_ not in {"acomp", "attr", "oprd"}:
        return False
    found = {attribute.lower_, attribute.lemma_.lower()}
    if attribute.pos_ == "NOUN":
        modifiers = [child for child in attribute.children if child.dep_ == "amod"]
        near = {word for child in modifiers for word in (child.lower_, child.lemma_.lower())}
        return bool(found & words.nouns) or bool(near & words.adjectives)
    exact = any(child.dep_ == "nsubj" and child.lemma_.lower() in words.exact for child in head.children)
    return bool(found & words.adjectives) and not (exact and found & {"right", "wrong"})
