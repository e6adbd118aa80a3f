"""The commands that give datasets to other tools and take them back."""

from __future__ import annotations

import sys
from collections import Counter
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from quotecheck.problems import Problem


class Form(StrEnum):
    """The formats of other tools."""

    parquet = "parquet"
    csv = "csv"
    hugging_face = "hugging-face"
    w3c = "w3c"
    schema_org = "schema-org"
    brat = "brat"
    label_studio = "label-studio"
    citron = "citron"


Target = Annotated[Path, typer.Option("--output", "-o", metavar="PATH", help="The file or folder to write.")]


def register(app: typer.Typer) -> None:
    """Enter the commands."""
    app.command("export")(export_dataset)
    app.command("import")(import_records)


def export_dataset(
    dataset: Annotated[Path, typer.Argument(metavar="DATASET", help="The folder of a dataset.")],
    form: Annotated[Form, typer.Option("--to", help="The format to write.")],
    output: Target,
) -> None:
    """Write a dataset in the format of another tool."""
    from quotecheck.exchange.formats import FORMS  # noqa: PLC0415
    from quotecheck.exchange.traffic import export  # noqa: PLC0415

    _finish(export(dataset, FORMS[form.value], output))


def import_records(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="The file or folder of the other tool.")],
    form: Annotated[Form, typer.Option("--from", help="The format that it has.")],
    output: Target,
    articles: Annotated[
        list[Path] | None,
        typer.Option("--articles", metavar="ARTICLES", help="The articles that were annotated: a dataset, files."),
    ] = None,
) -> None:
    """Read quotes and articles of another tool into a folder of records."""
    from quotecheck.exchange.formats import FORMS  # noqa: PLC0415
    from quotecheck.exchange.traffic import bring_in  # noqa: PLC0415

    _finish(bring_in(source, FORMS[form.value], articles or [], output))


def _finish(problems: list[Problem]) -> NoReturn:
    for problem in problems:
        sys.stderr.write(f"{problem}\n".encode("utf-8", "replace").decode())
    severities = Counter(problem.severity for problem in problems)
    raise typer.Exit(int(severities["error"] > 0))
