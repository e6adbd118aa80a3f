"""Releases: frozen, proved, numbered by what changed; without text, and the text put back from copies."""

import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pyarrow.parquet as pq
import pytest
import yaml
from forking import Forks
from running import Called, Row, call, command, contents, read_rows, write_rows

from quotecheck.store import dataset

DATASET = Path(__file__).parents[2] / "dataset"
FILES = tuple(dataset.LAYOUT)
TOLD = ("--name", "Harbour quotes", "--author", "The Quay Desk", "--license", "CC-BY-4.0", "--date", "2031-06-01",
        "--url", "https://quay.example/quotes", "--about", "Who said what about a harbour.")  # fmt: skip


def copied(folder: Path) -> Path:
    for name in (*FILES, dataset.PROBLEMS, dataset.MANIFEST):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(DATASET / name, folder / name)
    return folder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The sample dataset, to be changed at will."""
    return copied(tmp_path / "data")


Made = Callable[..., Path]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Give releases 1.0.0 of the sample by how they are asked for, each made once: look, do not touch."""

    @cache
    def made(*more: str) -> Path:
        return released(copied(tmp_path_factory.mktemp("released") / "data"), "1.0.0", *more)

    return made


@pytest.fixture
def first(made: Made, data: Path) -> Path:
    """Release 1.0.0 of the dataset, to be spoilt or followed by others."""
    return Path(shutil.copytree(made(), data.parent / "releases/1.0.0"))


def release(version: str, data: Path, *more: str) -> Called:
    return call("release", version, "--dataset", data, "--output", data.parent / "releases", *more)


def released(data: Path, version: str = "1.0.0", *more: str) -> Path:
    called = release(version, data, *more)
    assert called.status == 0, called.err
    return data.parent / "releases" / version


def edit(path: Path, rows: list[Row]) -> None:
    write_rows(path, sorted(rows, key=lambda row: row["id"]))


# --- numbers and changes


def test_a_wrong_version_is_refused_with_the_reason_and_the_right_one(data: Path, first: Path) -> None:
    speakers = read_rows(data / "speakers/speakers.jsonl")
    more = {**speakers[0], "id": "speaker:new-one", "name": "Nessa Wold"}

    assert "after 1.0.0 comes 1.0.1, not 1.1.0: the data is the same" in release("1.1.0", data).problem("QC603")
    edit(data / "speakers/speakers.jsonl", [*speakers, more])
    assert "comes 1.1.0, not 1.0.1: added speakers: 1, which makes a minor" in release("1.0.1", data).problem("QC603")
    edit(data / "speakers/speakers.jsonl", [{**speakers[0], "name": "Agneta Roe"}, *speakers[1:], more])
    for wrong in ("1.1.0", "1.0.1", "3.0.0"):
        called = release(wrong, data)
        assert called.status == 2
        assert "after 1.0.0 comes 2.0.0" in called.problem("QC603")
        assert "changed speakers: 1" in called.problem("QC603")
    assert [path.name for path in first.parent.iterdir() if path.name[0] != "."] == ["1.0.0"]

    second = released(data, "2.0.0")
    told = (second / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"- Added: 1 (`{more['id']}`)" in told
    assert f"- Changed: 1 (`{speakers[0]['id']}`)" in told
    assert "- Fields that changed: name (1)" in told
    assert "Quotes" not in told
    manifests = [json.loads((folder / "manifest.json").read_text("utf-8")) for folder in (first, second)]
    assert manifests[1]["release"]["previous_seal"] == manifests[0]["seal"]


@pytest.mark.usefixtures("first")
def test_removed_records_make_a_major_version_and_the_same_data_a_patch(data: Path) -> None:
    released(data, "1.0.1")
    findings = read_rows(data / "findings/findings.jsonl")
    edit(data / "findings/findings.jsonl", findings[1:])
    assert "removed findings: 1" in release("1.0.2", data).problem("QC603")
    told = (released(data, "2.0.0") / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"- Gone: `{findings[0]['id']}`" in told


@pytest.mark.usefixtures("first")
def test_less_text_than_before_makes_a_major_version(data: Path) -> None:
    assert "text: full became none" in release("1.0.1", data, "--text", "none").problem("QC603")
    assert release("2.0.0", data, "--text", "none").status == 0


@pytest.mark.parametrize("version", ["1.0", "v1.0.0", "1.0.0-rc.1", "01.0.0", "../1.0.0", "1.0.٣"])
def test_what_is_no_version_is_refused(version: str, data: Path) -> None:
    called = release(version, data)
    assert (called.status, called.problem("QC601") != "") == (2, True)
    assert not (data.parent / "releases").exists()


def test_a_release_is_never_released_over_nor_built_into(data: Path, first: Path) -> None:
    before = contents(first)
    assert release("1.0.0", data).status == 2
    assert "QC602" in release("1.0.0", data).err
    assert "QC616" in call("build", DATASET / "sources/tern.jsonl", "-o", first, "--quiet").err
    assert "QC616" in call("hydrate", first, DATASET / "sources", "-o", first).err
    assert contents(first) == before
    assert call("verify", first).status == 0


def test_a_faulty_dataset_is_not_released_unless_asked_for(data: Path) -> None:
    quotes = read_rows(data / "quotes/quotes.jsonl")
    edit(data / "quotes/quotes.jsonl", [{**quotes[0], "article_id": "nobody-1"}, *quotes[1:]])
    called = release("1.0.0", data)
    assert called.status == 1
    assert "there is no article nobody-1" in called.problem("QC105")
    assert "QC604" in called.err
    assert not (data.parent / "releases/1.0.0").exists()
    assert release("1.0.0", data, "--with-problems").status == 0


# --- proof


def changed_byte(folder: Path) -> Path:
    path = folder / "quotes/quotes.parquet"
    held = bytearray(path.read_bytes())
    held[len(held) // 2] ^= 1
    path.write_bytes(held)
    return path


def removed(folder: Path) -> Path:
    (folder / "CITATION.cff").unlink()
    return folder / "CITATION.cff"


def added(folder: Path) -> Path:
    (folder / "quotes/.extra").write_bytes(b"")
    return folder / "quotes/.extra"


def linked(folder: Path) -> Path:
    path = folder / "DATASHEET.md"
    shutil.copyfile(path, folder.parent / "elsewhere.md")
    path.unlink()
    path.symlink_to(folder.parent / "elsewhere.md")
    return path


def resealed(folder: Path) -> Path:
    path = folder / "manifest.json"
    path.write_bytes(path.read_bytes().replace(b'"records":40,', b'"records":41,', 1))
    return path


def broken(folder: Path) -> Path:
    (folder / "manifest.json").write_bytes(b"{")
    return folder / "manifest.json"


@pytest.mark.parametrize(
    ("spoil", "code"),
    [(changed_byte, "QC611"), (removed, "QC612"), (added, "QC613"), (linked, "QC611"), (resealed, "QC614"),
     (broken, "QC614")],
)  # fmt: skip
def test_every_difference_from_what_was_released_is_told_at_its_file(
    spoil: Callable[[Path], Path], code: str, data: Path, first: Path
) -> None:
    assert (call("verify", first).status, call("validate", first).status) == (0, 0)
    path = spoil(first)
    called = call("verify", first)
    assert called.status == 1
    assert called.problem(code).startswith(f"{path.as_posix()}:")
    assert len(called.problems) == 1
    assert release("1.0.1", data).status == 1, "nothing follows on a release that was spoilt"


def test_every_single_byte_of_a_release_is_under_its_seal(first: Path) -> None:
    for path in sorted(path for path in first.rglob("*") if path.is_file()):
        held = path.read_bytes()
        if held:
            path.write_bytes(bytes([held[0] ^ 1]) + held[1:])
            assert call("verify", first).status == 1, path
            path.write_bytes(held)
    assert call("verify", first).status == 0


def test_a_seal_published_elsewhere_tells_a_release_from_another(data: Path) -> None:
    called = release("1.0.0", data)
    seal = called.err.split("seal: ")[1].split()[0]
    folder = data.parent / "releases/1.0.0"
    assert call("verify", folder, "--seal", seal).status == 0
    assert "QC614" in call("verify", folder, "--seal", "0" * 64).err
    assert call("verify", data).status == 2


# --- what it says of itself


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # within those libraries
@pytest.mark.parametrize("text", ["full", "excerpt", "none"])
def test_the_libraries_of_the_formats_read_what_a_release_says_of_itself(text: str, made: Made) -> None:
    import frictionless  # noqa: PLC0415 - it takes a second to load, and so does the next
    import mlcroissant  # noqa: PLC0415

    folder = made("--text", text, *TOLD)
    croissant = mlcroissant.Dataset(str(folder / "croissant.json"))
    assert not croissant.metadata.ctx.issues.errors
    assert not croissant.metadata.ctx.issues.warnings
    rows = list(croissant.records("speakers"))
    assert len(rows) == len(read_rows(folder / "speakers/speakers.jsonl"))
    assert rows[0]["speakers/id"].decode() == read_rows(folder / "speakers/speakers.jsonl")[0]["id"]
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note"])
    cited = yaml.safe_load((folder / "CITATION.cff").read_text("utf-8"))
    assert (cited["cff-version"], cited["type"], cited["version"]) == ("1.2.0", "dataset", "1.0.0")
    assert (cited["title"], cited["license"], cited["authors"]) == (
        "Harbour quotes", "CC-BY-4.0", [{"name": "The Quay Desk"}],
    )  # fmt: skip


def test_the_datasheet_has_the_headings_of_the_paper_and_counts_from_the_files(data: Path, made: Made) -> None:
    page = (made("--text", "full", *TOLD) / "DATASHEET.md").read_text("utf-8")
    headings = [line[3:] for line in page.splitlines() if line.startswith("## ")]
    assert headings == [
        "Motivation", "Composition", "Collection process", "Preprocessing, cleaning and labelling", "Uses",
        "Distribution", "Maintenance",
    ]  # fmt: skip
    quotes = read_rows(data / "quotes/quotes.jsonl")
    assert f"| `quotes/quotes.jsonl` | {len(quotes)} |" in page
    assert f"| direct | {sum(quote['type'] == 'direct' for quote in quotes)} |" in page
    assert "Who said what about a harbour." in page


@pytest.mark.parametrize("text", ["full", "excerpt", "none"])
def test_parquet_holds_the_records_of_the_lines(text: str, made: Made) -> None:
    folder = made("--text", text, *TOLD)
    for name in FILES:
        rows = read_rows(folder / name)
        table = pq.read_table((folder / name).with_suffix(".parquet")).to_pylist()
        assert [bare(row) for row in table] == [bare(row) for row in rows], name


def bare(value: object) -> object:
    """Leave out what is empty: a column is there for all rows."""
    if isinstance(value, dict):
        return {key: inner for key, held in value.items() if (inner := bare(held)) not in (None, [], "", False)}
    return [bare(inner) for inner in value] if isinstance(value, list) else value


@pytest.mark.parametrize("text", ["full", "none"])
def test_the_same_dataset_gives_the_same_bytes(text: str, data: Path, made: Made, tmp_path: Path) -> None:
    folder = made("--text", text)
    again = tmp_path / "again"
    done = subprocess.run(
        command("release", "1.0.0", "-d", data, "-o", again, "--text", text),
        env={**os.environ, "PYTHONHASHSEED": "7"}, capture_output=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    assert contents(again / "1.0.0") == contents(folder)


# --- without text


def test_words_left_out_are_put_back_to_the_byte(data: Path, tmp_path: Path) -> None:
    for text, words in (("none", 0), ("excerpt", 4)):
        folder = released(data, {"none": "1.0.0", "excerpt": "2.0.0"}[text], "--text", text, "--excerpt-words", "4")
        assert call("validate", folder).status == 0
        assert longest_run_kept(folder, data) <= words
        called = call("hydrate", folder, data / "articles/articles.jsonl", "-o", tmp_path / text)
        assert (called.status, called.problems) == (0, [])
        for name in (*FILES, dataset.PROBLEMS):
            assert (tmp_path / text / name).read_bytes() == (data / name).read_bytes(), name
        assert call("validate", tmp_path / text).status == 0


def longest_run_kept(folder: Path, data: Path) -> int:
    """How many words in a row of its article a text of any quote or assertion has."""
    texts = {row["id"]: row["text"] for row in read_rows(data / "articles/articles.jsonl")}
    longest = 0
    for name in ("quotes/quotes.jsonl", "assertions/assertions.jsonl", "findings/findings.jsonl"):
        for row in read_rows(folder / name):
            for words in (held for key, held in leaves(row) if key in {"text", "comparable", "place", "head"}):
                assert name == "quotes/quotes.jsonl"
                assert words in texts[row["article_id"]]
                longest = max(longest, len(words.split()))
    return longest


def leaves(value: object, key: str = "") -> list[tuple[str, str]]:
    if isinstance(value, dict):
        return [leaf for name, inner in value.items() for leaf in leaves(inner, name)]
    if isinstance(value, list):
        return [leaf for inner in value for leaf in leaves(inner, key)]
    return [(key, value)] if isinstance(value, str) else []


def test_of_one_altered_text_exactly_its_records_are_told_and_left_out(data: Path, made: Made, tmp_path: Path) -> None:
    folder = made("--text", "none")
    articles = read_rows(data / "articles/articles.jsonl")
    altered = next(row for row in articles if row["id"] == "tern-ferry-1")
    altered["text"] = altered["text"].replace("e", "o", 1)
    copies = write_rows(tmp_path / "copies.jsonl", articles)
    called = call("hydrate", folder, copies, "-o", tmp_path / "out")
    assert called.status == 1
    told = {line.split(" is left out")[0].rsplit(" ", 1)[1] for line in called.problems if "QC608" in line}
    assert told == records_of("tern-ferry-1", data)
    assert len(called.problems) == len(told)
    for name in FILES:
        kept = [row for row in read_rows(data / name) if row["id"] not in told]
        assert read_rows(tmp_path / "out" / name) == kept
    assert call("validate", tmp_path / "out").status == 0


def records_of(article: str, data: Path) -> set[str]:
    rows = [row for name in FILES for row in read_rows(data / name)]
    return {
        row["id"]
        for row in rows
        if article in {row["id"], row.get("article_id"), *(side["article_id"] for side in row.get("sides", ()))}
    }


def test_a_missing_text_is_told_too_and_copies_may_have_other_names(data: Path, made: Made, tmp_path: Path) -> None:
    folder = made("--text", "none")
    for number, row in enumerate(read_rows(data / "articles/articles.jsonl")):
        if row["id"] != "tern-ferry-1":
            (tmp_path / "copies").mkdir(exist_ok=True)
            (tmp_path / "copies" / f"{number}.txt").write_bytes(row["text"].encode())
    called = call("hydrate", folder, tmp_path / "copies", "-o", tmp_path / "out")
    assert {line.split(" is left out")[0].rsplit(" ", 1)[1] for line in called.problems} == records_of(
        "tern-ferry-1", data
    )
    assert all("QC607" in line for line in called.problems)


def test_a_text_free_release_is_checked_as_far_as_can_be(made: Made, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(made("--text", "none"), tmp_path / "1.0.0"))
    path = folder / "quotes/quotes.jsonl"
    rows = read_rows(path)
    rows[0]["content"][0]["end"] = 1_000_000
    rows[1]["article_id"] = "nobody-1"
    rows[2]["left_out"][0]["sha256"] = "short"
    del rows[3]["left_out"][0]
    rows[4]["left_out"][0]["at"] = "/content/9/text"
    rows[5]["tier"] = "E"
    write_rows(path, rows)
    called = call("validate", folder, "--format", "json")
    told = {(row["code"], row["line"], row["pointer"]) for row in called.rows if row["file"] == path.as_posix()}
    assert told >= {
        ("QC104", 1, "/content/0/end"),
        ("QC105", 2, "/article_id"),
        ("QC101", 3, "/left_out/0/sha256"),
        ("QC101", 4, "/content/0/text"),
        ("QC606", 5, "/left_out/0/at"),
        ("QC101", 6, "/tier"),
    }
    assert {line for _, line, _ in told} == {1, 2, 3, 4, 5, 6}


def test_nine_words_of_a_text_are_found_wherever_they_have_got_to(data: Path) -> None:
    articles = read_rows(data / "articles/articles.jsonl")
    words = " ".join(articles[0]["text"].split()[12:21])
    speakers = read_rows(data / "speakers/speakers.jsonl")
    edit(data / "speakers/speakers.jsonl", [{**speakers[0], "roles": [{"title": words}]}, *speakers[1:]])
    called = release("1.0.0", data, "--text", "none")
    assert called.status == 1
    assert "speakers/speakers.jsonl:1:/roles/0/title" in called.problem("QC605")
    assert articles[0]["id"] in called.problem("QC605")
    assert not (data.parent / "releases/1.0.0").exists()
    assert release("1.0.0", data).status == 0


# --- nothing is lost


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
@pytest.mark.parametrize("renamed", [1, 7, 28])
def test_a_release_that_is_killed_is_not_there_and_the_next_run_makes_it(
    renamed: int, data: Path, forks: Forks
) -> None:
    before = contents(data)
    out = data.parent / "releases"
    ended = forks.run("release", "1.0.0", "-d", data, "-o", out, "--text", "none", renamings=renamed)
    assert ended == -signal.SIGKILL, f"no {renamed} files are renamed"
    assert [path.name for path in out.glob("*") if path.name[0] != "."] == []
    assert contents(data) == before
    folder = released(data, "1.0.0", "--text", "none")
    assert call("verify", folder).status == 0
    assert not list((out / ".quotecheck").glob("staging*")), "what a killed run left is removed"


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
@pytest.mark.parametrize("seconds", [0.8, 1.4, 2.0])
def test_a_release_killed_from_outside_is_there_whole_or_not(seconds: float, data: Path) -> None:
    out = data.parent / "releases"
    running = subprocess.Popen(command("release", "1.0.0", "-d", data, "-o", out), stderr=subprocess.DEVNULL)
    time.sleep(seconds)
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    if (out / "1.0.0").exists():
        assert call("verify", out / "1.0.0").status == 0
    else:
        assert release("1.0.0", data).status == 0


def test_two_runs_at_once_are_one_release_and_one_refusal(data: Path) -> None:
    out = data.parent / "releases"
    both = [
        subprocess.Popen(command("release", "1.0.0", "-d", data, "-o", out), stderr=subprocess.PIPE) for _ in range(2)
    ]
    told = [one.communicate(timeout=120)[1].decode() for one in both]
    assert sorted(one.returncode for one in both) == [0, 2]
    assert sum("QC403" in err or "QC602" in err for err in told) == 1
    assert call("verify", out / "1.0.0").status == 0
    with dataset.lock(data):
        assert "QC403" in release("1.0.1", data).err


# --- the sample


def test_the_sample_without_text_holds_no_words(tmp_path: Path) -> None:
    folder = tmp_path / "text-free"
    shutil.copytree(DATASET / "text-free", folder)
    assert (call("verify", folder).status, call("validate", folder).status) == (0, 0)
    for name in ("articles/articles.jsonl", "quotes/quotes.jsonl", "assertions/assertions.jsonl"):
        rows = read_rows(folder / name)
        assert rows
        assert [held for row in rows for held in leaves(row) if held[0] in {"text", "comparable", "medium"}] == []
        for row in rows:
            assert all(len(held.split()) < 9 for key, held in leaves(row) if key != "url"), row["id"]
        table = pq.read_table((folder / name).with_suffix(".parquet")).to_pylist()
        assert [held for row in table for held in leaves(row) if held[0] == "text"] == []
