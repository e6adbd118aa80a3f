"""The commands on the findings of a dataset."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from quotecheck.output import Listing, Output, write

findings = typer.Typer(cls=Listing, no_args_is_help=True, rich_markup_mode=None)

Dataset = Annotated[Path, typer.Argument(metavar="DATASET", help="The folder of a dataset.")]


class Ruled(StrEnum):
    """What a person may decide about a finding."""

    confirmed = "confirmed"
    dismissed = "dismissed"
    update = "update"
    wait = "wait"


@findings.command("list")
def findings_list(
    dataset: Dataset,
    everything: Annotated[bool, typer.Option("--all", help="Also what was decided, and what is no conflict.")] = False,
    output: Output = None,
) -> None:
    """List the conflicts of a dataset that want an editor. The word `list` may be left out."""
    from quotecheck import findings as held  # noqa: PLC0415
    from quotecheck.report.findings import listed  # noqa: PLC0415

    write(listed(held.listing(dataset, everything=everything)), output)


@findings.command("decide")
def findings_decide(
    dataset: Dataset,
    finding: Annotated[str, typer.Argument(metavar="ID", help="The id of the finding.")],
    verdict: Annotated[Ruled, typer.Argument(metavar="VERDICT", help="confirmed, dismissed, update or wait.")],
    why: Annotated[str, typer.Option("--reason", help="Why you decide so.")],
    by: Annotated[str | None, typer.Option("--by", help="Who decides.")] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="When; never filled in.")] = None,
) -> None:
    """Decide about a finding, now and in every later build, until its evidence changes."""
    from pydantic import ValidationError  # noqa: PLC0415

    from quotecheck import findings as held  # noqa: PLC0415

    try:
        path = held.decide(dataset, finding, verdict.value, why, by, on)
    except ValidationError as error:
        fault = error.errors()[0]
        raise typer.BadParameter(f"{'/'.join(map(str, fault['loc']))}: {fault['msg']}") from None
    sys.stderr.write(f"written to {path.as_posix()}, and applied\n")
