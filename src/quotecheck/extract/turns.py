"""Turns of talk under labels, without quotation marks: interviews (`Q.`, `Tern:`) and transcripts (`MR VALE:`).

A colon behind a capital is no turn by itself: "Age: 54" and "Tickets: two crowns" are entries of a list. Labels are
taken for speakers only where they come one after the other, and as people take turns: a question, one label again, or
a form that only transcripts have.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from quotecheck.extract.candidates import Candidate, Chars, Paragraph, colon_at
from quotecheck.extract.people import Mention
from quotecheck.language.names import fold

# Paragraphs of one answer that may stand between two labels.
MAX_BETWEEN = 3
_RULE = "turn"
_LABEL = re.compile(
    r"(?:[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?\s+)?[*_]{0,2}"
    r"(?P<label>Q\d*|A\d*|(?:The |THE )?[^\W\d_a-z][\w.'’&-]*(?: [^\W\d_a-z][\w.'’&-]*| (?:de|van|der|von|of|the)){0,5}"
    r"|[^\W\d_a-z][a-z]+(?: [a-z]+)?)"
    r"(?: ?[(\[][^()\[\]]{1,40}[)\]])?[*_]{0,2}(?P<colon>[:.])[*_]{0,2}\s+(?=\S)"
)
_ASIDE = re.compile(r"[*_]*[(\[][^()\[\]]{1,80}[)\]][*_]*\.?")
_QUESTIONER = frozenset({"q", "question", "interviewer", "reporter", "journalist", "host", "presenter", "moderator"})
_ANSWERER = frozenset({"a", "answer", "interviewee", "guest", "respondent"})
_INTERVIEW = re.compile(r"\b(?:interview|questions?|spoke|talk|talked|talks|speaks|sat down|asked|meets?|met)\b")
_QUOTED = tuple("\"“'‘«„")


@dataclass(frozen=True, slots=True)
class _Turn:
    paragraph: Paragraph
    label: Chars
    colon: int
    start: int

    @property
    def name(self) -> str:
        return fold(self.paragraph.slice(*self.label)).strip("0123456789 ")

    @property
    def words(self) -> str:
        return self.paragraph.slice(self.start, self.paragraph.passage.end)


@dataclass(frozen=True)
class _Named:
    """Who is named in an article, by the initials of their names."""

    paragraphs: Sequence[Paragraph]

    @cached_property
    def by_initials(self) -> dict[str, dict[tuple[str, ...], Mention]]:
        found: dict[str, dict[tuple[str, ...], Mention]] = defaultdict(dict)
        for paragraph in self.paragraphs:
            for mention in paragraph.mentions:
                found["".join(word[0] for word in mention.words)][mention.words] = mention
        return found


def propose_turns(paragraphs: Sequence[Paragraph]) -> Iterator[Candidate]:
    """Yield a candidate for each turn of a run of labelled paragraphs, with the unlabelled ones that go on from it."""
    turns = [_turn(paragraph) for paragraph in paragraphs]
    named = _Named(paragraphs)
    for run in _runs(paragraphs, turns):
        found = [turns[n] for n in run]
        if _is_talk([turn for turn in found if turn is not None]):
            yield from _candidates(paragraphs, turns, run, named)


def _turn(paragraph: Paragraph) -> _Turn | None:
    passage = paragraph.passage
    match = _LABEL.match(passage.text)
    if match is None or passage.zone not in ("body", "quote-block", "headline"):
        return None
    first, last = match.span("label")
    turn = _Turn(
        paragraph,
        (passage.start + first, passage.start + last),
        passage.start + match.start("colon"),
        passage.start + match.end(),
    )
    stopped = match.group("colon") == "." and turn.name not in ("q", "a")
    says = any(char.isalpha() for char in turn.words) and not turn.words.startswith(_QUOTED)
    return turn if says and not stopped else None


def _runs(paragraphs: Sequence[Paragraph], turns: Sequence[_Turn | None]) -> Iterator[list[int]]:
    """Yield the indexes of labelled paragraphs that follow each other, few others apart."""
    run: list[int] = []
    for n, turn in enumerate(turns):
        if turn is None:
            continue
        if run and _apart(paragraphs, run[-1], n):
            yield run
            run = []
        run.append(n)
    if run:
        yield run


def _apart(paragraphs: Sequence[Paragraph], before: int, after: int) -> bool:
    between = [p for p in paragraphs[before + 1 : after] if not _ASIDE.fullmatch(p.passage.text)]
    return len(between) > MAX_BETWEEN or any(p.marks.pairs or p.passage.zone != "body" for p in between)


def _is_talk(turns: Sequence[_Turn]) -> bool:
    """Tell whether labels in a row are people who take turns."""
    if len(turns) < 2:  # noqa: PLR2004
        return False
    names = Counter(turn.name for turn in turns)
    asked = any(turn.words.rstrip("*_ ").endswith("?") for turn in turns)
    if set(names) & _QUESTIONER:
        return asked or bool(set(names) & _ANSWERER)
    labels = [turn.paragraph.slice(*turn.label) for turn in turns]
    shouted = all(label.isupper() and len(label) > 3 for label in labels)  # noqa: PLR2004
    again = [name for name, _ in groupby(turn.name for turn in turns)]
    return len(names) > 1 and (asked or shouted or (len(again) > len(set(again)) and _sentences(turns)))


def _sentences(turns: Sequence[_Turn]) -> bool:
    return all(turn.words.rstrip("*_ ").endswith((".", "?", "!", "…", "—", "–", "-")) for turn in turns)


def _candidates(
    paragraphs: Sequence[Paragraph], turns: Sequence[_Turn | None], run: Sequence[int], named: _Named
) -> Iterator[Candidate]:
    answered = any((turn := turns[n]) and turn.name in _ANSWERER for n in run)
    guest = _guest(paragraphs[: run[0]]) if answered else None
    ends = [*run[1:], run[-1] + 1]
    for n, end in zip(run, ends, strict=True):
        turn = turns[n]
        if turn is not None:
            rest = [p for p in paragraphs[n + 1 : end] if not _ASIDE.fullmatch(p.passage.text)]
            yield _candidate(turn, rest, guest, named)


def _candidate(turn: _Turn, rest: Sequence[Paragraph], guest: Mention | None, named: _Named) -> Candidate:
    passage = turn.paragraph.passage
    content = [_trimmed(turn.paragraph, turn.start), *(_trimmed(p, p.passage.start) for p in rest)]
    cue = colon_at(passage, passage.doc[passage.index_at(turn.colon)])
    label = passage.tokens(*turn.label)
    who = (passage, label.start, label.end) if len(label) else None
    known, reason = None, None
    if turn.name in _ANSWERER:
        known, reason = guest, "no-name"
    elif turn.name in _QUESTIONER:
        reason = "interviewer"
    else:
        known = _by_initials(turn.paragraph.slice(*turn.label), named)
    antecedent = None if known is None else (known.passage, known.first, known.last)
    if reason is not None:
        who = None
    over = (passage.index, *(p.passage.index for p in rest))
    return Candidate(
        tuple(content), cue, who, _RULE, "B", passage.index, antecedent=antecedent, reason=reason, verbatim=over
    )


def _trimmed(paragraph: Paragraph, start: int) -> Chars:
    """Leave the marks of bold or italic type at the end of a turn out."""
    words = paragraph.slice(start, paragraph.passage.end)
    return start, start + len(words.rstrip("*_ \u00a0"))


def _guest(before: Sequence[Paragraph]) -> Mention | None:
    """Find who answers: the one person named in full above the first turn, or the one met there for an interview."""
    named = [m for p in before if p.passage.zone != "byline" for m in p.mentions if len(m.words) > 1]
    people = {mention.words: mention for mention in named}
    if len(people) == 1:
        return named[0]
    met = {m.words: m for m in named if _INTERVIEW.search(m.passage.doc[m.head].sent.text[: _offset(m)].lower())}
    return next(iter(met.values())) if len(met) == 1 else None


def _offset(mention: Mention) -> int:
    doc = mention.passage.doc
    return doc[mention.first].idx - doc[mention.head].sent.start_char


def _by_initials(label: str, named: _Named) -> Mention | None:
    """Find whom initials stand for: "MO:" in an article that names Mara Ollenby."""
    letters = label.replace(".", "")
    if not (letters.isupper() and 1 < len(letters) <= 3):  # noqa: PLR2004
        return None
    fits = list(named.by_initials.get(letters.lower(), {}).values())
    return fits[0] if len(fits) == 1 else None
