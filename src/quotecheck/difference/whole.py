"""Two datasets compared, kind by kind: a stream of changes, their counts, and the problems of reading."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic_core import from_json

from quotecheck.difference import articles, people, rulings, stated
from quotecheck.difference.causes import Causes
from quotecheck.difference.merging import Merged, merge
from quotecheck.difference.sides import Side
from quotecheck.problems import Problem
from quotecheck.records import (
    Article,
    Assertion,
    Change,
    Decision,
    FieldChange,
    Finding,
    Quote,
    Record,
    Speaker,
    SpeakerDecision,
    Tombstone,
    Withdrawal,
    canonical_json,
)
from quotecheck.store.dataset import DECISIONS, LAYOUT, MANIFEST, SPEAKER_DECISIONS, TOMBSTONES, WITHDRAWALS
from quotecheck.store.jsonl import read_records
from quotecheck.store.sightings import follow

R = TypeVar("R", bound=Record)

_FACTS = ("tool", "model", "spacy", "rules", "settings")
_FILES = {shape: name for name, shape in LAYOUT.items()}
_MADE: tuple[tuple[str, type[rulings.Made]], ...] = (
    (DECISIONS, Decision), (SPEAKER_DECISIONS, SpeakerDecision), (WITHDRAWALS, Withdrawal),
)  # fmt: skip


@dataclass(slots=True)
class Difference:
    """What differs between two datasets. `counts` and `problems` are whole once the changes were gone through."""

    before: Side
    after: Side
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)

    @property
    def differs(self) -> bool:
        """Tell whether any record differs; by which rules the datasets were built is no difference of records."""
        return any(count for (kind, _), count in self.counts.items() if kind != "build")

    def changes(self) -> Iterator[Change]:
        """Yield every change: of the build, articles, quotes, assertions, speakers, findings, decisions, tombstones.

        Memory hangs on what differs, not on the datasets. Raises `OSError`.
        """
        with contextlib.ExitStack() as files:
            for change in self._changes(files):
                self.counts[change.kind, change.change] += 1
                yield change

    def rows(self) -> Iterator[str]:
        """Yield every change as a line of JSON, and a last line with the counts by kind and change."""
        for change in self.changes():
            yield change.to_json()
        counts: dict[str, dict[str, int]] = {}
        for (kind, change_), count in self.counts.items():
            counts.setdefault(kind, {})[change_] = count
        yield canonical_json({"kind": "summary", "counts": counts, "differs": self.differs})

    def _changes(self, files: contextlib.ExitStack) -> Iterator[Change]:
        causes = Causes()
        yield from self._build(causes)
        made = [self._made(side) for side in (self.before, self.after)]
        stones = [self._by_id(side, TOMBSTONES, Tombstone) for side in (self.before, self.after)]
        lone = [*(made[0].keys() - made[1].keys()), *(made[1].keys() - made[0].keys())]
        either = made[0] | made[1]
        causes.decisions = [one for id_ in sorted(lone) if isinstance(one := either[id_], SpeakerDecision)]
        causes.stones = {id_: stone for id_, stone in stones[1].items() if id_ not in stones[0]}
        causes.raised = {id_: stone for id_, stone in stones[0].items() if id_ not in stones[1]}
        speakers = self._merge(Speaker, files)
        causes.heirs = self._heirs()
        yield from articles.changes(self._merge(Article, files), causes)
        yield from stated.changes(self._merge(Quote, files), causes)
        yield from stated.changes(self._merge(Assertion, files), causes)
        yield from people.changes(speakers, causes)
        yield from rulings.changes(self._merge(Finding, files), causes)
        yield from rulings.decisions(*made)
        yield from rulings.tombstones(*stones)

    def _merge(self, shape: type[R], files: contextlib.ExitStack) -> Merged[R]:
        name = _FILES[shape]
        sides = [(side.file(name), side.place(name)) for side in (self.before, self.after)]
        return files.enter_context(contextlib.closing(merge(sides[0], sides[1], shape, self.problems)))

    def _heirs(self) -> dict[str, str]:
        """Give the redirects of both sides; where they contradict each other neither tells anything."""
        found: list[dict[str, str]] = []
        for side in (self.before, self.after):
            path = side.file(_FILES[Speaker])
            found.append(people.redirects(path) if path.is_file() else {})
        both = found[0].keys() & found[1].keys()
        unclear = {id_ for id_ in both if found[0][id_] != found[1][id_]}
        heirs = {id_: heir for held in found for id_, heir in held.items() if id_ not in unclear}
        heirs = {id_: heir for id_, heir in heirs.items() if heirs.get(heir) != id_}
        return {id_: follow(heirs, id_) for id_ in heirs}

    def _build(self, causes: Causes) -> Iterator[Change]:
        facts = [_facts(side.file(MANIFEST)) for side in (self.before, self.after)]
        if not all(facts):
            return
        causes.build = tuple(name for name in _FACTS if facts[0][name] != facts[1][name])
        if causes.build:
            fields = [FieldChange(field=name, before=facts[0][name], after=facts[1][name]) for name in causes.build]
            yield Change(kind="build", change="changed", about="what built the datasets", fields=tuple(fields))

    def _made(self, side: Side) -> dict[str, rulings.Made]:
        found: dict[str, rulings.Made] = {}
        for name, shape in _MADE:
            found |= self._by_id(side, name, shape)
        return found

    def _by_id(self, side: Side, name: str, shape: type[R]) -> dict[str, R]:
        path = side.file(name)
        found: dict[str, R] = {}
        for _, record in read_records(path, shape) if path.is_file() else ():
            if isinstance(record, Problem):
                self.problems.append(record)
            else:
                found[getattr(record, "id")] = record  # noqa: B009 - every shape that is read here has one
        return found


def _facts(path: Path) -> dict[str, str]:
    """Give what built a dataset, or nothing where its manifest does not say."""
    if not path.is_file():
        return {}
    try:
        held = from_json(path.read_bytes())
    except ValueError:
        return {}
    known = isinstance(held, dict) and all(isinstance(held.get(name), str) for name in _FACTS)
    return {name: held[name] for name in _FACTS} if known else {}
