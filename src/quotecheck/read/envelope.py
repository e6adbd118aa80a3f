"""From a JSON value to an article: fields of the envelope are taken where they fit, and named where they do not."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, get_args

from quotecheck.problems import Place, Problem
from quotecheck.read.encoding import replace_surrogates
from quotecheck.records import Article, content_id, is_date_or_datetime

FIELDS = frozenset(Article.model_fields)
# Derived from the text; a dataset's own articles carry them, and they are derived again.
DERIVED = frozenset({"zones"})
DATES = ("published", "updated")
STATUSES = get_args(Article.model_fields["status"].annotation)

_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:[Tt ]\s*([0-9]{2}:[0-9]{2})(:[0-9]{2})?([.,][0-9]+)?\s*(?:([Zz]|UTC|GMT)|([+-][0-9]{2}):?([0-9]{2})?)?)?"
)


def article(value: object, place: Place, given_id: str | None = None) -> Iterator[Article | Problem]:
    """Yield the problems of one envelope, then its article, unless it has no text.

    `given_id` (from a file's name) is used where the envelope has no id; else the id is derived from the content.
    """
    if not isinstance(value, Mapping):
        yield Problem("QC006", f"an article is a JSON object; this is {_kind(value)}", place)
        return
    for key in value:
        if key not in FIELDS:
            yield Problem("QC008", f"unknown field {_shown(key)}", _at(place, key))
    fields: dict[str, str] = {}
    for key in value:
        if key in FIELDS - DERIVED:
            content, problem = _field(key, value[key], _at(place, key))
            if problem is not None:
                yield problem
            if content is not None:
                fields[key] = content
    if "text" not in value:
        yield Problem("QC007", "no field text", _at(place, "text"))
    if "text" in fields:
        yield make(fields, given_id)


def make(fields: Mapping[str, str], given_id: str | None = None) -> Article:
    """Make an article of checked fields, with an id in any case."""
    named = (fields.get(key) for key in ("outlet", "title", "published", "text"))
    identity = fields.get("id") or given_id or content_id("a", *named)
    return Article.model_validate({**fields, "id": identity})


def moment(value: str) -> str | None:
    """Bring a date or date-time to the form that records have, or give None.

    >>> moment("2031-03-05 18:00:00+0000"), moment("2031-03-05T18:00"), moment("5/3/2031")
    ('2031-03-05T18:00:00+00:00', '2031-03-05', None)
    """
    match = _MOMENT.fullmatch(value.strip())
    if match is None:
        return None
    date, minute, second, fraction, utc, hours, minutes = match.groups()
    if minute is None:
        return date if is_date_or_datetime(date) else None
    zone = "Z" if utc else f"{hours}:{minutes or '00'}" if hours else ""
    instant = f"{date}T{minute}{second or ':00'}{(fraction or '').replace(',', '.')}{zone or 'Z'}"
    if not is_date_or_datetime(instant):
        return None
    return instant if zone else date


def _field(key: str, value: Any, place: Place) -> tuple[str | None, Problem | None]:
    """Give the field's content, or null with the reason; an empty string is null without one."""
    if value is None and key != "text":
        return None, None
    if key == "text":
        return _text(value, place)
    if key == "id" and _is_number(value):
        return str(value), None
    if key in DATES:
        return _date(value, place)
    if not isinstance(value, str):
        return None, Problem("QC010", f"{key} is {_kind(value)}, not a string", place)
    if not value.strip():
        return None, None
    if key == "status" and value not in STATUSES:
        return None, Problem("QC010", f"status {_shown(value)} is none of {', '.join(STATUSES)}", place)
    return _clean(value, place)


def _text(value: Any, place: Place) -> tuple[str | None, Problem | None]:
    if not isinstance(value, str):
        return None, Problem("QC007", f"text is {_kind(value)}, not a string", place)
    if not value.strip():
        return None, Problem("QC007", "text is blank", place)
    return _clean(value, place)


def _date(value: Any, place: Place) -> tuple[str | None, Problem | None]:
    if isinstance(value, str) and not value.strip():
        return None, None
    found = moment(value) if isinstance(value, str) else None
    if found is None:
        shown = _shown(value) if isinstance(value, str) else _kind(value)
        return None, Problem("QC009", f"{shown} is not a date", place)
    return found, None


def _clean(value: str, place: Place) -> tuple[str, Problem | None]:
    clean = value if value.isascii() else replace_surrogates(value)
    if clean == value:
        return value, None
    return clean, Problem("QC005", "half of a surrogate pair; U+FFFD stands for it", place)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _kind(value: object) -> str:
    names = {type(None): "null", bool: "true or false", str: "a string", list: "a list", dict: "an object"}
    return names.get(type(value), "a number")


def _shown(value: str) -> str:
    short = value if len(value) <= 40 else value[:39] + "…"  # noqa: PLR2004
    return ascii(short) if not short.isprintable() else repr(short)


def _at(place: Place, key: str) -> Place:
    token = replace_surrogates(key).replace("~", "~0").replace("/", "~1")
    return replace(place, pointer=f"{place.pointer}/{token}")
