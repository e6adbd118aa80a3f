"""Which quote a clause stands in, so that its statement has that quote's speaker as holder."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from quotecheck.records import Quote
from quotecheck.rules.predicates import lexicon

OWN_VOICE = -1
SAYINGS = frozenset({"making.deny", "consent.promise"})
_CLAUSAL = re.compile(r"(?:that|to|whether|if|how|why|what|when|where|who|\w+ing)\b", re.IGNORECASE)


class Containers:
    """Which quote an offset is in: the innermost one, that is the shortest stretch of content that covers it."""

    def __init__(self, quotes: Sequence[Quote]) -> None:
        self.quotes = quotes
        pieces = [
            (span.start, span.end, n) for n, quote in enumerate(quotes) if not _does(quote) for span in quote.content
        ]
        self.pieces = sorted(pieces)
        self.starts = [start for start, _, _ in self.pieces]
        self.reach = max((end - start for start, end, _ in pieces), default=0)
        self.cues = {quote.cue.start for quote in quotes if quote.cue is not None}

    def at(self, offset: int) -> int:
        """Give the index of the innermost quote, or `OWN_VOICE`."""
        if not self.pieces:
            return OWN_VOICE
        best = (self.reach + 1, OWN_VOICE)
        for k in range(bisect_right(self.starts, offset) - 1, -1, -1):
            start, end, n = self.pieces[k]
            if start < offset - self.reach:
                break
            if offset < end:
                best = min(best, (end - start, n))
        return best[1]


def _does(quote: Quote) -> bool:
    """Tell whether the cue is itself the happening and the content its object: "turned down the offer"."""
    if quote.cue is None or quote.quoted or quote.type != "indirect":
        return False
    if quote.cue.text.endswith(" for"):
        return True
    family = lexicon().verbs.get(quote.cue.lemma)
    clausal = any(_CLAUSAL.match(span.text) for span in quote.content)
    return family is not None and family not in SAYINGS and not clausal
