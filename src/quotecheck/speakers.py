"""The registry of a dataset on disk: list it, decide who is who, and write the dataset anew by what was decided."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from quotecheck.compare.happenings import happenings
from quotecheck.problems import Place, Problem, QuotecheckError
from quotecheck.records import Quote, SpeakerDecision
from quotecheck.report.speakers import Row, rows
from quotecheck.store import dataset
from quotecheck.store.candidates import candidates
from quotecheck.store.decisions import append, make, read_decisions
from quotecheck.stored import Stored, read_manifest, read_stored, rewrite


def listing(folder: Path) -> list[Row]:
    """Give every speaker of a dataset with the number of its quotes; raises `QuotecheckError` where there is none."""
    stored = read_stored(folder)
    return list(rows(stored.speakers, stored.quotes))


def pairs(folder: Path) -> list[dict[str, str]]:
    """Give the pairs of speakers that may be one person, each with the reason."""
    stored = read_stored(folder)
    events, _ = happenings(stored.articles)
    return [asdict(pair) for pair in candidates(stored.speakers, stored.quotes, events)]


def decide(folder: Path, decision: SpeakerDecision) -> Path:
    """Write a decision down behind the others and the dataset anew; gives the file of decisions.

    Raises `QuotecheckError` where the decision is about nobody or against another, and where nothing can be written.
    The bytes are those of the next build, but for the other names of a speaker that was split off.
    """
    read_manifest(folder)
    with dataset.lock(folder):
        stored = read_stored(folder)
        decided = read_decisions(folder)
        made = make(decision, (held for _, held in decided.sound))
        _known(made, stored)
        faults = decided.add(Place(), made)
        if faults:
            raise QuotecheckError(Problem(faults[0].code, faults[0].message))
        path = append(folder, made)
        rewrite(folder, stored)
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
