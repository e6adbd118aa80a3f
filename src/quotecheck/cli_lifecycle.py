"""The commands on datasets that live: what changed, what is withdrawn, how it is split, where annotators differ."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from quotecheck.output import Output, write
from quotecheck.problems import Problem
from quotecheck.records import canonical_json

commands = typer.Typer(rich_markup_mode=None)

Dataset = Annotated[Path, typer.Argument(metavar="DATASET", help="The folder of a dataset.")]


class DiffFormat(StrEnum):
    """The forms in which a difference is told."""

    text = "text"
    json = "json"
    markdown = "markdown"


@commands.command()
def diff(
    before: Annotated[str, typer.Argument(metavar="A", help="A dataset, a release, or a git revision: REV, REV:PATH.")],
    after: Annotated[str, typer.Argument(metavar="B", help="The later one.")],
    form: Annotated[
        DiffFormat, typer.Option("--format", help="Text, one JSON object a change, or Markdown for a pull request.")
    ] = DiffFormat.text,
    limit: Annotated[int, typer.Option(min=0, help="Changes of a kind that text and Markdown tell one by one.")] = 20,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 where records differ.")] = False,
    output: Output = None,
) -> None:
    """Tell what differs between two datasets by meaning, and why: the last line of JSON has the counts."""
    from quotecheck.difference.sides import opened  # noqa: PLC0415
    from quotecheck.difference.whole import Difference  # noqa: PLC0415
    from quotecheck.report import difference as report  # noqa: PLC0415

    with opened(before, after) as (one, two):
        found = Difference(one, two)
        if form is DiffFormat.json:
            write(found.rows(), output)
        else:
            told = report.Told(limit)
            told.keep(found.changes())
            names = (one.name, two.name)
            text = form is DiffFormat.text
            write(report.text(told, found.counts) if text else report.markdown(told, found.counts, names), output)
    raise typer.Exit(int(_told(found.problems) or (exit_code and found.differs)))


def _told(problems: Iterable[Problem]) -> bool:
    """Tell problems to people; gives whether any is an error."""
    failed = False
    for problem in problems:
        failed |= problem.severity == "error"
        sys.stderr.write(f"{problem}\n".encode("utf-8", "replace").decode())
    return failed


@commands.command()
def withdraw(
    dataset: Dataset,
    target: Annotated[str, typer.Argument(metavar="ID", help="The id of an article, a quote or an assertion.")],
    why: Annotated[str, typer.Option("--why", help="The reason; it stays on the tombstone.")],
    replaced_by: Annotated[
        str | None, typer.Option("--replaced-by", metavar="ID", help="The record that stands in its stead.")
    ] = None,
    by: Annotated[str | None, typer.Option("--by", help="Who withdraws it.")] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="When; never filled in.")] = None,
) -> None:
    """Withdraw a record, now and in every later build: what hangs on it goes too, and tombstones stay."""
    from pydantic import ValidationError  # noqa: PLC0415

    from quotecheck import lifecycle  # noqa: PLC0415

    try:
        path = lifecycle.withdraw(dataset, target, why, replaced_by=replaced_by, by=by, on=on)
    except ValidationError as error:
        fault = error.errors()[0]
        raise typer.BadParameter(f"{'/'.join(map(str, fault['loc']))}: {fault['msg']}") from None
    sys.stderr.write(f"written to {path.as_posix()}, and applied\n")


@commands.command()
def split(
    dataset: Dataset,
    parts: Annotated[str, typer.Option(help="Names and shares of the parts.")] = "train=0.8,dev=0.1,test=0.1",
    seed: Annotated[int, typer.Option(help="Another number draws other parts.")] = 0,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write each part's records into a folder below this one.")
    ] = None,
) -> None:
    """Split a dataset so that nothing leaks: the same words, copies of one text, one happening are on one side.

    Without --output a line an article: its part and its group.
    """
    from quotecheck import partition  # noqa: PLC0415
    from quotecheck.report.partition import told  # noqa: PLC0415

    made = partition.split(dataset, partition.parts_of(parts), seed)
    if output is None:
        write(made.rows(), None)
    else:
        partition.write_parts(dataset, made, output)
    for line in told(made.report()):
        typer.echo(line, err=True)
    raise typer.Exit(int(_told(made.problems)))


class TellFormat(StrEnum):
    """The forms in which agreement is told."""

    text = "text"
    json = "json"


@commands.command()
def agreement(
    annotators: Annotated[
        list[Path],
        typer.Argument(metavar="A B ...", help="Quotes of the same articles: a file or dataset an annotator."),
    ],
    articles: Annotated[
        Path | None, typer.Option(help="The articles that all of them read: a dataset, or a file of articles.")
    ] = None,
    form: Annotated[
        TellFormat, typer.Option("--format", help="Text, or a JSON object a disagreement and one with the figures.")
    ] = TellFormat.text,
    output: Output = None,
) -> None:
    """Measure how far annotators agree, and list where they do not: span F1, Krippendorff's alpha."""
    from quotecheck.agreement.annotations import annotators as read_annotators  # noqa: PLC0415
    from quotecheck.agreement.measures import agreement as measure  # noqa: PLC0415
    from quotecheck.report.agreement import told  # noqa: PLC0415

    if len(annotators) < 2:  # noqa: PLR2004
        raise typer.BadParameter("give two annotators or more")
    found = measure(read_annotators(annotators), None if articles is None else _lengths(articles))
    rows = [one.row() for one in found.disagreements]
    if form is TellFormat.json:
        write(map(canonical_json, (*rows, found.summary())), output)
    else:
        write(told(found.summary(), rows), output)
    raise typer.Exit(int(_told(found.problems)))


def _lengths(articles: Path) -> dict[str, int]:
    from quotecheck.records import Article  # noqa: PLC0415
    from quotecheck.stored import read_all  # noqa: PLC0415

    path = articles / "articles/articles.jsonl" if articles.is_dir() else articles
    return {one.id: len(one.text) for one in read_all(path, Article)}
