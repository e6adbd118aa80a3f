"""Findings told to people, a paragraph each: what, the reason, the decision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quotecheck.records import Finding, Ruling
from quotecheck.report.shown import printable, ranked


def listed(findings: Iterable[Finding]) -> Iterator[str]:
    """Give each finding on a line with its reason, and a decision below it."""
    for finding in ranked(findings):
        disputed = ", between sources" if finding.disputed else ""
        yield f"{finding.id}  {finding.verdict}, {finding.kind}{disputed}: {printable(finding.reason)}"
        if finding.ruling is not None:
            yield f"    {ruling_words(finding.ruling)}"


def ruling_words(ruling: Ruling) -> str:
    """Give a decision as people read it: `dismissed by desk on 2031-03-09: another bridge`."""
    by = f" by {ruling.by}" if ruling.by else ""
    on = f" on {ruling.on}" if ruling.on else ""
    again = "; open again, for the evidence has changed" if ruling.reopened else ""
    return printable(f"{ruling.verdict}{by}{on}: {ruling.why}{again}")
