"""brat standoff format (brat 1.3, brat.nlplab.org/standoff): a folder with a .txt and an .ann an article.

`T` lines are spans, labelled Content, Quoted, Cue, Source, Antecedent, with offsets in code points; a span that runs
over a break of line is torn into fragments there, as brat does it. `R` lines lead from the first content of a quote
(or its cue) to the others, `A` gives its type, `N` its speaker, and the note of an annotator (`#`) holds all that brat
has no words for, as JSON. `annotation.conf` tells brat the labels; `envelopes.jsonl`, which brat does not read, keeps
what there is of an article beside its text.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote as escape

from quotecheck.exchange.brat_lines import BREAKS, FORM, Lines, parse_lines
from quotecheck.exchange.foreign import Finder, files, parsed, part, string, text_of, unreadable
from quotecheck.exchange.linking import label_of
from quotecheck.exchange.marking import ROLES, Marking, article_of, envelope, left_over, marking, revived
from quotecheck.exchange.names import file_name, id_of
from quotecheck.exchange.parcel import Found, Parcel, Shelf
from quotecheck.problems import Place, Problem
from quotecheck.records import Article, Quote, Span, canonical_json
from quotecheck.store.files import write_whole
from quotecheck.store.jsonl import read_lines

_ENVELOPES = "envelopes.jsonl"
_PIECE = re.compile(f"[^{BREAKS}]+")
_CONF = """[entities]
Content
Quoted
Cue
Source
Antecedent

[relations]
content\tArg1:Content|Cue, Arg2:Content
quoted\tArg1:Content|Cue, Arg2:Quoted
cue\tArg1:Content, Arg2:Cue
source\tArg1:Content|Cue, Arg2:Source
antecedent\tArg1:Content|Cue, Arg2:Antecedent

[events]

[attributes]
Type\tArg:Content|Cue, Value:direct|mixed|indirect
"""


def write(parcel: Parcel, path: Path) -> None:
    """Write texts and annotations into a folder; quotes without content and cue are QC709."""
    with (path / _ENVELOPES).open("wb") as envelopes:
        for article, quotes in parcel.by_article():
            name = file_name(article.id)
            held = {**envelope(article, "text"), "file": name}
            envelopes.write(canonical_json(held).encode("utf-8") + b"\n")
            write_whole(path / f"{name}.txt", [article.text.encode("utf-8")], synced=False)
            lines = "".join(f"{line}\n" for line in _lines(article, quotes, parcel))
            write_whole(path / f"{name}.ann", [lines.encode("utf-8")], synced=False)
    write_whole(path / "annotation.conf", [_CONF.encode("utf-8")], synced=False)


def _lines(article: Article, quotes: list[Quote], parcel: Parcel) -> Iterator[str]:
    ids = _Ids()
    for quote in quotes:
        drawn = [(role, span) for role, span in _spans(quote) if _PIECE.search(span.text)]
        drawn.sort(key=lambda pair: pair[0] not in {"content", "cue"})
        if not drawn or drawn[0][0] not in {"content", "cue"}:
            parcel.left_out("QC709", f"{quote.id} has neither content nor cue", Quote)
            continue
        lines = list(_said(quote, drawn, ids))
        yield from lines
        head = lines[0].partition("\t")[0]
        said = _read_back(lines, article).get(head, Marking())
        rest = json.dumps(left_over(quote, article, said, FORM), sort_keys=True, separators=(",", ":"))
        yield f"{ids.next('#')}\tAnnotatorNotes {head}\t{rest}"


class _Ids:
    """Numbers the lines of one file, each kind for itself."""

    def __init__(self) -> None:
        self._last: Counter[str] = Counter()

    def next(self, kind: str) -> str:
        self._last[kind] += 1
        return f"{kind}{self._last[kind]}"


def _said(quote: Quote, drawn: list[tuple[str, Span]], ids: _Ids) -> Iterator[str]:
    """Yield the lines that say of a quote what brat has words for; the head comes first."""
    named = [(ids.next("T"), role, span) for role, span in drawn]
    head = named[0][0]
    yield from (f"{id_}\t{label_of(role)} {_fragments(span)}" for id_, role, span in named)
    yield from (f"{ids.next('R')}\t{role} Arg1:{head} Arg2:{id_}" for id_, role, _span in named[1:])
    yield f"{ids.next('A')}\tType {head} {quote.type}"
    who = quote.speaker
    if who is not None and _PIECE.fullmatch(who.name) and "\t" not in who.name:
        yield f"{ids.next('N')}\tReference {head} Speaker:{escape(who.id, safe='')}\t{who.name}"


def _spans(quote: Quote) -> list[tuple[str, Span]]:
    spans = marking(quote, *ROLES).spans
    return [(role, span) for role in ROLES for span in spans[role]]


def _fragments(span: Span) -> str:
    pieces = list(_PIECE.finditer(span.text))
    places = ";".join(f"{span.start + piece.start()} {span.start + piece.end()}" for piece in pieces)
    return f"{places}\t{' '.join(piece.group() for piece in pieces)}"


def _read_back(lines: list[str], article: Article) -> dict[str, Marking]:
    return parse_lines(lines, Finder(article.text), Place()).linked().quotes


def read(path: Path, shelf: Shelf) -> Found:
    """Yield articles and quotes of a folder, or of one .ann or .txt and the other beside it."""
    stems = sorted({file.with_suffix("") for file in files(path, ".ann", ".txt")})
    held: dict[str, Any] = {}
    for folder in sorted({stem.parent for stem in stems}):
        yield from _envelopes(folder, held)
    for stem in stems:
        yield from _document(stem, held.get(stem.as_posix()), shelf)


def _envelopes(folder: Path, held: dict[str, Any]) -> Iterator[Problem]:
    path = folder / _ENVELOPES
    try:
        for number, line in read_lines(path) if path.is_file() else ():
            value, fault = parsed(line, Place(path.as_posix(), number))
            if fault is not None:
                yield fault
            elif (name := string(part(value, "file"))) is not None:
                held[(folder / name).as_posix()] = {key: one for key, one in value.items() if key != "file"}
            else:
                yield Problem("QC702", "it does not say of which file it is", Place(path.as_posix(), number, "/file"))
    except OSError as error:
        yield unreadable(path, error)


def _document(stem: Path, held: Any, shelf: Shelf) -> Found:
    text_file, ann_file = (stem.with_name(stem.name + suffix) for suffix in (".txt", ".ann"))
    place = Place(text_file.as_posix())
    id_ = string(part(held, "id")) or id_of(stem.name)
    article: Article | list[Problem] | None = shelf.by_id(id_)
    if article is None and text_file.is_file():
        text, fault = text_of(text_file)
        article = [fault] if fault else shelf.by_text(text) or article_of(text, held, id_, place)
    if article is None:
        article = [Problem("QC707", f"there is no {text_file.name} beside it", Place(ann_file.as_posix()))]
    if isinstance(article, list):
        yield from article
        return
    yield article
    if ann_file.is_file():
        yield from _quotes(ann_file, article)


def _quotes(path: Path, article: Article) -> Found:
    text, fault = text_of(path)
    if fault is not None:
        yield fault
        return
    finder = Finder(article.text)
    lines: Lines = parse_lines(text.split("\n"), finder, Place(path.as_posix()))
    found = lines.linked()
    yield from sorted([*finder.problems, *found.problems], key=lambda problem: problem.place.line or 0)
    for head, said in found.quotes.items():
        yield from revived(said, lines.rests.get(head), article, FORM, lines.regions[head].place)
