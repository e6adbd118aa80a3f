"""Which id each mention of a speaker has: what is sure holds until somebody decides otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from quotecheck.language.names import speaker_id
from quotecheck.records import Speaker, SpeakerDecision
from quotecheck.store.decisions import Decided, new_id
from quotecheck.store.sightings import Mention, follow


class Ledger:
    """The ids of mentions, after the joins that are sure and then each decision in its turn."""

    def __init__(self, mentions: Iterable[Mention], joined: Mapping[Mention, str], decided: Decided) -> None:
        self.now = {mention: joined.get(mention, mention[1]) for mention in sorted(mentions)}
        self._merges = decided.merges
        self._moved: set[Mention] = set()
        for _, decision in decided.sound:
            self._apply(decision)
        self.live = frozenset(self.now.values())

    def _apply(self, decision: SpeakerDecision) -> None:
        if decision.verdict == "merge" and decision.into is not None:
            self._merge(decision.speaker, decision.into)
        elif decision.verdict == "alias" and decision.name is not None:
            self._merge(speaker_id(decision.name), decision.speaker)  # another name gives away the id made of it
        elif decision.verdict == "split":
            chosen = set(decision.articles)
            self._move([m for m in self.now if m[0] in chosen and self.now[m] == decision.speaker], new_id(decision))

    def _merge(self, given: str, into: str) -> None:
        if given != into:
            mine = [m for m, id_ in self.now.items() if id_ == given or (m[1] == given and m not in self._moved)]
            self._move(mine, follow(self._merges, into))

    def _move(self, mentions: Iterable[Mention], target: str) -> None:
        for mention in mentions:
            self.now[mention] = target
            self._moved.add(mention)

    def id_in(self, article: str, key: str) -> str:
        """Give the id that `key` has in an article, whether it speaks there or is only named."""
        return self.now.get((article, key)) or follow(self._merges, key)

    def in_stead(self, key: str) -> str:
        """Give the id that a decision about `key` is meant for now."""
        return key if key in self.live else follow(self._merges, key)

    def redirects(self, known: Mapping[str, Speaker]) -> dict[str, str]:
        """Lead from each id that nobody has any more to the one that all its mentions have, where that is one."""
        ends: dict[str, set[str]] = defaultdict(set)
        for (_, raw), id_ in self.now.items():
            ends[raw].add(id_)
        gone = {key: next(iter(ids)) for key, ids in ends.items() if len(ids) == 1}
        gone |= {key: follow(self._merges, key) for key in self._merges}
        older = {old: gone.get(key, key) for key, entry in known.items() for old in entry.redirects if old not in gone}
        return {old: new for old, new in sorted((gone | older).items()) if old not in self.live and new in self.live}
