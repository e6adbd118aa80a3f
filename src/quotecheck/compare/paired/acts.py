"""Who did it to whom, the other way round; and one act of which each sentence names another doer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from quotecheck.compare.cards import conflict_cards
from quotecheck.compare.paired.somebody import is_somebody
from quotecheck.compare.paired.texts import Sentence, cover, root
from quotecheck.compare.roles import PRONOUNS, agent, is_name, role, same_person
from quotecheck.compare.statements import Outcome, Statement, same_predicate
from quotecheck.language.names import fold
from quotecheck.records import Role

ENOUGH = 0.5
_SAME = 3
_STEM = 5
_NAME = re.compile(r"(?:[A-Z][^\W\d_]+)(?: [A-Z][^\W\d_]+)*")
# "told Vale that Quist": another clause begins between the name and the verb.
_JOINT = re.compile(r"[.;:]\s|\b(?:but|and|who|whom|which|that|after|before|as|when|while|because|if)\b")
_PASSIVE = re.compile(r"\b(?:was|were|been|being|be|is|are)\s(?:\w+\s)?$")


def turned(one: Sentence, two: Sentence) -> Iterator[Outcome]:
    """Find one act whose doer and undergoer have changed places, or whose doer is another."""
    if cover(one, two) < ENOUGH:
        return
    yield from _by_role(one, two)
    yield from _by_order(one, two)


def _by_role(one: Sentence, two: Sentence) -> Iterator[Outcome]:
    for left, right in product(one.statements, two.statements):
        a, b = left.assertion, right.assertion
        if not (same_predicate(a, b) or a.predicate == b.predicate) or a.polarity != b.polarity or _mutual(a.predicate):
            continue
        first, second = agent(a), agent(b)
        done, undone = role(a, "patient", "recipient"), role(b, "patient", "recipient")
        if first is None or second is None:
            continue
        if done and undone and _one(first, undone) and _one(done, second) and not _one(first, second):
            yield Outcome("conflict", "who", first.text, second.text, "doer and undergoer have changed places")
        elif _one_object(left, right, done, undone) and (
            (_two_names(first, second) and _knows(one, two, first, second))
            or _own(first, second)
            or _own(second, first)
        ):
            yield Outcome("conflict", "who", first.text, second.text, "two doers of one act")


def _one_object(left: Statement, right: Statement, done: Role | None, undone: Role | None) -> bool:
    """Tell whether it is done to the same; the object of "recall ambassador" stands in the predicate."""
    if done is None and undone is None:
        return left.assertion.predicate == right.assertion.predicate and " " in left.assertion.predicate
    return done is not None and undone is not None and done.head == undone.head


def _own(one: Role, two: Role) -> bool:
    """Tell "his wife" from "he"."""
    return one.text.lower().startswith(("his ", "her ", "their ")) and two.head in {"he", "she", "i", "they"}


def _one(one: Role, two: Role) -> bool:
    if {one.head, two.head} & PRONOUNS:
        return False
    return same_person(one.head, two.head)


def _two_names(one: Role, two: Role) -> bool:
    named = is_name(one) and is_name(two) and is_somebody(one.text) and is_somebody(two.text)
    return named and not same_person(one.head, two.head)


def _knows(one: Sentence, two: Sentence, first: Role, second: Role) -> bool:
    """Tell whether a sentence names the other's doer too, in another part: then it is no other name for its own."""
    return _stem(second.head) in one.plain or _stem(first.head) in two.plain


def _stem(head: str) -> str:
    return f" {head.rsplit(maxsplit=1)[-1][:_STEM]}"


def _mutual(predicate: str) -> bool:
    return predicate.split(maxsplit=1)[0] in conflict_cards()["participant"].words["mutual"]


def _by_order(one: Sentence, two: Sentence) -> Iterator[Outcome]:
    """Find two names that both sentences have on other sides of one verb: "Vale accused Quist"."""
    verbs = {root(word) for word in _verbs(one)} & {root(word) for word in _verbs(two)}
    for verb in sorted(verbs):
        first, second = _around(one, verb), _around(two, verb)
        if first is None or second is None or _mutual(verb):
            continue
        if _meet(first[0], second[1]) and _meet(first[1], second[0]) and not _meet(first[0], second[0]):
            yield Outcome("conflict", "who", first[0], second[0], "doer and undergoer have changed places")


def _verbs(side: Sentence) -> Iterator[str]:
    """Give the words that are verbs: of predicates, or in "-ed", for what is said has no clause of its own."""
    told = {each.assertion.predicate[:_SAME] for each in side.statements}
    yield from (word for word in side.words if word.endswith("ed") or word[:_SAME] in told)


def _around(side: Sentence, verb: str) -> tuple[str, str] | None:
    """Give the names before and behind a verb, doer first."""
    for match in re.finditer(r"[^\W\d_]+", side.text):
        if root(match.group().lower()) != verb or match.group()[:1].isupper():
            continue
        before = _NAME.findall(side.text[: match.start()])
        behind = _NAME.findall(side.text[match.end() :])
        if not before or not behind or _JOINT.search(side.text[: match.start()].rpartition(before[-1])[2]):
            continue
        names = before[-1], behind[0]
        passive = _PASSIVE.search(side.text[: match.start()])
        return (names[1], names[0]) if passive else names
    return None


def _meet(one: str, two: str) -> bool:
    return fold(one).split()[-1] == fold(two).split()[-1]
