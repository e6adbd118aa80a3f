"""Which fields repeat the words of an article. Every text field of every record is in one of the two tables."""

from __future__ import annotations

from collections.abc import Mapping

from quotecheck.records import (
    Alias,
    Article,
    Assertion,
    ChainLink,
    Cue,
    Decision,
    Finding,
    HeldRole,
    Quantity,
    Quote,
    Record,
    Role,
    Ruling,
    SaidOn,
    Side,
    Span,
    Speaker,
    SpeakerDecision,
    SpeakerRef,
    Timex,
    Tombstone,
    Withdrawal,
)

WORDS: Mapping[type[Record], frozenset[str]] = {
    Article: frozenset({"text", "title"}),  # a title only where the text repeats it
    Span: frozenset({"text"}),
    Quote: frozenset({"addressee", "medium", "venue", "comparable"}),
    SaidOn: frozenset({"text"}),
    Timex: frozenset({"text"}),
    Quantity: frozenset({"text", "counted"}),
    Role: frozenset({"text", "head"}),
    Assertion: frozenset({"text", "place", "sites", "keywords"}),
    Side: frozenset({"text", "value"}),  # figures and dates are facts, and stay
    Finding: frozenset({"reason"}),  # the same
}

# What stays: ids, names of who speaks, dates, addresses, our own terms, and what people wrote about records.
KEPT: Mapping[type[Record], frozenset[str]] = {
    Article: frozenset({"id", "outlet", "published", "updated", "language", "url", "credit", "byline", "origin"}),
    Cue: frozenset({"lemma"}),
    SpeakerRef: frozenset({"id", "name"}),
    Alias: frozenset({"name", "script", "from_", "to"}),
    HeldRole: frozenset({"title", "from_", "to"}),
    Speaker: frozenset({"external", "redirects", "born", "died"}),
    ChainLink: frozenset({"name"}),
    SaidOn: frozenset({"value"}),
    Timex: frozenset({"value"}),
    Quantity: frozenset({"unit", "facets"}),
    Role: frozenset({"speaker_id"}),
    Quote: frozenset({"id", "article_id", "speaker_reason", "parent", "target", "rule"}),
    Assertion: frozenset({"id", "article_id", "quote_id", "predicate", "family", "issues"}),
    Side: frozenset(
        {"article_id", "outlet", "holder", "published", "origin", "assertion_id", "quote_id"}
    ),
    Ruling: frozenset({"decision", "why", "by", "on"}),
    Finding: frozenset({"id", "slot", "dissolves", "rule", "evidence"}),
    Decision: frozenset({"id", "target", "why", "by", "on", "evidence", "slot", "articles"}),
    Withdrawal: frozenset({"id", "target", "why", "replaced_by", "by", "on"}),
    Tombstone: frozenset({"id", "reason", "replaced_by", "since"}),
    SpeakerDecision: frozenset({"id", "speaker", "into", "articles", "name", "from_", "to", "why", "by", "on"}),
}  # fmt: skip

FIGURES = frozenset({"number", "time", "certainty"})  # kinds of findings whose values are facts, not words


def words_of(shape: type[Record]) -> frozenset[str]:
    """Give the fields of a record that may hold words of an article, those of the records it builds on too."""
    return frozenset().union(*(WORDS.get(base, frozenset()) for base in shape.__mro__))
