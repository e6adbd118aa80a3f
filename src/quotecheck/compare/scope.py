"""What an amount is an amount of: a whole or a part, a total or a day's, a count or a label."""

from __future__ import annotations

import re

from quotecheck.compare.statements import Statement
from quotecheck.language.quantity_words import value
from quotecheck.records import Quantity
from quotecheck.rules.predicates import lexicon

GENERIC = frozenset(
    {"person", "people", "life", "death", "fatality", "soul", "individual", "human", "body", "victim", "dead", "toll",
     "casualty"}
)  # fmt: skip
# What takes a part of a whole, or adds to another count: "five of them", "20 others", "another 12", "including 3".
_BEFORE = re.compile(
    r"(?:\b(?:another|an? (?:additional|extra)|additional|further|including|includes?|included|among (?:them|whom)|"
    r"of (?:them|whom|which|these|those)|(?:the )?other|aged?|plus|every|each|only the|first|last)"
    r"[,:]?\s+(?:an? |the )?)$",
    re.IGNORECASE,
)
# "one of their last 11 games": all that are counted.
_RATIO = re.compile(r"\b(?:of|in) (?:its|their|his|her|the) last (?:\w+ )?$", re.IGNORECASE)
_AFTER = re.compile(
    r"^\W*(?:\w+\s+)?(?:others?\b|more\b|further\b|additional\b|extra\b|"
    r"of (?:them|whom|these|those|the|its|his|her|their|our)\b|"
    r"an? (?:day|week|month|year|hour)\b|per\b|each\b|apiece\b|daily\b|new\b|years? old|-year-old)",
    re.IGNORECASE,
)
_OF_THEM = re.compile(
    r"^\W*(?:(?:people|men|women|boats)\s+)?(?:others?\b|more\b(?! pay| money)|further\b|additional\b|extra\b|"
    r"of (?:them|whom|these|those)\b|per\b|each\b|apiece\b|daily\b|years? old|-year-old)",
    re.IGNORECASE,
)
# "the five-boat convoy", "AK-47 rifles": an amount inside a name or an adjective.
_LABEL_BEFORE = re.compile(r"[A-Z]\w*\s?-\s?$")
_OF = re.compile(r"\s+of (?:the|its|their|all)\s+")
_AGE_AFTER = re.compile(r"\s*[,)]|[\s-]*(?:(?:year|month)s?[\s-]+)?old", re.IGNORECASE)
_LABEL_AFTER = re.compile(r"\s?-\s?[a-z]")
_SHORT = re.compile(
    r"\b(?:alone|overnight|in the (?:past|last) (?:day|24 hours)|since yesterday|daily|"
    r"(?:\d|hundred|thousand|more) new|"
    r"in the (?:first|second|opening|final|last) (?:half|quarter|period|set|round|hours?|minutes?))\b",
    re.IGNORECASE,
)
# The base unit of every stretch of time.
SECOND = "s"
PART = re.compile(r"\b(?:includ\w+|among|of (?:whom|them|which))\b", re.IGNORECASE)
_UNCHANGED = GENERIC | {
    "crew", "staff", "aircraft", "police", "sheep", "fish", "cattle", "percent", "hundred", "series", "injured",
    "wounded", "missing", "children", "men", "women", "troop",
}  # fmt: skip


def scoped(statement: Statement, quantity: Quantity) -> bool:
    """Tell whether words beside the amount make it a part, an addition, a rate or an age."""
    local = quantity.start - statement.assertion.start
    before = statement.article.text[max(0, quantity.start - 24) : quantity.start]
    inside = statement.assertion.text[local : quantity.end - statement.assertion.start]
    if _is_whole(statement, quantity):
        return True
    if quantity.counted == "age" or (quantity.unit is not None and before.rstrip().endswith("(")):
        return True
    if (_BEFORE.search(before) and not _RATIO.search(before)) or quantity.counted in {
        "other",
        "more",
        "year-old",
        "old",
    }:
        return True
    behind = rest(statement, quantity)
    if quantity.unit in {SECOND, "year"} and _AGE_AFTER.match(behind):
        return True
    if _LABEL_BEFORE.search(before) or _LABEL_AFTER.match(behind) or _numbered(quantity, behind):
        return True
    if whole(statement, quantity):
        return False
    if _other_state(statement, behind):
        return True
    share = quantity.unit == "percent" and quantity.counted is not None
    return (bool(_AFTER.match(behind)) and not share) or bool(re.search(r"\b(?:another|other|more)\b(?! than)", inside))


def partial(statement: Statement, quantity: Quantity) -> bool:
    """Tell a part or an addition of what is said of all; unlike `scoped`, "three of the men" is none by itself."""
    if _is_whole(statement, quantity):
        return True
    before = statement.article.text[max(0, quantity.start - 24) : quantity.start]
    behind = rest(statement, quantity)
    if _others_all(statement, quantity):
        return False
    if quantity.counted in {"age", "other", "more"} or (_BEFORE.search(before) and not _RATIO.search(before)):
        return True
    if _LABEL_BEFORE.search(before) or _LABEL_AFTER.match(behind) or _numbered(quantity, behind):
        return True
    return bool(_OF_THEM.match(behind)) and not whole(statement, quantity)


def _others_all(statement: Statement, quantity: Quantity) -> bool:
    """Tell "Five died and 30 others were hurt": the others are all that were hurt, where no more such are told."""
    said = set(quantity.facets)
    if quantity.counted != "other" or not said:
        return False
    return all(said.isdisjoint(each.facets) for each in statement.amounts if each.start != quantity.start)


def _is_whole(statement: Statement, quantity: Quantity) -> bool:
    """Tell the 48 of "19 of the 48 bolts": what is compared is the part."""
    ends = [other.end for other in statement.assertion.quantities if other.end < quantity.start]
    between = (statement.article.text[end : quantity.start] for end in ends)
    return any(_OF.fullmatch(words) for words in between)


def _other_state(statement: Statement, behind: str) -> bool:
    """Tell whether the amount is said of another state: the 57 of "six were killed and 57 hurt"."""
    first = re.match(r"\s+(?:(?:people|others?|were|was|are|have been|more)\s+)*([a-z]+)\b", behind)
    family = lexicon().adjectives.get(first.group(1)) if first else None
    return family is not None and family != statement.assertion.family


def _numbered(quantity: Quantity, rest: str) -> bool:
    """Tell "the 1200 block" and "room 12 door" from a count: what is counted would stand in the plural."""
    first = re.match(r"\s+([a-z]+)\b", rest)
    many = quantity.low is not None and quantity.low > 1 and quantity.unit is None
    return many and first is not None and first.group(1) == quantity.counted and first.group(1) not in _UNCHANGED


def whole(statement: Statement, quantity: Quantity) -> str:
    """Give the whole of "19 of the 48 bolts"."""
    found = re.match(r"\s+of (?:the|its|their)\s+([\d,]+|\w+)\s", rest(statement, quantity))
    return found.group(1).lower() if found and value(found.group(1)) is not None else ""


def rest(statement: Statement, quantity: Quantity) -> str:
    """Give the words of the clause behind the amount."""
    return statement.assertion.text[quantity.end - statement.assertion.start :]


def one_scope(left: Statement, right: Statement) -> bool:
    """Refuse a part against the whole: another place, or a day's count against the total."""
    one, two = left.assertion, right.assertion
    if one.place and two.place and set(one.place.split()).isdisjoint(two.place.split()):
        return False
    return bool(_SHORT.search(one.text)) == bool(_SHORT.search(two.text))
