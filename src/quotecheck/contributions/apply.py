"""Sound contributions made quotes, and what hangs on the quotes that they change."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from quotecheck.contributions.collect import RULE, read_contributions
from quotecheck.contributions.files import contribution_files
from quotecheck.contributions.holdings import Holdings
from quotecheck.contributions.resolve import Resolved, resolve
from quotecheck.contributions.shape import Given
from quotecheck.contributions.words import Stretch
from quotecheck.language.parse import parse_text
from quotecheck.problems import Problem
from quotecheck.records import (
    Article,
    Assertion,
    ChainLink,
    Cue,
    Quote,
    QuoteType,
    SaidOn,
    Span,
    Speaker,
    SpeakerRef,
    ZoneKind,
)
from quotecheck.rules.attribution import cues
from quotecheck.store.registry import Settled

_OPENING, _CLOSING = "“\"„«‘'", "”\"“»’'"
_MARKED = re.compile(r'“([^”]+)”|"([^"]+)"|„([^“”]+)[“”]|«([^»]+)»')


@dataclass(slots=True)
class Applied:
    """Records with contributions in them, the records in whose stead some stand, and what could not be applied."""

    quotes: list[Quote]
    assertions: list[Assertion]
    speakers: list[Speaker]
    replaced: list[Quote | Assertion] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    sound: int = 0


def contribute(folder: Path, articles: Sequence[Article], settled: Settled) -> Applied:
    """Apply the contributions of a dataset to what its articles hold; files are named without their folders."""
    given, problems = read_contributions(contribution_files(folder))
    if given:
        made = apply(given, articles, settled.quotes, settled.assertions, settled.speakers)
    else:
        made = Applied(settled.quotes, settled.assertions, settled.speakers)
    made.problems = [*problems, *made.problems]
    return made


def apply(
    contributions: Sequence[Given],
    articles: Iterable[Article],
    quotes: Sequence[Quote],
    assertions: Sequence[Assertion],
    speakers: Sequence[Speaker],
) -> Applied:
    """Add, correct and take out quotes: all records given are as the rules made them and decisions settled them."""
    resolution = resolve(contributions, Holdings(articles, speakers, quotes))
    changed = {one.old.id: _corrected(one, one.old) for one in resolution.sound if one.old is not None}
    added = [_new(one) for one in resolution.sound if one.old is None]
    now = [_with(quote, changed) for quote in quotes]
    stated = [_held(assertion, changed) for assertion in assertions]
    replaced: list[Quote | Assertion] = [old for old, new in zip(quotes, now, strict=True) if new is not old]
    replaced += [old for old, new in zip(assertions, stated, strict=True) if new is not old]
    kept = [quote for quote in now if quote is not None]
    return Applied(
        quotes=[*kept, *added],
        assertions=[assertion for assertion in stated if assertion is not None],
        speakers=_registered(speakers, [*added, *(quote for quote in changed.values() if quote is not None)]),
        replaced=replaced,
        problems=resolution.problems,
        sound=len(resolution.sound),
    )


def _with(quote: Quote, changed: dict[str, Quote | None]) -> Quote | None:
    """Give a quote as contributions have it; what refers to one that is taken out refers to nothing."""
    made = changed.get(quote.id, quote)
    if made is None:
        return None
    gone = {name: None for name in ("parent", "target") if changed.get(getattr(made, name) or "", made) is None}
    return made.model_copy(update=gone) if gone else made


def _held(assertion: Assertion, changed: dict[str, Quote | None]) -> Assertion | None:
    """Give an assertion with the holder that its quote has now; what was stated in no quote was not stated so."""
    if assertion.quote_id not in changed:
        return assertion
    quote = changed[assertion.quote_id]
    if quote is None or not _covers(quote, assertion):
        return None
    chain = assertion.holder
    if quote.speaker is None or (chain and chain[-1].name == quote.speaker.name):
        return assertion
    return assertion.model_copy(update={"holder": (*chain[:-1], ChainLink(name=quote.speaker.name, role="speaker"))})


def _covers(quote: Quote, assertion: Assertion) -> bool:
    """Tell whether the words of an assertion touch those of its quote."""
    return not quote.content or any(span.start < assertion.end and assertion.start < span.end for span in quote.content)


def _registered(speakers: Sequence[Speaker], quotes: Iterable[Quote]) -> list[Speaker]:
    known = {speaker.id: speaker for speaker in speakers}
    for quote in quotes:
        ref = quote.speaker
        if ref is not None and ref.id not in known:
            known[ref.id] = Speaker(id=ref.id, name=ref.name, kind=ref.kind)
    return [known[id_] for id_ in sorted(known)]


def _new(one: Resolved) -> Quote:
    said, text, content = one.given.contribution, one.article.text, one.content or ()
    spans = tuple(_span(text, stretch) for stretch in content)
    kind, quoted = _type_of(text, content)
    published = one.article.published
    day = SaidOn(value=published[:10], basis="published") if published else SaidOn()
    return Quote(
        id=one.id,
        article_id=one.article.id,
        type=said.type or kind,
        content=spans,
        quoted=spans if said.type == "direct" else quoted,
        cue=_cue(text, one.cue),
        source=_span(text, one.source) if one.source else None,
        speaker=one.speaker,
        said_on=day if said.date is None else SaidOn(value=said.date, basis="explicit"),
        act=said.act or "statement",
        zone=_zone(one.article, content),
        rule=RULE,
        tier="A",
    )


def _corrected(one: Resolved, old: Quote) -> Quote | None:
    """Give the quote with the fields that were given, or None where it is taken out."""
    said, text = one.given.contribution, one.article.text
    if said.withdrawn is not None:
        return None
    change: dict[str, object] = {"rule": RULE, "tier": "A"}
    if one.content is not None:
        kind, quoted = _type_of(text, one.content)
        spans = tuple(_span(text, stretch) for stretch in one.content)
        change |= {"content": spans, "quoted": quoted, "type": kind, "edits": (), "comparable": None}
        change["zone"] = _zone(one.article, one.content)
    if one.speaker is not None:
        change |= {"speaker": one.speaker, "speaker_reason": None, "chain": _chain(old, one.speaker)}
        change["antecedent"] = None
    if said.date is not None:
        change["said_on"] = SaidOn(value=said.date, basis="explicit")
    if one.source is not None:
        change["source"] = _span(text, one.source)
    if one.cue is not None:
        change["cue"] = _cue(text, one.cue)
    change |= {name: value for name in ("type", "act") if (value := getattr(said, name)) is not None}
    return old.model_copy(update=change)


def _chain(old: Quote, speaker: SpeakerRef) -> tuple[ChainLink, ...]:
    """Give the chain of relays with another speaker at its end."""
    return (*old.chain[:-1], ChainLink(name=speaker.name, role="speaker")) if old.chain else ()


def _span(text: str, at: Stretch) -> Span:
    return Span(start=at[0], end=at[1], text=text[at[0] : at[1]])


def _type_of(text: str, content: Sequence[Stretch]) -> tuple[QuoteType, tuple[Span, ...]]:
    """Tell by the marks around and inside of words what they are, and give the stretches between marks."""
    if content and all(_in_marks(text, at) for at in content):
        return "direct", tuple(_span(text, at) for at in content)
    inside = [
        _span(text, (match.start(match.lastindex or 0), match.end(match.lastindex or 0)))
        for start, end in content
        for match in _MARKED.finditer(text, start, end)
    ]
    return ("mixed" if inside else "indirect"), tuple(inside)


def _in_marks(text: str, at: Stretch) -> bool:
    before, after = text[: at[0]].rstrip("\xa0\u202f")[-1:], text[at[1] :].lstrip(" ,.!?\xa0\u202f")[:1]
    return bool(before) and bool(after) and before in _OPENING and after in _CLOSING


def _zone(article: Article, content: Sequence[Stretch]) -> ZoneKind:
    first = content[0][0] if content else 0
    return next((zone.kind for zone in article.zones if zone.start <= first < zone.end), "body")


def _cue(text: str, at: Stretch | None) -> Cue | None:
    """Give the cue with the lemma of its verb, or else its first word, that some card has; the class is the card's."""
    if at is None:
        return None
    first, last = text.rfind("\n", 0, at[0]) + 1, text.find("\n", at[1])
    (passage, *_) = parse_text(text[first : last if last >= 0 else None])
    tokens = passage.tokens(at[0] - first, at[1] - first)
    known = [cues()[key] for token in tokens if (key := (token.lemma_.lower(), token.pos_)) in cues()]
    if known:
        return Cue(**_span(text, at).model_dump(), lemma=known[-1].lemma, class_=known[-1].class_)
    lemma = tokens[0].lemma_.lower() if len(tokens) else text[at[0] : at[1]].lower()
    return Cue(**_span(text, at).model_dump(), lemma=lemma, class_="none")
