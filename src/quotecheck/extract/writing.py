"""From choices to quote records: who spoke, when, through whom, under an id that outlives other changes."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from quotecheck.extract.behalf import speaks_for
from quotecheck.extract.candidates import Candidate, CueSpan, Paragraph
from quotecheck.extract.cast import Cast, Resolved
from quotecheck.extract.choose import Choice
from quotecheck.extract.counts import speaker_count
from quotecheck.extract.echoes import echoed
from quotecheck.extract.identity import identified
from quotecheck.extract.inside import inside
from quotecheck.extract.occasions import dated
from quotecheck.extract.relays import Relayed, others, relay_role, relayed
from quotecheck.extract.roles import head_kind
from quotecheck.extract.saying import circumstances
from quotecheck.extract.speakers import context, described, resolve
from quotecheck.extract.translated import via_translation
from quotecheck.extract.withheld import anonymity
from quotecheck.language.names import fold, speaker_id
from quotecheck.records import (
    Article,
    ChainLink,
    Cue,
    Quote,
    Span,
    SpeakerRef,
    Timex,
    ZoneKind,
    content_id,
)


def write(
    article: Article, choices: Sequence[Choice], paragraphs: Sequence[Paragraph], timexes: Sequence[Timex]
) -> list[Quote]:
    """Make the records of an article's choices, in their order."""
    cast = Cast(paragraphs, article.byline)
    told = {n: _resolve(cast, choice, paragraphs) for n, choice in sorted(enumerate(choices), key=_by_source)}
    resolved = {n: relay.who for n, relay in told.items()}
    through = {n: others(article, relay.through) for n, relay in told.items()}
    resolved |= inside(cast, choices, resolved)
    resolved |= echoed(choices, resolved, article.text)
    _identify_lead(article, choices, resolved)
    ids = _ids(article, choices)
    quotes = [
        _record(article, n, cast=cast, choices=choices, resolved=resolved, ids=ids, timexes=timexes, through=through)
        for n in range(len(choices))
    ]
    days = dated(article, choices, resolved, [(quote.said_on, quote.zone) for quote in quotes])
    return [identified(quote.model_copy(update={"said_on": day})) for quote, day in zip(quotes, days, strict=True)]


def _identify_lead(article: Article, choices: Sequence[Choice], resolved: dict[int, Resolved]) -> None:
    """Name the person whom a lead only describes: "A senior official has vowed …", then the next speaker.

    News leads hold the name back. The description is taken for the next speaker only where the headline names him too.
    """
    headline = " ".join(
        [article.title or "", *(article.text[z.start : z.end] for z in article.zones if z.kind == "headline")]
    )
    for n, later in pairwise(sorted(resolved, key=lambda k: choices[k].candidate.start)):
        lead, following = resolved[n], resolved[later].speaker
        source = choices[n].candidate.source
        if source is None or source[0].zone == "headline" or not described(lead, source):
            continue
        if following is not None and following.kind == "person" and _names(headline, following.name):
            resolved[n] = Resolved(following, antecedent=resolved[later].antecedent)
        return


def _names(headline: str, name: str) -> bool:
    """Tell whether a headline has the last word of a name."""
    return bool(set(fold(name).split()[-1:]) & set(fold(headline).split()))


def _by_source(item: tuple[int, Choice]) -> tuple[int, int, int]:
    """Order choices by where their sources stand, so that a pronoun finds those before it."""
    index, choice = item
    source = choice.candidate.source
    if source is None:
        last = choice.candidate.pairs[0] if choice.candidate.pairs else (choice.candidate.passage, 0)
        return (last[0], choice.candidate.end, index)
    return (source[0].index, source[0].start + source[0].doc[source[1]].idx, index)


def _resolve(cast: Cast, choice: Choice, paragraphs: Sequence[Paragraph]) -> Relayed:
    return relayed(cast, choice.candidate, _who(cast, choice, paragraphs))


def _who(cast: Cast, choice: Choice, paragraphs: Sequence[Paragraph]) -> Resolved:
    candidate = choice.candidate
    if candidate.antecedent is not None:
        known = resolve(cast, *candidate.antecedent)
        return replace(known, antecedent=candidate.antecedent[0].span(*candidate.antecedent[1:]))
    if candidate.source is not None:
        answers = candidate.cue is not None and candidate.cue.class_ == "answer" and not _was_asked(candidate.cue)
        who = resolve(cast, *candidate.source, inner=choice.parent is not None, answers=answers)
        return _labelled(cast, candidate, who)
    if candidate.reason is not None:
        return Resolved(None, candidate.reason)
    if candidate.cue is None:
        passage = paragraphs[candidate.passage].passage
        return context(cast, passage, passage.index_at(candidate.start))
    return Resolved(None, "no-source")


def _was_asked(cue: CueSpan) -> bool:
    """Tell whether somebody unnamed asked: "Asked about it, he replied" leaves who spoke last free to answer."""
    return any(child.dep_ == "advcl" and child.tag_ == "VBN" for child in cue.token.children)


def _labelled(cast: Cast, candidate: Candidate, who: Resolved) -> Resolved:
    """Take the label of a turn for the name of who speaks, where the article says no more of them."""
    if candidate.rule != "turn" or candidate.source is None or who.reason != "no-name":
        return who
    name = candidate.source[0].span(*candidate.source[1:]).text
    known = cast.by_label(name)
    if known is not None:
        return Resolved(cast.ref(known))
    return Resolved(SpeakerRef(id=speaker_id(name), name=name, kind=head_kind(name.split()[-1]) or "person"))


def _ids(article: Article, choices: Sequence[Choice]) -> list[str]:
    """Make the ids: from words, not offsets, so that a change elsewhere in the article leaves them as they are."""
    seen: Counter[str] = Counter()
    ids = []
    for choice in choices:
        words = [article.text[start:end] for start, end in choice.candidate.content]
        cue = "" if choice.candidate.cue is None else _cue_text(choice.candidate.cue)
        key = content_id("q", article.id, choice.type, words, cue)
        seen[key] += 1
        ids.append(key if seen[key] == 1 else content_id("q", key, seen[key]))
    return ids


def _cue_text(cue: CueSpan) -> str:
    return cue.passage.span(cue.first, cue.last).text


def _record(
    article: Article,
    n: int,
    *,
    cast: Cast,
    choices: Sequence[Choice],
    resolved: dict[int, Resolved],
    ids: Sequence[str],
    timexes: Sequence[Timex],
    through: Mapping[int, Sequence[ChainLink]],
) -> Quote:
    choice = choices[n]
    candidate = choice.candidate
    who = resolved[n]
    how = circumstances(article, candidate, timexes)
    return Quote(
        id=ids[n],
        article_id=article.id,
        type=choice.type,
        content=tuple(_span(article, start, end) for start, end in candidate.content),
        quoted=_quoted(article, choice),
        cue=_cue(candidate.cue),
        source=None if candidate.source is None else candidate.source[0].span(*candidate.source[1:]),
        speaker=who.speaker,
        speaker_reason=who.reason,
        co_speakers=who.co_speakers,
        speaks_for=speaks_for(cast, who, candidate.source),
        speaker_count=speaker_count(who.speaker),
        anonymity=anonymity(who.speaker, candidate),
        antecedent=who.antecedent,
        addressee=how.addressee,
        medium=how.medium,
        venue=how.venue,
        chain=_chain(n, choices, resolved, through),
        said_on=how.said_on,
        act=how.act,
        reality=how.reality,
        zone=_zone(article, candidate),
        via_translation=via_translation(candidate),
        parent=None if choice.parent is None else ids[choice.parent],
        rule=candidate.rule,
        tier=candidate.tier,
    )


def _span(article: Article, start: int, end: int) -> Span:
    return Span(start=start, end=end, text=article.text[start:end])


def _quoted(article: Article, choice: Choice) -> tuple[Span, ...]:
    if choice.type == "direct":
        return tuple(_span(article, start, end) for start, end in choice.candidate.content)
    return tuple(_span(article, start, end) for start, end in choice.islands)


def _cue(cue: CueSpan | None) -> Cue | None:
    if cue is None:
        return None
    span = cue.passage.span(cue.first, cue.last)
    lemma = "according to" if cue.class_ == "accordingto" else cue.card.lemma
    return Cue(start=span.start, end=span.end, text=span.text, lemma=lemma, class_=cue.class_)


def _zone(article: Article, candidate: Candidate) -> ZoneKind:
    return article.zones[bisect_right(article.zones, candidate.start, key=lambda zone: zone.start) - 1].kind


def _chain(
    n: int, choices: Sequence[Choice], resolved: dict[int, Resolved], through: Mapping[int, Sequence[ChainLink]]
) -> tuple[ChainLink, ...]:
    """Give who relays a saying, outermost first and the speaker last; empty where the article itself reports."""
    path = [n]
    while (parent := choices[path[-1]].parent) is not None and parent not in path:
        path.append(parent)
    if len(path) == 1 and not through[n]:
        return ()
    links: list[ChainLink] = []
    for k in reversed(path):
        links += [link for link in through[k] if link not in links]
        links += [_link(choices[k].candidate, resolved[k], last=k == n)]
    return tuple(links)


def _link(candidate: Candidate, who: Resolved, *, last: bool) -> ChainLink:
    span = None if candidate.source is None else candidate.source[0].span(*candidate.source[1:])
    name = who.speaker.name if who.speaker else span.text if span else "unknown"
    role = "speaker" if last or who.speaker is None else relay_role(who.speaker)
    start, end = (span.start, span.end) if span else (None, None)
    return ChainLink(name=name, role=role, start=start, end=end)
