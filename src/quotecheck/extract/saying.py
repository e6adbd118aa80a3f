"""How, when, where and to whom something was said: read off the cue and what hangs on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quotecheck.extract.acts import act
from quotecheck.extract.candidates import Candidate
from quotecheck.extract.reality import reality_of
from quotecheck.extract.when import said_on, written_on
from quotecheck.extract.where import addressee, medium, venue
from quotecheck.records import Act, Article, Reality, SaidOn, Timex


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What hangs on a cue beside source and content."""

    act: Act
    reality: Reality
    addressee: str | None
    medium: str | None
    venue: str | None
    said_on: SaidOn


def circumstances(article: Article, candidate: Candidate, timexes: Sequence[Timex]) -> Circumstances:
    """Read the circumstances of a candidate; without a cue only the day of publication is known."""
    cue = candidate.cue
    if cue is not None and cue.class_ == "colon":
        day = said_on(article, cue, candidate, timexes, ahead=False)
        return Circumstances("statement", "happened", None, None, None, day)
    if cue is None or cue.class_ == "none":
        return Circumstances("statement", "happened", None, None, None, written_on(article, timexes))
    reality = reality_of(cue.token)
    return Circumstances(
        act=act(cue, candidate, reality),
        reality="happened" if cue.class_ == "decline" else reality,
        addressee=addressee(cue, candidate),
        medium=medium(cue, candidate),
        venue=None if cue.class_ == "decline" else venue(cue, candidate),
        said_on=said_on(article, cue, candidate, timexes, ahead=reality == "expected"),
    )
