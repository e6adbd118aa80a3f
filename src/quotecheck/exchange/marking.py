"""A quote as a marking: the spans that annotation tools show and change, and all that they have no word for.

A format says some things of a quote in its own terms. What is left travels as one JSON object (`rest`) wherever the
format lets strange data lie. When it comes back, what the format says itself counts: a field of the rest that was
made of it holds only as long as nobody has changed it over there.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic_core import from_json

from quotecheck.exchange.foreign import part
from quotecheck.exchange.parcel import Found
from quotecheck.language.names import speaker_id
from quotecheck.problems import Place, Problem
from quotecheck.records import Article, Quote, Span, canonical_json, content_id
from quotecheck.store.faults import parse
from quotecheck.store.meaning import stretch_fault, stretches

ROLES = ("content", "quoted", "cue", "source", "antecedent")
_ONE = ("cue", "source", "antecedent")  # roles that a quote has once

Fields = dict[str, Any]


@dataclass(slots=True)
class Marking:
    """What a format says of one quote; a role that the format does not know is not in `spans`."""

    spans: dict[str, list[Span]] = field(default_factory=dict)
    type: str | None = None
    speaker: str | None = None  # by name
    id: str | None = None
    torn: bool = False  # a stretch of its content was not found: there is no such quote

    def seen(self) -> Fields:
        """Give the fields of the quote that the format says, as JSON."""
        said: Fields = {}
        for role, spans in self.spans.items():
            found = [span.model_dump(mode="json") for span in spans]
            said[role] = (found[0] if found else None) if role in _ONE else found
        if said.get("cue") is not None:
            said["cue"] |= {"lemma": said["cue"]["text"].lower(), "class": "none"}
        for name in ("type", "id"):
            if getattr(self, name) is not None:
                said[name] = getattr(self, name)
        if self.speaker:
            said["speaker"] = {"id": speaker_id(self.speaker), "name": self.speaker, "kind": "person"}
        return said


def marking(quote: Quote, *roles: str) -> Marking:
    """Give the spans of a quote by role, for a format that knows these roles."""
    held: dict[str, Sequence[Span | None]] = {
        "content": quote.content, "quoted": quote.quoted, "cue": [quote.cue], "source": [quote.source],
        "antecedent": [quote.antecedent],
    }  # fmt: skip
    return Marking({role: [span for span in held[role] if span is not None] for role in roles})


def left_over(quote: Quote, article: Article, said: Marking, form: str) -> Fields:
    """Give what `said` leaves out of a quote: `{"plain": {field: value}, "if": {field: [seen, value]}}`."""
    seen, record = said.seen(), quote.model_dump(mode="json")
    derived = _derived(seen, article, form)
    other = {name: value for name, value in record.items() if derived[name] != value}
    rest = {
        "plain": {name: value for name, value in other.items() if name not in seen},
        "if": {name: [seen[name], value] for name, value in other.items() if name in seen},
    }
    return {name: value for name, value in rest.items() if value}


def revived(said: Marking, rest: object, article: Article, form: str, place: Place) -> Found:
    """Yield the quote of what a format says and what travelled beside it, and every fault of it at `place`.

    There is no quote where the marking is torn, which is told already, or where the text has other content.
    """
    if said.torn:
        return
    parsed = parse(Quote, packed(_fields(said, rest, article, form)).encode("utf-8", "surrogatepass"))
    faults = list(parsed.faults)
    if parsed.record is not None:
        placed = (one for one in stretches(parsed.record) if (one.start, one.end) != (None, None))
        faults += [fault for one in placed if (fault := stretch_fault(one, article.text)) is not None]
    for fault in faults:
        yield Problem("QC702" if fault.code == "QC101" else fault.code, f"{fault.pointer}: {fault.message}", place)
    if parsed.record is not None and not any(fault.pointer.startswith("/content") for fault in faults):
        yield parsed.record


def _fields(said: Marking, rest: object, article: Article, form: str) -> Fields:
    seen = said.seen()
    fields = _derived(seen, article, form)
    for name, pair in _entries(part(rest, "if")):
        if isinstance(pair, list) and len(pair) == 2 and seen.get(name) == pair[0]:  # noqa: PLR2004 - a pair
            fields[name] = pair[1]
    return fields | dict(_entries(part(rest, "plain")))


def _entries(value: object) -> list[tuple[str, Any]]:
    return list(value.items()) if isinstance(value, dict) else []


def _derived(seen: Fields, article: Article, form: str) -> Fields:
    """Give a whole quote of what was seen; its id is made of what it says, where there is none."""
    fields = {name: _empty(name) for name in _NAMES} | {"article_id": article.id, "rule": f"import-{form}"}
    fields |= seen
    if fields["speaker"] is None:
        fields["speaker_reason"] = "not said in what was imported"
    if "type" not in seen:
        fields["type"] = told_by_marks(article.text, [(span["start"], span["end"]) for span in fields["content"]])
    if "id" not in seen:
        fields["id"] = content_id("q", article.id, fields["content"], fields["cue"], fields["source"])
    return fields


_PLAIN = Quote(id="-", article_id="-", type="indirect", content=(), cue=None, source=None, speaker=None, rule="-",
               tier="C").model_dump(mode="json")  # fmt: skip
_NAMES = tuple(_PLAIN)


def _empty(name: str) -> Any:
    return _PLAIN[name]


def told_by_marks(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Tell direct (marks around), mixed (marks inside) and indirect content (none) by the quotation marks."""
    if not spans:
        return "indirect"
    first, last = spans[0][0], spans[-1][1]
    if is_mark(text[first - 1 : first] if first else "") and is_mark(text[last : last + 1]):
        return "direct"
    return (
        "mixed" if any(is_mark(char, double=True) for start, end in spans for char in text[start:end]) else "indirect"
    )


def is_mark(char: str, *, double: bool = False) -> bool:
    """Tell whether a character is a quotation mark (Unicode Pi, Pf, the straight and the low ones); no apostrophes."""
    if not char or (double and char in "'’‘‚‹›"):
        return False
    return char in '"„‚' or unicodedata.category(char) in {"Pi", "Pf"}


def unwrapped(span: Span) -> Span:
    """Leave out the marks around a span, for tools that count them as content."""
    if len(span.text) > 2 and is_mark(span.text[0]) and is_mark(span.text[-1]):  # noqa: PLR2004 - two marks
        return Span(start=span.start + 1, end=span.end - 1, text=span.text[1:-1])
    return span


def wrapped(span: Span, text: str) -> Span:
    """Take in the marks around a span, where it stands between two."""
    start, end = span.start - 1, span.end + 1
    if start >= 0 and end <= len(text) and is_mark(text[start]) and is_mark(text[end - 1]):
        return Span(start=start, end=end, text=text[start] + span.text + text[end - 1])
    return span


def envelope(article: Article, *known: str) -> Fields:
    """Give the fields of an article that are not empty, but for those that the format holds itself."""
    record = article.model_dump(mode="json", exclude_defaults=True, exclude=set(known))
    return dict(sorted(record.items()))


def article_of(text: str, held: object, id_: str | None, place: Place) -> Article | list[Problem]:
    """Make an article of its text and what travelled beside it; or give every fault that it would have."""
    fields: Fields = dict(_entries(held))
    fields["text"] = text
    fields.setdefault("id", id_ or content_id("a", text))
    parsed = parse(Article, packed(fields).encode("utf-8", "surrogatepass"))
    if parsed.record is not None:
        return parsed.record
    return [Problem("QC702", f"{fault.pointer or 'it'}: {fault.message}", place) for fault in parsed.faults]


def packed(rest: Fields) -> str:
    """Give the rest as one line of JSON."""
    return canonical_json(rest)


def unpacked(value: object) -> object:
    """Give the rest of a line of JSON, or None where it is no such line."""
    if isinstance(value, str):
        try:
            return from_json(value, allow_inf_nan=False)
        except ValueError:
            return None
    return value
