"""What people decided about findings, held against the findings of today."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from quotecheck.problems import Place, Problem
from quotecheck.records import Decision, Finding, Ruling, content_id
from quotecheck.store.dataset import DECISIONS
from quotecheck.store.jsonl import append_line, read_records


@dataclass(slots=True)
class Rulings:
    """The decisions of a dataset in the order of the file, each with its place, and what is wrong with the others."""

    made: list[tuple[Place, Decision]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_rulings(folder: Path) -> Rulings:
    """Read what was decided about the findings of a dataset; a line with a fault is a Problem and has no effect."""
    path = folder / DECISIONS
    rulings = Rulings()
    for number, record in read_records(path, Decision) if path.is_file() else ():
        if isinstance(record, Problem):
            rulings.problems.append(record)
        else:
            rulings.made.append((Place(path.as_posix(), number), record))
    return rulings


def ruled(findings: Sequence[Finding], rulings: Rulings) -> tuple[list[Finding], list[Problem]]:
    """Give each finding the last decision about it; a decision about none is QC114.

    A decision whose finding has another id by now is about the one of the same kind and slot that has its articles,
    and is re-opened.
    """
    ids = {finding.id for finding in findings}
    last: dict[str, Decision] = {}
    problems = list(rulings.problems)
    for place, decision in rulings.made:
        target = decision.target if decision.target in ids else _moved(decision, findings)
        if target is None:
            message = f"there is no finding {decision.target} any more, and none like it"
            problems.append(Problem("QC114", message, Place(place.file, place.line, "/target")))
        else:
            last[target] = decision
    return [_with(finding, last.get(finding.id)) for finding in findings], problems


def _moved(decision: Decision, findings: Iterable[Finding]) -> str | None:
    if not decision.articles:
        return None
    told = set(decision.articles)
    alike = (finding for finding in findings if (finding.kind, finding.slot) == (decision.kind, decision.slot))
    return next((found.id for found in alike if told <= {side.article_id for side in found.sides}), None)


def _with(finding: Finding, decision: Decision | None) -> Finding:
    if decision is None:
        return finding
    ruling = Ruling(
        decision=decision.id, verdict=decision.verdict, why=decision.why, by=decision.by, on=decision.on,
        reopened=decision.evidence != finding.evidence,
    )  # fmt: skip
    return finding.model_copy(update={"ruling": ruling})


def is_open(finding: Finding) -> bool:
    """Tell whether a finding still wants an editor: no decision, one that was re-opened, or a confirmed conflict."""
    ruling = finding.ruling
    return ruling is None or ruling.reopened or ruling.verdict == "confirmed"


def make_decision(finding: Finding, verdict: str, why: str, by: str | None, on: str | None, again: int) -> Decision:
    """Make a decision about a finding as it is; `again` is the number of decisions there are already.

    Raises `pydantic.ValidationError` where a value is none.
    """
    said = {"target": finding.id, "verdict": verdict, "why": why, "by": by, "on": on, "evidence": finding.evidence}
    articles = tuple(dict.fromkeys(side.article_id for side in finding.sides))
    about = {"kind": finding.kind, "slot": finding.slot, "articles": articles}
    return Decision.model_validate({"id": content_id("d", said, again), **said, **about})


def append_decision(folder: Path, decision: Decision) -> Path:
    """Write a decision behind those that are there; raises `QuotecheckError` QC401 where it cannot be written."""
    return append_line(folder / DECISIONS, decision.to_json())
