"""What the forms for people share: the order of findings, their sides by value, and words for values and dates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quotecheck.records import Finding, Side

_VERDICTS = ("conflict", "update", "compatible", "agreement")
_SEVERITIES = ("error", "warning", "info")


def ranked(findings: Iterable[Finding]) -> list[Finding]:
    """Sort findings: conflicts first, the grave before the light, the outlets' own before their sources'."""
    return sorted(findings, key=_rank)


def _rank(finding: Finding) -> tuple[int, int, bool, str, str]:
    severity = _SEVERITIES.index(finding.severity)
    return _VERDICTS.index(finding.verdict), severity, finding.disputed, finding.kind, finding.id


def by_value(sides: Sequence[Side]) -> list[tuple[str, list[Side]]]:
    """Group sides by the value that they give, in the order in which the values first come."""
    groups: dict[str, list[Side]] = {}
    for side in sides:
        groups.setdefault(side.value, []).append(side)
    return list(groups.items())


def value_words(finding: Finding, value: str) -> str:
    """Give a side's value as people read it."""
    return {"+": "it is so", "-": "it is not so"}.get(value, value) if finding.kind == "polarity" else value


def printable(text: str) -> str:
    """Give text on one line with nothing in it that a terminal would obey."""
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)


def day(moment: str | None) -> str:
    """Give a date or date-time as people read it: `2031-03-06 18:00Z`."""
    return (moment or "").replace("T", " ", 1).replace(":00Z", "Z", 1)
