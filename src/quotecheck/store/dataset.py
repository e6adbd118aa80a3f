"""The layout of a dataset, and how one is written: files whole or not there, the manifest last, one build at a time."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic_core import from_json

from quotecheck.problems import Place, Problem, QuotecheckError
from quotecheck.records import (
    Article,
    Assertion,
    FileEntry,
    Finding,
    Manifest,
    Quote,
    Record,
    Speaker,
    Tombstone,
    canonical_json,
)
from quotecheck.store.commit import begin, commit, finish, is_half_done
from quotecheck.store.files import cannot_write, told_plainly, write_whole
from quotecheck.store.jsonl import write_lines, write_records

LAYOUT: Mapping[str, type[Record]] = {
    "articles/articles.jsonl": Article,
    "speakers/speakers.jsonl": Speaker,
    "quotes/quotes.jsonl": Quote,
    "assertions/assertions.jsonl": Assertion,
    "findings/findings.jsonl": Finding,
}
PROBLEMS = "problems/problems.jsonl"
CONTRIBUTIONS = "contributions"  # by hand; a build reads it and never writes there
DECISIONS = "decisions/decisions.jsonl"  # written by people; a build never touches it
SPEAKER_DECISIONS = "decisions/speaker-decisions.jsonl"  # the same
WITHDRAWALS = "decisions/withdrawals.jsonl"  # the same
TOMBSTONES = "tombstones/tombstones.jsonl"  # where anything was ever withdrawn
REPLACED = ("replaced/quotes.jsonl", "replaced/assertions.jsonl")  # in whose stead contributions stand, if any do
REPORT = "report.html"
MANIFEST = "manifest.json"
WORK = ".quotecheck"  # lock and cache: no part of the dataset


def write(
    folder: Path,
    *,
    articles: Iterable[Article],
    quotes: Iterable[Quote],
    speakers: Iterable[Speaker],
    assertions: Iterable[Assertion],
    findings: Iterable[Finding],
    problems: Iterable[Problem],
    report_html: str,
    manifest_facts: Mapping[str, str],
    tombstones: Sequence[Tombstone] = (),
    replaced: Iterable[Quote | Assertion] = (),
) -> Manifest:
    """Write a dataset and give its manifest; `manifest_facts` are tool, model, spacy, rules and settings.

    It is changed in one step: a process that is killed leaves the old dataset or the new one. Files whose bytes would
    not change are left alone. Raises `QuotecheckError` QC401 where nothing can be written. Call it inside `lock`.
    """
    with told_plainly(folder):
        clear_leftovers(folder)
    target, work = folder, work_folder(folder)
    folder = begin(work)
    records: dict[str, Iterable[Record]] = dict(
        zip(LAYOUT, (articles, speakers, quotes, assertions, findings), strict=True)
    )
    if tombstones or (target / TOMBSTONES).is_file():
        records = {TOMBSTONES: tombstones, **records}
    entries = [_named(name, write_records(folder / name, held)) for name, held in records.items()]
    entries += _replaced(folder, list(replaced))
    entries.append(_named(PROBLEMS, write_lines(folder / PROBLEMS, _problem_lines(problems))))
    entries.append(FileEntry(path=REPORT, sha256=write_whole(folder / REPORT, [report_html.encode()]), records=0))
    files = tuple(sorted(entries, key=lambda entry: entry.path))
    manifest = Manifest.model_validate({**manifest_facts, "files": files})
    write_whole(folder / MANIFEST, [manifest.to_json().encode() + b"\n"])
    commit(work, target, last=MANIFEST, optional=REPLACED)
    return manifest


def _replaced(folder: Path, records: Sequence[Quote | Assertion]) -> Iterator[FileEntry]:
    for name, shape in zip(REPLACED, (Quote, Assertion), strict=True):
        if chosen := [record for record in records if isinstance(record, shape)]:
            yield _named(name, write_records(folder / name, chosen))


def _named(path: str, entry: FileEntry) -> FileEntry:
    return entry.model_copy(update={"path": path})


def _problem_lines(problems: Iterable[Problem]) -> list[str]:
    return sorted(canonical_json(problem.to_dict()) for problem in problems)


def clear_leftovers(folder: Path) -> None:
    """Remove what a killed build had written beside its files."""
    for pattern in (".*.part", "*/.*.part"):
        for path in folder.glob(pattern):
            path.unlink()


def is_release(folder: Path) -> bool:
    """Tell whether a folder is a release, by its manifest: nothing is ever written into one."""
    try:
        held = from_json((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(held, dict) and "release" in held


@contextlib.contextmanager
def lock(folder: Path) -> Iterator[None]:
    """Hold a dataset's folder, made if need be, for one build.

    Raises `QuotecheckError` QC403 where another build holds it (a killed one holds nothing), QC401 where the folder
    cannot be written and QC616 where it is a release.
    """
    if is_release(folder):
        raise QuotecheckError(Problem("QC616", "this folder is a release", Place(folder.as_posix())))
    work = work_folder(folder)
    held = FileLock(work / "lock", timeout=0)
    try:
        held.acquire()
    except Timeout as error:
        raise QuotecheckError(Problem("QC403", "another build holds this folder", Place(folder.as_posix()))) from error
    except NotImplementedError as error:
        raise cannot_write(folder, OSError(str(error))) from error
    except OSError as error:
        raise cannot_write(folder, error) from error
    try:
        finish(work, folder, last=MANIFEST)
        yield
    finally:
        held.release()


def recover(folder: Path) -> None:
    """Finish what a killed process was about to do, where that can be done."""
    if is_half_done(folder / WORK):
        with contextlib.suppress(QuotecheckError), lock(folder):
            pass


def work_folder(folder: Path) -> Path:
    """Give the folder for lock and cache inside a dataset, made if need be and kept out of git."""
    work = folder / WORK
    with told_plainly(folder):
        work.mkdir(parents=True, exist_ok=True)
    write_whole(work / ".gitignore", [b"*\n"])
    return work
