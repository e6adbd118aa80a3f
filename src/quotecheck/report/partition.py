"""A split told to people: the size of each part, and what was kept together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quotecheck.report.shown import printable

_SHOWN = 20
_WHY = {"quote": "the same words", "origin": "copies of one text", "happening": "one happening", "finding": "a finding"}


def told(report: dict[str, Any]) -> Iterator[str]:
    """Yield lines on a report of `partition`."""
    for name, part in report["parts"].items():
        yield (
            f"{name}: {part['quotes']:,} quotes in {part['articles']:,} articles, "
            f"{part['share']:.1%} of the quotes, {part['asked']:.1%} asked for"
        )
    together = report["kept_together"]
    yield f"kept together: {len(together):,} groups of articles"
    for group in together[:_SHOWN]:
        why = ", ".join(f"{_WHY[reason]} ({count})" for reason, count in group["why"].items())
        yield f"  {group['part']}: {printable(', '.join(group['articles']))}: {why}"
    if len(together) > _SHOWN:
        yield f"  and {len(together) - _SHOWN:,} more"
