"""What a clause is about: its participants, its place and its content words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from quotecheck.extract.assertion_clauses import Clause
from quotecheck.extract.assertion_predicates import Predicate
from quotecheck.language.names import fold
from quotecheck.records import Role
from quotecheck.rules.predicates import lexicon

NAMING = frozenset({"NOUN", "PROPN", "ADJ"})
CONTENT = NAMING | {"VERB", "ADV"}
LIGHT = frozenset({"be", "have", "do", "make", "take", "get", "give", "go", "come", "say", "tell"})
PLACE_PREPS = frozenset({"in", "at", "near", "outside", "inside", "off", "around"})
PLACE_NOUNS = frozenset(
    {"town", "city", "port", "village", "district", "province", "region", "state", "county", "island", "suburb"}
)
TOWNS = frozenset({"town", "city", "port", "village"})
_NP_PARTS = frozenset({"compound", "amod", "nmod", "poss", "nummod", "flat", "advmod"})
# Clauses that say what a word of the clause is about: "that …", "how long …", "(a decision) on whether …".
EMBEDDED = frozenset({"relcl", "acl", "ccomp", "xcomp", "csubj", "csubjpass", "pcomp"})
_REACH = 6
# "at the FBI" is no place.
_ACRONYM = 5


def noun_phrase(token: Token) -> list[Token]:
    """Give a noun with its compounds and adjectives, in text order."""
    parts = [child for child in token.children if child.dep_ in _NP_PARTS]
    return sorted([token, *parts], key=lambda part: part.i)


def name_of(token: Token) -> str:
    """Give the folded name of a proper noun with its compounds, or the folded lemma of any other word."""
    if token.pos_ != "PROPN":
        agentive = token.pos_ == "NOUN" and token.tag_ == "NN" and token.lower_.endswith("er")
        return fold(token.lower_ if agentive else token.lemma_)
    parts = [child for child in token.children if child.dep_ in {"compound", "flat"} and child.pos_ == "PROPN"]
    return fold(" ".join(part.text for part in sorted([*parts, token], key=lambda part: part.i)))


def roles(clause: Clause, predicate: Predicate) -> tuple[Role, ...]:
    """Give the participants, the predicate's own words left out ("gave way", "take place"); the passive is undone."""
    found = _verb_roles(clause) if predicate.token.i == clause.head.i else _noun_roles(predicate)
    if predicate.token.dep_ in {"acomp", "oprd"} and predicate.token.head.i == clause.head.i:
        found = [("patient", token) for name, token in _verb_roles(clause) if name in {"subject", "agent", "patient"}][
            :1
        ]
    second = predicate.lemma.partition(" ")[2]
    if second and not any(name == "patient" for name, _ in found):
        found += [("patient", noun) for noun in _governed(predicate.token, second)]
    own = {fold(word) for word in predicate.lemma.split()}
    return tuple(_role(name, token) for name, token in found if name_of(token) not in own or token.dep_ == "nsubjpass")


def _governed(verb: Token, preposition: str) -> list[Token]:
    """Give the object of a verb's preposition: the driver of "looked for the driver"."""
    found = [child for child in verb.children if child.dep_ == "prep" and child.lower_ == preposition]
    return [noun for child in found for noun in child.children if noun.dep_ == "pobj"]


# Families whose nouns are of those to whom it is done: "Corrado's arrest", "the dockers' deaths".
SUFFERED = ("casualties.", "custody.", "office.", "justice.", "policing.", "courts.", "government.")


def _noun_roles(predicate: Predicate) -> list[tuple[str, Token]]:
    """Give the participants of an event noun: "the talks between Vale and Quist", "Corrado's arrest"."""
    noun = predicate.token
    owner = "patient" if (predicate.family or "").startswith(SUFFERED) else "agent"
    found = [(owner, child) for child in noun.children if child.dep_ == "poss"]
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in {"of", "between", "by", "with", "among"}:
            name = "patient" if child.lower_ == "of" else "agent"
            found.extend((name, grand) for grand in child.children if grand.dep_ == "pobj")
    return found


def _verb_roles(clause: Clause) -> list[tuple[str, Token]]:
    head = clause.head
    subject = clause.subject
    found = []
    passive = any(child.dep_ in {"nsubjpass", "auxpass"} for child in head.children)
    if head.dep_ == "acl" and head.tag_ == "VBN":
        passive = True
    if subject is not None:
        name = "patient" if passive else "subject" if head.lemma_ == "be" else "agent"
        found.append((name, subject))
    for child in head.children:
        if child.dep_ == "agent":
            found.extend(("agent", grand) for grand in child.children if grand.dep_ == "pobj")
        elif child.dep_ in {"dobj", "obj"}:
            found.append(("patient", child))
        elif child.dep_ in {"dative", "iobj"} and child.pos_ != "ADP":
            found.append(("recipient", child))
        elif child.dep_ in {"attr", "acomp", "oprd"}:
            found.append(("attribute", child))
    return found


def _role(name: str, token: Token) -> Role:
    """Make a role; "their head coach, Hal Quist" goes by the name, and keeps the description in its text."""
    named = next((child for child in token.children if child.dep_ == "appos" and child.pos_ == "PROPN"), token)
    first, last = noun_phrase(token)[0].i, max(token.i, named.i)
    text = token.doc[first : last + 1].text
    return Role.model_validate({"name": name, "text": text, "head": name_of(named)})


def place(clause: Clause, blocked: frozenset[int], noun: Token | None = None) -> str | None:
    """Give the first proper noun behind a preposition of place; `blocked` are tokens of time expressions.

    Of a `noun` that stands aside only what hangs on it is its place.
    """
    below = None if noun is None else {token.i for token in noun.subtree}
    for token in clause.own:
        if below is not None and token.i not in below:
            continue
        if token.dep_ == "prep" and token.lower_ in PLACE_PREPS and _locates(token, clause):
            found = _named_place(token, blocked)
            if found:
                return found
    return None


def _locates(prep: Token, clause: Clause) -> bool:
    """Tell whether a phrase of place hangs on the predicate or a participant, not on a noun further down."""
    up = prep.head
    while up.i != clause.head.i and up.dep_ in {
        "prep",
        "advmod",
        "dobj",
        "nsubj",
        "nsubjpass",
        "attr",
        "acomp",
        "oprd",
        "pobj",
    }:
        if up.dep_ == "pobj" and up.head.lower_ not in PLACE_PREPS | {"from"}:
            return False
        up = up.head
    return up.i == clause.head.i


def _named_place(prep: Token, blocked: frozenset[int]) -> str | None:
    for noun in prep.children:
        if noun.dep_ != "pobj" or noun.i in blocked:
            continue
        if noun.pos_ == "PROPN":
            return None if noun.text.isupper() and len(noun.text) <= _ACRONYM else name_of(noun)
        if noun.lemma_.lower() in PLACE_NOUNS:
            for child in noun.children:
                if child.dep_ == "appos" and child.pos_ == "PROPN":
                    return name_of(child)
                named = _named_place(child, blocked) if child.dep_ == "prep" and child.lower_ == "of" else None
                if named is not None:
                    return named if noun.lemma_.lower() in TOWNS else f"{named} {noun.lemma_.lower()}"
    return None


def occasions(head: Token) -> Iterator[Token]:
    """Yield the verbs that say on what occasion something happened: "nine were hurt *when a crane fell*"."""
    for child in head.children:
        if child.dep_ == "advcl" and any(word.lower_ in {"when", "as", "while"} for word in child.lefts):
            yield child


def keywords(clause: Clause, families: Sequence[str], blocked: frozenset[int]) -> tuple[str, ...]:
    """Give the folded content words of the clause, of its subject and of what modifies its nouns, sorted.

    Words of one thing family are also entered as `=family`, so that bus and coach meet.
    """
    found = {f"={family}" for family in families}
    setting = [token for verb in occasions(clause.head) for token in verb.subtree]
    for token in (*_about(clause), *setting):
        if token.i not in blocked and _tells(token):
            found.update(_keys(token))
    return tuple(sorted(found))


def _tells(token: Token) -> bool:
    """Tell whether a word is one of content; verbs and adverbs must not be stop words."""
    pos = token.pos_
    return pos in NAMING or (pos in CONTENT and not token.is_stop)


def _keys(token: Token) -> Iterator[str]:
    lemma = token.lemma_.lower()
    if lemma in LIGHT:
        return
    folded = fold(token.text if token.pos_ == "PROPN" else lemma)
    yield from (word for word in folded.split() if len(word) > 1)
    thing = lexicon().things.get(lemma)
    if thing is not None:
        yield f"={thing}"


def _about(clause: Clause) -> Iterator[Token]:
    yield from clause.own
    subject = clause.subject
    if clause.head.dep_ == "xcomp" and clause.up is not None:
        yield from (token for token in clause.up.own if token.i != clause.up.head.i)
    if subject is not None and subject not in clause.own:
        yield from noun_phrase(subject)
        yield from _of(subject)
        for child in subject.children:
            if child.dep_ == "appos":
                yield from noun_phrase(child)
    if clause.head.dep_ == "relcl":
        yield from noun_phrase(clause.head.head)
    for token in clause.own:
        for child in token.children:
            if child.dep_ in EMBEDDED and child.i != clause.head.i:
                yield from (part for part in child.subtree if abs(part.i - child.i) <= _REACH)


def _of(noun: Token) -> Iterator[Token]:
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            for grand in child.children:
                yield from noun_phrase(grand)
