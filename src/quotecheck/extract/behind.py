"""Reported words with marks among them, by position: a cue to which the parse ties nothing, and marks behind it.

Small parsers lose a clause that marks interrupt ("called the speech “tired” and the plan …"). Position keeps it.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from quotecheck.extract.accounts import is_speech
from quotecheck.extract.candidates import Candidate, CueSpan, Paragraph, cue_at
from quotecheck.extract.marks import Pair
from quotecheck.extract.sentences import sentences
from quotecheck.extract.sources import named, source_of

# Words between a cue and the marks that its content holds.
MAX_BETWEEN = 25
_CALLING = frozenset({"naming", "calling"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_BREAKS = frozenset({",", ";", ":", ".", "—", "–", "--", "-", "(", ")", "!", "?"})
_JOINS = frozenset({"and", "or", ",", "but", "as"})


def propose_behind(paragraph: Paragraph, taken: set[int], *, attitudes: bool) -> Iterator[Candidate]:
    """Yield a candidate for each cue that is not `taken` and has marks behind it in its sentence."""
    tops = [pair for pair in paragraph.marks.pairs if pair.parent is None and pair.fault is None]
    if not tops:
        return
    for token in paragraph.passage.doc:
        if token.pos_ != "VERB" or token.i in taken or paragraph.inside(token):
            continue
        cue = cue_at(paragraph.passage, token)
        if cue is not None and token.tag_ != "VBN" and (attitudes or not cue.card.attitude):
            candidate = _candidate(paragraph, cue, tops)
            if candidate is not None:
                yield candidate


def _candidate(paragraph: Paragraph, cue: CueSpan, tops: list[Pair]) -> Candidate | None:
    source = source_of(cue.token)
    if source is None or not named(cue.passage, *source) or cue.token.dep_ == "amod":
        return None
    start = cue.passage.start + cue.passage.doc[cue.last - 1].idx + len(cue.passage.doc[cue.last - 1])
    first = next((n for n, pair in enumerate(tops) if pair.start >= start), None)
    if first is None or not _one_statement(paragraph, cue, start, tops[first].start):
        return None
    between = [t for t in cue.passage.tokens(start, tops[first].start) if not t.is_punct]
    opening = _opening(cue, between)
    if opening is None and (between or not _introduces(paragraph, cue, tops[first])):
        return None
    begin = tops[first].start if opening is None else cue.passage.start + opening.idx
    content = ((begin, _end(paragraph, tops, first)),)
    return Candidate(content, cue, (cue.passage, *source), "marks-behind", "C", cue.passage.index)


def _opening(cue: CueSpan, between: list[Token]) -> Token | None:
    """Find where the content starts: at "that", at the subject of a clause, or at what is called something."""
    that = next((token for token in between if token.lower_ == "that" and token.tag_ == "IN"), None)
    finite = any(token.tag_ in _FINITE for token in between)
    nominal = bool(between) and between[0].pos_ in ("DET", "NOUN", "PROPN", "PRON", "NUM", "ADJ")
    if "clause" in cue.card.frames and finite and not cue.card.attitude:
        return that or (between[0] if nominal else None)
    calls = bool(cue.card.frames & _CALLING) and not any(token.pos_ in ("VERB", "AUX") for token in between)
    return between[0] if calls and nominal else None


def _introduces(paragraph: Paragraph, cue: CueSpan, pair: Pair) -> bool:
    """Tell whether a cue right before marks gives words, not the title of a work or what one might say."""
    return "marks" in cue.card.frames and cue.class_ != "write" and is_speech(paragraph, pair)


def _one_statement(paragraph: Paragraph, cue: CueSpan, start: int, end: int) -> bool:
    between = list(paragraph.passage.tokens(start, end))
    words = [token for token in between if not token.is_punct]
    if len(words) > MAX_BETWEEN or len(sentences(between)) > 1 or any(t.text in (";", ":", ".") for t in between):
        return False
    return not any(_speaks(cue, token) for token in words)


def _speaks(cue: CueSpan, token: Token) -> bool:
    other = cue_at(cue.passage, token) if token.pos_ in ("VERB", "NOUN") else None
    return other is not None and not other.card.attitude


def _closes(paragraph: Paragraph, end: int) -> bool:
    """Tell whether the words in marks end a clause themselves: “… is not Christian.” or “… is not Christian,”."""
    return paragraph.slice(end - 2, end)[:1] in tuple(".,?!")


def _end(paragraph: Paragraph, tops: list[Pair], first: int) -> int:
    """Give where the words break off behind the last of the pairs that only a conjunction joins to the first."""
    end = tops[first].end
    for pair in tops[first + 1 :]:
        joined = [token.lower_ for token in paragraph.passage.tokens(end, pair.start)]
        if not set(joined) <= _JOINS:
            break
        end = pair.end
    if _closes(paragraph, end):
        return end
    for token in paragraph.passage.tokens(end, paragraph.passage.end):
        if token.text in _BREAKS or token.is_space or token.pos_ in ("CCONJ", "VERB", "AUX"):
            break
        end = paragraph.passage.start + token.idx + len(token)
    return end
