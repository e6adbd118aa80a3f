"""Which articles are copies of one text: nine copies of a wire story are one source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from datasketch import MinHash, MinHashLSH

from quotecheck.language.names import fold
from quotecheck.records import Article

SHINGLE = 5
COPY = 0.6
WIRE_COPY = 0.35
PERMUTATIONS = 64

_WORD = re.compile(r"[^\W\d_]{3,}")


def origins(articles: Sequence[Article]) -> dict[str, str]:
    """Give each article the id of the text that it is a copy of: the earliest of its near-copies, or itself."""
    ordered = sorted(articles, key=lambda article: (article.published or "", article.id))
    hashes = {article.id: _minhash(article.text) for article in ordered}
    index = MinHashLSH(num_perm=PERMUTATIONS, params=_bands_and_rows())
    found: dict[str, str] = {}
    by_id = {article.id: article for article in ordered}
    for article in ordered:
        mine = hashes[article.id]
        near = [other for other in sorted(index.query(mine)) if _copied(article, by_id[other], mine, hashes[other])]
        found[article.id] = min((found[other] for other in near), default=article.origin or article.id)
        index.insert(article.id, mine)
    return found


@lru_cache(maxsize=1)
def _bands_and_rows() -> tuple[int, int]:
    """Give the parameters that fit the threshold; to work them out takes longer than to compare a few articles."""
    fitting = MinHashLSH(threshold=WIRE_COPY, num_perm=PERMUTATIONS)
    return fitting.b, fitting.r


@lru_cache(maxsize=1)
def _unfilled() -> MinHash:
    """Draw the permutations once: they are the same for every text."""
    return MinHash(num_perm=PERMUTATIONS, seed=1)


def _copied(one: Article, two: Article, left: MinHash, right: MinHash) -> bool:
    alike = float(left.jaccard(right))
    wire = one.credit is not None and one.credit == two.credit
    return alike >= COPY or (wire and alike >= WIRE_COPY)


def _minhash(text: str) -> MinHash:
    made = _unfilled().copy()
    words = [fold(word) for word in _WORD.findall(text)]
    made.update_batch(sorted({piece.encode() for piece in _shingles(words)}))
    return made


def _shingles(words: Sequence[str]) -> Iterator[str]:
    for i in range(max(1, len(words) - SHINGLE + 1)):
        yield " ".join(words[i : i + SHINGLE])
