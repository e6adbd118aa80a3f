from __future__ import annotations

import errno
import hashlib
import json
import os
from pathlib import Path
from typing import Any

import pytest
import store_samples as made
from hypothesis import given
from hypothesis import strategies as st

from quotecheck.problems import Problem, QuotecheckError
from quotecheck.records import Article, Quote
from quotecheck.store.faults import parse, pointer
from quotecheck.store.files import write_whole
from quotecheck.store.jsonl import read_records, write_records


def test_records_are_sorted_by_id_one_canonical_line_each(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    entry = write_records(path, reversed(made.quotes()))
    content = path.read_bytes()
    assert content == "".join(quote.to_json() + "\n" for quote in made.quotes()).encode()
    assert (entry.path, entry.sha256, entry.records) == ("q.jsonl", hashlib.sha256(content).hexdigest(), 7)
    assert [record for _line, record in read_records(path, Quote)] == made.quotes()


# "text is kept to the byte" (contract, article envelope)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_survives_a_line_of_json(text: str) -> None:
    line = Article(id="a", text=text).to_json()
    assert "\n" not in line
    record = parse(Article, line.encode()).record
    assert record is not None
    assert record.text == text


def test_every_fault_of_a_line_is_told_with_its_line_and_pointer(tmp_path: Path) -> None:
    quote: dict[str, Any] = made.quotes()[0].model_dump(mode="json")
    quote["content"][1]["start"] = "0"
    quote["cue"]["class"] = "mumble"
    quote["a/b~c"] = 1
    del quote["tier"]
    path = tmp_path / "q.jsonl"
    path.write_text(f"{made.quotes()[1].to_json()}\n\n{json.dumps(quote)}\n[1\n", encoding="utf-8")
    read = list(read_records(path, Quote))
    assert read[0] == (1, made.quotes()[1])
    problems = [item for _line, item in read[1:] if isinstance(item, Problem)]
    assert [(problem.code, problem.place.line, problem.place.pointer) for problem in problems] == [
        ("QC101", 3, "/content/1/start"),
        ("QC101", 3, "/cue/class"),
        ("QC101", 3, "/tier"),
        ("QC101", 3, "/a~1b~0c"),
        ("QC006", 4, ""),
    ]
    assert str(problems[0]).endswith('q.jsonl:3:/content/1/start: QC101 must be a whole number, not the text "0"')
    assert problems[2].message == "the field tier is missing"


def test_line_ends_and_marks_of_other_systems_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"id":"a","text":"x\\u2028y"}\r\n{"id":"b","text":"z\xe2\x80\xa8"}\r\n')
    assert [(line, getattr(item, "id", item)) for line, item in read_records(path, Article)] == [(1, "a"), (2, "b")]


def test_pointers_leave_out_what_is_not_in_the_data() -> None:
    data = {"a": [{"b": None}]}
    assert pointer(data, ("a", "tagged", 0, "b")) == "/a/0/b"
    assert pointer(data, ("a", 0, "new")) == "/a/0/new"
    assert pointer(data, ("a", 3)) == "/a"


# "never raises, whatever the bytes"
@given(
    st.binary()
    | st.recursive(st.none() | st.text() | st.floats() | st.integers(), st.lists).map(lambda v: json.dumps(v).encode())
)
def test_parse_gives_a_record_or_faults(line: bytes) -> None:
    parsed = parse(Article, line)
    assert (parsed.record is None) == bool(parsed.faults)


def test_a_file_with_the_same_bytes_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "x"
    write_whole(path, [b"a", b"b"])
    os.utime(path, (1, 1))
    write_whole(path, [b"ab"])
    assert path.stat().st_mtime == 1
    write_whole(path, [b"abc"])
    assert path.stat().st_mtime != 1


def test_a_write_cut_short_leaves_the_old_file_and_nothing_beside(tmp_path: Path) -> None:
    path = tmp_path / "x"
    write_whole(path, [b"old"])

    def chunks() -> Any:
        yield b"new"
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(QuotecheckError) as caught:
        write_whole(path, chunks())
    assert str(caught.value.problem).endswith("x: QC401 cannot write here: no space left on device")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
