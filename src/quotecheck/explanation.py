"""How a record came about: its rule and why that rule exists, its evidence, and what was weighed and left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from quotecheck.compare.cards import conflict_cards
from quotecheck.contributions.collect import RULE
from quotecheck.extract.quotes import weighed
from quotecheck.language.parse import parse
from quotecheck.problems import Place, Problem, QuotecheckError
from quotecheck.records import Article, Assertion, Finding, Quote, Record
from quotecheck.rules.attribution import patterns
from quotecheck.store.dataset import LAYOUT, MANIFEST
from quotecheck.store.jsonl import read_records


def explain(record_id: str, folder: Path) -> Iterator[str]:
    """Yield lines for people about a record of a dataset; raises `QuotecheckError` where there is none of that id."""
    if not (folder / MANIFEST).is_file():
        raise QuotecheckError(Problem("QC109", "no manifest.json here", Place(str(folder))))
    record = _find(record_id, folder)
    yield f"{type(record).__name__.lower()} {record_id}"
    if isinstance(record, Quote):
        yield from _quote(record, folder)
    elif isinstance(record, Finding):
        yield from _finding(record)
    elif isinstance(record, Assertion):
        yield from _assertion(record)
    else:
        yield record.to_json()


def _find(record_id: str, folder: Path) -> Record:
    for name, shape in LAYOUT.items():
        for _, record in read_records(folder / name, shape):
            if isinstance(record, Record) and getattr(record, "id", None) == record_id:
                return record
    raise QuotecheckError(Problem("QC105", f"no record has the id {record_id!r}", Place(str(folder))))


def _article(article_id: str, folder: Path) -> Article:
    record = _find(article_id, folder)
    assert isinstance(record, Article)
    return record


def _quote(quote: Quote, folder: Path) -> Iterator[str]:
    yield f"  {quote.type}, tier {quote.tier}: " + " … ".join(span.text for span in quote.content)
    card = patterns().get(quote.rule)
    other = "given by hand in contributions/" if quote.rule == RULE else "a quotation and the words beside it"
    yield f"  rule {quote.rule}: {card.about if card else other}"
    if quote.cue is not None:
        yield f"  cue: {quote.cue.text!r} ({quote.cue.class_}) at {quote.cue.start}"
    if quote.source is not None:
        yield f"  source: {quote.source.text!r} at {quote.source.start}"
    who = quote.speaker.name if quote.speaker else f"cannot tell ({quote.speaker_reason})"
    through = f", by way of {quote.antecedent.text!r} at {quote.antecedent.start}" if quote.antecedent else ""
    yield f"  speaker: {who}{through}"
    yield f"  said on: {quote.said_on.value or 'unknown'} ({quote.said_on.basis})"
    article = _article(quote.article_id, folder)
    yield "  weighed:"
    for line in weighed(article, parse(article), quote):
        yield f"    {line}"


def _finding(finding: Finding) -> Iterator[str]:
    yield f"  {finding.verdict}, {finding.kind}: {finding.reason}"
    card = conflict_cards().get(finding.rule.split("/")[-1])
    if card is not None:
        yield f"  rule {finding.rule}: {card.about}"
    yield f"  it would be none if: {finding.dissolves}"
    for side in finding.sides:
        yield f"  {side.value}: {side.outlet or side.article_id}, {side.published or 'undated'}: {side.text!r}"


def _assertion(assertion: Assertion) -> Iterator[str]:
    yield f"  {assertion.text!r}"
    holder = " > ".join(link.name for link in assertion.holder) or "the outlet itself"
    yield f"  held by {holder}"
    yield f"  predicate {assertion.predicate} ({assertion.family or 'no family'}), polarity {assertion.polarity}"
    yield f"  certainty {assertion.certainty}, checkable {assertion.checkable}"
