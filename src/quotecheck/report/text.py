"""The end of a build, told to people: what was found, how much, and the conflicts one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from quotecheck.problems import Problem
from quotecheck.records import Finding, Side
from quotecheck.report.shown import by_value, day, printable, ranked, value_words

_SHOWN = 12  # conflicts told one by one
_VERDICT_STYLE = {"conflict": "bold red", "update": "yellow", "compatible": "dim", "agreement": "green"}
_LEVEL_STYLE = {"error": "red", "warning": "yellow", "info": "dim"}


def summary(
    console: Console, counts: Mapping[str, int], findings: Iterable[Finding], problems: Iterable[Problem]
) -> None:
    """Write a table of `counts` (name and number, in their order), findings and problems, then each conflict."""
    listed = ranked(findings)
    console.print(_table(counts, listed, list(problems)))
    conflicts = [finding for finding in listed if finding.verdict == "conflict"]
    for number, finding in enumerate(conflicts[:_SHOWN], start=1):
        console.print(_conflict(number, finding), soft_wrap=True)
    if len(conflicts) > _SHOWN:
        console.print(Text(f"{len(conflicts) - _SHOWN} more in report.html", style="dim"))


def _table(counts: Mapping[str, int], findings: Sequence[Finding], problems: Sequence[Problem]) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column()
    table.add_column(justify="right")
    table.add_column(style="dim")
    for name, count in counts.items():
        table.add_row(Text(name), f"{count:,}", "")
    for verdict, count in Counter(finding.verdict for finding in findings).items():
        kinds = Counter[str](finding.kind for finding in findings if finding.verdict == verdict)
        table.add_row(Text(f"findings: {verdict}", style=_VERDICT_STYLE[verdict]), f"{count:,}", _listed(kinds))
    for level, style in _LEVEL_STYLE.items():
        codes = Counter(problem.code for problem in problems if problem.severity == level)
        if codes:
            table.add_row(Text(f"problems: {level}", style=style), f"{codes.total():,}", _listed(codes))
    return table


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))


def _conflict(number: int, finding: Finding) -> Text:
    disputed = " (between sources)" if finding.disputed else ""
    text = Text.assemble("\n", (f"{number}. {finding.kind}{disputed}", "bold red"), f"  {printable(finding.reason)}")
    for value, sides in by_value(finding.sides):
        text.append(f"\n   {printable(value_words(finding, value))}", style="bold")
        for side in sides:
            text.append(f"\n     {_who(side)}: ", style="cyan")
            text.append(f"“{printable(' '.join(side.text.split()))}”")
    return text


def _who(side: Side) -> str:
    who = side.outlet or side.article_id
    when = day(side.published)
    holder = f"according to {side.holder}" if side.holder else ""
    return printable(", ".join(part for part in (who, when, holder) if part))
