"""The registry of speakers: who is who over all articles, first by what is sure, then by what people decided.

Every record that names a speaker is written anew with the id that the speaker has in truth; what is left of an id that
nobody has any more is a redirect.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from quotecheck.language.names import local_id, script, speaker_id
from quotecheck.problems import Problem
from quotecheck.records import (
    Alias,
    Article,
    Assertion,
    ChainLink,
    HeldRole,
    Quote,
    Speaker,
    SpeakerDecision,
    SpeakerRef,
)
from quotecheck.store.decisions import Decided, new_id
from quotecheck.store.joins import place_of
from quotecheck.store.ledger import Ledger
from quotecheck.store.sightings import Mention, refs
from quotecheck.store.told import with_told


@dataclass(frozen=True, slots=True)
class Settled:
    """Records that name speakers by the ids they have in truth, the registry, and what could not be decided."""

    quotes: list[Quote]
    assertions: list[Assertion]
    speakers: list[Speaker]
    problems: list[Problem]


def settle(
    quotes: Sequence[Quote],
    assertions: Iterable[Assertion],
    known: Mapping[str, Speaker],
    joined: Mapping[Mention, str],
    decided: Decided,
) -> Settled:
    """Say who is who: `known` are the entries by the ids that the records have, `joined` what is sure."""
    mentions = {(quote.article_id, ref.id) for quote in quotes for ref in refs(quote)}
    ledger = Ledger(mentions, joined, decided)
    speakers = _compiled(ledger, known, decided)
    for _, decision in decided.sound:
        _note(speakers, ledger.in_stead(decision.speaker), decision)
    rewrite = _Rewrite(ledger, speakers)
    return Settled(
        quotes=[rewrite.quote(quote) for quote in quotes],
        assertions=[rewrite.assertion(assertion) for assertion in assertions],
        speakers=[speakers[key] for key in sorted(speakers)],
        problems=[*decided.problems, *_idle(decided, ledger)],
    )


def entries(quotes: Sequence[Quote], articles: Iterable[Article] = ()) -> dict[str, Speaker]:
    """Gather who spoke: one entry an id, by the name most often given, with every other spelling as an alias.

    `articles` tell what else their speakers are called, and what they were and when.
    """
    seen: dict[str, list[SpeakerRef]] = defaultdict(list)
    for quote in quotes:
        for ref in refs(quote):
            seen[ref.id].append(ref)
    return with_told({key: _entry(key, seen[key]) for key in sorted(seen)}, articles, quotes)


def _entry(key: str, named: Sequence[SpeakerRef]) -> Speaker:
    names = Counter(ref.name for ref in named)
    name = max(names, key=lambda n: (names[n], len(n), n))
    kinds = Counter(ref.kind for ref in named)
    kind = max(kinds, key=lambda k: (kinds[k], k))
    return Speaker(id=key, name=name, kind=kind, aliases=_aliases(name, map(_alias, names)))


def _alias(name: str) -> Alias:
    place = place_of(name)
    since, until = (None, None) if place is None else (place[1].from_, place[1].to)
    return Alias(name=name, script=script(name), from_=since, to=until)


def _aliases(name: str, found: Iterable[Alias]) -> tuple[Alias, ...]:
    """Put other names in order, each once: what is said last of one holds."""
    by_name = {alias.name: alias for alias in found}
    return tuple(by_name[key] for key in sorted(by_name) if key != name)


def _compiled(ledger: Ledger, known: Mapping[str, Speaker], decided: Decided) -> dict[str, Speaker]:
    """Make one entry of all that now have one id."""
    members: dict[str, set[str]] = defaultdict(set)
    for (_, raw), id_ in ledger.now.items():
        members[id_].add(raw)
    redirects: dict[str, list[str]] = defaultdict(list)
    for old, new in ledger.redirects(known).items():
        redirects[new].append(old)
    split = {new_id(d): d.name for _, d in decided.sound if d.verdict == "split"}
    made = {}
    for id_ in sorted(members):
        first = known.get(id_) or known[min(members[id_])]
        name = first.name if id_ in known else split.get(id_) or (place_of(first.name) or (first.name,))[0]
        whole = [known[key] for key in sorted({id_, *redirects[id_]}) if key in known]
        spelt = [_alias(known[key].name) for key in sorted({*members[id_], *redirects[id_]}) if key in known]
        made[id_] = Speaker(
            id=id_,
            name=name,
            kind=first.kind,
            aliases=_aliases(name, (*spelt, *(alias for entry in whole for alias in entry.aliases))),
            roles=tuple(role for entry in whole for role in entry.roles),
            external=tuple(sorted({other for entry in whole for other in entry.external})),
            redirects=tuple(redirects[id_]),
        )
    return made


def _note(speakers: dict[str, Speaker], id_: str, decision: SpeakerDecision) -> None:
    """Add to an entry what was decided about it without moving anything."""
    entry = speakers.get(id_)
    if entry is None or decision.name is None:
        return
    change: dict[str, object] = {}
    if decision.verdict == "alias":
        alias = Alias(name=decision.name, script=script(decision.name), from_=decision.from_, to=decision.to)
        change["aliases"] = _aliases(entry.name, (*entry.aliases, alias))
    elif decision.verdict == "role":
        role = HeldRole(title=decision.name, from_=decision.from_, to=decision.to)
        change["roles"] = (*(other for other in entry.roles if other != role), role)
    elif decision.verdict == "external":
        change["external"] = tuple(sorted({*entry.external, decision.name}))
    speakers[id_] = entry.model_copy(update=change)


def _idle(decided: Decided, ledger: Ledger) -> Iterator[Problem]:
    """Yield the decisions that are about nobody in the dataset."""
    for place, decision in decided.sound:
        about = {"merge": decision.into, "split": new_id(decision)}.get(decision.verdict) or decision.speaker
        if ledger.in_stead(about) not in ledger.live:
            nobody = decision.speaker if decision.verdict == "split" else about
            where = " in these articles" if decision.verdict == "split" else ""
            yield Problem("QC114", f"to {decision.verdict}: there is no speaker {nobody}{where}", place)


class _Rewrite:
    """Gives records the ids and names that their speakers have in truth; what has them already is left as it is."""

    def __init__(self, ledger: Ledger, speakers: Mapping[str, Speaker]) -> None:
        self._ledger = ledger
        self._speakers = speakers

    def quote(self, quote: Quote) -> Quote:
        article = quote.article_id
        change = {
            "speaker": None if quote.speaker is None else self._ref(article, quote.speaker),
            "co_speakers": tuple(self._ref(article, ref) for ref in quote.co_speakers),
            "speaks_for": None if quote.speaks_for is None else self._ref(article, quote.speaks_for),
            "chain": self._chain(article, quote.chain),
        }
        return quote.model_copy(update=change)

    def assertion(self, assertion: Assertion) -> Assertion:
        article = assertion.article_id
        roles = tuple(
            role.model_copy(update={"speaker_id": self._ledger.id_in(article, role.speaker_id)})
            if role.speaker_id
            else role
            for role in assertion.roles
        )
        return assertion.model_copy(update={"holder": self._chain(article, assertion.holder), "roles": roles})

    def _ref(self, article: str, ref: SpeakerRef) -> SpeakerRef:
        id_ = self._ledger.id_in(article, ref.id)
        entry = self._speakers[id_]
        return ref if id_ == ref.id else SpeakerRef(id=id_, name=entry.name, kind=entry.kind)

    def _chain(self, article: str, chain: Sequence[ChainLink]) -> tuple[ChainLink, ...]:
        return tuple(link.model_copy(update={"name": self._name(article, link.name)}) for link in chain)

    def _name(self, article: str, name: str) -> str:
        for key in (speaker_id(name), local_id(name, article)):
            id_ = self._ledger.id_in(article, key)
            if id_ != key and id_ in self._speakers:
                return self._speakers[id_].name
        return name
