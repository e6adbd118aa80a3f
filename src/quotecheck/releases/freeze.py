"""Make a release: a folder that is there whole or not at all, and never changes again."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quotecheck.problems import Place, Problem, QuotecheckError
from quotecheck.records import Edition, FileEntry, Record, ReleaseManifest
from quotecheck.releases import describe
from quotecheck.releases.changelog import changelog
from quotecheck.releases.compare import Changes, compare
from quotecheck.releases.data import SHAPES, Text, stage
from quotecheck.releases.datasheet import datasheet
from quotecheck.releases.manifest import read_facts, read_release, sealed
from quotecheck.releases.parquet import write_parquet
from quotecheck.releases.terms import Terms, count
from quotecheck.releases.verify import verify
from quotecheck.releases.versions import Bump, Version, check_bump, latest, needed, parse_version
from quotecheck.store import dataset
from quotecheck.store.check import check
from quotecheck.store.files import sha256_of, told_plainly, write_whole
from quotecheck.store.schemas import schema_files
from quotecheck.store.textfree.shapes import WHOLE, text_free

# Differences from the manifest of the dataset are no fault here: a release has a manifest of its own.
_NOT_OURS = frozenset({"QC103", "QC110", "QC111"})
_REPORT = dataset.REPORT


@dataclass(frozen=True, slots=True)
class Released:
    """The folder of a release and its manifest, or what stood against releasing; then there is neither."""

    problems: list[Problem]
    folder: Path | None = None
    manifest: ReleaseManifest | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be released: which version of which dataset, among which releases, with how much text."""

    version: str
    folder: Path
    releases: Path
    text: Text = field(default_factory=Text)
    terms: Terms = field(default_factory=Terms)
    with_problems: bool = False


def release(order: Order) -> Released:
    """Freeze a dataset as a folder of its own below `order.releases`.

    Problems of the dataset are given, and nothing is released, unless `order.with_problems`. Raises `QuotecheckError`:
    QC601 no version, QC602 already released, QC603 not the version that the changes ask for, QC403 another run is at
    work here, QC401 nothing can be written, QC109 no dataset.
    """
    version = parse_version(order.version)
    read_facts(order.folder)
    with dataset.lock(order.releases), dataset.lock(order.folder):
        target = order.releases / str(version)
        if target.exists():
            raise QuotecheckError(Problem("QC602", f"{version} is released already", Place(target.as_posix())))
        if found := _against(order):
            return Released(found)
        with _staging(order.releases, str(version)) as folder:
            return _released(order, version, folder, target)


def _against(order: Order) -> list[Problem]:
    """Give what stands against a release before anything is written: a faulty dataset, a spoilt release before it."""
    problems = [] if order.with_problems else [problem for problem in check(order.folder) if _counts(problem)]
    if problems:
        problems.append(Problem("QC604", f"it has {len(problems)} problems", Place(order.folder.as_posix())))
    before = latest(order.releases)
    return problems + ([] if before is None else verify(order.releases / str(before)))


def _counts(problem: Problem) -> bool:
    if problem.code == "QC108" and Path(problem.place.file).name == _REPORT:
        return False
    return problem.severity == "error" and problem.code not in _NOT_OURS


@contextlib.contextmanager
def _staging(releases: Path, name: str) -> Iterator[Path]:
    """Give a new folder in the hidden work folder of the releases; whatever a killed run left there is removed."""
    root = dataset.work_folder(releases) / "staging"
    with told_plainly(root):
        shutil.rmtree(root, ignore_errors=True)
        (root / name).mkdir(parents=True)
    try:
        yield root / name
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _released(order: Order, version: Version, folder: Path, target: Path) -> Released:
    lines, leaks = stage(order.folder, folder, order.text)
    if leaks:
        return Released(leaks)
    before, changes, bump, why = _since(order, version, folder)
    edition = _edition(order, version, bump, before)
    files = lines + _parquet(folder, lines, _shapes(order.text))
    facts = read_facts(order.folder)
    for name, content in _descriptions(order, edition, folder, files, facts):
        files.append(FileEntry(path=name, sha256=write_whole(folder / name, [content.encode()]), records=0))
    files.append(_changes_page(edition, changes, why, folder))
    manifest = sealed(facts, edition.model_dump(mode="json"), files)
    write_whole(folder / dataset.MANIFEST, [manifest.to_json().encode() + b"\n"])
    _move(folder, target)
    return Released([], target, manifest)


def _since(order: Order, version: Version, folder: Path) -> tuple[ReleaseManifest | None, list[Changes], Bump, str]:
    """Hold the staged records against the release before; raises QC603 where the version is not the one to come."""
    last = latest(order.releases)
    if last is None:
        return None, [], "first", ""
    old = order.releases / str(last)
    before = read_release(old)
    other = []
    if (before.release.text, before.release.excerpt_words) != (order.text.mode, order.text.excerpt_words):
        other.append(f"text: {before.release.text} became {order.text.mode}")
    changes = [compare(shape.__name__.lower(), old / name, folder / name) for name, shape in dataset.LAYOUT.items()]
    bump, why = needed(changes, other)
    check_bump(version, last, bump, why)
    return before, changes, bump, why


def _edition(order: Order, version: Version, bump: Bump, before: ReleaseManifest | None) -> Edition:
    return Edition(
        version=str(version), text=order.text.mode, excerpt_words=order.text.excerpt_words, bump=bump,
        previous=before.release.version if before else None, previous_seal=before.seal if before else None,
        name=order.terms.name, date=order.terms.date, license=order.terms.license,
    )  # fmt: skip


def _shapes(text: Text) -> dict[str, type[Record] | None]:
    """Give the shapes of the records of each file, text-free ones where words are left out."""
    return {
        name: text_free(shape) if shape is not None and text.mode != "full" and shape in WHOLE else shape
        for name, shape in SHAPES.items()
    }


def _parquet(folder: Path, lines: Iterable[FileEntry], shapes: dict[str, type[Record] | None]) -> list[FileEntry]:
    made = []
    for entry in lines:
        name = entry.path.removesuffix(".jsonl") + ".parquet"
        with told_plainly(folder / name):
            write_parquet(folder / entry.path, shapes[entry.path], folder / name)
            _sync(folder / name)
        made.append(FileEntry(path=name, sha256=sha256_of(folder / name), records=entry.records))
    return made


def _descriptions(
    order: Order, edition: Edition, folder: Path, files: list[FileEntry], facts: dict[str, Any]
) -> Iterator[tuple[str, str]]:
    """Yield name and content of what tells people and programs what is in a release."""
    shapes = _shapes(order.text)
    data = sorted(files, key=lambda entry: entry.path)
    sizes = [(entry, (folder / entry.path).stat().st_size) for entry in data]
    yield "DATASHEET.md", datasheet(edition, order.terms, count(folder), facts)
    yield "CITATION.cff", describe.citation(edition, order.terms)
    yield "croissant.json", describe.croissant(edition, order.terms, data, shapes)
    yield "datapackage.json", describe.datapackage(edition, order.terms, sizes, shapes)
    yield from ((f"schemas/{name}", content) for name, content in schema_files())


def _changes_page(edition: Edition, changes: list[Changes], why: str, folder: Path) -> FileEntry:
    page = changelog(edition, changes, why, folder)
    return FileEntry(path="CHANGELOG.md", sha256=write_whole(folder / "CHANGELOG.md", [page.encode()]), records=0)


def _move(folder: Path, target: Path) -> None:
    """Put a finished folder into its place in one step, so that it lasts."""
    with told_plainly(target):
        for path in (folder, *(path for path in folder.rglob("*") if path.is_dir())):
            _sync(path)
        folder.replace(target)
        _sync(target.parent)


def _sync(path: Path) -> None:
    with contextlib.suppress(PermissionError):  # Windows cannot open folders
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
