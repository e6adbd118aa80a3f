"""The records of a dataset on disk, and the dataset written anew by what people decided since."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from quotecheck.contributions.collect import BY_HAND, uncontributed
from quotecheck.problems import Place, Problem, QuotecheckError
from quotecheck.records import Article, Assertion, Manifest, Quote, Record, Speaker
from quotecheck.store import dataset
from quotecheck.store.decisions import read_decisions
from quotecheck.store.jsonl import read_lines, read_records
from quotecheck.store.registry import settle
from quotecheck.store.withdrawn import read_graves

if TYPE_CHECKING:
    from quotecheck.run import Built

R = TypeVar("R", bound=Record)
_READ_ANEW = (dataset.DECISIONS, dataset.SPEAKER_DECISIONS, dataset.WITHDRAWALS, dataset.TOMBSTONES)


@dataclass(frozen=True, slots=True)
class Stored:
    """The records of a dataset that name speakers, and the articles that they are of."""

    articles: list[Article]
    quotes: list[Quote]
    assertions: list[Assertion]
    speakers: list[Speaker]


def rewrite(folder: Path, stored: Stored) -> Built:
    """Write the dataset anew with all decisions and contributions.

    Articles, and the problems of reading them, are as they were.
    """
    from quotecheck import run  # noqa: PLC0415 - the parser takes a second to import: not to read a dataset

    known = {one.id: one for one in stored.speakers}
    quotes, assertions = uncontributed(folder, stored.quotes, stored.assertions)
    graves = read_graves(folder)
    articles = graves.articles(stored.articles)
    graves.bury_former(articles, folder, quotes, assertions)
    quotes, assertions = graves.living(*_of(articles, quotes, assertions))
    settled = settle(quotes, assertions, known, {}, read_decisions(folder))
    manifest = read_manifest(folder)
    facts = manifest.model_dump(mode="json", exclude={"files", "schema_version"})
    return run.store(folder, facts, articles, settled, list(_reading_problems(folder)), graves)


def _of(
    articles: Sequence[Article], quotes: Sequence[Quote], assertions: Sequence[Assertion]
) -> tuple[list[Quote], list[Assertion]]:
    ids = {article.id for article in articles}
    held = [quote for quote in quotes if quote.article_id in ids]
    return held, [assertion for assertion in assertions if assertion.article_id in ids]


def _reading_problems(folder: Path) -> Iterator[Problem]:
    """Yield the problems that deciding and comparing do not find again."""
    decisions = {Path(name).name for name in _READ_ANEW}
    for _, line in read_lines(folder / dataset.PROBLEMS):
        held = json.loads(line)
        if held["file"] not in decisions and not held["code"].startswith("QC3") and held["code"] not in BY_HAND:
            place = Place(held["file"] or "", held["line"], held["pointer"] or "", held.get("column"))
            yield Problem(held["code"], held["message"], place)


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest; raises `QuotecheckError` QC109 where there is none."""
    dataset.recover(folder)
    path = folder / dataset.MANIFEST
    if not path.is_file():
        raise QuotecheckError(Problem("QC109", "no manifest.json here", Place(folder.as_posix())))
    return read_all(path, Manifest)[0]


def read_stored(folder: Path) -> Stored:
    """Read a dataset; raises `QuotecheckError` where there is none or a record has a fault."""
    read_manifest(folder)
    return Stored(
        articles=read_all(folder / "articles/articles.jsonl", Article),
        quotes=read_all(folder / "quotes/quotes.jsonl", Quote),
        assertions=read_all(folder / "assertions/assertions.jsonl", Assertion),
        speakers=read_all(folder / "speakers/speakers.jsonl", Speaker),
    )


def read_all(path: Path, shape: type[R]) -> list[R]:
    """Read a file whole; raises `QuotecheckError` on the first fault, for what is written anew must be sound."""
    if not path.is_file():
        raise QuotecheckError(Problem("QC108", "the dataset has no such file", Place(path.as_posix())))
    found: list[R] = []
    for _, record in read_records(path, shape):
        if isinstance(record, Problem):
            raise QuotecheckError(record)
        found.append(record)
    return found
