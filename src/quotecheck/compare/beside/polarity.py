"""One affirms what the other denies, in sentences that go together: by a denial, or by words for contrary states."""

from __future__ import annotations

import re
from functools import lru_cache

from quotecheck.compare.asides import aside, one_time
from quotecheck.compare.beside.stances import Stance, listed, of_both, one_of, says
from quotecheck.compare.roles import agent, is_name, role, same_role, some_role_met
from quotecheck.compare.statements import (
    PAIRS_KEPT,
    Outcome,
    Statement,
    comparable,
    hours_later,
    one_occasion,
    ordered,
    overlap,
    shared,
)
from quotecheck.language.quantity import agree
from quotecheck.records import Verdict
from quotecheck.rules.predicates import lexicon

# The cosines from which two sentences go together well, and very well.
_WELL = (0.1, 0.25)
_NEAREST = 2
_MOST_WORDS = 2
_NEEDED = 3
_LATER_HOURS = 1.5
_STALE_HOURS = 72.0
_SURE = 5
_MODAL = re.compile(r"\b(?:may|might|could|should|can|must|would)\b", re.IGNORECASE)
_PAST = re.compile(r"\b(?:was|were|did|had)\b", re.IGNORECASE)
_PERFECT = re.compile(r"\b(?:has|have)\b|['’]ve\b", re.IGNORECASE)


def check(left: Statement, right: Statement) -> Outcome | None:
    """Find a question on which the two stand on either side."""
    one, two = left.assertion, right.assertion
    contrary = [(a, b) for a, b in of_both(left, right) if a.so != b.so]
    if not contrary or not comparable(one, two) or named(left) or named(right) or of_two(left, right):
        return None
    if one.quantities and two.quantities and not any(agree(a, b) for a in one.quantities for b in two.quantities):
        return None
    for a, b in contrary:
        if not _settled(left, a) or not _settled(right, b):
            continue
        enough = matter(left, right) >= needed(left, right, a.name) and of_one(left, right, a.name)
        if enough and _one_time(left, right, a, b):
            return _outcome(left, right, a, b)
    return None


def _settled(statement: Statement, stance: Stance) -> bool:
    """Tell what is stated: "told them to stay" was told, whether or not they stayed."""
    own = statement.assertion
    if own.certainty == "open":
        return _status(stance) and says("yet", own.text)
    if own.certainty != "possible":
        return True
    return not _MODAL.search(own.text) and re.search(rf"{re.escape(stance.words)}\b.*\bto\b", own.text) is not None


def named(statement: Statement) -> bool:
    """Tell a noun that stands beside the verb and states nothing by itself."""
    words, own = lexicon(), statement.assertion.predicate
    return own in words.nouns and own not in words.verbs


@lru_cache(maxsize=PAIRS_KEPT)
def of_two(left: Statement, right: Statement) -> bool:
    """Tell whether two who are named did it, or had it done to them."""
    one, two = left.assertion, right.assertion
    sides = ((agent(one), agent(two)), (role(one, "patient"), role(two, "patient")))
    return any(
        a is not None and b is not None and is_name(a) and is_name(b) and same_role(left, a, right, b) is False
        for a, b in sides
    )


def matter(left: Statement, right: Statement) -> int:
    """Count what speaks for one matter: how near the sentences are, and what the clauses share."""
    match = left.match(right)
    if match is None:
        return 0
    met = some_role_met(left, right, listed("nobody"))
    near = _NEAREST - match.rank + sum(match.alike >= well for well in _WELL)
    return near + min(len(shared(left, right)), _MOST_WORDS) + (1 if met else -1 if met is False else 0)


def needed(left: Statement, right: Statement, name: str) -> int:
    """Give how much must speak for one matter: less where nothing else goes with either."""
    match = left.match(right)
    nearest = match is not None and match.rank == 0 and not one_of(name, "broad")
    return _NEEDED - nearest + one_of(name, "broad")


def of_one(left: Statement, right: Statement, name: str) -> bool:
    """Tell whether the clauses themselves have a participant in common, or a word; two for a question asked of much."""
    if some_role_met(left, right, listed("nobody")):
        return True
    return len(shared(left, right)) >= (_MOST_WORDS if one_of(name, "broad") else 1)


def _one_time(left: Statement, right: Statement, one: Stance, two: Stance) -> bool:
    """Tell whether both speak of one occasion; who was never warned was not warned on any."""
    sides = [side for side, stance in ((left, one), (right, two)) if stance.denied]
    if any(says("throughout", side.assertion.text) for side in sides):
        return True
    if any(side.when is None and not aside(side) for side in sides) and matter(left, right) >= _SURE:
        return True
    if _status(one):
        return not (left.background or right.background or aside(left) or aside(right))
    return one_time(left, right) and one_occasion(left, right, 1) and overlap(left, right) is not False


def _status(one: Stance) -> bool:
    return one_of(one.name, "lasts")


def _outcome(left: Statement, right: Statement, one: Stance, two: Stance) -> Outcome | None:
    verdict = verdict_on(left, right, one, two)
    if verdict is None:
        return None
    why = "the later report gives the new state" if verdict == "update" else "one affirms what the other denies"
    return Outcome(verdict, f"{one.name}: so or not", _shown(one), _shown(two), why)


def _shown(one: Stance) -> str:
    return f"not {one.words}" if one.denied else one.words


def verdict_on(left: Statement, right: Statement, one: Stance, two: Stance) -> Verdict | None:
    """Tell a change from a contradiction; None where it may be either, or what was is told of what is."""
    first, second = ordered(left, right)
    before, after = (one, two) if first is left else (two, one)
    later = hours_later(first, second) or 0.0
    if one_of(one.name, "once") and (not before.so if later >= _LATER_HOURS else not _now(left, right, one)):
        return None
    if later >= _LATER_HOURS and _moves(first, second, before, after):
        return "update"
    planned = {left.assertion.certainty, right.assertion.certainty} == {"planned", "certain"}
    if planned and not one_of(one.name, "plans"):
        return None
    return "update" if later >= _STALE_HOURS else "conflict"


def _now(left: Statement, right: Statement, one: Stance) -> bool:
    """Tell whether the first state is said to last: "had been trapped" and "was pulled out" are both true."""
    return says("now", (left if one.so else right).assertion.text)


def _moves(first: Statement, second: Statement, before: Stance, after: Stance) -> bool:
    """Tell whether time may have changed it: not what was never so, nor what was so throughout."""
    if says("yet", first.assertion.text):
        return True
    if after.denied and second.when is None and _PAST.search(second.assertion.text):
        return False
    past = says("throughout", first.assertion.text) and not (before.denied and _PERFECT.search(first.assertion.text))
    return _status(before) and not past and not says("throughout", second.assertion.text)
