"""Settled in one report, open in another that is no earlier."""

from __future__ import annotations

from collections.abc import Iterator

from quotecheck.compare.statements import Outcome, Statement, comparable, hours_later, ordered, shared
from quotecheck.rules.predicates import alike, families, lexicon

SETTLING = frozenset({"making.establish", "making.confirm"})
# Words of the openness itself: they say nothing of the matter.
_FORMAL = frozenset({"decision", "date", "decide", "question", "open", "remain", "known", "clear",
                     "announce", "set", "far", "future"})  # fmt: skip
_MIN_SHARED = 2
_MIN_COVERED = 0.34
_LATER_HOURS = 1.5


def keys(statement: Statement) -> Iterator[str]:
    """Give the words of the matter: an open statement names it in words of its own."""
    assertion = statement.assertion
    if assertion.checkable == "yes" and assertion.polarity in {"+", "-"}:
        yield from sorted(_matter(statement.topic))


def is_open(statement: Statement) -> bool:
    """Tell whether a statement leaves its matter open: without one there is nothing to compare."""
    return statement.assertion.certainty == "open"


def check(left: Statement, right: Statement) -> Outcome | None:
    """Find a matter that one calls open and the other settled at the same time or before."""
    one, two = left.assertion, right.assertion
    if not comparable(one, two) or (one.certainty == "open") == (two.certainty == "open"):
        return None
    settled, unsettled = (right, left) if one.certainty == "open" else (left, right)
    if not _settles(settled) or not _one_matter(settled, unsettled):
        return None
    first, second = ordered(left, right)
    later = hours_later(first, second)
    if later is None:
        return None
    verdict, why = "conflict", "settled in the one, open in the other, which is no earlier"
    if second is settled and later >= _LATER_HOURS:
        verdict, why = "update", "what was open is settled in the later report"
    values = ("open" if left is unsettled else "settled", "open" if right is unsettled else "settled")
    return Outcome(verdict, "certainty", *values, why)  # type: ignore[arg-type]


def _settles(statement: Statement) -> bool:
    assertion = statement.assertion
    return assertion.certainty == "planned" or assertion.family in SETTLING


def _one_matter(settled: Statement, unsettled: Statement) -> bool:
    common = (settled.topic & unsettled.topic) | shared(settled, unsettled)
    common = _matter(common) | (_matter(settled.topic) & _matter(unsettled.topic))
    common -= {f"={lexicon().nouns.get(word)}" for word in common}
    matter = _matter(unsettled.topic)
    few = settled.assertion.family in SETTLING or (settled.when is not None and "date" in unsettled.topic)
    return len(common) >= max(1 if few and len(matter) <= _MIN_SHARED else _MIN_SHARED, len(matter) * _MIN_COVERED)


def covered(settled: Statement, unsettled: Statement) -> float:
    """Give what part of the words of an open matter the statement has that settles it."""
    matter = _matter(unsettled.topic)
    return len(matter & _matter(settled.topic)) / max(1, len(matter))


def _matter(words: frozenset[str]) -> frozenset[str]:
    """Leave out words of openness, and those of families whose word is there itself."""
    things = {word for word in words if word.startswith("=things")}
    literal = {word for word in words if not word.startswith("=")} - _FORMAL
    named = {thing for thing in things if not literal.isdisjoint(families()[thing[1:]].nouns)}
    events = lexicon().nouns
    told = {f"={family}" for word in literal if word in events for family in alike(events[word])}
    return frozenset(literal | (things - named) | told | {word for word in words if word[1:] in families()})
