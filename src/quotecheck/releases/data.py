"""The records of a release: which files it has, and how they are written from a dataset, with words or without."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import Any

from pydantic_core import from_json

from quotecheck.problems import Place, Problem
from quotecheck.records import (
    Decision,
    FileEntry,
    Record,
    SpeakerDecision,
    TextMode,
    Tombstone,
    Withdrawal,
    canonical_json,
)
from quotecheck.releases.guard import Guard
from quotecheck.store.dataset import DECISIONS, LAYOUT, PROBLEMS, SPEAKER_DECISIONS, TOMBSTONES, WITHDRAWALS
from quotecheck.store.files import write_whole
from quotecheck.store.jsonl import read_lines
from quotecheck.store.textfree.strip import stripped

Row = dict[str, Any]

# In people's own order, which counts: decisions. Without ids: problems. All else is sorted by id.
SHAPES: Mapping[str, type[Record] | None] = {
    **LAYOUT,
    DECISIONS: Decision,
    SPEAKER_DECISIONS: SpeakerDecision,
    WITHDRAWALS: Withdrawal,
    TOMBSTONES: Tombstone,
    PROBLEMS: None,
}


@dataclass(frozen=True, slots=True)
class Text:
    """How much of the text a release repeats: all, the first words of each quote up to a limit, or nothing."""

    mode: TextMode = "full"
    excerpt_words: int | None = None


def stage(folder: Path, into: Path, text: Text) -> tuple[list[FileEntry], list[Problem]]:
    """Write the records of a dataset below `into` as a release has them; gives the files, and QC605 for words left in.

    Raises `QuotecheckError` QC401 where nothing can be written. Call it inside the lock of the dataset.
    """
    texts = {} if text.mode == "full" else _texts(folder)
    guard = Guard()
    entries = []
    for name, shape in SHAPES.items():
        if (folder / name).is_file():
            lines = _Lines(folder / name, name, shape, text, texts, guard)
            sha256 = write_whole(into / name, lines)
            entries.append(FileEntry(path=name, sha256=sha256, records=lines.count))
    return entries, list(guard.problems(texts))


def _texts(folder: Path) -> dict[str, str]:
    rows = (from_json(line) for _, line in read_lines(folder / "articles/articles.jsonl"))
    return {row["id"]: row["text"] for row in rows}


class _Lines:
    """The lines of one file of a release; `count` tells how many have been written."""

    def __init__(
        self, path: Path, name: str, shape: type[Record] | None, text: Text, texts: Mapping[str, str], guard: Guard
    ) -> None:
        self.count = 0
        self._path, self._name, self._shape = path, name, shape
        self._text, self._texts, self._guard = text, texts, guard

    def __iter__(self) -> Iterator[bytes]:
        rows = (from_json(line) for _, line in read_lines(self._path))
        for row in rows if self._is_ordered() else sorted(rows, key=itemgetter("id")):
            self.count += 1
            if self._text.mode != "full":
                self._strip(row)
            yield canonical_json(row).encode() + b"\n"

    def _strip(self, row: Row) -> None:
        if self._shape is not None:
            stripped(row, self._shape, self._texts, self._text.excerpt_words or 0)
        self._guard.watch(row, Place(self._name, self.count))

    def _is_ordered(self) -> bool:
        """Tell whether the file's own order stays: it is sorted by id, or not by id at all."""
        if self._name not in LAYOUT:
            return True
        last = ""
        for _, line in read_lines(self._path):
            if (held := from_json(line)["id"]) < last:
                return False
            last = held
        return True
