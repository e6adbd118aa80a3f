"""When something was said: the time that hangs on its cue, else the day of the dateline or of publication.

No date is better than a wrong one: what lies before the day's news without saying when has none.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Sequence

from spacy.tokens import Token

from quotecheck.extract.candidates import Candidate, CueSpan
from quotecheck.language.time_anchor import dateline, latest_day
from quotecheck.language.time_values import days, edtf
from quotecheck.records import Article, Basis, SaidOn, Timex
from quotecheck.rules.attribution import cues
from quotecheck.rules.saying import media

# Months, years and days may be relative to the day of publication; a four-digit year is not.
_YEAR_DIGITS = 4
# What is done to a medium with a date: a letter dated, an interview broadcast, a statement issued.
_ISSUING = frozenset({
    "air", "broadcast", "carry", "conduct", "date", "deliver", "file", "give", "hold", "issue", "make", "post",
    "publish", "record", "release", "send", "sign", "submit", "tape", "televise", "upload",
    "write",
})  # fmt: skip
_EVE = re.compile(r"\b(?:eve|day before) (?:of )?(?:[\w’'-]+ ){0,3}$", re.IGNORECASE)
_BESIDE = re.compile(r"\s+(before|after)\s+(?:[\w’'-]+\s+){0,6}", re.IGNORECASE)
_LENGTH = re.compile(r"P(\d+)([DW])")
_FRESH = re.compile(r"\b(?:late|early|morning|afternoon|evening|night)\b", re.IGNORECASE)
# What parts a saying in time from the clause around it: came on Monday, a day after he said so.
_APART = frozenset({"after", "before", "since", "until"})
_WEEK = dt.timedelta(weeks=1)


def said_on(article: Article, cue: CueSpan, candidate: Candidate, timexes: Sequence[Timex], *, ahead: bool) -> SaidOn:
    """Attach the time beside the cue and outside the content, else the day of writing; what is ahead has none."""
    timex = _attached(article, cue, candidate, timexes, ahead=ahead)
    if timex is not None:
        value = _moved(article, timex, timexes, ahead=ahead)
        if value is None:
            return SaidOn()
        basis: Basis = "explicit" if _names_year(timex) else "relative"
        return SaidOn(value=value, basis=basis, text=timex.text, start=timex.start, end=timex.end)
    if ahead or _background(cue.token):
        return SaidOn()
    return written_on(article, timexes)


def written_on(article: Article, timexes: Sequence[Timex]) -> SaidOn:
    """Give the day of the dateline, else of publication: when something was said of which nothing tells."""
    dated = dateline(article, timexes)
    if dated is not None:
        return dated
    return SaidOn() if article.published is None else SaidOn(value=article.published[:10], basis="published")


def _names_year(timex: Timex) -> bool:
    return sum(1 for char in timex.text if char.isdigit()) >= _YEAR_DIGITS


def _background(cue: Token) -> bool:
    """Tell whether a saying lies before the day's news: had said, has long said, said at the time."""
    helpers = {child.lower_ for child in cue.children if child.dep_ in ("aux", "auxpass")}
    adverbs = {child.lower_ for child in cue.children if child.dep_ == "advmod"}
    once = any(child.dep_ == "prep" and child.lower_ == "at" and _the_time(child) for child in cue.children)
    return bool(once or "had" in helpers or adverbs & {"long", "previously", "earlier", "once", "often", "then"})


def _the_time(preposition: Token) -> bool:
    phrase = [token.lower_ for token in preposition.subtree]
    return phrase in (["at", "the", "time"], ["at", "that", "time"])


def _moved(article: Article, timex: Timex, timexes: Sequence[Timex], *, ahead: bool) -> str | None:
    """Give the value of a time, or of the day that is told by its distance from it: the eve of, two days after."""
    value = edtf(timex.value)
    before = article.text[max(0, timex.start - 60) : timex.start]
    if _EVE.search(before):
        return _step(value, -1)
    at = bisect_left(timexes, timex.start, key=lambda t: t.start)
    length = timexes[at - 1] if at else None
    if length is not None and length.type == "DURATION":
        beside = _BESIDE.fullmatch(article.text, length.end, timex.start)
        if beside:
            return _by_length(value, length.value, -1 if beside[1].lower() == "before" else 1)
    return value if ahead else _in_other_zone(article, timex) or value


def _by_length(value: str | None, length: str, sign: int) -> str | None:
    match = _LENGTH.fullmatch(length)
    return _step(value, sign * int(match[1]) * {"D": 1, "W": 7}[match[2]]) if match else None


def _step(value: str | None, count: int) -> str | None:
    try:
        return (dt.date.fromisoformat(value or "") + dt.timedelta(days=count)).isoformat()
    except (ValueError, OverflowError):
        return None


def _in_other_zone(article: Article, timex: Timex) -> str | None:
    """Give the day after publication for "late on Tuesday", where Tuesday had begun in another zone of time."""
    covered = days(timex.value)
    if covered is None or article.published is None or covered[0] != covered[1] or not _FRESH.search(timex.text):
        return None
    latest, week_on = latest_day(article.published), covered[0] + _WEEK
    named = re.search(r"day\b", timex.text) and not re.search(r"\d|\b(?:last|previous)\b", timex.text)
    return week_on.isoformat() if named and article.published[:10] < week_on.isoformat() == latest.isoformat() else None


def _attached(
    article: Article, cue: CueSpan, candidate: Candidate, timexes: Sequence[Timex], *, ahead: bool
) -> Timex | None:
    sentence = cue.token.sent
    first, last = cue.passage.start + sentence.start_char, cue.passage.start + sentence.end_char
    begin = bisect_left(timexes, first, key=lambda t: t.start)
    until = bisect_left(timexes, last, key=lambda t: t.start)
    here = [t for t in timexes[begin:until] if t.type in ("DATE", "TIME") and t.end <= last]
    outside = [t for t in here if not candidate.covers(t.start, t.end) and edtf(t.value) is not None]
    at = cue.passage.start + cue.token.idx
    governed = [t for t in outside if _governed(cue, t) or (t.start > at and _opens(article, candidate, t))]
    past = [t for t in governed if ahead or not _after_publication(article, t, timexes)]
    return min(past, key=lambda t: (abs(t.start - at), t.start), default=None)


def _opens(article: Article, candidate: Candidate, timex: Timex) -> bool:
    """Tell whether a time stands right before the content: "told me on Monday it held"."""
    start = candidate.start
    return timex.end < start and not article.text[timex.end : start].strip()


def _after_publication(article: Article, timex: Timex, timexes: Sequence[Timex]) -> bool:
    """Tell whether a time lies after the article: a deadline then, not when the words were said."""
    value = _moved(article, timex, timexes, ahead=True)
    first = days(value) if value else None
    return first is not None and article.published is not None and first[0] > latest_day(article.published)


def _own_and_outer(cue: Token) -> list[Token]:
    """Give the cue and, from a clause under it, the verb of the occasion ("spoke on Sunday, saying …")."""
    heads = [cue]
    if any(child.dep_ == "mark" and child.lower_ in _APART for child in cue.children):
        return heads
    if cue.dep_ == "xcomp" and any(child.lower_ == "to" for child in cue.lefts):
        heads.append(cue.head)  # on Thursday she is to say, is expected to say
    if cue.dep_ in ("relcl", "acl", "advcl"):
        heads += [a for a in cue.ancestors if a.pos_ in ("VERB", "AUX")][:1]
    return heads


def _governed(cue: CueSpan, timex: Timex) -> bool:
    """Tell whether a time expression hangs on the cue, or on an adjunct clause of it, not on another statement."""
    token = cue.passage.doc[cue.passage.index_at(timex.start)]
    heads = _own_and_outer(cue.token)
    if cue.class_ == "colon":
        return token.i < cue.head and _introduced(cue, token)
    if token.i - cue.last in (0, 1):
        return True  # right behind the cue, whatever the parser hangs it on
    if token in cue.token.ancestors:
        return True  # the occasion itself has the date: "on 6 March, when he proposed …"
    for ancestor in token.ancestors:
        if ancestor in heads:
            return True
        if ancestor.dep_ == "poss" and cue.passage.start + ancestor.idx >= timex.end:
            return False  # the 2028 report's author
        if ancestor.dep_ in ("ccomp", "relcl") or (ancestor.dep_ == "acl" and not _of_occasion(ancestor)):
            return False
    return False


def _introduced(cue: CueSpan, token: Token) -> bool:
    """Tell whether a time in front of a colon is that of the words behind it: "put it best in his diary in 1887:"."""
    lead = [word for word in token.sent if word.i < cue.head]
    above = [word for word in token.ancestors if word.i < cue.head]
    verb = next((word for word in above if word.pos_ in ("VERB", "AUX")), None)
    apart = any(word.dep_ in ("relcl", "poss") for word in above)
    told = verb is not None and (verb.lemma_ == "put" or (verb.lemma_, "VERB") in cues())
    return not apart and (told or any(word.lemma_.lower() in media().medium for word in lead))


def _of_occasion(clause: Token) -> bool:
    """Tell whether a clause at a noun dates the saying: a man speaking on Sunday, a letter dated 12 February."""
    return clause.tag_ == "VBG" or clause.lemma_ in _ISSUING
