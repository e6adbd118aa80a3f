"""Two figures of which the same is said, however it is said: dead, aboard, the cost, the sentence."""

from __future__ import annotations

import re
from functools import lru_cache

from quotecheck.compare.figures import PERSON, Figure, main_facets, measure, same_kind, scope_facets
from quotecheck.compare.roles import some_role_met
from quotecheck.compare.scope import one_scope, partial, whole
from quotecheck.compare.statements import KEPT, Statement, hours_later, one_occasion, shared
from quotecheck.language.names import fold
from quotecheck.language.quantity import agree
from quotecheck.records import Quantity
from quotecheck.rules.facets import by_family, facets, people
from quotecheck.rules.predicates import families

# "passengers and crew": all of those aboard.
_EVERYBODY = re.compile(r"^\s+(?:passengers|crew)\s+and\s+(?:crew|passengers|staff)", re.IGNORECASE)
_FORMER = re.compile(
    r"\b(?:previous(?:ly)?|earlier|original(?:ly)?|at (?:that|the) time|last (?:year|time|summer|winter)|"
    r"(?:years?|decades?) ago)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_STOP = re.compile(r"[.!?]\s|\n")
# "four in ten": a share that is rounded to tenths.
_TENTHS = re.compile(r"\b(?:in|out of)\s+(?:ten|five|four|three|10|5|4|3)\b", re.IGNORECASE)
_ROUNDED = 5.0
_TOGETHER = re.compile(r"\b(?:together|combined|altogether|both)\b", re.IGNORECASE)
_FROM = re.compile(r"[^.;]{0,40}?\b(?:of|from|off)\s(?:the\s)?(?P<name>[A-Z]\w+)")
_SURE = 2


def keys(statement: Statement) -> list[str]:
    """Give the facets of a statement's figures."""
    return [f"facet {name}" for figure in statement.figures for name in sorted(main_facets(figure.quantity))]


def met(left: Statement, right: Statement) -> list[tuple[str, Quantity, Quantity]]:
    """Give the figures of two statements that fill one slot, with the slot."""
    if not one_occasion(left, right) or other_time(left, right) or not one_scope(left, right):
        return []
    return [
        (f"{name}: {_shown(a.quantity, b.quantity)}", a.quantity, b.quantity)
        for a in left.figures
        for b in right.figures
        if (name := _slot(left, right, a, b)) is not None
    ]


def _slot(left: Statement, right: Statement, a: Figure, b: Figure) -> str | None:
    """Give the facet in which two figures meet and may be held against each other."""
    one, two = a.quantity, b.quantity
    common = sorted(main_facets(one) & main_facets(two))
    if not common or not _kinds(left, right, one, two) or _part(left, a) or _part(right, b):
        return None
    if scope_facets(one) != scope_facets(two) or not _moods(left, right, common):
        return None
    if hours_later(left, right) is None and (crowded(left, one) or crowded(right, two)):
        return None
    if _beside(left, one, two) or _beside(right, two, one) or _conditions_differ(one, two, common):
        return None
    if rounded(one, two) or _given(one, b) or _given(two, a):
        return None
    if facets()[common[0]].located and (some_role_met(left, right) is not True or _elsewhere(left, one, right, two)):
        return None
    return common[0] if _linked(left, right, a, b) else None


def _beside(statement: Statement, own: Quantity, other: Quantity) -> bool:
    """Tell whether the clause has the other's amount too: by 64 votes to 48, by 61 to 48."""
    return any(
        amount.start != own.start and amount.unit == other.unit and (amount.low, amount.high) == (other.low, other.high)
        for amount in statement.assertion.quantities
    )


def _conditions_differ(one: Quantity, two: Quantity, common: list[str]) -> bool:
    """Tell the two *injured* who left from all nine who left: what befell some is not told of all."""
    if any(facets()[name].moves for name in common):
        return False
    return any(facets()[name].moves == "up" for name in main_facets(one) ^ main_facets(two))


def crowded(statement: Statement, amount: Quantity) -> bool:
    """Tell the 55 of "55 per cent in Ostria, 52 in Velland and 82 in Pontara": any of them may be the other's."""
    return amount.unit == "percent" and sum(other.unit == "percent" for other in statement.assertion.quantities) > 1


def _elsewhere(left: Statement, one: Quantity, right: Statement, two: Quantity) -> bool:
    """Tell "150 miles west of Velland" from "13 miles from the Tern"."""
    first, second = (_FROM.match(side.article.text, amount.end) for side, amount in ((left, one), (right, two)))
    return first is not None and second is not None and fold(first["name"]) != fold(second["name"])


def _given(one: Quantity, other: Figure) -> bool:
    """Tell whether the other article gives this amount too, elsewhere."""
    return any(agree(one, rival) for rival in other.rivals)


def _kinds(left: Statement, right: Statement, one: Quantity, two: Quantity) -> bool:
    if same_kind(one, two):
        return True
    if PERSON not in {measure(one), measure(two)} or measure(one) != measure(two):
        return _called_otherwise(left, right, one, two)
    return _everybody(left, one) or _everybody(right, two)


def _called_otherwise(left: Statement, right: Statement, one: Quantity, two: Quantity) -> bool:
    """Let charges meet episodes of one whole, and paintings meet masters, where what befalls them tells enough."""
    if one.unit is not None or two.unit is not None or not {one.counted, two.counted}.isdisjoint(people()):
        return False
    if whole(left, one) and whole(left, one) == whole(right, two):
        return True
    return any(facets()[name].loose for name in main_facets(one) & main_facets(two))


def _everybody(statement: Statement, quantity: Quantity) -> bool:
    return bool(_EVERYBODY.match(statement.article.text[quantity.end : quantity.end + 40]))


def _part(statement: Statement, figure: Figure) -> bool:
    """Tell whether it is a part or an addition; "three of the men" died all the same."""
    return partial(statement, figure.quantity) and not _everybody(statement, figure.quantity)


def _moods(left: Statement, right: Statement, common: list[str]) -> bool:
    """Hold plans against plans and facts against facts; where the facet looks ahead, a plan against its fact."""
    one, two = left.assertion, right.assertion
    if {one.certainty, two.certainty} & {"open", "possible"}:
        return False
    planned = [side.certainty == "planned" or side.checkable == "prediction" for side in (one, two)]
    return planned[0] == planned[1] or any(facets()[name].ahead for name in common)


def other_time(left: Statement, right: Statement) -> bool:
    """Tell a figure of former times, or of several together, from one of now."""
    return _time_told(left) != _time_told(right)


@lru_cache(maxsize=KEPT)
def _time_told(statement: Statement) -> tuple[bool, bool, frozenset[str]]:
    """Tell whether it is of former times, or of several together, and of what years."""
    whole_sentence = _sentence(statement)
    together = _TOGETHER.search(statement.assertion.text) is not None
    return _FORMER.search(whole_sentence) is not None, together, _years(statement, whole_sentence)


def _sentence(statement: Statement) -> str:
    """Give the clause with what stands before and behind it in its sentence."""
    text, own = statement.article.text, statement.assertion
    before = _STOP.split(text[max(0, own.start - 300) : own.start])[-1]
    return f"{before}{own.text}{_STOP.split(text[own.end : own.end + 300])[0]}"


def _years(statement: Statement, text: str) -> frozenset[str]:
    """Give the years named, but for that of publication and those to come."""
    now = str(statement.published.year) if statement.published else ""
    return frozenset(year for year in _YEAR.findall(text) if not now or year < now)


def _linked(left: Statement, right: Statement, a: Figure, b: Figure) -> bool:
    """Tell whether the two can be about one thing: the only such figures of dated reports, or words in common."""
    common = shared(left, right)
    alone = not a.rivals and not b.rivals
    dated = hours_later(left, right) is not None
    names = main_facets(a.quantity) & main_facets(b.quantity)
    if alone and dated and any(facets()[name].wide for name in names):
        return True
    needed = _SURE + (not alone) + (not dated)
    return len(common) >= needed


def rounded(one: Quantity, two: Quantity) -> bool:
    """Tell whether a share in tenths is another's rounding: four in ten, 41.8 per cent."""
    if one.unit != "percent" or one.low is None or two.low is None:
        return False
    return bool(_TENTHS.search(f"{one.text} {two.text}")) and abs(one.low - two.low) < _ROUNDED


def _shown(one: Quantity, two: Quantity) -> str:
    return min(measure(one), measure(two))


def moving(slot: str) -> str | None:
    """Tell whether later reports revise the figures of a slot."""
    return facets()[slot.partition(":")[0]].moves


def moved(family: str | None) -> str | None:
    """Tell whether later reports revise what a predicate family counts: by its facet, else by itself."""
    named = by_family().get(family or "", ())
    own = families().get(family or "")
    return next((facets()[name].moves for name in named), own.moves if own else None)
