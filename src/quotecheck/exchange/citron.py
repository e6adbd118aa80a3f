"""Citron annotation format (BBC R&D, github.com/bbc/citron, docs/data_format.md of 2021): a JSON file a document.

`{"text", "quotes": [{"cue", "sources", "contents", "coreferences"}]}`, each span `{"start", "end", "text"}` in code
points (Python strings). Marks are part of the content there, and a quote always has a cue. Members that Citron does
not know are ignored by its reader: what it has no words for travels as `quotecheck`.

What `citron-extract` prints has no text, gives each quote a `confidence`, and where it resolved a pronoun puts who that
is into `sources` and the pronoun into `coreferences`: the other way round. Both are read.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from quotecheck.exchange.foreign import Finder, files, inside, listed, load, part, string
from quotecheck.exchange.marking import (
    Marking,
    article_of,
    envelope,
    left_over,
    marking,
    revived,
    unwrapped,
    wrapped,
)
from quotecheck.exchange.names import file_name, id_of
from quotecheck.exchange.parcel import Found, Parcel, Shelf
from quotecheck.problems import Place, Problem
from quotecheck.records import Article, Quote, Span, canonical_json
from quotecheck.store.files import write_whole

FORM = "citron"


def write(parcel: Parcel, path: Path) -> None:
    """Write a file an article into a folder; quotes without a cue are QC709."""
    for article, quotes in parcel.by_article():
        held = [quote for quote in quotes if quote.cue is not None]
        for quote in quotes:
            if quote.cue is None:
                parcel.left_out("QC709", f"{quote.id} has no cue, and each quote of Citron has one", Quote)
        document = {
            "quotecheck": envelope(article, "text"),
            "quotes": [_row(quote, article) for quote in held],
            "text": article.text,
        }
        content = canonical_json(document).encode("utf-8") + b"\n"
        write_whole(path / f"{file_name(article.id)}.json", [content], synced=False)


def _row(quote: Quote, article: Article) -> dict[str, Any]:
    spans = marking(quote, "content", "cue", "source", "antecedent").spans
    row: dict[str, Any] = {
        "contents": [_dump(wrapped(span, article.text)) for span in spans["content"]],
        "coreferences": [_dump(span) for span in spans["antecedent"]],
        "cue": _dump(spans["cue"][0]),
        "id": quote.id,
        "sources": [_dump(span) for span in spans["source"]],
    }
    said = _said(row, Finder(article.text), Place())
    return {**row, "quotecheck": left_over(quote, article, said, FORM)}


def _dump(span: Span) -> dict[str, Any]:
    return {"end": span.end, "start": span.start, "text": span.text}


def _said(row: dict[str, Any], finder: Finder, place: Place) -> Marking:
    names = ("sources", "coreferences")
    sources, others = (finder.spans(row.get(name), inside(place, name)) for name in names)
    if row.get("confidence") is not None and others:
        sources, others = others, sources
    cue = finder.span(row["cue"], inside(place, "cue")) if isinstance(row.get("cue"), dict) else None
    contents = [unwrapped(span) for span in finder.spans(row.get("contents"), inside(place, "contents"))]
    spans = {"content": contents, "cue": [cue] if cue else [], "source": sources[:1], "antecedent": others[:1]}
    return Marking(spans, id=string(row.get("id")), torn=len(contents) < len(listed(row.get("contents"))))


def read(path: Path, shelf: Shelf) -> Found:
    """Yield articles and quotes of a file, or of a folder of them."""
    for file in files(path, ".json"):
        value, fault = load(file)
        place = Place(file.as_posix())
        if fault is not None:
            yield fault
        elif not isinstance(part(value, "quotes"), list):
            yield Problem("QC702", "a document of Citron is an object with a list of quotes", place)
        else:
            yield from _document(value, file, place, shelf)


def _document(value: dict[str, Any], file: Path, place: Place, shelf: Shelf) -> Found:
    article = _article(value, file, place, shelf)
    if article is None:
        yield Problem("QC707", "it has no text, and no article of its name is given", place)
    elif isinstance(article, list):
        yield from article
    else:
        yield article
        for number, row in enumerate(value["quotes"]):
            yield from _quote(row, article, inside(place, "quotes", number))


def _article(value: dict[str, Any], file: Path, place: Place, shelf: Shelf) -> Article | list[Problem] | None:
    held, text = value.get("quotecheck"), value.get("text")
    id_ = string(part(held, "id")) or id_of(file.stem)
    given = shelf.by_id(id_) or (shelf.by_text(text) if isinstance(text, str) else None)
    if given is not None:
        return given
    return article_of(text, held, id_, place) if isinstance(text, str) else None


def _quote(row: Any, article: Article, place: Place) -> Found:
    if not isinstance(row, dict):
        yield Problem("QC702", "a quote of Citron is an object", place)
        return
    finder = Finder(article.text)
    said = _said(row, finder, place)
    yield from finder.problems
    if len(listed(row.get("sources"))) > 1:
        yield Problem("QC711", "of several sources the first is imported", inside(place, "sources"))
    if said.spans["content"] or said.spans["cue"]:
        yield from revived(said, row.get("quotecheck"), article, FORM, place)
    elif not finder.problems:
        yield Problem("QC702", "it has neither contents nor a cue", place)
