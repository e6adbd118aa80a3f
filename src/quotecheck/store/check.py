"""Check datasets and files of records from what is on disk: files against the manifest, records against each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from pydantic_core import from_json

from quotecheck.problems import CODES, Place, Problem
from quotecheck.records import FileEntry, Manifest, ReleaseManifest
from quotecheck.store.collate import Collation, Watch
from quotecheck.store.dataset import (
    DECISIONS,
    LAYOUT,
    MANIFEST,
    PROBLEMS,
    SPEAKER_DECISIONS,
    TOMBSTONES,
    WITHDRAWALS,
    WORK,
    is_release,
    recover,
)
from quotecheck.store.faults import Fault, parse
from quotecheck.store.files import sha256_of
from quotecheck.store.held import Tally
from quotecheck.store.house import HOUSE, House, read_house
from quotecheck.store.jsonl import read_lines
from quotecheck.store.kinds import Source, guess
from quotecheck.store.schemas import SHAPES
from quotecheck.store.waivers import WAIVERS

_KINDS = {shape: kind for kind, shape in SHAPES.items()}
_BY_HAND = (
    "gold",
    "sources",
    "contributions",
    "decisions",
    "releases",
    "text-free",
)  # no build's folders
_SETTINGS = (HOUSE, WAIVERS)  # files of the same kind


def check(path: Path, watch: Watch | None = None) -> Iterator[Problem]:
    """Yield every problem of a dataset, of a folder with files of records, or of one such file.

    `watch` is told of the bytes of records that were read.
    """
    if not path.exists():
        yield Problem("QC001", "no such file or folder", Place(path.as_posix()))
        return
    try:
        recover(path)
        yield from _check(path, watch)
    except OSError as error:
        yield Problem("QC002", (error.strerror or str(error)).lower(), Place(str(error.filename or path.as_posix())))


def _check(path: Path, watch: Watch | None) -> Iterator[Problem]:
    if path.is_file():
        yield from check_files([path], watch=watch)
    elif (path / MANIFEST).is_file():
        yield from _dataset(path, watch)
    elif (path / WORK).is_dir():
        yield Problem("QC109", "no manifest.json: the build was cut short", Place(path.as_posix()))
    else:
        yield from _folder(path, watch)


def check_files(paths: Iterable[Path], house: House | None = None, watch: Watch | None = None) -> Iterator[Problem]:
    """Yield every problem of some files that belong together: quotes are held against articles given beside them."""
    sources = []
    for path in paths:
        try:
            kind = guess(path)
        except OSError as error:
            yield Problem("QC002", (error.strerror or str(error)).lower(), Place(path.as_posix()))
            continue
        if kind is None:
            yield Problem("QC109", "the kind of its records cannot be told", Place(path.as_posix()))
        else:
            sources.append(Source(path, kind))
    yield from Collation(sources, house, watch).problems()


def _folder(folder: Path, watch: Watch | None) -> Iterator[Problem]:
    paths = [path for path in _visible(folder) if path.suffix in {".jsonl", ".json"}]
    if not paths:
        yield Problem("QC109", "no manifest.json and no records here", Place(folder.as_posix()))
    rules = read_house(folder)
    yield from rules.problems
    yield from check_files(paths, rules.house, watch)


def _visible(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder in a stable order, but for hidden ones and those in hidden folders."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir():
            yield from _visible(path)
        else:
            yield path


def _dataset(folder: Path, watch: Watch | None) -> Iterator[Problem]:
    manifest, faults = _manifest(folder / MANIFEST)
    rules = read_house(folder)
    yield from (*faults, *rules.problems)
    listed = {entry.path: entry for entry in manifest.files if not _leaves(entry.path)} if manifest else {}
    changed = {name: _changed(folder / name, entry) for name, entry in listed.items()}
    collation = Collation(_sources(folder, changed), rules.house, watch)
    yield from collation.problems()
    tallies = {source.path: tally for source, tally in collation.tallies.items()}
    yield from _problem_list(folder, tallies)
    for name, entry in listed.items():
        yield from _against_manifest(folder / name, entry, tallies.get(folder / name), changed=changed[name])
    if manifest is not None:
        yield from _extra(folder, listed)


def _manifest(path: Path) -> tuple[Manifest | None, list[Problem]]:
    content = path.read_bytes()
    parsed = parse(ReleaseManifest if is_release(path.parent) else Manifest, content)
    faults = list(parsed.faults)
    for number, entry in enumerate(parsed.record.files if parsed.record else ()):
        if _leaves(entry.path):
            faults.append(Fault("QC101", "the path leaves the dataset", f"/files/{number}/path"))
    problems = [Problem(fault.code, fault.message, Place(path.as_posix(), 1, fault.pointer)) for fault in faults]
    return parsed.record, problems


def _sources(folder: Path, changed: Mapping[str, bool]) -> list[Source]:
    """Give the record files that are there; decisions are people's own, so no manifest speaks of them."""
    kinds = {name: _KINDS[shape] for name, shape in LAYOUT.items()}
    kinds |= {DECISIONS: "decision", SPEAKER_DECISIONS: "speaker-decision"}
    kinds |= {TOMBSTONES: "tombstone", WITHDRAWALS: "withdrawal"}
    return [Source(folder / name, kind, changed.get(name)) for name, kind in kinds.items() if (folder / name).is_file()]


def _leaves(name: str) -> bool:
    path = PurePosixPath(name)
    return path.is_absolute() or ".." in path.parts or "\\" in name


def _changed(path: Path, entry: FileEntry) -> bool:
    return not path.is_file() or sha256_of(path) != entry.sha256


def _problem_list(folder: Path, tallies: dict[Path, Tally]) -> Iterator[Problem]:
    """Yield what is wrong with the dataset's own list of problems."""
    path = folder / PROBLEMS
    if not path.is_file():
        return
    tally = tallies[path] = Tally()
    for number, line in read_lines(path):
        fault = _problem_line_fault(line)
        tally.records += 1
        tally.sound += fault is None
        if fault is not None:
            tally.problems += 1
            yield Problem(fault.code, fault.message, Place(path.as_posix(), number, fault.pointer))


def _problem_line_fault(line: bytes) -> Fault | None:
    try:
        value = from_json(line)
    except ValueError as error:
        return Fault("QC006", str(error))
    if not isinstance(value, dict) or not isinstance(value.get("message"), str):
        return Fault("QC101", "this is no problem record", "")
    return None if value.get("code") in CODES else Fault("QC101", "there is no such problem code", "/code")


def _against_manifest(path: Path, entry: FileEntry, tally: Tally | None, *, changed: bool) -> Iterator[Problem]:
    """Yield how a file differs from the manifest, where no problem of its records says so already."""
    place = Place(path.as_posix())
    vain = _vain(tally)
    if not path.is_file():
        yield Problem("QC108", f"the manifest names it, but it is not there{vain}", place)
    elif tally is not None and entry.records not in (tally.records, tally.sound):
        yield Problem("QC111", f"{tally.records} records, {entry.records} in the manifest{vain}", place)
    elif changed and not (tally and tally.problems):
        yield Problem("QC103", f"changed since it was built{vain}", place)


def _vain(tally: Tally | None) -> str:
    if tally is None or not tally.vain:
        return ""
    return f"; broken references to its records: {len(tally.vain)}, the first at {tally.vain[0].place}"


def _extra(folder: Path, listed: dict[str, FileEntry]) -> Iterator[Problem]:
    for path in _visible(folder):
        name = path.relative_to(folder).as_posix()
        top = name.partition("/")[0]
        if name not in listed and name != MANIFEST and not _is_by_hand(top):
            yield Problem("QC110", "the manifest does not name it", Place(path.as_posix()))


def _is_by_hand(top: str) -> bool:
    return top in _BY_HAND or top in _SETTINGS or top.startswith("README")
