"""Findings of two datasets: opened, closed, decided, re-opened; and the decisions that people wrote down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal

from quotecheck.difference.causes import Causes
from quotecheck.difference.fields import differing
from quotecheck.difference.matching import by_likeness
from quotecheck.difference.merging import Merged
from quotecheck.records import Change, Decision, FieldChange, Finding, Ruling, SpeakerDecision, Tombstone, Withdrawal

Made = Decision | SpeakerDecision | Withdrawal
_Turn = Literal["decided", "undecided", "reopened"]
# What a finding rests on is told by its sides; its own words follow from them.
_BUT = frozenset({"id", "evidence", "ruling", "severity", "origins", "dissolves"})


def changes(merged: Merged[Finding], causes: Causes) -> Iterator[Change]:
    """Yield what changed; a finding that a further report gave another id is the same one."""
    gone, new = list(merged.before.all(merged.gone)), list(merged.after.all(merged.new))
    pairs = sorted(_pairs(gone, new))
    for n, m in pairs:
        yield from _changed(gone[n], new[m], causes)
    left, right = {n for n, _ in pairs}, {m for _, m in pairs}
    yield from (_lone(one, causes, gone=True) for n, one in enumerate(gone) if n not in left)
    yield from (_lone(one, causes, gone=False) for n, one in enumerate(new) if n not in right)
    for before, after in merged.pairs():
        yield from _changed(before, after, causes)


def _pairs(gone: Sequence[Finding], new: Sequence[Finding]) -> Iterator[tuple[int, int]]:
    """Pair what is of one kind and slot and has the same articles, or more of them."""
    slots: dict[tuple[str, str], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for late, side in enumerate((gone, new)):
        for n, one in enumerate(side):
            slots[one.kind, one.slot][late].append(n)
    for left, right in slots.values():
        held = [gone[n] for n in left], [new[m] for m in right]
        yield from ((left[n], right[m]) for n, m in by_likeness(*held, [], _alike, lambda one: one.id))


def _alike(one: Finding, two: Finding) -> float:
    """Count the articles that two findings share, where one has all of the other's."""
    left, right = ({side.article_id for side in finding.sides} for finding in (one, two))
    return float(len(left & right)) if left <= right or right <= left else 0.0


def _changed(before: Finding, after: Finding, causes: Causes) -> Iterator[Change]:
    fields, _ = differing(before, after, but=_BUT)
    turn = _turn(before.ruling, after.ruling)
    if before.ruling != after.ruling:
        rulings = [None if one is None else one.model_dump(mode="json") for one in (before.ruling, after.ruling)]
        fields = (*fields, FieldChange(field="ruling", before=rulings[0], after=rulings[1]))
    if fields or before.id != after.id:
        yield Change(
            kind="finding", change=turn or ("changed" if fields else "moved"), before_id=before.id, after_id=after.id,
            about=about(after), fields=fields, why=_why(before, after, causes, turn),
        )  # fmt: skip


def _turn(before: Ruling | None, after: Ruling | None) -> _Turn | None:
    """Say what became of a finding's decision."""
    if before == after:
        return None
    if after is None:
        return "undecided"
    if after.reopened:
        return "reopened" if before is None or not before.reopened else None
    return "decided"


def _why(before: Finding, after: Finding, causes: Causes, turn: _Turn | None) -> tuple[str, ...]:
    ruling = after.ruling or before.ruling
    if turn in ("decided", "undecided") and ruling is not None:
        return (f"decision {ruling.decision}",)
    return _of_articles(after, causes)


def _of_articles(finding: Finding, causes: Causes) -> tuple[str, ...]:
    ids = [causes.article(side.article_id) for side in finding.sides]
    stones = [causes.stones[side.article_id] for side in finding.sides if side.article_id in causes.stones]
    found = [f"withdrawn: {stone.reason}" for stone in stones]
    found += ["text"] * any(id_ in causes.texts for id_ in ids)
    found += ["article"] * (not stones and any(id_ in causes.articles for id_ in ids))
    return tuple(dict.fromkeys((*found, *causes.build))) or ("records",)


def _lone(finding: Finding, causes: Causes, *, gone: bool) -> Change:
    return Change(
        kind="finding", change="closed" if gone else "opened", before_id=finding.id if gone else None,
        after_id=None if gone else finding.id, about=about(finding), why=_of_articles(finding, causes),
    )  # fmt: skip


def about(finding: Finding) -> str:
    """Name a finding for people: verdict, kind, reason."""
    return f"{finding.verdict}, {finding.kind}: {finding.reason}"


def decisions(before: dict[str, Made], after: dict[str, Made]) -> Iterator[Change]:
    """Yield the decisions that only one dataset has."""
    for id_ in sorted(before.keys() ^ after.keys()):
        made = before.get(id_) or after[id_]
        yield Change(
            kind="decision", change="removed" if id_ in before else "added", before_id=id_ if id_ in before else None,
            after_id=None if id_ in before else id_, about=_said(made),
        )  # fmt: skip


def _said(made: Made) -> str:
    if isinstance(made, Withdrawal):
        return f"withdraw {made.target}: {made.why}"
    if isinstance(made, Decision):
        return f"{made.target} {made.verdict}: {made.why}"
    into = f" {made.into or made.name}" if made.into or made.name else ""
    return f"{made.verdict} {made.speaker}{into}: {made.why}"


def tombstones(before: dict[str, Tombstone], after: dict[str, Tombstone]) -> Iterator[Change]:
    """Yield the tombstones that only one dataset has."""
    for id_ in sorted(before.keys() ^ after.keys()):
        stone = before.get(id_) or after[id_]
        yield Change(
            kind="tombstone", change="removed" if id_ in before else "added", before_id=id_ if id_ in before else None,
            after_id=None if id_ in before else id_, about=f"{stone.kind} {id_}: {stone.reason}",
        )  # fmt: skip
