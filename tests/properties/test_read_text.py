"""What reading promises of any input at all."""

from __future__ import annotations

import io
import json

from hypothesis import given, settings
from hypothesis import strategies as st

from quotecheck.problems import Problem
from quotecheck.read.files import read, unique
from quotecheck.read.zones import zone
from quotecheck.records import Article

LINES = st.sampled_from(
    [
        "", " ", "\t", "Dam holds", "By Tobin Vale", "NORTHMERE", "NORTHMERE, Velland (Beacon Wire) — ", "> Yes.",
        "Dear readers,", "Our journalism needs your support.", "Support us", "Read more", "Related stories", "×",
        "“The dam holds,” Ollenby said.", "What happens next?", "– Low tide –", "Ferry sails | News",
        "The dam above the town will hold, and nobody in the villages below it needs to", "14:05 It holds",
    ]
)  # fmt: skip
ENDS = st.sampled_from(["\n", "\n\n", "\r\n", "\r", "\u2028", "\v"])
ARTICLES = st.one_of(
    st.text(), st.lists(st.tuples(st.one_of(LINES, st.text()), ENDS)).map(lambda parts: "".join(map("".join, parts)))
)
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)
ENVELOPE = st.dictionaries(st.sampled_from(sorted(Article.model_fields)) | st.text(), JSON)
BYTES = st.one_of(
    st.binary(),
    st.text().map(str.encode),
    ENVELOPE.map(lambda value: json.dumps(value).encode()),
    st.lists(ENVELOPE).map(lambda values: json.dumps(values).encode()),
    st.text(alphabet="<>!/ahtmlpbody \n&;\"'").map(lambda text: f"<html><body><p>{text}".encode()),
)


@given(BYTES)
@settings(deadline=None)
def test_any_bytes_give_articles_and_problems(data: bytes) -> None:
    """'never raises for bad input: each fault is a Problem'."""
    for record in read(["-"], io.BytesIO(data)):
        assert isinstance(record, Article | Problem)
        (record.to_json() if isinstance(record, Article) else str(record)).encode()


@given(ARTICLES)
def test_zones_cover_the_text(text: str) -> None:
    """'paragraphs never overlap and leave out only white space'."""
    end = 0
    for part in zone(Article(id="a", text=text)).zones:
        assert not text[end : part.start].strip()
        assert end <= part.start < part.end
        assert text[part.start : part.end] == text[part.start : part.end].strip()
        end = part.end
    assert not text[end:].strip()


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_text_is_kept(text: str) -> None:
    """'text is kept to the byte'."""
    line = json.dumps({"text": text}).encode()
    records = list(read(["-"], io.BytesIO(line)))
    assert [record.text for record in records if isinstance(record, Article)] == ([text] if text.strip() else [])


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xyz"))), st.randoms())
def test_ids_are_unique_whatever_the_order(pairs: list[tuple[str, str]], random: object) -> None:
    """'the same input gives the same ids on any machine, in any order'."""
    articles = [Article(id=key, text=text) for key, text in pairs]
    found, _ = unique(articles)
    shuffled = sorted(articles, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert len({article.id for article in found}) == len(found) == len(set(pairs))
    assert {article.to_json() for article in found} == {article.to_json() for article in unique(shuffled)[0]}
