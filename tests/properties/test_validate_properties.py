"""The fast way of `validate` and the slow one give one verdict, on examples and on records altered at random."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
import store_samples as made
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quotecheck.records import content_id
from quotecheck.store import swift
from quotecheck.store.collate import Collation
from quotecheck.store.faults import parse
from quotecheck.store.kinds import Source
from quotecheck.store.schemas import SHAPES

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*/*/*.json"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: "/".join(path.parts[-3:]))
def test_what_the_fast_reading_takes_fits_the_model_but_for_decimals(path: Path) -> None:
    """A whole number may be written 1.0 in JSON Schema: uses of offsets see to that, and tests below to them."""
    kind, content = path.parent.name, path.read_bytes()
    if swift.reader(kind)(content) is not None and b".0" not in content:
        assert parse(SHAPES[kind], content).record is not None


def sample() -> dict[str, list[dict[str, Any]]]:
    quotes = [quote.model_dump(mode="json") for quote in made.quotes()]
    for quote in quotes:
        words, cue = [span["text"] for span in quote["content"]], quote["cue"]
        quote["id"] = content_id("q", quote["article_id"], quote["type"], words, cue["text"] if cue else "")
        quote["said_on"] = {"value": "2031-03-05", "basis": "published", "text": None, "start": None, "end": None}
        quote["parent"] = None
    articles = [article.model_dump(mode="json") for article in made.articles()]
    return {"article": articles, "speaker": [s.model_dump(mode="json") for s in made.speakers()], "quote": quotes}


VALUES: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, False, 0, 1, -1, 3, 40, 9999, 1.0, 2.5, "", "x", "2031-03-05", "2031-03-20", "2031-02-30", "denial",
     "Vale", "s:vale", "s:none", "a:tern", "unknown", "direct", [], {}, "q:0123456789abcdef", "\n", "/", "1999/1998",
     "person", "deny", "confirm", 10**30]
)  # fmt: skip


def spots(value: Any) -> list[tuple[Any, Any]]:
    """Give every place inside a JSON value, as its container and key."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [spot for key, inner in items for spot in ((value, key), *spots(inner))]


@st.composite
def altered(draw: st.DrawFn) -> dict[str, list[dict[str, Any]]]:
    """Draw the sample with one to three values altered, removed or added, in any record."""
    held = copy.deepcopy(sample())
    for _ in range(draw(st.integers(1, 3))):
        kind = draw(st.sampled_from(["quote", "quote", "quote", "article", "speaker"]))
        container, key = draw(st.sampled_from(spots(held[kind])))
        how = draw(st.sampled_from(["set", "drop", "add", "shift"]))
        if how == "drop" and isinstance(container, dict):
            container.pop(key, None)
        elif how == "add" and isinstance(container, dict):
            container["note"] = 1
        elif how == "shift" and isinstance(container.get(key) if isinstance(container, dict) else None, int):
            container[key] = container[key] + draw(st.sampled_from([-1, 1, 1.0]))
        else:
            container[key] = draw(VALUES)
    return held


def emptied() -> dict[str, list[dict[str, Any]]]:
    """Give the sample with references that are texts of no letters."""
    held = sample()
    for quote, name in zip(held["quote"], ("parent", "target", "id", "article_id"), strict=False):
        quote[name] = ""
    return held


def problems(folder: Path, held: dict[str, list[dict[str, Any]]], *, fast: bool) -> list[str]:
    sources = []
    for kind, rows in held.items():
        path = folder / f"{kind}s.jsonl"
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
        sources.append(Source(path, kind))
    collation = Collation(sources)
    if not fast:
        collation._takes = lambda _source: None  # type: ignore[method-assign,assignment]
    found = sorted(map(str, collation.problems()))
    tallies = [(t.records, t.sound, t.problems) for t in collation.tallies.values()]
    return [*found, str(tallies)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("records")


@settings(max_examples=120, deadline=None)
@example(held=emptied())
@given(held=altered())
def test_both_ways_find_the_same_problems(held: dict[str, list[dict[str, Any]]], folder: Path) -> None:
    assert problems(folder, held, fast=True) == problems(folder, held, fast=False)


def test_the_fast_way_takes_what_is_sound(folder: Path) -> None:
    """Else all of the above would hold of nothing."""
    held = sample()
    taken: list[bool] = []
    original = Collation._takes_quote

    def noting(self: Collation, *args: Any) -> bool:
        taken.append(original(self, *args))
        return taken[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Collation, "_takes_quote", noting)
        assert problems(folder, held, fast=True)[:-1] == []
    assert sum(taken) >= 5
