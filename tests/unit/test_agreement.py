from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from quotecheck.agreement.alpha import nominal_alpha
from quotecheck.agreement.annotations import annotators
from quotecheck.agreement.measures import Agreement, agreement
from quotecheck.cli import app

Row = dict[str, Any]

# Worked examples of K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), sections A to C.
PUBLISHED = [
    (("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"), 0.095),
    (("a a b b d c c c e d d a", "b a b b b c c c e d d d"), 0.692),
    (
        (
            "1 2 3 3 2 1 4 1 2 . . .",
            "1 2 3 3 2 2 4 1 2 5 . 3",
            ". 3 3 3 2 3 4 2 2 5 1 .",
            "1 2 3 3 2 4 4 1 2 5 1 .",
        ),
        0.743,
    ),
]


@pytest.mark.parametrize(("coders", "value"), PUBLISHED)
def test_alpha_is_that_of_the_published_examples(coders: tuple[str, ...], value: float) -> None:
    values = [[None if one == "." else one for one in unit] for unit in zip(*map(str.split, coders), strict=True)]
    found = nominal_alpha((1, unit) for unit in values)
    assert found == pytest.approx(value, abs=0.0005)


VALUES = st.lists(st.lists(st.sampled_from(("a", "b", "c", None)), min_size=2, max_size=4), max_size=12)


@given(VALUES, st.integers(0, 2**32))
def test_alpha_hangs_neither_on_the_order_nor_on_the_names_of_values(values: list[list[str | None]], seed: int) -> None:
    shuffled = [random.Random(seed + n).sample(unit, len(unit)) for n, unit in enumerate(values)]
    random.Random(seed).shuffle(shuffled)
    renamed = [[one and one.upper() for one in unit] for unit in shuffled]
    one, two = (nominal_alpha((1, unit) for unit in units) for units in (values, renamed))
    assert one == (None if two is None else pytest.approx(two))


@given(VALUES, st.integers(1, 5))
def test_a_weight_is_the_unit_so_many_times(values: list[list[str | None]], weight: int) -> None:
    one = nominal_alpha((weight, unit) for unit in values)
    assert one == (
        None if (many := nominal_alpha((1, unit) for unit in values * weight)) is None else pytest.approx(many)
    )


def test_full_agreement_is_one_and_no_variation_is_not_defined() -> None:
    assert nominal_alpha([(1, "aa"), (1, "bb")]) == 1
    assert nominal_alpha([(1, "aa"), (1, "aa")]) is None
    assert nominal_alpha([]) is None


def quote(start: int, end: int, article: str = "tern-1", **fields: Any) -> Row:
    return {"article_id": article, "content": [{"start": start, "end": end}], **fields}


def measured(tmp_path: Path, *files: list[Row], lengths: dict[str, int] | None = None) -> Agreement:
    paths = []
    for name, rows in zip("abc", files, strict=False):
        paths.append(tmp_path / f"{name}.jsonl")
        paths[-1].write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return agreement(annotators(paths), lengths)


ONE = [
    quote(0, 10, type="direct", speaker="Mara Ollenby", act="statement"),
    quote(20, 30, type="direct", speaker="Hal Quist"),
    quote(40, 50, type="indirect", speaker=None),
]
TWO = [
    quote(0, 10, type="direct", speaker={"id": "s:1", "name": "Mara Ollenby", "kind": "person"}, act="denial"),
    quote(22, 30, type="mixed", speaker="Tobin Vale"),
    quote(70, 80, type="indirect", speaker=None),
]


def test_f1_counts_the_same_spans_and_any_overlap(tmp_path: Path) -> None:
    found = measured(tmp_path, ONE, TWO)
    (pair,) = found.f1
    assert pair == {
        "annotators": ["a", "b"],
        "exact": pytest.approx(1 / 3),
        "overlap": pytest.approx(2 / 3),
        "quotes": [3, 3],
    }
    assert found.units == 4


def test_each_disagreement_is_listed_with_its_places(tmp_path: Path) -> None:
    found = measured(tmp_path, ONE, TWO)
    told = [(one.start, one.what, one.values) for one in found.disagreements]
    assert told == [
        (0, "act", {"a": "statement", "b": "denial"}),
        (20, "span", {"a": "20-30", "b": "22-30"}),
        (20, "type", {"a": "direct", "b": "mixed"}),
        (20, "speaker", {"a": "hal quist", "b": "tobin vale"}),
        (40, "found", {"a": "yes", "b": "no"}),
        (70, "found", {"a": "no", "b": "yes"}),
    ]
    assert {name: place.rpartition(":")[2] for name, place in found.disagreements[1].places.items()} == {
        "a": "2",
        "b": "2",
    }


def test_alpha_of_spans_is_over_characters(tmp_path: Path) -> None:
    found = measured(tmp_path, ONE, TWO, lengths={"tern-1": 100})
    inside = [{*range(10), *range(20, 30), *range(40, 50)}, {*range(10), *range(22, 30), *range(70, 80)}]
    letter_by_letter = nominal_alpha((1, [at in held for held in inside]) for at in range(100))
    assert found.alpha["span"] == pytest.approx(letter_by_letter)


def test_the_most_alike_are_one_quote_and_nobody_has_two(tmp_path: Path) -> None:
    found = measured(tmp_path, [quote(0, 100), quote(0, 12)], [quote(0, 10)], [quote(1, 11)])
    assert [(one.what, one.values) for one in found.disagreements] == [
        ("span", {"a": "0-12", "b": "0-10", "c": "1-11"}),
        ("found", {"a": "yes", "b": "no", "c": "no"}),
    ]
    assert found.units == 2


def test_what_one_alone_read_is_told_unless_all_articles_are_named(tmp_path: Path) -> None:
    files = ([*ONE, quote(0, 5, "tern-2")], TWO)
    found = measured(tmp_path, *files)
    assert [(problem.code, problem.message) for problem in found.problems] == [
        ("QC659", "article tern-2: only a has quotes of it")
    ]
    named = measured(tmp_path, *files, lengths={"tern-1": 90, "tern-2": 10})
    assert named.problems == []
    assert (found.articles, named.articles) == (1, 2)
    assert named.units == found.units + 1


def test_a_line_that_is_no_annotation_is_told_with_its_place(tmp_path: Path) -> None:
    found = measured(tmp_path, [*ONE, {"article_id": "tern-1", "content": [{"start": -1, "end": 2}]}], TWO)
    (problem,) = found.problems
    assert (problem.code, problem.place.line, problem.place.pointer) == ("QC101", 4, "/content/0/start")


def test_the_command_gives_rows_and_figures(tmp_path: Path) -> None:
    measured(tmp_path, ONE, TWO)
    files = [str(tmp_path / "a.jsonl"), str(tmp_path / "b.jsonl")]
    told = CliRunner().invoke(app, ["agreement", *files, "--format", "json"])
    *rows, summary = map(json.loads, told.stdout.splitlines())
    assert (told.exit_code, len(rows), summary["kind"]) == (0, 6, "summary")
    text = CliRunner().invoke(app, ["agreement", *files]).stdout
    assert "F1 of a and b: 0.333 exact, 0.667 overlap" in text
    assert "tern-1:20-30 speaker: a hal quist, b tobin vale" in text
    assert CliRunner().invoke(app, ["agreement", files[0]]).exit_code == 2
