"""Whatever is wrong with one article is told at its place, and costs no other article its records."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from running import SOURCES, Called, Row, call, read_rows, spawn, write_rows
from samples import GOOD

LINE = json.dumps(GOOD, ensure_ascii=False).encode()
HEAVY = "“The bridge is shut,” Hal Quist said."


def line(**fields: object) -> bytes:
    return json.dumps(fields, ensure_ascii=False).encode()


FAULTS: dict[str, tuple[str, bytes, str, str]] = {
    "an empty file": ("a.jsonl", b"", "QC003", "a.jsonl"),
    "an empty text": ("a.txt", b"", "QC003", "a.txt"),
    "an empty page": ("a.html", b"", "QC003", "a.html"),
    "nothing but white space": ("a.txt", b" \n\t\r\n", "QC003", "a.txt"),
    "a binary file": ("a.txt", bytes(range(256)) * 9, "QC004", "a.txt"),
    "a binary file with the ending of another": ("a.jsonl", b"\x89PNG\r\n\x1a\n" + bytes(99), "QC004", "a.jsonl"),
    "invalid UTF-8 in a text": ("a.txt", b"The bridge \xff is shut, Hal Quist said.\n", "QC005", "a.txt:1"),
    "invalid UTF-8 in a line": ("a.jsonl", b'{"id": "a", "text": "Shut \xe2\x80 now."}\n', "QC005", "a.jsonl:1"),
    "a lone surrogate": ("a.jsonl", b'{"id": "a", "text": "Shut \\ud83d now."}\n', "QC005", "a.jsonl:1:/text"),
    "a lone surrogate in an id": ("a.jsonl", b'{"id": "a\\udc00", "text": "Shut."}\n', "QC005", "a.jsonl:1:/id"),
    "a truncated line": ("a.jsonl", b'{"id": "a", "text": "Shut."}\n{"id": "b", "te', "QC006", "a.jsonl:2"),
    "a line that is no object": ("a.jsonl", b'\n["a"]\n', "QC006", "a.jsonl:2"),
    "JSON nested too deeply": ("a.json", b"[" * 99_999 + b"]" * 99_999, "QC006", "a.json:1"),
    "a line without text": ("a.jsonl", b'{"id": "a", "outlet": "The Tern"}\n', "QC007", "a.jsonl:1:/text"),
    "a text that is a number": ("a.jsonl", b'{"id": "a", "text": 7}\n', "QC007", "a.jsonl:1:/text"),
    "an empty article": ("a.jsonl", b'{"id": "a", "text": ""}\n', "QC007", "a.jsonl:1:/text"),
    "an unknown field": ("a.jsonl", line(id="a", text="Shut.", mood="sunny"), "QC008", "a.jsonl:1:/mood"),
    "a date that is none": ("a.jsonl", line(text="Shut.", published="last week"), "QC009", "a.jsonl:1:/published"),
    "a day that is none": ("a.jsonl", line(text="Shut.", published="2031-02-29"), "QC009", "a.jsonl:1:/published"),
    "a title that is a list": ("a.jsonl", line(text="Shut.", title=["Shut"]), "QC010", "a.jsonl:1:/title"),
    "an odd number of marks": ("a.jsonl", line(id="a", text="“Shut, she said. “Open,” he said."), "QC201", "a"),
    "a file of another kind": ("a.pdf", b"%PDF-1.7", "QC014", "a.pdf"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_at_its_place_and_the_rest_is_processed(name: str, tmp_path: Path) -> None:
    file, content, code, place = FAULTS[name]
    (tmp_path / file).write_bytes(content)
    write_rows(tmp_path / "good.jsonl", [GOOD])
    called = call("extract", tmp_path)
    told = called.problem(code).removeprefix(f"{tmp_path}/")
    assert told.startswith((f"{place}: {code} ", f"{place}:/text: {code} ")), told
    assert _ids(called, "article_id") >= {"tern-lamp-1"}


def _ids(called: Called, field: str) -> set[str]:
    return {row[field] for row in called.rows}


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset built from every fault at once, with a good article among them."""
    root = tmp_path_factory.mktemp("spoilt")
    for number, (file, content, _, _) in enumerate(FAULTS.values()):
        (root / "in").mkdir(exist_ok=True)
        (root / "in" / f"{number:02}-{file}").write_bytes(content)
    write_rows(root / "in" / "good.jsonl", [GOOD])
    assert call("build", root / "in", "-o", root / "out", "--quiet").status == 1
    return root / "out"


def test_a_build_of_every_fault_at_once_has_them_all_in_its_problems(spoilt: Path) -> None:
    problems = read_rows(spoilt / "problems" / "problems.jsonl")
    for number, (file, _, code, _) in enumerate(FAULTS.values()):
        if code != "QC201":
            assert [row for row in problems if row["file"] == f"{number:02}-{file}" and row["code"] == code], file
    assert {row["code"] for row in problems} >= {code for _, _, code, _ in FAULTS.values()}


def test_a_build_of_every_fault_at_once_is_valid_and_holds_the_good_article(spoilt: Path) -> None:
    assert "tern-lamp-1" in {row["article_id"] for row in read_rows(spoilt / "quotes" / "quotes.jsonl")}
    checked = call("validate", spoilt)
    assert (checked.status, checked.out.decode()) == (0, "")


def test_two_articles_with_one_id_are_both_read_under_altered_ids(tmp_path: Path) -> None:
    other = {**GOOD, "text": "“Not on Friday,” Tobin Vale said.\n"}
    called = call("extract", write_rows(tmp_path / "a.jsonl", [GOOD, other]))
    assert "'tern-lamp-1'" in called.problem("QC011")
    assert called.status == 1
    assert len(_ids(called, "article_id")) == 2
    assert all(name.startswith("tern-lamp-1~") for name in _ids(called, "article_id"))


def test_the_same_article_twice_is_read_once(tmp_path: Path) -> None:
    called = call("extract", write_rows(tmp_path / "a.jsonl", [GOOD, GOOD]))
    assert "'tern-lamp-1'" in called.problem("QC012")
    assert called.out == call("extract", write_rows(tmp_path / "b.jsonl", [GOOD])).out


def test_a_page_without_an_article_is_told(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text("<html><body><script>let a = '“No,” he said.'</script></body></html>")
    called = call("extract", page)
    assert called.problem("QC013").startswith(f"{page}: ")
    assert called.rows == []


def test_an_input_that_is_not_there_costs_no_other(tmp_path: Path) -> None:
    called = call("extract", tmp_path / "nowhere", write_rows(tmp_path / "a.jsonl", [GOOD]))
    assert called.problem("QC001").startswith(f"{tmp_path}/nowhere: ")
    assert called.status == 1
    assert called.rows


OUTLANDISH = {
    "CR LF": HEAVY.replace(" Hal", "\r\n\r\nHal") + "\r\n",
    "an emoji before a quote": f"🏳️‍🌈😀 {HEAVY}",
    "an emoji inside a quote": HEAVY.replace("shut", "😀 shut"),
    "a byte order mark": f"\ufeff{HEAVY}",
    "a NUL": f"Rain.\0 {HEAVY}",
    "combining letters": HEAVY.replace("Quist", "Qu\u0308ist\u0301"),
    "nothing but marks": "“”‘’\"\"«»„“''" * 20,
    "right-to-left marks": f"\u202e\u200f{HEAVY}",
    "line separators": f"Rain.\u2028{HEAVY}\u2029Rain.\x85\x0b\x0c",
}


@pytest.mark.parametrize("name", OUTLANDISH)
def test_offsets_count_code_points_of_the_text_as_it_came(name: str, tmp_path: Path) -> None:
    text = OUTLANDISH[name]
    called = call("extract", write_rows(tmp_path / "a.jsonl", [{"id": "a", "text": text}]))
    assert "QC202" not in called.err
    spans = [span for row in called.rows for span in (*row["content"], row["source"], row["cue"]) if span]
    assert all(text[span["start"] : span["end"]] == span["text"] for span in spans)
    assert name in {"CR LF", "nothing but marks"} or [row["speaker"]["name"] for row in called.rows]


ENCODINGS = ("utf-8-sig", "utf-16", "utf-32")


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("file", ["a.txt", "a.jsonl"])
def test_a_file_with_a_byte_order_mark_reads_as_without(file: str, encoding: str, tmp_path: Path) -> None:
    content = HEAVY if file == "a.txt" else json.dumps({"id": "a", "text": HEAVY}, ensure_ascii=False)
    (tmp_path / file).write_bytes(content.encode(encoding))
    called = call("extract", tmp_path / file)
    assert [row["speaker"]["name"] for row in called.rows] == ["Hal Quist"]
    assert called.err == ""


def test_ten_thousand_nested_marks_are_read_and_accounted_for(tmp_path: Path) -> None:
    depth = 10_000
    text = "“" * depth + "The bridge is shut" + "”" * depth + " Hal Quist said."
    called = call("marks", write_rows(tmp_path / "a.jsonl", [{"id": "deep", "text": text}, GOOD]))
    assert {row["article_id"] for row in called.rows} == {"deep", "tern-lamp-1"}
    assert "QC202" not in called.err
    accounted = {at for row in called.rows if row["article_id"] == "deep" for at in _marks_of(row)}
    assert accounted == {at for at, letter in enumerate(text) if letter in "“”"}


def _marks_of(row: Row) -> set[int]:
    opened = {row["start"]} if row["open"] else set()
    return opened | ({row["end"] - 1} if row["close"] else set())


MEGABYTES = 5_000_000


def test_five_megabytes_that_are_no_prose_are_read_to_the_end(tmp_path: Path) -> None:
    text = f"{HEAVY}\n\n{'Kq7+/' * (MEGABYTES // 5)}\n\n“Open it,” Ines Corrado said.\n"
    called = call("extract", write_rows(tmp_path / "a.jsonl", [{"id": "long", "text": text}]))
    assert [row["speaker"]["name"] for row in called.rows] == ["Hal Quist", "Ines Corrado"]
    assert all(text[span["start"] : span["end"]] == span["text"] for row in called.rows for span in row["content"])


@pytest.mark.slow
def test_five_megabytes_of_prose_are_read_to_the_end(tmp_path: Path) -> None:
    paragraph = (
        f"{HEAVY} The council met on Tuesday to talk about the fee of 40 crowns, Mara Ollenby told the Tern.\n\n"
    )
    text = paragraph * (MEGABYTES // len(paragraph.encode()))
    called = call("extract", write_rows(tmp_path / "a.jsonl", [{"id": "long", "text": text}]))
    assert called.rows[-1]["content"][-1]["end"] > len(text) - len(paragraph)
    assert len(called.rows) >= text.count("said")


UNWRITABLE = ("below-a-file", "/proc/quotecheck")


@pytest.mark.parametrize("command", ["build", "extract"])
@pytest.mark.parametrize("where", UNWRITABLE)
def test_an_output_that_cannot_be_written_is_a_clear_stop(command: str, where: str, tmp_path: Path) -> None:
    if where.startswith("/proc") and not Path("/proc").is_dir():
        pytest.skip("no /proc here")
    (tmp_path / "below-a-file").write_text("in the way")
    target = tmp_path / where / "out"
    called = call(command, write_rows(tmp_path / "a.jsonl", [GOOD]), "-o", target)
    assert called.status == 2
    assert "QC401" in called.err
    assert "Traceback" not in called.err
    assert (tmp_path / "below-a-file").read_text() == "in the way"


@contextmanager
def full_disk() -> Iterator[None]:
    """Let no file grow past a few bytes, as a disk without space left does; that holds for pytest's own output too."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (16, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_is_a_clear_stop_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    with full_disk():
        called = call("extract", SOURCES / "tern.jsonl", "-o", tmp_path / "out.jsonl")
    assert called.status == 2
    assert "QC401" in called.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_or_device_given_as_output_is_written_to_not_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    called = call("extract", write_rows(tmp_path / "a.jsonl", [GOOD]), "-o", tmp_path / "pipe")
    got = os.read(reader, 1 << 16)
    os.close(reader)
    assert (tmp_path / "pipe").is_fifo()
    assert called.status == 0
    assert got == call("extract", tmp_path / "a.jsonl").out


def test_a_link_given_as_output_still_is_one(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "target")
    called = call("extract", write_rows(tmp_path / "a.jsonl", [GOOD]), "-o", tmp_path / "link")
    assert called.status == 0
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_bytes()


def test_a_missing_model_is_one_clear_error_that_says_what_to_install(tmp_path: Path) -> None:
    source = write_rows(tmp_path / "a.jsonl", [GOOD])
    called = spawn("build", source, "-o", tmp_path / "out", env={"QUOTECHECK_MODEL": "no_such_model"})
    assert called.status == 2
    assert "QUOTECHECK_MODEL names 'no_such_model'" in called.problem("QC402")
    assert "pip install" in called.err
    assert "Traceback" not in called.err


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=300), ending=st.sampled_from(["jsonl", "json", "txt", "html"]))
def test_any_bytes_leave_the_good_article_alone(content: bytes, ending: str, tmp_path: Path) -> None:
    """Property: "Bad input, each with a clear problem and the rest processed"."""
    bad = tmp_path / f"bad.{ending}"
    bad.write_bytes(content)
    called = call("extract", bad, write_rows(tmp_path / "good.jsonl", [GOOD]))
    assert called.status in {0, 1}
    assert "QC202" not in called.err
    assert "tern-lamp-1" in _ids(called, "article_id")
