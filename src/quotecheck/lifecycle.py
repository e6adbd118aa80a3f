"""Withdraw a record of a dataset on disk: it leaves the data with all that hangs on it, and a tombstone stays."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from quotecheck.problems import Place, Problem, QuotecheckError
from quotecheck.records import Withdrawal, Withdrawn
from quotecheck.store import dataset
from quotecheck.store.withdrawn import Graves, append_withdrawal, read_graves
from quotecheck.stored import Stored, read_manifest, read_stored, rewrite


def withdraw(
    folder: Path, target: str, why: str, *, replaced_by: str | None = None, by: str | None = None, on: str | None = None
) -> Path:
    """Write down that a person withdraws a record, and the dataset anew; gives the file of decisions.

    Raises `QuotecheckError` QC654 where there is no such article, quote or assertion, QC105 where nothing lives that
    replaces it, QC401 where nothing can be written, and `pydantic.ValidationError` where a value is none.
    """
    read_manifest(folder)
    with dataset.lock(folder):
        stored, graves = read_stored(folder), read_graves(folder)
        kind = _kind(target, stored, graves, folder)
        if replaced_by is not None and (replaced_by == target or replaced_by not in _ids(stored)[kind]):
            raise QuotecheckError(Problem("QC105", f"no other {kind} {replaced_by} to replace it", _at(folder)))
        said = {"target": target, "kind": kind, "why": why, "replaced_by": replaced_by, "by": by, "on": on}
        decision = Withdrawal.model_validate({"id": "d", **said})
        path = append_withdrawal(folder, decision, (held for _, held in graves.decided))
        rewrite(folder, stored)
        return path


def _ids(stored: Stored) -> dict[Withdrawn, set[str]]:
    return {
        "article": {one.id for one in stored.articles},
        "quote": {one.id for one in stored.quotes},
        "assertion": {one.id for one in stored.assertions},
    }


def _kind(target: str, stored: Stored, graves: Graves, folder: Path) -> Withdrawn:
    for kind, ids in _ids(stored).items():
        if target in ids:
            return kind
    for kind in get_args(Withdrawn):
        if (stone := graves.stones.get((kind, target))) is not None:
            raise QuotecheckError(
                Problem("QC654", f"{kind} {target} is withdrawn already: {stone.reason}", _at(folder))
            )
    raise QuotecheckError(Problem("QC654", f"there is no article, quote or assertion {target} here", _at(folder)))


def _at(folder: Path) -> Place:
    return Place(folder.as_posix())
