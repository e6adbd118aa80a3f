"""Names that somebody had before: née, formerly."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quotecheck.language.names import fold
from quotecheck.language.parse import Passage

# Ines Corrado, née Vale; Ines Corrado (formerly Ines Vale).
_BORN = re.compile(
    r"((?:[A-Z][\w’'-]+ )+[A-Z][\w’'-]+),? \(?(?:n[ée]e|born|formerly(?: known as)?|previously(?: known as)?) "
    r"([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)"
)


def former_names(passages: Sequence[Passage]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield the folded words of a name, its titles among them, and of the name or surname that was there before it."""
    for passage in passages:
        for told in _BORN.finditer(passage.text):
            yield tuple(fold(told[1]).split()), tuple(fold(told[2]).split())
