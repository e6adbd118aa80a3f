"""The proof that a text-free release repeats no nine words in a row of any text, wherever they might have got to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from quotecheck.problems import Place, Problem
from quotecheck.store.textfree.shapes import LEFT_OUT
from quotecheck.store.textfree.strip import RUN, runs_of

_ADDRESSES = frozenset({"url"})  # where an article is to be had is often made of its title


class Guard:
    """Every run of nine words that is kept, with the place where it was first seen."""

    def __init__(self) -> None:
        self._seen: set[str] = set()
        self._runs: dict[str, Place] = {}

    def watch(self, row: Mapping[str, Any], place: Place) -> None:
        """Note the texts of a record that stay; an excerpt that is permitted is none of them."""
        excerpts = {entry["at"] for entry in row.get(LEFT_OUT, ())}
        for pointer, words in _texts(row, ""):
            if words not in self._seen and pointer not in excerpts:
                self._seen.add(words)
                for run in runs_of(words):
                    self._runs.setdefault(run, Place(place.file, place.line, pointer))

    def problems(self, texts: Mapping[str, str]) -> Iterator[Problem]:
        """Yield QC605 for each place that repeats one of the texts."""
        told: set[Place] = set()
        for article, text in texts.items() if self._runs else ():
            for run in runs_of(text) & self._runs.keys():
                if (place := self._runs[run]) not in told:
                    told.add(place)
                    yield Problem("QC605", f"repeats {RUN} words or more of the text of {article}", place)


def _texts(value: Any, pointer: str) -> Iterator[tuple[str, str]]:
    """Yield every text in a JSON value that has room for nine words, with its pointer."""
    if isinstance(value, str):
        if len(value) > 2 * (RUN - 1):
            yield pointer, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in _ADDRESSES:
                yield from _texts(inner, f"{pointer}/{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _texts(inner, f"{pointer}/{number}")
