"""The fast way for quotes: one look at the bare JSON that tells that a record is sound.

A million quotes are checked at some 25,000 a second so. What this look does not take is not wrong for that: it goes the
slow way of `collate`, which decides, and says in plain words what is wrong. Tests hold the two to one verdict.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Mapping
from functools import lru_cache
from typing import Any

import jsonschema_rs
from pydantic_core import from_json

from quotecheck.records import content_id, is_date_or_datetime, is_edtf
from quotecheck.rules.saying import acts
from quotecheck.store.schemas import schema

Row = Mapping[str, Any]

_DECIMAL = re.compile(rb'":\s*-?[0-9]+[.eE]')  # to JSON Schema 1.0 is a whole number, to the models it is not
_DATE = len("2000-01-01")
_CHECKED_SLOWLY = ("parent", "target", "edits", "speaks_for")  # rare, and of no use to be fast about
_PLAIN_ACTS = frozenset({"denial", "retraction"})


@lru_cache
def validator(kind: str) -> Any:
    """Give the compiled validator of a kind's JSON Schema, with formats on."""
    formats: dict[str, Callable[..., bool]] = {
        "date": lambda value: len(value) == _DATE and is_date_or_datetime(value),
        "date-time": lambda value: len(value) > _DATE and is_date_or_datetime(value),
        "edtf": lru_cache(maxsize=1 << 16)(is_edtf),
    }
    return jsonschema_rs.validator_for(schema(kind), validate_formats=True, formats=formats)


def read(kind: str, line: bytes) -> Row | None:
    """Give the record on a line as bare JSON where it surely fits its schema, else None."""
    try:
        row = from_json(line, allow_inf_nan=False)
    except ValueError:
        return None
    if not isinstance(row, dict) or _DECIMAL.search(line) or not validator(kind).is_valid(row):
        return None
    return row


def is_sound(row: Row, text: str, latest: str, speakers: Container[str] | None) -> bool:
    """Tell whether a quote surely has no fault, held against its article's text and the last day its words can be of.

    `speakers` are the ids of the registry, or None where there is none to hold it against.
    """
    said = row.get("said_on") or {}
    if latest and (said.get("value") or "") > latest:
        return False
    return refers(row, speakers) and fits(row, text) and means(row, text)


def fits(row: Row, text: str) -> bool:
    """Tell whether a quote's stretches are surely those of its article's text, and lie to each other as they should."""
    content, cue, source = row["content"], row["cue"], row["source"]
    if any(row.get(name) for name in _CHECKED_SLOWLY):
        return False
    length = len(text)
    for span in (*content, *row.get("quoted", ()), cue, source, row.get("antecedent")):
        if span is not None:
            start, end = span["start"], span["end"]
            if not start <= end <= length or text[start:end] != span["text"]:
                return False
    return _loose_fit(row, length) and _apart(content, cue, source, text)


def _loose_fit(row: Row, length: int) -> bool:
    """Tell whether links of the chain lie in the text, and the date names no words, which are checked slowly."""
    for link in row.get("chain", ()):
        start, end = link.get("start"), link.get("end")
        if start is None or end is None:
            if start is not end:
                return False
        elif not start <= end <= length:
            return False
    return row.get("said_on", {}).get("start") is None and row.get("said_on", {}).get("end") is None


def _apart(content: Iterable[Row], cue: Row | None, source: Row | None, text: str) -> bool:
    """Tell whether cue and source stand outside of the words, and the cue in the paragraph of some of them."""
    beside = cue is None
    for span in content:
        start, end = span["start"], span["end"]
        for part in (cue, source):
            if part is not None and start < part["end"] and part["start"] < end:
                return False
        if cue is not None and not beside:
            first, last = (end, cue["start"]) if end <= cue["start"] else (cue["end"], start)
            beside = "\n\n" not in text[first:last]
    return beside or not content


def means(row: Row, text: str) -> bool:
    """Tell whether what a quote says of itself surely goes together: act and cue, date and basis, id and content."""
    act, cue = row.get("act", "statement"), row["cue"]
    if act in _PLAIN_ACTS or (cue is not None and (cue["class"], act) in acts().clashes):
        return False
    speaker = row["speaker"]
    if speaker is not None and speaker["kind"] == "person" and speaker["name"].rpartition(" ")[2] not in text:
        return False
    return _dated(row.get("said_on", {})) and has_own_id(row)


def _dated(said: Row) -> bool:
    value, basis = said.get("value"), said.get("basis", "unknown")
    return said.get("text") is None and (value is None) == (basis == "unknown") and "/" not in (value or "")


def has_own_id(row: Row) -> bool:
    """Tell whether an id that is a hash is that of the quote's content (its first, where several have the same)."""
    if row["id"][:2] != "q:":
        return True
    words = [span["text"] for span in row["content"]]
    made: str = content_id("q", row["article_id"], row["type"], words, row["cue"]["text"] if row["cue"] else "")
    return bool(made == row["id"])


def refers(row: Row, speakers: Container[str] | None) -> bool:
    """Tell whether all speakers of a quote are known."""
    if speakers is None:
        return True
    speaker = row["speaker"]
    if speaker is not None and speaker["id"] not in speakers:
        return False
    return all(other["id"] in speakers for other in row.get("co_speakers", ()))
