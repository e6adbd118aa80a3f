"""What changed in the files of a git repository since a revision, line by line; the work tree counts as it is."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from quotecheck.problems import Place, Problem, QuotecheckError
from quotecheck.store.dataset import MANIFEST

_HUNK = re.compile(rb"@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@")
_ID = re.compile(rb'"id": ?"([^"\\]+)"')
_REFERENCE = "QC105"


@dataclass(slots=True)
class Changes:
    """Changed lines (from 1) of each changed file; files that are new, and ids of lines that are gone."""

    lines: dict[Path, list[range]] = field(default_factory=dict)
    new: set[Path] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)

    def touch(self, problem: Problem) -> bool:
        """Tell whether a problem is on a changed line, of a changed file as a whole, or a reference to what is gone.

        A problem of a file as a whole may also come of a changed manifest.
        """
        place = problem.place
        if problem.code == _REFERENCE and problem.message.rpartition(" ")[2] in self.gone:
            return True
        path = Path(place.file).resolve()
        if path in self.new:
            return True
        if place.line is None:
            return path in self.lines or any(
                changed.name == MANIFEST and path.is_relative_to(changed.parent) for changed in self.lines
            )
        return any(place.line in lines for lines in self.lines.get(path, ()))


def changes_since(revision: str, path: Path) -> Changes:
    """Find what changed below a path since a revision.

    Raises `QuotecheckError` QC591 where there is no git repository (or no git), QC590 where it has no such revision.
    """
    folder = path if path.is_dir() else path.parent
    root = Path(_git(folder, "rev-parse", "--show-toplevel", code="QC591", what=f"{folder}").decode().rstrip("\n"))
    asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    commit = _git(folder, *asked, code="QC590", what=revision).decode().strip()
    where = str(path.resolve())
    difference = ("-c", "core.quotePath=false", "diff", "--unified=0", "--no-color", "--no-ext-diff", "--no-renames")
    changes = Changes()
    _read(_git(root, *difference, "--text", commit, "--", where).splitlines(), root, changes)
    new = _git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", where).split(b"\0")
    changes.new |= {root / _name(name) for name in new if name}
    return changes


def _read(lines: list[bytes], root: Path, changes: Changes) -> None:
    path = root
    kept: set[str] = set()
    for line in lines:
        if line.startswith((b"--- a/", b"+++ b/")):
            path = root / _name(line[6:].rstrip(b"\t"))
            changes.lines.setdefault(path, [])
        elif hunk := _HUNK.match(line):
            start, count = int(hunk[1]), int(hunk[2] or 1)
            changes.lines[path].append(range(start, start + count))
        elif line.startswith(b"-"):
            changes.gone |= set(_ids(line))
        elif line.startswith(b"+"):
            kept |= set(_ids(line))
    changes.gone -= kept


def _ids(line: bytes) -> Iterator[str]:
    yield from (_name(found) for found in _ID.findall(line))


def _name(name: bytes) -> str:
    return name.decode("utf-8", "surrogateescape")


def _git(folder: Path, *args: str, code: str = "QC591", what: str = "") -> bytes:
    try:
        done = subprocess.run(["git", *args], cwd=folder, capture_output=True, check=True)  # noqa: S603, S607
    except FileNotFoundError as error:
        raise QuotecheckError(Problem("QC591", "there is no git here", Place(folder.as_posix()))) from error
    except subprocess.CalledProcessError as error:
        told = error.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        raise QuotecheckError(Problem(code, f"{what}: {told}" if told else what, Place())) from error
    return done.stdout
