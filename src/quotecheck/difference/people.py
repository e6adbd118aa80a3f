"""Speakers of two datasets: merged, split, renamed, by redirects, decisions, and whose words became whose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from quotecheck.difference.causes import Causes
from quotecheck.difference.fields import differing
from quotecheck.difference.merging import Merged
from quotecheck.language.names import fold
from quotecheck.records import Change, Speaker
from quotecheck.store.faults import parse
from quotecheck.store.jsonl import read_lines

_BUT = frozenset({"redirects"})  # they are told as the merges that they stand for


@dataclass(frozen=True, slots=True)
class Lone:
    """The speakers that only one dataset has, by id; `links` lead from the earlier to the later id of one speaker."""

    gone: dict[str, Speaker]
    new: dict[str, Speaker]
    links: frozenset[tuple[str, str]]


def redirects(path: Path) -> dict[str, str]:
    """Lead from each id that was merged into another to this; lines that have none, as most do, are not parsed."""
    lines = (line for _, line in read_lines(path) if b'"redirects"' in line and b'"redirects":[]' not in line)
    speakers = (parse(Speaker, line).record for line in lines)
    return {old: one.id for one in speakers if one is not None for old in one.redirects}


def changes(merged: Merged[Speaker], causes: Causes) -> Iterator[Change]:
    """Yield what changed; the quotes must have been compared before."""
    pairs = list(merged.pairs())
    known = {one.id: one for pair in pairs for one in pair}
    lone = _lone(merged, causes, known)
    told: set[str] = set()
    for change in _linked(lone, causes):
        told |= {change.before_id or "", change.after_id or ""}
        yield change
    ids = [("removed", one) for one in lone.gone.values()] + [("added", one) for one in lone.new.values()]
    passed = _passed(lone)
    yield from (_alone(change, one, causes) for change, one in ids if one.id not in passed)
    for before, after in pairs:
        yield from _changed(before, after, causes, told)


def _lone(merged: Merged[Speaker], causes: Causes, known: dict[str, Speaker]) -> Lone:
    gone = {one.id: one for one in merged.before.all(merged.gone)}
    new = {one.id: one for one in merged.after.all(merged.new)}
    names = {id_: fold(one.name) for id_, one in (known | gone | new).items()}
    links = {(id_, heir) for id_ in gone if (heir := causes.heirs.get(id_)) and heir not in gone}
    links |= {(heir, id_) for id_ in new if (heir := causes.heirs.get(id_)) and heir not in new}
    for (one, two), _ in _most(causes.handed):
        lone = one in gone or two in new
        if lone and _akin(one, two, names, causes):
            links.add((one, two))
    return Lone(gone, new, frozenset(links))


def _most(handed: Counter[tuple[str, str]]) -> list[tuple[tuple[str, str], int]]:
    return [item for item in sorted(handed.items()) if item[1] > 0]


def _akin(one: str, two: str, names: dict[str, str], causes: Causes) -> bool:
    """Tell whether two ids may be of one speaker: a decision says so, or their names share a word."""
    if causes.joined_by_decision(one, two):
        return True
    words = [set(names.get(id_, fold(id_.partition(":")[2])).split()) for id_ in (one, two)]
    return not words[0].isdisjoint(words[1])


def _linked(lone: Lone, causes: Causes) -> Iterator[Change]:
    out = Counter(one for one, _ in lone.links)
    into = Counter(two for _, two in lone.links)
    for one, two in sorted(lone.links):
        gone, new = one in lone.gone, two in lone.new
        if gone and (not new or into[two] > 1):
            yield _link("merged", one, two, lone, causes)
        if new and (not gone or out[one] > 1):
            yield _link("split", one, two, lone, causes)
        if gone and new and into[two] == out[one] == 1:
            yield _link("renamed", one, two, lone, causes)


def _passed(lone: Lone) -> set[str]:
    """Give the lone ids that are told by a link: an id of which several became one, or one several, is lone as well."""
    out = Counter(one for one, _ in lone.links)
    into = Counter(two for _, two in lone.links)
    told = {one for one, two in lone.links if one in lone.gone and (two not in lone.new or out[one] == 1)}
    return told | {two for one, two in lone.links if two in lone.new and (one not in lone.gone or into[two] == 1)}


def _link(change: str, one: str, two: str, lone: Lone, causes: Causes) -> Change:
    known = {id_: held[id_].name for id_, held in ((one, lone.gone), (two, lone.new)) if id_ in held}
    return Change.model_validate({
        "kind": "speaker", "change": change, "before_id": one, "after_id": two, "about": " → ".join(known.values()),
        "why": tuple(causes.decided({one, two})) or causes.build or ("articles",),
    })  # fmt: skip


def _alone(change: str, one: Speaker, causes: Causes) -> Change:
    before, after = (one.id, None) if change == "removed" else (None, one.id)
    return Change.model_validate({
        "kind": "speaker", "change": change, "before_id": before, "after_id": after, "about": one.name,
        "why": tuple(causes.decided({one.id})) or causes.build or ("articles",),
    })  # fmt: skip


def _changed(before: Speaker, after: Speaker, causes: Causes, told: set[str]) -> Iterator[Change]:
    fields, _ = differing(before, after, but=_BUT if before.id in told else frozenset())
    if fields:
        yield Change(
            kind="speaker", change="renamed" if before.name != after.name else "changed", before_id=before.id,
            after_id=after.id, about=after.name, fields=fields,
            why=tuple(causes.decided({before.id})) or causes.build or ("articles",),
        )  # fmt: skip
