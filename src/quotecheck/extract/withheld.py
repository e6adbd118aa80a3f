"""Why a source is not named: "who asked not to be named because she fears dismissal"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quotecheck.extract.candidates import Candidate
from quotecheck.language.parse import Passage
from quotecheck.records import Span, SpeakerRef

_ASKED = (
    r"(?:(?:who|they|he|she) )?(?:(?:has|have|had|all|both|also) )*"
    r"(?:ask|request|insist|declin|refus|want|wish|prefer|demand|seek|sought|spoke|speak|talk)\w* "
    r"(?:to [\w ]{2,30} )?(?:only )?"
    r"(?:(?:on|under|for|upon) )?(?:the )?(?:condition of )?(?:strict )?"
    r"(?:(?:that )?(?:his|her|their) (?:full )?names? (?:not be|be not|be withheld|not)[\w ]*"
    r"|not to (?:be|give)[\w ]*|to (?:be (?:named|identified|quoted)|give[\w ]*|remain[\w ]*)[\w ]*?|anonym\w+"
    r"|to stay anonymous)"
)
_WITHHELD = (
    r"(?:who |he |she |they )?(?:(?:would|did|does|do|could)(?: not|n['’]t) (?:give|want|wish|reveal|disclose)[\w ]*?"
    r"|whose (?:full )?(?:name|identity)s? (?:is|are|was|were|has|have)[\w ]*?)"
)
_WHY = (
    r"(?:because|since|as (?:he|she|they|the|it)\b|given|for fear|out of fear|fearing|citing|due to|owing to"
    r"|in order to|so as|lest|to (?:protect|avoid|speak|discuss|describe|talk|preserve|keep)"
    r"|in view of|on account of|while|when discussing)"
)
_REASON = re.compile(
    rf"(?:{_ASKED}|{_WITHHELD})[ ,]{{1,2}}(?:{_WHY}|for (?:his|her|their)\b)[^.;!?“”\"\n—–]*", re.IGNORECASE
)
_BARRED = re.compile(
    r"(?:(?:who|because|as|since|that) )?(?:(?:he|she|they) )?(?:(?:is|was|are|were|had)(?: not|n['’]t)(?: been)?|not) "
    r"(?:authori[sz]ed|permitted|allowed|cleared|entitled|supposed) to (?:speak|talk|discuss|comment|brief|give|be)\b"
    r"[^.,;!?“”\"\n—–]*",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"\s*(?:He|She|They|Both|All|The|Neither|None)\b")


def anonymity(speaker: SpeakerRef | None, candidate: Candidate) -> Span | None:
    """Find the reason that is given for not naming the speaker of a quote: beside it, or in the next sentence."""
    if speaker is None or speaker.kind not in ("anonymous", "group") or candidate.source is None:
        return None
    passage, first, _ = candidate.source
    for start, end in _stretches(passage, first):
        match = _REASON.search(passage.text, start, end) or _BARRED.search(passage.text, start, end)
        if match is not None:
            return _trimmed(passage, match.start(), _before_rest(match.end(), passage, candidate, match.start()))
    return None


def _stretches(passage: Passage, token: int) -> Iterator[tuple[int, int]]:
    """Yield the sentence of a source, and the one behind it that speaks of the same person."""
    sentence = passage.doc[token].sent
    yield sentence.start_char, sentence.end_char
    behind = sentence.end
    if behind < len(passage.doc):
        following = passage.doc[behind].sent
        if _AGAIN.match(following.text):
            yield following.start_char, following.end_char


def _before_rest(end: int, passage: Passage, candidate: Candidate, start: int) -> int:
    """Cut a reason off where the cue or the content goes on behind it."""
    bounds = [first - passage.start for first, _ in candidate.content]
    if candidate.cue is not None and candidate.cue.passage is passage:
        bounds.append(passage.doc[candidate.cue.first].idx)
    return min((bound for bound in bounds if start < bound < end), default=end)


def _trimmed(passage: Passage, start: int, end: int) -> Span:
    text = passage.text[start:end].rstrip(" ,")
    text = re.sub(r", (?:and|but)$", "", text)
    return passage.chars(passage.start + start, passage.start + start + len(text))
