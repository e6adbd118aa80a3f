"""The surface that other programs rely on: fields, offsets, order, streams and exit statuses."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from running import Called, Row, call, read_rows, spawn, write_rows
from samples import GOOD, LAMP

QUOTE = {
    "id",
    "article_id",
    "type",
    "content",
    "quoted",
    "cue",
    "source",
    "speaker",
    "speaker_reason",
    "co_speakers",
    "addressee",
    "medium",
    "venue",
    "chain",
    "said_on",
    "act",
    "reality",
    "zone",
    "parent",
    "rule",
    "tier",
}
MARK = {"article_id", "start", "end", "open", "close", "class", "reason", "quote_id"}
PROBLEM = {"code", "severity", "message", "file", "line", "pointer", "hint"}
FINDING = {"id", "verdict", "kind", "disputed", "severity", "reason", "rule", "slot", "sides"}
SIDE = {"article_id", "outlet", "start", "end", "text", "value", "holder", "published", "origin"}
MARK_CLASSES = {
    "quote",
    "part-of-quote",
    "scare",
    "title",
    "nickname",
    "name",
    "term",
    "mention",
    "gloss",
    "slogan",
    "proverb",
    "hypothetical",
    "thought",
    "measure",
    "apostrophe",
    "list-mark",
    "code",
    "unpaired",
    "other",
}


@pytest.fixture(scope="module")
def quotes(sample: Path) -> list[Row]:
    return read_rows(sample / "quotes" / "quotes.jsonl")


def test_a_quote_has_every_field_of_the_contract(quotes: list[Row]) -> None:
    for row in quotes:
        assert set(row) >= QUOTE
        assert row["type"] in {"direct", "mixed", "indirect"}
        assert row["tier"] in set("ABC")
        assert set(row["said_on"]) >= {"value", "basis", "text", "start", "end"}
        assert row["said_on"]["basis"] in {"explicit", "relative", "dateline", "published", "unknown"}
        assert row["speaker"] is not None or row["speaker_reason"]


def test_the_parts_of_a_quote_have_every_field_of_the_contract(quotes: list[Row]) -> None:
    parts: list[tuple[set[str], list[Any]]] = [
        ({"start", "end", "text", "lemma", "class"}, [row["cue"] for row in quotes]),
        (
            {"start", "end", "text"},
            [part for row in quotes for part in (row["source"], *row["content"], *row["quoted"])],
        ),
        ({"id", "name", "kind"}, [part for row in quotes for part in (row["speaker"], *row["co_speakers"])]),
        ({"name", "role", "start", "end"}, [link for row in quotes for link in row["chain"]]),
    ]
    for fields, found in parts:
        present = [part for part in found if part is not None]
        assert present
        assert all(set(part) >= fields for part in present)


def test_the_sample_shows_every_type_and_a_parent(quotes: list[Row]) -> None:
    assert {row["type"] for row in quotes} == {"direct", "mixed", "indirect"}
    known = {row["id"] for row in quotes}
    assert all(row["parent"] is None or row["parent"] in known for row in quotes)


def test_a_finding_has_every_field_of_the_contract_and_two_sides(sample: Path) -> None:
    found = read_rows(sample / "findings" / "findings.jsonl")
    assert found
    for row in found:
        assert set(row) >= FINDING
        assert row["verdict"] in {"conflict", "update", "compatible", "agreement"}
        assert len(row["sides"]) >= 2
        assert all(set(side) >= SIDE for side in row["sides"])


def test_a_problem_has_every_field_of_the_contract(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": 5}\n')
    called = call("build", tmp_path / "a.jsonl", "-o", tmp_path / "out", "--quiet")
    (row,) = read_rows(tmp_path / "out" / "problems" / "problems.jsonl")
    assert set(row) >= PROBLEM
    assert (row["file"], row["line"], row["pointer"]) == ("a.jsonl", 1, "/text")
    assert called.problem("QC007").endswith(f"a.jsonl:1:/text: QC007 {row['message']}")


def test_a_marked_span_has_every_field_and_a_class_of_the_contract(sample: Path) -> None:
    called = call("marks", sample / "articles" / "articles.jsonl")
    assert called.rows
    for row in called.rows:
        assert set(row) >= MARK
        assert row["class"] in MARK_CLASSES
        assert row["reason"]


def test_timex_gives_one_article_a_line(tmp_path: Path) -> None:
    called = call("timex", write_rows(tmp_path / "a.jsonl", LAMP))
    assert [row["doc_id"] for row in called.rows] == [row["id"] for row in LAMP]
    (found,) = called.rows[0]["timexes"][1:]
    assert {key: found[key] for key in ("type", "value")} == {"type": "DATE", "value": "2031-03-04"}
    assert GOOD["text"][found["start"] : found["end"]] == "Tuesday"


def test_without_a_date_of_publication_no_relative_date_is_resolved(tmp_path: Path) -> None:
    """The contract: "without `published` no relative date is resolved (never from today's date)"."""
    undated = {key: value for key, value in GOOD.items() if key != "published"}
    called = call("extract", write_rows(tmp_path / "a.jsonl", [undated]))
    assert [row["said_on"]["value"] for row in called.rows] == [None, None]


def test_an_article_without_id_gets_one_from_its_content(tmp_path: Path) -> None:
    bare = {"text": GOOD["text"]}
    first = call("extract", write_rows(tmp_path / "a.jsonl", [bare])).rows
    other = {"text": GOOD["text"].replace("Friday", "Sunday")}
    second = call("extract", write_rows(tmp_path / "b.jsonl", [other, bare])).rows
    ids = {row["article_id"] for row in first}
    assert len(ids) == 1
    assert len({row["article_id"] for row in second}) == 2
    assert ids < {row["article_id"] for row in second}


def test_attitudes_are_left_out_unless_asked_for(tmp_path: Path) -> None:
    believing = {**GOOD, "text": "Mara Ollenby believes that the lamp is too dim. Hal Quist said that it is bright.\n"}
    source = write_rows(tmp_path / "a.jsonl", [believing])
    assert [row["speaker"]["name"] for row in call("extract", source).rows] == ["Hal Quist"]
    both = call("extract", "--attitudes", source).rows
    assert sorted(row["speaker"]["name"] for row in both) == ["Hal Quist", "Mara Ollenby"]


def test_standard_input_and_standard_output_give_what_files_give(tmp_path: Path) -> None:
    source = write_rows(tmp_path / "a.jsonl", LAMP)
    by_file = call("extract", source)
    assert call("extract", "-", stdin=source.read_bytes()).out == by_file.out
    assert call("extract", "-", "-o", "-", stdin=source.read_bytes()).out == by_file.out
    assert call("extract", source, "-o", tmp_path / "out.jsonl").out == b""
    assert (tmp_path / "out.jsonl").read_bytes() == by_file.out


def test_the_command_itself_reads_standard_input_and_speaks_utf_8(tmp_path: Path) -> None:
    source = write_rows(tmp_path / "a.jsonl", LAMP)
    env = {"PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0"}
    called = spawn("extract", "-", stdin=source.read_bytes(), env=env)
    assert (called.status, called.err) == (0, "")
    assert called.out == call("extract", source).out


def test_people_are_told_on_standard_error_alone(tmp_path: Path) -> None:
    called = call("build", write_rows(tmp_path / "a.jsonl", LAMP), "-o", tmp_path / "out")
    assert called.out == b""
    assert "quotes: direct" in called.err
    assert str(tmp_path / "out" / "report.html") in called.err


def test_quotes_come_in_the_order_of_articles_and_text(tmp_path: Path) -> None:
    silent = {"id": "quiet-1", "text": "“We know nothing,” Tobin Vale said. The harbour office declined to comment.\n"}
    called = call("extract", write_rows(tmp_path / "a.jsonl", [*LAMP, silent]))
    assert not called.rows[-1]["content"], "a saying without words of its own stands where its cue does"
    order = [row["id"] for row in (*LAMP, silent)]
    places = [(order.index(row["article_id"]), _first(row)) for row in called.rows]
    assert places == sorted(places)


def _first(row: Row) -> int:
    return int(row["content"][0]["start"] if row["content"] else row["cue"]["start"])


CONFLICT: list[Row] = [
    {
        "id": f"{outlet}-1",
        "outlet": outlet,
        "published": "2031-03-05",
        "text": f"A fire at the Northmere mill on Tuesday killed {dead} people, the harbour office of Velland said.\n\n"
        f"The fire at the mill killed {dead} people.\n",
    }
    for outlet, dead in (("Tern", 12), ("Courier", 17))
]


def test_exit_statuses_of_crosscheck(tmp_path: Path) -> None:
    source = write_rows(tmp_path / "a.jsonl", CONFLICT)
    plain = call("crosscheck", source)
    assert plain.status == 0
    assert ("conflict", "number") in {(row["verdict"], row["kind"]) for row in plain.rows}
    assert call("crosscheck", source, "--fail-on", "conflict").status == 1
    assert call("crosscheck", write_rows(tmp_path / "b.jsonl", LAMP[:1]), "--fail-on", "update").status == 0
    assert call("crosscheck").status == 2
    assert call("crosscheck", source, "--pairs", source).status == 2


def test_crosscheck_reads_a_dataset_as_it_reads_its_articles(tmp_path: Path) -> None:
    source = write_rows(tmp_path / "a.jsonl", CONFLICT)
    call("build", source, "-o", tmp_path / "out", "--quiet")
    assert call("crosscheck", tmp_path / "out").out == call("crosscheck", source).out


def test_pairs_are_labelled_in_order_and_a_bad_line_costs_no_other(tmp_path: Path) -> None:
    rows = [
        {"id": "1", "text_a": "The council approved the lamp.", "text_b": "The council did not approve the lamp."},
        {"id": "2", "text_a": "The council approved the lamp."},
        {"id": "3", "text_a": "The council approved the lamp.", "text_b": "Rain fell on Skarn."},
    ]
    called = call("crosscheck", "--pairs", write_rows(tmp_path / "p.jsonl", rows))
    assert called.rows[0]["label"] == "contradiction"
    assert [row["id"] for row in called.rows] == ["1", "3"]
    assert called.rows[1]["label"] in {"neutral", "none"}
    assert all(set(row) == {"id", "label", "kind", "reason"} for row in called.rows)
    assert f"{tmp_path}/p.jsonl:2: QC006 " in called.err
    assert called.status == 1


def test_explain_tells_how_a_quote_and_a_finding_came_about(sample: Path) -> None:
    for name in ("quotes", "findings", "assertions"):
        row = read_rows(sample / name / f"{name}.jsonl")[0]
        called = call("explain", row["id"], "--dataset", sample)
        assert called.status == 0
        assert row["id"] in called.out.decode()
    assert call("explain", "q:nothing", "--dataset", sample).status == 2


FRAGMENTS = [
    *"“”‘’«»„\"'()…—-",
    "``", "''", " “", "” ", "’s ", "\n\n", "\n", "\r\n", "\u2028", "\u00a0", "\u200b", "\u0301", "😀", "🏳️‍🌈",
    "Mara Ollenby said ", "he said. ", "according to the harbour office, ", "Tobin Vale’s brother told the Tern that ",
    "“We will mend it,” ", "the ‘lamp’ ", "said: “", "Yes", "no", ", ", ". ", "? ", " on Tuesday", " 1,200 boats ",
    "Ines Corrado added", "denied", "that the fee would rise", "ﬁne", "İ", "ß", "\x00", "NORTHMERE (Beacon Wire) - ",
]  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example(pieces=["“", "“", "Mara Ollenby said ", "”"], attitudes=False)
@given(pieces=st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=25), attitudes=st.booleans())
def test_every_span_is_that_of_the_text(pieces: list[str], attitudes: bool) -> None:
    """Property: "Offsets are Unicode code points into the article's `text` … `text[start:end]` always equals the
    `text` beside them"; and no article stops a run.
    """
    text = "Rain fell. " + "".join(pieces)
    line = json.dumps({"id": "a", "published": "2031-03-05", "text": text}).encode()
    options = ["--attitudes"] if attitudes else []
    called = {name: call(name, "-", stdin=line) for name in ("marks", "timex")}
    called["extract"] = call("extract", "-", "--all-tiers", *options, stdin=line)
    for result in called.values():
        assert "QC202" not in result.err, result.err
        assert result.status == 0
        assert [
            span for row in result.rows for span in spans(row) if text[span["start"] : span["end"]] != span["text"]
        ] == []
    _marks_are_those_of_the_text(called["marks"], text)


def spans(value: Any) -> list[Row]:
    """Every object below `value` that has a start, an end and a text beside them."""
    if isinstance(value, list):
        return [span for part in value for span in spans(part)]
    if not isinstance(value, dict):
        return []
    here = [value] if value.get("text") is not None and value.get("start") is not None else []
    return here + [span for part in value.values() for span in spans(part)]


def _marks_are_those_of_the_text(called: Called, text: str) -> None:
    for row in called.rows:
        held = text[row["start"] : row["end"]]
        assert row["open"] is None or held.startswith(row["open"])
        assert row["close"] is None or held.endswith(row["close"])
