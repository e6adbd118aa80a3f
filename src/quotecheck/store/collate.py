"""Hold records of all kinds against each other: offsets, words, references, ids, dates; each fault once, at its cause.

Some faults show far from where they were made: an altered article no longer has the words of its quotes. Where the
manifest says that the article's file was changed and the quotes' file was not, the article is named, and once.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from functools import partial

from quotecheck.problems import Place, Problem
from quotecheck.records import Article, MarkedSpan, Quote, Record, Speaker, SpeakerDecision, Tombstone
from quotecheck.store import swift
from quotecheck.store.decisions import Decided
from quotecheck.store.faults import Fault
from quotecheck.store.held import Held, Tally, hold
from quotecheck.store.house import House
from quotecheck.store.kinds import ORDER, Entry, Source, entries, known_id
from quotecheck.store.meaning import (
    Reference,
    Stretch,
    edit_faults,
    mark_faults,
    references,
    said_too_late,
    stretch_fault,
    stretches,
    zone_faults,
)
from quotecheck.store.places import Ids, Places
from quotecheck.store.sense import speaker_faults
from quotecheck.store.sightings import follow
from quotecheck.store.together import Together

Reader = Callable[[bytes], swift.Row | None]
Watch = Callable[[int], None]  # is told of the bytes read since it was told last

_ALL_WRONG = 3  # so many stretches of one record, all of them wrong, speak against its article_id, not against each


class Collation:
    """One pass over all files of a dataset or folder, by the house rules of the folder; `watch` sees how far it is."""

    def __init__(self, sources: Iterable[Source], house: House | None = None, watch: Watch | None = None) -> None:
        self._sources = sorted(sources, key=lambda source: (ORDER.index(source.kind), source.path))
        self._watch = watch
        self._places = Places(list(dict.fromkeys(source.path.as_posix() for source in self._sources)))
        self._articles: dict[str, Held] = {}
        self._together = Together(house or House(), self._places)
        self._ids = {kind: Ids(self._places) for kind in ORDER}
        self._redirects: dict[str, tuple[str, Place]] = {}
        self._decided = Decided()
        self._graves = _graves(self._sources)
        self.tallies: dict[Source, Tally] = {source: Tally() for source in self._sources}

    def problems(self) -> Iterator[Problem]:
        """Yield every problem of every file, kind by kind."""
        for kind in ORDER:
            waiting: list[tuple[Source, Place, Reference]] = []
            for source in self._of(kind):
                for problem in self._read(source, waiting):
                    self.tallies[source].problems += 1
                    yield problem
            for source, place, reference in waiting:  # a nested quote may come before the one that it is nested in
                yield from self._counted(source, self._reference_problem(source, place, reference))
            if kind == "speaker":
                yield from self._circles()
        yield from self._by_article()
        by_path = {source.path.as_posix(): source for source in self._sources}
        for problem in self._together.problems(self._articles.values()):
            yield from self._counted(by_path[problem.place.file], problem)

    def _of(self, kind: str) -> list[Source]:
        return [source for source in self._sources if source.kind == kind]

    def _counted(self, source: Source, problem: Problem | None) -> Iterator[Problem]:
        if problem is not None:
            self.tallies[source].problems += 1
            yield problem

    def _read(self, source: Source, waiting: list[tuple[Source, Place, Reference]]) -> Iterator[Problem]:
        tally = self.tallies[source]
        for entry in entries(source.path, source.kind, self._takes(source), self._watch):
            place = Place(source.path.as_posix(), entry.line, entry.pointer)
            found = [_at(place, fault) for fault in entry.parsed.faults]
            found += [*self._twice(source, entry, place), *self._living(source, entry, place)]
            tally.records += 1
            tally.sound += not found
            if source.kind == "article":
                self._hold(source, entry)
            if entry.parsed.record is not None:
                found += self._record(source, entry.parsed.record, place, waiting)
                found += (
                    []
                    if found or entry.text_free
                    else [_at(place, fault) for fault in self._sense(entry.parsed.record, place)]
                )
            yield from found

    def _takes(self, source: Source) -> Callable[[int, bytes], bool] | None:
        """Give what takes on the sound records of a file the fast way, for the kinds that have one."""
        if source.kind == "article":
            return partial(self._takes_article, source, swift.reader("article"), self.tallies[source])
        if source.kind == "quote":
            known = self._ids["speaker"].seen if self._of("speaker") else None
            first = self._places.on_line(source.path.as_posix(), 0)
            return partial(self._takes_quote, swift.reader("quote"), self.tallies[source], known, first)
        return None

    def _takes_article(self, source: Source, read: Reader, tally: Tally, number: int, line: bytes) -> bool:
        row = read(line)
        if row is None or row["id"] in self._ids["article"].seen or not swift.is_sound_article(row):
            return False
        if ("article", row["id"]) in self._graves:
            return False
        held = hold(source, number, "", row)
        if any(self._together.article_faults(held, row.get("language"), row.get("outlet"))):
            return False
        self._articles[row["id"]] = held
        self._ids["article"].add(row["id"], self._places.on_line(source.path.as_posix(), number))
        tally.records += 1
        tally.sound += 1
        return True

    def _takes_quote(
        self, read: Reader, tally: Tally, known: Container[str] | None, first: int, number: int, line: bytes
    ) -> bool:
        """Take on a quote that is surely sound, the fast way; of any other, even a sound one, nothing is kept here."""
        row, ids = read(line), self._ids["quote"].seen
        if row is None or row["id"] in ids or (self._graves and ("quote", row["id"]) in self._graves):
            return False
        held = self._articles.get(row["article_id"])
        speaker = row["speaker"]["id"] if row["speaker"] else ""
        if held is None or speaker in self._together.dated:
            return False
        if not swift.is_sound(row, held.text, held.latest, known):
            return False
        held.dated += row["said_on"]["value"] is not None and held.published is not None
        place = ids[row["id"]] = first + number * self._places.stride
        self._together.say(held, speaker, row["type"], row["content"], place)
        tally.records += 1
        tally.sound += 1
        return True

    def _sense(self, record: Record, place: Place) -> Iterator[Fault]:
        """Yield what does not go together in a record in which nothing else is wrong."""
        if isinstance(record, Article):
            yield from self._together.article_faults(self._articles[record.id], record.language, record.outlet)
        elif isinstance(record, Speaker):
            yield from speaker_faults(record)
        elif isinstance(record, Quote):
            held = self._articles.get(record.article_id)
            if held is None or not held.lost:
                id_ = "" if record.speaker is None else record.speaker.id
                yield from self._together.quote_faults(record, held, self._redirects.get(id_, (id_,))[0], place)

    def _twice(self, source: Source, entry: Entry, place: Place) -> Iterator[Problem]:
        known = known_id(entry)
        if known is None:
            return
        first = self._ids[source.kind].add(known, self._places.number(place))
        if first is not None:
            yield Problem("QC106", f"id {known} is already that of {first}", _inside(place, "/id"))

    def _living(self, source: Source, entry: Entry, place: Place) -> Iterator[Problem]:
        grave = self._graves.get((source.kind, known_id(entry) or ""))
        if grave is not None:
            yield Problem("QC650", f"{grave.kind} {grave.id} was withdrawn: {grave.reason}", _inside(place, "/id"))

    def _hold(self, source: Source, entry: Entry) -> None:
        known, record, raw = known_id(entry), entry.parsed.record, entry.parsed.raw
        text = raw.get("text") if isinstance(raw, dict) else None
        fields = {"id": known, "text": text} if record is None else dict(record)
        if known is not None and isinstance(fields["text"], str):
            self._articles.setdefault(known, hold(source, entry.line, entry.pointer, fields))

    def _record(
        self, source: Source, record: Record, place: Place, waiting: list[tuple[Source, Place, Reference]]
    ) -> Iterator[Problem]:
        if isinstance(record, Article):
            yield from (_at(place, fault) for fault in zone_faults(record))
        yield from self._stretches(source, record, place)
        for reference in references(record):
            if reference.kind == source.kind:
                waiting.append((source, place, reference))
            elif (problem := self._reference_problem(source, place, reference)) is not None:
                yield problem
        if isinstance(record, Quote):
            self._date(record, place)
            yield from (_at(place, fault) for fault in edit_faults(record))
        elif isinstance(record, Speaker):
            self._together.know(record)
            yield from self._redirected(record, place)
        elif isinstance(record, SpeakerDecision):
            yield from (_at(place, fault) for fault in self._decided.add(place, record))
        elif isinstance(record, Tombstone):
            yield from self._endless(record, place)

    def _endless(self, record: Tombstone, place: Place) -> Iterator[Problem]:
        heirs = {grave.id: grave.replaced_by for grave in self._graves.values() if grave.replaced_by is not None}
        if heirs.get(last := follow(heirs, record.id)) is not None:
            message = f"{record.id} leads to {last}, and that back into the circle"
            yield Problem("QC652", message, _inside(place, "/replaced_by"))

    def _redirected(self, record: Speaker, place: Place) -> Iterator[Problem]:
        for number, old in enumerate(record.redirects):
            here = _inside(place, f"/redirects/{number}")
            if (first := self._redirects.setdefault(old, (record.id, here)))[1] is not here:
                yield Problem("QC106", f"{old} is redirected already, at {first[1]}", here)

    def _circles(self) -> Iterator[Problem]:
        """Yield each redirect of an id that is still a speaker's: following it would never come to an end."""
        by_path = {source.path.as_posix(): source for source in self._sources}
        for old, (new, place) in self._redirects.items():
            if old in self._ids["speaker"]:
                problem = Problem("QC113", f"{old} is redirected to {new}, but is a speaker itself", place)
                yield from self._counted(by_path[place.file], problem)

    def _stretches(self, source: Source, record: Record, place: Place) -> Iterator[Problem]:
        checked = [(stretch, self._articles[stretch.article_id]) for stretch in self._checkable(record)]
        faults = [(held, fault) for stretch, held in checked if (fault := stretch_fault(stretch, held.text))]
        if isinstance(record, MarkedSpan) and checked and not faults:
            faults = [(checked[0][1], fault) for fault in mark_faults(record, checked[0][1].text)]
        if len(faults) == len(checked) >= _ALL_WRONG and hasattr(record, "article_id"):
            message = f"article {record.article_id} has none of the {len(checked)} spans of this record"
            faults = [(faults[0][0], Fault("QC102", message, "/article_id"))]
        for held, fault in faults:
            if source.changed is False and held.source.changed:
                held.lost.append(_at(place, fault))
            else:
                yield _at(place, fault)

    def _checkable(self, record: Record) -> Iterator[Stretch]:
        for stretch in stretches(record):
            if stretch.article_id in self._articles and (stretch.start, stretch.end) != (None, None):
                yield stretch

    def _reference_problem(self, source: Source, place: Place, reference: Reference) -> Problem | None:
        targets = self._of(reference.kind)
        followed = reference.kind == "speaker" and reference.id in self._redirects
        grave = self._graves.get((reference.kind, reference.id))
        if grave is not None and source.kind != "tombstone":
            code = "QC651" if reference.code == "QC105" else reference.code
            message = f"{reference.kind} {reference.id} was withdrawn: {grave.reason}"
            return Problem(code, message, _inside(place, reference.pointer))
        if not targets or followed or grave or reference.id in self._ids[reference.kind]:
            return None
        problem = Problem(
            reference.code, f"there is no {reference.kind} {reference.id}", _inside(place, reference.pointer)
        )
        changed = [target for target in targets if target.changed]
        if source.changed is False and changed:
            self.tallies[changed[0]].vain.append(problem)
            return None
        return problem

    def _date(self, quote: Quote, place: Place) -> None:
        held = self._articles.get(quote.article_id)
        if held is None or held.published is None or quote.said_on.value is None:
            return
        held.dated += 1
        if said_too_late(quote, held.published):
            message = f"said on {quote.said_on.value}, but published on {held.published}"
            held.late.append(Problem("QC107", message, _inside(place, "/said_on/value")))

    def _by_article(self) -> Iterator[Problem]:
        """Yield what speaks against an article rather than against each of its quotes, and the quotes' late dates."""
        by_path = {source.path.as_posix(): source for source in self._sources}
        for held in self._articles.values():
            place = held.place
            if held.lost:
                lost = f"spans that no longer fit it: {len(held.lost)}, the first at {held.lost[0].place}"
                message = f"text was changed; {lost}"
                yield from self._counted(held.source, Problem("QC102", message, _inside(place, "/text")))
            if self._is_early(held, by_path):
                message = f"published on {held.published}, before all of its {held.dated} dated quotes were said"
                yield from self._counted(held.source, Problem("QC107", message, _inside(place, "/published")))
                continue
            for problem in held.late:
                yield from self._counted(by_path[problem.place.file], problem)

    def _is_early(self, held: Held, by_path: Mapping[str, Source]) -> bool:
        """Tell whether the article's date is at fault: no one touched the quotes, or all of them speak against it."""
        if not held.late or held.source.changed is False:
            return False
        if len(held.late) == held.dated > 1:
            return True
        quotes = {by_path[problem.place.file] for problem in held.late}
        explained = all(source.changed is False or self.tallies[source].problems for source in quotes)
        return held.source.changed is True and explained and not self.tallies[held.source].problems


def _graves(sources: Iterable[Source]) -> dict[tuple[str, str], Tombstone]:
    """Read what was withdrawn before all else: any record may refer to it."""
    read = (entry.parsed.record for s in sources if s.kind == "tombstone" for entry in entries(s.path, s.kind))
    return {(one.kind, one.id): one for one in read if isinstance(one, Tombstone)}


def _at(place: Place, fault: Fault) -> Problem:
    return Problem(fault.code, fault.message, _inside(place, fault.pointer))


def _inside(place: Place, pointer: str) -> Place:
    return Place(place.file, place.line, place.pointer + pointer)
