"""Speakers that may be one person: pairs with a reason, for a person to decide. Nothing is merged here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from quotecheck.language.names import is_local, told_apart
from quotecheck.records import Quote, Speaker
from quotecheck.store.joins import spellings
from quotecheck.store.sightings import Sighting, bare, by_event, ends, initials_agree, one_slip, people, sounds

MAX_BLOCK = 40  # so many speakers with one surname are no longer a hint


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """Two speakers, the fuller name second, and why they may be one."""

    speaker: str
    into: str
    reason: str


def candidates(
    speakers: Iterable[Speaker], quotes: Sequence[Quote], events: Sequence[Sequence[str]]
) -> list[Candidate]:
    """List the pairs of persons that may be one, each with its first reason, by id."""
    known = {s.id: Sighting(s.id, s.name, bare(s.name)) for s in speakers if s.kind == "person" and not is_local(s.id)}
    found: dict[tuple[str, str], str] = {}
    for one, two, reason in (*_namesakes(known.values()), *_sound_alike(known.values()), *_slips(quotes, events)):
        if one.id in known and two.id in known and not told_apart(one.id, two.id):
            short, full = sorted((one, two), key=lambda s: (len(s.words), len(s.name), s.id))
            found.setdefault((short.id, full.id), reason)
    return sorted(Candidate(short, full, reason) for (short, full), reason in found.items())


Pair = tuple[Sighting, Sighting, str]


def _namesakes(known: Iterable[Sighting]) -> Iterator[Pair]:
    """Pair one surname with given names that agree, or with none."""
    by_surname: dict[str, list[Sighting]] = defaultdict(list)
    for one in known:
        by_surname[one.words[-1] if one.words else ""].append(one)
    for surname, same in sorted(by_surname.items()):
        if not surname or len(same) > MAX_BLOCK:
            continue
        for one, two in combinations(same, 2):
            if one.full and two.full:
                if initials_agree(one.words, two.words):
                    yield one, two, "same surname, and the given names agree"
            elif ends(one.words, two.words) or ends(two.words, one.words) or one.words == two.words:
                yield one, two, "a surname alone"


def _sound_alike(known: Iterable[Sighting]) -> Iterator[Pair]:
    by_sound: dict[str, list[Sighting]] = defaultdict(list)
    for one in known:
        by_sound[" ".join(map(sounds, one.words))].append(one)
    for same in by_sound.values():
        yield from ((one, two, "two ways to transliterate one name") for one, two in combinations(same, 2))


def _slips(quotes: Sequence[Quote], events: Sequence[Sequence[str]]) -> Iterator[Pair]:
    """Pair names that are one letter apart and have no third beside them in their happening."""
    for event in by_event(quotes, events).values():
        here = sorted(people(event).values(), key=lambda s: s.id)
        alike = [*spellings(one for one in here if one.full)]
        bare_names = [one for one in here if not one.full and one.words]
        alike += [(a, b) for a, b in combinations(here, 2) if _one_bare(a, b, bare_names)]
        for one, two in alike:
            partners = {s.id for pair in alike for s in pair if one in pair or two in pair}
            if len(partners) == 2:  # noqa: PLR2004 - the two themselves
                yield one, two, "one letter apart, and no third like them in the happening"


def _one_bare(one: Sighting, two: Sighting, bare_names: Sequence[Sighting]) -> bool:
    return (
        (one in bare_names or two in bare_names)
        and bool(one.words and two.words)
        and one_slip(one.words[-1], two.words[-1])
    )
