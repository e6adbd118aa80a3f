from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import store_samples as made

from quotecheck.problems import Problem
from quotecheck.store.check import check, check_files

Edit = Callable[[dict[str, Any]], None]


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    made.write_sample(tmp_path / "set")
    return tmp_path / "set"


def alter(folder: Path, kind: str, line: int, edit: Edit) -> None:
    """Change one record by hand, as an editor would: the manifest is not told."""
    path = folder / kind / f"{kind}.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines()
    record = json.loads(lines[line - 1])
    edit(record)
    lines[line - 1] = json.dumps(record, ensure_ascii=False)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def setting(*path: Any) -> Edit:
    """Make an edit that sets the value at a path: `setting("cue", "text", "x")`."""

    def edit(record: Any) -> None:
        for part in path[:-2]:
            record = record[part]
        record[path[-2]] = path[-1]

    return edit


def short(problems: list[Problem], folder: Path) -> list[tuple[str, str, int | None, str]]:
    return [
        (problem.code, str(Path(problem.place.file).relative_to(folder)), problem.place.line, problem.place.pointer)
        for problem in problems
    ]


def faults(folder: Path) -> list[tuple[str, str, int | None, str]]:
    return short(list(check(folder)), folder)


def test_a_dataset_as_written_has_no_problem(dataset: Path) -> None:
    assert faults(dataset) == []


def test_three_planted_faults_are_three_problems(dataset: Path) -> None:
    alter(dataset, "quotes", 1, setting("content", 0, "text", "We lost ninety of our own,"))
    alter(dataset, "quotes", 4, setting("parent", "q:99"))
    alter(dataset, "quotes", 6, setting("said_on", "value", "2031-02-30"))
    assert sorted(faults(dataset)) == [
        ("QC101", "quotes/quotes.jsonl", 6, "/said_on/value"),
        ("QC102", "quotes/quotes.jsonl", 1, "/content/0/text"),
        ("QC105", "quotes/quotes.jsonl", 4, "/parent"),
    ]


def test_a_wrong_date_of_an_article_is_told_there_though_quotes_were_altered_too(dataset: Path) -> None:
    alter(dataset, "quotes", 1, setting("content", 0, "text", "We lost ninety of our own,"))
    alter(dataset, "findings", 1, setting("sides", 0, "article_id", "a:none"))
    alter(dataset, "articles", 1, setting("published", "2030-03-06"))
    assert faults(dataset) == [
        ("QC102", "quotes/quotes.jsonl", 1, "/content/0/text"),
        ("QC105", "findings/findings.jsonl", 1, "/sides/0/article_id"),
        ("QC107", "articles/articles.jsonl", 1, "/published"),
    ]


PLANTED = [
    ("quotes", 1, setting("content", 0, "text", "We lost many of our own,"), "QC102", "/content/0/text"),
    ("quotes", 2, setting("quoted", 0, "text", "never rang twice"), "QC102", "/quoted/0/text"),
    ("quotes", 1, setting("cue", "text", "sold"), "QC102", "/cue/text"),
    ("quotes", 1, setting("source", "text", "Hal Quist"), "QC102", "/source/text"),
    ("quotes", 1, setting("said_on", "text", "on Monday"), "QC102", "/said_on/text"),
    ("quotes", 1, setting("content", 1, "end", 9999), "QC104", "/content/1/end"),
    ("quotes", 1, setting("content", 1, "start", 9999), "QC104", "/content/1/start"),
    ("quotes", 1, setting("content", 1, "end", 3), "QC104", "/content/1/end"),
    ("quotes", 1, setting("chain", 0, "start", 3), "QC104", "/chain/0/end"),
    ("quotes", 1, setting("article_id", "a:none"), "QC105", "/article_id"),
    ("quotes", 3, setting("article_id", "a:beacon"), "QC102", "/article_id"),
    ("quotes", 1, setting("speaker", "id", "s:none"), "QC105", "/speaker/id"),
    ("quotes", 4, setting("parent", "q:none"), "QC105", "/parent"),
    ("quotes", 1, setting("said_on", "value", "2031-03-08"), "QC107", "/said_on/value"),
    ("quotes", 1, setting("said_on", "value", "2032"), "QC107", "/said_on/value"),
    ("quotes", 1, setting("said_on", "value", "2031-04/2031-05"), "QC107", "/said_on/value"),
    ("quotes", 1, setting("tier", "E"), "QC101", "/tier"),
    ("quotes", 1, setting("note", "x"), "QC101", "/note"),
    ("assertions", 1, setting("text", "Twenty people died"), "QC102", "/text"),
    ("assertions", 3, setting("quote_id", "q:none"), "QC105", "/quote_id"),
    ("findings", 1, setting("sides", 0, "text", "Twenty people died"), "QC102", "/sides/0/text"),
    ("findings", 1, setting("sides", 0, "article_id", "a:none"), "QC105", "/sides/0/article_id"),
    ("findings", 1, setting("sides", 0, "assertion_id", "n:none"), "QC105", "/sides/0/assertion_id"),
    ("findings", 1, setting("sides", []), "QC101", "/sides"),
    ("articles", 1, setting("zones", 0, "end", 50), "QC112", "/zones/1/start"),
    ("articles", 1, setting("zones", 4, "end", 9999), "QC104", "/zones/4/end"),
    ("articles", 1, setting("published", "2031-02-30"), "QC101", "/published"),
    ("articles", 1, setting("published", "2030-03-06"), "QC107", "/published"),
    ("articles", 1, setting("text", made.TEXTS["a:beacon"].replace("roof", "wall")), "QC102", "/text"),
    ("speakers", 1, setting("kind", "robot"), "QC101", "/kind"),
    ("quotes", 2, setting("id", "q:1"), "QC106", "/id"),
]


@pytest.mark.parametrize("planted", PLANTED)
def test_one_fault_by_hand_is_one_problem_at_its_place(dataset: Path, planted: tuple[str, int, Edit, str, str]) -> None:
    kind, line, edit, code, pointer = planted
    alter(dataset, kind, line, edit)
    assert faults(dataset) == [(code, f"{kind}/{kind}.jsonl", line, pointer)]


UNTOUCHED = [
    ("quotes", 1, setting("said_on", "value", "2031-03-07")),  # one day for time zones
    ("quotes", 1, setting("said_on", "value", "2031-03")),  # the month began before
    ("quotes", 1, setting("act", "promise")),
]


@pytest.mark.parametrize(("kind", "line", "edit"), UNTOUCHED)
def test_a_change_without_a_fault_differs_from_the_manifest(dataset: Path, kind: str, line: int, edit: Edit) -> None:
    alter(dataset, kind, line, edit)
    assert faults(dataset) == [("QC103", f"{kind}/{kind}.jsonl", None, "")]


def test_what_is_expected_may_be_said_later(dataset: Path) -> None:
    def edit(record: dict[str, Any]) -> None:
        record["said_on"]["value"] = "2031-12-01"
        record["reality"] = "expected"

    alter(dataset, "quotes", 1, edit)
    assert [fault[0] for fault in faults(dataset)] == ["QC103"]


def test_edits_lie_in_the_quoted_words_or_are_a_note_right_behind_them(dataset: Path) -> None:
    """`edits` are the traces of an editor inside `quoted`."""

    def edited(kind: str, move: int) -> list[str]:
        def edit(record: dict[str, Any]) -> None:
            article = next(a for a in made.articles() if a.id == record["article_id"])
            start = record["quoted"][0]["end"] + move
            text = article.text[start : start + 3]
            record["edits"] = [{"start": start, "end": start + 3, "text": text, "kind": kind}]

        alter(dataset, "quotes", 2, edit)
        return [code for code, *_ in faults(dataset)]

    assert edited("bracket", -3) == ["QC103"]
    assert edited("sic", 2) == ["QC103"]
    assert edited("bracket", 2) == ["QC104"]
    assert edited("emphasis", 9) == ["QC104"]


def test_a_removed_record_is_told_once_though_others_refer_to_it(dataset: Path) -> None:
    path = dataset / "speakers" / "speakers.jsonl"
    path.write_text("".join(path.read_text(encoding="utf-8").splitlines(keepends=True)[1:]), encoding="utf-8")
    (problem,) = check(dataset)
    assert problem.code == "QC111"
    assert "4 records, 5 in the manifest; broken references to its records: 1, the first at" in problem.message


def test_a_repeated_record_is_told_once(dataset: Path) -> None:
    path = dataset / "quotes" / "quotes.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines, lines[0]]), encoding="utf-8")
    assert faults(dataset) == [("QC106", "quotes/quotes.jsonl", 8, "/id")]


def test_a_line_cut_short_is_told_once(dataset: Path) -> None:
    path = dataset / "quotes" / "quotes.jsonl"
    path.write_bytes(path.read_bytes()[:-40])
    assert faults(dataset) == [("QC006", "quotes/quotes.jsonl", 7, "")]


def test_files_missing_and_extra(dataset: Path) -> None:
    (dataset / "findings" / "findings.jsonl").unlink()
    (dataset / "report.html").write_text("other", encoding="utf-8")
    (dataset / "notes.txt").write_text("x", encoding="utf-8")
    for ours in ("README.md", "gold/g.jsonl", "sources/s.html", "contributions/c.json", ".quotecheck/x", "decisions/d"):
        (dataset / ours).parent.mkdir(exist_ok=True)
        (dataset / ours).write_text("{}", encoding="utf-8")
    assert faults(dataset) == [
        ("QC108", "findings/findings.jsonl", None, ""),
        ("QC103", "report.html", None, ""),
        ("QC110", "notes.txt", None, ""),
    ]


def test_decisions_are_checked_though_no_manifest_names_them(dataset: Path) -> None:
    (dataset / "decisions").mkdir()
    decision = {"id": "d:1", "target": "f:1", "verdict": "dismissed", "why": "", "by": "ed", "on": "2031-03-09"}
    line = json.dumps({**decision, "evidence": "0" * 64})
    (dataset / "decisions" / "decisions.jsonl").write_text(line, encoding="utf-8")
    assert faults(dataset) == [("QC101", "decisions/decisions.jsonl", 1, "/why")]


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (setting("files", 0, "path", "../secret"), [("QC101", "manifest.json", 1, "/files/0/path")]),
        (setting("rules", "x"), [("QC101", "manifest.json", 1, "/rules")]),
        (setting("files", 0, "sha256", "0" * 64), [("QC103", "articles/articles.jsonl", None, "")]),
        (setting("files", 0, "records", 7), [("QC111", "articles/articles.jsonl", None, "")]),
    ],
)
def test_a_manifest_altered_by_hand(dataset: Path, edit: Edit, expected: list[Any]) -> None:
    path = dataset / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    edit(manifest)
    path.write_text(json.dumps(manifest), encoding="utf-8")
    assert [fault for fault in faults(dataset) if fault[0] != "QC110"] == expected


def test_problem_lines_are_checked(dataset: Path) -> None:
    path = dataset / "problems" / "problems.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace("QC201", "QC999"), encoding="utf-8")
    assert faults(dataset) == [("QC101", "problems/problems.jsonl", 2, "/code")]


def test_a_lone_file_is_checked_for_what_it_holds_alone(dataset: Path, tmp_path: Path) -> None:
    alter(dataset, "quotes", 2, setting("id", 5))
    lone = tmp_path / "out.jsonl"  # its kind is told by its fields
    lone.write_bytes((dataset / "quotes" / "quotes.jsonl").read_bytes())
    assert short(list(check(lone)), tmp_path) == [("QC101", "out.jsonl", 2, "/id")]


def test_files_given_together_are_held_against_each_other(dataset: Path, tmp_path: Path) -> None:
    alter(dataset, "quotes", 1, setting("source", "text", "Hal Quist"))
    paths = [dataset / "quotes" / "quotes.jsonl", dataset / "articles" / "articles.jsonl"]
    assert short(list(check_files(paths)), tmp_path / "set") == [("QC102", "quotes/quotes.jsonl", 1, "/source/text")]


def test_a_folder_of_json_files(tmp_path: Path) -> None:
    quotes = [quote.model_dump(mode="json") for quote in made.quotes()]
    quotes[1]["tier"] = "E"
    (tmp_path / "quotes.json").write_text(json.dumps(quotes, indent=1), encoding="utf-8")
    (tmp_path / "articles.jsonl").write_text("\n".join(item.to_json() for item in made.articles()), encoding="utf-8")
    assert faults(tmp_path) == [("QC101", "quotes.json", None, "/1/tier")]


def test_paths_that_hold_no_records(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "odd.json").write_text('{"colour": "red"}', encoding="utf-8")
    for name, code in (("none", "QC001"), ("empty", "QC109"), ("odd.json", "QC109")):
        assert [problem.code for problem in check(tmp_path / name)] == [code]


def test_marks_are_held_against_their_article(tmp_path: Path) -> None:
    text = made.TEXTS["a:beacon"]
    start = text.index("“We")
    mark = {"article_id": "a:beacon", "start": start, "end": text.index("” & ") + 1, "open": "“", "close": "”"}
    whole = {**mark, "class": "quote", "reason": "said"}
    lines = [json.dumps(item) for item in (whole, {**whole, "close": "»"}, {**whole, "end": 9999})]
    (tmp_path / "marks.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "articles.jsonl").write_text(made.articles()[0].to_json(), encoding="utf-8")
    assert faults(tmp_path) == [("QC102", "marks.jsonl", 2, "/close"), ("QC104", "marks.jsonl", 3, "/end")]
