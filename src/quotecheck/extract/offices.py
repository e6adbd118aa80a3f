"""What people are and were: roles beside a name, said of it, won, left or handed on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from spacy.tokens import Token

from quotecheck.extract.grammar import governed, subject_of
from quotecheck.extract.people import Mention, is_human
from quotecheck.language.names import fold

# Verbs by which somebody comes into an office, goes on in it, or leaves it.
_ENTERS = frozenset({
    "appoint", "become", "choose", "confirm", "crown", "elect", "install", "make", "name", "nominate", "pick",
    "promote", "reelect", "select", "swear", "take", "vote",
})  # fmt: skip
_SERVES = frozenset({"act", "remain", "serve", "stay", "work"})
_LEAVES = frozenset(
    {"depart", "leave", "oust", "quit", "resign", "retire", "sack", "dismiss", "fire", "step", "topple"}
)
_FOLLOWS = frozenset({"follow", "replace", "succeed"})
_PARTY = re.compile(r"\(\s?[A-Z]{1,3}\s?[-–,]")
Hand = tuple[Mention, Mention, str | None]


def roles_of(mention: Mention) -> set[str]:
    """Give the roles in front of a name, beside it, and said of it."""
    own = {mention.role} if mention.role else set()
    if _has_party(mention):
        own.add("lawmaker")
    return own | {role for role in (*_appositions(mention), *_predicates(mention), *_beside(mention)) if role}


def _has_party(mention: Mention) -> bool:
    """Tell whether a party and a place stand behind a name in brackets: "Quist (D-Nev.)"."""
    behind = mention.passage.doc[mention.last : mention.last + 3].text
    return _PARTY.match(behind) is not None


def _beside(mention: Mention) -> Iterator[str]:
    """Yield a definite role between "the" and a name between commas, whatever the parser hangs the name on."""
    doc, first, last = mention.passage.doc, mention.first, mention.last
    commas = first > 1 and last < len(doc) and doc[first - 1].text == "," and doc[last].text in (",", ".")
    if commas and doc[mention.head].dep_ != "appos" and is_human(doc[first - 2]):
        start = doc[first - 2].left_edge.i
        if doc[start].lower_ == "the" and doc[first - 2].tag_ != "NNS":
            yield doc[start : first - 1].text


def _predicates(mention: Mention) -> Iterator[str]:
    """Yield what a name is said to be: "Hanna Brusk is the director of the museum", "Quist was elected mayor"."""
    head = mention.passage.doc[mention.head]
    if head.dep_ not in ("nsubj", "nsubjpass"):
        return
    for verb in (head.head, *(c for c in head.head.conjuncts if not _has_subject(c))):
        for noun in _offices(verb):
            if is_human(noun) and (verb.lemma_ != "be" or noun.left_edge.pos_ in ("DET", "ADJ", "NOUN")):
                bare = mention.passage.doc[noun.left_edge.i : noun.i + 1].text
                yield f"new {bare}" if verb.lemma_ in _ENTERS else bare


def _has_subject(verb: Token) -> bool:
    return subject_of(verb) is not None


def _offices(verb: Token) -> Iterator[Token]:
    """Yield the nouns that a verb makes of its subject."""
    if verb.lemma_ == "be" or (verb.lemma_ in _ENTERS | _SERVES and not _acts_on(verb)):
        yield from (noun for noun in verb.children if noun.dep_ in ("attr", "oprd"))
    if verb.lemma_ in _ENTERS | _SERVES:
        yield from _as_what(verb)


def _acts_on(verb: Token) -> bool:
    return any(child.dep_ == "dobj" for child in verb.children)


def _as_what(verb: Token) -> Iterator[Token]:
    for word in (verb, *(child for child in verb.children if child.dep_ == "prt" or child.lower_ in ("over", "in"))):
        for child in word.children:
            if child.lower_ == "as" and child.dep_ == "prep":
                yield from (noun for noun in child.children if noun.dep_ == "pobj")


def _appositions(mention: Mention) -> Iterator[str]:
    doc = mention.passage.doc
    head = doc[mention.head]
    others = [child for child in head.children if child.dep_ == "appos"]
    if head.dep_ == "appos":
        others.append(head.head)
    for other in others:
        if is_human(other):
            yield " ".join(t.text for t in doc[other.left_edge.i : other.i + 1] if not t.is_punct)


def leaves(mention: Mention) -> bool:
    """Tell whether a name leaves an office where it stands: resigned, was sacked."""
    head = mention.passage.doc[mention.head]
    return head.dep_ in ("nsubj", "nsubjpass") and head.head.lemma_ in _LEAVES


def hands(named: Sequence[Mention], at: Callable[[Mention, int], Mention | None]) -> Iterator[Hand]:
    """Yield who gives an office to whom, and the office where it is named: "Vale succeeded Corrado as mayor"."""
    for mention in named:
        head = mention.passage.doc[mention.head]
        verb = head.head
        if head.dep_ not in ("nsubj", "nsubjpass"):
            continue
        for follows in (verb, *(c for c in verb.conjuncts if not _has_subject(c))):
            if follows.lemma_ in _FOLLOWS:
                yield from _handed(mention, follows, at)


def _handed(subject: Mention, verb: Token, at: Callable[[Mention, int], Mention | None]) -> Iterator[Hand]:
    office = next((" ".join(t.text for t in noun.subtree) for noun in _as_what(verb) if is_human(noun)), None)
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    for child in verb.children:
        noun = governed(child) if child.dep_ == "agent" else child
        if noun is None or (child.dep_ != "agent" if passive else child.dep_ != "dobj"):
            continue
        other = at(subject, noun.i)
        if other is not None:
            yield (subject, other, office) if passive else (other, subject, office)


def handed_on(old: set[str], new: set[str], office: str | None) -> tuple[set[str], set[str]]:
    """Give the roles of who leaves and who follows, once the office has changed hands."""
    given = {office} if office else {role for role in old if not _is_past(role)}
    words = {fold(role).split()[-1] for role in given}
    kept = {role for role in old if fold(role).split()[-1] not in words}
    return kept | {f"former {role}" for role in given}, new | {f"new {role}" for role in given}


def _is_past(role: str) -> bool:
    return bool({"former", "ex", "onetime", "outgoing"} & set(fold(role).split()))
