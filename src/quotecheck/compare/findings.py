"""From pairs to findings: sides grouped by slot and value, with a reason, and what would dissolve it."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import groupby
from typing import Generic, NamedTuple

from quotecheck.compare import attribution, certainty, number, participant, place, polarity, progress, time, wording
from quotecheck.compare.beside import certainty as beside_certainty
from quotecheck.compare.beside import participant as beside_participant
from quotecheck.compare.beside import place as beside_place
from quotecheck.compare.beside import polarity as beside_polarity
from quotecheck.compare.beside import progress as beside_progress
from quotecheck.compare.beside import signs as beside
from quotecheck.compare.cards import conflict_cards
from quotecheck.compare.happenings import happenings
from quotecheck.compare.likeliest import likeliest
from quotecheck.compare.linked import certainty as linked_certainty
from quotecheck.compare.linked import number as linked_number
from quotecheck.compare.linked import participant as linked_participant
from quotecheck.compare.linked import place as linked_place
from quotecheck.compare.linked import polarity as linked_polarity
from quotecheck.compare.linked import status as linked_status
from quotecheck.compare.linked import time as linked_time
from quotecheck.compare.matters import SMALL
from quotecheck.compare.origins import origins
from quotecheck.compare.pairing import I, Item, Kind, Pair, meeting, originals, pairs
from quotecheck.compare.passages import laid_beside
from quotecheck.compare.sayings import Saying, sayings
from quotecheck.compare.statements import Statement, hours_later
from quotecheck.compare.stories import statements
from quotecheck.compare.strangers import parted
from quotecheck.compare.unseen import unseen
from quotecheck.language.names import fold
from quotecheck.problems import Problem
from quotecheck.records import Article, Assertion, ConflictKind, Finding, Quote, Side, Verdict, content_id, digest

STATEMENT_KINDS: tuple[Kind[Statement], ...] = (
    Kind("number", number.keys, number.check),
    Kind("number", beside.keys, linked_number.check, loose=True),
    Kind("time", time.keys, time.check),
    Kind("time", linked_time.keys, linked_time.check, loose=True),
    Kind("place", place.keys, place.check),
    Kind("place", beside.keys, beside_place.check, loose=True),
    Kind("place", beside.keys, linked_place.check, loose=True),
    Kind("polarity", polarity.keys, polarity.check),
    Kind("polarity", progress.keys, progress.check),
    Kind("polarity", beside.keys, beside_polarity.check, loose=True),
    Kind("polarity", beside.keys, linked_polarity.check, loose=True),
    Kind("polarity", beside.keys, linked_status.check, loose=True),
    Kind("participant", participant.keys, participant.check),
    Kind("participant", beside_participant.keys, beside_participant.check, loose=True),
    Kind("participant", beside_participant.keys, linked_participant.check, loose=True),
    Kind("certainty", progress.keys, progress.done),
    Kind("certainty", certainty.keys, certainty.check, certainty.is_open),
    Kind("certainty", beside_certainty.keys, beside_certainty.check, beside_certainty.is_open, loose=True),
    Kind("certainty", beside.keys, linked_certainty.check, beside_certainty.is_open, loose=True),
    Kind("certainty", beside.keys, beside_progress.done, loose=True),
)
SAYING_KINDS: tuple[Kind[Saying], ...] = (
    Kind("wording", wording.keys, wording.check),
    Kind("attribution", attribution.keys, attribution.check),
)
# The first verdict that a group of like statements has is shown, then the others that say more than "compatible".
ORDER: tuple[Verdict, ...] = ("conflict", "update", "agreement", "compatible")


Copies = Mapping[tuple[str, int], Sequence[I]]
Stated = Callable[[str], Sequence[Assertion]]
Said = Callable[[str], Sequence[Quote]]


def crosscheck(
    articles: Sequence[Article], assertions: Iterable[Assertion], quotes: Iterable[Quote]
) -> tuple[list[Finding], list[Problem]]:
    """Compare what the articles of each happening state; findings by id, whatever the order of the input."""
    stated: dict[str, list[Assertion]] = defaultdict(list)
    said: dict[str, list[Quote]] = defaultdict(list)
    for assertion in assertions:
        stated[assertion.article_id].append(assertion)
    for quote in quotes:
        said[quote.article_id].append(quote)
    return crosscheck_by(articles, lambda article: stated[article], lambda article: said[article])


def crosscheck_by(articles: Sequence[Article], stated: Stated, said: Said) -> tuple[list[Finding], list[Problem]]:
    """Do the same where records are fetched by their article: those of one happening are held at a time."""
    copies = origins(articles)
    groups, problems = happenings(articles)
    by_id = {article.id: article for article in articles}
    findings: list[Finding] = []
    for group in groups:
        reports = [Report(by_id[id_], copies[id_], stated(id_), said(id_)) for id_ in group]
        found, faults = compare(reports)
        findings.extend(found)
        problems.extend(faults)
    return sorted(findings, key=lambda finding: finding.id), problems


@dataclass(frozen=True, slots=True)
class Report:
    """An article of a happening, what it states and quotes, and the id of the text that it is a copy of."""

    article: Article
    origin: str
    assertions: Sequence[Assertion]
    quotes: Sequence[Quote]


def compare(reports: Sequence[Report]) -> tuple[list[Finding], list[Problem]]:
    """Compare the reports of one happening, kind by kind; the findings of two happenings never share an id."""
    copies = {report.article.id: report.origin for report in reports}
    small = len(set(copies.values())) <= SMALL and all(report.article.published for report in reports)
    told = {r.article.id: statements(r.assertions, r.article, copies, small=small) for r in reports}
    spoken = [saying for r in reports for quote in r.quotes for saying in sayings(quote, r.article, copies)]
    parts = [*_compare(STATEMENT_KINDS, laid_beside(told)), *_compare(SAYING_KINDS, spoken)]
    found = parted([finding for part, _ in parts for finding in part], told)
    return found, [problem for _, faults in parts for problem in faults]


def _compare(kinds: Sequence[Kind[I]], items: Sequence[I]) -> Iterator[tuple[list[Finding], list[Problem]]]:
    first = originals(items)
    items = [one.item for one in first]
    met = cache(partial(meeting, items))  # many kinds have the same keys
    copies: Copies[I] = {(one.item.id, one.item.start): one.copies for one in first if one.copies}
    for name, same in groupby(kinds, key=lambda kind: kind.name):
        found: list[Pair[I]] = []
        problems: list[Problem] = []
        for kind in same:
            more, faults = pairs(kind, met(kind.keys, kind.pivot))
            found += unseen(likeliest(more), found) if kind.loose else [one for one in more if not _strayed(one, name)]
            problems += faults
        yield _findings(name, found, copies), problems


def _strayed(pair: Pair[I], kind: ConflictKind) -> bool:
    """Tell a conflict of sentences that do not go together, or of two amounts that are unlikely of one slot."""
    left, right = pair.left, pair.right
    if not isinstance(left, Statement) or not isinstance(right, Statement) or pair.outcome.verdict != "conflict":
        return False
    if not (left.beside or right.beside):
        return False
    if hours_later(left, right) is not None:
        return kind == "number" and left.small and right.small and linked_number.doubtful(left, right)
    match = left.match(right)
    return match is None or match.rank > 1


class _Node(NamedTuple):
    """An item with the value that it gives to a slot; one item may give several."""

    published: str
    id: str
    start: int
    value: str


@dataclass(frozen=True, slots=True)
class _Group(Generic[I]):
    """Pairs that hang together: one slot of one happening."""

    slot: str
    pairs: Sequence[_Placed[I]]


@dataclass(frozen=True, slots=True)
class _Placed(Generic[I]):
    """A pair and the nodes of its two items."""

    pair: Pair[I]
    nodes: tuple[_Node, _Node]

    @property
    def verdict(self) -> Verdict:
        return self.pair.outcome.verdict


def _findings(kind: ConflictKind, found: Sequence[Pair[I]], copies: Copies[I]) -> list[Finding]:
    made: list[Finding] = []
    seen: set[object] = set()
    used: Counter[str] = Counter()
    for group in _groups(found):
        for verdict in _verdicts(group):
            finding = _finding(kind, verdict, group, copies, used)
            if finding is None:
                continue
            values = (verdict, frozenset((side.article_id, side.value) for side in finding.sides))
            clauses = (verdict, frozenset((side.article_id, side.start, side.end) for side in finding.sides))
            told = {values} if kind == "number" else {values, clauses}  # two clauses may differ in two numbers
            if seen.isdisjoint(told):
                made.append(finding)
            seen |= told
    return made


def _verdicts(group: _Group[I]) -> list[Verdict]:
    present = {pair.verdict for pair in group.pairs}
    if present <= {"compatible"}:
        return ["compatible"]
    return [verdict for verdict in ORDER[:2] if verdict in present] or ["agreement"]


def _groups(found: Sequence[Pair[I]]) -> list[_Group[I]]:
    """Join the pairs of one slot that share a statement with the same value."""
    leader: dict[tuple[str, _Node], tuple[str, _Node]] = {}

    def top(node: tuple[str, _Node]) -> tuple[str, _Node]:
        while leader.setdefault(node, node) != node:
            node = leader[node]
        return node

    placed = [_Placed(pair, _nodes(pair)) for pair in found]
    for one in placed:
        left, right = (top((one.pair.outcome.slot, node)) for node in one.nodes)
        leader[max(left, right)] = min(left, right)
    members: dict[tuple[str, _Node], list[_Placed[I]]] = defaultdict(list)
    for one in placed:
        members[top((one.pair.outcome.slot, one.nodes[0]))].append(one)
    return [_Group(slot, members[slot, node]) for slot, node in sorted(members)]


def _nodes(pair: Pair[I]) -> tuple[_Node, _Node]:
    return _node(pair.left, pair.outcome.left), _node(pair.right, pair.outcome.right)


def _node(item: Item, value: str) -> _Node:
    return _Node(item.article.published or "", item.id, item.start, value)


def _finding(
    kind: ConflictKind, verdict: Verdict, group: _Group[I], copies: Copies[I], used: Counter[str]
) -> Finding | None:
    main, sides = _sides(verdict, group, copies)
    if verdict == "agreement" and len({side.origin for side in sides}) < 2:  # noqa: PLR2004
        return None
    card = conflict_cards()[kind]
    id_ = content_id("f", kind, group.slot, sorted({main.left.article.id, main.right.article.id}))
    used[id_] += 1
    return Finding(
        id=id_ if used[id_] == 1 else content_id("f", id_, used[id_]),
        verdict=verdict,
        kind=kind,
        disputed=verdict == "conflict" and _disputed(main),
        severity=card.severity if verdict == "conflict" else "info",
        slot=group.slot,
        sides=tuple(sides),
        origins=_origins(sides),
        reason=_reason(main),
        dissolves=card.dissolves,
        rule=kind,
        evidence=digest(*((side.article_id, side.text, side.value) for side in sides)),
    )


def _sides(verdict: Verdict, group: _Group[I], copies: Copies[I]) -> tuple[Pair[I], list[Side]]:
    """Give the main pair and all sides: those of the verdict's pairs, those that agree with one of them, and copies."""
    of_verdict = [one for one in group.pairs if one.verdict == verdict]
    items: dict[_Node, I] = {}
    for one in of_verdict:
        items.update(zip(one.nodes, (one.pair.left, one.pair.right), strict=True))
    for one in group.pairs:
        if one.verdict == "agreement" and not items.keys().isdisjoint(one.nodes):
            items.update(zip(one.nodes, (one.pair.left, one.pair.right), strict=True))
    for node, item in list(items.items()):
        items.update((_node(copy, node.value), copy) for copy in copies.get((item.id, item.start), ()))
    order = sorted(items, key=lambda node: (node.value, node))
    main = min(of_verdict, key=lambda one: sorted(one.nodes))
    return main.pair, [_side(items[node], node.value) for node in order]


def _side(item: Item, value: str) -> Side:
    article, span = item.article, item.span
    spoken = isinstance(item, Saying)
    return Side(
        article_id=article.id, outlet=article.outlet, start=span.start, end=span.end, text=span.text, value=value,
        holder=item.holder, published=article.published, origin=item.origin,
        assertion_id=None if spoken else item.id, quote_id=item.id if spoken else None,
    )  # fmt: skip


def _origins(sides: Sequence[Side]) -> int:
    """Count independent origins: a copy is its original's, and what is ascribed to another outlet is that outlet's."""
    by_outlet: Mapping[str, str] = {fold(side.outlet): side.origin or side.article_id for side in sides if side.outlet}
    return len({by_outlet.get(fold(side.holder or ""), side.origin or side.article_id) for side in sides})


def _disputed(main: Pair[I]) -> bool:
    one, two = main.left.holder, main.right.holder
    return one is not None and two is not None and set(fold(one).split()).isdisjoint(fold(two).split())


def _reason(main: Pair[I]) -> str:
    outcome = main.outcome
    sides = sorted(((main.left, outcome.left), (main.right, outcome.right)), key=lambda side: _node(*side))
    (one, first), (two, second) = sides
    return f"{first} ({_source(one)}) against {second} ({_source(two)}): {outcome.why}"


def _source(item: Item) -> str:
    article = item.article
    voice = f"{item.holder} in {article.outlet or article.id}" if item.holder else article.outlet or article.id
    return voice if item.published is None else f"{voice}, {_date(article.published or '', item.published)}"


def _date(text: str, moment: dt.datetime) -> str:
    day = f"{moment.day} {moment:%B %Y}"
    return day if len(text) == len("2000-01-01") else f"{day}, {moment:%H:%M} UTC"
