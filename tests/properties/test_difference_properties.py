"""Laws of a difference: a dataset differs from itself in nothing, and the two directions mirror each other."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from quotecheck.difference.sides import Side
from quotecheck.difference.whole import Difference
from quotecheck.records import (
    Article,
    Change,
    Finding,
    Quote,
    Record,
    Ruled,
    Ruling,
    Span,
    Speaker,
    SpeakerRef,
    digest,
)
from quotecheck.records import (
    Side as FindingSide,
)
from quotecheck.store.dataset import LAYOUT
from quotecheck.store.jsonl import write_records

INVERSE = {
    "added": "removed", "removed": "added", "opened": "closed", "closed": "opened", "merged": "split",
    "split": "merged", "renamed": "renamed", "changed": "changed", "moved": "moved",
}  # fmt: skip
VERDICTS: tuple[Ruled, ...] = ("dismissed", "confirmed")
TURNS = {"decided", "undecided", "reopened"}

ARTICLES = ("a:1", "a:2", "a:3")
PEOPLE = ("Mara Vale", "Tobin Vale", "Ines Corrado", "Vale")
SENTENCES = ("the quay will close", "the quay will close soon", "the quay closes", "nobody asked the goats", "no")

Data = Mapping[type[Record], Sequence[Record]]


@st.composite
def articles(draw: st.DrawFn) -> Article:
    text = draw(st.sampled_from(("Rain fell.", "Snow fell.", "Hail fell.")))
    url = draw(st.sampled_from((None, "https://tern.example/1", "https://tern.example/2")))
    return Article(id=draw(st.sampled_from(ARTICLES)), text=text, url=url)


@st.composite
def quotes(draw: st.DrawFn) -> Quote:
    words, start = draw(st.sampled_from(SENTENCES)), draw(st.integers(0, 3))
    who = draw(st.sampled_from((None, *PEOPLE)))
    ref = None if who is None else SpeakerRef(id=id_of(who), name=who, kind="person")
    return Quote(
        id=f"q:{draw(st.integers(1, 9))}", article_id=draw(st.sampled_from(ARTICLES)), type="direct",
        content=(Span(start=start, end=start + len(words), text=words),), cue=None, source=None, speaker=ref,
        parent=draw(st.sampled_from((None, "q:1", "q:2"))), rule="r", tier="A",
    )  # fmt: skip


def id_of(name: str) -> str:
    return f"speaker:{name.lower().replace(' ', '-')}"


@st.composite
def speakers(draw: st.DrawFn) -> Speaker:
    name = draw(st.sampled_from(PEOPLE))
    old = draw(st.lists(st.sampled_from([id_of(other) for other in PEOPLE if other != name]), max_size=2, unique=True))
    shown = draw(st.sampled_from((name, f"Dr {name}")))
    return Speaker(id=id_of(name), name=shown, kind="person", redirects=tuple(sorted(old)))


@st.composite
def findings(draw: st.DrawFn) -> Finding:
    told = draw(st.lists(st.sampled_from(ARTICLES), min_size=2, max_size=3, unique=True))
    sides = tuple(
        FindingSide(
            article_id=id_,
            outlet=None,
            start=0,
            end=4,
            text="Rain",
            value=id_,
            holder=None,
            published=None,
            origin=None,
        )
        for id_ in told
    )
    again, verdict = draw(st.booleans()), draw(st.sampled_from(VERDICTS))
    ruling = draw(st.sampled_from((None, Ruling(decision="d:1", verdict=verdict, why="seen", reopened=again))))
    return Finding(
        id=f"f:{draw(st.integers(1, 5))}", verdict="conflict", kind="number",
        slot=draw(st.sampled_from(("dead", "hurt"))), sides=sides, origins=2, reason="two counts", dissolves="",
        rule="number", evidence=digest(told), ruling=ruling,
    )  # fmt: skip


def many(made: st.SearchStrategy[Any], most: int) -> st.SearchStrategy[list[Any]]:
    return st.lists(made, max_size=most, unique_by=lambda record: record.id)


DATA: st.SearchStrategy[Data] = st.fixed_dictionaries(
    {Article: many(articles(), 3), Speaker: many(speakers(), 4), Quote: many(quotes(), 7), Finding: many(findings(), 4)}
)


def written(folder: Path, data: Data) -> Side:
    for name, shape in LAYOUT.items():
        write_records(folder / name, data.get(shape, ()))
    return Side(folder, folder.name)


def changes(before: Data, after: Data) -> list[Change]:
    with tempfile.TemporaryDirectory() as root:
        found = Difference(written(Path(root, "a"), before), written(Path(root, "b"), after))
        made = list(found.changes())
    assert found.problems == []
    return made


@settings(max_examples=25, deadline=None)
@given(DATA)
def test_nothing_differs_from_itself(data: Data) -> None:
    assert changes(data, data) == []


@settings(max_examples=60, deadline=None)
@given(DATA, DATA)
def test_the_two_directions_mirror_each_other(one: Data, two: Data) -> None:
    there, back = changes(one, two), changes(two, one)
    assert Counter(map(plain, there)) == Counter(plain(change, mirrored=True) for change in back)


def plain(change: Change, *, mirrored: bool = False) -> tuple[object, ...]:
    fields = frozenset(
        (one.field, *map(str, (one.after, one.before) if mirrored else (one.before, one.after)))
        for one in change.fields
    )
    ids = (change.before_id, change.after_id)
    what = "turn" if change.change in TURNS else INVERSE[change.change] if mirrored else change.change
    return change.kind, what, ids[::-1] if mirrored else ids, fields


@settings(max_examples=50, deadline=None)
@given(DATA, DATA)
def test_every_record_that_only_one_has_is_told_once(one: Data, two: Data) -> None:
    told = [change for change in changes(one, two) if change.kind == "quote"]
    ids = [{record.id for record in data[Quote] if isinstance(record, Quote)} for data in (one, two)]
    before = Counter(change.before_id for change in told if change.before_id not in (None, *ids[1]))
    after = Counter(change.after_id for change in told if change.after_id not in (None, *ids[0]))
    assert before == Counter(ids[0] - ids[1])
    assert after == Counter(ids[1] - ids[0])
