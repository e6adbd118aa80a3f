"""Two people of one name: reports that give him ages or occupations that do not go together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from quotecheck.language.names import NAMESAKE
from quotecheck.records import Article, Quote
from quotecheck.store.portraits import Portrait, apart, by_article, sayings, united
from quotecheck.store.sightings import Mention, people


@dataclass(frozen=True, slots=True)
class _Seen:
    """A name in one article, or in all of one happening that do not part: when it was first published, and how."""

    age: tuple[str, str]
    event: str
    articles: tuple[str, ...]
    portrait: Portrait


def namesakes(articles: Mapping[str, Article], events: Mapping[str, Sequence[Quote]]) -> dict[Mention, str]:
    """Give the mentions, by article and id, that mean another person than the name's first, with the other's id.

    The first is whose article was published first; of whom nothing is told is taken for the first.
    """
    seen: dict[str, list[_Seen]] = defaultdict(list)
    for event, quotes in events.items():
        said = sayings(quotes)
        for one in people(quotes).values():
            if one.full:
                seen[one.id] += _in_event(articles, event, [*by_article(one, articles, said)])
    found: dict[Mention, str] = {}
    for id_, sightings in seen.items():
        for other, target in _others(id_, sorted(sightings, key=lambda s: s.age)):
            found.update({(article, id_): target for article in other.articles})
    return found


def _in_event(articles: Mapping[str, Article], event: str, pictured: Sequence[tuple[str, Portrait]]) -> Iterator[_Seen]:
    """Group the articles of one happening by the portraits that go together, the oldest first."""
    groups: list[tuple[list[str], Portrait]] = []
    for id_, one in sorted(pictured, key=lambda pair: _age(articles, pair[0])):
        at = next((n for n, group in enumerate(groups) if not apart(group[1], one, near=True)), None)
        if at is None:
            groups.append(([id_], one))
        else:
            groups[at] = ([*groups[at][0], id_], united([groups[at][1], one]))
    for ids, whole in groups:
        yield _Seen(_age(articles, ids[0]), event, tuple(ids), whole)


def _age(articles: Mapping[str, Article], id_: str) -> tuple[str, str]:
    return articles[id_].published or "~", id_


def _others(id_: str, sightings: Sequence[_Seen]) -> Iterator[tuple[_Seen, str]]:
    """Put each sighting with the first person whom it may picture, and name those behind the first."""
    known: list[tuple[str, list[_Seen]]] = []
    for one in sightings:
        home = next((person for person in known if not any(_parted(other, one) for other in person[1])), None)
        if home is None:
            home = (f"{id_}{NAMESAKE}{_name(one.portrait, len(known))}" if known else id_, [])
            known.append(home)
        home[1].append(one)
        if home[0] != id_:
            yield one, home[0]


def _parted(one: _Seen, two: _Seen) -> bool:
    return apart(one.portrait, two.portrait, near=one.event == two.event)


def _name(one: Portrait, count: int) -> str:
    return min(one.fields | one.weak, default=str(count + 1))
