"""What was withdrawn: articles that their outlets took back, records that a person took out, and what is left of them.

A tombstone outlives every build, as decisions do: a build adds to them and takes none away. What hangs on a withdrawn
record goes with it: an article's quotes and assertions, a quote's assertions and the quotes inside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from rapidfuzz.fuzz import ratio

from quotecheck.problems import Place, Problem
from quotecheck.records import Article, Assertion, Quote, Record, Tombstone, Withdrawal, Withdrawn, content_id
from quotecheck.store.dataset import TOMBSTONES, WITHDRAWALS
from quotecheck.store.jsonl import append_line, read_records
from quotecheck.store.sightings import refs

R = TypeVar("R", bound=Record)
S = TypeVar("S", Quote, Assertion)
Key = tuple[Withdrawn, str]

ALIKE = 60.0  # so much of the words (per cent) is the same in what takes the place of a corrected record
_WITH = "with its "
_BY_HAND = "contributed"  # contributions are applied anew to the text of today


@dataclass(slots=True)
class Graves:
    """The tombstones of a dataset, the decisions to withdraw, and what is wrong with either.

    `old` are the tombstones of earlier builds: what comes back against one of them is left out and told, QC653.
    """

    stones: dict[Key, Tombstone] = field(default_factory=dict)
    old: frozenset[Key] = frozenset()
    decided: list[tuple[Place, Withdrawal]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def tombstones(self) -> list[Tombstone]:
        """Give all tombstones in order."""
        return [self.stones[key] for key in sorted(self.stones)]

    def bury(self, stone: Tombstone) -> None:
        """Add a tombstone; one that stands already stays as it is."""
        self.stones.setdefault((stone.kind, stone.id), stone)

    def articles(self, articles: Iterable[Article]) -> list[Article]:
        """Give the articles that were not withdrawn, by their outlets or by a person, and bury the others."""
        read = list(articles)
        self._decide({("article", one.id) for one in read})
        for one in read:
            if one.status == "withdrawn":
                self.bury(_stone("article", one.id, "withdrawn by its outlet", since=one.updated or one.published))
            elif ("article", one.id) in self.stones:
                self._came_back("article", one.id)
        return [one for one in read if ("article", one.id) not in self.stones]

    def living(self, quotes: Sequence[Quote], assertions: Sequence[Assertion]) -> tuple[list[Quote], list[Assertion]]:
        """Give the quotes and assertions that neither were withdrawn nor hang on what was, and bury the others."""
        self._decide({("quote", one.id) for one in quotes} | {("assertion", one.id) for one in assertions})
        for one in _parents_first(quotes):
            self._bury_with("quote", one.id, ("quote", one.parent))
        for stated in assertions:
            self._bury_with("assertion", stated.id, ("quote", stated.quote_id))
        kept = [_untargeted(one, self.stones) for one in quotes if ("quote", one.id) not in self.stones]
        lost = _named(quotes) - _named(kept)
        return kept, [_unnamed(one, lost) for one in assertions if ("assertion", one.id) not in self.stones]

    def _decide(self, known: set[Key]) -> None:
        """Bury what people withdrew of the records at hand."""
        for _, decision in self.decided:
            if (decision.kind, decision.target) in known:
                self.bury(stone_of(decision))

    def _bury_with(self, kind: Withdrawn, id_: str, bearer: tuple[Withdrawn, str | None]) -> None:
        """Bury a record with what it hangs on; one that has a tombstone of its own came back."""
        above = self.stones.get((bearer[0], bearer[1] or ""))
        if above is not None:
            reason = above.reason if above.reason.startswith(_WITH) else f"{_WITH}{above.kind}: {above.reason}"
            self.bury(_stone(kind, id_, reason, since=above.since))
        elif (kind, id_) in self.stones:
            self._came_back(kind, id_)

    def _came_back(self, kind: Withdrawn, id_: str) -> None:
        decided = any((one.kind, one.target) == (kind, id_) for _, one in self.decided)
        if (kind, id_) in self.old and not decided:
            reason = self.stones[kind, id_].reason
            self.problems.append(Problem("QC653", f"{kind} {id_} came back; it was withdrawn: {reason}"))

    def bury_former(
        self, articles: Iterable[Article], folder: Path, quotes: Sequence[Quote], stated: Sequence[Assertion]
    ) -> None:
        """Bury what an earlier build found in articles that were withdrawn, corrected or refiled since.

        `articles`, `quotes` and `stated` are those of today. What was altered rather than lost is told in its heir.
        """
        former = {one.id: one.text for one in _sound(folder / "articles/articles.jsonl", Article)}
        corrected = {one.id: one for one in articles if one.status in ("corrected", "refiled")}
        corrected = {id_: one for id_, one in corrected.items() if former.get(id_, one.text) != one.text}
        gone = {id_ for kind, id_ in self.stones.keys() - self.old if kind == "article"} & former.keys()
        if corrected or gone:
            said = (one for one in _sound(folder / "quotes/quotes.jsonl", Quote) if one.rule != _BY_HAND)
            self._bury_all("quote", said, gone, corrected, quotes)
            held = _sound(folder / "assertions/assertions.jsonl", Assertion)
            self._bury_all("assertion", held, gone, corrected, stated)

    def _bury_all(
        self, kind: Withdrawn, former: Iterable[S], gone: set[str], corrected: Mapping[str, Article], now: Iterable[S]
    ) -> None:
        today: dict[str, list[S]] = defaultdict(list)
        for one in now:
            if one.article_id in corrected:
                today[one.article_id].append(one)
        lost = [one for one in former if one.article_id in corrected or one.article_id in gone]
        known = {one.id for one in lost}
        for one in lost:
            article = corrected.get(one.article_id)
            if article is None:
                self._bury_with(kind, one.id, ("article", one.article_id))
            elif all(one.id != other.id for other in today[article.id]):
                heir = _heir(one, (other for other in today[article.id] if other.id not in known))
                since = article.updated or article.published
                self.bury(_stone(kind, one.id, f"its article was {article.status}", since=since, replaced_by=heir))

    def tell_idle(self) -> None:
        """Tell the decisions that are about nothing that ever was here, QC114."""
        for place, decision in self.decided:
            if (decision.kind, decision.target) not in self.stones:
                message = f"there is no {decision.kind} {decision.target} to withdraw"
                self.problems.append(Problem("QC114", message, Place(place.file, place.line, "/target")))


def _parents_first(quotes: Sequence[Quote]) -> list[Quote]:
    """Put quotes that others are nested in before these; parents in a circle are left where the circle closes."""
    by_id = {one.id: one for one in quotes}
    placed: dict[str, Quote] = {}
    for one in quotes:
        above: dict[str, Quote] = {}
        at: Quote | None = one
        while at is not None and at.id not in placed and at.id not in above:
            above[at.id] = at
            at = by_id.get(at.parent or "")
        placed.update(reversed(above.items()))
    return list(placed.values())


def _untargeted(quote: Quote, stones: Mapping[Key, Tombstone]) -> Quote:
    return quote.model_copy(update={"target": None}) if ("quote", quote.target) in stones else quote


def _named(quotes: Iterable[Quote]) -> set[str]:
    return {ref.id for quote in quotes for ref in refs(quote)}


def _unnamed(assertion: Assertion, lost: set[str]) -> Assertion:
    """Take out the ids of speakers of whom nothing is left."""
    if lost.isdisjoint(role.speaker_id for role in assertion.roles):
        return assertion
    roles = [
        role.model_copy(update={"speaker_id": None}) if role.speaker_id in lost else role for role in assertion.roles
    ]
    return assertion.model_copy(update={"roles": tuple(roles)})


def _heir(lost: S, others: Iterable[S]) -> str | None:
    """Give the record of today that has most of a lost one's words, and its speaker or predicate."""
    scored = ((ratio(_words(lost), _words(other)), other.id) for other in others if _bearer(other) == _bearer(lost))
    best = max(scored, default=(0.0, ""))
    return best[1] if best[0] >= ALIKE else None


def _words(record: Quote | Assertion) -> str:
    return " ".join(span.text for span in record.content) if isinstance(record, Quote) else record.text


def _bearer(record: Quote | Assertion) -> str | None:
    if isinstance(record, Assertion):
        return record.predicate
    return record.speaker.id if record.speaker else None


def _stone(kind: Withdrawn, id_: str, reason: str, **fields: str | None) -> Tombstone:
    return Tombstone.model_validate({"id": id_, "kind": kind, "reason": reason, **fields})


def stone_of(decision: Withdrawal) -> Tombstone:
    """Give the tombstone that a decision to withdraw sets."""
    fields = {"since": decision.on, "replaced_by": decision.replaced_by}
    return _stone(decision.kind, decision.target, decision.why, **fields)


def read_graves(folder: Path) -> Graves:
    """Read the tombstones and the decisions to withdraw of a dataset; a line with a fault is a Problem."""
    graves = Graves()
    for _, record in _lines(folder / TOMBSTONES, Tombstone):
        if isinstance(record, Problem):
            graves.problems.append(record)
        else:
            graves.bury(record)
    graves.old = frozenset(graves.stones)
    path = folder / WITHDRAWALS
    for number, decision in _lines(path, Withdrawal):
        if isinstance(decision, Problem):
            graves.problems.append(decision)
        else:
            graves.decided.append((Place(path.as_posix(), number), decision))
    return graves


def _lines(path: Path, shape: type[R]) -> Iterator[tuple[int, R | Problem]]:
    return read_records(path, shape) if path.is_file() else iter(())


def _sound(path: Path, shape: type[R]) -> Iterator[R]:
    return (record for _, record in _lines(path, shape) if not isinstance(record, Problem))


def append_withdrawal(folder: Path, decision: Withdrawal, others: Iterable[Withdrawal]) -> Path:
    """Write a decision behind those that are there, under an id made of it; raises `QuotecheckError` QC401."""
    said = decision.model_dump(mode="json", exclude={"id"})
    again = sum(other.model_dump(mode="json", exclude={"id"}) == said for other in others)
    made = decision.model_copy(update={"id": content_id("d", said, again)})
    return append_line(folder / WITHDRAWALS, made.to_json())
