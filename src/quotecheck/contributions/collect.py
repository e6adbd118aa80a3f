"""The contributions of a dataset on disk: read, and checked where they lie, without loading the parser."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from pydantic_core import from_json

from quotecheck.contributions.files import KINDS, contribution_files, files_below, read_written
from quotecheck.contributions.holdings import Holdings
from quotecheck.contributions.resolve import resolve
from quotecheck.contributions.shape import Given, shaped
from quotecheck.problems import CODES, Place, Problem
from quotecheck.records import Article, Assertion, Quote, Record, Speaker
from quotecheck.store.dataset import CONTRIBUTIONS, MANIFEST, REPLACED
from quotecheck.store.jsonl import read_lines, read_records

RULE = "contributed"
BY_HAND = frozenset(code for code in CODES if "QC501" <= code <= "QC549")

R = TypeVar("R", bound=Record)


def read_contributions(paths: Iterable[Path | Problem]) -> tuple[list[Given], list[Problem]]:
    """Read files of contributions: those that are whole, and what is wrong with the others."""
    given: list[Given] = []
    problems: list[Problem] = []
    for path in paths:
        if isinstance(path, Problem):
            problems.append(path)
            continue
        written = read_written(path)
        sound, faults = shaped(written)
        given += sound
        problems += [*written.problems, *faults]
    return given, problems


def uncontributed(
    folder: Path, quotes: Iterable[Quote], assertions: Iterable[Assertion]
) -> tuple[list[Quote], list[Assertion]]:
    """Give the quotes and assertions of a dataset as they were before any contribution.

    Raises `QuotecheckError` where a record that was replaced has a fault.
    """
    before = {quote.id: quote for quote in quotes if quote.rule != RULE}
    before |= {quote.id: quote for quote in _sound(folder / REPLACED[0], Quote)}
    stated = {assertion.id: assertion for assertion in assertions}
    stated |= {assertion.id: assertion for assertion in _sound(folder / REPLACED[1], Assertion)}
    return [before[id_] for id_ in sorted(before)], [stated[id_] for id_ in sorted(stated)]


def _sound(path: Path, shape: type[R]) -> Iterator[R]:
    for _, record in read_records(path, shape) if path.is_file() else ():
        if not isinstance(record, Problem):
            yield record


def is_contribution(path: Path) -> bool:
    """Tell whether a path is a file or folder of contributions, by its name and its folder's."""
    by_folder = CONTRIBUTIONS in path.absolute().parts[-2:] or dataset_of(path) is not None
    suffix = path.suffix.lower()
    if path.is_dir():
        return not (path / MANIFEST).is_file() and by_folder
    return suffix in {".yaml", ".yml", ".csv"} or (suffix in KINDS and by_folder)


def dataset_of(path: Path) -> Path | None:
    """Give the dataset in whose folder of contributions a path lies, or None."""
    for folder in (path, *path.parents) if path.is_absolute() else (path, *path.parents, *path.absolute().parents):
        if folder.name == CONTRIBUTIONS and (folder.parent / MANIFEST).is_file():
            return folder.parent
    return None


def paths_of(path: Path) -> Iterable[Path | Problem]:
    """Give the files of contributions that a dataset, a folder or a file stands for."""
    if (path / MANIFEST).is_file():
        return contribution_files(path)
    return files_below(path) if path.is_dir() else [path]


def check_contributions(path: Path) -> Iterator[Problem]:
    """Yield every problem of the contributions of a dataset, or of a folder or file of them.

    They are held against the dataset that they lie in; outside of any, only their shape is checked.
    """
    if not path.exists() or not ((path / MANIFEST).is_file() or is_contribution(path)):
        if is_contribution(path):
            yield Problem("QC001", "no such file or folder", Place(path.as_posix()))
        return
    given, problems = read_contributions(paths_of(path))
    yield from problems
    folder = path if (path / MANIFEST).is_file() else dataset_of(path)
    if given and folder is not None:
        yield from resolve(given, holdings(folder, given)).problems


def holdings(folder: Path, given: Sequence[Given]) -> Holdings:
    """Read what contributions may name in a dataset as it was before any; of quotes only those that they are near."""
    articles = list(_sound(folder / "articles/articles.jsonl", Article))
    speakers = list(_sound(folder / "speakers/speakers.jsonl", Speaker))
    held = Holdings(articles, speakers, ())
    said = [one.contribution for one in given]
    names = [name for one in said for name in (one.article, one.article_id) if name]
    wanted = {id_ for name in names for id_ in held.article(name).ids}
    ids = {one.corrects for one in said if one.corrects}
    quotes = [*_wanted(folder / "quotes/quotes.jsonl", wanted, ids), *_wanted(folder / REPLACED[0], wanted, ids)]
    before, _ = uncontributed(folder, quotes, ())
    return Holdings(articles, speakers, before)


def _wanted(path: Path, articles: set[str], ids: set[str]) -> Iterator[Quote]:
    for _, line in read_lines(path) if path.is_file() else ():
        try:
            row = from_json(line)
            if row["article_id"] in articles or row["id"] in ids:
                yield Quote.from_json(line)
        except (ValueError, KeyError, TypeError):
            continue  # told by the check of the records themselves
