"""Version numbers of releases (semver.org), and which one must come next by what was done to the data.

The rule is that of Croissant 1.0 ("Dataset versioning"): removed or changed data make a major version, added data a
minor one, the same data a patch.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, NamedTuple

from quotecheck.problems import Problem, QuotecheckError
from quotecheck.releases.compare import Changes

Bump = Literal["first", "major", "minor", "patch"]

_NUMBER = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)", re.ASCII)
_HOW = (("removed", "major"), ("changed", "major"), ("added", "minor"))


class Version(NamedTuple):
    """Three numbers, ordered as numbers are."""

    major: int
    minor: int
    patch: int

    def __str__(self) -> str:
        """Give it as it is written, 1.2.0."""
        return ".".join(map(str, self))

    def after(self, bump: Bump) -> Version:
        """Give the next version by a bump."""
        if bump == "major":
            return Version(self.major + 1, 0, 0)
        return Version(self.major, self.minor + 1, 0) if bump == "minor" else self._replace(patch=self.patch + 1)


def parse_version(text: str) -> Version:
    """Read a version; raises `QuotecheckError` QC601 where it is none."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise QuotecheckError(Problem("QC601", f"{text!r} is no version number"))
    return Version(*map(int, match.groups()))


def latest(releases: Path) -> Version | None:
    """Give the highest version among the folders of releases."""
    folders = (path.name for path in releases.iterdir() if path.is_dir()) if releases.is_dir() else ()
    return max((Version(*map(int, name.split("."))) for name in folders if _NUMBER.fullmatch(name)), default=None)


def needed(changes: Iterable[Changes], other: Iterable[str] = ()) -> tuple[Bump, str]:
    """Give the bump that changes ask for, and why; `other` are reasons for a major version that no record shows."""
    told: dict[Bump, list[str]] = {"major": list(other), "minor": [], "patch": []}
    for one in changes:
        for done, bump in _HOW:
            if count := len(getattr(one, done)):
                told[bump].append(f"{done} {one.kind}s: {count}")  # type: ignore[index]
    for bump, reasons in told.items():
        if reasons:
            return bump, ", ".join(reasons)
    return "patch", "the data is the same"


def check_bump(asked: Version, previous: Version, bump: Bump, why: str) -> None:
    """Raise `QuotecheckError` QC603 where a version is not the one after `previous` that the changes ask for."""
    right = previous.after(bump)
    if asked != right:
        told = f"after {previous} comes {right}, not {asked}: {why}, which makes a {bump} version"
        raise QuotecheckError(Problem("QC603", told))
