"""The same articles give the same bytes, in whatever order, folder and number of processes; and are read once."""

import random
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from running import SOURCES, Row, call, contents, counted_analyses, write_rows
from samples import LAMP


def shuffled(sources: Path, folder: Path) -> Path:
    """Lay the articles of `sources` out anew: other files of lines, their lines in another order; pages as they are."""
    chance = random.Random(7)
    lines = [line for path in sorted(sources.glob("*.jsonl")) for line in path.read_bytes().splitlines()]
    chance.shuffle(lines)
    folder.mkdir()
    for number in range(3):
        (folder / f"part-{2 - number}.jsonl").write_bytes(b"\n".join(lines[number::3]) + b"\n")
    for path in (*sources.glob("*.html"), *sources.glob("*.txt")):
        shutil.copy(path, folder)
    return folder


@pytest.mark.parametrize("workers", ["1", "2"])
def test_order_folder_and_workers_leave_no_trace_in_the_bytes(workers: str, sample: Path, tmp_path: Path) -> None:
    source = shuffled(SOURCES, tmp_path / "in")
    built = call("build", source, "-o", tmp_path / "out", "--workers", workers, "--quiet")
    assert built.status == 0, built.err
    assert differing(contents(sample), contents(tmp_path / "out")) == []


def differing(left: dict[str, bytes], right: dict[str, bytes]) -> list[str]:
    return sorted(name for name in left.keys() | right.keys() if left.get(name) != right.get(name))


@pytest.fixture(scope="module")
def lamp(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    root = tmp_path_factory.mktemp("lamp")
    call("build", write_rows(root / "a.jsonl", LAMP), "-o", root / "out", "--quiet")
    return contents(root / "out")


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.permutations(LAMP), cut=st.integers(1, len(LAMP) - 1))
def test_any_order_in_any_files_gives_the_same_bytes(
    rows: list[Row], cut: int, lamp: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Property: "two builds in different folders, with shuffled input order … are identical"."""
    root = tmp_path_factory.mktemp("any")
    inputs = [write_rows(root / "b.jsonl", rows[cut:]), write_rows(root / "a.jsonl", rows[:cut])]
    call("build", *inputs, "-o", root / "out", "--quiet")
    assert differing(contents(root / "out"), lamp) == []


def test_a_second_build_analyses_nothing_and_touches_no_file(tmp_path: Path) -> None:
    source = write_rows(tmp_path / "a.jsonl", LAMP)
    call("build", source, "-o", tmp_path / "out", "--quiet")
    before = _written(tmp_path / "out")
    with counted_analyses() as analysed:
        assert call("build", source, "-o", tmp_path / "out", "--quiet").status == 0
    assert analysed == []
    assert _written(tmp_path / "out") == before


def _written(folder: Path) -> dict[str, tuple[int, int]]:
    """When each file of the dataset was written, and its inode, which a rename changes."""
    states = {path: path.stat() for path in folder.rglob("*") if path.is_file() and ".quotecheck" not in path.parts}
    return {str(path): (state.st_mtime_ns, state.st_ino) for path, state in states.items()}


def test_one_changed_article_is_the_only_one_analysed_again(tmp_path: Path) -> None:
    source = write_rows(tmp_path / "a.jsonl", LAMP)
    call("build", source, "-o", tmp_path / "out", "--quiet")
    changed = {**LAMP[0], "text": "“It will be lit on Sunday,” Mara Ollenby said.\n"}
    write_rows(source, [changed, *LAMP[1:]])
    with counted_analyses() as analysed:
        call("build", source, "-o", tmp_path / "out", "--quiet")
    assert analysed == [changed["id"]]
    call("build", source, "-o", tmp_path / "anew", "--quiet")
    assert differing(contents(tmp_path / "out"), contents(tmp_path / "anew")) == []


def test_an_article_that_was_taken_out_leaves_nothing_behind(tmp_path: Path) -> None:
    source = write_rows(tmp_path / "a.jsonl", LAMP)
    call("build", source, "-o", tmp_path / "out", "--quiet")
    write_rows(source, LAMP[1:])
    call("build", source, "-o", tmp_path / "out", "--quiet")
    assert LAMP[0]["id"].encode() not in b"".join(contents(tmp_path / "out").values())
    assert len(list((tmp_path / "out").glob(".quotecheck/shards/*/*"))) == len(LAMP) - 1


def test_settings_are_no_part_of_what_is_re_used(tmp_path: Path) -> None:
    source = write_rows(tmp_path / "a.jsonl", LAMP)
    call("build", source, "-o", tmp_path / "out", "--quiet")
    with counted_analyses() as analysed:
        call("build", source, "-o", tmp_path / "out", "--quiet", "--attitudes")
    assert sorted(analysed) == sorted(row["id"] for row in LAMP)
