"""The issues on which a clause takes a position."""

from __future__ import annotations

from quotecheck.extract.assertion_clauses import Clause
from quotecheck.rules.issues import positions


def answered(clause: Clause) -> tuple[str, ...]:
    """Give the issues that the words of a clause, and of what governs an infinitive or a cleft, are about."""
    first, last = clause.span()
    doc = clause.head.doc
    return positions({word for token in doc[first:last] for word in (token.lemma_.lower(), token.lower_)})
