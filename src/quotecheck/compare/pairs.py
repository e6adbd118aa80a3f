"""Label two sentences, taken as reports of one happening on one day: contradiction, entailment, neutral, none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Literal

from quotecheck.compare.cards import conflict_cards
from quotecheck.compare.findings import STATEMENT_KINDS
from quotecheck.compare.paired import (
    acts,
    classes,
    comparisons,
    counts,
    deeds,
    figures,
    guards,
    names,
    numerals,
    pronouns,
    questions,
    roles,
    speakers,
    steps,
    times,
    ways,
)
from quotecheck.compare.paired.texts import Sentence, cover
from quotecheck.compare.polarity import said
from quotecheck.compare.statements import Match, Outcome, Statement, moment
from quotecheck.compare.stories import statements
from quotecheck.language.quantity import agree
from quotecheck.language.quantity_words import value
from quotecheck.records import Article, Assertion, ConflictKind
from quotecheck.rules.predicates import families, qualities

SAME_DAY = moment("2000-01-01")
MAX_CHANGED = 2
_MIN_ALIKE = 0.5
_MIN_TOPIC = 0.6
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_ORDINAL = re.compile(
    r"\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
    r"(?:thir|four|fif|six|seven|eigh|nine)teenth|(?:twen|thir|for|fif|six|seven|eigh|nine)tieth|hundredth"
)
_DIGITS = re.compile(r"\d+")
_FIRST_TO_TWELFTH = (
    "first", "second", "third", "fourth", "fifth", "sixth",
    "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
)  # fmt: skip
_NEGATIONS = frozenset({"not", "never", "no", "n't", "nobody", "nothing", "none", "neither", "without", "cannot"})
_DO = frozenset({"do", "does", "did", "any", "longer", "a", "an", "the"})


_Found = tuple[ConflictKind, Outcome, Statement, Statement]


@dataclass(frozen=True, slots=True)
class PairLabel:
    """What two sentences are to each other; `none`: they have nothing in common."""

    label: Literal["contradiction", "entailment", "neutral", "none"]
    kind: ConflictKind | None
    reason: str


def pair_label(
    left: Article, left_assertions: Sequence[Assertion], right: Article, right_assertions: Sequence[Assertion]
) -> PairLabel:
    """Label two sentences; the first of the comparators, then of the one-word differences, that objects decides."""
    lefts, rights = _same_day(left_assertions, left), _same_day(right_assertions, right)
    one, two = _beside(Sentence(left.text, lefts), Sentence(right.text, rights))
    found = next(_of_clauses(one, two), None) or _word_conflict(left.text, right.text)
    found = found or next(_of_sentences(one, two), None)
    if found is not None:
        kind, outcome = found
        return PairLabel("contradiction", kind, f"{outcome.left} against {outcome.right}: {outcome.why}")
    if rights and all(any(_implies(one, two) for one in lefts) for two in rights):
        return PairLabel("entailment", None, "all that the second states is in the first")
    if not any(one.topic & two.topic for one in lefts for two in rights):
        return PairLabel("none", None, "nothing in common")
    return PairLabel("neutral", None, "nothing that excludes the other")


def _same_day(assertions: Sequence[Assertion], article: Article) -> list[Statement]:
    return [replace(each, published=SAME_DAY) for each in statements(assertions, article, {article.id: article.id})]


def _of_clauses(one: Sentence, two: Sentence) -> Iterator[tuple[ConflictKind, Outcome]]:
    """Find what two clauses do not agree on, where the sentences around them do not resolve it."""
    for kind, outcome, left, right in _conflicts(one.statements, two.statements):
        if guards.stands(kind, outcome, left, right, one, two):
            yield kind, outcome


def _of_sentences(one: Sentence, two: Sentence) -> Iterator[tuple[ConflictKind, Outcome]]:
    """Find what two sentences, read as wholes, do not agree on."""
    yield from (("number", found) for found in figures.differ(one, two))
    yield from (("number", found) for found in numerals.differ(one, two))
    yield from (("number", found) for found in counts.differ(one, two))
    yield from (("number", found) for found in steps.differ(one, two))
    yield from (("time", found) for found in times.apart(one, two))
    yield from classes.swapped(one, two)
    yield from (("participant", found) for found in names.swapped(one, two))
    yield from (("polarity", found) for found in questions.instead(one, two))
    if not roles.agreed(one, two):
        yield from (("polarity", found) for found in questions.contrary(one, two))
    yield from (("polarity", found) for found in questions.at_figure(one, two))
    yield from (("polarity", found) for found in questions.denied(one, two))
    yield from (("polarity", found) for found in comparisons.turned(one, two))
    yield from (("participant", found) for found in acts.turned(one, two))
    yield from (("participant", found) for found in roles.turned(one, two))
    yield from (("participant", found) for found in deeds.turned(one, two))
    yield from (("participant", found) for found in ways.turned(one, two))
    yield from (("attribution", found) for found in speakers.exchanged(one, two))
    yield from (("participant", found) for found in pronouns.differ(one, two))


def _beside(one: Sentence, two: Sentence) -> tuple[Sentence, Sentence]:
    """Lay the two sentences beside each other, as the nearest to each other that there are."""
    match = Match(cover(one, two), (0, 0))
    first, second = ([replace(each, beside={"pair": match}) for each in side.statements] for side in (one, two))
    return Sentence(one.text, first), Sentence(two.text, second)


def _conflicts(lefts: Sequence[Statement], rights: Sequence[Statement]) -> Iterator[_Found]:
    for kind in STATEMENT_KINDS:
        for one in lefts:
            for two in rights:
                if set(kind.keys(one)).isdisjoint(kind.keys(two)):
                    continue
                outcome = kind.check(one, two)
                if outcome is not None and outcome.verdict == "conflict":
                    yield kind.name, outcome, one, two
    for one in lefts:
        for two in rights:
            if one.assertion.checkable == two.assertion.checkable == "yes":
                yield from ((name, outcome, one, two) for name, outcome in _alike(one, two))


def _alike(one: Statement, two: Statement) -> Iterator[tuple[ConflictKind, Outcome]]:
    """Find a negation or another number between two clauses that are otherwise nearly the same."""
    first, second = one.assertion, two.assertion
    if _topic(one, two) < _MIN_TOPIC or first.predicate != second.predicate:
        return
    if first.polarity != second.polarity:
        why = "one affirms what the other denies"
        yield "polarity", Outcome("conflict", "so or not", said(first), said(second), why)
    for a in first.quantities:
        for b in second.quantities:
            if a.counted == b.counted and a.unit == b.unit and agree(a, b) is False:
                yield "number", Outcome("conflict", "number", a.text, b.text, "two values for one count")


def _topic(one: Statement, two: Statement) -> float:
    first, second = set(one.assertion.keywords), set(two.assertion.keywords)
    return len(first & second) / (len(first | second) or 1)


def _word_conflict(left: str, right: str) -> tuple[ConflictKind, Outcome] | None:
    """Find the one place where two sentences differ, and judge the words there."""
    one, two = _words(left), _words(right)
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    changes = [change for change in matcher.get_opcodes() if change[0] != "equal"]
    if matcher.ratio() < _MIN_ALIKE or not changes:
        return None
    sides = [(set(one[i:j]), set(two[k:m])) for _, i, j, k, m in changes]
    if (
        all(side == sides[0] for side in sides)
        and min(map(len, sides[0])) <= MAX_CHANGED
        and max(map(len, sides[0])) <= 2 * MAX_CHANGED
    ):
        return _excluded(*sides[0])
    return _negated(sides)


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text.replace("n't", " not").replace("n’t", " not"))]


def _negated(sides: Sequence[tuple[set[str], set[str]]]) -> tuple[ConflictKind, Outcome] | None:
    """Tell whether the sentences differ in a negation and the forms it brings with it, and in nothing else."""
    first = set().union(*(one for one, _ in sides))
    second = set().union(*(two for _, two in sides))
    if bool(first & _NEGATIONS) == bool(second & _NEGATIONS):
        return None
    rest = {word[:4] for word in first - _NEGATIONS - _DO} ^ {word[:4] for word in second - _NEGATIONS - _DO}
    if rest:
        return None
    return "polarity", Outcome(
        "conflict", "so or not", _said(first), _said(second), "one affirms what the other denies"
    )


def _said(words: set[str]) -> str:
    return " ".join(sorted(words)) or "so"


def _excluded(first: set[str], second: set[str]) -> tuple[ConflictKind, Outcome] | None:
    if not first or not second:
        return _negated([(first, second)]) if (first | second) & _NEGATIONS else None
    for one in sorted(first - second):
        for two in sorted(second - first):
            kind = _exclude(one, two)
            if kind is not None:
                return kind, Outcome("conflict", "one word", one, two, "the one excludes the other")
    return _negated([(first, second)])


def _nth(word: str) -> int | None:
    """Give the number of an ordinal, as far as words for it are listed."""
    digits = _DIGITS.match(word)
    if digits:
        return int(digits.group())
    return _FIRST_TO_TWELFTH.index(word) + 1 if word in _FIRST_TO_TWELFTH else None


def _exclude(one: str, two: str) -> ConflictKind | None:
    if _ORDINAL.fullmatch(one) and _ORDINAL.fullmatch(two):
        same = one[:1].isdigit() != two[:1].isdigit() and _nth(one) == _nth(two)
        return None if same else "number"
    if value(one) is not None and value(two) is not None:
        return None if value(one) == value(two) else "number"
    table = qualities()
    places = conflict_cards()["place"].words["wide"]
    if one in places and two in places:
        return "place"
    for name in sorted(table.get(one, ())):
        family = families()[name]
        if family.opposite in table.get(two, ()) and name not in table.get(two, ()):
            return "polarity"
        if family.kind == "exclusive" and name in table.get(two, ()):
            return _KINDS.get(name.removeprefix("exclusive."), "participant")
    return None


_KINDS: dict[str, ConflictKind] = {"weekday": "time", "month": "time", "season": "time", "room": "place"}


def _implies(one: Statement, two: Statement) -> bool:
    """Tell whether all the words of the second clause are in the first, put the same way."""
    first, second = one.assertion, two.assertion
    words = set(second.keywords)
    return bool(words) and words <= set(first.keywords) and first.polarity == second.polarity == "+" and (
        first.certainty == second.certainty and first.checkable == second.checkable == "yes"
    )  # fmt: skip
