"""Every kind of input, and every fault that one can have."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest

from quotecheck.problems import CODES, Problem
from quotecheck.read.files import read, unique
from quotecheck.records import Article

Found = tuple[list[Article], list[Problem]]


def split(records: list[Article | Problem]) -> Found:
    articles = [record for record in records if isinstance(record, Article)]
    problems = [record for record in records if isinstance(record, Problem)]
    assert all(problem.code in CODES for problem in problems)
    return articles, problems


def given(*inputs: Path | str, stdin: bytes = b"") -> Found:
    return split(list(read([str(name) for name in inputs], io.BytesIO(stdin))))


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def where(problems: list[Problem]) -> list[tuple[str, int | None, str]]:
    return [(problem.code, problem.place.line, problem.place.pointer) for problem in problems]


def texts(articles: list[Article]) -> list[str]:
    return [article.text for article in articles]


def test_missing_file(tmp_path: Path) -> None:
    articles, problems = given(tmp_path / "no.txt")
    assert (articles, where(problems)) == ([], [("QC001", None, "")])
    assert str(problems[0]).startswith(str(tmp_path / "no.txt"))


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000, "\udcff", "dam\ud800"])
def test_impossible_name(name: str) -> None:
    _, problems = given(name)
    assert [problem.code for problem in problems] == ["QC001"]
    str(problems[0]).encode()


def test_dangling_link_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(tmp_path / "gone.txt")
    assert where(given(tmp_path)[1]) == [("QC001", None, "")]


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.json", "a.html"])
def test_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = written(tmp_path, name, "x")
    monkeypatch.setattr(Path, "open", refuse)
    articles, problems = given(path, "-", stdin=b"The dam holds.")
    assert where(problems) == [("QC002", None, "")]
    assert texts(articles) == ["The dam holds."]


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.json", "a.html", "noending"])
@pytest.mark.parametrize("content", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", b"\xff\xfe\n\0"])
def test_empty_file(tmp_path: Path, name: str, content: bytes) -> None:
    articles, problems = given(written(tmp_path, name, content))
    assert articles == []
    assert where(problems) == [("QC003", None, "")]


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.json", "a.html", "noending"])
@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n1234", b"%PDF-1.7\nx", b"The dam\0 holds.", b"\1\2\3\4abc"])
def test_binary_file(tmp_path: Path, name: str, content: bytes) -> None:
    articles, problems = given(written(tmp_path, name, content))
    assert articles == []
    assert where(problems) == [("QC004", None, "")]


def test_text_is_kept_to_the_byte(tmp_path: Path) -> None:
    text = " The dam\r\nholds.\t\r\n\r\n“Yes”\n\n"
    articles, problems = given(written(tmp_path, "ferry.txt", text))
    assert texts(articles) == [text]
    assert (articles[0].id, articles[0].title, problems) == ("ferry", None, [])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.json", "-"])
def test_unicode_encodings(tmp_path: Path, encoding: str, name: str) -> None:
    text = "“The dam will hold,” Ollenby said in Velland – twice."
    content = (text if name.endswith("txt") else json.dumps({"text": text}, ensure_ascii=False)).encode(encoding)
    source = "-" if name == "-" else written(tmp_path, name, content)
    articles, problems = given(source, stdin=content)
    assert (texts(articles), problems) == ([text], [])


def test_windows_encoding_is_told_and_read(tmp_path: Path) -> None:
    content = "It rained.\n“The café is shut,” Ollenby said – twice.".encode("cp1252")
    articles, problems = given(written(tmp_path, "a.txt", content))
    assert texts(articles) == ["It rained.\n“The café is shut,” Ollenby said – twice."]
    assert where(problems) == [("QC005", 2, "")]
    assert "cp1252" in problems[0].message


def test_another_alphabet_is_detected(tmp_path: Path) -> None:
    text = "Плотина выдержит, сказала инженер в понедельник. Паром снова пойдет во вторник, если позволит ветер. " * 4
    articles, problems = given(written(tmp_path, "a.txt", text.encode("cp1251")))
    assert (texts(articles), where(problems)) == ([text], [("QC005", 1, "")])


@pytest.mark.parametrize(
    ("content", "text", "lines"),
    [
        (b"The dam\nhol\xff\xfeds.\nYes.", "The dam\nhol\ufffd\ufffdds.\nYes.", [2]),
        ("“Yes”\n".encode() + b"\xe2\x80\nNo \x94", "“Yes”\n\ufffd\nNo \ufffd", [2, 3]),
        (b"The dam\xe2\x80", "The dam\ufffd", [1]),
    ],
)
def test_bytes_of_no_encoding_are_replaced(tmp_path: Path, content: bytes, text: str, lines: list[int]) -> None:
    articles, problems = given(written(tmp_path, "a.txt", content))
    assert texts(articles) == [text]
    assert where(problems) == [("QC005", line, "") for line in lines]


def test_faulty_lines_cost_no_other(tmp_path: Path) -> None:
    content = b'{"text": "One."}\n\n{"text": 2}\nnot json\n[1]\n{"text": "caf\xe9"}\r\n{"text": NaN}\n{"text": "Las'
    articles, problems = given(written(tmp_path, "a.jsonl", content))
    assert texts(articles) == ["One.", "café"]
    assert where(problems) == [
        ("QC007", 3, "/text"),
        ("QC006", 4, ""),
        ("QC006", 5, ""),
        ("QC005", 6, ""),
        ("QC006", 7, ""),
        ("QC006", 8, ""),
    ]
    assert problems[-1].message == "the last line is cut off"


@pytest.mark.parametrize("value", ["[" * 100_000, '{"a":' * 100_000, "1" * 5000, "-Infinity", '"\x01"'])
def test_json_that_breaks_parsers(tmp_path: Path, value: str) -> None:
    for name in ("a.jsonl", "a.json"):
        articles, problems = given(written(tmp_path, name, f'{{"text": "a", "x": {value}'))
        assert articles == []
        assert [problem.code for problem in problems] == ["QC006"]


@pytest.mark.parametrize(
    ("content", "places"),
    [
        ('\n{"text": "a", "no": 1}', [("QC008", 2, "/no")]),
        ('[{"text": "a"},\n {"no": 1, "text": "b"}\n]', [("QC008", 2, "/1/no")]),
        ('{"articles": [\n{"text": "a"},\n{"text": "b", "no": 1}], "n": 2}', [("QC008", 3, "/articles/1/no")]),
        ('{"n": 2, "articles": [{"text": "a"}, {"text": "b", "no": 1}]}', [("QC008", None, "/articles/1/no")]),
        ('{"text": "a"}\n{"text": "b", "no": 1}\n', [("QC008", 2, "/no")]),
        ("[]", []),
        ('[{"text": "a"},\n{"text": "b"}', [("QC006", 2, "")]),
        ('[{"text": "a"},\n{"text": "b"},]', [("QC006", 2, "")]),
        ('[{"text": "a"},\n{"text": "b"}] x', [("QC006", 2, "")]),
        ('[{"text": "a"},\n{"text" "b"}]', [("QC006", 2, "")]),
        ('{"articles": [{"text": "a"}\n] "n": 2}', [("QC006", 2, "")]),
        ('{"text": \n"a"', [("QC006", 2, "")]),
        ("null", [("QC006", 1, "")]),
        ('[null, "a"]', [("QC006", 1, "/0"), ("QC006", 1, "/1")]),
    ],
)
def test_json_document(tmp_path: Path, content: str, places: list[tuple[str, int | None, str]]) -> None:
    articles, problems = given(written(tmp_path, "a.json", content))
    assert where(problems) == places
    assert texts(articles) == ["a", "b"][: len(articles)]
    assert articles or "QC006" in str(problems) or content == "[]"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b'\n {"text": "a"}\n{"text": "b"}', ["a", "b"]),
        (b'{\n"text": "a"\n}', ["a"]),
        (b'[{"text": "a"}]', ["a"]),
        (b"[Northmere] The dam holds.", ["[Northmere] The dam holds."]),
        (b"The dam holds.\r\n", ["The dam holds.\r\n"]),
        (b"<p>The dam holds.</p>", ["<p>The dam holds.</p>"]),
    ],
)
def test_standard_input_is_told_by_its_start(content: bytes, expected: list[str]) -> None:
    articles, problems = given("-", stdin=content)
    assert (texts(articles), problems) == (expected, [])


def test_standard_input_with_a_page() -> None:
    articles, _ = given("-", stdin=b"<!DOCTYPE html><html><body><article><p>The dam holds.</p></article></body></html>")
    assert texts(articles) == ["The dam holds."]


def test_faulty_json_lines_on_standard_input() -> None:
    articles, problems = given("-", stdin=b'{"text": \n{"text": "a"}\n')
    assert (texts(articles), where(problems)) == (["a"], [("QC006", 1, "")])
    assert problems[0].place.file == "-"


def test_json_lines_are_streamed() -> None:
    def endless() -> object:
        yield from (b'{"text": "%d"}\n' % number for number in range(1_000_000))
        raise AssertionError("read to the end")

    stream = endless()
    records = read(["-"], stream)  # type: ignore[arg-type]
    first = next(iter(records))
    assert isinstance(first, Article)
    assert first.text == "0"


def test_folder_is_walked_in_order(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a.txt",
        "tern/ferry.txt",
        "tern/dam.TXT",
        ".hidden/x.txt",
        ".x.txt",
        "tern/logo.gif",
        "README",
    ):
        written(tmp_path, name, name)
    articles, problems = given(tmp_path)
    assert [article.id for article in articles] == ["a", "b", "tern/dam", "tern/ferry"]
    assert [(problem.code, Path(problem.place.file).name) for problem in problems] == [
        ("QC014", "README"),
        ("QC014", "logo.gif"),
    ]


def test_dataset_gives_its_articles_only(tmp_path: Path) -> None:
    record = Article(id="a", text="The dam holds.", origin="a").to_json()
    for name in ("manifest.json", "quotes/quotes.jsonl", "notes.txt"):
        written(tmp_path, f"set/{name}", "{}")
    written(tmp_path, "set/articles/articles.jsonl", record + "\n")
    articles, problems = given(tmp_path / "set")
    assert ([article.to_json() for article in articles], problems) == ([record], [])
    assert given(tmp_path)[0] == articles


def test_file_of_an_unknown_kind(tmp_path: Path) -> None:
    assert where(given(written(tmp_path, "a.docx", "x"))[1]) == [("QC014", None, "")]


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="pipes have no names here")
def test_pipe_is_read_for_what_it_holds() -> None:
    reader, writer = os.pipe()
    os.write(writer, b'{"text": "a"}\n')
    os.close(writer)
    try:
        assert texts(given(f"/dev/fd/{reader}")[0]) == ["a"]
    finally:
        os.close(reader)


def test_ids_from_content_are_stable(tmp_path: Path) -> None:
    first = given("-", stdin=b'{"text": "The dam holds.", "outlet": "Tern"}')[0][0]
    again = given(written(tmp_path, "x.json", '{"outlet": "Tern", "text": "The dam holds."}'))[0][0]
    other = given("-", stdin=b'{"text": "The dam holds.", "outlet": "Courier"}')[0][0]
    assert first.id == again.id != other.id
    assert first.id.startswith("a:")


A = Article(id="a", text="One.")
B = Article(id="a", text="Two.")
C = Article(id="c", text="Three.")


def test_copy_is_dropped() -> None:
    articles, problems = unique([A, C, A.model_copy()])
    assert articles == [A, C]
    assert [problem.code for problem in problems] == ["QC012"]


def test_different_articles_with_one_id_are_both_kept() -> None:
    articles, problems = unique([C, A, B, A])
    assert [problem.code for problem in problems] == ["QC012", "QC011"]
    assert texts(articles) == ["Three.", "One.", "Two."]
    assert all(article.id.startswith("a~") and len(article.id) == len("a~12345678") for article in articles[1:])
    assert len({article.id for article in articles}) == 3


def test_new_ids_do_not_depend_on_the_order() -> None:
    ids = {frozenset((article.text, article.id) for article in unique(order)[0]) for order in ([A, B, C], [B, C, A])}
    assert len(ids) == 1


def test_new_id_that_is_taken_is_told_apart() -> None:
    taken = next(article.id for article in unique([A, B])[0] if article.text == "One.")
    articles, problems = unique([A, B, Article(id=taken, text="Four.")])
    assert len({article.id for article in articles}) == 3
    assert [problem.code for problem in problems] == ["QC011", "QC011"]
