"""What the statements of one article add to each other: what it is about, and whom a pronoun stands for."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from quotecheck.compare.figures import figures
from quotecheck.compare.roles import ANYONE, ANYTHING, MEASURES, PRONOUNS, same_person, theme
from quotecheck.compare.statements import Statement, statement
from quotecheck.language.names import fold
from quotecheck.records import Article, Assertion, Quantity

# Families of which an article may be: "it happened" is about the first that it tells of.
HAPPENINGS = ("damage.", "custody.", "meeting.", "money.steal", "movement.march", "movement.land")
_YEAR = re.compile(r"\d{4}")
_WEEKDAY = re.compile(
    r"(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day(?: (?:morning|afternoon|evening|night))?", re.IGNORECASE
)
_MONTH = re.compile(r"\d{4}-\d{2}")
_PAST = re.compile(r"\b(?:was|were|had)\b")
_STOP = re.compile(r"[.!?;\n]")
# How far back, in code points, and over how many participants a pronoun is followed.
ANTECEDENT_REACH = 400
ANTECEDENTS = 4
_DAY = len("2000-01-01")


def statements(
    assertions: Sequence[Assertion], article: Article, origins: Mapping[str, str], *, small: bool = False
) -> list[Statement]:
    """Join the assertions of one article with it and with each other; `small`: few articles tell of the happening."""
    ordered = sorted(assertions, key=lambda assertion: (assertion.start, assertion.id))
    main = _main(ordered)
    ordered = [_resolved(assertion, main) for assertion in ordered]
    sole, several, counted = _sole(ordered), _several(ordered), figures(ordered)
    amounts, owned = _amounts(ordered), _owned(ordered)
    days = frozenset(assertion.time.value[:_DAY] for assertion in ordered if assertion.time is not None)
    made = [
        replace(
            statement(assertion, article, origins, before),
            sole=(assertion.family or assertion.predicate) in sole,
            main=main is not None and assertion.family == main,
            small=small,
            several=several.get(assertion.family or assertion.predicate, frozenset()),
            figures=counted.get(assertion.id, ()),
            amounts=amounts,
            own=owned.get(assertion.id, ()),
            days=days,
        )
        for assertion, before in zip(ordered, _before(ordered), strict=True)
    ]
    made = [_with_time(each, _tensed(each)) for each in made]
    return [replace(each, topic=each.topic | _matter(each, made)) if _open(each) else each for each in made]


def _amounts(assertions: Sequence[Assertion]) -> tuple[Quantity, ...]:
    """Give every amount of an article once."""
    found = {quantity.start: quantity for assertion in assertions for quantity in assertion.quantities}
    return tuple(found[start] for start in sorted(found))


def _owned(assertions: Sequence[Assertion]) -> Mapping[str, tuple[Quantity, ...]]:
    """Give each amount to the shortest statement that has it."""
    owner: dict[int, tuple[int, str]] = {}
    for assertion in assertions:
        for quantity in assertion.quantities:
            own = (len(assertion.text), assertion.id)
            owner[quantity.start] = min(owner.get(quantity.start, own), own)
    return {
        each.id: tuple(quantity for quantity in each.quantities if owner[quantity.start][1] == each.id)
        for each in assertions
    }


def _tensed(each: Statement) -> tuple[dt.date, dt.date] | None:
    """Put a plan that lies in the past, and a fact that lies ahead, into the week or year that the verb asks for."""
    time, when = each.assertion.time, each.when
    if time is None or when is None or each.published is None or _YEAR.search(time.text):
        return when
    day, planned = each.published.date(), each.assertion.certainty == "planned"
    weekday = bool(_WEEKDAY.fullmatch(time.text.strip()))
    if planned and when[1] < day:
        step = dt.timedelta(days=7) if weekday else dt.timedelta(days=365) if _MONTH.fullmatch(time.value) else None
    elif not planned and weekday and when[0] > day and _PAST.search(each.assertion.text):
        step = dt.timedelta(days=-7)
    else:
        step = None
    return when if step is None else _moved(when, step)


def _with_time(each: Statement, when: tuple[dt.date, dt.date] | None) -> Statement:
    return each if when == each.when else replace(each, when=when)


def _moved(when: tuple[dt.date, dt.date], step: dt.timedelta) -> tuple[dt.date, dt.date]:
    if abs(step.days) <= 7:  # noqa: PLR2004
        return when[0] + step, when[1] + step
    first = when[0].replace(year=when[0].year + 1, day=1)
    return first, (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)


def _open(each: Statement) -> bool:
    return each.assertion.certainty == "open"


def _matter(each: Statement, made: Sequence[Statement]) -> frozenset[str]:
    """Give the words of the clauses that an open statement is about: "*what brought it down* is not known"."""
    own, text = each.assertion, each.article.text
    near = (
        other
        for other in made
        if other is not each and other.assertion.end <= own.end and own.start - other.assertion.end <= 1
        and not _STOP.search(text[min(other.assertion.start, own.start) : own.start])
    )  # fmt: skip
    return frozenset(word for other in near for word in other.topic | {f"={other.assertion.family}"})


def _main(assertions: Sequence[Assertion]) -> str | None:
    """Give the family of what an article tells of first."""
    families_told = (each.family for each in assertions if each.family and each.polarity == "+")
    return next((family for family in families_told if family.startswith(HAPPENINGS)), None)


def _resolved(assertion: Assertion, main: str | None) -> Assertion:
    """Take "it happened" for what the article tells of."""
    found = theme(assertion)
    vague = assertion.predicate in {"happen", "occur"} and (found is None or found.head in PRONOUNS)
    return assertion.model_copy(update={"family": main}) if vague and main else assertion


def _sole(assertions: Sequence[Assertion]) -> frozenset[str]:
    """Give the families of which an article tells one happening, as far as its participants show.

    What it both affirms and denies ("approved", "was not allowed") is of two.
    """
    themes: dict[str, list[str]] = {}
    said: dict[str, set[str]] = {}
    for assertion in assertions:
        found = theme(assertion)
        known = themes.setdefault(assertion.family or assertion.predicate, [])
        said.setdefault(assertion.family or assertion.predicate, set()).add(assertion.polarity)
        if found is not None and found.head not in PRONOUNS | MEASURES | ANYONE | ANYTHING:
            known.append(f"{fold(found.text)} {found.head}")
    return frozenset(
        family
        for family, known in themes.items()
        if len(said[family]) == 1 and all(same_person(one, two) for one, two in combinations(known, 2))
    )


def _several(assertions: Sequence[Assertion]) -> dict[str, frozenset[tuple[str | None, str | None]]]:
    """Give by predicate the units and nouns of which an article gives more than one amount."""
    values: dict[tuple[str, str | None, str | None], set[tuple[float | None, float | None]]] = {}
    for assertion in assertions:
        for quantity in assertion.quantities:
            key = (assertion.family or assertion.predicate, quantity.unit, quantity.counted)
            values.setdefault(key, set()).add((quantity.low, quantity.high))
    found: dict[str, set[tuple[str | None, str | None]]] = {}
    for (predicate, unit, counted), amounts in values.items():
        if len(amounts) > 1:
            found.setdefault(predicate, set()).add((unit, counted))
    return {predicate: frozenset(kinds) for predicate, kinds in found.items()}


def _before(assertions: Sequence[Assertion]) -> list[frozenset[str]]:
    """Give for each assertion the words of the participants that were named shortly before it."""
    found: list[frozenset[str]] = []
    named: list[tuple[int, str]] = []
    for assertion in assertions:
        near = [
            words for start, words in named if assertion.start - start <= ANTECEDENT_REACH and start < assertion.start
        ]
        found.append(frozenset(word for words in near[-ANTECEDENTS:] for word in words.split()))
        for each in assertion.roles:
            words = f"{fold(each.text)} {each.head}"
            if each.head not in PRONOUNS | MEASURES and (not named or named[-1][1] != words):
                named.append((assertion.start, words))
    return found
