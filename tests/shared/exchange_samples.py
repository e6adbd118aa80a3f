"""Datasets for the tests of exports and imports: the made-up fire, and any that hypothesis thinks of."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import store_samples as made
from hypothesis import strategies as st

from quotecheck.exchange.formats import FORMS
from quotecheck.exchange.traffic import bring_in, export
from quotecheck.problems import Problem
from quotecheck.records import Article, Quote, Record, Span, SpeakerRef, Zone
from quotecheck.store.dataset import LAYOUT
from quotecheck.store.jsonl import write_records

ARTICLES, QUOTES = "articles/articles.jsonl", "quotes/quotes.jsonl"

# What makes offsets differ between tools, or a line, a cell or a fragment end: astral and combining characters, breaks
# of all kinds, marks, NUL, and what starts a formula.
HARD = "a b\n\r\t\0\v\f\x1c\x85\u2028🔥e\u0301“”\"'‘’«»,;=+-@＝\\|%~/#<&\u202e\ufeff"


@cache  # of one strategy hypothesis works out once what to draw from
def texts(most: int = 40) -> st.SearchStrategy[str]:
    return st.text(st.one_of(st.sampled_from(HARD), st.characters(exclude_categories=["Cs"])), max_size=most)


names = texts(12).filter(bool)


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, len(text)))
    return Span(start=start, end=end, text=text[start:end])


@st.composite
def quotes(draw: st.DrawFn, article: Article) -> Quote:
    def span() -> Any:
        return draw(spans(article.text))

    def maybe(value: Any) -> Any:
        return value if draw(st.booleans()) else None

    content = tuple(span() for _ in range(draw(st.integers(0, 3))))
    cue = {**span().model_dump(), "lemma": draw(texts(5)), "class": draw(st.sampled_from(["say", "none"]))}
    speaker = SpeakerRef(id=draw(names), name=draw(names), kind=draw(st.sampled_from(["person", "office"])))
    fields = {
        "id": draw(names), "article_id": article.id, "type": draw(st.sampled_from(["direct", "mixed", "indirect"])),
        "content": content, "quoted": tuple(span() for _ in range(draw(st.integers(0, 2)))), "cue": maybe(cue),
        "source": maybe(span()), "speaker": maybe(speaker), "speaker_reason": maybe(draw(texts())),
        "speaker_count": maybe(draw(st.integers(1, 9))), "antecedent": maybe(span()), "addressee": maybe(draw(texts())),
        "via_translation": draw(st.booleans()), "comparable": maybe(draw(texts())), "parent": maybe(draw(names)),
        "rule": draw(names), "tier": draw(st.sampled_from("ABCD")),
    }  # fmt: skip
    return Quote.model_validate(fields)


@st.composite
def datasets(draw: st.DrawFn) -> tuple[list[Article], list[Quote]]:
    """Articles with quotes at any place; ids, addresses and texts may hold anything."""
    found = []
    for id_ in draw(st.lists(names, min_size=1, max_size=3, unique=True)):
        text = draw(texts())
        zones = (Zone(kind="body", start=0, end=len(text)),)
        outlet = draw(st.one_of(st.none(), texts(6)))
        found.append(Article(id=id_, outlet=outlet, url=draw(st.one_of(st.none(), texts(9))), text=text, zones=zones))
    said = draw(st.lists(st.sampled_from(found).flatmap(quotes), max_size=5, unique_by=lambda quote: quote.id))
    return found, said


def store(folder: Path, articles: Iterable[Article], quotes: Iterable[Quote]) -> Path:
    write_records(folder / ARTICLES, articles)
    write_records(folder / QUOTES, quotes)
    return folder


def fire(folder: Path) -> Path:
    """The made-up fire in all its kinds of records."""
    records: tuple[Iterable[Record], ...] = (
        made.articles(), made.speakers(), made.quotes(), made.assertions(), made.findings()
    )  # fmt: skip
    for name, held in zip(LAYOUT, records, strict=True):
        write_records(folder / name, held)
    return folder


def there_and_back(folder: Path, form: str, at: Path) -> tuple[list[Problem], list[Problem]]:
    """Export to `at/out` and import into `at/back`; gives what was wrong on either way."""
    return export(folder, FORMS[form], at / "out"), bring_in(at / "out", FORMS[form], [folder], at / "back")


def lines(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines() if path.is_file() else []
