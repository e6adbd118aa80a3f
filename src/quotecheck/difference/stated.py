"""Quotes and assertions of two datasets: changed under one id, moved or reworded under another, lone in either."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic_core import from_json
from rapidfuzz.fuzz import ratio

from quotecheck.compare.words import plain_words
from quotecheck.difference.causes import Causes
from quotecheck.difference.fields import differing
from quotecheck.difference.matching import by_keys, by_likeness
from quotecheck.difference.merging import Merged, Records, Spots
from quotecheck.records import Assertion, Change, Quote

S = TypeVar("S", Quote, Assertion)

ALIKE = 60.0  # so much of the words (per cent) must be the same in a record that was reworded
_OTHER_IDS = ("parent", "target", "quote_id")
_BUT = frozenset({"id", "article_id", *_OTHER_IDS})


@dataclass(slots=True)
class _Block:
    """The lines of one article that only one dataset has."""

    gone: array[int]
    new: array[int]


def changes(merged: Merged[S], causes: Causes) -> Iterator[Change]:
    """Yield what changed, article by article, then what changed under its id; notes moves and new speakers."""
    for _, block in sorted(_blocks(merged, causes).items()):
        yield from _Pairing(merged, block, causes).changes()
    for before, after in merged.pairs():
        change = changed(before, after, causes)
        if change is not None:
            yield change


def _blocks(merged: Merged[S], causes: Causes) -> dict[str, _Block]:
    found: dict[str, _Block] = {}
    for spots, records, late in ((merged.gone, merged.before, False), (merged.new, merged.after, True)):
        for at in range(len(spots)):
            article = _article(records, spots, at)
            key = article if late else causes.article(article)
            block = found.setdefault(key, _Block(array("Q"), array("Q")))
            (block.new if late else block.gone).append(at)
    return found


def _article(records: Records[S], spots: Spots, at: int) -> str:
    found = from_json(records.line(spots.starts[at])).get("article_id")
    return found if isinstance(found, str) else ""


class _Pairing(Generic[S]):
    """The records of one article that only one dataset has, and which of them are the same."""

    def __init__(self, merged: Merged[S], block: _Block, causes: Causes) -> None:
        self.gone: list[S] = _read(merged.before, merged.gone, block.gone)
        self.new: list[S] = _read(merged.after, merged.new, block.new)
        self.causes = causes

    def changes(self) -> Iterator[Change]:
        pairs = self._pairs() if self.gone and self.new else []
        for n, m in pairs:
            if isinstance(self.gone[n], Quote):
                self.causes.moves[self.gone[n].id] = self.new[m].id
        for n, m in sorted(pairs):
            change = changed(self.gone[n], self.new[m], self.causes)
            if change is not None:
                yield change
        left, right = {n for n, _ in pairs}, {m for _, m in pairs}
        yield from (_lone("removed", one, self.causes) for n, one in enumerate(self.gone) if n not in left)
        yield from (_lone("added", one, self.causes) for n, one in enumerate(self.new) if n not in right)

    def _pairs(self) -> list[tuple[int, int]]:
        words = [[_words(one) for one in side] for side in (self.gone, self.new)]
        bearers = [[_bearer(one, self.causes) for one in side] for side in (self.gone, self.new)]
        exact = [list(zip(*both, strict=True)) for both in zip(words, bearers, strict=True)]
        pairs = by_keys(exact[0], exact[1], [])
        pairs = by_keys(words[0], words[1], pairs)
        return by_likeness(self.gone, self.new, pairs, self._alike, lambda one: one.id)

    def _alike(self, one: S, two: S) -> float:
        if _bearer(one, self.causes) != _bearer(two, self.causes):
            return 0.0
        score = ratio(_words(one), _words(two))
        return score if score >= ALIKE else 0.0


def _read(records: Records[S], spots: Spots, which: Iterable[int]) -> list[S]:
    read = (records.read(spots, at) for at in which)
    return sorted((one for one in read if one is not None), key=_order)


def _order(record: S) -> tuple[int, str]:
    if isinstance(record, Assertion):
        return record.start, record.id
    return record.content[0].start if record.content else record.cue.start if record.cue else 0, record.id


def _words(record: S) -> str:
    if isinstance(record, Assertion):
        return plain_words(record.text)
    said = " ".join(span.text for span in record.content) or (record.cue.text if record.cue else "")
    return plain_words(said) or said


def _bearer(record: S, causes: Causes) -> str | None:
    if isinstance(record, Assertion):
        return record.predicate
    return causes.speaker(record.speaker.id) if record.speaker else None


def _speakers(record: S) -> frozenset[str]:
    if isinstance(record, Assertion):
        return frozenset(role.speaker_id for role in record.roles if role.speaker_id)
    refs = (record.speaker, *record.co_speakers, record.speaks_for)
    return frozenset(ref.id for ref in refs if ref is not None)


def changed(before: S, after: S, causes: Causes) -> Change | None:
    """Tell how two records that are one differ, or None where they say the same of the same place."""
    fields, differs = differing(_with_moves(before, after, causes), after, but=_BUT - set(_OTHER_IDS))
    if not differs and before.id == after.id:
        return None
    left, right = _speakers(before), _speakers(after)
    if isinstance(before, Quote) and isinstance(after, Quote) and before.speaker and after.speaker:
        causes.handed[before.speaker.id, after.speaker.id] += before.speaker.id != after.speaker.id
    article = after.article_id
    return Change(
        kind="quote" if isinstance(before, Quote) else "assertion", change="changed" if fields else "moved",
        before_id=before.id, after_id=after.id, about=about(after), article_id=article, fields=fields,
        why=causes.of_change(article, fields, left, right),
    )  # fmt: skip


def _with_moves(before: S, after: S, causes: Causes) -> S:
    """Give a record that names quotes by their later ids, where the other names them so."""
    held = {name: (getattr(before, name, None), getattr(after, name, None)) for name in _OTHER_IDS}
    update = {name: late for name, (id_, late) in held.items() if late and causes.moves.get(id_ or "") == late}
    return before.model_copy(update=update) if update else before


def _lone(change: str, record: S, causes: Causes) -> Change:
    gone = change == "removed"
    article = causes.article(record.article_id) if gone else record.article_id
    return Change.model_validate({
        "kind": "quote" if isinstance(record, Quote) else "assertion",
        "change": change,
        "before_id": record.id if gone else None,
        "after_id": None if gone else record.id,
        "about": about(record),
        "article_id": record.article_id,
        "why": causes.of_one(record.id, article),
    })  # fmt: skip


def about(record: Quote | Assertion) -> str:
    """Name a record for people: who, and the words."""
    if isinstance(record, Assertion):
        return f"“{record.text}”"
    who = record.speaker.name if record.speaker else record.source.text if record.source else "nobody named"
    words = " … ".join(span.text for span in record.content) or (record.cue.text if record.cue else "")
    return f"{who}: “{words}”"
