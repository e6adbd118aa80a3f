"""A dataset changed in one step: all files are written beside it, and one renaming makes them the ones that count.

A process killed before that renaming has changed nothing; one killed behind it is finished by whoever comes next.
"""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterable
from pathlib import Path

from quotecheck.store.files import sha256_of, sync_folder, told_plainly, write_whole

_BEGUN, _NEXT = "next.part", "next"
_BLOCK = 1 << 20


def begin(work: Path) -> Path:
    """Give an empty folder in the work folder of a dataset to write its next files into."""
    folder = work / _BEGUN
    with told_plainly(folder):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    return folder


def commit(work: Path, target: Path, *, last: str, optional: Iterable[str] = ()) -> None:
    """Put the files that were written since `begin` in place of those of `target`; raises `QuotecheckError` QC401.

    `last` is the file that comes last, `optional` are those that go away where they were not written.
    """
    with told_plainly(target):
        finish(work, target, last=last)
        begun = work / _BEGUN
        gone = "".join(f"{name}\n" for name in optional if not (begun / name).is_file())
        write_whole(begun / ".gone", [gone.encode()])
        begun.replace(work / _NEXT)
        sync_folder(work)
    finish(work, target, last=last)


def is_half_done(work: Path) -> bool:
    """Tell whether a process was killed while it put files in their place."""
    return (work / _NEXT).is_dir()


def finish(work: Path, target: Path, *, last: str) -> None:
    """Do what is left of a commit; raises `QuotecheckError` QC401. Call it inside a lock."""
    folder = work / _NEXT
    if not folder.is_dir():
        return
    with told_plainly(target):
        listed = folder / ".gone"
        for name in listed.read_text(encoding="utf-8").splitlines() if listed.is_file() else ():
            (target / name).unlink(missing_ok=True)
        paths = sorted(path for path in folder.rglob("*") if path.is_file() and path != listed)
        for path in sorted(paths, key=lambda path: path.relative_to(folder).as_posix() == last):
            _move(path, target / path.relative_to(folder))
        shutil.rmtree(folder)


def _move(source: Path, target: Path) -> None:
    target = target.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.is_file() and sha256_of(target) == sha256_of(source):
        return
    try:
        source.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        with source.open("rb") as file:
            write_whole(target, iter(lambda: file.read(_BLOCK), b""))
    sync_folder(target.parent)
