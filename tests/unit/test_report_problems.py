from __future__ import annotations

import io
import json
from xml.etree import ElementTree as ET

import pytest
import store_samples as made
from rich.console import Console

from quotecheck.problems import CODES, Place, Problem
from quotecheck.report.problems import Format, render
from quotecheck.report.text import summary

FORMATS: tuple[Format, ...] = ("text", "json", "github", "sarif", "junit")
ODD = Problem("QC102", "100% <b>wrong</b>\n::error::no", Place("a,b:c\udcff.jsonl", 4, "/x~1y"))


def test_text_is_the_contract_form_on_one_line() -> None:
    problem = Problem("QC104", "span ends at 412, article text has 398 characters", Place("q.jsonl", 7, "/cue/end"))
    assert render([problem], "text") == "q.jsonl:7:/cue/end: QC104 span ends at 412, article text has 398 characters\n"
    assert render([Problem("QC404", "nothing given")], "text") == "QC404 nothing given\n"
    assert render([ODD], "text").count("\n") == 1


def test_json_is_one_record_a_line() -> None:
    lines = [json.loads(line) for line in render(made.problems(), "json").splitlines()]
    assert lines == [problem.to_dict() for problem in made.problems()]
    assert json.loads(render([ODD], "json"))["file"] == ODD.place.file


def test_github_commands_cannot_be_forged() -> None:
    (line,) = render([ODD], "github").splitlines()
    assert line.startswith(
        "::error file=a%2Cb%3Ac\\udcff.jsonl,line=4,title=QC102 text differs from the article::/x~1y: "
    )
    assert "100%25 <b>wrong</b>%0A::error::no" in line


def test_github_shows_ten_of_a_kind_and_counts_the_rest() -> None:
    problems = [Problem("QC101", str(number)) for number in range(25)] + [Problem("QC110", "x"), Problem("QC012", "y")]
    lines = render(problems, "github").splitlines()
    kinds = [line.split(" ")[0] for line in lines]
    assert (kinds.count("::error"), kinds.count("::warning"), kinds.count("::notice")) == (10, 1, 2)
    assert lines[-1].endswith("::15 more problems are not shown here (error: 25, warning: 1, info: 1)")


def test_sarif_names_rules_places_and_levels() -> None:
    log = json.loads(render([*made.problems(), ODD], "sarif"))
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    assert [result["level"] for result in run["results"]] == ["warning", "note", "error"]
    assert run["results"][0]["locations"] == [
        {
            "physicalLocation": {"artifactLocation": {"uri": "in/tern.txt"}, "region": {"startLine": 3}},
            "logicalLocations": [{"fullyQualifiedName": "/text"}],
        }
    ]
    assert run["results"][1]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "in/tern%20copy.txt"


def test_a_column_is_given_where_it_is_known() -> None:
    problem = Problem("QC510", "there is no field speakr", Place("a.yaml", 3, "/0/speakr", 5))
    assert render([problem], "text") == "a.yaml:3:/0/speakr: QC510 there is no field speakr\n"
    assert json.loads(render([problem], "json"))["column"] == 5
    assert "::error file=a.yaml,line=3,col=5,title=" in render([problem], "github")
    (result,) = json.loads(render([problem], "sarif"))["runs"][0]["results"]
    region = {"startLine": 3, "startColumn": 5}
    assert result["locations"][0]["physicalLocation"]["region"] == region


def test_junit_counts_what_it_holds() -> None:
    root = ET.fromstring(render([*made.problems(), ODD], "junit"))
    assert (root.get("tests"), root.get("failures")) == ("3", "2")
    assert len(root.findall(".//testcase")) == 3
    assert [failure.get("type") for failure in root.findall(".//failure")] == ["warning", "error"]
    passed = ET.fromstring(render([], "junit"))
    assert (passed.get("tests"), passed.get("failures")) == ("1", "0")


@pytest.mark.parametrize("fmt", FORMATS)
def test_every_code_and_any_text_has_every_form(fmt: Format) -> None:
    problems = [Problem(code, "odd \x00\x1b[31m “words”\u2028", Place("f", 1, "/a")) for code in CODES]
    text = render(problems, fmt)
    assert fmt == "github" or all(code in text for code in CODES)
    assert text.encode("utf-8").decode() == text
    if fmt == "junit":
        ET.fromstring(text)


def told(count: int) -> str:
    console = Console(file=io.StringIO(), width=100, force_terminal=False)
    conflict = made.findings()[0]
    more = [conflict.model_copy(update={"id": f"f:x{number:02}"}) for number in range(count)]
    summary(console, {"articles": 3, "quotes: direct": 1234}, [*made.findings()[::-1], *more], made.problems())
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_the_summary_counts_and_tells_conflicts_one_by_one() -> None:
    text = told(0)
    for line in ("quotes: direct 1,234", "findings: conflict 2 number 1, polarity 1", "problems: warning 1 QC201 1"):
        assert line in [" ".join(row.split()) for row in text.splitlines()]
    assert text.index("1. number  19 people and 23") < text.index("2. polarity (between sources)")
    assert "Beacon Wire, 2031-03-06 18:00Z: “Nineteen people died when a fire" in text
    assert "The Tern, 2031-03-07, according to Tobin Vale: “the owners had been warned”" in text
    assert "the toll rose" not in text


def test_the_summary_stops_at_twelve() -> None:
    text = told(20)
    assert "12. number" in text
    assert "13. number" not in text
    assert "10 more in report.html" in text


def test_a_terminal_obeys_nothing_that_an_article_says() -> None:
    finding = made.findings()[0]
    side = finding.sides[0].model_copy(update={"text": "\x1b[2J [bold]no", "outlet": "\x1b]0;x\x07"})
    console = Console(file=io.StringIO(), width=100, force_terminal=False)
    summary(console, {}, [finding.model_copy(update={"sides": (side, finding.sides[1])})], [])
    assert isinstance(console.file, io.StringIO)
    assert "\x1b" not in console.file.getvalue()
    assert "[bold]no" in console.file.getvalue()
