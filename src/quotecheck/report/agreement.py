"""Agreement told to people: the figures, then each disagreement with its places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from quotecheck.report.shown import printable

_WIDTH = 80


def told(summary: Mapping[str, Any], disagreements: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield lines on the figures of `agreement` and the rows of its disagreements."""
    yield f"{summary['units']:,} quotes in {summary['articles']:,} articles by {', '.join(summary['annotators'])}"
    for pair in summary["f1"]:
        names = " and ".join(pair["annotators"])
        yield f"F1 of {names}: {_figure(pair['exact'])} exact, {_figure(pair['overlap'])} overlap"
    for name, value in summary["alpha"].items():
        yield f"alpha of {name}: {_figure(value)}"
    for row in disagreements:
        values = ", ".join(f"{name} {_short(value)}" for name, value in row["values"].items())
        yield f"{row['article_id']}:{row['start']}-{row['end']} {row['what']}: {values}  “{_short(row['text'])}”"
        yield f"    {', '.join(printable(place) for place in row['places'].values())}"


def _figure(value: float | None) -> str:
    return "not defined" if value is None else f"{value:.3f}"


def _short(said: str) -> str:
    said = printable(" ".join(said.split()))
    return said if len(said) <= _WIDTH else f"{said[: _WIDTH - 1]}…"
