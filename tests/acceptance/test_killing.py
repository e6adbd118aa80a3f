"""A build may be killed at any moment: run again, it gives what an undisturbed one gives, and does no article twice."""

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest
from forking import Forks
from running import call, command, contents, counted_analyses, write_rows
from samples import LAMP

from quotecheck.store import dataset

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_rows(tmp_path_factory.mktemp("in") / "a.jsonl", LAMP)


@pytest.fixture(scope="module")
def undisturbed(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("undisturbed")
    assert call("build", articles, "-o", folder, "--quiet").status == 0
    return contents(folder)


def shards(folder: Path) -> int:
    return sum(1 for path in folder.glob(".quotecheck/shards/*/*") if not path.name.endswith(".part"))


# Each moment is a renaming, counted; a build of four articles has some dozen.
# What is renamed before: one article; all of them and two files; everything but the manifest.
@pytest.mark.parametrize("renamed", [2, 7, 12])
def test_a_build_killed_at_any_renaming_goes_on_where_it_stopped(
    renamed: int, articles: Path, undisturbed: dict[str, bytes], forks: Forks, tmp_path: Path
) -> None:
    assert forks.run("build", articles, "-o", tmp_path, renamings=renamed) == -signal.SIGKILL
    assert call("validate", tmp_path).status == 1, "a dataset that was never finished must not look like one that was"
    done = shards(tmp_path)
    with counted_analyses() as analysed:
        assert call("build", articles, "-o", tmp_path, "--quiet").status == 0
    assert len(analysed) == len(LAMP) - done
    assert contents(tmp_path) == undisturbed


def test_a_build_killed_from_outside_loses_no_article_that_was_done(tmp_path: Path) -> None:
    rows = [{**row, "id": f"{row['id']}-{n}", "text": f"{row['text']}\nPart {n}."} for n in range(40) for row in LAMP]
    source = write_rows(tmp_path / "in" / "a.jsonl", rows)
    folder = tmp_path / "out"
    build = subprocess.Popen(command("build", source, "-o", folder, "--quiet"), stderr=subprocess.DEVNULL)
    try:
        _wait_for_shards(folder, 10)
    finally:
        os.kill(build.pid, signal.SIGKILL)
        build.wait()
    done = shards(folder)
    assert 10 <= done < len(rows), "killed too late to show anything"
    with counted_analyses() as analysed:
        assert call("build", source, "-o", folder, "--quiet").status == 0
    assert len(analysed) == len(rows) - done
    assert call("validate", folder).status == 0


def _wait_for_shards(folder: Path, number: int) -> None:
    deadline = time.monotonic() + 60
    while shards(folder) < number:
        assert time.monotonic() < deadline, "the build does not come on"
        time.sleep(0.005)


# What is renamed before: three articles and a file; all files, beside the old ones; some of them into their places.
@pytest.mark.parametrize(("renamed", "new"), [(4, False), (12, False), (13, True), (15, True), (18, True)])
def test_a_rebuild_that_is_killed_leaves_the_old_dataset_or_the_new(
    renamed: int, new: bool, articles: Path, undisturbed: dict[str, bytes], forks: Forks, tmp_path: Path
) -> None:
    call("build", write_rows(tmp_path / "one.jsonl", LAMP[:1]), "-o", tmp_path / "out", "--quiet")
    old = contents(tmp_path / "out")
    assert forks.run("build", articles, "-o", tmp_path / "out", renamings=renamed) == -signal.SIGKILL
    assert call("validate", tmp_path / "out").status == 0
    assert contents(tmp_path / "out") == (undisturbed if new else old)
    call("build", articles, "-o", tmp_path / "out", "--quiet")
    assert contents(tmp_path / "out") == undisturbed


def test_two_builds_at_once_cannot_spoil_a_dataset(articles: Path, tmp_path: Path) -> None:
    with dataset.lock(tmp_path):
        called = call("build", articles, "-o", tmp_path, "--quiet")
    assert called.status == 2
    assert "QC403" in called.err
    assert call("build", articles, "-o", tmp_path, "--quiet").status == 0
