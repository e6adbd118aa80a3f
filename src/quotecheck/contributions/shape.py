"""From an object as written to a `Contribution`, or every fault of its shape, with the nearest name of a field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from rapidfuzz import fuzz, process

from quotecheck.contributions.files import Written
from quotecheck.contributions.nodes import Entry, Kind, Text, escaped
from quotecheck.problems import Place, Problem
from quotecheck.records import Contribution, canonical_json
from quotecheck.store.faults import Parsed, parse

FIELDS = tuple(Contribution.model_fields)
PARTS = " || "  # parts the stretches of a split quotation in a cell of CSV

_NUMBERS = frozenset({"occurrence"})
_NEAR = 60  # likeness from 0 to 100 from which a field's name is suggested
_DIGITS = 9
_SHOWN = 40  # characters of an unknown name that a message repeats
# What a correction may change, and what a withdrawal needs none of.
CHANGES = ("quote", "at", "speaker", "speaker_id", "date", "source", "cue", "type", "act")


@dataclass(frozen=True, slots=True)
class Given:
    """A contribution, the entry that it was written as, and its file."""

    contribution: Contribution
    entry: Entry
    text: Text
    number: int  # of the entry in its file, from 0
    whole: bool = True

    def place(self, pointer: str = "") -> Place:
        """Give the place of a field."""
        start, _ = self.entry.node.at(pointer)
        return self.text.place(start, self.entry.pointer + pointer)

    def problem(self, code: str, message: str, pointer: str = "") -> Problem:
        """Give a problem of a field."""
        return Problem(code, message, self.place(pointer))


def shaped(written: Written) -> tuple[list[Given], list[Problem]]:
    """Give the contributions of a file, and what is wrong with them; of one that is not `whole` what can be used."""
    given: list[Given] = []
    problems: list[Problem] = []
    for number, (entry, text) in enumerate(written.entries):
        raw, faults, meant = _plain(entry, text, written.kind)
        parsed = parse(Contribution, canonical_json(raw).encode())
        faults += list(_faults(parsed, entry, text))
        wrong = {fault.pointer.split("/")[1] for fault in parsed.faults if fault.pointer}
        record = parsed.record or _rest(raw, wrong)
        if record is not None:
            one = Given(record, entry, text, number)
            missed = meant | wrong
            missed |= {"corrects"} if missed.intersection(CHANGES) else set()
            faults += [one.problem(*clash) for clash in clashes(record) if clash[2][1:] not in missed]
            given.append(replace(one, whole=not faults))
        problems += faults
    return given, problems


def _rest(raw: dict[str, Any], wrong: set[str]) -> Contribution | None:
    kept = {name: value for name, value in raw.items() if name not in wrong}
    return parse(Contribution, canonical_json(kept).encode()).record


def _plain(entry: Entry, text: Text, kind: Kind) -> tuple[dict[str, Any], list[Problem], set[str]]:
    """Give the fields that there are, what is wrong with the others, and which fields those are meant to be."""
    raw: dict[str, Any] = {}
    problems: list[Problem] = []
    meant: set[str] = set()
    for name, (start, node) in entry.node.fields.items():
        place = text.place(start, f"{entry.pointer}/{escaped(name)}")
        if name not in FIELDS:
            near = process.extractOne(name.lower(), FIELDS, scorer=fuzz.ratio, score_cutoff=_NEAR)
            meant |= {near[0]} if near else set()
            known = f"; did you mean {near[0]}?" if near else f"; there are {', '.join(FIELDS)}"
            problems.append(Problem("QC510", f"there is no field {name[:_SHOWN]}{known}", place))
        elif name in _NUMBERS and isinstance(node.value, str) and kind in {"yaml", "csv"}:
            number = node.value.strip()
            if number.isascii() and number.isdecimal() and len(number) > _DIGITS:
                problems.append(Problem("QC508", f"a number of {len(number)} digits", place))
                meant.add(name)
            else:
                raw[name] = int(number) if number.isascii() and number.isdecimal() else number
        elif kind == "csv" and name == "quote" and PARTS in node.value:
            raw[name] = [part.strip() for part in node.value.split(PARTS)]
        else:
            raw[name] = node.value
    return raw, problems, meant


def _faults(parsed: Parsed[Contribution], entry: Entry, text: Text) -> Iterator[Problem]:
    told: set[str] = set()
    for fault in parsed.faults:
        top = "/".join(fault.pointer.split("/")[:2])
        if isinstance(entry.node.value.get("quote"), list) and fault.pointer == "/quote" and "be text" in fault.message:
            continue  # of a list no fault is told of not being text
        if top not in told or isinstance(entry.node.value.get("quote"), list):
            told.add(top)
            start, _ = entry.node.at(fault.pointer)
            yield Problem("QC511", fault.message, text.place(start, entry.pointer + fault.pointer))


def clashes(one: Contribution) -> Iterator[tuple[str, str, str]]:
    """Yield code, words and pointer of each field that lacks, or that does not go with another."""
    if one.corrects is None:
        if one.withdrawn is not None:
            yield "QC512", "the field corrects is missing: which quote is taken out", "/corrects"
            return
        for name in ("article", "quote", "speaker"):
            if getattr(one, name) is None and getattr(one, f"{name}_id", None) is None:
                yield "QC512", f"the field {name} is missing", f"/{name}"
    elif one.id is not None:
        yield "QC513", "a correction has no id of its own: its quote's stays", "/id"
    changed = [name for name in CHANGES if getattr(one, name) is not None]
    if one.withdrawn is not None:
        yield from (("QC513", f"{name} of a quote that is taken out", f"/{name}") for name in changed)
    elif one.corrects is not None and not changed:
        yield "QC512", "no field that changes is given", "/corrects"
    for name, other in (("occurrence", "quote"), ("at", "quote"), ("speaker_kind", "speaker")):
        if getattr(one, name) is not None and getattr(one, other) is None:
            yield "QC513", f"{name} without {other}", f"/{name}"
