"""Whether two statements of one small happening are about one matter, where few words are shared."""

from __future__ import annotations

from quotecheck.compare.cards import conflict_cards
from quotecheck.compare.roles import ANYONE, PRONOUNS, is_name, same_theme, theme
from quotecheck.compare.statements import Statement, shared
from quotecheck.language.names import fold
from quotecheck.language.quantity_words import value
from quotecheck.records import Role
from quotecheck.rules.predicates import lexicon

# So many dated reports of one happening at the most tell of it alone: what each tells once is one.
SMALL = 6


def one_matter(left: Statement, right: Statement) -> bool:
    """Tell whether what is done in two reports of a small happening is done to one; False leaves it to other signs."""
    one, two = theme(left.assertion), theme(right.assertion)
    if not (left.small and right.small) or part_of(one, two) or part_of(two, one):
        return False
    family = left.assertion.family is not None and right.assertion.family is not None
    met = same_theme(left, right)
    told_first = left.main or right.main
    once = family and ((left.sole and right.sole) or (told_first and (left.sole or right.sole) and _some(left, right)))
    if met:
        return once or told_first or _some(left, right)
    if met is None:
        return once and (told_first or _some(left, right))
    assert one is not None
    assert two is not None
    if _somebody(one) or _somebody(two) or not once:
        return False
    if _event(one) and _event(two):
        return True
    return told_first and not _known(one, right) and not _known(two, left)


def _some(left: Statement, right: Statement) -> bool:
    return bool(shared(left, right))


def part_of(one: Role | None, two: Role | None) -> bool:
    """Tell "Vale" from "two of Vale's clerks": a name, and several or somebody of it."""
    if one is None or two is None or not is_name(one) or is_name(two) or two.head in PRONOUNS:
        return False
    last = fold(two.text).split()[-1:]
    several = last not in ([two.head], []) and two.head not in ANYONE
    return several or value(two.head) is not None


def _somebody(one: Role) -> bool:
    words = conflict_cards()["participant"].words
    return is_name(one) or one.head in ANYONE or one.head in words["people"] or one.head in words["officials"]


def _event(one: Role) -> bool:
    return one.head in lexicon().nouns


def _known(one: Role, other: Statement) -> bool:
    """Tell whether another report uses the word too, and so may tell the two apart."""
    return one.head in fold(other.article.text).split()
