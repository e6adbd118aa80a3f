"""The one place that chooses: of all that is proposed, at most one attribution for each cue and each quotation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from quotecheck.extract.candidates import Candidate, Chars, Paragraph
from quotecheck.extract.continuing import carried_on
from quotecheck.extract.grammar import FINITE
from quotecheck.extract.marks import Pair
from quotecheck.extract.reality import reality_of
from quotecheck.language.parse import root
from quotecheck.records import QuoteType

_RELAYED_BY_NAME = frozenset({"infinitive", "object-infinitive", "preposition", "object", "gerund"})
# Which rule has the last word on a cue that several fire on; those not named come last, by name.
RANK = (
    "direct-before-cue", "direct-after-cue", "direct-after-colon", "direct-by-position", "quoted-as-saying",
    "relative", "clause", "clause-adverbial", "hearer-clause", "medium-clause", "answer-word",
    "parenthetical", "trailing", "trailing-inverted", "trailing-noun",
    "accordingto", "no-comment", "passive-infinitive", "object-infinitive", "infinitive", "gerund", "preposition",
    "naming", "calling", "object-claim", "passive-claim", "object", "nominal-clause", "nominal-marked",
    "nominal-preposition", "nominal-copula", "nominal-infinitive", "adjective-clause", "adjective-copula-clause",
    "adjective-infinitive", "adjective-preposition", "object-completed", "passive-object",
)  # fmt: skip
# Nouns for what somebody else claims, in the words of a denial: "denied the Tern's report that …".
_CLAIMS = frozenset({"nominal-clause", "nominal-marked", "nominal-misread"})
_CLAUSES = frozenset({"clause", "hearer-clause", "medium-clause", "object", "naming", "calling"})
# Direct is what stands in marks to the last letter. PolNeAR says nine in ten; a word outside would be lost by that.
DIRECT_SHARE = 1.0
# Words in marks that are part of a sentence of the narrator's, though nothing else of the content stands outside them.
_NEVER_DIRECT = frozenset({
    "feeling", "naming", "worded", "quoted-predicate", "infinitive", "object-infinitive", "nominal-infinitive",
    "adjective-infinitive", "preposition", "nominal-preposition", "adjective-preposition",
})  # fmt: skip
# A saying inside a saying is worth a record of its own where somebody else speaks; feelings and nouns are not.
_RELAYED = frozenset({"clause", "hearer-clause", "medium-clause", "quoted-as-saying", "accordingto"})


@dataclass(frozen=True, slots=True)
class Choice:
    """A chosen candidate, its type, the stretches in marks, and the index of the choice that it is nested in."""

    candidate: Candidate
    type: QuoteType
    islands: tuple[Chars, ...] = ()
    parent: int | None = None


def choose(paragraphs: Sequence[Paragraph], direct: Sequence[Candidate], reported: Sequence[Candidate]) -> list[Choice]:
    """Choose among the candidates of one article; the result is in order of the text."""
    direct, reported = _whole_clauses(paragraphs, direct, reported)
    kept = list(direct)
    near: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in direct:
        for passage in _passages(candidate):
            near[passage].append(candidate)
    used_cues = {_cue_key(candidate) for candidate in direct}
    for candidate in sorted(reported, key=_preference):
        if _cue_key(candidate) in used_cues or any(_clash(candidate, other) for other in near[candidate.passage]):
            continue
        used_cues.add(_cue_key(candidate))
        kept.append(candidate)
        near[candidate.passage].append(candidate)
    loose = [candidate for candidate in kept if _is_loose(candidate)]
    cued, left = carried_on(paragraphs, [candidate for candidate in kept if not _is_loose(candidate)], loose)
    typed = [_typed(paragraphs, candidate) for candidate in (*cued, *left)]
    return _nest(sorted(typed, key=lambda choice: (choice.candidate.start, -choice.candidate.end, _cue_at(choice))))


def _is_loose(candidate: Candidate) -> bool:
    """Tell whether nothing says who spoke: no cue, no source, no rule of its form."""
    return candidate.cue is None and candidate.source is None and candidate.rule == "direct-uncued"


def _whole_clauses(
    paragraphs: Sequence[Paragraph], direct: Sequence[Candidate], reported: Sequence[Candidate]
) -> tuple[list[Candidate], list[Candidate]]:
    """Let a reported clause stand for the words in marks that it holds: said the gate “was shut” by noon."""
    by_cue: dict[tuple[int, int], list[Candidate]] = defaultdict(list)
    for candidate in reported:
        if candidate.rule in _CLAUSES:
            by_cue[_cue_key(candidate)].append(candidate)
    kept = []
    for candidate in direct:
        clauses = [c for c in by_cue[_cue_key(candidate)] if _holds_more(paragraphs, c, candidate)]
        if not clauses:
            kept.append(candidate)
    return kept, list(reported)


def _holds_more(paragraphs: Sequence[Paragraph], clause: Candidate, quotation: Candidate) -> bool:
    """Tell whether a clause holds all words of a quotation and a part of its sentence outside the marks."""
    if clause.cue is None or any(passage != clause.passage for passage, _ in quotation.pairs):
        return False
    if not all(clause.covers(start, end) for start, end in quotation.content):
        return False
    paragraph = paragraphs[clause.passage]
    pairs = [pair for pair in paragraph.marks.pairs if _within(clause, pair)]
    return _share(paragraph, clause, pairs) < DIRECT_SHARE


def _passages(candidate: Candidate) -> set[int]:
    return {candidate.passage, *candidate.verbatim, *candidate.listed, *(passage for passage, _ in candidate.pairs)}


def _cue_key(candidate: Candidate) -> tuple[int, int]:
    return (-1, candidate.start) if candidate.cue is None else (candidate.cue.passage.index, candidate.cue.head)


def _cue_at(choice: Choice) -> tuple[int, int]:
    return _cue_key(choice.candidate)


def _preference(candidate: Candidate) -> tuple[int, int, int, int]:
    rank = RANK.index(candidate.rule) if candidate.rule in RANK else len(RANK)
    return (candidate.passage, rank, candidate.start - candidate.end, candidate.start)


def _clash(new: Candidate, old: Candidate) -> bool:
    """Tell whether two candidates cannot both stand: they share content, and neither reports the other whole."""
    if not _overlap(new.content, old.content) or "retraction" in (new.rule, old.rule):
        return False  # what is taken back was said: two records of the same words
    if _reports(old, new):
        whole = bool(old.pairs or old.verbatim) and not _disowned(new)
        return whole or not _relays(old, new)
    return not (_reports(new, old) and _relays(new, old))


def _overlap(left: tuple[Chars, ...], right: tuple[Chars, ...]) -> bool:
    return any(a < d and c < b for a, b in left for c, d in right)


def _reports(outer: Candidate, inner: Candidate) -> bool:
    """Tell whether the outer content holds the inner cue and content."""
    if inner.cue is None:
        return False
    at = inner.cue.passage.start + inner.cue.token.idx
    return outer.covers(at, at + 1) and all(outer.start <= start and end <= outer.end for start, end in inner.content)


def _relays(outer: Candidate, inner: Candidate) -> bool:
    """Tell whether the inner saying is by somebody else than the outer, in words of its own."""
    if inner.pairs or _disowned(inner):
        return True
    if inner.source is None or inner.cue is None or inner.cue.card.attitude:
        return False
    if _own_word(inner):
        return True
    denied = outer.cue is not None and outer.cue.class_ == "deny" and inner.rule in _CLAIMS
    if inner.rule not in _RELAYED and not denied and not (inner.rule in _RELAYED_BY_NAME and _by_name(inner)):
        return False
    return inner.source != outer.source and _someone(inner) and _took_place(inner)


def _disowned(candidate: Candidate) -> bool:
    """Tell whether words in marks are said never to have been said: "denied having called it “a circus”"."""
    cue = candidate.cue
    return candidate.rule == "naming" and cue is not None and reality_of(cue.token) == "did-not-happen"


def _own_word(candidate: Candidate) -> bool:
    """Tell whether marks in a reported clause have a cue of their own: "would close, in what she called “a blow”"."""
    cue = candidate.cue
    return (
        candidate.rule == "naming"
        and cue is not None
        and any(child.lower_ in ("what", "which") for child in cue.token.children)
    )


def _by_name(candidate: Candidate) -> bool:
    passage, first, last = candidate.source or (None, 0, 0)
    finite = candidate.cue is not None and candidate.cue.token.tag_ in FINITE
    if passage is None or not finite:
        return False
    head = root(passage.doc, first, last)
    return any(word.pos_ == "PROPN" for word in (head, *(c for c in head.children if c.dep_ == "appos")))


def _someone(candidate: Candidate) -> bool:
    """Tell whether a source is sure to be somebody else: a pronoun most often means the one who speaks already."""
    passage, _, last = candidate.source or (None, 0, 0)
    return passage is not None and passage.doc[last - 1].pos_ != "PRON"


def _took_place(candidate: Candidate) -> bool:
    """Tell whether a reported saying is reported as done: "would welcome", "should order" are no sayings."""
    cue = candidate.cue
    return cue is None or not any(t.dep_ == "aux" and t.tag_ == "MD" for t in cue.token.children)


def _typed(paragraphs: Sequence[Paragraph], candidate: Candidate) -> Choice:
    if candidate.pairs or candidate.verbatim:
        return Choice(candidate, "direct")
    paragraph = paragraphs[candidate.passage]
    whole = [pair for pair in paragraph.marks.pairs if _within(candidate, pair)]
    if _own_word(candidate) and whole:
        candidate = replace(candidate, content=tuple((pair.start, pair.end) for pair in _outermost(whole)))
        return Choice(candidate, "mixed", tuple((pair.inner_start, pair.inner_end) for pair in _outermost(whole)))
    share = _share(paragraph, candidate, whole)
    if share >= DIRECT_SHARE and candidate.rule not in _NEVER_DIRECT:
        return Choice(_as_direct(paragraph, candidate, whole), "direct")
    islands = tuple((p.inner_start, p.inner_end) for p in _outermost(whole) if candidate.covers(p.start, p.end))
    return Choice(candidate, "mixed" if share > 0 else "indirect", islands)


def _within(candidate: Candidate, pair: Pair) -> bool:
    return any(pair.start < end and start < pair.end for start, end in candidate.content)


def _share(paragraph: Paragraph, candidate: Candidate, pairs: Iterable[Pair]) -> float:
    """Give the share of the content's letters that stand inside marks; "that" counts for neither side."""
    inside = total = 0
    ranges = [(pair.inner_start, pair.inner_end) for pair in pairs]
    base = paragraph.passage.start
    text = paragraph.passage.text
    for start, end in candidate.content:
        if start >= paragraph.passage.end:
            break  # items of a list, in paragraphs of their own
        start += len("that ") if text[start - base :].startswith("that ") else 0  # noqa: PLW2901
        letters = [at for at in range(start, end) if text[at - base].isalnum()]
        total += len(letters)
        inside += sum(1 for at in letters if any(first <= at < last for first, last in ranges))
    return inside / total if total else 0.0


def _as_direct(paragraph: Paragraph, candidate: Candidate, pairs: list[Pair]) -> Candidate:
    """Leave the marks and what little stands outside them out of the content."""
    faulty = any(pair.fault in ("unclosed", "unopened") for pair in pairs)
    tops = _outermost(pairs)
    content = []
    for pair in tops:
        for start, end in candidate.content:
            first, last = max(start, pair.inner_start), min(end, pair.inner_end)
            if faulty:
                content.append((first, last))
            elif start < pair.end and pair.start < end:
                content.append((pair.inner_start, pair.inner_end))
    unique = tuple(sorted({(first, last) for first, last in content if first < last}))
    index = tuple((paragraph.passage.index, paragraph.marks.pairs.index(pair)) for pair in tops)
    tier = "C" if faulty else candidate.tier
    return replace(candidate, content=unique or candidate.content, pairs=index, tier=tier)


def _outermost(pairs: Sequence[Pair]) -> list[Pair]:
    return [p for p in pairs if not any(o is not p and o.start <= p.start and p.end <= o.end for o in pairs)]


def _nest(choices: list[Choice]) -> list[Choice]:
    """Give each choice the index of the smallest other one that reports it."""
    near: dict[int, list[int]] = defaultdict(list)
    for index, choice in enumerate(choices):
        for passage in _passages(choice.candidate):
            near[passage].append(index)
    return [_under(choice, _parent(index, choices, near)) for index, choice in enumerate(choices)]


def _under(choice: Choice, parent: int | None) -> Choice:
    """Put a choice under the one that reports it; what is told at second hand is never of the best tier."""
    if parent is None:
        return choice
    tier = max(choice.candidate.tier, "B")
    return replace(choice, parent=parent, candidate=replace(choice.candidate, tier=tier))


def _parent(index: int, choices: list[Choice], near: dict[int, list[int]]) -> int | None:
    inner = choices[index]
    around = {k for passage in _passages(inner.candidate) for k in near[passage] if k != index}
    outer = [k for k in around if _reports(choices[k].candidate, inner.candidate) or _marks_nested(choices[k], inner)]
    return min(outer, key=lambda k: (choices[k].candidate.end - choices[k].candidate.start, k), default=None)


def _marks_nested(outer: Choice, inner: Choice) -> bool:
    return inner.candidate.parent_pair is not None and inner.candidate.parent_pair in outer.candidate.pairs
