"""One article's quotes: find, choose, write."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from quotecheck.extract.accounts import account, mark_of
from quotecheck.extract.candidates import Candidate, CueSpan, Paragraph
from quotecheck.extract.choose import Choice, choose, uncued
from quotecheck.extract.direct import propose_direct
from quotecheck.extract.joining import join
from quotecheck.extract.marks import MAX_DEPTH, Marks, find_marks, opens_with_mark
from quotecheck.extract.reported import propose_reported
from quotecheck.extract.saying import circumstances
from quotecheck.extract.speakers import Cast, Resolved, described
from quotecheck.language.names import fold
from quotecheck.language.parse import Passage
from quotecheck.problems import Place, Problem
from quotecheck.records import (
    Article,
    ChainLink,
    Cue,
    LinkRole,
    MarkedSpan,
    Quote,
    Span,
    SpeakerKind,
    Timex,
    ZoneKind,
    content_id,
)

# Marks without a partner are told one by one up to this many; then they are counted.
MAX_TOLD = 20
_RELAYS: dict[SpeakerKind, LinkRole] = {"document": "document", "anonymous": "anonymous", "person": "speaker"}


@dataclass(frozen=True, slots=True)
class Quotes:
    """What the marks and cues of an article gave."""

    quotes: tuple[Quote, ...]
    marks: tuple[MarkedSpan, ...]
    problems: tuple[Problem, ...]


def quotes(
    article: Article, passages: Sequence[Passage], timexes: Sequence[Timex], *, attitudes: bool = False
) -> Quotes:
    """Extract the quotes of a parsed article, and account for every mark.

    With `attitudes`, beliefs, intentions and feelings are quotes too (PolNeAR); by default only what was said is.
    """
    paragraphs = [_paragraph(passage, _following(passages, passage)) for passage in passages]
    choices = choose(paragraphs, *_propose(paragraphs, attitudes=attitudes))
    records = _write(article, choices, passages, timexes)
    marks = tuple(account(article.id, paragraphs, _owners(paragraphs, choices, records)))
    return Quotes(tuple(records), marks, tuple(_problems(article, paragraphs)))


def weighed(article: Article, passages: Sequence[Passage], quote: Quote) -> Iterator[str]:
    """Yield a line for each candidate that touches a quote's words or cue: taken, or left, and by which rule."""
    paragraphs = [_paragraph(passage, _following(passages, passage)) for passage in passages]
    direct, reported = _propose(paragraphs, attitudes=True)
    taken = {(c.candidate.rule, c.candidate.content) for c in choose(paragraphs, direct, reported)}
    start = min((span.start for span in quote.content), default=0)
    end = max((span.end for span in quote.content), default=0)
    for candidate in sorted((*direct, *reported), key=lambda c: (c.start, -c.end, c.rule)):
        if candidate.start < end and start < candidate.end:
            words = " … ".join(article.text[first:last] for first, last in candidate.content)
            kept = "taken" if (candidate.rule, candidate.content) in taken else "left"
            yield f"{kept}: {candidate.rule} (tier {candidate.tier}): {words}"


def _following(passages: Sequence[Passage], passage: Passage) -> str:
    after = passage.index + 1
    return passages[after].doc.text if after < len(passages) else ""


def _paragraph(passage: Passage, following: str) -> Paragraph:
    found = find_marks(passage.doc.text, next_opens=opens_with_mark(following))
    return Paragraph(passage, _shifted(found, passage.start))


def _shifted(marks: Marks, by: int) -> Marks:
    pairs = tuple(replace(pair, start=pair.start + by, end=pair.end + by) for pair in marks.pairs)
    lone = tuple(replace(mark, start=mark.start + by, end=mark.end + by) for mark in marks.lone)
    return Marks(pairs, lone, marks.flattened)


def _propose(paragraphs: Sequence[Paragraph], *, attitudes: bool) -> tuple[list[Candidate], list[Candidate]]:
    """Give the candidates from marks and those from the parse."""
    cued = [candidate for paragraph in paragraphs for candidate in propose_direct(paragraph)]
    direct = join(paragraphs, cued)
    reported = [c for paragraph in paragraphs for c in propose_reported(paragraph, attitudes=attitudes)]
    claimed = {key for candidate in direct for key in candidate.pairs}
    by_passage: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in reported:
        by_passage[candidate.passage].append(candidate)
    claimed |= {key for paragraph in paragraphs for key in _islands(paragraph, by_passage[paragraph.passage.index])}
    loose = [c for paragraph in paragraphs for c in uncued(paragraph, claimed) if paragraph.passage.zone != "headline"]
    return direct + join(paragraphs, loose) if loose else direct, reported


def _islands(paragraph: Paragraph, reported: Sequence[Candidate]) -> Iterator[tuple[int, int]]:
    for index, pair in enumerate(paragraph.marks.pairs):
        if any(candidate.covers(pair.inner_start, pair.inner_end) for candidate in reported):
            yield (paragraph.passage.index, index)


def _write(
    article: Article, choices: Sequence[Choice], passages: Sequence[Passage], timexes: Sequence[Timex]
) -> list[Quote]:
    cast = Cast(passages)
    resolved = {n: _resolve(cast, choice, passages) for n, choice in sorted(enumerate(choices), key=_by_source)}
    _identify_lead(article, choices, resolved)
    ids = _ids(article, choices)
    return [
        _record(article, n, choices=choices, resolved=resolved, ids=ids, timexes=timexes) for n in range(len(choices))
    ]


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
        if (
            following is not None
            and following.kind == "person"
            and fold(following.name).split()[-1] in fold(headline).split()
        ):
            resolved[n] = Resolved(following, antecedent=resolved[later].antecedent)
        return


def _by_source(item: tuple[int, Choice]) -> tuple[int, int, int]:
    """Order choices by where their sources stand, so that a pronoun finds those before it."""
    index, choice = item
    source = choice.candidate.source
    if source is None:
        last = choice.candidate.pairs[0] if choice.candidate.pairs else (choice.candidate.passage, 0)
        return (last[0], choice.candidate.end, index)
    return (source[0].index, source[0].start + source[0].doc[source[1]].idx, index)


def _resolve(cast: Cast, choice: Choice, passages: Sequence[Passage]) -> Resolved:
    candidate = choice.candidate
    if candidate.source is not None:
        return cast.resolve(*candidate.source)
    if candidate.cue is None:
        passage = passages[candidate.passage]
        return cast.context(passage, passage.index_at(candidate.start))
    return Resolved(None, "no-source")


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
    choices: Sequence[Choice],
    resolved: dict[int, Resolved],
    ids: Sequence[str],
    timexes: Sequence[Timex],
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
        antecedent=who.antecedent,
        addressee=how.addressee,
        medium=how.medium,
        venue=how.venue,
        chain=_chain(n, choices, resolved),
        said_on=how.said_on,
        act=how.act,
        reality=how.reality,
        zone=_zone(article, candidate),
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
    """Give the zone of a candidate by its words or, where it has none, by its cue."""
    cue = candidate.cue
    at = candidate.start if candidate.content or cue is None else cue.passage.start + cue.token.idx
    return article.zones[bisect_right(article.zones, at, key=lambda zone: zone.start) - 1].kind


def _chain(n: int, choices: Sequence[Choice], resolved: dict[int, Resolved]) -> tuple[ChainLink, ...]:
    """Give who relays a saying, outermost first and the speaker last; empty where the article itself reports."""
    path = [n]
    while (parent := choices[path[-1]].parent) is not None and parent not in path:
        path.append(parent)
    if len(path) == 1:
        return ()
    return tuple(_link(choices[k].candidate, resolved[k], last=k == n) for k in reversed(path))


def _link(candidate: Candidate, who: Resolved, *, last: bool) -> ChainLink:
    span = None if candidate.source is None else candidate.source[0].span(*candidate.source[1:])
    name = who.speaker.name if who.speaker else span.text if span else "unknown"
    relay = None if last or who.speaker is None else who.speaker.kind
    role = "speaker" if relay is None else _RELAYS.get(relay, "organisation")
    start, end = (span.start, span.end) if span else (None, None)
    return ChainLink(name=name, role=role, start=start, end=end)


def _owners(
    paragraphs: Sequence[Paragraph], choices: Sequence[Choice], records: Sequence[Quote]
) -> dict[tuple[int, int], tuple[str, bool]]:
    """Tell for each pair of marks which quote it belongs to, and whether it is the whole quotation."""
    owners: dict[tuple[int, int], tuple[str, bool]] = {}
    for choice, record in zip(choices, records, strict=True):
        for key in choice.candidate.pairs:
            owners.setdefault(key, (record.id, True))
        paragraph = paragraphs[choice.candidate.passage]
        for index, pair in enumerate(paragraph.marks.pairs):
            if choice.candidate.covers(pair.inner_start, pair.inner_end):
                owners.setdefault((paragraph.passage.index, index), (record.id, False))
    return owners


def _problems(article: Article, paragraphs: Sequence[Paragraph]) -> Iterator[Problem]:
    breaks = [at for at, char in enumerate(article.text) if char == "\n"]
    place = Place(article.id, None, "/text")
    faulty = [at for paragraph in paragraphs for at in _faulty(paragraph)]
    for at in faulty[:MAX_TOLD]:
        line = bisect_right(breaks, at) + 1
        yield Problem("QC201", f"a quotation mark at offset {at} (line {line} of the text) has no partner", place)
    if len(faulty) > MAX_TOLD:
        yield Problem("QC201", f"{len(faulty) - MAX_TOLD} more quotation marks have no partner", place)
    if any(paragraph.marks.flattened for paragraph in paragraphs):
        yield Problem("QC204", f"marks stand deeper than {MAX_DEPTH} levels", place)


def _faulty(paragraph: Paragraph) -> list[int]:
    """Give where marks without a partner stand, in order."""
    pairs = [mark_of(pair)[0] for pair in paragraph.marks.pairs if pair.fault in ("unclosed", "unopened")]
    return sorted(pairs + [mark.start for mark in paragraph.marks.lone if mark.class_ == "unpaired"])
