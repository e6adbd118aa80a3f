"""W3C Web Annotation Data Model, Recommendation of 23 February 2017, as JSON-LD.

One annotation a quote. Its targets are the spans, each as TextPositionSelector and TextQuoteSelector (4.2.5, 4.2.4:
code points, end excluded); `styleClass` (4.4) says what a target is: content, quoted, cue, source, antecedent. Bodies:
the type as a tag, the speaker, and a TextualBody of JSON with all that the model has no words for. The whole is an
AnnotationCollection with one embedded AnnotationPage (5.1, 5.2). The text itself stays out.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote as escape
from urllib.parse import unquote

from quotecheck.exchange.foreign import Finder, inside, listed, load, parsed, part, string, unreadable
from quotecheck.exchange.marking import ROLES, Marking, left_over, marking, packed, revived, unpacked
from quotecheck.exchange.parcel import Found, Parcel, Shelf
from quotecheck.problems import Place, Problem
from quotecheck.records import Article, Quote, Span, canonical_json
from quotecheck.store.files import write_whole
from quotecheck.store.jsonl import read_lines

FORM = "w3c"
_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_URN = "urn:quotecheck:"
_BESIDE = 32  # characters before and after the words
_TYPES = ("direct", "mixed", "indirect")


def urn(kind: str, id_: str) -> str:
    """Give an IRI for an id of ours, which need not be one (RFC 8141)."""
    return f"{_URN}{kind}:{escape(id_, safe='')}"


def of_urn(kind: str, iri: object) -> str | None:
    """Give the id of an IRI that `urn` made, else None."""
    start = f"{_URN}{kind}:"
    return unquote(iri[len(start) :]) or None if isinstance(iri, str) and iri.startswith(start) else None


def write(parcel: Parcel, path: Path) -> None:
    """Write all quotes that have words or a cue as one collection."""
    write_whole(path, (line.encode("utf-8") for line in _collection(parcel)), synced=False)


def _collection(parcel: Parcel) -> Iterator[str]:
    """Yield the collection with its keys in order, an annotation a line; `total` comes last, when it is known."""
    total = 0
    collection = canonical_json(urn("collection", "quotes"))
    yield f'{{"@context":"{_CONTEXT}","first":{{"id":{canonical_json(urn("page", "1"))},"items":['
    for article, quotes in parcel.by_article():
        for quote in quotes:
            made = _annotation(quote, article)
            if not made["target"]:
                parcel.left_out("QC709", f"{quote.id} is no stretch of its article", Quote)
                continue
            yield ("," if total else "") + "\n" + canonical_json(made)
            total += 1
    yield f'\n],"partOf":{collection},"startIndex":0,"type":"AnnotationPage"}},"id":{collection},'
    yield f'"label":"quotes","total":{total},"type":"AnnotationCollection"}}\n'


def _annotation(quote: Quote, article: Article) -> dict[str, Any]:
    said = marking(quote, *ROLES)
    said.type, said.id = quote.type, quote.id
    said.speaker = quote.speaker.name if quote.speaker else None
    rest = left_over(quote, article, said, FORM)
    source = article.url or urn("article", article.id)
    return {
        "body": [*_bodies(said, quote), *_rest_body({**rest, "article": article.id})],
        "id": urn("quote", quote.id),
        "motivation": "identifying",
        "target": [_target(span, role, source, article.text) for role in ROLES for span in said.spans[role]],
        "type": "Annotation",
    }


def _bodies(said: Marking, quote: Quote) -> Iterator[dict[str, str]]:
    yield {"purpose": "tagging", "type": "TextualBody", "value": quote.type}
    if quote.speaker is not None:
        who = {"format": "text/plain", "purpose": "identifying", "type": "TextualBody"}
        yield {**who, "id": urn("speaker", quote.speaker.id), "value": said.speaker or ""}


def _rest_body(rest: dict[str, Any]) -> Iterator[dict[str, str]]:
    yield {"format": "application/json", "purpose": "describing", "type": "TextualBody", "value": packed(rest)}


def _target(span: Span, role: str, source: str, text: str) -> dict[str, Any]:
    quoted = {"exact": span.text, "type": "TextQuoteSelector"}
    if text[span.start : span.end] == span.text:
        quoted["prefix"] = text[max(0, span.start - _BESIDE) : span.start]
        quoted["suffix"] = text[span.end : span.end + _BESIDE]
    position = {"end": span.end, "start": span.start, "type": "TextPositionSelector"}
    return {"selector": [position, quoted], "source": source, "styleClass": role, "type": "SpecificResource"}


def read(path: Path, shelf: Shelf) -> Found:
    """Yield the quotes of a collection, a page, a list or lines of annotations, and the articles that they are of."""
    used: dict[str, Article] = {}
    for value, place in _annotations(path):
        if isinstance(value, Problem):
            yield value
        elif _is_annotation(value):
            yield from _quote(value, place, shelf, used)
        else:
            yield Problem("QC702", "this is no annotation (type Annotation)", place)
    yield from used.values()


def _annotations(path: Path) -> Iterator[tuple[Any, Place]]:
    if path.suffix != ".jsonl":
        value, fault = load(path)
        yield from [(fault, Place())] if fault else _inside(value, Place(path.as_posix()))
        return
    try:
        for number, line in read_lines(path):
            value, fault = parsed(line, Place(path.as_posix(), number))
            yield from [(fault, Place())] if fault else _inside(value, Place(path.as_posix(), number))
    except OSError as error:
        yield unreadable(path, error), Place()


def _inside(value: Any, place: Place) -> Iterator[tuple[Any, Place]]:
    if isinstance(value, list):
        for number, one in enumerate(value):
            yield one, inside(place, number)
    elif isinstance(part(value, "first"), dict):
        yield from _inside(value["first"], inside(place, "first"))
    elif isinstance(part(value, "items"), list):
        yield from _inside(value["items"], inside(place, "items"))
    else:
        yield value, place


def _is_annotation(value: Any) -> bool:
    return "Annotation" in listed(part(value, "type"))


def _quote(value: dict[str, Any], place: Place, shelf: Shelf, used: dict[str, Article]) -> Found:
    bodies = listed(value.get("body"))
    rest = next((found for one in bodies if isinstance(found := unpacked(_json_of(one)), dict)), {})
    targets = [(one, inside(place, "target", n)) for n, one in enumerate(listed(value.get("target")))]
    sources = [source for one, _ in targets if (source := string(part(one, "source")))]
    article = shelf.by_id(string(rest.get("article"))) or _article(sources, shelf)
    if article is None:
        told = sources[0] if sources else "none"
        yield Problem("QC707", f"its source is {told}, and no such article is given", place)
        return
    finder = Finder(article.text)
    said = _said(targets, finder, bodies, of_urn("quote", value.get("id")))
    yield from finder.problems
    if any(said.spans.values()):
        used.setdefault(article.id, article)
        yield from revived(said, rest, article, FORM, place)
    elif not finder.problems:
        yield Problem("QC702", "none of its targets is a stretch of text", place)


def _json_of(body: Any) -> object:
    return part(body, "value") if part(body, "format") == "application/json" else None


def _article(sources: list[str], shelf: Shelf) -> Article | None:
    return next((found for iri in sources if (found := shelf.by_url(iri) or shelf.by_id(of_urn("article", iri)))), None)


def _said(targets: list[tuple[Any, Place]], finder: Finder, bodies: list[Any], id_: str | None) -> Marking:
    said = Marking({role: [] for role in ROLES}, id=id_)
    for target, place in targets:
        role = next((name for name in ROLES if name in listed(part(target, "styleClass"))), None)
        if role is None and (known := string(part(target, "styleClass"))) is not None:
            finder.problems.append(Problem("QC706", f"{known} is none of {', '.join(ROLES)}", place))
        elif (span := _selected(target, finder, place)) is not None:
            said.spans[role or "content"].append(span)
        else:
            said.torn |= role in (None, "content")
    tags = [part(one, "value") for one in bodies if part(one, "purpose") == "tagging"]
    said.type = next((tag for tag in tags if tag in _TYPES), None)
    names = [string(part(one, "value")) for one in bodies if part(one, "purpose") == "identifying"]
    said.speaker = next((name for name in names if name), None)
    return said


def _selected(target: Any, finder: Finder, place: Place) -> Span | None:
    selectors = {
        part(one, "type"): one for one in listed(part(target, "selector")) if isinstance(part(one, "type"), str)
    }
    position, quoted = selectors.get("TextPositionSelector"), selectors.get("TextQuoteSelector")
    beside = [string(part(quoted, name)) or "" for name in ("prefix", "suffix")]
    at = inside(place, "selector")
    return finder.find(part(position, "start"), part(position, "end"), part(quoted, "exact"), at, *beside)
