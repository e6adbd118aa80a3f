"""What people decided about who is who: read in the order of the file, held against itself, written behind the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from quotecheck.language.names import speaker_id
from quotecheck.problems import Place, Problem
from quotecheck.records import SpeakerDecision, content_id
from quotecheck.store.dataset import SPEAKER_DECISIONS
from quotecheck.store.faults import Fault
from quotecheck.store.jsonl import append_line, read_records
from quotecheck.store.sightings import follow


@dataclass(slots=True)
class Decided:
    """Decisions that can be applied, each with its place, and what is wrong with the others.

    `merges` leads from each id or alias that was given away to the id in its stead.
    """

    sound: list[tuple[Place, SpeakerDecision]] = field(default_factory=list)
    merges: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def add(self, place: Place, decision: SpeakerDecision) -> list[Fault]:
        """Take a decision on, or give why it cannot be applied after those before it."""
        faults = list(lacks(decision)) or list(self._clashes(decision))
        if not faults:
            self.sound.append((place, decision))
            self.merges.update(_links(decision))
        self.problems += [Problem(f.code, f.message, Place(place.file, place.line, f.pointer)) for f in faults]
        return faults

    def _clashes(self, decision: SpeakerDecision) -> Iterator[Fault]:
        for given, into in _links(decision):
            pointer = "/speaker" if decision.verdict == "merge" else "/name"
            known = self.merges.get(given)
            if follow(self.merges, into) == given:
                yield Fault("QC113", f"{given} would be merged into itself by way of {into}", pointer)
            elif known is not None and follow(self.merges, known) != follow(self.merges, into):
                yield Fault("QC115", f"{given} is merged into {known} already: decide about {known}", pointer)


def _links(decision: SpeakerDecision) -> Iterator[tuple[str, str]]:
    """Yield the id that a decision gives away and the id in its stead; another name gives away the id made of it."""
    if decision.verdict == "merge" and decision.into is not None:
        yield decision.speaker, decision.into
    elif decision.verdict == "alias" and decision.name is not None and speaker_id(decision.name) != decision.speaker:
        yield speaker_id(decision.name), decision.speaker


def lacks(decision: SpeakerDecision) -> Iterator[Fault]:
    """Yield the fields that a decision needs for its verdict and does not have."""
    needed = {"merge": ("into",), "split": ("articles", "name")}.get(decision.verdict, ("name",))
    for name in needed:
        if not getattr(decision, name):
            yield Fault("QC115", f"to {decision.verdict} needs the field {name}", f"/{name}")
    if decision.verdict == "merge" and decision.into == decision.speaker:
        yield Fault("QC113", f"{decision.speaker} cannot be merged into itself", "/into")


def new_id(decision: SpeakerDecision) -> str:
    """Give the id of the speaker that a split makes: of the name, unless that is the id which was split."""
    made = decision.into or speaker_id(decision.name or "")
    if made != decision.speaker:
        return made
    return f"{made}-{content_id('', sorted(decision.articles))[1:7]}"


def read_decisions(folder: Path) -> Decided:
    """Read what was decided about the speakers of a dataset; a line with a fault is a Problem and has no effect."""
    path = folder / SPEAKER_DECISIONS
    decided = Decided()
    for number, record in read_records(path, SpeakerDecision) if path.is_file() else ():
        if isinstance(record, Problem):
            decided.problems.append(record)
        else:
            decided.add(Place(path.as_posix(), number), record)
    return decided


def append(folder: Path, decision: SpeakerDecision) -> Path:
    """Write a decision behind those that are there, whose bytes stay as they are; gives the file.

    Raises `QuotecheckError` QC401 where it cannot be written.
    """
    return append_line(folder / SPEAKER_DECISIONS, decision.to_json())


def make(decision: SpeakerDecision, others: Iterable[SpeakerDecision]) -> SpeakerDecision:
    """Give a decision its id, which hangs on what it says and on how often that was said before."""
    said = decision.model_dump(mode="json", exclude={"id"})
    again = sum(other.model_dump(mode="json", exclude={"id"}) == said for other in others)
    return decision.model_copy(update={"id": content_id("d", said, again)})
