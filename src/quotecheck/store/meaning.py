"""What a record says of others: its stretches of articles, its references, its date. Pure functions on one record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import singledispatch

from quotecheck.language.unedited import NOTE_REACH, NOTES
from quotecheck.records import (
    Article,
    Assertion,
    ChainLink,
    Finding,
    MarkedSpan,
    Quantity,
    Quote,
    Record,
    SaidOn,
    Span,
    SpeakerDecision,
    SpeakerRef,
    Timex,
    Tombstone,
)
from quotecheck.store.faults import Fault
from quotecheck.store.periods import first_day

Part = Span | ChainLink | SaidOn | Quantity | Timex

_ZONE_SLACK = dt.timedelta(days=1)  # a date is of one time zone, a date-time of another


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of an article that a record points at; `text` is None where the record does not repeat the words."""

    article_id: str
    pointer: str
    start: int | None
    end: int | None
    text: str | None


@dataclass(frozen=True, slots=True)
class Reference:
    """An id of another record: where it stands, of what kind that must be."""

    pointer: str
    kind: str
    id: str
    code: str = "QC105"


@singledispatch
def stretches(_record: Record) -> Iterator[Stretch]:
    """Yield every stretch of an article that a record points at."""
    yield from ()


@stretches.register
def _(record: Quote) -> Iterator[Stretch]:
    named: list[tuple[str, Part | None]] = [
        *_numbered("content", record.content),
        *_numbered("quoted", record.quoted),
        ("cue", record.cue),
        ("source", record.source),
        ("antecedent", record.antecedent),
        ("anonymity", record.anonymity),
        *_numbered("chain", record.chain),
        ("said_on", record.said_on),
        *_numbered("edits", record.edits),
    ]
    for name, part in named:
        if part is not None:
            yield _stretch(record.article_id, f"/{name}", part)


@stretches.register
def _(record: Assertion) -> Iterator[Stretch]:
    yield Stretch(record.article_id, "", record.start, record.end, record.text)
    parts = _numbered("holder", record.holder) + _numbered("quantities", record.quantities) + [("time", record.time)]
    for name, part in parts:
        if part is not None:
            yield _stretch(record.article_id, f"/{name}", part)


@stretches.register
def _(record: Finding) -> Iterator[Stretch]:
    for number, side in enumerate(record.sides):
        yield Stretch(side.article_id, f"/sides/{number}", side.start, side.end, side.text)


@stretches.register
def _(record: MarkedSpan) -> Iterator[Stretch]:
    yield Stretch(record.article_id, "", record.start, record.end, None)


def _numbered(name: str, parts: Iterable[Part]) -> list[tuple[str, Part | None]]:
    return [(f"{name}/{number}", part) for number, part in enumerate(parts)]


def _stretch(article_id: str, pointer: str, part: Part) -> Stretch:
    text = None if isinstance(part, ChainLink) else part.text
    return Stretch(article_id, pointer, part.start, part.end, text)


def stretch_fault(stretch: Stretch, text: str) -> Fault | None:
    """Tell what is wrong with a stretch, which has a start or an end, of the article whose text is `text`."""
    start, end = stretch.start, stretch.end
    if start is None or end is None:
        lone, other = ("end", "start") if start is None else ("start", "end")
        return Fault("QC104", f"span has no {other} though it has a {lone}", f"{stretch.pointer}/{other}")
    outside = bounds_fault(start, end, len(text), stretch.pointer)
    if outside is not None or stretch.text is None or text[start:end] == stretch.text:
        return outside
    message = f'the article has "{_short(text[start:end])}" there, not "{_short(stretch.text)}"'
    return Fault("QC102", message, f"{stretch.pointer}/text")


def bounds_fault(start: int, end: int, length: int, pointer: str) -> Fault | None:
    """Tell whether a span leaves a text of `length` characters or ends before it starts."""
    if start > length:
        return Fault("QC104", f"span starts at {start}, article text has {length} characters", f"{pointer}/start")
    if end > length:
        return Fault("QC104", f"span ends at {end}, article text has {length} characters", f"{pointer}/end")
    if end < start:
        return Fault("QC104", f"span ends at {end}, before its start at {start}", f"{pointer}/end")
    return None


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:40]}…{text[-15:]}"  # noqa: PLR2004 - what fits a line


def mark_faults(record: MarkedSpan, text: str) -> Iterator[Fault]:
    """Yield where the marks that a marked span names are not in the text `text` of its article."""
    held = text[record.start : record.end]
    if record.open is not None and not held.startswith(record.open):
        yield Fault("QC102", f'the article has "{held[:1]}" there, not "{record.open}"', "/open")
    if record.close is not None and not held.endswith(record.close):
        yield Fault("QC102", f'the article has "{held[-1:]}" there, not "{record.close}"', "/close")


def edit_faults(quote: Quote) -> Iterator[Fault]:
    """Yield edits that are not in the quoted words; a note on them ("sic", "emphasis added") may stand right behind."""
    for number, edit in enumerate(quote.edits):
        reach = NOTE_REACH if edit.kind in NOTES else 0
        if not any(
            span.start <= edit.start and (edit.end <= span.end or span.end < edit.start <= span.end + reach)
            for span in quote.quoted
        ):
            yield Fault("QC104", "edit outside the quoted words", f"/edits/{number}")


def zone_faults(article: Article) -> Iterator[Fault]:
    """Yield zones that leave the text, overlap or are out of order."""
    reached = 0
    for number, zone in enumerate(article.zones):
        fault = bounds_fault(zone.start, zone.end, len(article.text), f"/zones/{number}")
        if fault is None and zone.start < reached:
            message = f"zone starts at {zone.start}, the one before it ends at {reached}"
            fault = Fault("QC112", message, f"/zones/{number}/start")
        if fault is not None:
            yield fault
        reached = max(reached, zone.end)


@singledispatch
def references(_record: Record) -> Iterator[Reference]:
    """Yield every id of another record that a record holds."""
    yield from ()


@references.register
def _(record: Quote) -> Iterator[Reference]:
    yield Reference("/article_id", "article", record.article_id)
    speakers: list[tuple[str, SpeakerRef | None]] = [
        ("/speaker", record.speaker),
        ("/speaks_for", record.speaks_for),
    ]
    speakers += [(f"/co_speakers/{number}", speaker) for number, speaker in enumerate(record.co_speakers)]
    for pointer, speaker in speakers:
        if speaker is not None:
            yield Reference(f"{pointer}/id", "speaker", speaker.id)
    for name in ("parent", "target"):
        if (other := getattr(record, name)) is not None:
            yield Reference(f"/{name}", "quote", other)


@references.register
def _(record: Assertion) -> Iterator[Reference]:
    yield Reference("/article_id", "article", record.article_id)
    if record.quote_id is not None:
        yield Reference("/quote_id", "quote", record.quote_id)
    for number, role in enumerate(record.roles):
        if role.speaker_id is not None:
            yield Reference(f"/roles/{number}/speaker_id", "speaker", role.speaker_id)


@references.register
def _(record: Finding) -> Iterator[Reference]:
    for number, side in enumerate(record.sides):
        yield Reference(f"/sides/{number}/article_id", "article", side.article_id)
        if side.assertion_id is not None:
            yield Reference(f"/sides/{number}/assertion_id", "assertion", side.assertion_id)
        if side.quote_id is not None:
            yield Reference(f"/sides/{number}/quote_id", "quote", side.quote_id)


@references.register
def _(record: MarkedSpan) -> Iterator[Reference]:
    yield Reference("/article_id", "article", record.article_id)
    if record.quote_id is not None:
        yield Reference("/quote_id", "quote", record.quote_id)


@references.register
def _(record: SpeakerDecision) -> Iterator[Reference]:
    if record.verdict == "split":
        for number, article in enumerate(record.articles):
            yield Reference(f"/articles/{number}", "article", article, "QC114")
    elif record.verdict == "merge" and record.into is not None:
        yield Reference("/into", "speaker", record.into, "QC114")
    else:
        yield Reference("/speaker", "speaker", record.speaker, "QC114")


@references.register
def _(record: Tombstone) -> Iterator[Reference]:
    if record.replaced_by is not None:
        yield Reference("/replaced_by", record.kind, record.replaced_by)


def last_published(article: Article) -> dt.date | None:
    """Give the day of an article's latest version, or None where its date is not known."""
    return last_of(article.published, article.updated)


def last_of(*moments: str | None) -> dt.date | None:
    """Give the day of the latest of some dates or date-times, of which any may be missing."""
    return max((first_day(moment[:10]) for moment in moments if moment), default=None)


def said_too_late(quote: Quote, published: dt.date) -> bool:
    """Tell whether words were said after the day their report was published: by the earliest day that `said_on` allows.

    One day is allowed for time zones. What is only expected or conditional may well lie ahead.
    """
    if quote.said_on.value is None or quote.reality != "happened":
        return False
    return first_day(quote.said_on.value) > latest(published)


def latest(published: dt.date) -> dt.date:
    """Give the last day on which words can have been said that were published on a day: one is allowed for zones."""
    return published + _ZONE_SLACK
