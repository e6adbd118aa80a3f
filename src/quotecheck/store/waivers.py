"""Problems that people let pass, waivers.toml beside the records: which, of which record or file, why, until when."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import from_json

from quotecheck.problems import CODES, Place, Problem
from quotecheck.store.house import read_toml
from quotecheck.store.jsonl import read_lines

WAIVERS = "waivers.toml"


class Waiver(BaseModel):
    """One waiver: of a code, for a record by its id or for files by a pattern (*, ?) of their path in the dataset."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    code: str
    id: str | None = None
    files: str | None = None
    why: str = Field(min_length=1)
    until: dt.date | None = None


@dataclass(slots=True)
class Waivers:
    """The waivers of a folder with their numbers in the file, how often each was used, and what is wrong with them."""

    path: Path
    today: dt.date | None = None
    held: list[tuple[int, Waiver]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    used: list[int] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many problems were let pass."""
        return sum(self.used)

    def sift(self, problems: Sequence[Problem], *, whole: bool = True) -> Iterator[Problem]:
        """Yield the problems that no waiver is for, then, of a `whole` folder, what is wrong with the waivers."""
        codes = {waiver.code for _, waiver in self.held if waiver.id is not None}
        ids = record_ids(problem for problem in problems if problem.code in codes)
        for problem in problems:
            found = (n for n, (_, one) in enumerate(self.held) if self._is_for(one, problem, ids.get(problem.place)))
            if (used := next(found, None)) is None:
                yield problem
            else:
                self.used[used] += 1
        if not whole:
            return
        yield from self.problems
        for used, (number, waiver) in zip(self.used, self.held, strict=True):
            yield from self._idle(self.place(number), waiver, used)

    def _is_for(self, waiver: Waiver, problem: Problem, id_: str | None) -> bool:
        if waiver.code != problem.code or self._is_over(waiver) or (waiver.id is None and waiver.files is None):
            return False
        home, file = self.path.parent.absolute(), Path(problem.place.file).absolute()
        inside = file.relative_to(home).as_posix() if file.is_relative_to(home) else problem.place.file
        return waiver.id in {None, id_} and (waiver.files is None or fnmatchcase(inside, waiver.files))

    def _is_over(self, waiver: Waiver) -> bool:
        return self.today is not None and waiver.until is not None and waiver.until < self.today

    def _idle(self, place: Place, waiver: Waiver, used: int) -> Iterator[Problem]:
        if waiver.code not in CODES:
            yield Problem("QC580", f"there is no code {waiver.code}", _inside(place, "/code"))
        elif waiver.id is None and waiver.files is None:
            yield Problem("QC580", "it needs an id or files", place)
        elif self._is_over(waiver):
            yield Problem("QC582", f"it held until {waiver.until}", _inside(place, "/until"))
        elif not used:
            yield Problem("QC581", f"there is no problem {waiver.code} to waive", place)

    def place(self, number: int) -> Place:
        """Give the place of a waiver."""
        lines = self.path.read_text(encoding="utf-8").splitlines()
        heads = [n for n, line in enumerate(lines, 1) if line.replace(" ", "").startswith("[[waiver]]")]
        return Place(self.path.as_posix(), heads[number] if number < len(heads) else None, f"/waiver/{number}")


def read_waivers(folder: Path, today: dt.date | None = None) -> Waivers:
    """Read the waivers of a folder; `today` decides which are over (without it none is)."""
    path = folder / WAIVERS
    if not path.is_file():
        return Waivers(path)
    table, problems = read_toml(path)
    waivers = Waivers(path, today, problems=problems)
    listed = table.pop("waiver", [])
    for name in table:
        problems.append(Problem("QC576", f"there is no setting {name}", Place(path.as_posix(), None, f"/{name}")))
    if not isinstance(listed, list):
        problems.append(Problem("QC577", "waiver must be a list: [[waiver]]", Place(path.as_posix(), None, "/waiver")))
        return waivers
    for number, one in enumerate(listed):
        try:
            waivers.held.append((number, Waiver.model_validate(one)))
        except ValidationError as error:
            problems += _faults(waivers.place(number), error)
    waivers.used = [0] * len(waivers.held)
    return waivers


def _faults(place: Place, error: ValidationError) -> Iterator[Problem]:
    for detail in error.errors(include_url=False):
        name = "/".join(str(part) for part in detail["loc"])
        if detail["type"] == "extra_forbidden":
            yield Problem("QC576", f"there is no setting {name}", _inside(place, f"/{name}"))
        elif detail["type"] in {"missing", "string_too_short"}:
            yield Problem("QC580", f"it needs {name}", _inside(place, f"/{name}"))
        else:
            told = detail["msg"][:1].lower() + detail["msg"][1:]
            yield Problem("QC577", f"{name}: {told}", _inside(place, f"/{name}"))


def _inside(place: Place, pointer: str) -> Place:
    return Place(place.file, place.line, place.pointer + pointer)


def record_ids(problems: Iterable[Problem]) -> dict[Place, str]:
    """Read the ids of the records that problems are about, where the record can still be read."""
    wanted: dict[str, set[Place]] = defaultdict(set)
    for problem in problems:
        wanted[problem.place.file].add(problem.place)
    return {place: id_ for file, places in wanted.items() for place, id_ in _ids_in(Path(file), places)}


def _ids_in(path: Path, places: set[Place]) -> Iterator[tuple[Place, str]]:
    if not path.is_file():
        return
    lines = {place.line for place in places}
    rows = {number: _json(line) for number, line in read_lines(path) if number in lines} if lines - {None} else {}
    listed = _json(path.read_bytes()) if path.suffix == ".json" else None
    for place in places:
        row = rows.get(place.line or 0, listed)
        first = place.pointer.split("/")[1:2]
        if isinstance(row, list) and first and first[0].isdecimal() and int(first[0]) < len(row):
            row = row[int(first[0])]
        if isinstance(row, dict) and isinstance(row.get("id"), str):
            yield place, row["id"]


def _json(content: bytes) -> Any:
    try:
        return from_json(content)
    except ValueError:
        return None
