"""The manifest of a release: what it holds, sealed; and how it is read back."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from quotecheck.problems import Place, Problem, QuotecheckError
from quotecheck.records import FileEntry, Manifest, ReleaseManifest, canonical_json, digest
from quotecheck.store.dataset import MANIFEST
from quotecheck.store.faults import parse


def read_facts(folder: Path) -> dict[str, str]:
    """Give what built a dataset: tool, model, spacy, rules, settings; raises `QuotecheckError` QC109 on no dataset."""
    path = folder / MANIFEST
    found = parse(Manifest, path.read_bytes()) if path.is_file() else None
    if found is None or found.record is None:
        told = found.faults[0].message if found else "no manifest.json here"
        raise QuotecheckError(Problem("QC109", told, Place((path if found else folder).as_posix())))
    facts: dict[str, str] = found.record.model_dump(exclude={"files", "schema_version"})
    return facts


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
    path = folder / MANIFEST
    if not path.is_file() or parse(Manifest, path.read_bytes()).record is not None:
        raise QuotecheckError(Problem("QC615", "no manifest of a release here", Place(folder.as_posix())))
    parsed = parse(ReleaseManifest, path.read_bytes())
    if parsed.record is None:
        fault = parsed.faults[0]
        raise QuotecheckError(Problem("QC614", fault.message, Place(path.as_posix(), 1, fault.pointer)))
    return parsed.record
