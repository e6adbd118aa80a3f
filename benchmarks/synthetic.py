"""Invented coverage of any size: events told by outlets, with a few people and towns that are everywhere.

How often somebody is named, and how often an event is told, falls off as in real coverage (Zipf); about one statement
in fifty differs from the truth of its event, and one article in six is a copy of another's text.
"""

from __future__ import annotations

import bisect
import datetime as dt
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from common import Row

CONSONANTS, VOWELS = "bdfghklmnprstvz", "aeiou"
OUTLETS = tuple(f"{place} {kind}" for place in ("Arn", "Bel", "Cor", "Dun", "Est", "Fal") for kind in ("Tern", "Post"))
START = dt.datetime(2031, 1, 1, tzinfo=dt.UTC)
ALTERED, COPIED = 1 / 50, 1 / 6
PER_ARTICLE = 15


@dataclass(frozen=True, slots=True)
class Fact:
    """A kind of statement; its words are filled in from the event."""

    text: str
    predicate: str
    family: str | None
    agent: str | None = None
    patient: str | None = None
    counted: str | None = None
    unit: str | None = None
    dated: bool = False


FACTS = (
    Fact("{n} people died in the {thing} in {town}", "die", "casualties.dead", "people", counted="person"),
    Fact("{n} people were injured near {town}", "injure", "casualties.injured", None, "people", "person"),
    Fact("The {thing} destroyed {n} houses in {town}", "destroy", "damage.destroy", "{thing}", "house", "house"),
    Fact("{one} visited {town} on {day}", "visit", "meeting.visit", "{one}", "{town}", dated=True),
    Fact("{one} called {two} on {day}", "call", None, "{one}", "{two}", dated=True),
    Fact("{two} accepted the offer of {one}", "accept", "consent.accept", "{two}", "offer"),
    Fact("Police in {town} arrested {n} men", "arrest", "custody.arrest", "police", "man", "man"),
    Fact("Repairs of the {place} cost ${n} million", "cost", "money.cost", "repair", None, None, "USD"),
    Fact("The {place} was closed on {day}", "close", "state.shut", None, "{place}", dated=True),
    Fact("{one} resigned on {day}", "resign", "office.resign", "{one}", dated=True),
    Fact("{two} met {one} in {town}", "meet", "meeting.meet", "{two}", "{one}"),
    Fact("{n} firefighters searched the {place}", "search", None, "firefighter", "{place}", "firefighter"),
    Fact("The council of {town} approved the plan for the {place}", "approve", "consent.accept", "council", "plan"),
    Fact("{n} families left their homes in {town}", "leave", None, "family", "home", "family"),
    Fact("{one} promised ${n} million for {town}", "promise", None, "{one}", None, None, "USD"),
    Fact("{n} ships waited off {town}", "wait", None, "ship", None, "ship"),
    Fact("The {thing} began on {day}", "begin", "state.begin", "{thing}", dated=True),
    Fact("{two} rejected the report on the {thing}", "reject", "consent.refuse", "{two}", "report"),
)
THINGS = ("fire", "flood", "collapse", "explosion", "storm", "strike", "crash", "landslide")
PLACES = ("yard", "bridge", "harbour", "school", "mill", "tunnel", "dam", "market")


class Zipf:
    """Draws the numbers below `size`, small ones most: the k-th with a weight of 1/k."""

    def __init__(self, size: int, power: float = 1.0) -> None:
        """Sum the weights."""
        self._sums = list(accumulate(1 / k**power for k in range(1, size + 1)))

    def draw(self, rng: random.Random) -> int:
        """Give a number."""
        return bisect.bisect_left(self._sums, rng.random() * self._sums[-1])


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, with the values of its facts."""

    words: dict[str, str]
    day: dt.datetime
    facts: tuple[Fact, ...]
    values: tuple[int, ...]


def coverage(assertions: int, seed: int = 7) -> Iterator[tuple[Row, list[Row]]]:
    """Yield articles, each with its assertions, until there are so many of these."""
    rng = random.Random(seed)
    articles = max(1, assertions // PER_ARTICLE)
    # Rarer names come up as there is more to tell, so that an event's own names stay few.
    people, towns = ([_name(rng, parts) for _ in range(max(20, articles // 4))] for parts in (2, 3))
    drawn = Zipf(len(people))
    told = Zipf(80, 1.3)
    made = number = 0
    while made < assertions:
        event = _event(rng, people, towns, drawn)
        texts: list[tuple[str, list[Row]]] = []
        for _ in range(1 + told.draw(rng)):
            if texts and rng.random() < COPIED:
                text, stated = rng.choice(texts)
            else:
                text, stated = _told(rng, event, min(PER_ARTICLE, assertions - made))
                texts.append((text, stated))
            number += 1
            yield _article(rng, number, event, text), [{**row, "article_id": f"a{number:07}"} for row in stated]
            made += len(stated)
            if made >= assertions:
                return


def _name(rng: random.Random, syllables: int) -> str:
    return "".join(rng.choice(CONSONANTS) + rng.choice(VOWELS) for _ in range(syllables + 1)).capitalize()


def _event(rng: random.Random, people: Sequence[str], towns: Sequence[str], drawn: Zipf) -> Event:
    one, two = (f"{people[drawn.draw(rng)]} {rng.choice(people)}" for _ in range(2))
    words = {"one": one, "two": two, "town": towns[drawn.draw(rng)]}
    words |= {"thing": rng.choice(THINGS), "place": f"{_name(rng, 2)} {rng.choice(PLACES)}"}
    values = tuple(rng.randint(2, 400) for _ in FACTS)
    return Event(words, START + dt.timedelta(minutes=rng.randrange(365 * 24 * 60)), FACTS, values)


def _told(rng: random.Random, event: Event, count: int) -> tuple[str, list[Row]]:
    text = ""
    rows: list[Row] = []
    for n in sorted(rng.sample(range(len(event.facts)), count)):
        off = rng.randint(1, 9) if rng.random() < ALTERED else 0
        row = _statement(event, event.facts[n], event.values[n], off)
        rows.append(_moved(row, len(text)))
        text += f"{row['text']}. "
    return text.rstrip(), rows


def _moved(row: Row, by: int) -> Row:
    quantities = [{**held, "start": held["start"] + by, "end": held["end"] + by} for held in row["quantities"]]
    return {**row, "start": by, "end": by + len(row["text"]), "quantities": quantities}


def _statement(event: Event, fact: Fact, value: int, off: int) -> Row:
    day = (event.day + dt.timedelta(days=off % 5)).date()
    words = {**event.words, "n": str(value + off), "day": f"{day.day} {day:%B}"}
    text = fact.text.format(**words)
    held = {"agent": fact.agent, "patient": fact.patient}
    roles = [_role(name, who.format(**words)) for name, who in held.items() if who]
    keywords = {word.lower() for word in text.split() if word.isalpha() and len(word) > 2}
    return {
        "text": text, "predicate": fact.predicate, "family": fact.family, "roles": roles,
        "quantities": _quantities(fact, text, value + off) if "{n}" in fact.text else [],
        "time": {"start": 0, "end": 0, "text": words["day"], "type": "DATE", "value": str(day)} if fact.dated else None,
        "place": event.words["town"].lower() if "{town}" in fact.text else None,
        "keywords": sorted(keywords | ({f"={fact.family}"} if fact.family else set())),
    }  # fmt: skip


def _role(name: str, held: str) -> Row:
    return {"name": name, "text": held, "head": held.lower()}


def _quantities(fact: Fact, text: str, number: int) -> list[Row]:
    shown = f"${number} million" if fact.unit else str(number)
    amount = number * 1_000_000 if fact.unit else number
    start = text.index(shown)
    return [{"start": start, "end": start + len(shown), "text": shown, "low": float(amount), "high": float(amount),
             "unit": fact.unit, "counted": fact.counted}]  # fmt: skip


def _article(rng: random.Random, number: int, event: Event, text: str) -> Row:
    published = event.day + dt.timedelta(minutes=rng.randrange(3 * 24 * 60))
    when = f"{published:%Y-%m-%dT%H:%M:%SZ}"
    return {"id": f"a{number:07}", "outlet": rng.choice(OUTLETS), "published": when, "text": text}
