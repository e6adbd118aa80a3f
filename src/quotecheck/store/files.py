"""Files that are whole or not there: written beside, synced, renamed; a failing disk is told in plain words."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from quotecheck.problems import Place, Problem, QuotecheckError

_BLOCK = 1 << 20


@contextlib.contextmanager
def told_plainly(path: Path) -> Iterator[None]:
    """Turn what the machine says about a failed write below `path` into a `QuotecheckError` QC401."""
    try:
        yield
    except OSError as error:
        raise cannot_write(path, error) from error


def cannot_write(path: Path, error: OSError) -> QuotecheckError:
    """Give the error QC401 for a write to `path` that the machine refused."""
    reason = (error.strerror or str(error) or type(error).__name__).lower()
    return QuotecheckError(Problem("QC401", f"cannot write here: {reason}", Place(path.as_posix())))


def write_whole(path: Path, chunks: Iterable[bytes], *, synced: bool = True) -> str:
    """Write `chunks` to `path` in one step and give their sha256; a file that already holds them is left alone.

    `synced` makes it last through a power cut, which takes some milliseconds.
    Raises `QuotecheckError` QC401 where nothing can be written; an old file is then as it was.
    """
    with told_plainly(path):
        if path.exists() and not path.is_file():
            return _write(path, chunks, synced=False)  # a device or a pipe is written to, never replaced
        path = path.resolve()
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            written = _write(beside, chunks, synced=synced)
            if path.is_file() and sha256_of(path) == written:
                return written
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
        if synced:
            sync_folder(path.parent)
    return written


def _write(path: Path, chunks: Iterable[bytes], *, synced: bool) -> str:
    state = hashlib.sha256()
    with path.open("wb") as file:
        for chunk in chunks:
            state.update(chunk)
            file.write(chunk)
        file.flush()
        if synced:
            os.fsync(file.fileno())
    return state.hexdigest()


def sync_folder(folder: Path) -> None:
    """Make a rename last, where the system can (Windows cannot open folders)."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sha256_of(path: Path) -> str:
    """Hash a file, block by block."""
    state = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            state.update(block)
    return state.hexdigest()
