"""Validate paths as people ask for it: what the house waives is counted, and of the rest only what changed is told."""

from __future__ import annotations

import contextlib
import datetime as dt
import gc
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from quotecheck.contributions.collect import check_contributions, is_contribution
from quotecheck.problems import Problem
from quotecheck.store.check import check
from quotecheck.store.collate import Watch
from quotecheck.store.revisions import changes_since
from quotecheck.store.waivers import WAIVERS, read_waivers

_CONTAINERS = 100_000  # that are made before the collector looks for circles, of which records make none
_SUMMED = 1 << 20  # bytes between two steps of the progress


@dataclass(slots=True)
class Checked:
    """The problems that are to be told, and how many were waived."""

    problems: list[Problem] = field(default_factory=list)
    waived: int = 0


def validate(
    paths: Iterable[Path], *, since: str | None = None, today: dt.date | None = None, watch: Watch | None = None
) -> Checked:
    """Check datasets, folders and files; `since` a git revision, only what changed is told, though all is read.

    `today` decides which waivers are over. Raises `QuotecheckError` QC590 or QC591 where there is no such revision.
    """
    checked = Checked()
    with _collecting_less():
        for path in paths:
            changes = None if since is None else changes_since(since, path)
            waivers = read_waivers(path if path.is_dir() else _home(path), today)
            found = list(_checked(path, watch))
            told = list(waivers.sift(found, whole=path.is_dir()))
            checked.waived += waivers.count
            checked.problems += told if changes is None else [one for one in told if changes.touch(one)]
    return checked


def _checked(path: Path, watch: Watch | None) -> Iterator[Problem]:
    """Check a dataset, a file of records or contributions; `watch` is told of the bytes read."""
    if not is_contribution(path):
        yield from check(path, watch)
    yield from check_contributions(path)


def _home(path: Path) -> Path:
    """Give the folder above a file that has waivers, if any."""
    above = path.absolute().parents
    return next((folder for folder in above if (folder / WAIVERS).is_file()), path.parent)


def size(paths: Iterable[Path]) -> int:
    """Give the bytes of records below some paths, for the progress."""
    files = (file for path in paths for file in (path.rglob("*.jsonl") if path.is_dir() else [path]))
    return sum(file.stat().st_size for file in files if file.is_file())


def in_steps(watch: Watch) -> Watch:
    """Tell of bytes in steps of a mebibyte, for a line is read much faster than a bar is drawn."""
    waiting = 0

    def told(count: int) -> None:
        nonlocal waiting
        waiting += count
        if waiting >= _SUMMED:
            watch(waiting)
            waiting = 0

    return told


@contextlib.contextmanager
def _collecting_less() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(_CONTAINERS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
