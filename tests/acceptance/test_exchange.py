"""Exports and imports: "Round trip where the format can carry it", and foreign input as data (issue 6)."""

import json
from pathlib import Path

import pytest
from running import Called, call, contents

from quotecheck.exchange.formats import FORMS

ALL = ("articles", "speakers", "quotes", "assertions", "findings")
BACK = {"parquet": ALL, "csv": ALL, "hugging-face": ALL, "w3c": ("quotes",), "schema-org": ("quotes",)}
LEFT_OUT = {"schema-org": "content", "citron": "cue"}  # without this a quote is none there


def exported(sample: Path, form: str, output: Path) -> Called:
    called = call("export", sample, "--to", form, "-o", output)
    assert called.status == 0, called.err
    assert {line.split(": ", 1)[1][:5] for line in called.problems} <= {"QC709"}
    return called


def rows(folder: Path, kind: str) -> list[bytes]:
    return (folder / kind / f"{kind}.jsonl").read_bytes().splitlines()


@pytest.mark.parametrize("form", FORMS)
def test_the_sample_goes_out_and_comes_back_to_the_byte(form: str, sample: Path, tmp_path: Path) -> None:
    out = exported(sample, form, tmp_path / "out")
    back = call("import", tmp_path / "out", "--from", form, "--articles", sample, "-o", tmp_path / "back")
    assert back.status == 0, back.err
    assert not [line for line in back.problems if "QC711" not in line]
    for kind in BACK.get(form, ("articles", "quotes")):
        needed = LEFT_OUT.get(form, "id") if kind == "quotes" else "id"
        went = [line for line in rows(sample, kind) if json.loads(line)[needed]]
        assert len(went) > 3
        assert rows(tmp_path / "back", kind) == went
        if kind == "quotes":
            assert len(rows(sample, kind)) - len(went) == len(out.problems)


@pytest.mark.parametrize("form", FORMS)
def test_two_exports_are_the_same_bytes_and_what_came_back_gives_them_again(
    form: str, sample: Path, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        exported(sample, form, tmp_path / name / "out")
    call("import", tmp_path / "one/out", "--from", form, "--articles", sample, "-o", tmp_path / "back")
    exported(tmp_path / "back", form, tmp_path / "three" / "out")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    if form in ("parquet", "csv", "hugging-face", "brat", "label-studio"):
        assert contents(tmp_path / "one") == contents(tmp_path / "three")


HOSTILE = {
    "not JSON": b'{"quotes": [',
    "a lone surrogate": b'[{"data": {"text": "\\ud800"}}]',
    "NUL bytes": b"\0" * 64,
    "no UTF-8": b"\xff\xfe\x00{",
    "too deep": b"[" * 200_000,
    "a huge number": b'{"text": "x", "quotes": [{"cue": {"start": ' + b"9" * 3_000 + b', "end": 1, "text": "y"}}]}',
    "another thing": b'{"type": 5, "quotes": {}, "@graph": [[3]], "data": "x"}',
}


@pytest.mark.parametrize("form", ["w3c", "schema-org", "label-studio", "citron", "csv", "parquet"])
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_problems_with_their_place(name: str, form: str, tmp_path: Path) -> None:
    suffix = {"csv": ".csv", "parquet": ".parquet"}.get(form, ".json")
    file = tmp_path / f"quotes{suffix}"
    file.write_bytes(HOSTILE[name])
    called = call("import", file, "--from", form, "-o", tmp_path / "out")
    assert called.status == 1, called.err
    assert called.problems
    assert all((line.startswith(file.as_posix()) and ": QC70" in line) or "QC710" in line for line in called.problems)


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("export", "nowhere", "--to", "csv", "-o", "out"), "QC109"),
        (("export", "nowhere", "--to", "word", "-o", "out"), "word"),
        (("import", "nowhere", "--from", "csv"), "-o"),
    ],
)
def test_wrong_calls_are_told(
    args: tuple[str, ...], code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    called = call(*args)
    assert called.status == 2
    assert code in called.err
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    called = call("import", tmp_path / "no.json", "--from", "w3c", "-o", tmp_path / "out")
    assert called.status == 1
    assert "no.json: QC001" in called.problem("QC001")
