"""Which of several people of one surname a bare surname stands for, where the article tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from quotecheck.extract.entities import Entity
from quotecheck.extract.people import Mention, gender_of

At = tuple[int, int]


class Bearers:
    """The people of an article by their surnames, in the order in which they are introduced."""

    def __init__(self, found: Sequence[Entity], named: Mapping[int, Sequence[Mention]]) -> None:
        """Take the entities, and their mentions outside marks by passage."""
        self._named = named
        self._by_surname: dict[str, list[tuple[At, Entity]]] = defaultdict(list)
        self._bare: dict[str, list[At]] = defaultdict(list)
        for entity in found:
            at = min(_at(mention) for mention in entity.mentions)
            if len(entity.words) > 1:
                self._by_surname[entity.surname].append((at, entity))
            else:
                self._bare[entity.words[0]] += sorted(_at(mention) for mention in entity.mentions)
        for bearers in self._by_surname.values():
            bearers.sort(key=lambda pair: pair[0])

    def shared(self, entity: Entity) -> bool:
        """Tell whether an entity is a bare surname that several people have; letters (SVP) are nobody's surname."""
        several = len(self._by_surname.get(entity.words[0], ())) > 1
        return len(entity.words) == 1 and several and not entity.name.isupper()

    def bearer(self, mention: Mention) -> Entity | None:
        """Give who a bare surname stands for: the one named so far, or the one who had it for himself before."""
        surname, here = mention.words[-1], _at(mention)
        fitting = _of_gender(self._by_surname[surname], gender_of(mention.role))
        if len(fitting) == 1:
            return fitting[0][1]
        before = [pair for pair in fitting if pair[0] < here]
        if not before:
            return _first_alone(fitting)
        if len(before) == 1:
            return before[0][1]
        (first, owner), (second, _) = before[:2]
        established = any(first < at < second for at in self._bare[surname])
        return owner if established and self._last_named(surname, mention) in (None, owner.words) else None

    def _last_named(self, surname: str, mention: Mention) -> tuple[str, ...] | None:
        """Give whom the full name just before belongs to, in this paragraph or the one above."""
        bearers = {words for _, entity in self._by_surname[surname] for words in (entity.words,)}
        index = mention.passage.index
        for passage in (index, index - 1):
            near = [m for m in self._named.get(passage, ()) if m.words in bearers and _at(m) < _at(mention)]
            if near:
                return near[-1].words
        return None


def _at(mention: Mention) -> At:
    return (mention.passage.index, mention.first)


def _of_gender(bearers: Sequence[tuple[At, Entity]], gender: str | None) -> list[tuple[At, Entity]]:
    """Keep those whom a title in front of the surname fits: known to fit, else not known to be of the other gender."""
    if gender is None:
        return list(bearers)
    sure = [pair for pair in bearers if pair[1].gender() == gender]
    return sure or [pair for pair in bearers if pair[1].gender() is None]


def _first_alone(bearers: Sequence[tuple[At, Entity]]) -> Entity | None:
    """Give who is introduced first, where the others come in later paragraphs: a headline has the bare surname."""
    if len(bearers) > 1 and bearers[0][0][0] < bearers[1][0][0]:
        return bearers[0][1]
    return None
