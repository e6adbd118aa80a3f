"""The commands on contributions by hand."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from quotecheck.problems import Problem


def add_to(app: typer.Typer) -> None:
    """Enter the commands."""
    app.command("fmt")(fmt)
    app.command("merge")(merge)


def fmt(
    paths: Annotated[list[Path], typer.Argument(metavar="DATASET_OR_FILES", help="A dataset, or contributions.")],
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit with 1 where there is to write.")] = False,
    into: Annotated[
        Path | None, typer.Option("--dataset", "-d", help="The dataset that files outside of it are for.")
    ] = None,
) -> None:
    """Write ids and offsets that are found into contributions, and their fields in order."""
    from quotecheck import contributing  # noqa: PLC0415 - brings the parser along: not for --help

    made = contributing.fmt(paths, into=into, check=check)
    for path in made.changed if not check else ():
        sys.stderr.write(f"written: {path.as_posix()}\n")
    _finish(made.problems)


def merge(
    dataset: Annotated[Path, typer.Argument(metavar="DATASET", help="The folder of a dataset.")],
) -> None:
    """Make sound contributions quotes of the dataset, now and in every later build."""
    from quotecheck import contributing  # noqa: PLC0415

    count, problems = contributing.merge(dataset)
    sys.stderr.write(f"{count} contribution{'' if count == 1 else 's'} in the dataset\n")
    _finish(problems)


def _finish(problems: Iterable[Problem]) -> None:
    told = list(problems)
    for problem in told:
        sys.stderr.write(f"{problem}\n".encode("utf-8", "replace").decode())
    raise typer.Exit(int(any(problem.severity != "info" for problem in told)))
