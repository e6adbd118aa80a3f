"""Two people of one name: reports that have nothing else in common and give him occupations that do not go together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from quotecheck.records import Article, Quote
from quotecheck.rules.fields import field_of
from quotecheck.store.sightings import Sighting, people, places_of

_MARK = "~"
_REACH = 30  # characters: the longest occupation


@dataclass(frozen=True, slots=True, order=True)
class _Seen:
    """A name in one happening: when it was first published, in which article, and the fields that are told."""

    age: tuple[str, str]
    event: str
    fields: tuple[str, ...]


def namesakes(articles: Mapping[str, Article], events: Mapping[str, Sequence[Quote]]) -> dict[tuple[str, str], str]:
    """Give the happenings, by name, and ids that mean another person than the name's first, with the other's id.

    The first is whose article was published first; who is given no field is taken for the first.
    """
    seen: dict[str, list[_Seen]] = defaultdict(list)
    for event, quotes in events.items():
        for one in people(quotes).values():
            if one.full and (found := _fields_of(one, articles)):
                age = min((articles[id_].published or "~", id_) for id_ in one.articles)
                seen[one.id].append(_Seen(age, event, found))
    apart = {}
    for id_, sightings in seen.items():
        apart.update({(event, id_): target for event, target in _apart(id_, sorted(sightings))})
    return apart


def told_apart(left: str, right: str) -> bool:
    """Tell whether two ids are those of namesakes in other fields."""
    return left != right and left.partition(_MARK)[0] == right.partition(_MARK)[0]


def _apart(id_: str, sightings: Sequence[_Seen]) -> Iterator[tuple[str, str]]:
    """Put each happening with the first person who shares a field, and name those behind the first by theirs."""
    known: list[tuple[str, set[str]]] = []
    for one in sightings:
        home = next((person for person in known if person[1] & set(one.fields)), None)
        if home is None:
            home = (f"{id_}{_MARK}{one.fields[0]}" if known else id_, set())
            known.append(home)
        home[1].update(one.fields)
        if home[0] != id_:
            yield one.event, home[0]


def _fields_of(one: Sighting, articles: Mapping[str, Article]) -> tuple[str, ...]:
    found = {field for id_ in one.articles for field in fields_in(articles[id_].text, one.name)}
    return tuple(sorted(found))


def fields_in(text: str, name: str) -> tuple[str, ...]:
    """Give the fields of the occupations that a text gives somebody, right before the name or behind a comma."""
    before, behind = _patterns()
    words = []
    for start, end in places_of(text, name):
        found = before.search(text, max(0, start - _REACH), start), behind.match(text, end)
        words += [match["trade"].lower() for match in found if match is not None]
    return tuple(sorted({field_of()[word] for word in words}))


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    trade = rf"\b(?P<trade>{'|'.join(sorted(field_of()))})\b"
    behind = rf",? (?:\d\d, )?(?:who (?:is|was) )?(?:an?|the) (?:[\w’'-]+ ){{0,3}}?{trade}"
    return re.compile(rf"{trade} $", re.IGNORECASE), re.compile(behind, re.IGNORECASE)
