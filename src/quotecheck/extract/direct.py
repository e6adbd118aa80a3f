"""Proposals from the marks: a quotation, and the cue beside it, before it or between its parts.

Marks, not the parse, bound direct speech: a parser that meets three sentences between marks loses the tree (PolNeAR
training part: the cue's clausal complement is exactly the direct content in 39 % only). The parse is asked for one
thing, the subject of a verb that stands outside the marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from quotecheck.extract.accounts import classify, is_speech
from quotecheck.extract.beside import source_beside
from quotecheck.extract.candidates import Candidate, Chars, CueSpan, Paragraph, cue_at, pair_text
from quotecheck.extract.colons import colon_frame
from quotecheck.extract.frames import Frame, Gap, gaps
from quotecheck.extract.marks import Pair
from quotecheck.extract.people import is_human
from quotecheck.extract.position import unknown_verb
from quotecheck.extract.replies import said_to_be
from quotecheck.extract.roles import head_kind
from quotecheck.extract.sentences import sentences
from quotecheck.extract.uncued import heard
from quotecheck.language.parse import root

# Words between a cue and the quotation that it introduces ("told reporters in Northmere on Monday:").
MAX_LEAD = 14
# Words between the quotation's end and the verb behind it ("Hal Quist, a doctor at the harbour clinic, said").
MAX_TRAIL = 20

# What opens the narrator's own words behind marks: said “it is late” on Monday.
_SETTING = frozenset({"on", "in", "at", "during", "after", "before", "when", "as", "while", "to", "by", "yesterday"})
_MEANWHILE = frozenset({"when", "as", "while", "whenever"})
# Nothing of a sentence but the word that joins it to the one before: Yet “the gate is old”, Vale said.
_CONNECTS = re.compile(r"(?:^|[.!?…”\"’»]\s+)(?:And|But|For|Or|So|Still|Then|Yet)$")
_GOES_ON = re.compile(r"[,?!…—–-][\s\"'”’»]*$|\.\.\.$")
_COMMA = re.compile(r"[,—–-][\s\"'”’»]*$")
_ENDS = re.compile(r"[.?!…][\"'”’»)]*$")
_LEADS = re.compile(r"[,:—–-]\s*$")


def propose_direct(paragraph: Paragraph) -> Iterator[Candidate]:
    """Yield a candidate for each pair, or chain of pairs, that an attribution stands beside, at every level."""
    levels: dict[int | None, list[int]] = {}
    for index, pair in enumerate(paragraph.marks.pairs):
        if pair.fault in (None, "continued") or _mended(paragraph, pair):
            levels.setdefault(_level(paragraph, pair), []).append(index)
    for parent, siblings in levels.items():
        yield from _propose_level(paragraph, parent, siblings)


def _mended(paragraph: Paragraph, pair: Pair) -> bool:
    """Tell whether a pair with a mark missing has been given an end: one up to the paragraph's own has not."""
    return pair.fault == "unopened" or (pair.fault == "unclosed" and pair.end < paragraph.passage.end)


def _level(paragraph: Paragraph, pair: Pair) -> int | None:
    """Give the pair that a pair is nested in, looking through those that are faults of punctuation."""
    parent = pair.parent
    while parent is not None and paragraph.marks.pairs[parent].fault in ("unclosed", "unopened"):
        parent = paragraph.marks.pairs[parent].parent
    return parent


def _propose_level(paragraph: Paragraph, parent: int | None, index: list[int]) -> Iterator[Candidate]:
    passage = paragraph.passage
    outer = None if parent is None else paragraph.marks.pairs[parent]
    start, end = (passage.start, passage.end) if outer is None else (outer.inner_start, outer.inner_end)
    pairs = [paragraph.marks.pairs[i] for i in index]
    around = gaps(paragraph, pairs, start, end)
    taken: set[int] = set()
    for n, pair in enumerate(pairs):
        if n in taken or not _wordy(paragraph, pair) or not is_speech(paragraph, pair):
            continue
        frame = frame_before(paragraph, around[n])
        if frame is None and _starts_clause(around[n]):
            frame = _after(paragraph, around[n + 1], pair)
        if frame is None or _is_hearer(paragraph, pair, frame):
            continue
        if frame.rule == "direct-after-cue" and goes_on(paragraph, pair, around[n + 1]):
            continue
        chain = _chain(paragraph, pairs, around, n, frame)
        taken |= set(chain)
        candidate = _candidate(paragraph, [(index[k], pairs[k]) for k in chain], frame)
        yield replace(candidate, parent_pair=None if parent is None else (passage.index, parent))


def goes_on(paragraph: Paragraph, pair: Pair, gap: Gap) -> bool:
    """Tell whether marked words are a piece of a longer content: pledged “cooperation” towards a common market."""
    inner = pair_text(paragraph, pair).strip()
    behind = next((token for token in gap.tokens if not token.is_space), None)
    if behind is None or not inner or inner[-1] in ".,?!…—–-" or inner[0].isupper():
        return False
    return behind.text[0].islower() and behind.lower_ not in _SETTING and behind.pos_ not in ("VERB", "AUX", "CCONJ")


def _is_hearer(paragraph: Paragraph, pair: Pair, frame: Frame) -> bool:
    """Tell whether a title is the one told: "Vale told “Harbour Hour” that …"."""
    bare = not paragraph.slice(paragraph.passage.start, pair.start).rstrip().endswith((",", ":"))
    told = frame.cue.class_ == "tell" and frame.rule == "direct-after-cue"
    return bare and told and classify(paragraph, pair)[0] in ("title", "name")


def _starts_clause(gap: Gap) -> bool:
    """Tell whether a quotation stands at the start of a sentence or clause, not amid the narrator's own."""
    before = gap.text.rstrip()
    if _CONNECTS.search(before):
        return True
    return not before or before[-1] in '.!?:;,—–-…()”"’»' or before.endswith((" and", " but", "that"))


def _wordy(paragraph: Paragraph, pair: Pair) -> bool:
    return any(char.isalnum() for char in pair_text(paragraph, pair))


def _candidate(paragraph: Paragraph, chain: list[tuple[int, Pair]], frame: Frame) -> Candidate:
    passage = paragraph.passage
    content: tuple[Chars, ...] = tuple((pair.inner_start, pair.inner_end) for _, pair in chain)
    source = None if frame.source is None else (passage, *frame.source)
    pairs = tuple((passage.index, i) for i, _ in chain)
    tier = "C" if any(pair.fault in ("unclosed", "unopened") for _, pair in chain) else frame.tier
    return Candidate(_stripped(paragraph, content), frame.cue, source, frame.rule, tier, passage.index, pairs)


def _stripped(paragraph: Paragraph, content: tuple[Chars, ...]) -> tuple[Chars, ...]:
    passage = paragraph.passage
    result = []
    for start, end in content:
        text = passage.text[start - passage.start : end - passage.start]
        result.append((start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())))
    return tuple((start, end) for start, end in result if start < end)


def frame_before(paragraph: Paragraph, gap: Gap) -> Frame | None:
    """Find the attribution that leads up to a quotation: `Vale said: "…"`, `Vale said that "…"`, `Vale: "…"`."""
    tokens = [t for t in sentences(gap.tokens)[-1] if not t.is_space]
    lead = paragraph.slice(paragraph.passage.start + tokens[0].idx, gap.end) if tokens else ""
    if not lead.strip() or _ENDS.search(lead.rstrip()):
        return None
    introduced = bool(_LEADS.search(lead))
    for token in reversed(tokens):
        cue = cue_at(paragraph.passage, token)
        if cue is None or not _takes_marks(cue) or cue.card.attitude:
            continue
        between = [t for t in tokens if t.i >= cue.last]
        bare = all(t.lower_ in ("that", "as") or t.is_punct or _is_told(cue, t) for t in between)
        if len(between) > MAX_LEAD or not (bare or introduced):
            continue
        if not bare and not _only_circumstance(cue.token, between):
            continue
        if cue.class_ == "write" and not introduced:
            continue  # wrote “Low Tide”, signs reading “Mud out”: a work or a sign, unless a comma or colon leads in
        return _frame(paragraph, cue, "direct-after-cue", tokens)
    return colon_frame(paragraph, lead, tokens)


def _is_told(cue: CueSpan, token: Token) -> bool:
    """Tell whether a word is a pronoun for the hearer: "nobody told me ‘stay at home’"."""
    return cue.class_ in ("tell", "ask") and token.pos_ == "PRON" and token.dep_ in ("dobj", "dative")


def _only_circumstance(cue: Token, between: list[Token]) -> bool:
    """Tell whether what stands between a cue and the marks is hearer, place or time, not a clause of its own."""
    return not any(t.dep_ in ("ccomp", "nsubj", "relcl") and cue in t.ancestors for t in between)


def _takes_marks(cue: CueSpan) -> bool:
    return "marks" in cue.card.frames


def _after(paragraph: Paragraph, gap: Gap, pair: Pair) -> Frame | None:
    return frame_behind(paragraph, gap, paragraph, pair)


def frame_behind(paragraph: Paragraph, gap: Gap, home: Paragraph, pair: Pair) -> Frame | None:
    """Find the attribution behind a quotation: `"…," said Vale`, `"…," Vale, a doctor, said`.

    `gap` are words of `paragraph`, which `home`, that of the pair, may stand above.
    """
    reply = said_to_be(paragraph.passage, [token for token in gap.tokens if not token.is_punct and not token.is_space])
    if reply is not None:
        return reply
    inner = pair_text(home, pair)
    closed = bool(_ENDS.search(inner.rstrip()))
    if not (
        _GOES_ON.search(inner.rstrip())
        or gap.text.lstrip()[:1] in tuple(",—–-")
        or (closed and _runs_on(paragraph, gap))
    ):
        return None
    tokens = sentences(gap.tokens)[0]
    words = [t for t in tokens if not t.is_punct and not t.is_space][:MAX_TRAIL]
    for token in words:
        cue = cue_at(paragraph.passage, token)
        if cue is None or not (_takes_marks(cue) or cue.class_ in ("tell", "order", "answer")) or token.pos_ == "NOUN":
            continue
        if cue.card.attitude or token.dep_ in ("relcl", "acl") or _in_relative(token, tokens):
            continue
        if _meanwhile(token, words):
            continue
        frame = _frame(paragraph, cue, "direct-before-cue", tokens)
        return None if _describes_source(paragraph, frame, pair) else frame
    goes_on = _leads_on(home, pair, gap)
    titled = not goes_on and classify(home, pair)[0] in ("title", "name")  # “Why Me?” delighted critic Hal Quist.
    by_position = None if titled else unknown_verb(paragraph.passage, words, goes_on=goes_on)
    nobody = by_position is not None and heard(gap.text) and not _speaks(paragraph, by_position)
    return None if nobody else by_position


def _leads_on(home: Paragraph, pair: Pair, gap: Gap) -> bool:
    """Tell whether a sentence goes on behind a quotation that opens it: not her novel, “Low Tide”, won …."""
    comma = bool(_COMMA.search(pair_text(home, pair))) or gap.text.lstrip().startswith((",", "—", "–", "-"))
    opens = not home.slice(home.passage.start, pair.start).rstrip().endswith((",", "—", "–", "-"))
    return comma and opens


def _speaks(paragraph: Paragraph, frame: Frame) -> bool:
    """Tell whether a source by position is somebody: “No!” came the cry from the gallery names nobody."""
    if frame.source is None:
        return False
    head = root(paragraph.passage.doc, *frame.source)
    return head.pos_ in ("PROPN", "PRON") or is_human(head) or head_kind(head.lemma_.lower()) is not None


def _describes_source(paragraph: Paragraph, frame: Frame, pair: Pair) -> bool:
    """Tell whether marked words are a part of the source: Vale, the author of “Low Tide,” said it was …."""
    if frame.source is None or not paragraph.passage.start <= pair.start < paragraph.passage.end:
        return False
    return paragraph.passage.doc[frame.source[0]].idx < pair.start - paragraph.passage.start


def _runs_on(paragraph: Paragraph, gap: Gap) -> bool:
    """Tell whether the words behind a closed quotation are its attribution: `"Never." She added …`."""
    text = gap.text.lstrip()
    words = [t for t in gap.tokens if not t.is_space][:2]
    pronoun = len(words) > 1 and words[0].pos_ == "PRON" and _tells(cue_at(paragraph.passage, words[1]))
    return bool(text) and (text[0].islower() or pronoun or _names_and_says(paragraph, gap))


def _names_and_says(paragraph: Paragraph, gap: Gap) -> bool:
    """Tell whether a sentence is a name and a verb of saying, and no more: `"We met at 9 a.m." Vale said.`."""
    sentence = sentences(gap.tokens)[0]
    words = [t for t in sentence if not t.is_space and not t.is_punct]
    named = [t for t in words if t.pos_ == "PROPN"]
    if len(words) != len(named) + 1 or not named or words[-1].pos_ == "PROPN":
        return False
    cue = cue_at(paragraph.passage, words[-1])
    return cue is not None and _tells(cue) and _takes_marks(cue) and gap.text.rstrip().endswith(".")


def _tells(cue: CueSpan | None) -> bool:
    """Tell whether a cue may attribute in a sentence of its own: not "She shrugged.", which is narration."""
    return cue is not None and cue.class_ != "manner"


def _in_relative(token: Token, tokens: Sequence[Token]) -> bool:
    inside = {t.i for t in tokens}
    return any(a.dep_ == "relcl" and a.i in inside for a in token.ancestors)


def _meanwhile(token: Token, words: Sequence[Token]) -> bool:
    """Tell whether a cue tells when something was said: “It hurts,” Vale shrugs, when I ask him."""
    clause = next((word for word in (token, *token.ancestors) if word.dep_ in ("advcl", "relcl")), None)
    opening = None if clause is None else clause.left_edge
    return opening is not None and opening.lower_ in _MEANWHILE and opening.i > words[0].i and opening.i < token.i


def _frame(paragraph: Paragraph, cue: CueSpan, rule: str, tokens: Sequence[Token]) -> Frame:
    source = source_beside(paragraph, cue, tokens)
    return Frame(cue, source, rule, cue.card.tier if source is not None else "B")


def _chain(paragraph: Paragraph, pairs: list[Pair], around: list[Gap], n: int, frame: Frame) -> list[int]:
    """Join the parts of a quotation that one attribution splits: `"A," he said, "b."` and `"A," he said. "B."`."""
    chain = [n]
    if frame.rule == "direct-after-cue" and not _only_space(around[n + 1]):
        return chain
    for k in range(n + 1, len(pairs)):
        gap = around[k]
        holds_cue = gap.start <= frame.cue.passage.start + frame.cue.token.idx < gap.end
        if not (_only_space(gap) or (holds_cue and _nothing_else(paragraph, gap, pairs[k], frame))):
            break
        if _ENDS.search(gap.text.rstrip()) and _after(paragraph, around[k + 1], pairs[k]) is not None:
            break  # a new sentence in marks with an attribution of its own
        chain.append(k)
    return chain


def _only_space(gap: Gap) -> bool:
    return not any(char.isalnum() for char in gap.text)


def _introduces(paragraph: Paragraph, token: Token) -> bool:
    """Tell whether a word may introduce a quotation of its own: "…," he said, adding, "…"."""
    cue = cue_at(paragraph.passage, token)
    another = cue is not None and cue.class_ == "manner" and any(c.dep_ == "nsubj" for c in token.children)
    return cue is not None and _takes_marks(cue) and not cue.card.attitude and not another


def _goes_along(paragraph: Paragraph, following: Pair) -> bool:
    """Tell whether marks behind an attribution may go on with its words: no name, “said a man known as “Spoons””."""
    return _wordy(paragraph, following) and classify(paragraph, following)[0] != "nickname"


def _nothing_else(paragraph: Paragraph, gap: Gap, following: Pair, frame: Frame) -> bool:
    text = gap.text.rstrip()
    if text.endswith(":") or len(sentences(gap.tokens)) > 1 or not _goes_along(paragraph, following):
        return False
    if any(t.i > frame.cue.head and _introduces(paragraph, t) for t in gap.tokens):
        return False
    whole = pair_text(paragraph, following).lstrip(" [(")[:1].isupper()
    return text.endswith((",", "—", "–", "-")) or (bool(_ENDS.search(text)) and whole)
