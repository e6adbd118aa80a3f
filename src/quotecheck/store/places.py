"""Places of records as numbers, and where each id stands: a dataset may hold a million records."""

from __future__ import annotations

from collections.abc import Sequence

from quotecheck.problems import Place


class Places:
    """The places of records in some files, each as one number."""

    def __init__(self, files: Sequence[str]) -> None:
        self._files = list(files)
        self._order = {file: number for number, file in enumerate(self._files)}
        self._others: list[Place] = []
        self.stride = len(self._files)  # from the number of a line to that of the next

    def on_line(self, file: str, line: int) -> int:
        """Give the number of a line of a file."""
        return line * self.stride + self._order[file]

    def number(self, place: Place) -> int:
        """Give the number of a place; one that is no whole line is kept for it."""
        if place.line is not None and not place.pointer:
            return self.on_line(place.file, place.line)
        self._others.append(place)
        return -len(self._others)

    def place(self, number: int) -> Place:
        """Give the place of a number."""
        if number < 0:
            return self._others[-number - 1]
        line, file = divmod(number, self.stride)
        return Place(self._files[file], line)


class Ids:
    """The ids of records of one kind, each with the number of the place where it was first seen."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self.seen: dict[str, int] = {}

    def __contains__(self, id_: object) -> bool:
        return id_ in self.seen

    def add(self, id_: str, number: int) -> Place | None:
        """Take an id on, or give the place where it was seen before."""
        first = self.seen.setdefault(id_, number)
        return None if first == number else self._places.place(first)
