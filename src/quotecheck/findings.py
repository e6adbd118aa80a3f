"""The findings of a dataset on disk: compare anew what it states, and decide about what was found."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator
from pathlib import Path

from quotecheck.compare.findings import crosscheck_by
from quotecheck.problems import Place, Problem, QuotecheckError
from quotecheck.records import Article, Assertion, Finding, Quote
from quotecheck.store import dataset
from quotecheck.store.jsonl import read_records
from quotecheck.store.lookup import Lookup
from quotecheck.store.rulings import append_decision, is_open, make_decision, read_rulings, ruled
from quotecheck.stored import read_all, read_manifest, read_stored, rewrite


def is_dataset(path: Path) -> bool:
    """Tell whether a folder holds a dataset."""
    return (path / dataset.MANIFEST).is_file()


def recheck(folder: Path) -> tuple[list[Finding], list[Problem]]:
    """Compare what a dataset states, as it is stored, and give each finding the decision about it.

    Assertions and quotes are read one happening at a time, so that memory hangs on the articles. A record with a
    fault is a Problem, and the others are compared.
    """
    articles, problems = _articles(folder / "articles/articles.jsonl")
    stated = Lookup(folder / "assertions/assertions.jsonl", Assertion)
    said = Lookup(folder / "quotes/quotes.jsonl", Quote)
    with _uncollected():
        found, faults = crosscheck_by(articles, stated, said)
    findings, idle = ruled(found, read_rulings(folder))
    return findings, [*problems, *stated.problems, *said.problems, *faults, *idle]


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Spare the collector: records hold no cycles, and to walk all of them ever again makes a big dataset slower."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _articles(path: Path) -> tuple[list[Article], list[Problem]]:
    if not path.is_file():
        raise QuotecheckError(Problem("QC108", "the dataset has no such file", Place(path.as_posix())))
    read = [record for _, record in read_records(path, Article)]
    articles = [record for record in read if isinstance(record, Article)]
    return articles, [record for record in read if isinstance(record, Problem)]


def listing(folder: Path, *, everything: bool = False) -> list[Finding]:
    """Give the conflicts of a dataset that want an editor, or all findings; raises `QuotecheckError` QC109."""
    read_manifest(folder)
    return [one for one in _stored(folder) if everything or (one.verdict == "conflict" and is_open(one))]


def decide(folder: Path, target: str, verdict: str, why: str, by: str | None, on: str | None) -> Path:
    """Write down what a person decides about a finding, and the dataset anew; gives the file of decisions.

    Raises `QuotecheckError` QC105 where there is no such finding, QC401 where nothing can be written, and
    `pydantic.ValidationError` where a value is none.
    """
    read_manifest(folder)
    with dataset.lock(folder):
        finding = _finding(folder, target)
        rulings = read_rulings(folder)
        path = append_decision(folder, make_decision(finding, verdict, why, by, on, len(rulings.made)))
        rewrite(folder, read_stored(folder))
        return path


def _stored(folder: Path) -> list[Finding]:
    return read_all(folder / "findings/findings.jsonl", Finding)


def _finding(folder: Path, target: str) -> Finding:
    for finding in _stored(folder):
        if finding.id == target:
            return finding
    raise QuotecheckError(Problem("QC105", f"there is no finding {target} here", Place(folder.as_posix())))
