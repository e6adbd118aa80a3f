"""schema.org JSON-LD (vocabulary 28, 2024): Quotation a quote, Claim a side and ClaimReview a finding that was decided.

A Quotation says its words, who they are of and what it is part of; offsets and all else travel as JSON in `qc:rest`,
a term of our own that the context declares. A ClaimReview is made only of a decision of a person that still holds
(confirmed, dismissed or update; none that was re-opened), never of what was merely found.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quotecheck.exchange.foreign import Finder, inside, listed, load, part, string
from quotecheck.exchange.marking import Marking, left_over, packed, revived, unpacked
from quotecheck.exchange.parcel import Found, Parcel, Shelf
from quotecheck.exchange.web_annotation import of_urn, urn
from quotecheck.problems import Place, Problem
from quotecheck.records import Article, Finding, Quote, Ruling, Side, canonical_json
from quotecheck.store.files import write_whole

FORM = "schema-org"
_CONTEXT = '["https://schema.org",{"qc":"urn:quotecheck:"}]'
_RATED = {
    "confirmed": "the reports contradict each other",
    "dismissed": "no contradiction",
    "update": "the later report replaces the earlier",
}
_AGENTS = {"person": "Person", "organisation": "Organization", "government": "GovernmentOrganization"}


def write(parcel: Parcel, path: Path) -> None:
    """Write one graph of all quotes with words, and of the findings that were decided."""
    write_whole(path, (line.encode("utf-8") for line in _graph(parcel)), synced=False)


def _graph(parcel: Parcel) -> Iterator[str]:
    yield f'{{"@context":{_CONTEXT},"@graph":['
    before = "\n"
    for node in _nodes(parcel):
        yield before + canonical_json(node)
        before = ",\n"
    yield "\n]}\n"


def _nodes(parcel: Parcel) -> Iterator[dict[str, Any]]:
    for article, quotes in parcel.by_article():
        for quote in quotes:
            if _words(quote):
                yield _quotation(quote, article)
            else:
                parcel.left_out("QC709", f"{quote.id} has no words of its own", Quote)
    for finding in parcel.records(Finding):
        if finding.ruling is not None and not finding.ruling.reopened and finding.ruling.verdict in _RATED:
            yield _review(finding, finding.ruling)


def _given(node: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in node.items() if value not in (None, "", [])}


def _quotation(quote: Quote, article: Article) -> dict[str, Any]:
    node = {
        "@id": urn("quote", quote.id),
        "@type": "Quotation",
        "creator": _agent(quote),
        "inLanguage": article.language,
        "isPartOf": _article(article),
        "text": _words(quote),
    }
    said = _said(node, Finder(article.text), Place())
    return _given(node) | {"qc:rest": packed(left_over(quote, article, said, FORM))}


def _words(quote: Quote) -> str:
    return " ".join(span.text for span in quote.content)


def _agent(quote: Quote) -> dict[str, Any] | None:
    if quote.speaker is None:
        return None
    kind = _AGENTS.get(quote.speaker.kind, "Thing")
    return {"@id": urn("speaker", quote.speaker.id), "@type": kind, "name": quote.speaker.name}


def _article(article: Article) -> dict[str, Any]:
    return _given({
        "@id": urn("article", article.id), "@type": "NewsArticle", "datePublished": article.published,
        "headline": article.title, "url": article.url,
        "publisher": {"@type": "NewsMediaOrganization", "name": article.outlet} if article.outlet else None,
    })  # fmt: skip


def _review(finding: Finding, ruling: Ruling) -> dict[str, Any]:
    """Give the ClaimReview of a decided finding; its `url`, which search engines ask for, is the publisher's."""
    return _given({
        "@id": urn("finding", finding.id), "@type": "ClaimReview",
        "author": {"@type": "Organization", "name": ruling.by} if ruling.by else None,
        "claimReviewed": " / ".join(dict.fromkeys(side.text for side in finding.sides)),
        "datePublished": ruling.on, "itemReviewed": [_claim(side) for side in finding.sides],
        "reviewBody": ruling.why, "reviewRating": {"@type": "Rating", "alternateName": _RATED[ruling.verdict]},
    })  # fmt: skip


def _claim(side: Side) -> dict[str, Any]:
    appearance = _given({
        "@id": urn("article", side.article_id), "@type": "NewsArticle", "datePublished": side.published,
        "publisher": {"@type": "NewsMediaOrganization", "name": side.outlet} if side.outlet else None,
    })  # fmt: skip
    who = {"@type": "Thing", "name": side.holder} if side.holder else None
    return _given({"@type": "Claim", "appearance": appearance, "author": who, "text": side.text})


def read(path: Path, shelf: Shelf) -> Found:
    """Yield the quotes of all Quotations whose article is given, and these articles; the rest is counted (QC711)."""
    value, fault = load(path)
    place = Place(path.as_posix())
    if fault is not None:
        yield fault
        return
    used: dict[str, Article] = {}
    others = 0
    for node, at in _inside(value, place):
        if "Quotation" in listed(part(node, "@type")):
            yield from _quote(node, at, shelf, used)
        elif isinstance(node, dict) and "@type" in node:
            others += 1
        else:
            yield Problem("QC702", "this is no node of JSON-LD (@type)", at)
    yield from used.values()
    if others:
        yield Problem("QC711", f"nodes that are no Quotation: {others}", place)


def _inside(value: Any, place: Place) -> Iterator[tuple[Any, Place]]:
    if isinstance(value, list):
        for number, one in enumerate(value):
            yield from _inside(one, inside(place, number))
    elif isinstance(part(value, "@graph"), list):
        yield from _inside(value["@graph"], inside(place, "@graph"))
    else:
        yield value, place


def _quote(node: dict[str, Any], place: Place, shelf: Shelf, used: dict[str, Article]) -> Found:
    whole = next((one for one in listed(node.get("isPartOf")) if isinstance(one, (dict, str))), None)
    iri = whole if isinstance(whole, str) else string(part(whole, "@id"))
    article = shelf.by_id(of_urn("article", iri)) or shelf.by_url(iri) or shelf.by_url(string(part(whole, "url")))
    if article is None:
        yield Problem("QC707", f"it is part of {iri or 'nothing'}, and no such article is given", place)
        return
    rest = unpacked(node.get("qc:rest"))
    finder = Finder(article.text)
    said = _said(node, finder, place)
    if isinstance(rest, dict):
        said.torn = False  # the places of the words travel in the rest
    else:
        yield from finder.problems
    used.setdefault(article.id, article)
    for made in revived(said, rest, article, FORM, place):
        if isinstance(made, Quote) and (words := _words(made)) != node.get("text"):
            yield Problem("QC704", f'its text is not the words at its place, "{words[:40]}"', inside(place, "text"))
        else:
            yield made


def _said(node: dict[str, Any], finder: Finder, place: Place) -> Marking:
    """Read a Quotation: its words are looked for in the article, where they must stand once."""
    span = finder.find(None, None, string(node.get("text")), inside(place, "text"))
    agents = [one for name in ("creator", "spokenByCharacter", "author") for one in listed(node.get(name))]
    names = [name for one in agents if (name := string(part(one, "name")) or string(one))]
    return Marking(
        {"content": [span] if span else []},
        speaker=names[0] if names else None, id=of_urn("quote", node.get("@id")), torn=span is None,
    )  # fmt: skip
