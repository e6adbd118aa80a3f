"""The registry of a dataset on disk: list it, decide who is who, and write the dataset anew by what was decided."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar

from quotecheck import run
from quotecheck.compare.happenings import happenings
from quotecheck.problems import Place, Problem, QuotecheckError
from quotecheck.records import Article, Assertion, Manifest, Quote, Record, Speaker, SpeakerDecision
from quotecheck.report.speakers import Row, rows
from quotecheck.store import dataset
from quotecheck.store.candidates import candidates
from quotecheck.store.decisions import append, make, read_decisions
from quotecheck.store.jsonl import read_lines, read_records
from quotecheck.store.registry import settle

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Stored:
    """The records of a dataset that name speakers, and the articles that they are of."""

    articles: list[Article]
    quotes: list[Quote]
    assertions: list[Assertion]
    speakers: list[Speaker]


def listing(folder: Path) -> list[Row]:
    """Give every speaker of a dataset with the number of its quotes; raises `QuotecheckError` where there is none."""
    stored = _stored(folder)
    return list(rows(stored.speakers, stored.quotes))


def pairs(folder: Path) -> list[dict[str, str]]:
    """Give the pairs of speakers that may be one person, each with the reason."""
    stored = _stored(folder)
    events, _ = happenings(stored.articles)
    return [asdict(pair) for pair in candidates(stored.speakers, stored.quotes, events)]


def decide(folder: Path, decision: SpeakerDecision) -> Path:
    """Write a decision down behind the others and the dataset anew; gives the file of decisions.

    Raises `QuotecheckError` where the decision is about nobody or against another, and where nothing can be written.
    The bytes are those of the next build, but for the other names of a speaker that was split off.
    """
    _manifest(folder)
    with dataset.lock(folder):
        stored = _stored(folder)
        decided = read_decisions(folder)
        made = make(decision, (held for _, held in decided.sound))
        _known(made, stored)
        faults = decided.add(Place(), made)
        if faults:
            raise QuotecheckError(Problem(faults[0].code, faults[0].message))
        path = append(folder, made)
        _write(folder, stored)
        return path


def _known(decision: SpeakerDecision, stored: Stored) -> None:
    ids = {one.id for one in stored.speakers}
    asked = [decision.speaker] if decision.into is None else [decision.speaker, decision.into]
    for id_ in asked[: 1 if decision.verdict == "split" else None]:
        if id_ not in ids:
            heir = next((f": it was merged into {s.id}" for s in stored.speakers if id_ in s.redirects), "")
            raise QuotecheckError(Problem("QC105", f"there is no speaker {id_}{heir}"))
    speaks = {quote.article_id for quote in stored.quotes if decision.speaker in _ids(quote)}
    for article in decision.articles:
        if article not in speaks:
            raise QuotecheckError(Problem("QC105", f"{decision.speaker} says nothing in an article {article}"))


def _ids(quote: Quote) -> set[str]:
    return {ref.id for ref in (quote.speaker, *quote.co_speakers) if ref is not None}


def _write(folder: Path, stored: Stored) -> None:
    """Write the dataset anew with all decisions; articles, and the problems of reading them, are as they were."""
    known = {one.id: one for one in stored.speakers}
    settled = settle(stored.quotes, stored.assertions, known, {}, read_decisions(folder))
    manifest = _manifest(folder)
    facts = manifest.model_dump(mode="json", exclude={"files", "schema_version"})
    run.store(folder, facts, stored.articles, settled, list(_reading_problems(folder)))


def _reading_problems(folder: Path) -> Iterator[Problem]:
    """Yield the problems that deciding and comparing do not find again."""
    decisions = Path(dataset.SPEAKER_DECISIONS).name
    for _, line in read_lines(folder / dataset.PROBLEMS):
        held = json.loads(line)
        if held["file"] != decisions and not held["code"].startswith("QC3"):
            yield Problem(held["code"], held["message"], Place(held["file"] or "", held["line"], held["pointer"] or ""))


def _manifest(folder: Path) -> Manifest:
    path = folder / dataset.MANIFEST
    if not path.is_file():
        raise QuotecheckError(Problem("QC109", "no manifest.json here", Place(folder.as_posix())))
    return _all(path, Manifest)[0]


def _stored(folder: Path) -> Stored:
    _manifest(folder)
    return Stored(
        articles=_all(folder / "articles/articles.jsonl", Article),
        quotes=_all(folder / "quotes/quotes.jsonl", Quote),
        assertions=_all(folder / "assertions/assertions.jsonl", Assertion),
        speakers=_all(folder / "speakers/speakers.jsonl", Speaker),
    )


def _all(path: Path, shape: type[R]) -> list[R]:
    """Read a file whole; raises `QuotecheckError` on the first fault, for what is written anew must be sound."""
    if not path.is_file():
        raise QuotecheckError(Problem("QC108", "the dataset has no such file", Place(path.as_posix())))
    found: list[R] = []
    for _, record in read_records(path, shape):
        if isinstance(record, Problem):
            raise QuotecheckError(record)
        found.append(record)
    return found
