"""Export a dataset whole or not at all; import records into a folder that `validate` and `export` read."""

from __future__ import annotations

import contextlib
import filecmp
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from filelock import FileLock, Timeout

from quotecheck.exchange.formats import Form
from quotecheck.exchange.parcel import Found, Parcel, shelf
from quotecheck.problems import Place, Problem, QuotecheckError
from quotecheck.records import Record
from quotecheck.store.dataset import LAYOUT
from quotecheck.store.files import told_plainly
from quotecheck.store.jsonl import write_records


def export(folder: Path, form: Form, output: Path) -> list[Problem]:
    """Write the dataset in `folder` to `output`, and give what was wrong with it or could not be carried.

    Raises `QuotecheckError`: QC109 (no dataset), QC401 (not writable), QC712 (a folder that holds something else),
    QC713 (a build wrote meanwhile), QC714 (another export writes there).
    """
    parcel = Parcel(folder)
    before = parcel.state()
    if not form.folder and output.is_dir():
        raise QuotecheckError(Problem("QC712", "this is a folder, and the format is a file", Place(output.as_posix())))
    with _staged(output, file=not form.folder) as place, told_plainly(output):
        form.write(parcel, place)
        if parcel.state() != before:
            raise QuotecheckError(Problem("QC713", "another build has written it", Place(folder.as_posix())))
    return parcel.problems


@contextlib.contextmanager
def _staged(output: Path, *, file: bool = False) -> Iterator[Path]:
    """Give an empty folder, or a file to be made, that takes the place of `output` in the end.

    It lies beside `output`; what a killed run left there is cleared.
    """
    output = output.absolute()
    beside = output.with_name(f".{output.name}.part")
    with told_plainly(output):
        beside.mkdir(parents=True, exist_ok=True)
    held = FileLock(beside / "lock", timeout=0)
    try:
        held.acquire()
    except Timeout as error:
        raise QuotecheckError(Problem("QC714", "another run writes here", Place(output.as_posix()))) from error
    try:
        with told_plainly(output):
            shutil.rmtree(beside / "made", ignore_errors=True)
            (beside / "made").mkdir()
        made = beside / "made" / output.name if file else beside / "made"
        yield made
        with told_plainly(output):
            _move(made, output)
    finally:
        held.release()
        shutil.rmtree(beside, ignore_errors=True)


def _move(made: Path, output: Path) -> None:
    """Put a file or folder in its place; a folder that is there stays if it is the same, and must be empty else."""
    if made.is_file():
        if not (output.is_file() and filecmp.cmp(made, output, shallow=False)):
            made.replace(output)
    elif not output.exists() or (output.is_dir() and not any(output.iterdir())):
        if output.exists():
            output.rmdir()
        made.rename(output)
    elif not output.is_dir() or not _same(made, output):
        raise QuotecheckError(Problem("QC712", "there is something else here", Place(output.as_posix())))


def _same(one: Path, other: Path) -> bool:
    names = [sorted(path.relative_to(root) for path in root.rglob("*")) for root in (one, other)]
    files = [name for name in names[0] if (one / name).is_file()]
    return names[0] == names[1] and not any(filecmp.cmpfiles(one, other, files, shallow=False)[1:])


def bring_in(path: Path, form: Form, articles: Sequence[Path], output: Path) -> list[Problem]:
    """Write the records of a file or folder of another format into the folder `output`, and give every problem.

    Files are those of a dataset (`quotes/quotes.jsonl` …), without a manifest. Raises `QuotecheckError` QC401, QC712
    and QC714 as `export` does.
    """
    known, problems = shelf(articles)
    kinds: dict[type[Record], dict[str, Record]] = {shape: {} for shape in LAYOUT.values()}
    for found in _found(path, form.read(path, known)):
        if isinstance(found, Problem):
            problems.append(found)
        else:
            problems += _kept(found, kinds[type(found)], path)
    with _staged(output) as place:
        for name, shape in LAYOUT.items():
            if kinds[shape]:
                write_records(place / name, kinds[shape].values())
    return problems


def _found(path: Path, records: Found) -> Found:
    if path.exists():
        yield from records
    else:
        yield Problem("QC001", "no such file or folder", Place(path.as_posix()))


def _kept(record: Record, held: dict[str, Record], path: Path) -> Iterator[Problem]:
    """Keep a record, but for a second one of its id; the same article may come with each of its quotes."""
    id_ = str(getattr(record, "id", ""))
    if held.setdefault(id_, record) != record:
        yield Problem("QC106", f"id {id_} is that of two different records", Place(path.as_posix()))
