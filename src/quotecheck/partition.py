"""Split a dataset for training and testing so that nothing leaks: what tells of one thing is on one side.

Articles are kept together that quote the same words, that are copies of one text, or that tell of one happening. A
group's side hangs on the group and the seed alone: more articles elsewhere move nothing.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quotecheck.compare.happenings import groups, origins
from quotecheck.compare.sayings import MIN_ALONE, MIN_WORDS, sayings
from quotecheck.compare.words import words
from quotecheck.problems import Problem, QuotecheckError
from quotecheck.records import Article, Finding, Quote, Record, canonical_json, digest
from quotecheck.store.dataset import LAYOUT
from quotecheck.store.files import write_whole
from quotecheck.store.jsonl import write_records
from quotecheck.stored import Stored, read_all, read_stored

_PART = re.compile(r"([A-Za-z][A-Za-z0-9_-]*)=(\d+(?:\.\d+)?|\.\d+)")
_DIGITS = 13  # hexadecimal digits of a digest that make a number below 1
REASONS = ("quote", "origin", "happening", "finding")


@dataclass(frozen=True, slots=True)
class Group:
    """Articles that must stay together, by id; `why` counts the links between them by reason, `key` names the group."""

    key: str
    articles: tuple[str, ...]
    why: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Partition:
    """Which part each group is in, and what is odd about the parts."""

    parts: Mapping[str, float]
    placed: Sequence[tuple[Group, str]]
    quotes: Mapping[str, int]
    problems: list[Problem] = field(default_factory=list)

    def rows(self) -> Iterator[str]:
        """Yield a line of JSON an article: its part, and the group that it must stay with."""
        lines = ((id_, group.key, part) for group, part in self.placed for id_ in group.articles)
        for id_, key, part in sorted(lines):
            yield canonical_json({"article_id": id_, "group": key, "part": part})

    def report(self) -> dict[str, Any]:
        """Give sizes, and what was kept together and why."""
        total = sum(self.quotes.values())
        sizes = {}
        for name, share in self.parts.items():
            mine = [group for group, part in self.placed if part == name]
            held = sum(self.quotes.get(id_, 0) for group in mine for id_ in group.articles)
            sizes[name] = {
                "asked": share, "share": round(held / total, 4) if total else 0.0, "groups": len(mine),
                "articles": sum(len(group.articles) for group in mine), "quotes": held,
            }  # fmt: skip
        together = [
            {"group": group.key, "part": part, "articles": list(group.articles), "why": dict(group.why)}
            for group, part in self.placed
            if len(group.articles) > 1
        ]
        return {"parts": sizes, "kept_together": together}


def parts_of(said: str) -> dict[str, float]:
    """Read `train=0.8,dev=0.1,test=0.1`; raises `QuotecheckError` QC656 where that is no set of parts."""
    matches = [_PART.fullmatch(part.strip()) for part in said.split(",")]
    parts = {match[1]: float(match[2]) for match in matches if match is not None}
    if None in matches or len(parts) != len(matches) or min(parts.values()) <= 0:
        raise QuotecheckError(Problem("QC656", f"{said!r} does not name each part once with its share"))
    if not math.isclose(math.fsum(parts.values()), 1, abs_tol=1e-6):
        raise QuotecheckError(Problem("QC656", f"the shares of {said!r} sum up to {math.fsum(parts.values()):g}"))
    return parts


def partition(
    articles: Sequence[Article], quotes: Sequence[Quote], parts: Mapping[str, float], seed: int = 0,
    findings: Iterable[Finding] = (),
) -> Partition:  # fmt: skip
    """Place each group by a hash of it and the seed; a part without any is QC657."""
    found = grouped(articles, quotes, findings, seed)
    placed = [(group, _part(group.key, parts, seed)) for group in found]
    empty = [name for name in parts if all(name != part for _, part in placed)]
    problems = [Problem("QC657", f"no group fell into {name}") for name in empty]
    return Partition(parts, placed, Counter(quote.article_id for quote in quotes), problems)


def _part(key: str, parts: Mapping[str, float], seed: int) -> str:
    drawn = _number("part", seed, key)
    reached = 0.0
    for name, share in parts.items():
        reached += share
        if drawn < reached:
            return name
    return list(parts)[-1]  # shares of binary fractions may end a little below 1


def _number(*of: object) -> float:
    return int(digest(*of)[:_DIGITS], 16) / 16.0**_DIGITS


def grouped(
    articles: Sequence[Article], quotes: Sequence[Quote], findings: Iterable[Finding], seed: int = 0
) -> list[Group]:
    """Give every article in its group, which may be of one; a group is named by one of its articles, drawn by lot."""
    leader = {article.id: article.id for article in articles}
    links = [(reason, ids) for reason, ids in _links(articles, quotes, findings) if len(ids) > 1]
    for _, ids in links:
        for id_ in ids[1:]:
            one, two = sorted((_top(leader, ids[0]), _top(leader, id_)))
            leader[two] = one
    members: dict[str, list[str]] = defaultdict(list)
    why: dict[str, Counter[str]] = defaultdict(Counter)
    for id_ in sorted(leader):
        members[_top(leader, id_)].append(id_)
    for reason, ids in links:
        why[_top(leader, ids[0])][reason] += 1
    return [
        Group(min(ids, key=lambda id_: (_number("name", seed, id_), id_)), tuple(ids), dict(sorted(why[top].items())))
        for top, ids in sorted(members.items())
    ]


def _top(leader: dict[str, str], id_: str) -> str:
    while leader[id_] != id_:
        leader[id_] = leader[leader[id_]]
        id_ = leader[id_]
    return id_


def _links(
    articles: Sequence[Article], quotes: Sequence[Quote], findings: Iterable[Finding]
) -> Iterator[tuple[str, list[str]]]:
    known = {article.id for article in articles}
    copies = origins(articles)
    same: dict[tuple[str, Hashable], set[str]] = defaultdict(set)
    for id_, origin in copies.items():
        same["origin", origin].add(id_)
    by_id = {article.id: article for article in articles}
    for article in articles:
        same["origin", article.origin or article.id].add(article.id)
    for quote in quotes:
        if quote.article_id in known:
            for key in _words(quote, by_id[quote.article_id], copies):
                same["quote", key].add(quote.article_id)
    for (reason, _), ids in sorted(same.items(), key=lambda item: (item[0][0], sorted(item[1]), str(item[0][1]))):
        yield reason, sorted(ids)
    yield from (("happening", sorted(ids)) for ids in sorted(map(sorted, groups(articles))))
    for finding in findings:
        yield "finding", sorted({side.article_id for side in finding.sides} & known)


def _words(quote: Quote, article: Article, copies: Mapping[str, str]) -> Iterator[Hashable]:
    """Give the words by which quotes are the same: all of them, and each longer sentence; a few words are anybody's."""
    whole = words(" ".join(span.text for span in quote.content))
    if len(whole) >= MIN_WORDS:
        yield whole
    yield from {saying.words for saying in sayings(quote, article, copies) if len(saying.words) >= MIN_ALONE}


def split(folder: Path, parts: Mapping[str, float], seed: int) -> Partition:
    """Split a dataset on disk; raises `QuotecheckError` where there is none or a record has a fault."""
    stored = read_stored(folder)
    found = read_all(folder / "findings/findings.jsonl", Finding)
    return partition(stored.articles, stored.quotes, parts, seed, found)


def write_parts(folder: Path, made: Partition, target: Path) -> None:
    """Write the records of each part into a folder of its own below `target`, and the report beside them.

    Raises `QuotecheckError` QC401 where nothing can be written.
    """
    stored = read_stored(folder)
    found = read_all(folder / "findings/findings.jsonl", Finding)
    for name in made.parts:
        ids = {id_ for group, part in made.placed if part == name for id_ in group.articles}
        _write(stored, found, ids, target / name)
    write_whole(target / "split.jsonl", [f"{row}\n".encode() for row in made.rows()])
    write_whole(target / "split.json", [canonical_json(made.report()).encode() + b"\n"])


def _write(stored: Stored, found: Sequence[Finding], ids: set[str], target: Path) -> None:
    quotes = [one for one in stored.quotes if one.article_id in ids]
    named = {ref.id for one in quotes for ref in (one.speaker, *one.co_speakers, one.speaks_for) if ref is not None}
    kept: tuple[Sequence[Record], ...] = (
        [one for one in stored.articles if one.id in ids],
        [one for one in stored.speakers if one.id in named],
        quotes,
        [one for one in stored.assertions if one.article_id in ids],
        [one for one in found if {side.article_id for side in one.sides} <= ids],
    )
    for name, records in zip(LAYOUT, kept, strict=True):
        write_records(target / Path(name).name, records)
