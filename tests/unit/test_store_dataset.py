from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
import store_samples as made
from running import contents

from quotecheck.problems import QuotecheckError
from quotecheck.store import dataset
from quotecheck.store.check import check
from quotecheck.store.dataset import LAYOUT, lock
from quotecheck.store.shards import Shards

KEY, OTHER = "ab" + "0" * 62, "cd" + "1" * 62

HOLD = """
import sys, time
from pathlib import Path
from quotecheck.store.dataset import lock
with lock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


# Proves: "the same input gives the same ids on any machine, in any order".
def test_the_same_records_in_another_order_give_the_same_bytes(tmp_path: Path) -> None:
    made.write_sample(tmp_path / "one")
    dataset.write(
        tmp_path / "two", articles=made.articles()[::-1], quotes=made.quotes()[::-1], speakers=made.speakers()[::-1],
        assertions=made.assertions()[::-1], findings=made.findings()[::-1], problems=made.problems()[::-1],
        report_html="<!doctype html>\n", manifest_facts=made.FACTS,
    )  # fmt: skip
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    assert set(contents(tmp_path / "one")) == {*LAYOUT, "problems/problems.jsonl", "report.html", "manifest.json"}


def test_a_second_build_touches_nothing_and_keeps_decisions(tmp_path: Path) -> None:
    made.write_sample(tmp_path)
    (tmp_path / "decisions").mkdir()
    (tmp_path / "decisions" / "decisions.jsonl").write_text("ours", encoding="utf-8")
    for name in contents(tmp_path):
        os.utime(tmp_path / name, (1, 1))
    made.write_sample(tmp_path)
    assert {(tmp_path / name).stat().st_mtime for name in contents(tmp_path)} == {1}


def test_a_build_cut_short_leaves_the_old_dataset_and_the_next_one_makes_the_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.write_sample(tmp_path)
    old = contents(tmp_path)
    monkeypatch.setitem(made.TEXTS, "a:tern", made.TEXTS["a:tern"].replace("Fire", "Cold"))

    def stop(*_args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as cut:
        cut.setattr(dataset, "write_lines", stop)
        with pytest.raises(KeyboardInterrupt):
            made.write_sample(tmp_path)
    assert contents(tmp_path) == old
    assert list(check(tmp_path)) == []
    (tmp_path / "quotes" / ".quotes.jsonl.99.part").write_text("left by a killed build", encoding="utf-8")
    made.write_sample(tmp_path)
    assert contents(tmp_path) != old
    assert list(check(tmp_path)) == []
    assert not list(tmp_path.glob("*/.*.part"))


def test_the_manifest_is_written_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    replace = Path.replace

    def noted(self: Path, target: Path) -> Path:
        order.append(target.name)
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", noted)
    made.write_sample(tmp_path)
    moved = order[order.index("next") + 1 :]
    assert len(moved) == 8
    assert moved[-1] == "manifest.json"


def test_what_a_killed_process_was_about_to_do_is_done_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.write_sample(tmp_path / "new")
    replace = Path.replace

    def stopping(self: Path, target: Path) -> Path:
        if target.name == "quotes.jsonl" and "next" not in target.parent.parent.name:
            raise KeyboardInterrupt
        return replace(self, target)

    with monkeypatch.context() as cut:
        cut.setattr(Path, "replace", stopping)
        with pytest.raises(KeyboardInterrupt):
            made.write_sample(tmp_path / "cut")
    assert contents(tmp_path / "cut") != contents(tmp_path / "new")
    assert list(check(tmp_path / "cut")) == []
    assert contents(tmp_path / "cut") == contents(tmp_path / "new")


def test_a_path_that_is_a_file_cannot_be_written(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("mine", encoding="utf-8")
    for call in (lambda: made.write_sample(path), lambda: lock(path).__enter__(), lambda: Shards(path)):
        with pytest.raises(QuotecheckError) as caught:
            call()
        assert caught.value.problem.code == "QC401"
        assert caught.value.problem.place.file.startswith(path.as_posix())
    assert path.read_text(encoding="utf-8") == "mine"


def test_a_refusing_disk_is_told_in_plain_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_handle: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(QuotecheckError, match="QC401 cannot write here: input/output error"):
        made.write_sample(tmp_path)


def test_one_build_at_a_time_but_a_killed_one_holds_nothing(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(QuotecheckError) as caught, lock(tmp_path):
            pass
        assert caught.value.problem.code == "QC403"
        other.kill()
    started = time.monotonic()
    with lock(tmp_path), pytest.raises(QuotecheckError), lock(tmp_path):
        pass
    with lock(tmp_path):
        assert (tmp_path / ".quotecheck" / ".gitignore").read_text(encoding="utf-8") == "*\n"
    assert time.monotonic() - started < 5


def test_shards_keep_bytes_by_key(tmp_path: Path) -> None:
    shards = Shards(tmp_path)
    assert shards.get(KEY) is None
    shards.put(KEY, b"one\ntwo\x00")
    shards.put(KEY, b"other\n")
    assert Shards(tmp_path).get(KEY) == b"other\n"
    assert (tmp_path / ".quotecheck" / "shards" / "ab" / KEY[2:]).is_file()
    with pytest.raises(ValueError, match="not a sha256"):
        shards.get("../../secret")


@pytest.mark.parametrize("damage", [b"", b"x", None])
def test_a_damaged_shard_counts_as_absent(tmp_path: Path, damage: bytes | None) -> None:
    shards = Shards(tmp_path)
    shards.put(KEY, b"value")
    path = tmp_path / ".quotecheck" / "shards" / "ab" / KEY[2:]
    path.write_bytes(path.read_bytes()[:-1] if damage is None else damage)
    assert shards.get(KEY) is None
    shards.put(KEY, b"value")
    assert shards.get(KEY) == b"value"


def test_pruning_keeps_what_is_named(tmp_path: Path) -> None:
    shards = Shards(tmp_path)
    shards.put(KEY, b"1")
    shards.put(OTHER, b"2")
    (tmp_path / ".quotecheck" / "shards" / "ab" / ".x.12.part").write_bytes(b"left by a killed build")
    assert shards.prune([KEY]) == 2
    assert (shards.get(KEY), shards.get(OTHER)) == (b"1", None)
    assert [problem.code for problem in check(tmp_path)] == ["QC109"]
