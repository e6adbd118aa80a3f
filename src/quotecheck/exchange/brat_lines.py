"""The lines of an .ann file of brat: spans, relations, attributes, speakers, notes; each fault at its line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from quotecheck.exchange.foreign import Finder
from quotecheck.exchange.linking import Link, Linked, Region, linked, role_of
from quotecheck.exchange.marking import ROLES, unpacked
from quotecheck.problems import Place, Problem
from quotecheck.records import Span

FORM = "brat"
BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"  # where brat's reader ends a line
_TYPES = ("direct", "mixed", "indirect")
_NUMBER = r"\d{1,18}"
_BOUND = re.compile(rf"(\S+) ({_NUMBER} {_NUMBER}(?:;{_NUMBER} {_NUMBER})*)", re.ASCII)
_RELATION = re.compile(r"\S+ \S+?:(\S+) \S+?:(\S+)\s*")
_ATTRIBUTE = re.compile(r"(\S+) (\S+)(?: (\S+))?\s*")
_REFERENCE = re.compile(r"Reference (\S+) (\S+?):(\S+)\s*")
_NOTE = re.compile(r"(\S+) (\S+)\s*")


@dataclass(slots=True)
class Lines:
    """What the lines of one file say; `rests` are the notes that hold our own JSON."""

    regions: dict[str, Region] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    types: dict[str, str] = field(default_factory=dict)
    speakers: dict[str, str] = field(default_factory=dict)
    rests: dict[str, Any] = field(default_factory=dict)
    lost: dict[str, str] = field(default_factory=dict)

    def linked(self) -> Linked:
        """Gather the regions into quotes, with type and speaker."""
        found = linked(self.regions, self.links, self.lost)
        for head, said in found.quotes.items():
            said.type, said.speaker = self.types.get(head), self.speakers.get(head)
        return found


def parse_lines(lines: Iterable[str], finder: Finder, place: Place) -> Lines:
    """Read lines; what is wrong with them gathers in the finder's problems."""
    read = Lines()
    for number, line in enumerate(lines, start=1):
        if line.strip():
            _line(read, line.rstrip("\r"), finder, Place(place.file, number))
    return read


def _line(read: Lines, line: str, finder: Finder, place: Place) -> None:
    id_, _, rest = line.partition("\t")
    said, _, words = rest.partition("\t")
    if id_[:1] == "T":
        _bound(read, id_, said, words if "\t" in rest else None, finder, place)
    elif id_[:1] == "R" and (found := _RELATION.fullmatch(said)):
        read.links.append(Link(found[1], found[2], place))
    elif id_[:1] in ("A", "M") and (found := _ATTRIBUTE.fullmatch(said)):
        _attribute(read, found, finder, place)
    elif id_[:1] == "N" and (found := _REFERENCE.fullmatch(said)):
        if found[2] == "Speaker" and words:
            read.speakers[found[1]] = words
    elif id_[:1] == "#" and (found := _NOTE.fullmatch(said)):
        if isinstance(note := unpacked(words), dict):
            read.rests[found[2]] = note
    elif id_[:1] in ("E", "*"):
        finder.problems.append(Problem("QC711", "events and equivalences are not imported", place))
    else:
        finder.problems.append(Problem("QC702", "this is no line of brat's standoff format", place))


def _attribute(read: Lines, found: re.Match[str], finder: Finder, place: Place) -> None:
    if found[1] == "Type" and found[3] in _TYPES:
        read.types[found[2]] = found[3]
    else:
        told = " ".join(part for part in (found[1], found[3]) if part)
        finder.problems.append(Problem("QC706", f"the attribute {told} is none that quotes have", place))


def _bound(read: Lines, id_: str, said: str, words: str | None, finder: Finder, place: Place) -> None:
    found = _BOUND.fullmatch(said)
    if found is None:
        finder.problems.append(Problem("QC702", "a span is written T1, tab, label start end, tab, its words", place))
    elif (role := role_of(found[1])) is None:
        finder.problems.append(Problem("QC706", f"{found[1]} is none of {', '.join(ROLES)}", place))
        read.lost[id_] = "other"
    elif id_ in read.regions:
        finder.problems.append(Problem("QC702", f"{id_} is already that of {read.regions[id_].place}", place))
    elif spans := _spans([tuple(map(int, pair.split())) for pair in found[2].split(";")], words, finder, place):
        read.regions[id_] = Region(role, spans, place)
    else:
        read.lost[id_] = role


def _spans(places: list[tuple[int, ...]], words: str | None, finder: Finder, place: Place) -> list[Span]:
    """Find the spans of fragments: those with nothing but breaks of lines between them are one."""
    text = finder.text
    slices = [text[start:end] for start, end in places]
    if len(places) == 1 or any(not start <= end <= len(text) for start, end in places):
        found = [finder.find(start, end, words if len(places) == 1 else None, place) for start, end in places]
        return [span for span in found if span is not None] if all(found) else []
    if words is not None and words not in (" ".join(slices), "".join(slices)):
        message = f'the text has "{" ".join(slices)[:40]}" there, not "{words[:40]}"'
        finder.problems.append(Problem("QC704", message, place))
        return []
    joined = [places[0]]
    for start, end in places[1:]:
        gap = text[joined[-1][1] : start]
        if gap and all(char in BREAKS for char in gap):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return [Span(start=start, end=end, text=text[start:end]) for start, end in joined]
