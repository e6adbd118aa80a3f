"""Words in, words out: the command line decides nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from quotecheck import __version__
from quotecheck.cli_contributions import add_to
from quotecheck.cli_exchange import register as exchange_commands
from quotecheck.cli_findings import findings as findings_group
from quotecheck.cli_lifecycle import commands as lifecycle_commands
from quotecheck.cli_releases import enter as enter_releases
from quotecheck.cli_speakers import speakers
from quotecheck.cli_validate import validate
from quotecheck.output import Output, write
from quotecheck.problems import Problem, QuotecheckError
from quotecheck.records import canonical_json

app = typer.Typer(
    name="quotecheck",
    help="Quotes from news text with speaker, date and source; datasets of them; contradictions between outlets.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

app.add_typer(speakers, name="speakers", help="List who speaks in a dataset, and decide who is who.")
app.add_typer(findings_group, name="findings", help="List what was found in a dataset, and decide about it.")
app.registered_commands += lifecycle_commands.registered_commands
exchange_commands(app)

add_to(app)

WRONG_CALL = 2


class FailOn(StrEnum):
    """Which findings make the exit status 1."""

    never = "never"
    conflict = "conflict"
    update = "update"


Inputs = Annotated[
    list[str], typer.Argument(help="Articles: .jsonl, .json, .txt, .html, folders, - for standard input.")
]
Workers = Annotated[int, typer.Option("--workers", "-w", min=1, help="Processes; the result is the same.")]
Attitudes = Annotated[bool, typer.Option("--attitudes", help="Also beliefs, intentions and feelings.")]
AllTiers = Annotated[bool, typer.Option("--all-tiers", help="Also guesses (tier D).")]


def main() -> NoReturn:
    """Run the command line; a whole-run stop is one clear message and exit status 2."""
    try:
        app(prog_name="quotecheck", standalone_mode=True)
    except QuotecheckError as error:
        sys.stderr.write(f"{error}\n")
        raise SystemExit(WRONG_CALL) from None
    except BrokenPipeError:
        # The reader has seen enough (quotecheck extract … | head).
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
    raise SystemExit(0)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"quotecheck {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    pass


@app.command()
def extract(
    inputs: Inputs,
    output: Output = None,
    attitudes: Attitudes = False,
    all_tiers: AllTiers = False,
    workers: Workers = 1,
) -> None:
    """Write the quotes of articles, one a line."""
    _per_article(
        inputs, output, lambda result: result.quotes, attitudes=attitudes, all_tiers=all_tiers, workers=workers
    )


@app.command()
def marks(inputs: Inputs, output: Output = None, workers: Workers = 1) -> None:
    """Account for every quotation mark, one marked span a line."""
    _per_article(inputs, output, lambda result: result.marks, workers=workers)


@app.command()
def timex(inputs: Inputs, output: Output = None, workers: Workers = 1) -> None:
    """Write the time expressions of articles (TIMEX3), one article a line."""
    _per_article(inputs, output, lambda result: [_TimexLine(result)], workers=workers)


class _TimexLine:
    """The time expressions of one article as a line of JSON."""

    def __init__(self, result: Any) -> None:
        self._result = result

    def to_json(self) -> str:
        """Give the line."""
        spans = [t.model_dump(mode="json") for t in self._result.timexes]
        return canonical_json({"doc_id": self._result.article.id, "timexes": spans})


def _per_article(
    inputs: list[str],
    output: Path | None,
    pick: Callable[[Any], Iterable[Any]],
    *,
    attitudes: bool = False,
    all_tiers: bool = False,
    workers: int = 1,
) -> None:
    from quotecheck import analysis, run  # noqa: PLC0415 - the parser takes a second to import: not for --help

    batch = run.load(inputs)
    problems = list(batch.problems)
    settings = analysis.Settings(attitudes=attitudes, lowest_tier="D" if all_tiers else "C")

    def lines() -> Iterator[str]:
        for result in run.analyses(batch.articles, settings, workers, statements=False):
            problems.extend(result.problems)
            yield from (record.to_json() for record in pick(result))

    write(lines(), output)
    _finish(problems)


@app.command()
def crosscheck(
    inputs: Annotated[list[str] | None, typer.Argument(help="Articles, or a dataset.")] = None,
    pairs: Annotated[
        Path | None, typer.Option(help="Sentence pairs, taken as reports of one happening on one day.")
    ] = None,
    output: Output = None,
    workers: Workers = 1,
    all_verdicts: Annotated[bool, typer.Option("--all", help="Also what is compatible, and what was decided.")] = False,
    fail_on: Annotated[FailOn, typer.Option(help="Exit with 1 where such a finding is made.")] = FailOn.never,
) -> None:
    """Write where articles contradict, update or confirm each other, one finding a line."""
    from quotecheck.findings import is_dataset, recheck  # noqa: PLC0415
    from quotecheck.store.rulings import is_open  # noqa: PLC0415

    if bool(inputs) == (pairs is not None):
        raise typer.BadParameter("give articles, or --pairs FILE")
    if pairs is not None:
        from quotecheck import run  # noqa: PLC0415

        labels, problems = run.label_pairs(pairs)
        write((canonical_json(label) for label in labels), output)
        _finish(problems)
        return
    if (stored := [Path(name) for name in inputs or [] if is_dataset(Path(name))]) and len(inputs or []) == 1:
        findings, problems = recheck(stored[0])
    else:
        from quotecheck import analysis, run  # noqa: PLC0415 - a stored dataset needs no parser

        batch = run.load(inputs or [])
        results = list(run.analyses(batch.articles, analysis.Settings(), workers))
        findings, faults = run.compare(results)
        problems = [*batch.problems, *(p for result in results for p in result.problems), *faults]
    shown = [finding for finding in findings if all_verdicts or (finding.verdict != "compatible" and is_open(finding))]
    write((finding.to_json() for finding in shown), output)
    failing = {"never": (), "conflict": ("conflict",), "update": ("conflict", "update")}[fail_on.value]
    _finish(problems, failed=any(finding.verdict in failing and is_open(finding) for finding in findings))


@app.command()
def build(
    inputs: Inputs,
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder of the dataset.")],
    attitudes: Attitudes = False,
    all_tiers: AllTiers = False,
    workers: Workers = 1,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar, no summary.")] = False,
) -> None:
    """Make a dataset: articles, quotes, speakers, assertions, findings, problems, manifest and report."""
    from quotecheck import analysis, run  # noqa: PLC0415
    from quotecheck.report.text import summary  # noqa: PLC0415

    console = Console(stderr=True, quiet=quiet)
    settings = analysis.Settings(attitudes=attitudes, lowest_tier="D" if all_tiers else "C")
    columns = (TextColumn("articles"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, disable=quiet) as bar:
        task = bar.add_task("articles", total=None)

        def progress(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        built = run.build(inputs, output, settings=settings, workers=workers, progress=progress)
    summary(console, built.counts, built.findings, built.problems)
    console.print(f"\nreport: {output / 'report.html'}", soft_wrap=True, highlight=False)
    _finish(built.problems)


app.command()(validate)


@app.command()
def explain(
    record_id: Annotated[str, typer.Argument(metavar="ID", help="The id of a record.")],
    dataset: Annotated[Path, typer.Option("--dataset", "-d", help="The dataset that holds it.")] = Path("dataset"),
    output: Output = None,
) -> None:
    """Say how a record came about: its rule, its evidence, what was weighed and left."""
    from quotecheck.explanation import explain as explain_record  # noqa: PLC0415

    write(explain_record(record_id, dataset), output)


enter_releases(app)


def _finish(problems: Iterable[Problem], *, failed: bool = False) -> None:
    told = list(problems)
    for problem in told:
        sys.stderr.write(f"{problem}\n".encode("utf-8", "replace").decode())
    raise typer.Exit(int(failed or any(problem.severity == "error" for problem in told)))
