"""Headlines: `Vale: Dam will hold`, `Dam ‘will hold’, says Vale`, `‘Faulty’ gate blamed for flood`.

A headline has its own grammar, which the parser has not learnt, and its marks are claims that somebody in the article
makes: the marks, colons and commas tell more than the parse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from quotecheck.extract.accounts import classify, is_speech
from quotecheck.extract.candidates import Candidate, CueSpan, Paragraph, colon_at
from quotecheck.extract.people import mentions
from quotecheck.language.names import fold
from quotecheck.rules.attribution import Cue, cues
from quotecheck.rules.people import kind_of_head, role_words, roles

# Words of a source in a headline.
MAX_SOURCE = 7
MAX_HEARER = 4
_HEARD = frozenset({"told", "hears", "heard"})
_DIVIDERS = frozenset({":", "–", "—", "-"})
_SAID = re.compile(r"^[^.!?]{0,40}\b(?:said|says|told|tells|warned|wrote|added|asked|announced)\b")
# Marks of these kinds are what they are in a headline too; the rest are somebody's words.
_PLAIN = frozenset({"scare", "other", "term", "mention"})


def propose_headlines(
    paragraphs: Sequence[Paragraph], claimed: set[tuple[int, int]], cued: set[int]
) -> Iterator[Candidate]:
    """Yield the candidates of each headline; `claimed` are pairs and `cued` passages that have an attribution."""
    for paragraph in paragraphs:
        if paragraph.passage.zone != "headline":
            continue
        found = _told(paragraph)
        if found is None and paragraph.passage.index not in cued:
            found = _attributed(paragraph, paragraphs)
        if found is not None:
            yield found
        else:
            yield from _claims(paragraph, claimed)


def is_misread(paragraph: Paragraph, candidate: Candidate) -> bool:
    """Tell whether a candidate takes the court of "…, court told", or the label "Explained:", for somebody's words."""
    if paragraph.passage.zone != "headline" or candidate.cue is None:
        return False
    told = _told(paragraph)
    if told is not None and told.cue is not None and told.cue.head == candidate.cue.head:
        return True
    behind = candidate.cue.last
    doc = paragraph.passage.doc
    return candidate.source is None and candidate.cue.first == 0 and behind < len(doc) and doc[behind].text == ":"


def _told(paragraph: Paragraph) -> Candidate | None:
    """Read `…, court told`: said to the court, not by it."""
    tokens = [token for token in paragraph.passage.doc if not token.is_space]
    commas = [n for n, token in enumerate(tokens) if token.text == "," and not paragraph.inside(token)]
    if not commas or not 1 < len(tokens) - commas[-1] - 1 <= MAX_HEARER or tokens[-1].lower_ not in _HEARD:
        return None
    card = cues().get(("tell", "VERB"))
    if card is None:
        return None
    cue = CueSpan(paragraph.passage, tokens[-1].i, tokens[-1].i + 1, tokens[-1].i, card)
    content = tokens[: commas[-1]]
    made = _candidate(paragraph, content, cue, content)
    return replace(made, source=None, reason="no-source")


def _attributed(paragraph: Paragraph, paragraphs: Sequence[Paragraph]) -> Candidate | None:
    tokens = [token for token in paragraph.passage.doc if not token.is_space]
    outside = [n for n, token in enumerate(tokens) if not paragraph.inside(token)]
    breaks = [n for n in outside if tokens[n].text in _DIVIDERS and 0 < n < len(tokens) - 1]
    for n in breaks[:1]:
        if (
            tokens[n].text == ":"
            and not tokens[n + 1].text[:1].islower()
            and _speaks(paragraph, tokens[:n], paragraphs)
        ):
            return _made(paragraph, tokens[n + 1 :], tokens[n], tokens[:n])
    for n in breaks[-1:]:
        if n > 1 and _speaks(paragraph, tokens[n + 1 :], paragraphs):
            return _made(paragraph, tokens[:n], tokens[n], tokens[n + 1 :])
    commas = [n for n in outside if tokens[n].text == ","]
    return _trailing(paragraph, tokens, commas[-1]) if commas else None


def _trailing(paragraph: Paragraph, tokens: Sequence[Token], comma: int) -> Candidate | None:
    """Read `…, says Vale` and `…, Vale says`."""
    tail = tokens[comma + 1 :]
    if not 1 < len(tail) <= MAX_SOURCE:
        return None
    for verb, source in ((tail[0], tail[1:]), (tail[-1], tail[:-1])):
        card = _verb(verb)
        if card is not None:
            cue = CueSpan(paragraph.passage, verb.i, verb.i + 1, verb.i, card)
            return _candidate(paragraph, tokens[:comma], cue, source)
    return None


def _verb(token: Token) -> Cue | None:
    """Give the cue that a word is in the present tense, whatever the tagger takes it for."""
    word = token.lower_
    if not word.endswith("s"):
        return None
    forms = (token.lemma_.lower(), word[:-1], word[:-2])
    card = next((card for form in forms if (card := cues().get((form, "VERB"))) is not None), None)
    return card if card is not None and {"marks", "clause"} & card.frames else None


def _made(paragraph: Paragraph, content: Sequence[Token], mark: Token, source: Sequence[Token]) -> Candidate:
    return _candidate(paragraph, content, colon_at(paragraph.passage, mark), source)


def _candidate(paragraph: Paragraph, content: Sequence[Token], cue: CueSpan, source: Sequence[Token]) -> Candidate:
    passage = paragraph.passage
    start, end = passage.start + content[0].idx, passage.start + content[-1].idx + len(content[-1])
    who = (passage, source[0].i, source[-1].i + 1)
    pairs = [(i, p) for i, p in enumerate(paragraph.marks.pairs) if p.parent is None and p.fault is None]
    for index, pair in pairs:
        if (pair.start, pair.end) == (start, end):
            inner = ((pair.inner_start, pair.inner_end),)
            return Candidate(inner, cue, who, "headline", "B", passage.index, ((passage.index, index),))
    return Candidate(((start, end),), cue, who, "headline", "B", passage.index)


def _speaks(paragraph: Paragraph, words: Sequence[Token], paragraphs: Sequence[Paragraph]) -> bool:
    """Tell whether words beside a colon or dash are a speaker: a role, or a name that the article knows as one."""
    if not 0 < len(words) <= MAX_SOURCE or any(word.is_punct and word.text not in ("'", "’", "-") for word in words):
        return False
    last = words[-1].lemma_.lower()
    if last in role_words() | roles().trades or kind_of_head().get(last) not in (None, "document"):
        return True
    name = fold(words[-1].text)
    others = [p.passage for p in paragraphs if p.passage.index != paragraph.passage.index]
    people = {m.words[-1] for passage in others for m in mentions(passage) if len(m.words) > 1 or m.role}
    if words[-1].text[:1].isupper() and name in people:
        return True
    text = paragraph.passage.doc[words[0].i : words[-1].i + 1].text
    return any(_SAID.match(rest) for passage in others for rest in passage.text.split(text)[1:])


def _claims(paragraph: Paragraph, claimed: set[tuple[int, int]]) -> Iterator[Candidate]:
    """Yield each stretch in marks that nobody in the headline says: the article tells who."""
    passage = paragraph.passage
    titled = all(word[:1].isupper() for word in passage.text.split() if len(word) > 4)  # noqa: PLR2004
    for index, pair in enumerate(paragraph.marks.pairs):
        key = (passage.index, index)
        if pair.parent is not None or pair.fault is not None or key in claimed or not is_speech(paragraph, pair):
            continue
        class_, reason = classify(paragraph, pair)
        if class_ not in _PLAIN and not (titled and reason == "title-case"):
            continue
        content = ((pair.inner_start, pair.inner_end),)
        yield Candidate(content, None, None, "headline-marks", "C", passage.index, (key,), reason="no-cue")
