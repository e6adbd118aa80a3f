"""Contributions as people type them: every fault has its code, line, column and pointer, whatever the format."""

from pathlib import Path

import pytest

from quotecheck.contributions import files
from quotecheck.contributions.files import contribution_files, read_written
from quotecheck.contributions.shape import shaped
from quotecheck.problems import Problem
from quotecheck.records import Contribution

LEAST = {"article": "tern-lamp-1", "quote": "The lamp, it's “lit”", "speaker": "Mara Ollenby"}
SOUND = {
    "a.yaml": "- article: tern-lamp-1\n  quote: The lamp, it's “lit”\n  speaker: Mara Ollenby\n",
    "b.yaml": 'article: tern-lamp-1 # where\nquote: >-\n  The lamp,\n  it\'s “lit”\n"speaker": "Mara Ollenby"\ndate:\n',
    "a.json": '[{"article": "tern-lamp-1", "quote": "The lamp, it\'s “lit”", "speaker": "Mara Ollenby", "date": null}]',
    "b.json": '\ufeff{"article": "tern-lamp-1", "quote": "The lamp, it\'s \\u201clit”", "speaker": "Mara Ollenby"}',
    "a.jsonl": '\n{"article": "tern-lamp-1", "quote": "The lamp, it\'s “lit”", "speaker": "Mara Ollenby"}\r\n',
    "a.csv": 'article,quote,speaker,date\r\ntern-lamp-1,"The lamp, it\'s “lit”",Mara Ollenby,\r\n',
    "b.csv": "article;quote;speaker\n\ntern-lamp-1;The lamp, it's “lit”;Mara Ollenby",
    "c.csv": "article\tquote\tspeaker\ntern-lamp-1\tThe lamp, it's “lit”\tMara Ollenby\n",
}


def read(path: Path) -> tuple[list[Contribution], list[Problem]]:
    written = read_written(path)
    given, problems = shaped(written)
    return [one.contribution for one in given if one.whole], [*written.problems, *problems]


@pytest.mark.parametrize("name", SOUND)
def test_the_same_contribution_can_be_written_in_every_format(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(SOUND[name], encoding="utf-8", newline="")
    assert read(tmp_path / name) == ([Contribution.model_validate(LEAST)], [])


NINES = b"9" * 5000
# File, content, code, line, column, pointer.
FAULTS: dict[str, tuple[str, bytes, str, int | None, int | None, str]] = {
    "an anchor": ("a.yaml", b"- &a\n  quote: x\n", "QC505", 1, 3, "/0"),
    "an alias": ("a.yaml", b"- quote: x\n  speaker: *a\n", "QC505", 2, 12, "/0/speaker"),
    "a bomb": ("a.yaml", b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "QC505", 1, 4, "/a"),
    "a tag that runs": ("a.yaml", b"quote: !!python/object/apply:os.system [ls]\n", "QC505", 1, 8, "/quote"),
    "a plain tag": ("a.yaml", b"quote: !!str x\n", "QC505", 1, 8, "/quote"),
    "a second document": ("a.yaml", b"quote: x\n---\nquote: y\n", "QC505", 2, 1, ""),
    "a name that is a list": ("a.yaml", b"? [a]\n: x\n", "QC505", 1, 3, ""),
    "a merge key": ("a.yaml", b"<<: x\n", "QC505", 1, 1, ""),
    "broken YAML": ("a.yaml", b"- quote: 'x\n", "QC504", 2, 1, "/0"),
    "an escape of no character": ("a.yaml", b'quote: "\\UFFFFFFFF"\n', "QC504", None, None, ""),
    "deep YAML": ("a.yaml", b"[" * 5000, "QC504", 1, 22, "/0" * 21),
    "a control character": ("a.yaml", b"quote: \x01\n", "QC504", 1, 8, ""),
    "a name twice in YAML": ("a.yaml", b"- quote: x\n  quote: y\n", "QC506", 2, 3, "/0/quote"),
    "a name twice in JSON": ("a.json", b'[{"quote": "x",\n "quote": "y"}]', "QC506", 2, 2, "/0/quote"),
    "a name twice in CSV": ("a.csv", b"quote,quote\nx,y\n", "QC506", 1, 7, ""),
    "NUL": ("a.jsonl", b'{"quote": "x\0"}\n', "QC507", 1, 13, ""),
    "NUL escaped": ("a.jsonl", b'{"quote": "x\\u0000"}\n', "QC507", 1, 11, "/quote"),
    "half a pair in JSON": ("a.json", b'{"quote": "\\ud83d"}', "QC507", 1, 11, "/quote"),
    "half a pair in YAML": ("a.yaml", b'quote: "\\ud83d"\n', "QC507", 1, 8, "/quote"),
    "half a pair in a name": ("a.json", b'{"\\ud83d": 1}', "QC507", 1, 2, "/\ufffd"),
    "a huge integer in JSON": ("a.json", b'{"occurrence": ' + NINES + b"}", "QC508", 1, 16, "/occurrence"),
    "a huge integer in YAML": ("a.yaml", b"corrects: q\nquote: x\noccurrence: " + NINES, "QC508", 3, 1, "/occurrence"),
    "a huge integer in CSV": ("a.csv", b"corrects,act,occurrence\nq:1,denial," + NINES, "QC508", 2, 12, "/occurrence"),
    "a huge number": ("a.json", b'{"occurrence": 1e999}', "QC508", 1, 16, "/occurrence"),
    "NaN": ("a.json", b'{"occurrence": NaN}', "QC504", 1, 16, "/occurrence"),
    "deep JSON": ("a.json", b"[" * 99_999, "QC504", 1, 22, "/0" * 21),
    "cut JSON": ("a.jsonl", b'{"quote": "x"', "QC504", 1, 14, ""),
    "two values on a line": ("a.jsonl", b"{} {}", "QC504", 1, 4, ""),
    "a row too long": ("a.csv", b'quote,speaker\n"x\ny",Mara,z\n', "QC504", 3, 9, ""),
    "a mark left open": ("a.csv", b'quote\n"x\n', "QC504", 2, 1, ""),
    "text behind a mark": ("a.csv", b'quote\n"x"y\n', "QC504", 2, 4, ""),
    "bytes that are not UTF-8": ("a.csv", b"quote\ncaf\xe9\n", "QC503", 2, 4, ""),
    "UTF-16": ("a.csv", "quote\nx\n".encode("utf-16"), "QC503", 1, 1, ""),
    "nothing": ("a.yaml", b"# nothing yet\n", "QC514", None, None, ""),
    "a list of texts": ("a.yaml", b"- x\n", "QC511", 1, 3, "/0"),
    "an unknown field": ("a.yaml", b"corrects: q:1\nact: denial\nspaeker: Mara\n", "QC510", 3, 1, "/spaeker"),
    "a date that is none": ("a.yaml", b"corrects: q:1\ndate: 2031-02-30\n", "QC511", 2, 1, "/date"),
    "a number for text": ("a.json", b'{"corrects": "q:1", "speaker": 7}', "QC511", 1, 21, "/speaker"),
    "a part that is no text": ("a.json", b'{"corrects": "q:1", "quote": ["x", 7]}', "QC511", 1, 36, "/quote/1"),
    "no speaker": ("a.yaml", b"article: a\nquote: x\n", "QC512", 1, 1, "/speaker"),
    "nothing that changes": ("a.yaml", b"corrects: q:1\n", "QC512", 1, 1, "/corrects"),
    "nothing to take out": ("a.yaml", b"withdrawn: not said\n", "QC512", 1, 1, "/corrects"),
    "an id of a correction": ("a.yaml", b"corrects: q:1\nid: q:2\nact: denial\n", "QC513", 2, 1, "/id"),
    "a change of what goes": ("a.yaml", b"corrects: q:1\nwithdrawn: no\nact: denial\n", "QC513", 3, 1, "/act"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_one_problem_at_its_place(name: str, tmp_path: Path) -> None:
    file, content, code, line, column, pointer = FAULTS[name]
    (tmp_path / file).write_bytes(content)
    sound, (problem, *more) = read(tmp_path / file)
    place = problem.place
    assert (sound, more) == ([], []), problem
    assert (problem.code, place.pointer) == (code, pointer)
    if line is not None:
        assert (place.line, place.column) == (line, column)
    assert str(problem).encode(), "it can be written"
    assert len(problem.message) < 500


def test_all_faults_of_one_entry_are_told_with_a_suggestion(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("- artcle: a\n  qoute: x\n  occurence: 2\n  type: straight\n")
    _, problems = read(tmp_path / "a.yaml")
    assert [(p.code, p.place.line) for p in problems] == [
        ("QC510", 1),
        ("QC510", 2),
        ("QC510", 3),
        ("QC511", 4),
        ("QC512", 1),
    ]
    assert ["did you mean article" in problems[0].message, "did you mean quote" in problems[1].message] == [True, True]
    assert problems[4].place.pointer == "/0/speaker"


def test_a_faulty_line_costs_no_other(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"quote"\n{"corrects": "q:1", "act": "denial"}\n')
    sound, problems = read(tmp_path / "a.jsonl")
    assert ([one.corrects for one in sound], [p.code for p in problems]) == (["q:1"], ["QC504"])


def test_a_file_of_a_gigabyte_is_refused_without_being_read(tmp_path: Path) -> None:
    with (tmp_path / "a.jsonl").open("wb") as file:
        file.truncate(1 << 30)  # a hole: reading it would take a gigabyte of memory
    _, (problem,) = read(tmp_path / "a.jsonl")
    assert problem.code == "QC502"


def test_a_long_line_is_refused_and_the_others_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LONGEST_LINE", 100)
    (tmp_path / "a.jsonl").write_text('{"quote": "' + "x" * 100 + '"}\n{"corrects": "q:1", "act": "denial"}\n')
    sound, (problem,) = read(tmp_path / "a.jsonl")
    assert (len(sound), problem.code, problem.place.line) == (1, "QC502", 1)


def test_files_outside_the_dataset_and_of_other_kinds_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "dataset" / "contributions"
    folder.mkdir(parents=True)
    (tmp_path / "secret.yaml").write_text("quote: x\n")
    (folder / "out.yaml").symlink_to("../../secret.yaml")
    (folder / "away").symlink_to("/", target_is_directory=True)
    (folder / "a.toml").write_text("")
    (folder / "README.md").write_text("")
    (folder / ".hidden.yaml").write_text("")
    (folder / "a.yaml").write_text("")
    found = list(contribution_files(tmp_path / "dataset"))
    assert [one.code if isinstance(one, Problem) else one.name for one in found] == [
        "QC501",
        "a.yaml",
        "QC509",
        "QC509",
    ]


def test_columns_count_code_points(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(
        '{"by": "🔥é", "speakr": "x", "corrects": "q:1", "act": "denial"}', encoding="utf-8"
    )
    _, (problem,) = read(tmp_path / "a.json")
    assert problem.place.column == 14
    assert problem.to_dict()["column"] == 14
    assert ":1:/speakr: QC510 " in str(problem)
