"""Headlines that give somebody's words behind a name and a colon: `Ollenby: Dam will “hold for a century”`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quotecheck.extract.candidates import Candidate, Paragraph, colon_at

# Words of a line that is a headline and no paragraph.
MAX_WORDS = 22
_HEAD = re.compile(r"(?P<name>[^\W\d_a-z][\w.’'-]+(?: [^\W\d_a-z][\w.’'-]+){0,4}): (?=[^\W_a-z])")


def propose_headed(paragraphs: Sequence[Paragraph]) -> Iterator[Candidate]:
    """Yield a candidate for the first line of an article where the text below has the name before its colon again.

    That tells "Ollenby: Dam will hold" from "Opinion: Dam will hold" and "WASHINGTON: …". Words in small letters are
    said of a name ("Tobin Vale: a life in music").
    """
    for paragraph in paragraphs[:1]:
        passage = paragraph.passage
        match = _HEAD.match(passage.text)
        if match is None or len(passage.text.split()) > MAX_WORDS or not _named_below(paragraphs, match.group("name")):
            continue
        start, end = passage.start + match.end(), passage.start + len(passage.text.rstrip(" ."))
        colon = passage.start + match.end("name")
        cue = colon_at(passage, passage.doc[passage.index_at(colon)])
        name = passage.tokens(passage.start, colon)
        yield Candidate(((start, end),), cue, (passage, name.start, name.end), "headline-colon", "B", passage.index)


def _named_below(paragraphs: Sequence[Paragraph], name: str) -> bool:
    last = re.compile(rf"\b{re.escape(name.rsplit(maxsplit=1)[-1])}\b(?!:)")
    return any(last.search(paragraph.passage.text) for paragraph in paragraphs[1:])
