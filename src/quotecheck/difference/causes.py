"""What two datasets show of why their records differ: other texts, other rules, what people decided in between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from quotecheck.language.names import speaker_id
from quotecheck.records import FieldChange, SpeakerDecision, Tombstone
from quotecheck.store.decisions import new_id

SPEAKING = frozenset({"speaker", "co_speakers", "speaks_for", "chain", "holder", "roles"})
EDITED = "edited"


@dataclass(slots=True)
class Causes:
    """Why records may differ.

    `build` are the facts of the manifests that differ. `texts` are articles (by their later id) with another text,
    `articles` those that differ otherwise or are in one dataset alone. `decisions` are in one alone, by id. `heirs`
    lead from an id that is a redirect in either dataset to the one in its stead; `stones` are the tombstones that only
    the later one has. `renamed` leads from the earlier to the later id of an article, `moves` of a quote.
    `handed` counts how often words of one speaker are another's later.
    """

    build: tuple[str, ...] = ()
    texts: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    decisions: Sequence[SpeakerDecision] = ()
    heirs: Mapping[str, str] = field(default_factory=dict)
    stones: Mapping[str, Tombstone] = field(default_factory=dict)
    raised: Mapping[str, Tombstone] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)
    moves: dict[str, str] = field(default_factory=dict)
    handed: Counter[tuple[str, str]] = field(default_factory=Counter)

    def article(self, id_: str) -> str:
        """Give the later id of an article."""
        return self.renamed.get(id_, id_)

    def speaker(self, id_: str | None) -> str | None:
        """Give the one id under which the ids of a merged speaker meet."""
        return self.heirs.get(id_, id_) if id_ else None

    def of_change(
        self, article: str, fields: Sequence[FieldChange], before: frozenset[str], after: frozenset[str]
    ) -> tuple[str, ...]:
        """Say why a record differs; `before` and `after` are the speakers that it names."""
        speaking = [one for one in fields if one.field in SPEAKING]
        found: list[str] = []
        if speaking:
            found += self.decided(before ^ after or before, article)
            if (
                not found
                and before != after
                and {self.speaker(id_) for id_ in before} == {self.speaker(id_) for id_ in after}
            ):
                found.append("speakers")
        if not found or len(fields) > len(speaking):
            found += self._of_article(article)
        return tuple(found) or (EDITED,)

    def of_one(self, id_: str, article: str | None) -> tuple[str, ...]:
        """Say why a record is in one dataset alone."""
        stone = self.stones.get(id_) or self.raised.get(id_)
        if stone is not None:
            return (f"withdrawn: {stone.reason}" if id_ in self.stones else f"no longer withdrawn: {stone.reason}",)
        return tuple(self._of_article(article or "")) or ((EDITED,) if article else ())

    def _of_article(self, article: str) -> Iterator[str]:
        if article in self.texts:
            yield "text"
        elif article in self.articles:
            yield "article"
        yield from self.build

    def decided(self, ids: Iterable[str], article: str | None = None) -> list[str]:
        """Give the decisions that are about some speakers, and about an article where they name any."""
        asked = set(ids)
        return [
            f"decision {one.id}"
            for one in self.decisions
            if not asked.isdisjoint(_about(one)) and (not one.articles or article is None or article in one.articles)
        ]

    def joined_by_decision(self, one: str, two: str) -> bool:
        """Tell whether a decision hands over from one id to the other."""
        return any({one, two} <= _about(decision) for decision in self.decisions)


def _about(decision: SpeakerDecision) -> set[str]:
    """Give the ids that a decision hands over or makes."""
    ids = {decision.speaker}
    if decision.verdict == "merge" and decision.into:
        ids.add(decision.into)
    elif decision.verdict == "split":
        ids.add(new_id(decision))
    elif decision.verdict == "alias" and decision.name:
        ids.add(speaker_id(decision.name))
    return ids
