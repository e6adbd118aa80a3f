"""The two sides of a comparison: folders with the layout of a dataset, or revisions of a git repository."""

from __future__ import annotations

import contextlib
import os
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from quotecheck.problems import Place, Problem, QuotecheckError
from quotecheck.store.dataset import (
    DECISIONS,
    LAYOUT,
    MANIFEST,
    SPEAKER_DECISIONS,
    TOMBSTONES,
    WITHDRAWALS,
)

FILES = (*LAYOUT, MANIFEST, DECISIONS, SPEAKER_DECISIONS, WITHDRAWALS, TOMBSTONES)


@dataclass(frozen=True, slots=True)
class Side:
    """A dataset to read: its folder (of a revision a copy), and how the caller named it."""

    folder: Path
    name: str

    def file(self, name: str) -> Path:
        """Give the path of one of its files, which need not be there."""
        return self.folder / name

    def place(self, name: str) -> str:
        """Give the name of one of its files for people."""
        return f"{self.name.rstrip('/')}/{name}"


@contextlib.contextmanager
def opened(before: str, after: str) -> Iterator[tuple[Side, Side]]:
    """Give both sides; what was read of git is gone afterwards, and no work tree or index is touched.

    A folder is taken before a revision of that name. Raises `QuotecheckError` QC655 where a side is neither.
    """
    with contextlib.ExitStack() as stack:
        made = []
        for spec, other in ((before, after), (after, before)):
            if Path(spec).is_dir():
                made.append(_checked(Side(Path(spec), spec)))
            else:
                copy = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="quotecheck-")))
                made.append(_checked(_copied(spec, other, copy)))
        yield made[0], made[1]


def _checked(side: Side) -> Side:
    if not any(side.file(name).is_file() for name in (*LAYOUT, MANIFEST)):
        raise _none(side.name, "it holds no records")
    return side


def _none(spec: str, why: str) -> QuotecheckError:
    return QuotecheckError(Problem("QC655", f"{spec}: {why}", Place()))


def _copied(spec: str, other: str, folder: Path) -> Side:
    """Copy the files of a dataset out of a revision, `REV` or `REV:path`; alone, REV is read where `other` lies."""
    rev, colon, path = spec.partition(":")
    if not rev or rev.startswith("-"):
        raise _none(spec, "neither a folder nor a git revision")
    root = _tree(spec, f"{rev}^{{tree}}")
    place = path if colon else _where(spec, root, other)
    tree = _tree(spec, f"{rev}:{place}") if place else root
    names = set(_git(spec, "ls-tree", "-r", "-z", "--name-only", tree).decode("utf-8", "replace").split("\0"))
    for name in (name for name in FILES if name in names):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as file:
            _git(spec, "cat-file", "blob", f"{tree}:{name}", into=file)
    return Side(folder, f"{rev}:{place}" if place else rev)


def _where(spec: str, root: str, other: str) -> str:
    """Find the dataset in a revision: where the other side lies in the repository, or the only one there is."""
    _, colon, path = other.partition(":")
    if Path(other).is_dir():
        top = Path(_git(spec, "rev-parse", "--show-toplevel").decode().rstrip("\n"))
        with contextlib.suppress(ValueError):
            beside = Path(other).resolve().relative_to(top.resolve()).as_posix()
            return "" if beside == "." else beside
    elif colon:
        return path
    names = _git(spec, "ls-tree", "-r", "-z", "--name-only", root).decode("utf-8", "replace").split("\0")
    found = [PurePosixPath(name).parent.as_posix() for name in names if PurePosixPath(name).name == MANIFEST]
    if len(found) != 1:
        told = f"several datasets ({', '.join(found[:5])})" if found else "no manifest.json"
        raise _none(spec, f"it has {told}: write {spec}:PATH")
    return "" if found[0] == "." else found[0]


def _tree(spec: str, name: str) -> str:
    made = _git(spec, "rev-parse", "--verify", "--quiet", name).decode().strip()
    if _git(spec, "cat-file", "-t", made).strip() != b"tree":
        raise _none(spec, "that is no folder")
    return made


def _git(spec: str, *args: str, into: BinaryIO | None = None) -> bytes:
    env = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(  # noqa: S603 - git of the path, no shell; a name that begins with "-" never gets here
            ["git", *args],  # noqa: S607
            stdout=into or subprocess.PIPE,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            check=False,
            env=env,
        )
    except OSError as error:
        raise _none(spec, f"no such folder, and git cannot be run ({error.strerror})") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        raise _none(spec, f"neither a folder nor a git revision{f' ({said})' if said else ''}")
    return done.stdout or b""
