"""Names and roles that the parser gives to the content, and that belong to the source beside it."""

from __future__ import annotations

from dataclasses import replace

from quotecheck.extract.candidates import Candidate
from quotecheck.language.parse import Passage

_ROLE = frozenset({"NOUN", "ADJ", "PROPN"})
# Words of a role between the comma and a name.
MAX_ROLE = 4


def with_titles(candidate: Candidate) -> Candidate:
    """Move a name or role at the edge of the content to the source beside it.

    "According to the pilot, Hal Quist, it came late"; "It closed the pass, road warden Hal Quist said".
    """
    if candidate.source is None or not candidate.content or candidate.source[0].index != candidate.passage:
        return candidate
    if candidate.rule == "accordingto":
        return _with_name(candidate, *candidate.source)
    return _with_role(candidate, *candidate.source)


def _with_name(candidate: Candidate, passage: Passage, first: int, last: int) -> Candidate:
    """Take a name between commas right behind a role for its holder's."""
    doc = passage.doc
    end = last + 1
    while end < len(doc) and doc[end].pos_ == "PROPN":
        end += 1
    start, stop = candidate.content[0]
    named = end > last + 2 and end + 1 < len(doc) and doc[last].text == "," and doc[end].text == ","
    if not named or doc[last - 1].pos_ != "NOUN" or start != passage.start + doc[last + 1].idx:
        return candidate
    behind = passage.start + doc[end + 1].idx
    if behind >= stop:
        return candidate
    return replace(candidate, source=(passage, first, end), content=((behind, stop), *candidate.content[1:]))


def _with_role(candidate: Candidate, passage: Passage, first: int, last: int) -> Candidate:
    """Take nouns between the last comma and a name that follows them for the role of whom it names."""
    doc = passage.doc
    start, stop = candidate.content[-1]
    at = first
    while at > 0 and first - at < MAX_ROLE and doc[at - 1].pos_ in _ROLE and not doc[at - 1].is_punct:
        at -= 1
    inside = passage.start + doc[at].idx
    role = 0 < at < first and doc[at - 1].text == "," and doc[first].pos_ == "PROPN"
    if not role or not start < inside < stop <= passage.start + doc[first].idx:
        return candidate
    end = passage.start + doc[at - 1].idx
    return replace(candidate, source=(passage, at, last), content=(*candidate.content[:-1], (start, end)))
