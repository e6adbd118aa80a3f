"""The words that an article uses, where they tell who its names are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotecheck.extract.genders import GENDERS
from quotecheck.language.parse import Passage

_BUSINESS = re.compile(
    r"\b(?:airline|app|brand|broadcaster|carrier|chain|company|firm|insurer|lender|maker|marketplace|operator|platform"
    r"|publisher|retailer|start-?up|supermarket|supplier)s? ([a-z][a-z0-9]{3,})\b"
)


def common_nouns(passages: Sequence[Passage]) -> set[str]:
    """Give the lemmas of the common nouns in small letters."""
    found: set[str] = set()
    for passage in passages:
        strings = passage.doc.vocab.strings
        noun = strings["NOUN"]
        columns = passage.doc.to_array(["POS", "LEMMA", "ORTH", "LOWER"]).tolist()
        found |= {strings[lemma].lower() for pos, lemma, orth, lower in columns if pos == noun and orth == lower}
    return found


def pronouns(passages: Sequence[Passage]) -> set[str]:
    """Give the pronouns of he and she that an article uses."""
    return {word for passage in passages for word in GENDERS if re.search(rf"\b{word}\b", passage.text, re.IGNORECASE)}


def brands(passages: Sequence[Passage]) -> set[str]:
    """Give the words in small letters right behind a word for a business: the courier start-up zipcrate."""
    return {match.group(1) for passage in passages for match in _BUSINESS.finditer(passage.text)}
