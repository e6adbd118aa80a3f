"""How rare words are in news: a table of those that most articles share."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_TABLE = ("en", "words", "common.tsv")
PER_MILLE = 1000


@cache
def common_words() -> Mapping[str, float]:
    """Give each common word (its stem, in small letters) how rare it is: the negative logarithm of its share."""
    text = files("quotecheck.rules").joinpath(*_TABLE).read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {word: math.log(PER_MILLE / int(share)) for word, share in rows}
