"""How articles picture the people whom they name in full: occupation, office, age. What two pictures say of one man."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from quotecheck.language.names import fold
from quotecheck.records import Article, Quote
from quotecheck.rules.fields import field_of, verbs_of, weak_fields
from quotecheck.rules.people import role_words, roles
from quotecheck.store.sightings import Sighting, places_of, refs

_REACH = 60  # characters: the longest office before a name
_AGES_APART = 2  # years: between two reports one may have had a birthday, or an age was rounded
_MIN_WORDS = 4
_YEAR = len("2031")
_LEAD = r",? (?:aged )?(?:\d\d, )?(?:who (?:is|was) )?"


@dataclass(frozen=True, slots=True)
class Portrait:
    """Fields of occupation, offices as head word and place, years of birth, and the longer words said, folded."""

    fields: frozenset[str] = frozenset()
    weak: frozenset[str] = frozenset()
    offices: frozenset[tuple[str, str]] = frozenset()
    born: frozenset[int] = frozenset()
    sayings: frozenset[str] = field(default_factory=frozenset)


def portraits(
    known: Iterable[Sighting], articles: Mapping[str, Article], quotes: Sequence[Quote]
) -> dict[str, Portrait]:
    """Give the portraits of people by their ids, each from all articles in which it speaks."""
    said = sayings(quotes)
    return {one.id: united(part for _, part in by_article(one, articles, said)) for one in known}


def by_article(
    one: Sighting, articles: Mapping[str, Article], said: Mapping[tuple[str, str], Iterable[str]]
) -> Iterator[tuple[str, Portrait]]:
    """Yield each article in which somebody speaks, with its portrait; `said` are the words by article and id."""
    for id_ in sorted(one.articles):
        article = articles[id_]
        yield id_, portrait(article.text, one.name, said.get((id_, one.id), ()), published=article.published)


def united(parts: Iterable[Portrait]) -> Portrait:
    """Put several portraits of one together."""
    made = list(parts)
    return Portrait(
        frozenset(name for part in made for name in part.fields),
        frozenset(name for part in made for name in part.weak),
        frozenset(office for part in made for office in part.offices),
        frozenset(year for part in made for year in part.born),
        frozenset(words for part in made for words in part.sayings),
    )


def portrait(text: str, name: str, said: Iterable[str] = (), *, published: str | None = None) -> Portrait:
    """Read what a text says right before a name, and behind its comma."""
    found = frozenset(fields_in(text, name))
    where = list(places_of(text, name))
    ages = [int(match[1]) for place in where for match in _ages(text, *place) if match is not None]
    born = {int(published[:_YEAR]) - age for age in ages} if published else set()
    offices = frozenset(office for place in where for office in _offices(text, *place))
    return Portrait(found - weak_fields(), found & weak_fields(), offices, frozenset(born), frozenset(said))


def apart(one: Portrait, two: Portrait, *, near: bool) -> bool:
    """Tell whether two portraits cannot be of one person; `near`: in reports of one happening.

    There, an office of full time speaks against a trade too, unless both are given the same words.
    """
    if one.born and two.born and min(abs(a - b) for a in one.born for b in two.born) > _AGES_APART:
        return True
    left, right = (p.fields | p.weak if near else p.fields for p in (one, two))
    return bool(left and right) and left.isdisjoint(right) and not (near and one.sayings & two.sayings)


def agree(one: Portrait, two: Portrait) -> bool:
    """Tell whether two portraits have an office or longer words in common."""
    return bool(one.sayings & two.sayings) or any(
        head == other and (not of or not place or of == place)
        for head, of in one.offices
        for other, place in two.offices
    )


def fields_in(text: str, name: str) -> tuple[str, ...]:
    """Give the fields of the occupations that a text gives somebody, right before the name or behind a comma."""
    before, behind, does = _trades()
    words = []
    for start, end in places_of(text, name):
        found = before.search(text, max(0, start - _REACH), start), behind.match(text, end)
        words += [field_of()[match["trade"].lower()] for match in found if match is not None]
        doing = does.match(text, end)
        words += [verbs_of()[doing["verb"].lower()]] if doing else []
    return tuple(sorted(set(words)))


def sayings(quotes: Iterable[Quote]) -> dict[tuple[str, str], set[str]]:
    """Give the longer words that somebody says, folded, by article and id."""
    said: dict[tuple[str, str], set[str]] = {}
    for quote in quotes:
        words = fold(" ".join(span.text for span in quote.content))
        if len(words.split()) >= _MIN_WORDS:
            for ref in refs(quote):
                said.setdefault((quote.article_id, ref.id), set()).add(words)
    return said


def _ages(text: str, start: int, end: int) -> tuple[re.Match[str] | None, ...]:
    return (
        re.compile(r",? ?\(?(?:aged |age )?(\d\d)(?=[,).;]| who\b)").match(text, end),
        re.compile(r"\b(\d\d)-year-old (?:[\w’'-]+ ){0,3}$").search(text, max(0, start - _REACH), start),
    )


def _offices(text: str, start: int, end: int) -> Iterator[tuple[str, str]]:
    before, behind = _titles()
    match = before.search(text, max(0, start - _REACH), start)
    if match:
        yield match["head"].lower(), ""
    match = behind.match(text, end)
    if match:
        yield match["head"].lower(), fold(match["of"] or "")


@lru_cache(maxsize=1)
def _trades() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    trade = rf"\b(?P<trade>{_either(field_of())})\b"
    behind = rf"{_LEAD}(?:an?|the) (?:[\w’'-]+ ){{0,3}}?{trade}"
    does = rf",? who (?:has )?(?P<verb>{_either(verbs_of())})\b"
    return tuple(re.compile(made, re.IGNORECASE) for made in (rf"{trade} $", behind, does))  # type: ignore[return-value]


@lru_cache(maxsize=1)
def _titles() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Give what an office is before a name, "harbour master", and behind it, "deputy governor of Marsk"."""
    heads = f"(?i:{_either(role_words() | roles().trades)})"
    head = rf"(?P<head>{heads})"
    of = r"(?: (?:of|for) (?:the )?(?P<of>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,3}))?"
    return (
        re.compile(rf"\b{head} $"),
        re.compile(rf"{_LEAD}(?:the |an? |its |their )?(?:(?!of |for )[\w’'-]+ ){{0,3}}?{head}\b(?! {heads}\b){of}"),
    )


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))
