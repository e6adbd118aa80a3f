"""The manifest of a release: what it holds, sealed; and how it is read back."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from quotecheck.problems import Place, Problem, QuotecheckError
from quotecheck.records import FileEntry, ReleaseManifest, canonical_json, digest
from quotecheck.store.dataset import MANIFEST, is_release
from quotecheck.store.faults import parse


def sealed(facts: dict[str, Any], edition: dict[str, Any], files: Iterable[FileEntry]) -> ReleaseManifest:
    """Make the manifest; `facts` are what built the dataset. Raises `pydantic.ValidationError`."""
    listed = [entry.model_dump(mode="json") for entry in sorted(files, key=lambda entry: entry.path)]
    open_ = {**facts, "release": edition, "files": listed, "seal": "0" * 64}
    made = ReleaseManifest.model_validate_json(canonical_json(open_))
    return made.model_copy(update={"seal": seal_of(made)})


def seal_of(manifest: ReleaseManifest) -> str:
    """Give the digest of everything in a manifest but its seal, and with it of every file of the release."""
    return digest(manifest.model_dump(mode="json", exclude={"seal"}))


def read_release(folder: Path) -> ReleaseManifest:
    """Read the manifest of a release; raises `QuotecheckError` QC615 where the folder is none, QC614 on a fault."""
    if not is_release(folder):
        raise QuotecheckError(Problem("QC615", "no manifest of a release here", Place(folder.as_posix())))
    path = folder / MANIFEST
    parsed = parse(ReleaseManifest, path.read_bytes())
    if parsed.record is None:
        fault = parsed.faults[0]
        raise QuotecheckError(Problem("QC614", fault.message, Place(path.as_posix(), 1, fault.pointer)))
    return parsed.record
