"""The checks as build servers run them: the action, the hooks, SARIF, revisions, waivers, and the example to copy."""

from __future__ import annotations

import importlib.util
import json
import os
import pty
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import validators
from ruamel.yaml import YAML
from running import EXAMPLE, Called, call, edit_rows, read_rows

from quotecheck.problems import CODES, Place, Problem
from quotecheck.report.problems import render, step_summary

ROOT = Path(__file__).parents[2]
QUOTES = "dataset/quotes/quotes.jsonl"
ENVIRONMENT = {"GIT_AUTHOR_NAME": "ed", "GIT_AUTHOR_EMAIL": "ed@desk.example", "GIT_CONFIG_GLOBAL": os.devnull} | {
    "GIT_COMMITTER_NAME": "ed", "GIT_COMMITTER_EMAIL": "ed@desk.example",
    "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
}  # fmt: skip


def sh(command: str, folder: Path, **env: str) -> Called:
    bash = ["bash", "-euo", "pipefail", "-c", command]
    whole = {**os.environ, **ENVIRONMENT, **env}
    done = subprocess.run(bash, cwd=folder, env=whole, capture_output=True, check=False, timeout=300)
    return Called(done.returncode, done.stdout, done.stderr.decode("utf-8"))


def found(*args: str | Path) -> list[tuple[str, int, str]]:
    rows = call("validate", *args, "--format", "json").rows
    return [(row["code"], row["line"], row["pointer"]) for row in rows]


def home(package: str) -> Path:
    spec = importlib.util.find_spec(package)
    assert spec is not None
    assert spec.submodule_search_locations is not None
    return Path(next(iter(spec.submodule_search_locations)))


def official(name: str) -> dict[str, Any]:
    """Give a schema of the JSON Schema Store as the package `schemastore` ships it; its code would ask the network."""
    store = home("schemastore") / "cache.sqlite"
    with sqlite3.connect(f"file:{store}?mode=ro&immutable=1", uri=True) as held:
        for (value,) in held.execute("select value from responses"):
            if name.encode() in value[:1500] and (start := value.find(b"{")) >= 0:
                text = value[start:].decode("utf-8", "replace")
                schema: dict[str, Any] = json.JSONDecoder().raw_decode(text)[0]
                if schema.get("title") == name:
                    return schema
    raise AssertionError(name)


def faults(schema: dict[str, Any], value: object) -> list[str]:
    checker: Any = validators.validator_for(schema)
    return [error.message for error in checker(schema, format_checker=checker.FORMAT_CHECKER).iter_errors(value)]


def test_sarif_passes_the_official_schema() -> None:
    schema = official("Static Analysis Results Format (SARIF) Version 2.1.0 JSON Schema")
    odd = Problem("QC102", "100% <b>", Place("a,b:c\udcff \\ü.jsonl", 4, "/x~1y"))
    problems = [odd, Problem("QC404", "none"), *(Problem(code, "said", Place("f", None, "/a")) for code in CODES)]
    for docs in ("", "https://docs.example/problems.md"):
        log = json.loads(render(problems, "sarif", docs))
        assert faults(schema, log) == []
        rules = log["runs"][0]["tool"]["driver"]["rules"]
        assert [rule.get("helpUri") for rule in rules] == [f"{docs}#{r['id'].lower()}" if docs else None for r in rules]
    assert faults(schema, json.loads(render([], "sarif"))) == []
    log["runs"][0]["results"][0]["level"] = "grave"
    assert faults(schema, log) != []


def test_every_code_leads_to_its_place_on_the_page() -> None:
    page = (ROOT / "docs/templates/problems.md.j2").read_text("utf-8")
    sections = re.findall(r'"(\d)":', page)
    assert {code[2] for code in CODES} <= set(sections)


def test_the_example_is_sound_and_holds_a_contribution(repository: Path) -> None:
    assert found("dataset") == []
    assert any(row["rule"] == "contributed" for row in read_rows(repository / QUOTES))
    assert (repository / "dataset/contributions/kettering.yaml").is_file()


def test_the_commands_of_the_example_do_what_its_page_shows(repository: Path) -> None:
    page = (repository / "README.md").read_text("utf-8")
    shutil.rmtree(repository / ".git")
    printed = ""
    for language, block in re.findall(r"^```(\w+)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL):
        if language == "bash":
            ran = sh(block, repository)
            printed = ran.out.decode() + ran.err
            assert ran.status == 0, printed
        else:
            assert [line for line in block.splitlines() if line not in printed] == []


def test_only_what_changed_since_a_revision_is_told(repository: Path) -> None:
    edit_rows(repository / QUOTES, lambda rows: rows[0]["cue"].update(text="Old"))
    sh("git commit --quiet -am old", repository)
    edit_rows(repository / QUOTES, lambda rows: rows[2]["cue"].update(text="New"))
    assert found("dataset") == [("QC102", 1, "/cue/text"), ("QC102", 3, "/cue/text")]
    assert found("dataset", "--changed-since", "HEAD") == [("QC102", 3, "/cue/text")]
    assert found("dataset", "--changed-since", "HEAD~1") == [("QC102", 1, "/cue/text"), ("QC102", 3, "/cue/text")]
    sh("git commit --quiet -am new", repository)
    assert found("dataset", "--changed-since", "HEAD") == []


def test_a_reference_to_what_was_removed_is_told_though_its_line_is_as_it_was(repository: Path) -> None:
    edit_rows(repository / "dataset/speakers/speakers.jsonl", lambda rows: rows.pop(0))
    edit_rows(repository / QUOTES, lambda rows: rows[-1].update(tier="B"))
    told = found("dataset/quotes/quotes.jsonl", "--changed-since", "HEAD")
    assert told == []
    codes = [code for code, *_ in found("dataset", "--changed-since", "HEAD")]
    assert codes
    assert set(codes) <= {"QC105", "QC111", "QC103"}


def test_a_new_file_is_new_as_a_whole(repository: Path) -> None:
    lone = repository / "dataset/gold/quotes.jsonl"
    lone.parent.mkdir()
    row = read_rows(repository / QUOTES)[0] | {"tier": "Z"}
    lone.write_text(json.dumps(row) + "\n", encoding="utf-8")
    assert found(lone, "--changed-since", "HEAD") == [("QC101", 1, "/tier")]


@pytest.mark.parametrize(("revision", "code"), [("nowhere", "QC590"), ("--output=x", "QC590"), ("HEAD", "QC591")])
def test_a_revision_that_is_not_there_stops_the_run(
    revision: str, code: str, repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    if code == "QC591":
        shutil.rmtree(repository / ".git")
        monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    checked = call("validate", "dataset", f"--changed-since={revision}")
    assert (checked.status, checked.out) == (2, b"")
    assert checked.err.startswith(code)
    assert not (repository / "x").exists()


WAIVED = """
[[waiver]]
code = "QC102"
id = "{id}"
why = "the desk knows"
"""


@pytest.mark.parametrize(
    ("waivers", "told"),
    [
        (WAIVED, []),
        (WAIVED.replace("id =", "files = 'quotes/*'\nid ="), []),
        (WAIVED + "until = 2031-05-31", [("QC582", 2, "/waiver/0/until"), ("QC102", 1, "/cue/text")]),
        (WAIVED + "until = 2031-06-01", []),
        (WAIVED.replace('why = "the desk knows"', ""), [("QC580", 2, "/waiver/0/why"), ("QC102", 1, "/cue/text")]),
        (WAIVED.replace("the desk knows", ""), [("QC580", 2, "/waiver/0/why"), ("QC102", 1, "/cue/text")]),
        (WAIVED.replace("{id}", "q:none"), [("QC581", 2, "/waiver/0"), ("QC102", 1, "/cue/text")]),
        (WAIVED.replace('id = "{id}"', ""), [("QC580", 2, "/waiver/0"), ("QC102", 1, "/cue/text")]),
        (WAIVED.replace("QC102", "QC999"), [("QC580", 2, "/waiver/0/code"), ("QC102", 1, "/cue/text")]),
        (WAIVED.replace("code", "kode"),
         [("QC580", 2, "/waiver/0/code"), ("QC576", 2, "/waiver/0/kode"), ("QC102", 1, "/cue/text")]),
        (WAIVED + "until = 'soon'", [("QC577", 2, "/waiver/0/until"), ("QC102", 1, "/cue/text")]),
        ("waiver = 3", [("QC577", None, "/waiver"), ("QC102", 1, "/cue/text")]),
        ("[[waiver", [("QC575", None, None), ("QC102", 1, "/cue/text")]),
        (WAIVED + "[other]\nx = 1", [("QC576", None, "/other")]),
    ],
)  # fmt: skip
def test_waivers(waivers: str, told: list[Any], repository: Path) -> None:
    edit_rows(repository / QUOTES, lambda rows: rows[0]["cue"].update(text="Old"))
    id_ = read_rows(repository / QUOTES)[0]["id"]
    (repository / "dataset/waivers.toml").write_text(waivers.replace("{id}", id_), encoding="utf-8")
    assert sorted(found("dataset", "--today", "2031-06-01"), key=str) == sorted(told, key=str)
    count = "no problems, 1 waived\n" if not told else ""
    assert call("validate", "dataset", "--today", "2031-06-01").err.startswith(count)


def steps(path: Path) -> Iterator[dict[str, Any]]:
    yield from YAML(typ="safe").load(path)["runs"]["steps"]


def run_step(folder: Path, **inputs: str) -> Called:
    """Run the last step of the action as the runner does, with the values of its expressions in the environment."""
    *_, step = steps(ROOT / "action.yml")
    given = {"paths": "dataset", "changed-since": "", "sarif": ""} | {k.replace("_", "-"): v for k, v in inputs.items()}
    github = {"server_url": "https://hub.example", "action_repository": "o/quotecheck", "action_ref": "v1"}
    values = {f"inputs.{k}": v for k, v in given.items()} | {f"github.{k}": v for k, v in github.items()}
    env = {k: re.sub(r"\${{ ([\w.-]+) }}", lambda m: values[m[1]], v) for k, v in step["env"].items()}
    assert "${{" not in step["run"], "an expression in a script lets input become code"
    summary = folder / "summary.md"
    return sh(step["run"], folder, GITHUB_STEP_SUMMARY=str(summary), **env)


def test_the_action_annotates_lines_sums_up_and_writes_sarif(repository: Path) -> None:
    edit_rows(repository / QUOTES, lambda rows: [row["cue"].update(text="Old") for row in rows if row["cue"]])
    ran = run_step(repository, sarif="out.sarif", changed_since="HEAD")
    lines = ran.out.decode().splitlines()
    assert ran.status == 1, ran.err
    assert all(f"file={QUOTES},line=" in line for line in lines[:-1])
    log = json.loads((repository / "out.sarif").read_text("utf-8"))
    assert len(log["runs"][0]["results"]) == len(lines)
    page = "https://hub.example/o/quotecheck/blob/v1/docs/reference/problems.md#qc102"
    assert log["runs"][0]["tool"]["driver"]["rules"][0]["helpUri"] == page
    assert f"[QC102]({page})" in (repository / "summary.md").read_text("utf-8")


def test_the_action_passes_what_is_sound_and_takes_several_paths(repository: Path) -> None:
    ran = run_step(repository, paths="dataset\ndataset/quotes sources", changed_since="HEAD")
    assert (ran.status, ran.out) == (0, b""), (ran.out, ran.err)
    assert "no problems" in (repository / "summary.md").read_text("utf-8")


def test_the_action_fails_on_a_wrong_call(repository: Path) -> None:
    assert run_step(repository, changed_since="nowhere").status == 2
    assert run_step(repository, changed_since="nowhere", sarif="out.sarif").status == 2
    assert run_step(repository, paths="--help x").status == 1  # a path, not an option


def test_action_and_workflow_fit_their_schemas() -> None:
    shipped = home("check_jsonschema") / "builtin_schemas/vendor"
    action, workflow = (json.loads((shipped / f"github-{name}.json").read_bytes()) for name in ("actions", "workflows"))
    assert faults(action, YAML(typ="safe").load(ROOT / "action.yml")) == []
    assert faults(workflow, YAML(typ="safe").load(EXAMPLE / ".github/workflows/validate.yml")) == []
    assert faults(action, {"name": "x"}) != []


def test_the_workflow_gives_the_action_inputs_that_it_has() -> None:
    jobs = YAML(typ="safe").load(EXAMPLE / ".github/workflows/validate.yml")["jobs"]
    used = next(step for step in jobs["validate"]["steps"] if "quotecheck@" in step.get("uses", ""))
    assert set(used["with"]) <= set(YAML(typ="safe").load(ROOT / "action.yml")["inputs"])


HOOKS = YAML(typ="safe").load(ROOT / ".pre-commit-hooks.yaml")


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_hooks_pass_what_is_sound_and_stop_what_is_not(hook: dict[str, Any], repository: Path) -> None:
    command = shlex.join([*shlex.split(hook["entry"]), *hook.get("args", [])])
    assert sh(_with_files(hook, command), repository).status == 0
    edit_rows(repository / QUOTES, lambda rows: rows[0].update(tier="Z"))
    assert sh(_with_files(hook, command), repository).status == 1


def _with_files(hook: dict[str, Any], command: str) -> str:
    return f"{command} {QUOTES}" if hook["pass_filenames"] else command


def test_the_hook_of_the_example_is_there() -> None:
    (repo,) = YAML(typ="safe").load(EXAMPLE / ".pre-commit-config.yaml")["repos"]
    assert {hook["id"] for hook in repo["hooks"]} <= {hook["id"] for hook in HOOKS}


def test_the_summary_shows_all_places_that_fit_and_no_more() -> None:
    problems = [Problem("QC101", "a `` b | <i>", Place("f", number)) for number in range(130)]
    text = step_summary(problems, 2)
    assert "error: 130; waived: 2" in text
    assert text.count("\n- ") == 101
    assert "and 30 more" in text
    assert "`` f:0: QC101 a ` ` b | <i> ``" in text


def test_progress_is_shown_on_a_terminal_alone(repository: Path) -> None:
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "quotecheck", "validate", "dataset"]
    done = subprocess.run(command, cwd=repository, stderr=follower, stdout=subprocess.PIPE, check=False, timeout=120)
    os.close(follower)
    shown = os.read(leader, 1 << 16).decode("utf-8")
    os.close(leader)
    assert done.stdout == b""
    assert "records" in shown
    assert "no problems" in shown
    assert call("validate", "dataset").err == "no problems\n"


def test_a_waiver_of_a_whole_folder_holds_for_one_of_its_files_too(repository: Path) -> None:
    edit_rows(repository / QUOTES, lambda rows: rows[0].update(tier="Z"))
    waiver = "[[waiver]]\ncode = 'QC101'\nfiles = 'quotes/*'\nwhy = 'the desk knows'\n"
    (repository / "dataset/waivers.toml").write_text(waiver, encoding="utf-8")
    assert found("dataset") == []
    assert found(QUOTES) == []
    assert found("dataset/articles/articles.jsonl") == []
