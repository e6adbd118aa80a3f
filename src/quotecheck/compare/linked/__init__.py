"""Comparators that weigh what speaks for one slot, where no rule says so; the weights are on the cards."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from quotecheck.compare.linked import certainty, number, participant, place, polarity, status, time
from quotecheck.compare.linked.linkage import Candidate
from quotecheck.compare.statements import Statement

# What the weights of a card are fitted to.
KINDS: Mapping[str, Callable[[Statement, Statement], Iterator[Candidate]]] = {
    "number": number.candidates,
    "time": time.candidates,
    "place": place.candidates,
    "polarity": polarity.candidates,
    "participant": participant.candidates,
    "certainty": certainty.candidates,
    "status": status.candidates,
}
