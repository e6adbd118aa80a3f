"""Runs of words between quotation marks: two articles that have one in common tell of one happening."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quotecheck.language.names import fold

# Fewer words are anybody's: "we are very proud of".
RUN = 6
# A whole sentence between marks may be a word shorter.
WHOLE = 5
_MARKED = re.compile(r"[“\"„«]([^“”\"„«»\n]{20,600})[”\"“»]|(?<!\w)[‘']([^‘’'\n]{20,600})[’'](?!\w)")
_STOP = re.compile(r"[.!?;]")
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")


def runs(text: str) -> frozenset[str]:
    """Give the runs of six words inside quotation marks, and whole sentences of five.

    >>> sorted(runs("“The gate held all night,” said Vale."))
    ['the gate held all night']
    """
    return frozenset(run for marked in _MARKED.finditer(text) for run in _runs(marked[1] or marked[2]))


def _runs(marked: str) -> Iterator[str]:
    for part in _STOP.split(marked):
        words = [fold(word) for word in _WORD.findall(part)]
        if len(words) == WHOLE:
            yield " ".join(words)
        for n in range(len(words) - RUN + 1):
            yield " ".join(words[n : n + RUN])
