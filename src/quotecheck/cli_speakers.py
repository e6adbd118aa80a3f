"""The commands on the registry of speakers."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from quotecheck.output import Listing, Output, write
from quotecheck.records import canonical_json

speakers = typer.Typer(cls=Listing, no_args_is_help=True, rich_markup_mode=None)

Dataset = Annotated[Path, typer.Argument(metavar="DATASET", help="The folder of a dataset.")]
Why = Annotated[str, typer.Option("--reason", help="Why you decide so.")]
By = Annotated[str | None, typer.Option("--by", help="Who decides.")]
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="When it was decided; never filled in.")]


class ListFormat(StrEnum):
    """The forms in which speakers are listed."""

    text = "text"
    json = "json"


@speakers.command("list")
def speakers_list(
    dataset: Dataset,
    pairs: Annotated[
        bool, typer.Option("--candidates", help="Pairs that may be one person, with the reason, in place of speakers.")
    ] = False,
    form: Annotated[ListFormat, typer.Option("--format", help="Columns, or one JSON object a line.")] = ListFormat.text,
    output: Output = None,
) -> None:
    """List the speakers of a dataset: id, name, kind, quotes, other names. The word `list` may be left out."""
    from quotecheck import speakers as registry  # noqa: PLC0415
    from quotecheck.report.speakers import listed, paired  # noqa: PLC0415

    if pairs:
        found = registry.pairs(dataset)
        write(paired(found) if form is ListFormat.text else map(canonical_json, found), output)
    else:
        rows = registry.listing(dataset)
        write(listed(rows) if form is ListFormat.text else map(canonical_json, rows), output)


@speakers.command("merge")
def speakers_merge(
    dataset: Dataset,
    speaker: Annotated[str, typer.Argument(metavar="FROM", help="The id that is given up; it becomes a redirect.")],
    into: Annotated[str, typer.Argument(metavar="INTO", help="The id that stays.")],
    why: Why,
    by: By = None,
    on: On = None,
) -> None:
    """Make two speakers one, now and in every later build."""
    _decide(dataset, verdict="merge", speaker=speaker, into=into, why=why, by=by, on=on)


@speakers.command("split")
def speakers_split(
    dataset: Dataset,
    speaker: Annotated[str, typer.Argument(metavar="ID", help="The speaker who is two.")],
    articles: Annotated[str, typer.Option("--articles", metavar="A,B", help="The articles in which the other speaks.")],
    name: Annotated[str, typer.Option("--name", help="The name of the other.")],
    into: Annotated[str | None, typer.Option("--id", help="The other's id; by default made of the name.")] = None,
    why: Why = "two people of one name",
    by: By = None,
    on: On = None,
) -> None:
    """Give what a speaker says in some articles to another, now and in every later build."""
    chosen = tuple(part.strip() for part in articles.split(",") if part.strip())
    _decide(dataset, verdict="split", speaker=speaker, articles=chosen, name=name, into=into, why=why, by=by, on=on)


class Fact(StrEnum):
    """What may be noted of a speaker."""

    alias = "alias"
    role = "role"
    external = "external"


@speakers.command("note")
def speakers_note(
    dataset: Dataset,
    speaker: Annotated[str, typer.Argument(metavar="ID", help="The speaker.")],
    fact: Annotated[Fact, typer.Argument(metavar="WHAT", help="Another name, a role, an id elsewhere (wikidata:Q1).")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name, the role's title, the id elsewhere.")],
    why: Why,
    since: Annotated[str | None, typer.Option("--from", metavar="DATE", help="Since when it holds.")] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Until when it held.")] = None,
    by: By = None,
    on: On = None,
) -> None:
    """Note another name, a role or an id elsewhere of a speaker; quotes under the other name become theirs."""
    fields = {"from": since, "to": until, "why": why, "by": by, "on": on}
    _decide(dataset, verdict=fact.value, speaker=speaker, name=name, **fields)


def _decide(dataset: Path, **fields: Any) -> None:
    from pydantic import ValidationError  # noqa: PLC0415

    from quotecheck import speakers as registry  # noqa: PLC0415
    from quotecheck.records import SpeakerDecision  # noqa: PLC0415

    try:
        decision = SpeakerDecision.model_validate({"id": "d", **fields})
    except ValidationError as error:
        fault = error.errors()[0]
        raise typer.BadParameter(f"{'/'.join(map(str, fault['loc']))}: {fault['msg']}") from None
    path = registry.decide(dataset, decision)
    sys.stderr.write(f"written to {path.as_posix()}, and applied\n")
