"""The proof that a release is as it was made: every file by its digest, no file less, no file more."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

from quotecheck.problems import Place, Problem, QuotecheckError
from quotecheck.records import FileEntry, ReleaseManifest
from quotecheck.releases.manifest import read_release, seal_of
from quotecheck.store.dataset import MANIFEST
from quotecheck.store.files import sha256_of


def verify(folder: Path, seal: str | None = None) -> list[Problem]:
    """Give every difference between a release and what was released, each at its file.

    `seal` is one that was published elsewhere: it tells a release from another that was put in its place. Raises
    `QuotecheckError` QC615 where there is no release.
    """
    try:
        manifest = read_release(folder)
    except QuotecheckError as error:
        if error.problem.code == "QC615":
            raise
        return [error.problem]
    return [*_seal(folder, manifest, seal), *_files(folder, manifest)]


def _seal(folder: Path, manifest: ReleaseManifest, seal: str | None) -> Iterator[Problem]:
    place = Place((folder / MANIFEST).as_posix())
    if seal_of(manifest) != manifest.seal or (folder / MANIFEST).read_bytes() != manifest.to_json().encode() + b"\n":
        yield Problem("QC614", "changed since the release: its seal is not that of what it says", place)
    elif seal is not None and seal != manifest.seal:
        yield Problem("QC614", f"its seal is {manifest.seal}, not {seal}", place)


def _files(folder: Path, manifest: ReleaseManifest) -> Iterator[Problem]:
    listed = {entry.path: entry for entry in manifest.files}
    there = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if not _is_folder(path)}
    for name in sorted({*listed, *there} - {MANIFEST}):
        place = Place((folder / name).as_posix())
        if name not in there:
            yield Problem("QC612", "the manifest names it, but it is not there", place)
        elif name not in listed:
            yield Problem("QC613", "the manifest does not name it", place)
        elif (why := _changed(there[name], listed[name])) is not None:
            yield Problem("QC611", why, place)


def _is_folder(path: Path) -> bool:
    return stat.S_ISDIR(path.lstat().st_mode)


def _changed(path: Path, entry: FileEntry) -> str | None:
    if not stat.S_ISREG(path.lstat().st_mode):
        return "no file of its own any more"
    try:
        found = sha256_of(path)
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    return None if found == entry.sha256 else f"changed since the release: sha256 is {found}, not {entry.sha256}"
