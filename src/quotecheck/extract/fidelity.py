"""How faithful a quotation is: what an editor put in, replaced, left out, marked or censored between the marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from quotecheck.language.parse import Passage
from quotecheck.language.unedited import NOTE_REACH, unedited
from quotecheck.records import Article, Edit, Quote, Span
from quotecheck.rules.edits import EditCard, edit_cards

# The Penn tag of the word that covers an offset of the article.
Tag = Callable[[int], str]

_MARKS = re.compile(r"[.,;]?[”’\"'»“]*[.,;]?\s?")
_LETTER = re.compile(r"[^\W\d_]")
_BEFORE_SIGN = re.compile(r"\s+(?=[,.;:!?](?!\.))")


def with_edits(article: Article, quotes: Sequence[Quote], passages: Sequence[Passage]) -> list[Quote]:
    """Add to each quote the traces of an editor in its quoted stretches, and the words without them."""
    tag = tagger(passages)
    return [_with_edits(article, quote, tag) for quote in quotes]


def _with_edits(article: Article, quote: Quote, tag: Tag) -> Quote:
    found = edits(article.text, quote.quoted, tag)
    return quote.model_copy(update={"edits": found, "comparable": comparable(quote.quoted, found)}) if found else quote


def tagger(passages: Sequence[Passage]) -> Tag:
    """Give what looks up the tag of the word that covers an offset of the article."""

    def tag(offset: int) -> str:
        passage = passages[max(0, bisect_right(passages, offset, key=lambda passage: passage.start) - 1)]
        index = passage.index_at(offset)
        return passage.doc[index].tag_ if index < len(passage.doc) else ""

    return tag


def edits(text: str, quoted: Sequence[Span], tag: Tag) -> tuple[Edit, ...]:
    """Find the traces of an editor in the quoted stretches of an article's `text`, in order."""
    found = {edit.start: edit for stretch in quoted for _, edit in traces(text, stretch, tag)}
    return tuple(_explained([found[start] for start in sorted(found)], text, quoted))


def _explained(found: Sequence[Edit], text: str, quoted: Sequence[Span]) -> Iterator[Edit]:
    """Take signs of emphasis and the note that explains them for one edit: "It *never* leaked (emphasis added)"."""
    for at, edit in enumerate(found):
        note = found[at + 1] if at + 1 < len(found) else None
        if at and _is_note(edit) and _is_sign(found[at - 1]):
            continue
        if note is not None and _is_sign(edit) and _is_note(note):
            within = any(stretch.start <= edit.start and note.end <= stretch.end for stretch in quoted)
            end = note.end if within else edit.end
            yield edit.model_copy(update={"end": end, "text": text[edit.start : end]})
        else:
            yield edit


def _is_note(edit: Edit) -> bool:
    return edit.kind == "emphasis" and edit.text[0] in "(["


def _is_sign(edit: Edit) -> bool:
    return edit.kind == "emphasis" and edit.text[0] in "*_"


def comparable(quoted: Sequence[Span], found: Sequence[Edit]) -> str | None:
    """Give the quoted words without the traces of an editor; None where there are none."""
    if not found:
        return None
    parts = ["".join(char for char, _ in unedited(stretch, found)) for stretch in quoted]
    parts = [_BEFORE_SIGN.sub("", " ".join(part.split())).rstrip(",") for part in parts]
    return " ".join(part for part in parts if part)


def traces(text: str, stretch: Span, tag: Tag) -> Iterator[tuple[str, Edit]]:
    """Yield the edits of one stretch, each with the card that found it."""
    taken: list[tuple[int, int]] = []
    for name, card in edit_cards().items():
        for start, end in _matches(text, stretch, name, card):
            if all(end <= first or last <= start for first, last in taken) and _fits(text, start, end, card, tag):
                taken.append((start, end))
                yield name, Edit(start=start, end=end, text=text[start:end], kind=card.kind)


@lru_cache(maxsize=1)
def _patterns() -> Mapping[str, tuple[re.Pattern[str], re.Pattern[str] | None, re.Pattern[str] | None]]:
    return {
        name: (
            re.compile(card.pattern),
            re.compile(rf"{card.before}\Z") if card.before else None,
            re.compile(card.after) if card.after else None,
        )
        for name, card in edit_cards().items()
    }


def _matches(text: str, stretch: Span, name: str, card: EditCard) -> Iterator[tuple[int, int]]:
    pattern, before, after = _patterns()[name]
    for match in pattern.finditer(stretch.text):
        start, end = match.span()
        if (before is None or before.search(stretch.text[:start])) and (
            after is None or after.match(stretch.text[end:])
        ):
            yield stretch.start + start, stretch.start + end
    if card.behind:
        close = _MARKS.match(text, stretch.end)
        note = pattern.match(text, close.end()) if close and close.end() - stretch.end <= NOTE_REACH else None
        if note:
            yield note.span()


def _fits(text: str, start: int, end: int, card: EditCard, tag: Tag) -> bool:
    """Tell whether the words around and inside are of the kinds that a card asks for."""
    before = start - 1 - (len(text[:start]) - len(text[:start].rstrip()))
    asked = (
        (card.before_tags, before if before >= 0 else None),
        (card.inside_tags, _letter(text, start, end)),
        (card.after_tags, _letter(text, end, end + 3)),
    )
    return all(not tags or (at is not None and tag(at) in tags) for tags, at in asked)


def _letter(text: str, start: int, end: int) -> int | None:
    found = _LETTER.search(text, start, end)
    return found.start() if found else None
