"""Who did it to whom: whether the participants of two statements are the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from quotecheck.compare.statements import PAIRS_KEPT, Statement
from quotecheck.language.names import fold
from quotecheck.language.quantity_words import value
from quotecheck.records import Assertion, Role
from quotecheck.rules.predicates import alike, lexicon

PRONOUNS = frozenset(
    {"it", "he", "she", "they", "we", "i", "you", "who", "which", "that", "this", "what", "one", "there", "other",
     "him", "her", "them", "himself", "herself", "themselves", "itself", "some", "none", "all", "both", "these",
     "those"}
)  # fmt: skip
# Heads that stand for what follows them: "the number of people", "most of the crew".
MEASURES = frozenset({"number", "toll", "total", "figure", "count", "part", "rest", "half", "most", "many", "some"})
# Anybody may be called so: the word does not tell one from another.
ANYONE = frozenset({"person", "man", "woman", "official", "authority", "group", "side", "victim", "other"})
ANYTHING = frozenset(
    {"vehicle", "building", "structure", "craft", "thing", "people", "team", "group", "company", "firm"}
)
TITLES = frozenset(
    {"mayor", "minister", "president", "prime", "mr", "mrs", "ms", "dr", "sir", "dame", "lord", "lady", "king", "queen",
     "judge", "captain", "coach", "general", "chief", "bishop", "professor", "chancellor", "senator", "governor",
     "sheikh", "prince", "princess", "pope", "colonel", "sergeant", "detective", "inspector", "secretary", "deputy",
     "the"}
)  # fmt: skip
_STEM = 4
_CAPITAL = re.compile(r"[A-Z][^\W\d_][\w’'-]*")


class Called(NamedTuple):
    """A participant by its words and their head alone, as which it is compared with many others."""

    text: str
    head: str


def role(assertion: Assertion, *names: str) -> Role | None:
    """Give the first participant in one of the roles."""
    for found in assertion.roles:
        if found.name in names:
            return found
    return None


def agent(assertion: Assertion) -> Role | None:
    """Give who did it."""
    return role(assertion, "agent", "subject")


def theme(assertion: Assertion) -> Role | None:
    """Give whom it was done to, or who did it where there is nobody else."""
    return role(assertion, "patient") or agent(assertion)


@lru_cache(maxsize=1 << 16)
def same_person(left: str, right: str) -> bool:
    """Tell whether two folded names or nouns may stand for one: they share a word or a thing."""
    one, two = left.split(), right.split()
    return not set(one).isdisjoint(two) or bool(_things(left) & _things(right)) or _compound(one, two)


def _compound(one: Sequence[str], two: Sequence[str]) -> bool:
    """Tell "footbridge" from "bridge"."""
    if len(one) != 1 or len(two) != 1:
        return False
    short, long = sorted((*one, *two), key=len)
    return len(short) >= _STEM and long.endswith(short)


@lru_cache(maxsize=1 << 16)
def _things(words: str) -> frozenset[str]:
    things = lexicon().things
    told = lexicon().nouns
    kinds = {family for word in words.split() if word in told for family in alike(told[word])}
    return frozenset(things[word] for word in words.split() if word in things) | kinds


def roles_meet(left: Statement, right: Statement) -> bool | None:
    """Tell whether the participants are the same; None where it is left open.

    Where both name doer and undergoer, both must be the same. Else one will do: "The gate opened" and "Vale opened the
    gate" have the gate in common.
    """
    one, two = left.assertion, right.assertion
    agents = _same(left, agent(one), right, agent(two))
    patients = _same(left, role(one, "patient"), right, role(two, "patient"))
    if patients and agents is False and not _both_named(agent(one), agent(two)):
        agents = None
    if role(one, "patient") and role(two, "patient"):
        return False if False in (agents, patients) else (agents or patients or some_role_met(left, right) or None)
    return some_role_met(left, right)


def some_role_met(left: Statement, right: Statement, without: Sequence[str] = ()) -> bool | None:
    """Tell whether one participant is known to be the same; None where none can be told. `without` are left out."""
    one, two = left.assertion, right.assertion
    sides = ((agent(one), agent(two)), (role(one, "patient"), role(two, "patient")), (theme(one), theme(two)))
    found = {
        _same(left, a, right, b)
        for a, b in sides
        if a is None or b is None or (a.head not in without and b.head not in without)
    }
    if True in found or _named_in(left, right) or _named_in(right, left):
        return True
    if False in found:
        return False
    return True if _spoken_of(left, right) or _spoken_of(right, left) else None


def _spoken_of(one: Statement, other: Statement) -> bool:
    """Tell whether a participant of one stands in the words of the other: the hackers of "paid to the hackers"."""
    heads = {found.head for found in one.assertion.roles if found.name in {"agent", "patient", "recipient"}}
    return not (heads - PRONOUNS - MEASURES - ANYONE).isdisjoint(other.assertion.keywords)


def _named_in(one: Statement, other: Statement) -> bool:
    """Tell whether somebody whom one names stands in the words of the other, in whatever role."""
    names = (found.head.split()[-1] for found in one.assertion.roles if is_name(found) and found.head)
    return any(name in other.assertion.keywords for name in names)


def _same(left: Statement, one: Role | None, right: Statement, two: Role | None) -> bool | None:
    """Leave it open where the doer of one is held against the undergoer of the other, or each names both."""
    met = same_role(left, one, right, two)
    if met is not False or one is None or two is None:
        return met
    crossed = one.name != two.name and "patient" in {one.name, two.name}
    return None if crossed or _told(one, right) or _told(two, left) else False


def _told(one: Role, statement: Statement) -> bool:
    return not set(one.head.split()).isdisjoint(statement.topic)


@lru_cache(maxsize=PAIRS_KEPT)
def same_theme(left: Statement, right: Statement) -> bool | None:
    """Tell whether both say it of the same: the undergoer, or the doer where there is no undergoer."""
    return _same(left, theme(left.assertion), right, theme(right.assertion))


def same_role(left: Statement, one: Role | None, right: Statement, two: Role | None) -> bool | None:
    """Tell whether two participants are one; None where a pronoun, a description or a missing one leaves it open."""
    if one is None or two is None or _untold(one.head) or _untold(two.head):
        return None
    if one.head in PRONOUNS or two.head in PRONOUNS:
        return True if _words(left, one) & _words(right, two) else None
    return _same_words(Called(one.text, one.head), Called(two.text, two.head))


def same_undergoer(left: Statement, right: Statement) -> bool | None:
    """Tell whether those to whom it was done are one; None where that is left open."""
    return same_role(left, role(left.assertion, "patient"), right, role(right.assertion, "patient"))


@lru_cache(maxsize=1 << 14)
def _same_words(one: Called, two: Called) -> bool | None:
    if _one_head(one, two):
        return not _told_apart(one, two)
    return None if _open(one, two) else False


@lru_cache(maxsize=1 << 12)
def _untold(head: str) -> bool:
    """Tell what stands for something else, or a number that stands by itself: "5,400 had been handed out"."""
    return head in MEASURES or not any(map(str.isalpha, head)) or value(head) is not None


def _both_named(one: Role | Called | None, two: Role | Called | None) -> bool:
    return one is not None and two is not None and is_name(one) and is_name(two)


def _one_name(one: str, two: str) -> bool:
    """Tell whether two names may be one person's or body's: Vale and Tobin Vale, but not Tobin Vale and Ines Vale."""
    first, second = ([word for word in name.split() if word not in TITLES] for name in (one, two))
    if not first or not second:
        return False
    if set(first) <= set(second) or set(second) <= set(first):
        return True
    if first[-1] != second[-1]:
        return False
    return len(first) == 1 or len(second) == 1 or first[0][0] == second[0][0]


def _one_head(one: Called, two: Called) -> bool:
    if _both_named(one, two):
        return _one_name(one.head, two.head)
    return (
        same_person(one.head, two.head)
        or same_person(one.head, fold(two.text))
        or same_person(fold(one.text), two.head)
    )


def _words(statement: Statement, one: Role) -> frozenset[str]:
    """Give the words of a participant; those of its possible antecedents for a pronoun."""
    return statement.antecedents if one.head in PRONOUNS else frozenset(fold(one.text).split()) | {one.head}


def _told_apart(one: Called, two: Called) -> bool:
    """Tell "the Velland delegates" from "the Ostrian delegates": one noun with two names before it."""
    if is_name(one) or is_name(two) or not (_names(one) and _names(two)):
        return False
    return not any(a[:4] == b[:4] for a in _names(one) for b in _names(two))


def _names(one: Called) -> frozenset[str]:
    words = {fold(word) for word in _CAPITAL.findall(one.text)} - {"the", "a", "an", "its", "their", "his", "her"}
    # A plural that opens a sentence is no name: "Thieves", "Burglars".
    return frozenset(word for word in words if not any(word[:3] == own[:3] for own in one.head.split()))


def is_name(one: Role | Called) -> bool:
    """Tell a name from a description."""
    return _has_name(one.text, one.head)


@lru_cache(maxsize=1 << 14)
def _has_name(text: str, head: str) -> bool:
    return any(fold(word) in head.split() for word in _CAPITAL.findall(text))


def _open(one: Called, two: Called) -> bool:
    """Tell whether a name and a description, or words for anybody, may still be the same."""
    return is_name(one) != is_name(two) or not {one.head, two.head}.isdisjoint(ANYONE)
