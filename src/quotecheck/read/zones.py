"""What each paragraph of an article is for: headline, byline, dateline, body, caption, correction, link, boilerplate.

The body is what is left: a paragraph is taken for something else only where a card or its place says so clearly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from quotecheck.read.appeals import is_guarded, sections
from quotecheck.read.paragraphs import Paragraph, paragraphs
from quotecheck.read.zone_cards import ZoneCard, cards_of, zone_cards
from quotecheck.records import Article, Zone, ZoneKind

Kinds = list[ZoneKind | None]

# Labels that decide by themselves, the more telling first.
_ORDER: tuple[ZoneKind, ...] = (
    "correction", "related", "quote-block", "headline", "byline", "caption", "dateline", "boilerplate",
)  # fmt: skip
_MAX_HEADLINE_WORDS = 25
_MAX_QUESTION_WORDS = 14
_MAX_LINK_WORDS = 13
_MAX_HEADING_WORDS = 4
_MIN_PROSE_SHARE = 0.7
_NOT_WORD = re.compile(r"[\W_]+")
_SITE = re.compile(r"\s+[|–—-]\s+[^|–—]{1,40}$")
_LIST_ITEM = re.compile(r"[-*•·–—>\d(\[]")
_SPEECH = re.compile(r"[\"“”]|\w:\s|\b(?:said|told|added|asked|according)\b|\b\w{2,20}ed that\b")
# A headline may end in "…, court told".
_SAID = re.compile(r"\b(?:said|added|asked|replied|told(?!$))\b")
_CAPITAL_WORD = re.compile(r"[^\W\d_]\S{3,}")
_MAX_DATELINE = 200
# More lines than these above the first sentence are a table or a poem.
_MAX_LEAD = 12


def zone(article: Article) -> Article:
    """Give the article with its zones: all of its text but white space, in order, without overlap."""
    found = paragraphs(article.text)
    kinds = _kinds(found, article)
    zones = (part for paragraph, kind in zip(found, kinds, strict=True) for part in _parts(paragraph, kind))
    return article.model_copy(update={"zones": tuple(zones)})


def _kinds(found: Sequence[Paragraph], article: Article) -> list[ZoneKind]:
    kinds = sections(found, [_alone(paragraph, article) for paragraph in found])
    first = _body_start(found, kinds)
    if first is not None:
        _label_lead(found, kinds, first, article)
        _label_amid(found, kinds, first)
    return [kind or "body" for kind in kinds]


def _parts(paragraph: Paragraph, kind: ZoneKind) -> Iterator[Zone]:
    """Yield the paragraph's zone, or two where a dateline opens its text."""
    start = paragraph.start
    if kind == "body" and (length := _dateline_length(paragraph)):
        yield Zone(kind="dateline", start=start, end=start + len(paragraph.text[:length].rstrip()))
        start += length
    if start < paragraph.end:
        yield Zone(kind=kind, start=start, end=paragraph.end)


def _dateline_length(paragraph: Paragraph) -> int:
    head = paragraph.text[:_MAX_DATELINE]
    matches = (card.match_text(head) for card in cards_of("splits"))
    return max((match.end() for match in matches if match), default=0)


def _alone(paragraph: Paragraph, article: Article) -> ZoneKind | None:
    """Give the kind that a paragraph shows by itself, wherever it stands."""
    if paragraph.words <= _MAX_HEADLINE_WORDS:
        if article.title and _same(paragraph.text, article.title):
            return "headline"
        if article.byline and _same(paragraph.text, article.byline):
            return "byline"
    if not any(char.isalnum() or char in "\"“”„«»‘’'" for char in paragraph.text[:_MAX_DATELINE]):
        return "boilerplate"
    kind = _first(_ordered_cards(), paragraph)
    return None if kind == "boilerplate" and is_guarded(paragraph) else kind


@lru_cache(maxsize=1)
def _ordered_cards() -> tuple[ZoneCard, ...]:
    return tuple(sorted(cards_of("alone"), key=_rank))


def _rank(card: ZoneCard) -> int:
    return _ORDER.index(card.kind)


def _first(cards: Sequence[ZoneCard], paragraph: Paragraph) -> ZoneKind | None:
    return next((card.kind for card in cards if card.fires(paragraph)), None)


def _same(line: str, title: str) -> bool:
    """Tell whether a line is the title: the name of a site behind it, case and punctuation aside."""
    ours, theirs = _folded(line), _folded(title)
    return bool(ours) and (
        ours == theirs or _folded(_SITE.sub("", line)) == theirs or ours == _folded(_SITE.sub("", title))
    )


def _folded(text: str) -> str:
    return _NOT_WORD.sub(" ", text).strip().casefold()


def _body_start(found: Sequence[Paragraph], kinds: Kinds) -> int | None:
    """Give the index of the first paragraph of running text, or None where there is none."""
    for at, kind in enumerate(kinds):
        if kind is None and _is_text(found[at]) and not (at < _MAX_LEAD and _is_above(found, kinds, at)):
            return at
    return None


def _is_above(found: Sequence[Paragraph], kinds: Kinds, at: int) -> bool:
    """Tell whether a line that reads as a sentence is a headline: said twice, or a question with text below it."""
    paragraph = found[at]
    if at + 1 == len(found) or "headline" in kinds[:at]:
        return False
    repeated = paragraph.text in (found[at + 1].text, found[at - 1].text if at else None)
    if repeated and paragraph.words <= _MAX_HEADLINE_WORDS:
        return True
    asks = paragraph.text.endswith("?") and paragraph.words <= _MAX_QUESTION_WORDS
    return asks and all(kind is not None for kind in kinds[:at])


def _is_text(paragraph: Paragraph) -> bool:
    return (
        paragraph.ends_sentence
        or paragraph.words > _MAX_HEADLINE_WORDS
        or _dateline_length(paragraph) > 0
        or _SAID.search(paragraph.text) is not None
        or zone_cards()["live-blog"].fires(paragraph)
    )


def _label_lead(found: Sequence[Paragraph], kinds: Kinds, first: int, article: Article) -> None:
    """Label what stands above the body: headlines, their repeats, a caption, a line with the place."""
    lead = [at for at in range(first) if kinds[at] is None]
    for at in lead if len(lead) <= _MAX_LEAD else ():
        paragraph = found[at]
        titled = article.title is not None or "headline" in kinds[:at]
        if _is_scene(found, at, first, titled=titled):
            kinds[at] = "caption"
        elif _is_place(paragraph, titled=titled):
            kinds[at] = "dateline"
        elif paragraph.words <= _MAX_HEADLINE_WORDS:
            kinds[at] = "headline"


def _is_scene(found: Sequence[Paragraph], at: int, first: int, *, titled: bool) -> bool:
    """Tell whether a line right above a dateline is a caption: a headline is above it, or it says when it was taken."""
    if at + 1 != first or not _dateline_length(found[first]):
        return False
    scenes = [card for card in cards_of("lead") if card.kind == "caption"]
    return _first(scenes, found[at]) is not None or (titled and not _places(found[at]))


def _is_place(paragraph: Paragraph, *, titled: bool) -> bool:
    """Tell whether a line is a dateline; without a headline above it, capitals of several words may be one."""
    text = paragraph.text
    return _places(paragraph) and (titled or paragraph.words == 1 or "," in text or "(" in text)


def _places(paragraph: Paragraph) -> bool:
    return _first([card for card in cards_of("lead") if card.kind == "dateline"], paragraph) is not None


def _label_amid(found: Sequence[Paragraph], kinds: Kinds, first: int) -> None:
    """Label the lines without punctuation that stand alone amid running text: headings and links."""
    rest = [at for at in range(first, len(found)) if kinds[at] is None]
    prose = [at for at in rest if found[at].ends_sentence]
    if len(prose) < _MIN_PROSE_SHARE * len(rest):
        return
    is_prose = set(prose)
    for at in rest:
        last = at + 1 == len(found)
        if at != first and at not in is_prose and at - 1 in is_prose and (last or at + 1 in is_prose):
            kinds[at] = _amid(found[at], last=last)
    for at in prose:
        if at != first and (card := _first(cards_of("amid"), found[at])) == "headline" and found[at].gap_before:
            kinds[at] = card


def _amid(line: Paragraph, *, last: bool) -> ZoneKind | None:
    if line.words > _MAX_LINK_WORDS or _LIST_ITEM.match(line.text) or _SPEECH.search(line.text) or is_guarded(line):
        return None
    if kind := _first(cards_of("amid"), line):
        return kind
    if line.words <= _MAX_HEADING_WORDS:
        return None if last else "headline"
    isolated = line.gap_before and line.gap_after and not last
    return "related" if isolated or _is_title_case(line.text) else None


def _is_title_case(text: str) -> bool:
    words = _CAPITAL_WORD.findall(text)
    return len(words) >= _MAX_HEADING_WORDS and sum(word[0].isupper() for word in words) >= 0.8 * len(words)
