"""Attributions by a noun or a phrase: `in the words of Vale, “…”`, `as Vale put it`, `“…” That was Vale’s answer`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Span

from quotecheck.extract.accounts import is_speech
from quotecheck.extract.candidates import Candidate, CueSpan, Paragraph
from quotecheck.extract.marks import Pair
from quotecheck.rules.attribution import Cue

_NP = r"(?P<who>[^,.;:!?“”\"()]{2,70}?(?:, [^,.;:!?“”\"()]{2,60}?)?)"
_NOUN = (
    r"(?:answer|verdict|reply|response|message|comment|remark|view|conclusion|warning|advice|assessment|summary|reaction|"
    r"explanation|excuse|opinion|judge?ment|description|words|diagnosis|prediction|forecast|slogan|rallying cry|plea|"
    r"appeal|greeting|motto|retort|admission|confession|boast|complaint|instruction|order|question|version|account)"
)
_MODIFIED = r"(?:once |later |himself |herself )?"
# What leads up to marks, and what follows them; `cue` names the words that the parse is asked about.
_BEFORE = re.compile(
    rf"(?:\b(?P<cue>[Ii]n the words of) {_NP}|\b(?P<quote>[Tt]o quote) {_NP.replace('who', 'whom')}"
    rf"|\b[Aa]s {_NP.replace('who', 'put')} {_MODIFIED}(?P<as>put|puts|phrased|phrases|had|has) it)[,:]?\s*$"
)
_AFTER = re.compile(
    rf"^,?\s*(?:(?P<cue>in the words of) {_NP}(?=[,.;]|$)|(?P<quote>to quote) {_NP.replace('who', 'whom')}(?=[,.;]|$)"
    rf"|as {_NP.replace('who', 'put')} {_MODIFIED}(?P<as>put|puts|phrased|phrases|had|has) it)"
)
_NEXT = re.compile(
    rf"^\s*(?:(?:That|This|Those|These|Such|So|It) (?:was|is|were|are|ran|went|came) "
    rf"(?:{_NP}[’']s? (?:\w+ ){{0,2}}(?P<cue>{_NOUN})\b|(?:the|an?) (?:\w+ ){{0,2}}(?P<of>{_NOUN}) (?:of|from|by) "
    rf"{_NP.replace('who', 'whom')}(?=[,.;]|\s(?:on|in|at|when|after|to|as|during)\b))"
    rf"|(?:So|Thus) (?P<as>said|says|spoke|wrote) {_NP.replace('who', 'put')}(?=[,.;]|\s(?:on|in|at|when|after|to)\b))"
)
_WORDED = Cue(
    lemma="", family="worded", class_="say", pos="NOUN", frames=frozenset({"marks"}), act="statement",
    attitude=False, tier="B",
)  # fmt: skip


def propose_worded(paragraphs: Sequence[Paragraph], claimed: set[tuple[int, int]]) -> Iterator[Candidate]:
    """Yield a candidate for each unclaimed pair that such words stand beside."""
    for paragraph in paragraphs:
        for index, pair in enumerate(paragraph.marks.pairs):
            free = pair.parent is None and pair.fault is None and (paragraph.passage.index, index) not in claimed
            if free and is_speech(paragraph, pair):
                yield from _beside(paragraph, index, pair)


def _beside(paragraph: Paragraph, index: int, pair: Pair) -> Iterator[Candidate]:
    passage = paragraph.passage
    before = paragraph.slice(passage.start, pair.start)
    after = paragraph.slice(pair.end, passage.end)
    whole = paragraph.slice(pair.inner_start, pair.inner_end).rstrip()[-1:] in tuple(".!?,…")
    opens = not before.strip() or before.rstrip()[-1] in ".!?:"
    match = _BEFORE.search(before)
    if match is not None:
        yield _candidate(paragraph, index, pair, match, passage.start, whole=before.rstrip().endswith(":"))
        return
    found = _AFTER.match(after)
    if found is None and whole and opens:
        found = _NEXT.match(after)
    if found is not None:
        yield _candidate(paragraph, index, pair, found, pair.end, whole=whole and opens)


def _candidate(
    paragraph: Paragraph, index: int, pair: Pair, match: re.Match[str], base: int, *, whole: bool
) -> Candidate:
    """Make the candidate; words that the narrator's sentence needs are a part of it, whole ones a quotation."""
    passage = paragraph.passage
    groups = match.groupdict()
    cue = next(name for name in ("cue", "quote", "of", "as") if groups.get(name))
    who = next(name for name in ("who", "whom", "put") if groups.get(name))
    cued = passage.tokens(base + match.start(cue), base + match.end(cue))
    said = passage.tokens(base + match.start(who), base + match.end(who))
    last = said.end - 1 if passage.doc[said.end - 1].lower_ in ("'s", "’s") else said.end
    commas = [token.i for token in said if token.text == "," and base + match.end() <= pair.start]
    stated = next((comma for comma in commas if _states(passage.doc[comma + 1 : last])), None)
    card = _WORDED.model_copy(update={"lemma": match.group(cue).lower()})
    span = CueSpan(passage, cued.start, cued.end, cued.end - 1, card)
    key = (passage.index, index)
    content = (pair.inner_start, pair.inner_end) if whole else (pair.start, pair.end)
    if stated is not None:
        content, last, whole = (passage.start + passage.doc[stated + 1].idx, pair.end), stated, False
    source = (passage, said.start, last)
    return Candidate((content,), span, source, "worded", "B", passage.index, (key,) if whole else ())


def _states(words: Span) -> bool:
    """Tell whether words behind a name begin a statement: "in the words of Vale, the rota is …", no apposition."""
    return any(word.pos_ in ("VERB", "AUX") for word in words)
