"""Pages: the article's own text and what the page says of it, nothing guessed."""

from __future__ import annotations

import pytest

from quotecheck.problems import Place, Problem
from quotecheck.read.html import looks_like_html, page
from quotecheck.records import Article

TEXT = """
<h1>Dam will hold, says Ollenby</h1>
<p>NORTHMERE, Velland (Beacon Wire) — The dam above the town will hold, the engineer Mara Ollenby said on Monday.</p>
<p>“The gates were tested twice,” she said. “Nobody needs to pack &amp; leave.”</p>
<p>Hal Quist, who runs the ferry, told the Courier that he would <b>sail</b> on <a href="/t">Tuesday</a>.</p>
"""
LINKED = '<script type="application/ld+json">{"@graph": [{"datePublished": "2031-03-06T08:00:00Z"}]}</script>'


def html(head: str = "", text: str = TEXT, after: str = "") -> bytes:
    source = f'<!doctype html><html lang="en"><head>{head}</head><body><article>{text}</article>{after}</body></html>'
    return source.encode()


def read(data: bytes) -> tuple[Article | None, list[Problem]]:
    records = list(page(data, Place("a.html"), "a"))
    articles = [record for record in records if isinstance(record, Article)]
    return (articles[0] if articles else None), [record for record in records if isinstance(record, Problem)]


def article(data: bytes) -> Article:
    found, problems = read(data)
    assert found is not None
    assert problems == []
    return found


def test_text_is_the_paragraphs() -> None:
    assert article(html()).text.split("\n")[2:] == [
        "“The gates were tested twice,” she said. “Nobody needs to pack & leave.”",
        "Hal Quist, who runs the ferry, told the Courier that he would sail on Tuesday.",
    ]


def test_comments_and_appeals_are_left_out() -> None:
    after = (
        '<aside class="donate"><p>Support our journalism today.</p></aside>'
        '<div id="comments"><p>“The dam is fake,” a reader said.</p></div><footer>All rights reserved</footer>'
    )
    assert article(html(after=after)).text == article(html()).text


def test_metadata() -> None:
    head = (
        "<title>Dam will hold, says Ollenby | The Tern</title>"
        '<meta property="og:site_name" content="The Tern"><meta name="author" content="Tobin Vale">'
        '<link rel="canonical" href="https://tern.example/dam">'
    )
    found = article(html(head))
    assert (found.id, found.title, found.outlet) == ("a", "Dam will hold, says Ollenby", "The Tern")
    assert (found.byline, found.url, found.language) == ("Tobin Vale", "https://tern.example/dam", "en")


@pytest.mark.parametrize(
    ("head", "text", "published"),
    [
        ('<meta property="article:published_time" content="2031-03-05">' + LINKED, "", "2031-03-05"),
        (LINKED, '<time datetime="2031-03-07">7 March</time>', "2031-03-06T08:00:00Z"),
        ('<script type="application/ld+json">{broken</script>', '<time datetime="2031-03-07">x</time>', "2031-03-07"),
        ("", "<p>The dam was built on 4 March 1951 in Velland.</p>", None),
        ("", "<p>Published 5 March 2031</p>", None),
    ],
)  # fmt: skip
def test_published_only_where_the_page_states_it(head: str, text: str, published: str | None) -> None:
    assert article(html(head, text + TEXT)).published == published


def test_date_that_is_none_is_a_problem() -> None:
    found, problems = read(html('<meta property="article:published_time" content="yesterday">'))
    assert found is not None
    assert found.published is None
    assert [problem.code for problem in problems] == ["QC009"]


@pytest.mark.parametrize("data", [b"<html></html>", b"<html><body><p></p></body></html>", b"plain words", b"<" * 999])
def test_nothing_in_the_page(data: bytes) -> None:
    found, problems = read(data)
    assert found is None
    assert [problem.code for problem in problems] == ["QC013"]


def test_declared_encoding_is_believed() -> None:
    data = html('<meta charset="iso-8859-1">').decode().replace("—", "–").encode("cp1252")
    assert "“The gates were tested twice,”" in article(data).text


def test_undeclared_encoding_is_told() -> None:
    found, problems = read(html().decode().encode("cp1252"))
    assert found is not None
    assert "“The gates were tested twice,”" in found.text
    assert [(problem.code, problem.place.line) for problem in problems] == [("QC005", 3)]


def test_reading_twice_gives_the_same() -> None:
    assert article(html(LINKED)).to_json() == article(html(LINKED)).to_json()


@pytest.mark.parametrize(
    ("text", "expected"),
    [("\n<!-- x --><!DOCTYPE HTML>", True), ("<html>", True), ("<?xml version='1.0'?><html>", True), ("<p>a", False)],
)
def test_looks_like_html(text: str, expected: bool) -> None:
    assert looks_like_html(text) is expected
