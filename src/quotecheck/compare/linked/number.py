"""Two amounts of one sort that may be of one slot, whatever the words around them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import lru_cache

from quotecheck.compare import facets
from quotecheck.compare.beside import tallies
from quotecheck.compare.facets import rounded
from quotecheck.compare.figures import main_facets, measure, same_kind, scope_facets
from quotecheck.compare.linked.linkage import Candidate, odds
from quotecheck.compare.linked.linkage import check as linked
from quotecheck.compare.linked.signs import Signs, common, likeness
from quotecheck.compare.number import verdict
from quotecheck.compare.passages import sentence
from quotecheck.compare.scope import one_scope
from quotecheck.compare.statements import Outcome, Statement, comparable, one_occasion
from quotecheck.records import Quantity
from quotecheck.rules.facets import people

# Of two reports of one count, none is wrong by more than this.
FARTHEST = 12.0
# The words so near an amount say what it is of.
_REACH = 60
_SMALL = 3
# The log odds below which not even a rule is trusted.
DOUBT = -1.0
_CONVERTED = 1.02
_WORDS = re.compile(r"[^\W\d_]+|%")
# "160 more", "another 12": on top of others.
_ADDED = re.compile(r"\b(?:another|a further|an additional|an extra|the other)\s+$", re.IGNORECASE)
_MORE = re.compile(r"\s(?:[\w-]+\s)?(?:more|others|further|additional)\b", re.IGNORECASE)
_OLD = re.compile(r"[\s-]*(?:(?:year|month)s?[\s-]+)?olds?\b", re.IGNORECASE)
# "A baker of 63".
_PERSON_OF = re.compile(r"\b(?:an?|the)\s(?:[\w-]+\s){0,2}?(?P<who>\w+)\sof\s$", re.IGNORECASE)
_SHORT = 3


def check(left: Statement, right: Statement) -> Outcome | None:
    """Find two results of one vote or match, else the two amounts that are likeliest of one slot."""
    return tallies.check(left, right) or linked("number", candidates(left, right))


def doubtful(left: Statement, right: Statement) -> bool:
    """Tell whether none of the amounts of two statements are likely enough of one slot to trust a rule that says so."""
    if left.alike(right) is None:
        return True
    found = [odds("number", candidate.signs) for candidate in candidates(left, right)]
    if found:
        return max(found) < DOUBT
    match = left.match(right)
    return match is None or match.rank > 0


def candidates(left: Statement, right: Statement) -> Iterator[Candidate]:
    """Give the amounts of two statements that are not the same and may be of one slot."""
    if not left.own or not right.own or not _of_one_time(left, right):
        return
    for a in left.own:
        for b in right.own:
            if not _may_be_one(a, b) or _added(left, a) != _added(right, b) or _age(left, a) or _age(right, b):
                continue
            if _told(right, a) or _told(left, b):
                continue
            outcome = verdict(left, right, a, b, _slot(a, b), _moves(a, b))
            if outcome is not None:
                yield Candidate(signs(left, right, a, b), outcome)


def signs(left: Statement, right: Statement, a: Quantity, b: Quantity) -> Signs:
    """Give what speaks for one slot: what both say of the amounts, how near they are, what else the reports give."""
    said, told = main_facets(a), main_facets(b)
    common_ = common(left, right)
    close = 1 / (1 + math.log(_ratio(a, b)))
    return Signs({
        **common_,
        "close": lambda: close,
        "alike and close": lambda: common_["alike"]() * close,
        "near": lambda: likeness(_around(left, a), _around(right, b)),
        "facet": lambda: float(bool(said & told)),
        "other facet": lambda: float(bool(said and told) and said.isdisjoint(told)),
        "nearer": lambda: float(_nearer(left, a, b) or _nearer(right, b, a)),
        "alone": lambda: float(a.unit is not None and _values(left, a) == _values(right, b) == 1),
        "small": lambda: float(min(_top(a), _top(b)) <= _SMALL),
        "slip": lambda: float(differs_by_a_slip(a, b)),
        "unnamed": lambda: float({a.unit, b.unit, a.counted, b.counted} == {None}),
        "half named": lambda: float(a.unit is None and (a.counted is None) != (b.counted is None)),
        "scope": lambda: float(scope_facets(a) != scope_facets(b)),
        "order": lambda: abs(a.start / len(left.article.text) - b.start / len(right.article.text)),
        "noun": lambda: float(a.counted is not None and a.counted == b.counted),
    })  # fmt: skip


def _of_one_time(left: Statement, right: Statement) -> bool:
    one, two = left.assertion, right.assertion
    if not comparable(one, two) or one.polarity != two.polarity or not one_occasion(left, right):
        return False
    return not facets.other_time(left, right) and one_scope(left, right)


def _may_be_one(a: Quantity, b: Quantity) -> bool:
    if not _one_sort(a, b) or _one_value(a, b) or _of_other_matters(a, b):
        return False
    return _ratio(a, b) <= FARTHEST and not rounded(a, b) and not rounded(b, a)


def _of_other_matters(a: Quantity, b: Quantity) -> bool:
    """Tell the killed from the injured, and what was asked from what was given; a rate may leave out that it is one."""
    if (scope_facets(a) ^ scope_facets(b)) - {"daily"}:
        return True
    said, told = main_facets(a), main_facets(b)
    return a.unit is None and bool(said and told) and said.isdisjoint(told)


def _one_value(a: Quantity, b: Quantity) -> bool:
    """Tell whether one is the other, or as near as a conversion comes: 5,700 feet, 1,740 metres."""
    if (a.low, a.high) == (b.low, b.high):
        return True
    return a.unit is not None and _WORDS.findall(a.text) != _WORDS.findall(b.text) and _ratio(a, b) < _CONVERTED


def _one_sort(a: Quantity, b: Quantity) -> bool:
    """Tell whether both can measure, or count, one sort of thing.

    A number of nothing that is named ("of whom four") can be of any; posts and redundancies are one sort where of both
    the same is said.
    """
    if same_kind(a, b):
        return True
    if {a.unit, b.unit} != {None}:
        return False
    return None in {a.counted, b.counted} or bool(main_facets(a) & main_facets(b))


def _added(statement: Statement, amount: Quantity) -> bool:
    text = statement.article.text
    return bool(_ADDED.search(text[max(0, amount.start - _REACH) : amount.start]) or _MORE.match(text, amount.end))


def _age(statement: Statement, amount: Quantity) -> bool:
    """Tell how old somebody is: ages are compared by name."""
    if amount.unit == "year" and "year" not in amount.text.lower():
        return True
    before = statement.article.text[max(0, amount.start - _REACH) : amount.start]
    if amount.counted is None and amount.unit is None and (of := _PERSON_OF.search(before)) and of["who"] in _single():
        return True
    return bool(_OLD.match(statement.article.text, amount.end)) or amount.text.lower().endswith("old")


@lru_cache(maxsize=1)
def _single() -> frozenset[str]:
    """Give the nouns for one person; a crew of nine is no age."""
    return people() - {"crew", "staff", "police", "troop", "couple", "death", "casualty", "fatality"}


def _slot(a: Quantity, b: Quantity) -> str:
    return f"amount: {min(measure(a), measure(b))}"


def _moves(a: Quantity, b: Quantity) -> str | None:
    """Tell whether later reports revise what both are said to be: the dead, the missing; a rate or a length stands.

    Where nothing is said of the one, it is what the other is: "13 cases", "sixteen have fallen ill".
    """
    if scope_facets(a) or measure(a) == "duration":
        return None
    told = main_facets(a), main_facets(b)
    moves = (facets.moving(name) for name in sorted(told[0] & told[1] if all(told) else told[0] | told[1]))
    return next((each for each in moves if each), None)


def _around(statement: Statement, amount: Quantity) -> str:
    start, end = sentence(statement)
    text = statement.article.text
    before = text[max(start, amount.start - _REACH) : amount.start]
    return f"{before} {text[amount.end : min(end, amount.end + _REACH)]}"


def _nearer(statement: Statement, own: Quantity, amount: Quantity) -> bool:
    """Tell whether another amount of its report is nearer to this one, which then stands for that."""
    others = (
        other
        for other in statement.amounts
        if other.start != own.start and (same_kind(amount, other) or {amount.unit, other.unit, other.counted} == {None})
    )
    return any(_ratio(other, amount) < _ratio(own, amount) for other in others if other.low != own.low)


def _said_with(statement: Statement) -> list[Quantity]:
    """Give the amounts of the statement's sentence."""
    start, end = sentence(statement)
    return [each for each in statement.amounts if start <= each.start < end]


def _told(other: Statement, amount: Quantity) -> bool:
    """Tell whether the sentence of the other report gives this amount too: then it stands for no other of them."""
    return any(each.low == amount.low and each.unit == amount.unit for each in _said_with(other))


def _values(statement: Statement, amount: Quantity) -> int:
    return len({(other.low, other.high) for other in statement.amounts if measure(other) == measure(amount)})


def differs_by_a_slip(a: Quantity, b: Quantity) -> bool:
    """Tell whether one is the other with a digit changed, dropped or moved: 1,740 and 1,470."""
    if (a.low, b.low) != (a.high, b.high) or a.low is None or b.low is None:
        return False
    short, long = sorted((f"{value:.10g}".replace(".", "") for value in (a.low, b.low)), key=lambda w: (len(w), w))
    if len(long) < _SHORT:
        return len(short) > 1 and short == long[::-1]
    if len(short) == len(long):
        return sorted(short) == sorted(long) or sum(x != y for x, y in zip(short, long, strict=True)) == 1
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def _ratio(a: Quantity, b: Quantity) -> float:
    values = sorted(abs(end) for end in (a.low, a.high, b.low, b.high) if end is not None)
    return values[-1] / values[0] if values and values[0] else math.inf


def _top(amount: Quantity) -> float:
    return amount.low if amount.low is not None else amount.high or 0.0
