"""Who did it: two doers of one act of which each report gives one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quotecheck.compare.beside.doers import joined
from quotecheck.compare.cards import conflict_cards
from quotecheck.compare.matters import one_matter
from quotecheck.compare.roles import MEASURES, PRONOUNS, agent, is_name, role, same_person, same_role
from quotecheck.compare.statements import VAGUE, Outcome, Statement, comparable, enough, one_occasion, overlap
from quotecheck.compare.statements import same_predicate as one_kind
from quotecheck.language.names import fold
from quotecheck.records import Role
from quotecheck.rules.predicates import families

# "it was Vale who", "Vale was the first to", "Vale himself": nobody else did.
_SINGLED = re.compile(
    r"\b(?:it|It) (?:was|is) .{2,80}?\b(?:who|that|which)\b|\bthe (?:first|one|ones|only \w+) (?:to|who|that)\b|"
    r"(?<!\bfor )(?<!\bof )(?<!\bto )(?<!\bat )(?<!\bwith )(?<!\bin )"
    r"\b(?:himself|herself|themselves|itself)\b|\b(?:ahead of|before) (?:every|any)(?:one|body) else\b"
)
# Many may confirm or deny one thing.
TELLING = frozenset({"making.confirm", "making.deny", "consent.promise"})
_AHEAD = re.compile(r"\b(?:ahead of|before) (?:every|any)(?:one|body) else\b")
_NTH = re.compile(r"\b(?:first|last)\b", re.IGNORECASE)


def keys(statement: Statement) -> Iterator[str]:
    """Give the family, or the verb where it says something by itself, of what somebody named did."""
    assertion = statement.assertion
    doer = agent(assertion)
    if assertion.family in TELLING or doer is None or doer.head in PRONOUNS | MEASURES or assertion.checkable != "yes":
        return
    if assertion.polarity == "+" and assertion.certainty == "certain" and (assertion.family or _tells(statement)):
        yield assertion.family or assertion.predicate


def check(left: Statement, right: Statement) -> Outcome | None:
    """Find one act with two doers."""
    one, two = agent(left.assertion), agent(right.assertion)
    if one is None or two is None or not comparable(left.assertion, right.assertion) or not one_kind(
        left.assertion, right.assertion
    ):  # fmt: skip
        return None
    if (
        _same_doer(left, one, right, two) is not False
        or not _two(one, two, left.assertion.family)
        or not _excluding(left, right)
        or _mutual(left, one, right, two)
        or joined(one, right)
        or joined(two, left)
    ):
        return None
    if not one_occasion(left, right, 1) or overlap(left, right) is False or not _one_act(left, right, one, two):
        return None
    slot = f"{left.assertion.family or left.assertion.predicate}: who"
    return Outcome("conflict", slot, one.text, two.text, "two doers of one act")


def _mutual(left: Statement, one: Role, right: Statement, two: Role) -> bool:
    """Tell what two do with each other, where each report names both: either may come first."""
    predicates = {*left.assertion.predicate.split(), *right.assertion.predicate.split()}
    if predicates.isdisjoint(conflict_cards()["participant"].words["mutual"]):
        return False
    clauses = fold(left.assertion.text).split(), fold(right.assertion.text).split()
    return two.head.split()[-1] in clauses[0] and one.head.split()[-1] in clauses[1]


def _two(one: Role, two: Role, family: str | None) -> bool:
    """Tell whether two doers are two: names, or words for people of whom one is not an example of the other."""
    words = conflict_cards()["participant"].words
    if (one.head in words["vehicles"]) != (two.head in words["vehicles"]):
        return False
    if is_name(one) or is_name(two):
        return True
    if family is None:
        return False
    people, officials = frozenset(words["people"]), frozenset(words["officials"])
    heads = {one.head, two.head}
    return heads <= people | officials and not heads <= officials


def _same_doer(left: Statement, one: Role, right: Statement, two: Role) -> bool | None:
    """Take the speaker of one report, whom the other names as the doer, for another than the doer that he names."""
    met = same_role(left, one, right, two)
    if met is None and (_body(one, two) or _body(two, one)) and (_singles(left) or _singles(right)):
        return False
    if met is None and (_described(one, two) or _described(two, one)):
        return False
    if met is None and (_blames(left, one, two) or _blames(right, two, one)):
        return False
    return met


def _described(one: Role, two: Role) -> bool:
    """Tell the night watchman Tobin Vale from a cleaner."""
    words = conflict_cards()["participant"].words["people"]
    own = [word for word in fold(one.text).split() if word in words]
    return is_name(one) and bool(own) and two.head in words and not any(same_person(word, two.head) for word in own)


def _body(one: Role, two: Role) -> bool:
    """Tell a person's name from a body: Tobin Vale from the mining authority."""
    return is_name(one) and len(one.head.split()) > 1 and two.head in conflict_cards()["participant"].words["bodies"]


def _singles(side: Statement) -> bool:
    return bool(_SINGLED.search(side.assertion.text))


def _blames(statement: Statement, own: Role, other: Role) -> bool:
    holder = fold(statement.holder or "").split()
    return is_name(other) and not is_name(own) and other.head.split()[-1] in holder


def _tells(statement: Statement) -> bool:
    return statement.assertion.predicate not in VAGUE


def _excluding(left: Statement, right: Statement) -> bool:
    """Tell whether only one of the two can have done it."""
    family = families().get(left.assertion.family or "")
    if family is not None and family.doers == "one":
        return True
    if _nth(left) != _nth(right):
        return False
    return any(_SINGLED.search(side.assertion.text) or _by(side) for side in (left, right))


def _singled_out(side: Statement) -> bool:
    return bool(_SINGLED.search(side.assertion.text)) or _by(side)


def _nth(side: Statement) -> frozenset[str]:
    found = frozenset(word.lower() for word in _NTH.findall(side.assertion.text))
    return found | {"first"} if _AHEAD.search(side.assertion.text) else found


def _by(side: Statement) -> bool:
    """Tell a passive that names its doer: "was opened by farmers"."""
    doer = agent(side.assertion)
    return doer is not None and f" by {doer.text}".lower() in re.sub(
        r"\b(?:the|a|an|some|his|her|their|its)\s", "", side.assertion.text.lower()
    )


def _swapped(left: Statement, right: Statement, one: Role, first: Role, two: Role, second: Role) -> bool:
    """Tell "Vale called Ollenby" beside "Ollenby called Vale"."""
    return same_role(left, one, right, second) is True and same_role(left, first, right, two) is True


def _one_act(left: Statement, right: Statement, one: Role, two: Role) -> bool:
    """Tell whether the act is one: done to the same, or told in the same words."""
    first, second = role(left.assertion, "patient"), role(right.assertion, "patient")
    if first is not None and second is not None and _swapped(left, right, one, first, two, second):
        return True
    met = same_role(left, first, right, second)
    doers = frozenset(word for doer in (one, two) for word in (*fold(doer.text).split(), doer.head))
    if one.head == two.head:
        doers, met = doers - {one.head}, met or met is None
    base = 1 if any(_SINGLED.search(side.assertion.text) for side in (left, right)) else 2
    alone = _singled_out(left), _singled_out(right)
    if met is not False and any(alone) and one_matter(left, right):
        return True
    if all(alone) and left.small and right.small and left.sole and right.sole and left.assertion.family:
        return True
    return met is not False and enough(left, right, met, base, without=doers)
