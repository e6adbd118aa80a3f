"""From a text-free record back to the record, by copies of the texts; or with blanks for words, to be checked."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from pydantic_core import from_json

from quotecheck.records import Piece, Record, canonical_json
from quotecheck.store.faults import Fault, Parsed, parse
from quotecheck.store.textfree.pieces import joined
from quotecheck.store.textfree.places import LISTS, Row, Site, own_article, site, stretch
from quotecheck.store.textfree.shapes import LEFT_OUT, text_free
from quotecheck.store.textfree.strip import sha256_of_words

_MARK = re.compile(rb'"left_out"\s*:')
_LONGEST = 1 << 24  # characters of one stretch
_BLANK = "x"


def is_text_free(line: bytes) -> bool:
    """Tell whether a line of JSON is a text-free record."""
    return _MARK.search(line) is not None


def articles_of(row: Row) -> frozenset[str]:
    """Give the articles whose texts a text-free record needs."""
    own = own_article(row)
    return frozenset({own} if own else {side["article_id"] for side in row.get("sides", ())})


def restored(row: Row, texts: Mapping[str, str]) -> list[Fault]:
    """Put the words back, in place; gives a fault for each that does not come out as its digest has it.

    `texts` holds those of `articles_of`.
    """
    faults = []
    for number, entry in enumerate(row[LEFT_OUT]):
        found = site(row, entry["at"])
        words = None if found is None else _words(found, entry, own_article(row), texts)
        if found is None or words is None or sha256_of_words(words) != entry["sha256"]:
            faults.append(Fault("QC609", f"the text does not give back {entry['at']}", f"/{LEFT_OUT}/{number}"))
        else:
            found.inside[found.key] = json.loads(words) if found.key in LISTS else words
    del row[LEFT_OUT]
    return faults


def _words(found: Site, entry: Row, own: str | None, texts: Mapping[str, str]) -> str | None:
    if pieces := entry.get("pieces"):
        return joined((Piece.model_validate(piece) for piece in pieces), texts, own)
    text, between = texts.get(found.inside.get("article_id", own) or ""), stretch(found)
    return text if between is None or text is None else text[slice(*between)]


def parse_text_free(shape: type[Record], line: bytes) -> Parsed[Record]:
    """Read a text-free record as one of `shape` with blanks for words, and what can be told without the text."""
    first = parse(text_free(shape), line)
    if first.record is None:
        return Parsed(None, first.faults, first.raw)
    row = from_json(line)
    faults = tuple(_filled(row))
    del row[LEFT_OUT]
    filled = parse(shape, canonical_json(row).encode())
    return Parsed(filled.record, faults + filled.faults, filled.raw)


def _filled(row: Row) -> Iterator[Fault]:
    """Put blanks where words were left out, in place; yields what is wrong with how they were."""
    digests: dict[tuple[object, ...], str] = {}
    for number, entry in enumerate(row[LEFT_OUT]):
        found, here = site(row, entry["at"]), f"/{LEFT_OUT}/{number}"
        if found is None:
            yield Fault("QC606", f"there is no {entry['at']} in this record", f"{here}/at")
            continue
        yield from _against_words(found, entry, here)
        if (between := stretch(found)) is not None:
            of = (found.inside.get("article_id"), *between)
            if digests.setdefault(of, entry["sha256"]) != entry["sha256"]:
                yield Fault("QC606", "another digest is given for the same stretch", f"{here}/sha256")
        found.inside[found.key] = _blank(found, entry)


def _against_words(found: Site, entry: Row, here: str) -> Iterator[Fault]:
    """Yield what is wrong with an excerpt that is still there, and with an article's text that has no length."""
    words, between = found.inside[found.key], stretch(found)
    if found.pointer == "/text" and between is None and "length" not in entry:
        yield Fault("QC606", "the length of the text is missing", f"{here}/length")
    if words is None:
        return
    length = between[1] - between[0] if between else -1
    if not isinstance(words, str) or len(words) > length:
        yield Fault("QC606", f"{entry['at']} is left out, and there", f"{here}/at")
    elif len(words) == length and sha256_of_words(words) != entry["sha256"]:
        yield Fault("QC606", f"{entry['at']} are not the words of this digest", f"{here}/sha256")


def _blank(found: Site, entry: Row) -> str | list[str]:
    if found.key in LISTS:
        return []
    between = stretch(found)
    if between is None:
        return _blanks(entry.get("length") or 1)
    length = between[1] - between[0]
    return _BLANK * length if 0 <= length <= _LONGEST else _BLANK


@lru_cache(maxsize=8)
def _blanks(length: int) -> str:
    return _BLANK * length
