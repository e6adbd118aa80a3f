"""From a record to its text-free form: words go, their digests and where they stand stay."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Any

from quotecheck.records import Article, Finding, LeftOut, Quote, Record, canonical_json
from quotecheck.store.textfree.fields import FIGURES
from quotecheck.store.textfree.pieces import covered
from quotecheck.store.textfree.places import Row, Site, own_article, stretch, word_sites
from quotecheck.store.textfree.shapes import LEFT_OUT, WHOLE

RUN = 9  # so many words in a row are never repeated
_WORD = re.compile(r"\w+")
_TOKEN = re.compile(r"\S+")


def sha256_of_words(words: str) -> str:
    """Hash words as UTF-8."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def stripped(row: Row, shape: type[Record], texts: Mapping[str, str], excerpt_words: int = 0) -> Row:
    """Give the text-free form of a record, in place; of a quote the first words between marks may stay.

    `texts` are those of the articles by id. A record that never holds words is given as it is.
    """
    if shape not in WHOLE:
        return row
    kept = _excerpts(row, excerpt_words) if shape is Quote and excerpt_words else {}
    found = [place for place in word_sites(row, shape) if not _stays(place, row, shape, texts)]
    row[LEFT_OUT] = [_left_out(place, row, texts) for place in found]
    for place in found:
        words = kept.get(stretch(place) or ()) if _quoted(place) else None
        place.inside[place.key] = words
    return row


def _stays(place: Site, row: Row, shape: type[Record], texts: Mapping[str, str]) -> bool:
    if shape is Article and place.key == "title":
        return runs_of(place.inside["title"]).isdisjoint(runs_of(texts[row["id"]]))
    return shape is Finding and row["kind"] in FIGURES and place.key in {"value", "reason"}


def runs_of(words: str) -> frozenset[str]:
    """Give every run of nine words, whatever stands between them, in small letters."""
    found = _WORD.findall(words.lower())
    return frozenset(" ".join(found[at : at + RUN]) for at in range(len(found) - RUN + 1))


def _left_out(place: Site, row: Row, texts: Mapping[str, str]) -> dict[str, Any]:
    value = place.inside[place.key]
    words = value if isinstance(value, str) else canonical_json(value)
    entry = LeftOut(at=place.pointer, sha256=sha256_of_words(words), **_way_back(place, words, row, texts))
    return entry.model_dump(mode="json", exclude_defaults=True)


def _way_back(place: Site, words: str, row: Row, texts: Mapping[str, str]) -> dict[str, Any]:
    """Say how words are got from the text: by the offsets beside them, or by pieces."""
    own = own_article(row)
    if place.pointer == "/text" and "zones" in row:
        return {"length": len(words)}
    article, between = str(place.inside.get("article_id", own)), stretch(place)
    if between is not None and article in texts and texts[article][slice(*between)] == words:
        return {}
    named = [own] if own else [side["article_id"] for side in row["sides"]]
    return {"pieces": covered(words, {name: texts[name] for name in named if name in texts}, own)}


def _quoted(place: Site) -> bool:
    return place.pointer.startswith(("/content/", "/quoted/"))


def _excerpts(row: Row, limit: int) -> dict[tuple[int, ...], str]:
    """Give the words between marks that may be repeated, by their stretch, up to `limit` words of the whole quote."""
    kept: dict[tuple[int, ...], str] = {}
    for span in row["quoted"]:
        if words := _first(span["text"], limit):
            kept[span["start"], span["end"]] = words
        limit -= len(_TOKEN.findall(words))
    return kept


def _first(text: str, limit: int) -> str:
    ends: Iterator[int] = (match.end() for match in _TOKEN.finditer(text))
    tokens = list(ends)
    if len(tokens) <= limit:
        return text
    return text[: tokens[limit - 1]] if limit > 0 else ""
