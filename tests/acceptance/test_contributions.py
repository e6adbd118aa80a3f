"""Contributions by hand: asked back or found, written back, merged, and applied again by every build."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from forking import Forks
from running import Row, call, contents, read_rows

from quotecheck.store import dataset as stored

PAGES: tuple[Row, ...] = (
    {
        "id": "tern-lamp-1",
        "url": "https://tern.example/lamp/",
        "published": "2031-03-05",
        "text": "“The lamp will be lit on Friday,” Mara Ollenby said on Tuesday. She told the Tern that it cost 40 "
        "crowns.\n\nTobin Vale wrote: the lamp is a toy — and a bad one. It’s a lamp for gulls, he said.\n",
    },
    {
        "id": "tern-lamp-2",
        "url": "https://tern.example/twice",
        "published": "2031-03-06",
        "text": "Mara Ollenby, a nurse, said: “The lamp is lit.”\n",
    },
    {"id": "tern-lamp-3", "url": "https://tern.example/twice", "text": "“No lamp, no light,” said Tobin Vale.\n"},
)
YAML = """\
# found by a reader

- quote: the lamp is a toy -   # a dash as typed here
  # where
  article: http://tern.example/lamp
  speaker: Tobin Vale
  cue: wrote
- {article: tern-lamp-1, quote: "a lamp for gulls", speaker: Lise Dorn, speaker_kind: person, date: 2031-03}
"""
CSV = "article,quote,speaker,occurrence\r\ntern-lamp-1,The lamp || on Friday,Lise Dorn,1\r\n"


@pytest.fixture
def dataset(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built / "out", tmp_path / "dataset"))


def write(dataset: Path, name: str, content: str) -> Path:
    path = dataset / "contributions" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(content, encoding="utf-8", newline="")
    return path


def quote_of(dataset: Path, words: str, rule: str = "") -> Row:
    rows = [row for row in read_rows(dataset / "quotes/quotes.jsonl") if row["rule"] == rule or not rule]
    (found,) = [row for row in rows if row["content"] and words in row["content"][0]["text"]]
    return found


def test_what_is_found_is_written_back_once_and_comments_stay(dataset: Path) -> None:
    path = write(dataset, "vale.yaml", YAML)
    assert call("fmt", dataset, "--check").status == 1
    assert path.read_text("utf-8") == YAML
    assert call("fmt", dataset).status == 0
    once = path.read_text("utf-8")
    ids = [line.split()[-1] for line in once.splitlines() if "id: q:" in line]
    assert (
        once
        == f"""\
# found by a reader

- id: {ids[0]}
  # where
  article: http://tern.example/lamp
  article_id: tern-lamp-1
  quote: the lamp is a toy -   # a dash as typed here
  at: 125..144
  speaker: Tobin Vale
  speaker_id: speaker:tobin-vale
  cue: wrote
- id: {ids[1]}
  article: tern-lamp-1
  quote: "a lamp for gulls"
  at: 165..181
  speaker: Lise Dorn
  speaker_id: speaker:lise-dorn
  speaker_kind: person
  date: 2031-03
"""
    )
    assert call("fmt", path).status == 0
    assert path.read_text("utf-8") == once
    assert call("fmt", dataset, "--check").status == 0


def test_sound_contributions_become_quotes_and_stay_so_in_every_build(built: Path, dataset: Path) -> None:
    write(dataset, "vale.yaml", YAML)
    wrong, gone = quote_of(dataset, "will be lit"), quote_of(dataset, "cost 40")
    write(dataset, "fix.jsonl", f'{{"corrects": "{wrong["id"]}", "speaker": "Tobin Vale", "date": "2031-03-04"}}\n')
    write(dataset, "gone.csv", f"corrects;withdrawn\n{gone['id']};nobody said it\n")
    assert call("merge", dataset).status == 0
    assert call("validate", dataset).status == 0
    toy, gulls, fixed = (
        quote_of(dataset, words, "contributed") for words in ("is a toy —", "for gulls", "will be lit")
    )
    assert (toy["rule"], toy["tier"], toy["speaker"]["id"]) == ("contributed", "A", "speaker:tobin-vale")
    assert (toy["cue"]["lemma"], toy["cue"]["class"], toy["type"]) == ("write", "write", "indirect")
    assert (gulls["speaker"]["name"], gulls["said_on"]["value"]) == ("Lise Dorn", "2031-03")
    assert (fixed["id"], fixed["speaker"]["name"], fixed["said_on"]["value"]) == (
        wrong["id"],
        "Tobin Vale",
        "2031-03-04",
    )
    assert gone["id"] not in {row["id"] for row in read_rows(dataset / "quotes/quotes.jsonl")}
    merged = contents(dataset)
    call("merge", dataset)
    assert contents(dataset) == merged
    call("build", built / "in/pages.jsonl", "-o", dataset, "--quiet")
    assert contents(dataset) == merged


def test_without_its_contributions_a_dataset_is_as_before(built: Path, dataset: Path) -> None:
    write(dataset, "gone.csv", f"corrects,withdrawn\n{quote_of(dataset, 'cost 40')['id']},nobody said it\n")
    write(dataset, "vale.yaml", YAML)
    assert call("merge", dataset).status == 0
    assert contents(dataset) != contents(built / "out")
    shutil.rmtree(dataset / "contributions")
    assert call("merge", dataset).status == 0
    assert contents(dataset) == contents(built / "out")


ASKED: dict[str, tuple[str, str, int, str, str]] = {
    "words that stand there twice": (
        "article: tern-lamp-1\nquote: lamp\nspeaker: Tobin Vale\n", "QC523", 2, "/quote", "1: "
    ),
    "an article of two": (
        "article: https://tern.example/twice\nquote: No lamp\nspeaker: Tobin Vale\n",
        "QC521", 1, "/article", "tern-lamp-2 and tern-lamp-3",
    ),
    "an unknown article": (
        "article: tern-lanp-1\nquote: x\nspeaker: Tobin Vale\n", "QC520", 1, "/article", "did you mean tern-lamp-1"
    ),
    "a path": ("article: ../../etc/passwd\nquote: x\nspeaker: Tobin Vale\n", "QC509", 1, "/article", "not by a path"),
    "words that are not there": (
        "article: tern-lamp-1\nquote: The lamp will be lit on Sunday\nspeaker: Tobin Vale\n",
        "QC522", 2, "/quote", 'it has "Friday", not "Sunday"',
    ),
    "an unknown speaker": (
        "article: tern-lamp-1\nquote: a bad one\nspeaker: Tobin Vail\n", "QC524", 3, "/speaker",
        "did you mean Tobin Vale",
    ),
    "an unknown quote": ("corrects: q:0000\nact: denial\n", "QC526", 1, "/corrects", "there is no quote q:0000"),
    "a name and another's id": (
        "article: tern-lamp-1\nquote: a bad one\nspeaker: Tobin Vale\nspeaker_id: speaker:mara-ollenby\n",
        "QC528", 4, "/speaker_id", "Tobin Vale is not speaker:mara-ollenby",
    ),
    "offsets of other words": (
        "article: tern-lamp-1\nquote: a bad one\nat: 1..9\nspeaker: Tobin Vale\n",
        "QC527", 3, "/at", "the words are at 149..158",
    ),
    "a quote that is there": (
        "article: tern-lamp-1\nquote: The lamp will be lit on Friday,\nspeaker: Tobin Vale\n",
        "QC531", 2, "/quote", "as said by Mara Ollenby",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ASKED)
def test_what_is_not_clear_is_asked_back_at_its_place(name: str, dataset: Path) -> None:
    content, code, line, pointer, words = ASKED[name]
    path = write(dataset, "a.yaml", content)
    checked = call("validate", dataset, "--format", "json")
    (problem,) = checked.rows
    assert (problem["code"], problem["line"], problem["column"], problem["pointer"]) == (code, line, 1, pointer)
    assert (problem["file"], checked.status) == (path.as_posix(), 1)
    assert words in problem["message"]
    assert [row["code"] for row in call("validate", path, "--format", "json").rows] == [code]
    before = contents(dataset)
    assert call("merge", dataset).status == 1
    assert contents(dataset)["quotes/quotes.jsonl"] == before["quotes/quotes.jsonl"]


def test_two_speakers_of_one_name_are_asked_back_and_answered_by_id(built: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(built / "out", tmp_path / "dataset"))
    split = ["--articles", "tern-lamp-2", "--name", "Mara Ollenby", "--id", "speaker:mara-ollenby~2"]
    assert call("speakers", "split", folder, "speaker:mara-ollenby", *split).status == 0
    entry = "article: tern-lamp-1\nquote: a bad one\nspeaker: {}\n"
    path = write(folder, "a.yaml", entry.format("Mara Ollenby"))
    (problem,) = call("validate", folder, "--format", "json").rows
    assert problem["code"] == "QC525"
    assert "speaker:mara-ollenby (" in problem["message"]
    assert "speaker:mara-ollenby~2 (" in problem["message"]
    path.write_text(entry.format("speaker:mara-ollenby~2"))
    assert call("validate", folder).status == 0


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("lamp", "occurrence: 2"),
        ("a", "context: 'It''s a lamp'"),
        ("a", "context: It’s a lamp for gulls"),
        ("lamp", "at: 129..133"),
    ],
)
def test_a_question_is_answered_by_occurrence_context_or_offsets(words: str, answer: str, dataset: Path) -> None:
    text = f"article: tern-lamp-1\nspeaker: Tobin Vale\nquote: {words}\n"
    path = write(dataset, "a.yaml", text)
    assert "QC523" in call("validate", dataset).out.decode()
    path.write_text(text + answer + "\n", encoding="utf-8")
    assert call("validate", dataset).out.decode() == ""


def test_every_fault_of_every_file_comes_at_once(dataset: Path) -> None:
    write(dataset, "a.yaml", "- article: tern-lamp-9\n  quote: a bad one\n  speakr: Tobin Vale\n- quote: &x y\n")
    write(dataset, "b.yaml", "- article: tern-lamp-9\n  quote: a bad one\n  speakr: Tobin Vale\n")
    write(dataset, "c.jsonl", '{"article": "tern-lamp-1", "quote": "a bad two", "speaker": "Nobody Here"}\n{"quote"\n')
    write(
        dataset, "d.csv", "article,quote,speaker\ntern-lamp-1,a bad one,Tobin Vale\ntern-lamp-1,a bad one,Tobin Vale\n"
    )
    write(dataset, "e.json", '{"corrects": "q:1", "corrects": "q:2"}')
    write(dataset, "f.toml", "")
    found = {(p.split(":")[0].rsplit("/", 1)[-1], *p.split(": ", 1)[0].split(":")[1:], p.split(": ", 1)[1][:5]) for p in
             call("validate", dataset).out.decode().splitlines()}  # fmt: skip
    assert found == {
        ("a.yaml", "4", "/1/quote", "QC505"), ("b.yaml", "3", "/0/speakr", "QC510"),
        ("b.yaml", "1", "/0/article", "QC520"),
        ("c.jsonl", "1", "/quote", "QC522"), ("c.jsonl", "1", "/speaker", "QC524"), ("c.jsonl", "2", "/quote", "QC504"),
        ("d.csv", "3", "/quote", "QC530"), ("e.json", "1", "/corrects", "QC506"), ("f.toml", "QC501"),
    }  # fmt: skip
    assert call("merge", dataset).status == 1
    assert quote_of(dataset, "a bad one", "contributed")["speaker"]["id"] == "speaker:tobin-vale"


BOMB = b"a: &a [x]\n" + b"".join(b"%c: &%c [*%c,*%c]\n" % (n, n, n - 1, n - 1) for n in range(98, 122))
BAD: dict[str, tuple[str, bytes, str]] = {
    "a bomb of aliases": ("a.yaml", BOMB, "QC505"),
    "a tag that runs": ("a.yaml", b"- !!python/object/apply:os.system ['touch pwned']\n", "QC505"),
    "a path": ("a.yaml", b"article: /etc/passwd\nquote: root\nspeaker: Tobin Vale\n", "QC509"),
    "NUL bytes": ("a.csv", b"article,quote\0,speaker\n", "QC507"),
    "a name twice": ("a.json", b'{"quote": "x", "quote": "y"}', "QC506"),
    "a huge integer": ("a.jsonl", b'{"occurrence": ' + b"7" * 100_000 + b"}\n", "QC508"),
    "half a surrogate pair": ("a.json", b'{"quote": "\\ud800"}', "QC507"),
    "deep nesting": ("a.json", b"[" * 500_000, "QC504"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_one_clear_problem(name: str, dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, content, code = BAD[name]
    monkeypatch.chdir(dataset)
    path = write(dataset, file, "")
    path.write_bytes(content)
    for called in (call("validate", dataset), call("fmt", dataset), call("merge", dataset)):
        lines = [line for line in (called.out.decode() + called.err).splitlines() if "QC" in line]
        assert [line.split("QC")[1][:3] for line in lines] == [code[2:]], lines
        assert called.status == 1
        assert len(lines[0]) < 1000
    assert path.read_bytes() == content
    assert not (dataset / "pwned").exists()


def test_a_gigabyte_on_one_line_is_refused_without_being_read(dataset: Path) -> None:
    path = write(dataset, "a.jsonl", "")
    with path.open("r+b") as file:
        file.truncate(1 << 30)
    limited = (
        "import resource,sys;resource.setrlimit(resource.RLIMIT_DATA,(1<<30,1<<30));"
        "sys.argv=['quotecheck','validate',sys.argv[1]];from quotecheck.cli import main;main()"
    )
    done = subprocess.run([sys.executable, "-c", limited, path], capture_output=True, check=False, timeout=120)
    assert (done.returncode, b"QC502" in done.stdout) == (1, True), done.stderr


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
@pytest.mark.parametrize("what", ["fmt", "merge"])
def test_a_command_killed_at_any_renaming_leaves_the_old_state_or_the_new(
    what: str, dataset: Path, forks: Forks, tmp_path: Path
) -> None:
    write(dataset, "a.yaml", YAML)
    write(dataset, "b.csv", CSV)
    write(dataset, "gone.csv", f"corrects,withdrawn\n{quote_of(dataset, 'cost 40')['id']},nobody said it\n")
    old = contents(dataset)
    whole = Path(shutil.copytree(dataset, tmp_path / "whole"))
    assert call(what, whole).status == 0
    new = contents(whole)
    seen = set()
    for renamed in range(40):
        folder = Path(shutil.copytree(dataset, tmp_path / f"killed-{renamed}"))
        status = forks.run(what, folder, renamings=renamed)
        assert call("validate", folder).status == 0
        now = {name: held for name, held in contents(folder).items() if not name.endswith(".part")}
        if what == "fmt":
            assert all(now[name] in {old[name], new[name]} for name in {*old, *now}), "each file is old or new"
        else:
            assert now in (old, new)
        seen.add(now == new)
        if status == 0:
            break
        assert status == -signal.SIGKILL
        assert call(what, folder).status == 0
        assert contents(folder) == new
    else:
        pytest.fail("never came to an end")
    assert seen == {False, True}


@pytest.mark.parametrize("what", ["fmt", "merge"])
def test_two_at_once_do_not_meet(what: str, dataset: Path, forks: Forks) -> None:
    write(dataset, "a.yaml", YAML)
    before = contents(dataset)
    with stored.lock(dataset):
        called = call(what, dataset)
    assert (called.status, "QC403" in called.err) == (2, True)
    assert contents(dataset) == before
    outcomes = forks.at_once(*[(what, dataset)] * 3)
    assert 0 in outcomes
    assert set(outcomes) <= {0, 2}
    after = contents(dataset)
    assert call(what, dataset).status == 0
    assert contents(dataset) == after


def test_files_outside_of_a_dataset_need_one(dataset: Path, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("article: tern-lamp-1\nquote: a bad one\nspeaker: Tobin Vale\n")
    called = call("fmt", path)
    assert (called.status, "QC109" in called.err) == (2, True)
    assert call("fmt", path, "--dataset", dataset).status == 0
    assert "at: 149..158" in path.read_text()
    assert os.path.commonpath([path, dataset]) == str(tmp_path)
