"""Contributions of a dataset on disk: their files brought into canonical form, and their quotes into the dataset."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from quotecheck.contributions.choices import written_at
from quotecheck.contributions.collect import BY_HAND, dataset_of, holdings, paths_of
from quotecheck.contributions.files import KINDS, Written, read_written, take
from quotecheck.contributions.layout import Found, LayoutError, laid_out
from quotecheck.contributions.resolve import Resolved, resolve
from quotecheck.contributions.shape import Given, shaped
from quotecheck.problems import Place, Problem, QuotecheckError
from quotecheck.store import dataset
from quotecheck.store.files import write_whole
from quotecheck.stored import read_manifest, read_stored, rewrite

_BOM = b"\xef\xbb\xbf"


@dataclass(slots=True)
class Formatted:
    """The files that were brought into canonical form, or would be, and what is wrong with contributions."""

    changed: list[Path] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def fmt(paths: Sequence[Path], *, into: Path | None = None, check: bool = False) -> Formatted:
    """Write what is found into files of contributions, and their fields in order; with `check` write nothing.

    `paths` are datasets, folders or files; `into` is the dataset that files outside of any are for. A file with a fault
    of its form is left as it is. Raises `QuotecheckError` QC109 where files are for no dataset, QC501 for a file of
    another kind, QC403 where another command is at work on the dataset, and QC401.
    """
    made = Formatted()
    grouped: dict[Path, list[Path | Problem]] = {}
    for path in paths:
        grouped.setdefault(_dataset(path, into), []).extend(_files(path))
    for folder, files in grouped.items():
        with contextlib.nullcontext() if check else dataset.lock(folder):
            if not check:
                dataset.clear_leftovers(folder)
            _format(folder, list(dict.fromkeys(files)), made, check=check)
    return made


def _dataset(path: Path, into: Path | None) -> Path:
    if not path.exists():
        raise QuotecheckError(Problem("QC001", "no such file or folder", Place(path.as_posix())))
    folder = path if (path / dataset.MANIFEST).is_file() else into or dataset_of(path)
    if folder is None:
        message = "these contributions lie in no dataset: name one by --dataset"
        raise QuotecheckError(Problem("QC109", message, Place(path.as_posix())))
    read_manifest(folder)
    return folder


def _files(path: Path) -> list[Path | Problem]:
    if path.is_file() and path.suffix.lower() not in KINDS:
        raise QuotecheckError(Problem("QC501", f"{path.suffix or 'this'} is not read", Place(path.as_posix())))
    return list(paths_of(path))


def _format(folder: Path, files: Sequence[Path | Problem], made: Formatted, *, check: bool) -> None:
    read: list[tuple[Written, list[Given], bool]] = []
    for path in files:
        if isinstance(path, Problem):
            made.problems.append(path)
            continue
        written = read_written(path)
        given, faults = shaped(written)
        made.problems += [*written.problems, *faults]
        read.append((written, given, not written.problems and all(one.whole for one in given) and not faults))
    everyone = [one for _, given, _ in read for one in given]
    held = holdings(folder, everyone)
    resolution = resolve(everyone, held, afresh=True)
    made.problems += resolution.problems
    sound = {id(one.given): one for one in resolution.sound}
    for written, given, whole in read:
        if whole:
            found = {one.number: _fields(sound[id(one)]) for one in given if id(one) in sound}
            _write(written, found, made, check=check)


def _fields(one: Resolved) -> dict[str, str | None]:
    """Give the fields that are found rather than typed: ids where names were typed, and offsets."""
    said = one.given.contribution
    fields: dict[str, str | None] = {}
    if one.old is None:
        fields["id"] = one.id
    if said.article is not None:
        fields["article_id"] = None if said.article == one.article.id else one.article.id
    if one.speaker is not None and said.speaker is not None:
        fields["speaker_id"] = None if said.speaker == one.speaker.id else one.speaker.id
    if one.content is not None:
        fields["at"] = written_at(one.content)
    return {name: value for name, value in fields.items() if value != getattr(said, name)}


def _write(written: Written, found: Found, made: Formatted, *, check: bool) -> None:
    try:
        text = laid_out(written, found)
    except LayoutError as error:
        made.problems.append(Problem("QC534", str(error), written.text.place(error.offset)))
        return
    if text == written.text.text:
        return
    if not _says_the_same(written, found, text):
        made.problems.append(Problem("QC534", "a layout that cannot be rewritten without loss", written.text.place(0)))
        return
    made.changed.append(written.path)
    if check:
        made.problems.append(Problem("QC533", "quotecheck fmt would change this file", Place(written.text.file)))
    else:
        write_whole(written.path, [_BOM * written.bom, text.encode("utf-8")])


def _says_the_same(written: Written, found: Found, text: str) -> bool:
    """Tell whether a text holds the contributions of a file with what was found, and nothing else."""
    again = take(written.path, text)
    wanted = []
    for number, (entry, _) in enumerate(written.entries):
        values = {**entry.node.value, **found.get(number, {})}
        wanted.append({name: value for name, value in values.items() if value is not None})
    held = [{n: v for n, v in entry.node.value.items() if v is not None} for entry, _ in again.entries]
    return not again.problems and held == wanted


def merge(folder: Path) -> tuple[int, list[Problem]]:
    """Make the sound contributions of a dataset quotes of it; gives their number and what is wrong with the others.

    Raises `QuotecheckError` QC109 where there is no dataset, QC403 where another command is at work on it, QC401.
    """
    read_manifest(folder)
    with dataset.lock(folder):
        built = rewrite(folder, read_stored(folder))
    return built.contributed, list(_by_hand(built.problems))


def _by_hand(problems: Sequence[Problem]) -> Iterator[Problem]:
    yield from (problem for problem in problems if problem.code in BY_HAND)
