"""Sayings of one occasion: what goes on from a dated saying, or repeats it in the headline, was said on its day.

"She added", a quotation without a cue and, of the last days, "she said" go on with the last saying of the same speaker,
in its paragraph or the next. A full name and a present tense begin anew.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from quotecheck.extract.candidates import Candidate
from quotecheck.extract.cast import Resolved
from quotecheck.extract.choose import Choice
from quotecheck.extract.echoes import content_words
from quotecheck.language.time_anchor import published_day
from quotecheck.language.time_values import days
from quotecheck.records import Article, SaidOn, ZoneKind

_GOING_ON = frozenset({"add", "continue", "go on", "conclude", "carry on", "elaborate", "finish"})
_PRONOUNS = frozenset({"he", "she", "they", "it"})
_RECENT = dt.timedelta(days=7)
# A headline shares this part of its words with the saying that it repeats.
_SHARED = 0.6
_TOLD = ("relative", "explicit")


@dataclass(frozen=True, slots=True)
class _Saying:
    """One choice with who speaks and when it says that was; `told` where a time beside its cue says so."""

    index: int
    choice: Choice
    who: Resolved
    said_on: SaidOn
    headline: bool

    @property
    def candidate(self) -> Candidate:
        return self.choice.candidate

    @property
    def speaker(self) -> str | None:
        return None if self.who.speaker is None else self.who.speaker.id

    @property
    def told(self) -> bool:
        return self.said_on.basis in _TOLD


def dated(
    article: Article,
    choices: Sequence[Choice],
    resolved: Mapping[int, Resolved],
    own: Sequence[tuple[SaidOn, ZoneKind]],
) -> list[SaidOn]:
    """Give each choice the day of its occasion, where `own` has no more for it than the day of writing."""
    sayings = [_Saying(n, choice, resolved[n], own[n][0], own[n][1] == "headline") for n, choice in enumerate(choices)]
    for n, when in [*_nested(sayings), *_continued(article, sayings)]:
        sayings[n] = replace(sayings[n], said_on=when)
    for n, when in list(_headlined(article, sayings)):
        sayings[n] = replace(sayings[n], said_on=when)
    return [one.said_on for one in sayings]


def _nested(sayings: Sequence[_Saying]) -> Iterator[tuple[int, SaidOn]]:
    """Leave the day unknown of what somebody is said to have said, where the telling has a day of its own."""
    for one in sayings:
        parent = one.choice.parent
        if parent is not None and not one.told and sayings[parent].told:
            yield one.index, SaidOn()


def _continued(article: Article, sayings: Sequence[_Saying]) -> Iterator[tuple[int, SaidOn]]:
    last: _Saying | None = None
    body = (one for one in sayings if not one.headline and one.choice.parent is None)
    for one in sorted(body, key=lambda s: (s.candidate.passage, s.candidate.start, s.index)):
        if last is not None and not one.told and _goes_on(one, last):
            when = last.said_on if _is_sure(one) or _is_recent(article, last.said_on) else SaidOn()
            yield one.index, when
            last = replace(one, said_on=when) if when.value else None
        else:
            last = one if one.told and one.speaker is not None else None


def _goes_on(one: _Saying, last: _Saying) -> bool:
    """Tell whether a saying belongs to the occasion of the last one: one speaker, near by, no time of its own."""
    near = one.candidate.passage - last.candidate.passage <= 1
    if not near or one.speaker is None or one.speaker != last.speaker or one.said_on.basis == "unknown":
        return False
    cue, source = one.candidate.cue, one.candidate.source
    if _is_sure(one):
        return True
    if cue is None or source is None or cue.token.tag_ != "VBD":
        return False
    return source[0].doc[source[1] : source[2]].text.lower() in _PRONOUNS


def _is_sure(one: _Saying) -> bool:
    cue = one.candidate.cue
    return cue is None or cue.class_ == "none" or (cue.card.lemma in _GOING_ON and cue.token.tag_ != "VBZ")


def _is_recent(article: Article, when: SaidOn) -> bool:
    published, covered = published_day(article), days(when.value or "")
    return published is not None and covered is not None and published - covered[1] <= _RECENT


def _headlined(article: Article, sayings: Sequence[_Saying]) -> Iterator[tuple[int, SaidOn]]:
    """Give what a headline says the day on which the body has its speaker say the same."""
    body = [one for one in sayings if one.told and not one.headline]
    for one in sayings:
        if not one.headline or one.told or not body:
            continue
        words = content_words(article.text, one.candidate.content)
        same = [other for other in body if one.speaker in (None, other.speaker)]
        share = {o.index: len(words & content_words(article.text, o.candidate.content)) for o in same}
        best = max(same, key=lambda o: (share[o.index], -o.index), default=None)
        if best is not None and words and share[best.index] >= _SHARED * len(words):
            yield one.index, best.said_on
