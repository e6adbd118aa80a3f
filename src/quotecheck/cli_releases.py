"""The commands that release a dataset, prove a release, and put words back into one."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from quotecheck.problems import Problem

Folder = Annotated[Path, typer.Argument(metavar="RELEASE", help="The folder of a release.")]


class TextMode(StrEnum):
    """How much of the articles' text a release repeats."""

    full = "full"
    excerpt = "excerpt"
    none = "none"


def release(
    version: Annotated[str, typer.Argument(metavar="VERSION", help="Three numbers, such as 1.2.0.")],
    dataset: Annotated[Path, typer.Option("--dataset", "-d", help="The dataset to release.")] = Path("dataset"),
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder of all releases.")] = Path("releases"),
    text: Annotated[
        TextMode, typer.Option("--text", help="The text of articles: whole, excerpts of quotes, or none.")
    ] = TextMode.full,
    excerpt_words: Annotated[
        int, typer.Option("--excerpt-words", min=1, help="With excerpts, so many quoted words of a quote at most.")
    ] = 25,
    name: Annotated[str, typer.Option("--name", help="What the dataset is called.")] = "quotes",
    authors: Annotated[list[str] | None, typer.Option("--author", help="Who made it; give it once for each.")] = None,
    about: Annotated[str | None, typer.Option("--about", help="What it is for, in a sentence.")] = None,
    license_: Annotated[
        str | None, typer.Option("--license", help="Of the annotations, by SPDX (CC-BY-4.0); texts have their own.")
    ] = None,
    url: Annotated[str | None, typer.Option("--url", help="Where it is to be had.")] = None,
    date: Annotated[str | None, typer.Option("--date", metavar="DATE", help="2031-03-05; never filled in.")] = None,
    with_problems: Annotated[
        bool, typer.Option("--with-problems", help="Also a dataset in which validate finds errors.")
    ] = False,
) -> None:
    """Freeze a dataset as a release: a folder of its own that never changes."""
    from quotecheck.records import is_date_or_datetime  # noqa: PLC0415
    from quotecheck.releases.data import Text  # noqa: PLC0415
    from quotecheck.releases.freeze import Order  # noqa: PLC0415
    from quotecheck.releases.freeze import release as freeze  # noqa: PLC0415
    from quotecheck.releases.terms import Terms  # noqa: PLC0415

    if date is not None and (len(date) != len("2000-01-01") or not is_date_or_datetime(date)):
        raise typer.BadParameter(f"{date!r} is not a date such as 2031-03-05", param_hint="--date")
    terms = Terms(name, tuple(authors or ()), license_, date, url, about)
    amount = Text(text.value, excerpt_words if text is TextMode.excerpt else None)
    done = freeze(Order(version, dataset, output, amount, terms, with_problems=with_problems))
    if done.folder is not None and done.manifest is not None:
        sys.stderr.write(f"{done.folder.as_posix()}\nseal: {done.manifest.seal}\n")
    _finish(done.problems)


def verify(
    folder: Folder,
    seal: Annotated[str | None, typer.Option("--seal", help="The seal that was published with the release.")] = None,
) -> None:
    """Prove that a release is as it was made: no file changed, missing or added."""
    from quotecheck.releases.verify import verify as prove  # noqa: PLC0415

    problems = prove(folder, seal)
    if not problems:
        sys.stderr.write("as it was released\n")
    _finish(problems)


def hydrate(
    folder: Folder,
    texts: Annotated[list[str], typer.Argument(metavar="TEXT", help="Copies of the articles: files or folders.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder of the dataset that is made.")],
) -> None:
    """Put the words back into a release without text, from copies of the articles."""
    from quotecheck.releases.hydrate import hydrate as restore  # noqa: PLC0415

    done = restore(folder, texts, output)
    sys.stderr.write(f"records: {done.records}\n")
    _finish(done.problems)


def _finish(problems: list[Problem]) -> None:
    for problem in problems:
        sys.stderr.write(f"{problem}\n".encode("utf-8", "replace").decode())
    raise typer.Exit(int(any(problem.severity == "error" for problem in problems)))


def enter(app: typer.Typer) -> None:
    """Enter the commands."""
    for command in (release, verify, hydrate):
        app.command()(command)
