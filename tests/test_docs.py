"""The documentation is true: commands run and show what is printed, links lead somewhere, made pages are fresh."""

from __future__ import annotations

import itertools
import json
import os
import re
import runpy
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from quotecheck.cli import app

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = [*sorted(DOCS.rglob("*.md")), *sorted(ROOT.glob("*.md")), ROOT / "dataset/README.md"]
GUIDES = [path for folder in ("tutorial", "how-to") for path in sorted((DOCS / folder).glob("*.md"))]
TEMPLATES = DOCS / "templates"
MEASURED = {"tiers.md"}  # by a benchmark, on data that is not here
GENERATED = sorted(path.relative_to(TEMPLATES).with_suffix("").as_posix() for path in TEMPLATES.rglob("*.j2"))

BLOCK = re.compile(r"^( *)```(\w+)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
PLAIN_CALL = re.compile(r"(! )?quotecheck [^|<>;&$]*")
LINK = re.compile(r"\[[^]]*\]\(([^)\s]+)\)")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def blocks(path: Path) -> Iterator[tuple[str, str]]:
    for indent, language, block in BLOCK.findall(path.read_text(encoding="utf-8")):
        yield language, re.sub(f"^{indent}", "", block, flags=re.MULTILINE)


@lru_cache(maxsize=1)
def generated() -> dict[str, str]:
    pages: dict[str, str] = runpy.run_path(str(DOCS / "generate.py"))["pages"]()
    return pages


@pytest.mark.parametrize("page", GENERATED)
def test_reference_pages_are_fresh(page: str) -> None:
    stale = "the reference is stale: run `python tasks.py docs`"
    assert (DOCS / "reference" / page).read_text(encoding="utf-8") == generated()[page], stale


def test_no_reference_page_is_left_over() -> None:
    reference = DOCS / "reference"
    assert {path.relative_to(reference).as_posix() for path in reference.rglob("*.md")} == {*GENERATED, *MEASURED}


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    links = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in links if not _leads(page, link)] == []


def _leads(page: Path, link: str) -> bool:
    path, _, anchor = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    return target.exists() and (not anchor or anchor in _anchors(target))


def _anchors(page: Path) -> set[str]:
    text = page.read_text(encoding="utf-8")
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    made = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    return made | set(re.findall(r'<a id="([^"]+)">', text))


@pytest.mark.parametrize("page", [page for page in GUIDES if "```bash" in page.read_text("utf-8")], ids=name)
def test_commands_do_what_the_page_shows(
    page: Path, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A `bash` block runs without fault; each line of the `text` block behind it is part of a line it printed.

    What a build works out for the sample's articles is there already, in the folders that pages build them into.
    """
    shutil.copytree(ROOT / "dataset/sources", tmp_path / "dataset/sources")
    for folder in ("records", "build/sample"):
        shutil.copytree(sample / ".quotecheck", tmp_path / folder / ".quotecheck")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
    printed = ""
    for language, block in blocks(page):
        if language == "bash":
            printed = "".join(_run(*part) for part in _parts(block))
        elif language == "text":
            told = printed.splitlines()
            assert [line for line in block.splitlines() if not any(line.strip() in t for t in told)] == []


def _parts(block: str) -> Iterator[tuple[bool, str]]:
    """Split a block into plain calls of quotecheck, which are run here to load the model once, and the rest."""
    for ours, lines in itertools.groupby(block.splitlines(), lambda line: bool(PLAIN_CALL.fullmatch(line))):
        if ours:
            yield from ((True, line) for line in lines)
        else:
            yield False, "\n".join(lines)


def _run(ours: bool, command: str) -> str:
    if ours:
        words = shlex.split(command.removeprefix("! "))
        result = CliRunner().invoke(app, words[1:], prog_name="quotecheck", catch_exceptions=False)
        status, output = result.exit_code ^ command.startswith("! "), result.output
    else:
        bash = ["bash", "-euo", "pipefail", "-c", command]
        done = subprocess.run(
            bash, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
        status, output = done.returncode, done.stdout
    assert status == 0, f"{command}\n{output}"
    return output


@pytest.mark.parametrize("page", GUIDES, ids=name)
def test_cards_shown_are_as_they_stand(page: Path) -> None:
    for language, block in blocks(page):
        if language == "toml":
            comment, _, card = block.partition("\n")
            tomllib.loads(card)
            assert card in (ROOT / comment.removeprefix("# ")).read_text(encoding="utf-8")


def test_the_readme_shows_what_a_build_gives(sample: Path, tmp_path: Path) -> None:
    shutil.copytree(sample, tmp_path, dirs_exist_ok=True)
    built = _run(True, f"quotecheck build {ROOT / 'dataset/sources'} -o {tmp_path}")
    shown = dict(blocks(ROOT / "README.md"))
    assert [line for line in shown["text"].splitlines() if line not in built] == []
    record = json.loads(shown["json"])
    lines = (tmp_path / "quotes/quotes.jsonl").read_text(encoding="utf-8").splitlines()
    whole = [json.loads(line) for line in lines if record["id"] in line]
    assert [{key: value for key, value in one.items() if value not in (None, [], False)} for one in whole] == [record]


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_programs_named_are_there(page: Path) -> None:
    named = re.findall(r"python ([\w/]+\.py)", page.read_text(encoding="utf-8"))
    assert [program for program in named if not (ROOT / program).is_file()] == []


def test_changes_are_grouped_as_keep_a_changelog_has_it() -> None:
    headings = re.findall(r"^### (.+)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert set(headings) <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
