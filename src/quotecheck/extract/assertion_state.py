"""How a clause is put: affirmed or denied, settled or open, a fact to check or an opinion."""

from __future__ import annotations

from typing import Literal

from spacy.tokens import Token

from quotecheck.extract.assertion_checks import FORESEEING, Checkable, checkable
from quotecheck.extract.assertion_clauses import Clause
from quotecheck.records import Quote

__all__ = ["Certainty", "Checkable", "Polarity", "certainty", "checkable", "is_open", "polarity"]

Polarity = Literal["+", "-"]
Certainty = Literal["certain", "possible", "planned", "reported", "open"]

NEGATORS = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "hardly", "scarcely"})
NEGATIVE_SUBJECTS = frozenset({"nobody", "none", "nothing", "neither"})
FAILING = frozenset({"fail", "refuse", "decline", "deny", "avoid", "forget", "omit"})
PLANNING = frozenset(
    {"plan", "intend", "want", "hope", "aim", "prepare", "agree", "vow", "promise", "pledge", "threaten", "seek",
     "expect", "schedule", "set", "due", "mean", "decide", "propose", "offer"}
)  # fmt: skip
# What these govern did happen, or did not: "managed to close", "failed to close", "has to close".
REALISING = FAILING | {
    "manage", "begin", "start", "continue", "help", "come", "go", "get", "seem", "appear", "be", "have", "happen",
    "cause", "force", "use", "prove", "tend", "report", "say", "know",
}  # fmt: skip
HEARSAY = frozenset({"reportedly", "allegedly", "apparently", "supposedly", "purportedly"})
MAYBE = frozenset({"possibly", "probably", "perhaps", "likely", "maybe"})
SETTLING = frozenset(
    {"know", "decide", "establish", "determine", "clear", "settle", "set", "certain", "announce", "confirm", "fix",
     "identify", "resolve", "explain"}
)  # fmt: skip
OPEN_STATES = frozenset(
    {"open", "unclear", "undecided", "unknown", "uncertain", "unresolved", "undetermined", "unsettled", "unexplained",
     "unconfirmed", "unidentified", "inconclusive"}
)  # fmt: skip
UNSETTLED = frozenset({"date", "question", "issue", "decision", "matter", "future", "outcome", "cause"})
NEVER = frozenset(
    {"time", "point", "stage", "moment", "circumstance", "way", "case", "account", "means", "mean", "sense"}
)
# What nobody has, or nothing gives: "no intention of leaving", "no plans to close", "no sign that it leaked".
VOID = frozenset(
    {"intention", "intent", "plan", "wish", "desire", "thought", "hope", "chance", "prospect", "possibility", "sign",
     "question", "evidence", "proof", "indication", "trace", "hint", "suggestion", "record", "report", "way", "case",
     "need", "reason"}
)  # fmt: skip
# What is said to be due is not there yet: "a decision is expected on Monday".
AWAITED = frozenset({"due", "expect", "await", "pending"})
RULINGS = frozenset({"decision", "ruling", "verdict", "announcement"})
_FEWER = frozenset({"few", "fewer", "less", "more"})


def polarity(clause: Clause, quote: Quote | None) -> Polarity:
    """Tell whether the clause says that it is so, or that it is not; two negations cancel."""
    count = _negations(clause)
    head = clause.head
    if head.dep_ == "xcomp" and clause.up is not None:
        count += _negations(clause.up) + (clause.up.head.lemma_ in FAILING)
    elif _of_nothing(head) or (head.dep_ == "pcomp" and head.head.lower_ == "without"):
        count += 1
    if quote is not None and quote.cue is not None and quote.cue.class_ == "deny" and _tops(clause):
        count += 1
    return "-" if count % 2 else "+"


def _of_nothing(head: Token) -> bool:
    """Find what hangs on "no intention of", "no plans to", "no evidence that"."""
    noun = head.head.head if head.dep_ == "pcomp" and head.head.lower_ == "of" else head.head
    return head.dep_ in {"pcomp", "acl"} and noun.lemma_.lower() in VOID and _negative_noun(noun)


def _tops(clause: Clause) -> bool:
    """Tell whether the clause is the main one of its quote."""
    return clause.up is None


def _negations(clause: Clause) -> int:
    head = clause.head
    count = 0
    for child in head.children:
        if child.dep_ == "neg" or child.lower_ in NEGATORS:
            count += not (_only(child) or _until(head, child))
        elif child.dep_ in {"nsubj", "nsubjpass", "dobj", "attr", "expl"}:
            count += _negative_noun(child)
    fronted = [token for child in head.children if child.dep_ == "aux" for token in child.children]
    return count + any(_adverb_neg(child) or _at_no_time(child) for child in (*head.children, *fronted))


def _at_no_time(token: Token) -> bool:
    """Find "at no time", "at no point", "under no circumstances", "in no way"."""
    return token.dep_ == "prep" and any(
        noun.lemma_.lower() in NEVER and any(child.lower_ == "no" for child in noun.children) for noun in token.children
    )


def _only(token: Token) -> bool:
    """Tell "not only" and "not just" from a negation."""
    following = token.i + 1
    return following < len(token.doc) and token.doc[following].lower_ in {"only", "just", "merely"}


def _until(head: Token, negator: Token) -> bool:
    """Tell "was not suspended until Friday" from a negation: on Friday it was done."""
    later = (child for child in head.children if child.i > negator.i)
    return any(child.lower_ in {"until", "till"} and child.dep_ in {"prep", "mark"} for child in later)


def _adverb_neg(token: Token) -> bool:
    """Find the *no* of "no longer"."""
    return token.dep_ == "advmod" and any(child.lower_ == "no" for child in token.children)


def _negative_noun(token: Token) -> bool:
    if token.lower_ in NEGATIVE_SUBJECTS:
        return True
    for child in token.children:
        if child.lower_ == "not" and child.i < token.i:  # "not a soul"
            return True
        if child.lower_ in {"no", "neither"} and child.dep_ in {"det", "neg", "preconj"}:
            return not any(token.doc[i].lower_ in _FEWER for i in range(child.i + 1, token.i))
    return False


def certainty(clause: Clause, governor: str) -> Certainty:
    """Tell how settled the clause is; `governor` is the lemma of what it is an infinitive of, or empty."""
    if is_open(clause):
        return "open"
    modals = {child.lower_ for token in (clause.head, *_merged(clause)) for child in token.children if _is_aux(child)}
    adverbs = {child.lower_ for child in clause.head.children if child.dep_ == "advmod"}
    if modals & {"may", "might", "could"} or adverbs & MAYBE:
        return "possible"
    if adverbs & HEARSAY:
        return "reported"
    infinitive = clause.head.dep_ == "xcomp"
    if (
        modals & {"will", "shall", "'ll", "’ll", "would", "'d"}
        or (infinitive and governor in PLANNING)
        or _is_to(clause)
    ):
        return "planned"
    if governor in FORESEEING or _unasserted(clause, governor) or modals & {"should", "must", "can"}:
        return "possible"
    return "certain"


def _unasserted(clause: Clause, governor: str) -> bool:
    """Find infinitives that only name a purpose, a wish or a duty: what they name need not have happened."""
    head = clause.head
    if head.dep_ not in {"xcomp", "advcl", "acl", "ccomp", "relcl"} or head.tag_ != "VB":
        return False
    to = any(child.dep_ == "aux" and child.lower_ == "to" for child in head.children)
    return to and not (head.dep_ == "xcomp" and governor in REALISING)


def _merged(clause: Clause) -> list[Token]:
    return [clause.up.head] if clause.head.dep_ == "xcomp" and clause.up is not None else []


def _is_aux(token: Token) -> bool:
    return token.dep_ in {"aux", "auxpass"} and token.tag_ == "MD"


def _is_to(clause: Clause) -> bool:
    """Find "is to close", "was due to close"."""
    head = clause.head
    return head.dep_ == "xcomp" and head.head.lemma_ == "be" and any(child.lower_ == "to" for child in head.children)


def is_open(clause: Clause) -> bool:
    """Find "has yet to be decided", "is not known", "remains open", "no date has been set"."""
    head = clause.head
    lemmas = {token.lemma_.lower() for token in clause.own}
    up = clause.up
    if head.dep_ == "xcomp" and up is not None and _not_yet(head, up):
        return True
    if _whether(head) or (head.dep_ == "xcomp" and up is not None and _whether(up.head)):
        return True
    if lemmas & RULINGS and (lemmas & AWAITED or head.lemma_ in AWAITED):
        return True
    if head.lemma_ == "be" and any(child.lemma_.lower() == "guess" for child in head.children):
        return True
    if (
        head.lemma_ in {"be", "remain", "stay"}
        and lemmas & OPEN_STATES
        and (lemmas & UNSETTLED or "open" not in lemmas)
    ):
        return True
    negated = _negations(clause) % 2 == 1
    if negated and head.lemma_ in {"be", "have"} and any(_states(child) for child in head.children):
        return True
    decision = any(_negative_noun(token) for token in clause.own if token.lemma_ in {"decision", "date"})
    return decision or (negated and head.lemma_ in SETTLING and _passive_or_wh(clause))


def _whether(head: Token) -> bool:
    """Find "Whether she signed" of "Whether she signed could not be established"."""
    led = any(child.lower_ == "whether" for child in head.children)
    return led and head.dep_ in {"csubj", "csubjpass", "advcl", "nsubj", "nsubjpass"}


def _not_yet(head: Token, up: Clause) -> bool:
    """Find "has yet to", "had still to", "remains to be", "is too early to"."""
    words = {token.lower_ for token in up.own}
    if up.head.lemma_ == "remain" and any(child.dep_ == "auxpass" for child in head.children):
        return True
    if "yet" in words and up.head.lemma_ in {"have", "be", "remain"}:
        return True
    return ("still" in words and up.head.lemma_ == "have") or ("too" in words and bool(words & {"soon", "early"}))


def _states(token: Token) -> bool:
    return token.dep_ in {"acomp", "attr"} and token.lemma_.lower() in SETTLING


def _passive_or_wh(clause: Clause) -> bool:
    return any(child.dep_ in {"auxpass", "nsubjpass", "csubj", "csubjpass"} for child in clause.head.children)
