"""What a sentence tells of another time than its report: "In 2019 it landed in a field; nobody was hurt"."""

from __future__ import annotations

import re
from functools import lru_cache

from quotecheck.compare.passages import sentence
from quotecheck.compare.statements import KEPT, Statement

_YEAR = re.compile(
    r"\b(?:in|of|from|until|before|after|during) (?:the \w+ of )?(?:\w+ )?(?P<year>(?:1[89]|20)\d\d)\b",
    re.IGNORECASE,
)
_AGO = re.compile(
    r"\b(?:years?|decades?|months) (?:ago|earlier|before)\b|\blast year\b|\b(?:only )?(?:previous|earlier|last) "
    r"(?:mishap|accident|incident|crash|fire|strike|round|attempt|case|outbreak|escape|spill|attack|election|vote)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=KEPT)
def aside(statement: Statement) -> bool:
    """Tell whether the sentence looks back by years, though the clause itself need not name its time."""
    year = statement.published.year if statement.published is not None else None
    return year is not None and _looks_back(statement.article.text[slice(*sentence(statement))], year)


@lru_cache(maxsize=1 << 12)
def _looks_back(text: str, year: int) -> bool:
    years = [int(match["year"]) for match in _YEAR.finditer(text)]
    return any(each < year for each in years) or _AGO.search(text) is not None


def one_time(left: Statement, right: Statement) -> bool:
    """Tell whether both sentences look back by years, or neither does."""
    return aside(left) == aside(right)
