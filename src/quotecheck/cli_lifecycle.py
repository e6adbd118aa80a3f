"""The commands on datasets that live: what changed, what is withdrawn, how it is split, where annotators differ."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

commands = typer.Typer(rich_markup_mode=None)

Dataset = Annotated[Path, typer.Argument(metavar="DATASET", help="The folder of a dataset.")]


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
