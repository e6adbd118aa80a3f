"""The measures: which annotated quotes are one, how far they agree, and each place where they do not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from typing import Any

from quotecheck.agreement.alpha import nominal_alpha
from quotecheck.agreement.annotations import FIELDS, Annotated, Annotator, Stretch
from quotecheck.problems import Problem

Unit = dict[int, Annotated]  # by the number of the annotator


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Where annotators differ: whether there is a quote (`found`), its `span`, a field; values and places by name."""

    article_id: str
    start: int
    end: int
    text: str
    what: str
    values: dict[str, str]
    places: dict[str, str]

    def row(self) -> dict[str, Any]:
        """Give it for JSON."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(slots=True)
class Agreement:
    """What is measured. F1 is by pair of annotators; alpha by field, of `span` over characters in quotes or not."""

    annotators: list[str]
    articles: int
    f1: list[dict[str, Any]] = field(default_factory=list)
    alpha: dict[str, float | None] = field(default_factory=dict)
    units: int = 0
    disagreements: list[Disagreement] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def summary(self) -> dict[str, Any]:
        """Give the figures for JSON."""
        names = ("annotators", "articles", "units", "f1", "alpha")
        return {"kind": "summary", **{name: getattr(self, name) for name in names}}


def agreement(read: Sequence[Annotator], lengths: Mapping[str, int] | None = None) -> Agreement:
    """Measure how far annotators agree.

    `lengths` are the characters of the articles that all of them read. Without it those count that two or more have
    quotes of, up to the last one: others are QC659, for nobody can tell "none found" from "not read".
    """
    articles, lone = _articles(read, lengths)
    found = Agreement([one.name for one in read], len(articles))
    found.problems = [problem for one in read for problem in one.problems] + lone
    units = {article: matched([one.quotes.get(article, []) for one in read]) for article in articles}
    found.units = sum(map(len, units.values()))
    found.f1 = [_f1(read, pair, articles) for pair in combinations(range(len(read)), 2)]
    found.alpha = {"span": nominal_alpha(_characters(read, articles, lengths))}
    for name in FIELDS:
        coded = [[one.quote.value(name) for one in unit.values()] for held in units.values() for unit in held]
        found.alpha[name] = nominal_alpha((1, values) for values in coded)
    found.disagreements = [
        one for article in articles for unit in units[article] for one in _differing(unit, read, article)
    ]
    return found


def _articles(read: Sequence[Annotator], lengths: Mapping[str, int] | None) -> tuple[list[str], list[Problem]]:
    if lengths is not None:
        return sorted(lengths), []
    holders: dict[str, list[str]] = {}
    for one in read:
        for article in one.quotes:
            holders.setdefault(article, []).append(one.name)
    lone = [
        Problem("QC659", f"article {article}: only {names[0]} has quotes of it")
        for article, names in sorted(holders.items())
        if len(names) == 1
    ]
    return sorted(article for article, names in holders.items() if len(names) > 1), lone


def matched(quotes: Sequence[Sequence[Annotated]]) -> list[Unit]:
    """Join the quotes of one article that overlap, the most alike first, at most one an annotator; by place."""
    nodes = [(who, n) for who, held in enumerate(quotes) for n in range(len(held))]
    unit_of: dict[tuple[int, int], Unit] = {node: {node[0]: quotes[node[0]][node[1]]} for node in nodes}
    pairs = [
        (-_dice(quotes[a][n], quotes[b][m]), (a, n), (b, m))
        for a, b in combinations(range(len(quotes)), 2)
        for n in range(len(quotes[a]))
        for m in range(len(quotes[b]))
    ]
    for score, one, two in sorted(pairs):
        left, right = unit_of[one], unit_of[two]
        if score < 0 and left.keys().isdisjoint(right):
            left |= right
            for node in nodes:
                if unit_of[node] is right:
                    unit_of[node] = left
    return sorted({id(unit): unit for unit in unit_of.values()}.values(), key=_place)


def _place(unit: Unit) -> tuple[int, int, list[int]]:
    spans = [span for one in unit.values() for span in one.quote.spans]
    first = min((span.start for span in spans), default=0)
    return first, max((span.end for span in spans), default=0), sorted(unit)


def _dice(one: Annotated, two: Annotated) -> float:
    """Give how far two quotes are of the same characters, from 0 to 1."""
    left, right = one.quote.spans, two.quote.spans
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in left for b in right)
    total = _length(left) + _length(right)
    return 2 * shared / total if total else 0.0


def _length(spans: Sequence[Stretch]) -> int:
    return sum(max(0, span.end - span.start) for span in spans)


def _extent(one: Annotated) -> frozenset[tuple[int, int]]:
    return frozenset((span.start, span.end) for span in one.quote.spans)


def _f1(read: Sequence[Annotator], pair: tuple[int, int], articles: Sequence[str]) -> dict[str, Any]:
    """Give F1 of two annotators' quotes: the same spans, and any overlap; the same whoever is taken for the truth."""
    names = [read[who].name for who in pair]
    held = [[read[who].quotes.get(article, []) for who in pair] for article in articles]
    units = [unit for both in held for unit in matched(both) if len(unit) > 1]
    exact = sum(_extent(unit[0]) == _extent(unit[1]) for unit in units)
    total = sum(len(quotes) for both in held for quotes in both)
    return {
        "annotators": names,
        "exact": _share(2 * exact, total),
        "overlap": _share(2 * len(units), total),
        "quotes": [sum(len(both[n]) for both in held) for n in (0, 1)],
    }


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _characters(
    read: Sequence[Annotator], articles: Sequence[str], lengths: Mapping[str, int] | None
) -> Iterator[tuple[int, list[int]]]:
    """Yield stretches of the articles: how many characters, and for each annotator whether they are in a quote."""
    for article in articles:
        held = [[span for one in who.quotes.get(article, ()) for span in one.quote.spans] for who in read]
        cuts = {0, *(cut for spans in held for span in spans for cut in (span.start, span.end))}
        ends = sorted(cuts | {lengths[article]} if lengths is not None else cuts)
        starts: list[Callable[[int], bool]] = [_inside(spans) for spans in held]
        for start, end in pairwise(ends):
            yield end - start, [int(inside(start)) for inside in starts]


def _inside(spans: Sequence[Stretch]) -> Callable[[int], bool]:
    return lambda at: any(span.start <= at < span.end for span in spans)


def _differing(unit: Unit, read: Sequence[Annotator], article: str) -> Iterator[Disagreement]:
    missing = [who for who in range(len(read)) if who not in unit]
    if missing:
        yield _disagreement(
            unit, read, article, "found", {who: "yes" if who in unit else "no" for who in range(len(read))}
        )
    if len({_extent(one) for one in unit.values()}) > 1:
        yield _disagreement(unit, read, article, "span", {who: _words(one) for who, one in unit.items()})
    for name in FIELDS:
        values = {who: value for who, one in unit.items() if (value := one.quote.value(name)) is not None}
        if len(set(values.values())) > 1:
            yield _disagreement(unit, read, article, name, values)


def _disagreement(
    unit: Unit, read: Sequence[Annotator], article: str, what: str, values: Mapping[int, str]
) -> Disagreement:
    start, end, who = _place(unit)
    return Disagreement(
        article_id=article, start=start, end=end, text=_words(unit[who[0]]), what=what,
        values={read[n].name: value for n, value in sorted(values.items())},
        places={read[n].name: str(one.place) for n, one in sorted(unit.items())},
    )  # fmt: skip


def _words(one: Annotated) -> str:
    return " … ".join(span.text or f"{span.start}-{span.end}" for span in one.quote.spans)
