"""One article's quotes: find, choose, write."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from quotecheck.extract.accounts import account, is_speech, is_unsaid, mark_of
from quotecheck.extract.behind import propose_behind
from quotecheck.extract.bracketed import propose_bracketed
from quotecheck.extract.candidates import Candidate, Paragraph
from quotecheck.extract.choose import Choice, choose
from quotecheck.extract.direct import propose_direct
from quotecheck.extract.echoes import propose_pulled
from quotecheck.extract.fidelity import with_edits
from quotecheck.extract.framing import frames_only
from quotecheck.extract.headed import propose_headed
from quotecheck.extract.headlines import is_misread, propose_headlines
from quotecheck.extract.joining import join
from quotecheck.extract.leading import propose_blocks, propose_led, propose_tailed
from quotecheck.extract.lists import with_items
from quotecheck.extract.marks import MAX_DEPTH, Marks, find_marks, opening_mark
from quotecheck.extract.mending import mended
from quotecheck.extract.moods import propose_moods
from quotecheck.extract.relative import propose_displaced, propose_relative
from quotecheck.extract.relays import only_cites
from quotecheck.extract.reported import propose_reported
from quotecheck.extract.retractions import propose_retractions
from quotecheck.extract.signed import propose_signed
from quotecheck.extract.silences import propose_silences
from quotecheck.extract.targets import with_targets
from quotecheck.extract.titles import with_titles
from quotecheck.extract.translated import with_translations
from quotecheck.extract.turns import propose_turns
from quotecheck.extract.uncued import uncued
from quotecheck.extract.worded import propose_worded
from quotecheck.extract.writing import write
from quotecheck.language.parse import Passage
from quotecheck.problems import Place, Problem
from quotecheck.records import (
    Article,
    MarkedSpan,
    Quote,
    Timex,
)

# Marks without a partner are told one by one up to this many; then they are counted.
MAX_TOLD = 20


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
    paragraphs = marked(passages)
    choices = choose(paragraphs, *_propose(paragraphs, attitudes=attitudes))
    written = with_targets(write(article, choices, paragraphs, timexes), article.text)
    records = with_translations(article, with_edits(article, written, passages))
    marks = tuple(account(article.id, paragraphs, _owners(paragraphs, choices, records)))
    return Quotes(tuple(records), marks, tuple(_problems(article, paragraphs)))


def weighed(article: Article, passages: Sequence[Passage], quote: Quote) -> Iterator[str]:
    """Yield a line for each candidate that touches a quote's words or cue: taken, or left, and by which rule."""
    paragraphs = marked(passages)
    direct, reported = _propose(paragraphs, attitudes=True)
    taken = {(c.candidate.rule, c.candidate.content) for c in choose(paragraphs, direct, reported)}
    start = min((span.start for span in quote.content), default=0)
    end = max((span.end for span in quote.content), default=0)
    for candidate in sorted((*direct, *reported), key=lambda c: (c.start, -c.end, c.rule)):
        if candidate.start < end and start < candidate.end:
            words = " … ".join(article.text[first:last] for first, last in candidate.content)
            kept = "taken" if (candidate.rule, candidate.content) in taken else "left"
            yield f"{kept}: {candidate.rule} (tier {candidate.tier}): {words}"


def marked(passages: Sequence[Passage]) -> list[Paragraph]:
    """Pair the marks of an article's passages."""
    return [_paragraph(passage, _following(passages, passage)) for passage in passages]


def _following(passages: Sequence[Passage], passage: Passage) -> str:
    after = passage.index + 1
    return passages[after].text if after < len(passages) else ""


def _paragraph(passage: Passage, following: str) -> Paragraph:
    found = find_marks(passage.text, next_opens=opening_mark(following))
    return Paragraph(passage, mended(passage, _shifted(found, passage.start)))


def _shifted(marks: Marks, by: int) -> Marks:
    pairs = tuple(replace(pair, start=pair.start + by, end=pair.end + by) for pair in marks.pairs)
    lone = tuple(replace(mark, start=mark.start + by, end=mark.end + by) for mark in marks.lone)
    return Marks(pairs, lone, marks.flattened)


def _propose(paragraphs: Sequence[Paragraph], *, attitudes: bool) -> tuple[list[Candidate], list[Candidate]]:
    """Give the candidates from marks and those from the parse."""
    cued = [candidate for paragraph in paragraphs for candidate in propose_direct(paragraph)]
    for further in (propose_led, propose_tailed, propose_signed, propose_bracketed, propose_worded):
        cued += further(paragraphs, {key for candidate in cued for key in candidate.pairs})
    direct = [*join(paragraphs, cued), *propose_turns(paragraphs), *propose_blocks(paragraphs)]
    reported = _reported(paragraphs, direct, attitudes=attitudes)
    claimed = {key for candidate in direct for key in candidate.pairs}
    by_passage: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in reported:
        by_passage[candidate.passage].append(candidate)
    for candidate in direct:
        for passage in candidate.verbatim:
            by_passage[passage].append(candidate)
    claimed |= {key for paragraph in paragraphs for key in _islands(paragraph, by_passage[paragraph.passage.index])}
    direct += _further(paragraphs, claimed, {c.passage for c in (*direct, *reported)})
    claimed |= {key for candidate in direct for key in candidate.pairs}
    loose = [c for paragraph in paragraphs for c in _uncued(paragraph, claimed)]
    return direct + join(paragraphs, loose) if loose else direct, reported


def _reported(paragraphs: Sequence[Paragraph], direct: Sequence[Candidate], *, attitudes: bool) -> list[Candidate]:
    """Give the candidates from the parse, less what is nobody's speech."""
    found = [c for paragraph in paragraphs for c in propose_reported(paragraph, attitudes=attitudes)]
    found += [c for paragraph in paragraphs for c in propose_relative(paragraph, attitudes=attitudes)]
    found += [c for paragraph in paragraphs for c in propose_displaced(paragraph, attitudes=attitudes)]
    found += propose_headed(paragraphs)
    found += _behind(paragraphs, (*direct, *found), attitudes=attitudes)
    beside = _by_cue((*direct, *found))
    found = [c for c in found if not only_cites(c) and not (c.cue and frames_only(c, beside[c.cue.passage.index]))]
    said = [c for c in found if not (is_unsaid(paragraphs[c.passage], c) or is_misread(paragraphs[c.passage], c))]
    said = [with_titles(candidate) for candidate in said]
    said += [c for paragraph in paragraphs for c in propose_retractions(paragraph)]
    said += [c for paragraph in paragraphs for c in propose_silences(paragraph, _cue_heads(paragraph, said))]
    return [*with_items(paragraphs, said), *(c for paragraph in paragraphs for c in propose_moods(paragraph))]


def _by_cue(found: Iterable[Candidate]) -> Mapping[int, Sequence[Candidate]]:
    """Give the candidates by the paragraph of their cue."""
    beside: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in found:
        if candidate.cue is not None:
            beside[candidate.cue.passage.index].append(candidate)
    return beside


def _cue_heads(paragraph: Paragraph, found: Sequence[Candidate]) -> set[int]:
    return {c.cue.head for c in found if c.cue is not None and c.cue.passage is paragraph.passage}


def _behind(paragraphs: Sequence[Paragraph], found: Sequence[Candidate], *, attitudes: bool) -> Iterator[Candidate]:
    taken: dict[int, set[int]] = defaultdict(set)
    for candidate in found:
        if candidate.cue is not None:
            taken[candidate.cue.passage.index].add(candidate.cue.head)
    for paragraph in paragraphs:
        yield from propose_behind(paragraph, taken[paragraph.passage.index], attitudes=attitudes)


def _uncued(paragraph: Paragraph, claimed: set[tuple[int, int]]) -> Iterator[Candidate]:
    if paragraph.passage.zone != "headline":
        pairs = paragraph.marks.pairs
        yield from (c for c in uncued(paragraph, claimed) if all(is_speech(paragraph, pairs[n]) for _, n in c.pairs))


def _islands(paragraph: Paragraph, reported: Sequence[Candidate]) -> Iterator[tuple[int, int]]:
    for index, pair in enumerate(paragraph.marks.pairs):
        if any(candidate.covers(pair.inner_start, pair.inner_end) for candidate in reported):
            yield (paragraph.passage.index, index)


def _further(paragraphs: Sequence[Paragraph], claimed: set[tuple[int, int]], cued: set[int]) -> list[Candidate]:
    """Give what headlines say, and quotations that repeat others."""
    headlines = list(propose_headlines(paragraphs, claimed, cued))
    taken = claimed | {key for candidate in headlines for key in candidate.pairs}
    return [*headlines, *propose_pulled(paragraphs, taken)]


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
