"""P against not P: negation, an antonym, a denial."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from quotecheck.compare.asides import one_time
from quotecheck.compare.matters import one_matter
from quotecheck.compare.roles import PRONOUNS, is_name, role, roles_meet, same_theme, theme
from quotecheck.compare.statements import (
    KEPT,
    VAGUE,
    Outcome,
    Statement,
    comparable,
    enough,
    hours_later,
    one_occasion,
    ordered,
    overlap,
    shared,
)
from quotecheck.language.quantity import agree
from quotecheck.records import Assertion
from quotecheck.rules.predicates import excluded, families, lexicon, opposite

_WEAK = re.compile(
    r"\b(?:hardly|barely|scarcely|almost|nearly|again|only|another|previous\w*|prior|earlier|formally|fully|completely|"
    r"then|at the time|that time|last time|next (?:year|month|season|spring|summer|autumn|winter)|"
    r"(?:was|were) to(?: have)?(?: be)? \w+(?:ed|en|ld))\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"(?:\b(?:not|no|never|none|nobody|"
    r"without(?! (?:interruption|delay|incident|fault|problem|a (?:hitch|pause|break)))|"
    r"neither|nor|fail\w*|refus\w*|declin\w*|den(?:y|ied|ies)|avoid\w*)\b|"
    r"n ?['’] ?t\b)",
    re.IGNORECASE,
)
# "no yard would close": what somebody promised or foretold, not what is planned.
_WOULD = re.compile(r"\bwould\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_INFINITE = re.compile(r"(?:not )?(?:to\b|\w+ing\b)")
# Prices rise or fall; a climber does both.
_MEASURED = {"state.rise", "state.fall"}
_NOT_YET = re.compile(
    r"\b(?:yet|still|so far|as of|(?:has|have) (?:still )?(?:not|n['’]t|never)|(?:has|have)n['’]t|"
    r"by (?:noon|midnight|\w+day|\w+ (?:morning|evening)))\b|"
    r"\b[Nn]o .{1,60}(?:has|have|had) been|\b[Nn]obody (?:has|had)\b|\b(?:has|have) been no\b",
)
_STILL = re.compile(r"\b(?:still|for now|so far|for the (?:moment|time being))\b", re.IGNORECASE)
_LATER_HOURS = 1.5
_STATUS_HOURS = 6.0
_STALE_HOURS = 72.0


def keys(statement: Statement) -> Iterator[str]:
    """Give the verb or the pair of families of which it is one."""
    assertion = statement.assertion
    if assertion.checkable != "yes" or assertion.certainty in {"possible", "open"} or assertion.family == "making.deny":
        return
    if assertion.family:
        yield min(assertion.family, opposite(assertion.family) or assertion.family)
        if assertion.polarity == "+":
            yield from ("|".join(sorted((assertion.family, other))) for other in excluded(assertion.family))
    elif assertion.predicate == "be":
        yield from (f"be:{found.head}" for found in assertion.roles if found.name == "attribute")
    elif assertion.predicate not in VAGUE:
        yield assertion.predicate


def check(left: Statement, right: Statement) -> Outcome | None:
    """Find that one affirms what the other denies of the same participants at the same time."""
    one, two = left.assertion, right.assertion
    contrary = _contrary(left, right)
    if contrary is None or not comparable(one, two) or not one_occasion(left, right, 1):
        return None
    if _loose(left) or _loose(right) or _pending(left, right):
        return None
    if overlap(left, right) is False or not one_time(left, right) or not _one_matter(left, right):
        return None
    if {one.certainty, two.certainty} == {"planned", "certain"} and contrary != "exclusion":
        return None
    if one.quantities and two.quantities and (contrary == "negation" or not _one_amount(one, two)):
        return None
    slot = f"{min(one.family or one.predicate, two.family or two.predicate)}: so or not"
    if moved_on(left, right):
        return Outcome("update", slot, said(one), said(two), "the later report gives the new state")
    return Outcome("conflict", slot, said(one), said(two), f"one affirms what the other denies ({contrary})")


def _pending(left: Statement, right: Statement) -> bool:
    """Tell whether it had not happened yet in a report of which it is not known whether it is the earlier."""
    if hours_later(left, right) is not None:
        return False
    return any(side.assertion.polarity == "-" and _NOT_YET.search(side.assertion.text) for side in (left, right))


@lru_cache(maxsize=KEPT)
def _loose(statement: Statement) -> bool:
    """Tell what cannot be held against another: no participant, no finite verb, a word that weakens or repeats it."""
    assertion = statement.assertion
    found = [each for each in assertion.roles if each.name in {"agent", "subject", "patient"}]
    if (
        (not found and not _noun(assertion))
        or _WEAK.search(assertion.text)
        or (assertion.polarity == "+" and _denied(assertion))
    ):
        return True
    if assertion.polarity == "-" and _WOULD.search(assertion.text):
        return True
    if assertion.predicate == "be" and any(each.head in PRONOUNS for each in found):
        return True
    accused = bool(assertion.holder) and not assertion.text.startswith(("to ", "not "))
    return bool(_INFINITE.match(assertion.text)) and not accused


def _denied(assertion: Assertion) -> bool:
    """Tell whether a negation stands in the clause that the predicate does not have."""
    stem = assertion.predicate[:3]
    return any(not found.startswith(stem) for found in map(str.lower, _DENIED.findall(assertion.text)))


def _noun(assertion: Assertion) -> bool:
    words = lexicon()
    return assertion.predicate in words.nouns and assertion.predicate not in words.verbs


def mentioned(assertion: Assertion) -> bool:
    """Tell a noun that stands beside a verb and has nobody of its own."""
    return not assertion.roles and lexicon().nouns.get(assertion.predicate) == assertion.family is not None


def _one_amount(one: Assertion, two: Assertion) -> bool:
    """Tell whether an amount of the one can be one of the other: an offer of 3 per cent is not that of 5."""
    return any(agree(a, b) for a in one.quantities for b in two.quantities)


def said(assertion: Assertion) -> str:
    """Give what an assertion says: its predicate, with *not* where it denies it."""
    return f"not {assertion.predicate}" if assertion.polarity == "-" else assertion.predicate


def _contrary(left: Statement, right: Statement) -> str | None:
    one, two = left.assertion, right.assertion
    same = one.family == two.family if one.family or two.family else one.predicate == two.predicate
    if same and one.polarity != two.polarity:
        return "negation"
    if mentioned(one) or mentioned(two):
        # "People close to the talks trace the deal to July" does not say that there is one now.
        return None
    if two.family and opposite(one.family) == two.family and one.polarity == two.polarity:
        return "antonym"
    if two.family in excluded(one.family) and one.polarity == two.polarity == "+":
        return "exclusion"
    return None


def _one_matter(left: Statement, right: Statement) -> bool:
    """Tell whether both say it of the same; an antonym must have its object on both sides or on neither."""
    one, two = left.assertion, right.assertion
    dated = left.published is not None and right.published is not None
    if _objects_differ(left, right, dated=dated):
        return False
    if {one.family, two.family} == _MEASURED and _names_somebody(left):
        return False
    met, themes = roles_meet(left, right), same_theme(left, right)
    if met is False or themes is False or not _beside(left, right, met=themes or met):
        return False
    if not dated and _years(left).isdisjoint(_years(right)) and (_years(left) or _years(right)):
        return False
    if not dated:
        return themes is True and not _referring(left) and not _referring(right) and enough(left, right, met)
    if one_matter(left, right):
        return True
    family = families().get(one.family or "")
    if family is not None and family.wide and one.family == two.family:
        return True
    return enough(left, right, themes or met)


def _beside(left: Statement, right: Statement, *, met: bool | None) -> bool:
    """Tell whether a word is shared where no participant is, if it is known which sentences go together."""
    if met or not left.beside or not right.beside:
        return True
    return any(not word.startswith("=") for word in shared(left, right))


def _objects_differ(left: Statement, right: Statement, *, dated: bool) -> bool:
    """Tell whether only one of two words that exclude each other has an object: "agreed", "rejected the offer"."""
    one, two = left.assertion, right.assertion
    if (role(one, "patient") is None) == (role(two, "patient") is None) or one.predicate == two.predicate:
        return False
    if (one.family or "").startswith("consent."):
        return True
    return one.family != two.family and not dated and not _one_thing(left, right)


def _years(statement: Statement) -> frozenset[str]:
    return frozenset(_YEAR.findall(statement.assertion.text))


def _one_thing(left: Statement, right: Statement) -> bool:
    """Tell "the gate opened" beside "Vale shut the gate"."""
    one, two = theme(left.assertion), theme(right.assertion)
    return one is not None and two is not None and one.head == two.head


def _referring(statement: Statement) -> bool:
    found = theme(statement.assertion)
    return found is None or found.head in PRONOUNS


def _names_somebody(statement: Statement) -> bool:
    found = theme(statement.assertion)
    return found is not None and is_name(found)


def moved_on(left: Statement, right: Statement) -> bool:
    """Tell whether time has passed in which a state may have changed; what happened once cannot."""
    first, second = ordered(left, right)
    apart = hours_later(first, second)
    if apart is None:
        return False
    if apart >= _LATER_HOURS and _lasting(first.assertion):
        return True
    family = left.assertion.family or ""
    if left.assertion.certainty == right.assertion.certainty == "planned":
        return apart >= _STALE_HOURS
    return apart >= (_STATUS_HOURS if family.startswith("state.") else _STALE_HOURS)


def _lasting(assertion: Assertion) -> bool:
    """Tell what is said of a time that goes on: "had not been found by noon", "was still at large"."""
    return bool((_NOT_YET if assertion.polarity == "-" else _STILL).search(assertion.text))
