"""What a format carries comes back as it was; the same records give the same bytes; no foreign file stops an import."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import exchange_samples as samples
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from quotecheck.exchange.anchor import anchor
from quotecheck.exchange.csv_tables import bare, guarded
from quotecheck.exchange.formats import FORMS
from quotecheck.exchange.names import file_name, id_of
from quotecheck.exchange.parcel import Shelf, shelf
from quotecheck.exchange.traffic import export
from quotecheck.problems import Problem
from quotecheck.records import Article, Quote, Record

ANY = settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
Dataset = tuple[list[Article], list[Quote]]


@contextmanager
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


@pytest.mark.parametrize("form", FORMS)
@ANY
@given(dataset=samples.datasets())
def test_what_is_carried_comes_back_as_it_was(form: str, dataset: Dataset) -> None:
    with folder() as at:
        stored = samples.store(at / "in", *dataset)
        out, back = samples.there_and_back(stored, form, at)
        assert {problem.code for problem in out} <= {"QC709"}
        assert back == []
        came = set(samples.lines(at / "back" / samples.QUOTES))
        went = set(samples.lines(stored / samples.QUOTES))
        assert came <= went
        assert len(went - came) == len(out)
        if not FORMS[form].texts:
            assert samples.lines(at / "back" / samples.ARTICLES) == samples.lines(stored / samples.ARTICLES)


@pytest.mark.parametrize("form", FORMS)
@settings(ANY, max_examples=10)
@given(dataset=samples.datasets(), data=st.data())
def test_the_same_records_in_any_order_give_the_same_bytes(form: str, dataset: Dataset, data: st.DataObject) -> None:
    articles, quotes = dataset
    with folder() as at:
        samples.store(at / "one", articles, quotes)
        samples.store(at / "two", data.draw(st.permutations(articles)), data.draw(st.permutations(quotes)))
        made = []
        for name in ("one", "two"):
            export(at / name, FORMS[form], at / f"{name}-out")
            files = [at / f"{name}-out", *sorted((at / f"{name}-out").rglob("*"))]
            made.append([(path.name.partition("-")[2], path.read_bytes()) for path in files if path.is_file()])
        assert made[0] == made[1]


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), samples.texts(9)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from("abc"), inner, max_size=2)),
    max_leaves=4,
)


@lru_cache
def exported(form: str) -> tuple[str, Shelf]:
    """A sound file of a format, and the articles that it is of."""
    with folder() as at:
        stored = samples.fire(at / "in")
        export(stored, FORMS[form], at / "out")
        file = next(iter(sorted((at / "out").glob("*")))) if FORMS[form].folder else at / "out"
        return file.read_text("utf-8"), shelf([stored])[0]


@pytest.mark.parametrize("form", ["w3c", "schema-org", "label-studio", "citron"])
@settings(ANY, max_examples=80)
@given(data=st.data())
def test_no_change_of_a_json_file_stops_an_import(form: str, data: st.DataObject) -> None:
    text, articles = exported(form)
    value = json.loads(text)
    for _ in range(data.draw(st.integers(1, 3))):
        value = changed(value, data)
    with folder() as at:
        (at / "out").write_text(json.dumps(value), "utf-8")
        sound(FORMS[form].read(at / "out", articles))


def changed(value: Any, data: st.DataObject) -> Any:
    """Put something else, or nothing, at a place of a JSON value."""
    if isinstance(value, (dict, list)) and value and data.draw(st.integers(0, 9)):
        keys = sorted(value) if isinstance(value, dict) else range(len(value))
        key = data.draw(st.sampled_from(list(keys)))
        if data.draw(st.integers(0, 9)) == 0:
            del value[key]
        else:
            value[key] = changed(value[key], data)
        return value
    return data.draw(JSON)


def sound(found: Iterator[Record | Problem]) -> None:
    """Go through what an import yields: records and problems with known codes, and every content is in its text."""
    articles: dict[str, Article] = {}
    quotes: list[Quote] = []
    for one in found:
        if isinstance(one, Problem):
            assert one.hint
            assert one.place.file
            assert str(one).encode("utf-8", "replace")
        elif isinstance(one, Article):
            articles[one.id] = one
        elif isinstance(one, Quote):
            quotes.append(one)
    for quote in quotes:
        if quote.article_id in articles:
            text = articles[quote.article_id].text
            assert all(text[span.start : span.end] == span.text for span in quote.content)


LINE = st.one_of(
    samples.texts(30),
    st.builds(
        lambda kind, words: f"{kind}1\t{words}",
        st.sampled_from("TRANE#*M"),
        st.sampled_from(
            ["Content 0 3\tabc", "Cue 5 2\t", "Content 0 9999999999999999999\tx", "Scare 0 1\ta",
             "Content 0 1;1 2;4 6\t",
             "cue Arg1:T1 Arg2:T9", "cue Arg1:T1 Arg2:T1", "Type T1 direct", "Type T1", "Reference T1 Speaker:x\t",
             "AnnotatorNotes T1\t{", 'AnnotatorNotes T1\t{"plain":{"id":3},"if":[1]}', "Content -1 3\tabc"]
        ),
    ),
)  # fmt: skip


@ANY
@given(lines=st.lists(LINE, max_size=8), text=samples.texts())
def test_no_lines_of_brat_stop_an_import(lines: list[str], text: str) -> None:
    with folder() as at:
        (at / "x.txt").write_bytes(text.encode("utf-8"))
        (at / "x.ann").write_bytes("\n".join(lines).encode("utf-8", "surrogatepass"))
        sound(FORMS["brat"].read(at, Shelf()))


@pytest.mark.parametrize("form", FORMS)
@ANY
@given(data=st.binary(max_size=60))
@example(data=b"\xff\xfe\0")
@example(data=b"PAR1" + b"\0" * 20 + b"PAR1")
@example(data=b'"' * 5)
@example(data=b"[" * 100_000)
@example(data=b'{"quotes":[{"cue":{"start":1e999}}],"text":"\\ud800"}')
def test_no_bytes_stop_an_import(form: str, data: bytes) -> None:
    with folder() as at:
        for name in ("quotes.json", "quotes.csv", "quotes.parquet", "quotes.ann", "quotes.txt", "quotes.jsonl"):
            (at / name).write_bytes(data)
            sound(FORMS[form].read(at / name, Shelf()))


@given(cell=samples.texts())
@example(cell="")
@example(cell="'")
@example(cell="'=1")
@example(cell="'tis")
def test_guarded_cells_run_nowhere_and_come_back(cell: str) -> None:
    assert guarded(cell)
    assert not guarded(cell).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert bare(guarded(cell)) == cell


@given(data=st.data(), text=samples.texts())
def test_offsets_in_utf16_units_find_the_same_span(data: st.DataObject, text: str) -> None:
    span = data.draw(samples.spans(text))
    start, end = (len(text[:at].encode("utf-16-le")) // 2 for at in (span.start, span.end))
    found = anchor(text, start, end, span.text).span
    assert found is not None
    assert found.text == span.text
    if text.count(span.text) == 1:
        assert found == span


@given(ids=st.lists(samples.names, unique=True, max_size=4))
def test_names_of_files_are_safe_and_tell_their_ids(ids: list[str]) -> None:
    made = [file_name(id_) for id_ in ids]
    assert len({name.lower() for name in made}) == len(ids)
    assert all("/" not in name and not name.startswith(".") and len(name) < 200 for name in made)
    assert [id_of(name) for name in made if "~" not in name] == [
        id_ for id_, name in zip(ids, made, strict=True) if "~" not in name
    ]
