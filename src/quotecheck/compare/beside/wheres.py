"""Where a clause says that it was: each phrase of place with what stands behind it, by names and common nouns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import product

from quotecheck.compare.cards import conflict_cards
from quotecheck.compare.passages import sentence
from quotecheck.compare.profiles import stem
from quotecheck.compare.statements import KEPT, Statement
from quotecheck.language.directions import COMPASS
from quotecheck.language.names import fold

# A place of these says whence or whither.
_WAYS = {"from": "from", "to": "to", "into": "to", "onto": "to", "through": "through"}
_NAME = re.compile(r"(?<![.!?\n] )(?<!^)\b[A-Z][\w’'-]*")
_POINTS = COMPASS | {"far", "deep", "upper", "lower", "central", "middle", "high"}
# Names so alike are one: Gharm and Garm.
_ALIKE = 0.8
# So many letters a lemma may lack: "Sotres" is read as a plural.
_ENDING = 2


@dataclass(frozen=True, slots=True)
class Where:
    """A phrase of place: `names` and `nouns` without the words that many places have (a village, the edge).

    `way`: at, from, to or through it; `wide`: a region, country or continent; `text`: what is shown.
    """

    way: str
    names: tuple[str, ...]
    nouns: tuple[str, ...]
    wide: bool
    text: str

    @property
    def words(self) -> frozenset[str]:
        """Give the words that tell it from other places."""
        return frozenset(self.names or self.nouns)

    @property
    def stems(self) -> frozenset[str]:
        """Give the stems of all its words."""
        return frozenset(map(stem, (*self.names, *self.nouns)))


@lru_cache(maxsize=KEPT)
def wheres(statement: Statement) -> Sequence[Where]:
    """Give the phrases of place of a clause that are no idiom or time; "of" goes with the phrase before."""
    return tuple(_wheres(statement))


def _wheres(statement: Statement) -> Iterator[Where]:
    lists = conflict_cards()["place"].words
    names = _names(statement)
    for prep, words in _phrases(statement.assertion.sites):
        own = [word for word in words if word not in lists["unspecific"]] or words
        named = tuple(word for word in own if _is_name(word, names))
        if named or own[-1] not in lists["no_place"]:
            nouns = tuple(word for word in own if word not in named)
            yield Where(_WAYS.get(prep, "at"), named, nouns, _wide(words, named, statement), " ".join(words))


def _wide(words: Sequence[str], named: Sequence[str], statement: Statement) -> bool:
    """Tell what may hold a town: it is listed or called so, or has an article: "the Andes"."""
    lists, name = conflict_cards()["place"].words, " ".join(named)
    if name in lists["wide"] or (named and _POINTS.union(lists["wide"]).issuperset(named)):
        return True
    if not set(words).isdisjoint(lists["region"]):
        return True
    if not named or words[-1] not in named or words[-1] in _sites():
        return False
    articled = rf"\bthe (?:\w+ )?{re.escape(named[-1])}(?:e?s)?\b(?! (?:{'|'.join(lists['site'])})\b)"
    return re.search(articled, fold(statement.article.text)) is not None


@lru_cache(maxsize=1)
def _sites() -> frozenset[str]:
    """Give the nouns for places that people go to: "the Long Meadow" is no region."""
    lists = conflict_cards()["place"].words
    return frozenset(word for name in ("site", "spot", "house", "room", "grounds") for word in lists[name])


def _phrases(sites: Sequence[str]) -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for site in sites:
        prep, _, place = site.partition(" ")
        if prep == "of" and found:
            found[-1][1].extend(place.split())
        elif prep != "of" and place.split():
            found.append((prep, place.split()))
    return found


def _names(statement: Statement) -> frozenset[str]:
    text = statement.article.text[slice(*sentence(statement))]
    return frozenset(fold(word) for word in _NAME.findall(text))


def _is_name(word: str, names: frozenset[str]) -> bool:
    return any(name.startswith(word) and len(name) <= len(word) + _ENDING for name in names)


def one_name(one: Where, two: Where) -> bool:
    """Tell whether two names may be one, spelt in two ways."""
    pairs = product(one.names, two.names)
    return any(SequenceMatcher(None, a, b, autojunk=False).ratio() >= _ALIKE for a, b in pairs)
