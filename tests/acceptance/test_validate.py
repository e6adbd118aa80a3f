"""`quotecheck validate`: three faults put into a sound dataset are three problems, each at its place."""

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest
from running import Row, call, edit_rows, read_rows
from samples import LAMP

QUOTES = "quotes/quotes.jsonl"
PAGES = LAMP


@pytest.fixture
def dataset(root: Path) -> Path:
    return root / "out"


def alter(dataset: Path, wanted: Callable[[Row], object], change: Callable[[Row], object], name: str = QUOTES) -> int:
    """Change the first record that is wanted, and nothing else of the file; give its line."""
    number = next(number for number, row in enumerate(read_rows(dataset / name)) if wanted(row))
    edit_rows(dataset / name, lambda rows: change(rows[number]))
    return number + 1


def test_a_sound_dataset_has_no_problem(dataset: Path) -> None:
    checked = call("validate", dataset)
    assert (checked.status, checked.out, checked.err) == (0, b"", "no problems\n")


@pytest.fixture
def faulty(dataset: Path) -> tuple[Path, list[tuple[str, int, str]]]:
    """A dataset with one altered text, one broken reference and one wrong date, and the place of each."""
    text = alter(dataset, lambda row: row["type"] == "direct", lambda row: row["content"][0].update(text="The lamp"))
    reference = alter(
        dataset,
        lambda row: row["type"] == "indirect" and row["speaker"],
        lambda row: row["speaker"].update(id="nobody"),
    )
    date = alter(
        dataset, lambda row: row["type"] == "mixed", lambda row: row["said_on"].update(value="2031-02-30", text=None)
    )
    places = [
        ("QC102", text, "/content/0/text"),
        ("QC105", reference, "/speaker/id"),
        ("QC101", date, "/said_on/value"),
    ]
    return dataset, sorted(places)


def test_an_altered_text_a_broken_reference_and_a_wrong_date_are_three_problems(
    faulty: tuple[Path, list[tuple[str, int, str]]],
) -> None:
    folder, places = faulty
    checked = call("validate", folder, "--format", "json")
    found = [(row["code"], row["line"], row["pointer"]) for row in checked.rows]
    assert sorted(found) == places
    assert {row["file"] for row in checked.rows} == {f"{folder}/{QUOTES}"}
    assert checked.status == 1


def test_a_problem_as_text_gives_file_line_pointer_and_code(
    faulty: tuple[Path, list[tuple[str, int, str]]],
) -> None:
    folder, places = faulty
    checked = call("validate", folder)
    told = {line.split(" ", 2)[0] + " " + line.split(" ", 2)[1] for line in checked.out.decode().splitlines()}
    assert told == {f"{folder}/{QUOTES}:{line}:{pointer}: {code}" for code, line, pointer in places}
    assert checked.err == "3 problems\n"


def test_a_date_after_publication_is_wrong_too(dataset: Path) -> None:
    line = alter(dataset, lambda row: row["said_on"]["value"], lambda row: row["said_on"].update(value="2033-01-01"))
    (told,) = call("validate", dataset).out.decode().splitlines()
    assert told.startswith(f"{dataset}/{QUOTES}:{line}:/said_on/value: QC107 ")


@pytest.mark.parametrize("form", ["github", "sarif", "junit", "json"])
def test_the_forms_for_build_servers_tell_each_problem_and_parse(
    form: str, faulty: tuple[Path, list[tuple[str, int, str]]]
) -> None:
    folder, places = faulty
    checked = call("validate", folder, "--format", form)
    assert checked.status == 1
    assert READERS[form](checked.out.decode()) == [code for code, _, _ in places]


@pytest.mark.parametrize("form", ["github", "sarif", "junit", "json"])
def test_the_forms_for_build_servers_parse_without_a_problem(form: str, dataset: Path) -> None:
    checked = call("validate", dataset, "--format", form)
    assert checked.status == 0
    assert READERS[form](checked.out.decode()) == []


def _github(out: str) -> list[str]:
    lines = [line for line in out.splitlines() if line]
    assert all(line.startswith(("::error ", "::warning ")) and ",line=" in line for line in lines)
    return sorted(word for line in lines for word in line.replace(":", " ").replace("=", " ").split() if _is_code(word))


def _is_code(word: str) -> bool:
    return word.startswith("QC") and word[2:].isdecimal()


def _sarif(out: str) -> list[str]:
    log = json.loads(out)
    assert log["version"] == "2.1.0"
    results = log["runs"][0]["results"]
    assert all(r["locations"][0]["physicalLocation"]["region"]["startLine"] >= 1 for r in results)
    return sorted(result["ruleId"] for result in results)


def _junit(out: str) -> list[str]:
    failures = ET.fromstring(out).iter("failure")
    return sorted(word for failure in failures for word in (failure.text or "").split() if _is_code(word))


def _json(out: str) -> list[str]:
    return sorted(json.loads(line)["code"] for line in out.splitlines())


READERS = {"github": _github, "sarif": _sarif, "junit": _junit, "json": _json}


def test_a_path_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    checked = call("validate", tmp_path / "nowhere")
    assert checked.status == 1
    assert "QC001" in checked.out.decode()


@pytest.mark.parametrize(
    "args",
    [("validate",), ("validate", "x", "--format", "xml"), ("extract",), ("nothing",), ("build", "x"), ("explain",)],
)
def test_a_wrong_call_exits_with_2_and_says_how_to_call(args: tuple[str, ...]) -> None:
    called = call(*args)
    assert called.status == 2
    assert "Usage: quotecheck" in called.err
    assert called.out == b""
