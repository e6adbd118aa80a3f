from __future__ import annotations

import json
from pathlib import Path

import pytest
import store_samples as made
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from quotecheck.cli import app
from quotecheck.partition import grouped, partition, parts_of, split
from quotecheck.problems import QuotecheckError
from quotecheck.records import Article, Quote, Span
from quotecheck.store.check import check

WORDS = ("the quay will close in March", "nobody asked the goats about it", "we lost nineteen of our own", "no")
TEXTS = (
    "Rain fell on the orchard while clerks counted plums and pears in the yard behind the mill all afternoon.",
    "A choir rehearsed old hymns in the loft until the organ broke and everyone walked home along the canal.",
    "Surveyors measured the dunes with brass chains and wrote long tables of figures for the winter almanac.",
)
LETTERS = str.maketrans("0123456789", "abcdefghij")
HALVES = {"train": 0.5, "test": 0.5}


def article(number: int, text: str, origin: str | None = None) -> Article:
    return Article(id=f"a:{number}", text=text, origin=origin)


def quote(number: int, article_id: str, words: str) -> Quote:
    span = Span(start=0, end=len(words), text=words)
    return Quote(
        id=f"q:{number}", article_id=article_id, type="direct", content=(span,), quoted=(span,), cue=None, source=None,
        speaker=None, rule="r", tier="A",
    )  # fmt: skip


@st.composite
def data(draw: st.DrawFn) -> tuple[list[Article], list[Quote]]:
    count = draw(st.integers(1, 12))
    kinds = [draw(st.integers(0, len(TEXTS) + 8)) for _ in range(count)]
    texts = [
        TEXTS[kind] if kind < len(TEXTS) else f"{'xyzwvuts'[kind - len(TEXTS) - 1] * 4} {n} " * 8
        for n, kind in enumerate(kinds)
    ]
    articles = [article(n, text, draw(st.sampled_from((None, "wire")))) for n, text in enumerate(texts)]
    said = draw(st.lists(st.tuples(st.integers(0, count - 1), st.sampled_from(WORDS)), max_size=12))
    return articles, [quote(n, f"a:{number}", words) for n, (number, words) in enumerate(said)]


SHARES = st.lists(st.integers(1, 20), min_size=1, max_size=4).map(
    lambda shares: {f"p{n}": share / sum(shares) for n, share in enumerate(shares)}
)


@settings(max_examples=60, deadline=None)
@given(data(), SHARES, st.integers(0, 99))
def test_a_split_keeps_every_group_whole_for_any_ratio(
    data: tuple[list[Article], list[Quote]], parts: dict[str, float], seed: int
) -> None:
    articles, quotes = data
    part = {id_: name for group, name in partition(articles, quotes, parts, seed).placed for id_ in group.articles}
    assert part.keys() == {one.id for one in articles}
    by_words: dict[str, set[str]] = {}
    for one in quotes:
        words = one.content[0].text
        if words != "no":
            by_words.setdefault(words, set()).add(part[one.article_id])
    by_text: dict[str, set[str]] = {}
    for told in articles:
        by_text.setdefault(told.text, set()).add(part[told.id])
        by_text.setdefault(f"origin {told.origin or told.id}", set()).add(part[told.id])
    assert [where for where in (*by_words.values(), *by_text.values()) if len(where) > 1] == []


@settings(max_examples=60, deadline=None)
@given(data(), SHARES, st.integers(0, 99))
def test_an_article_about_something_else_moves_no_other(
    data: tuple[list[Article], list[Quote]], parts: dict[str, float], seed: int
) -> None:
    articles, quotes = data
    more = [
        *articles,
        article(99, "Lighthouse keepers swapped lenses at dawn and logged each ship that passed the cape."),
    ]
    one, two = (
        {id_: name for group, name in partition(held, quotes, parts, seed).placed for id_ in group.articles}
        for held in (articles, more)
    )
    assert {id_: name for id_, name in two.items() if id_ != "a:99"} == one


def test_the_shares_are_met_where_there_is_much_to_place() -> None:
    articles = [article(n, f"{f'{n:04}'.translate(LETTERS)} " * 9) for n in range(1500)]
    asked = {"train": 0.8, "dev": 0.1, "test": 0.1}
    placed = [part for _, part in partition(articles, [], asked, 3).placed]
    for name, share in asked.items():
        assert placed.count(name) / len(placed) == pytest.approx(share, abs=0.03)


def test_a_big_group_is_as_likely_in_each_part_as_a_small_one() -> None:
    """Were a group placed by the least draw of its articles, large ones would all be in the first part."""
    articles = [article(n, TEXTS[0]) for n in range(8)]
    firsts = sum(partition(articles, [], HALVES, seed).placed[0][1] == "train" for seed in range(200))
    assert 70 < firsts < 130


def test_a_few_words_are_anybodys_and_join_nothing() -> None:
    articles = [article(n, f"{'abcdef'[n] * 5} " * 9) for n in range(2)]
    assert len(grouped(articles, [quote(n, f"a:{n}", "no") for n in range(2)], [])) == 2
    (group,) = grouped(articles, [quote(n, f"a:{n}", WORDS[0]) for n in range(2)], [])
    assert group.why == {"quote": 1}


def test_a_part_without_any_group_is_told() -> None:
    (problem,) = partition([article(1, TEXTS[0])], [], HALVES).problems
    assert problem.code == "QC657"


@pytest.mark.parametrize("said", ["train=0.8", "train=0.8,train=0.2", "train", "a=1.2,b=-0.2", "a=0,b=1", "../x=1", ""])
def test_parts_that_cannot_be_made_are_a_wrong_call(said: str) -> None:
    with pytest.raises(QuotecheckError, match="QC656"):
        parts_of(said)


def test_the_parts_are_written_as_sound_records_and_hold_everything_once(tmp_path: Path) -> None:
    made.write_sample(tmp_path / "set")
    parts = "one=0.4,two=0.3,three=0.3"
    told = CliRunner().invoke(app, ["split", str(tmp_path / "set"), "--parts", parts, "-o", str(tmp_path / "out")])
    assert told.exit_code == 0
    assert [problem for name in ("one", "two", "three") for problem in check(tmp_path / "out" / name)] == []
    for name, records in (("articles", made.articles()), ("quotes", made.quotes()), ("findings", made.findings())):
        lines = [
            line for path in (tmp_path / "out").glob(f"*/{name}.jsonl") for line in path.read_text("utf-8").splitlines()
        ]
        assert sorted(json.loads(line)["id"] for line in lines) == sorted(record.id for record in records)
    report = json.loads((tmp_path / "out/split.json").read_text("utf-8"))
    assert sum(part["quotes"] for part in report["parts"].values()) == len(made.quotes())
    (together,) = report["kept_together"]
    assert together["why"]["finding"] == len(made.findings())


def test_the_same_call_gives_the_same_rows(tmp_path: Path) -> None:
    made.write_sample(tmp_path)
    one, two = (list(split(tmp_path, HALVES, 5).rows()) for _ in range(2))
    assert one == two
    assert (
        CliRunner()
        .invoke(app, ["split", str(tmp_path), "--seed", "5", "--parts", "train=.5,test=.5"])
        .stdout.splitlines()
        == one
    )
