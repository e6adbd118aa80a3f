"""From a page to an article: its main text, and what the page itself says of title, outlet, author and date.

A date is taken only where the page states it; nothing is guessed, nothing is fetched.
"""

from __future__ import annotations

import json
import logging
import re
import warnings
from collections.abc import Iterator, Mapping
from typing import Any

import trafilatura

from quotecheck.problems import Place, Problem
from quotecheck.read.encoding import decode
from quotecheck.read.envelope import article
from quotecheck.records import Article

# A browser looks no further for the declared encoding, either.
_PROLOGUE = 2048
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
# What pages call Latin-1 is Windows-1252 (WHATWG Encoding Standard).
_AS_BROWSERS_DO = {"iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252"}
_LOOKS_LIKE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|article|main)\b",
    re.IGNORECASE | re.DOTALL,
)
_PUBLISHED = (
    "//meta[@property='article:published_time' or @property='og:article:published_time']/@content",
    "//meta[@name='article:published_time' or @name='parsely-pub-date' or @name='DC.date.issued']/@content",
    "//meta[@itemprop='datePublished' or @name='datePublished' or @name='pubdate' or @name='publishdate']/@content",
    "//meta[@name='date']/@content",
)
_UPDATED = (
    "//meta[@property='article:modified_time' or @property='og:updated_time' or @itemprop='dateModified']/@content",
)
_TIMES = (
    "//time[@itemprop='datePublished' or @pubdate]/@datetime",
    "(//article//time/@datetime)[1]",
    "(//main//time/@datetime)[1]",
)
_MAX_JSON_DEPTH = 6

# A library's log is no place to tell of a faulty page: the problem does.
for _library in ("trafilatura", "htmldate", "courlan", "justext", "readability"):
    logging.getLogger(_library).addHandler(logging.NullHandler())


def looks_like_html(text: str) -> bool:
    """Tell whether a text begins as a page does."""
    return _LOOKS_LIKE.match(text) is not None


# A menu entry has fewer words than this.
LABEL_WORDS = 8


def page(data: bytes, place: Place, given_id: str | None = None) -> Iterator[Article | Problem]:
    """Yield the problems of a page, then its article, unless it has no text."""
    source, problems = decode(data, place, _declared(data))
    yield from problems
    if not source.strip():
        yield Problem("QC003", "the file is empty", place)
        return
    tree = trafilatura.load_html(source)
    text = _text(source) if tree is not None else None
    if tree is None or not text or not _sentence(text):
        yield Problem("QC013", "nothing in the page is an article's text", place)
        return
    yield from article({**_facts(tree), "text": text}, place, given_id)


def _declared(data: bytes) -> str | None:
    match = _CHARSET.search(data[:_PROLOGUE])
    if match is None:
        return None
    name = match.group(1).decode("ascii").lower()
    return _AS_BROWSERS_DO.get(name, name)


def _text(source: str) -> str | None:
    document: Any = trafilatura.bare_extraction(
        source, favor_precision=True, include_comments=False, include_tables=False, with_metadata=False
    )
    return None if document is None else document.text


def _facts(tree: Any) -> dict[str, str]:
    """Give what the page says of itself, in the envelope's words."""
    dates = {
        "published": _date(tree, _PUBLISHED, "datePublished", _TIMES),
        "updated": _date(tree, _UPDATED, "dateModified", ()),
    }
    with warnings.catch_warnings():
        # It also guesses a date, which is not used, and warns of zones that it does not know.
        warnings.simplefilter("ignore")
        meta = trafilatura.extract_metadata(tree, extensive=False)
    facts = {
        **dates,
        "title": meta.title,
        "outlet": meta.sitename,
        "byline": meta.author,
        "url": meta.url,
        "language": tree.get("lang"),
    }
    return {key: str(value) for key, value in facts.items() if value}


def _date(tree: Any, first: tuple[str, ...], key: str, last: tuple[str, ...]) -> str | None:
    """Give the first date that the page states: in its meta elements, its linked data, its time elements."""
    return _found(tree, first) or next(_linked(tree, key), None) or _found(tree, last)


def _found(tree: Any, paths: tuple[str, ...]) -> str | None:
    values = (str(value).strip() for path in paths for value in tree.xpath(path))
    return next((value for value in values if value), None)


def _linked(tree: Any, key: str) -> Iterator[str]:
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        yield from _values(data, key, _MAX_JSON_DEPTH)


def _values(data: Any, key: str, depth: int) -> Iterator[str]:
    if isinstance(data, Mapping):
        if isinstance(data.get(key), str):
            yield data[key]
        data = [*data.values()]
    if isinstance(data, list) and depth:
        for part in data:
            yield from _values(part, key, depth - 1)


def _sentence(text: str) -> bool:
    """Tell whether a text holds more than labels of links and buttons."""
    return any(
        line.rstrip("\"'”’»)").endswith((".", "!", "?", "…")) or len(line.split()) >= LABEL_WORDS
        for line in text.splitlines()
    )
