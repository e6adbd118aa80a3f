"""The command that checks records and datasets, by hand and on build servers."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import sys
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from quotecheck.output import Output, write
from quotecheck.problems import Problem

DOCS = "QUOTECHECK_DOCS"  # address of the page of codes, for SARIF and summaries
SUMMARY = "GITHUB_STEP_SUMMARY"


class Format(StrEnum):
    """The forms in which problems are given."""

    text = "text"
    json = "json"
    github = "github"
    sarif = "sarif"
    junit = "junit"


def validate(
    paths: Annotated[list[Path], typer.Argument(help="Datasets, folders or files of records.")],
    form: Annotated[Format, typer.Option("--format", help="How problems are given.")] = Format.text,
    output: Output = None,
    since: Annotated[
        str | None,
        typer.Option("--changed-since", metavar="REV", help="Only problems of what changed since a git revision."),
    ] = None,
    today: Annotated[
        dt.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Waivers until before this day are over.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar, no count.")] = False,
) -> None:
    """Check records and datasets: shape, words against the articles, references, dates, meaning, digests."""
    from quotecheck.report.problems import render  # noqa: PLC0415 - not for --help
    from quotecheck.validation import validate as checked_in  # noqa: PLC0415

    with _progress(paths, quiet=quiet) as watch:
        checked = checked_in(paths, since=since, today=None if today is None else today.date(), watch=watch)
    problems, docs = checked.problems, os.environ.get(DOCS, "")
    told = render(problems, form.value, docs).rstrip("\n")
    write([told] if told else [], output)
    if form is Format.text and not quiet:
        sys.stderr.write(f"{_count(problems)}{f', {checked.waived} waived' if checked.waived else ''}\n")
    if form is Format.github and SUMMARY in os.environ:
        _summarise(problems, checked.waived, docs, Path(os.environ[SUMMARY]))
    raise typer.Exit(int(any(problem.severity != "info" for problem in problems)))


@contextlib.contextmanager
def _progress(paths: list[Path], *, quiet: bool) -> Iterator[Callable[[int], None] | None]:
    """Show on a terminal how much was read."""
    from quotecheck.validation import in_steps, size  # noqa: PLC0415

    console = Console(stderr=True, quiet=quiet)
    if quiet or not console.is_terminal:
        yield None
        return
    columns = (TextColumn("records"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("records", total=size(paths))
        yield in_steps(lambda count: bar.update(task, advance=count))


def _summarise(problems: list[Problem], waived: int, docs: str, path: Path) -> None:
    """Add to the summary of the step, which has no limit of ten of a kind."""
    from quotecheck.report.problems import step_summary  # noqa: PLC0415

    with path.open("a", encoding="utf-8") as file:
        file.write(step_summary(problems, waived, docs))


def _count(problems: list[Problem]) -> str:
    if not problems:
        return "no problems"
    return "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
