"""Which speakers of several articles are surely one: what one may join without asking a person.

Names that fold to the same letters share an id already. Beyond that a name joins another only inside one happening,
only when no second name could be meant, and never for likeness of letters alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, pairwise

from quotecheck.language.names import fold, speaker_id
from quotecheck.records import Article, Quote
from quotecheck.rules.aliases import OtherName, places
from quotecheck.rules.people import given_names, role_words, roles
from quotecheck.store.descriptions import same_descriptions
from quotecheck.store.namesakes import namesakes
from quotecheck.store.portraits import Portrait, agree, apart, portraits
from quotecheck.store.sightings import (
    Mention,
    Sighting,
    by_event,
    ends,
    follow,
    loosely,
    people,
    refs,
    sounds,
    spelt_alike,
)
from quotecheck.store.told import told

_TOKEN = re.compile(r"[^\W\d_][\w'’-]*")


def joins(articles: Iterable[Article], quotes: Sequence[Quote], events: Sequence[Sequence[str]]) -> dict[Mention, str]:
    """Give the id that each mention has in truth, for those where it is not their own; `events` are happenings."""
    by_id = {article.id: article for article in articles}
    texts = {id_: article.text for id_, article in by_id.items()}
    found = dict(_places(quotes))
    grouped = by_event(quotes, events)
    others = namesakes(by_id, grouped)
    for event in grouped.values():
        found.update(same_descriptions(by_id, event))
        known = people(event)
        links = _links(known, texts, portraits(known.values(), by_id, event))
        for one in known.values():
            target = follow(links, one.id)
            found.update(_moved(one, target, others))
    return found


def _moved(one: Sighting, target: str, others: Mapping[Mention, str]) -> Iterator[tuple[Mention, str]]:
    """Yield the mentions of one id that have another: that of the name it is joined to, or of the name's second."""
    for article in sorted(one.articles):
        now = others.get((article, target)) or others.get((article, one.id)) or target
        if now != one.id:
            yield (article, one.id), now


def _places(quotes: Iterable[Quote]) -> Iterator[tuple[Mention, str]]:
    for quote in quotes:
        for ref in refs(quote):
            place = place_of(ref.name)
            if place is not None and ref.kind != "person":
                yield (quote.article_id, ref.id), speaker_id(place[0])


def place_of(name: str) -> tuple[str, OtherName] | None:
    """Give the usual name of a place that has this other one, with the years of the latter."""
    return _folded_places().get(fold(name))


@lru_cache(maxsize=1)
def _folded_places() -> Mapping[str, tuple[str, OtherName]]:
    return {fold(other): (name, years) for other, (name, years) in places().items() if fold(other) != fold(name)}


def _links(known: Mapping[str, Sighting], texts: Mapping[str, str], pictured: Mapping[str, Portrait]) -> dict[str, str]:
    """Join the names of one happening, fullest first: titles, middle names, spellings, then surnames alone."""
    links = dict(_titled(known))
    links.update(_middle(known))
    links.update((one, two) for one, two in _renamed(known, texts) if follow(links, two) != one)
    full = [one for one in known.values() if one.full]
    for rarer, usual in _spellings(full, texts, pictured):
        if rarer not in links and usual not in links:
            links[rarer] = usual
    for one in known.values():
        homes = {follow(links, other.id) for other in full if ends(one.words, other.words)}
        if not one.full and len(homes) == 1:
            home = known[homes.pop()]
            if _no_other(one, home, [texts[id_] for id_ in _articles(known)], texts):
                links[one.id] = home.id
    return links


def _articles(known: Mapping[str, Sighting]) -> list[str]:
    return sorted({article for one in known.values() for article in one.articles})


def _titled(known: Mapping[str, Sighting]) -> Iterator[tuple[str, str]]:
    """Join "Sir Tobin Vale" to Tobin Vale."""
    for one in known.values():
        plain = speaker_id(" ".join(one.words))
        if one.full and plain != one.id and plain in known:
            yield one.id, plain


def _middle(known: Mapping[str, Sighting]) -> Iterator[tuple[str, str]]:
    """Join "Tobin Vale" to the one Tobin A. Vale."""
    longer: dict[tuple[str, str], list[Sighting]] = defaultdict(list)
    for one in known.values():
        if one.full and len(one.words) > 2:  # noqa: PLR2004 - given name and surname
            longer[one.words[0], one.words[-1]].append(one)
    for one in known.values():
        fuller = longer[one.words[0], one.words[-1]] if len(one.words) == 2 else []  # noqa: PLR2004
        if one.full and len(fuller) == 1:
            yield one.id, fuller[0].id


def _renamed(known: Mapping[str, Sighting], texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Join "Ines Vale" to Ines Corrado where an article says that she was called so."""
    for one in known.values():
        aliases = {alias.name for id_ in one.articles for alias in told(texts[id_], one.name).aliases}
        for other in sorted(map(speaker_id, aliases)):
            if other in known and other != one.id:
                yield other, one.id


def _spellings(
    full: Sequence[Sighting], texts: Mapping[str, str], pictured: Mapping[str, Portrait]
) -> Iterator[tuple[str, str]]:
    """Join two spellings of a name to the usual one: one happening, no third like them, never side by side.

    The given names are the same, or may be two transliterations and an office or words agree.
    """
    near = [
        (one, two)
        for one, two in combinations(sorted(full, key=lambda s: s.id), 2)
        if _one_name(one, two, pictured[one.id], pictured[two.id]) and not _side_by_side(one, two, texts)
    ]
    partners: dict[str, int] = defaultdict(int)
    for one in (one for pair in near for one in pair):
        partners[one.id] += 1
    for one, two in near:
        others = [other for other in full if other not in (one, two)]
        alone = all(other.words[-1] not in (one.words[-1], two.words[-1]) for other in others)
        if alone and partners[one.id] == partners[two.id] == 1:
            rarer, usual = sorted((one, two), key=lambda s: (len(s.articles), s.count, s.name))
            yield rarer.id, usual.id


def _one_name(one: Sighting, two: Sighting, first: Portrait, second: Portrait) -> bool:
    if apart(first, second, near=True):
        return False
    if one.words[:-1] == two.words[:-1] and spelt_alike(one.words, two.words):
        return agree(first, second) or not (first.offices and second.offices)
    if len(one.words) != len(two.words) or one.words == two.words or not agree(first, second):
        return False
    *given, surname = zip(one.words, two.words, strict=True)
    return sounds(surname[0]) == sounds(surname[1]) and all(_one_given(a, b) for a, b in given)


def _one_given(one: str, two: str) -> bool:
    return given_names().one_name(one, two) or not loosely(one).isdisjoint(loosely(two))


def spellings(full: Iterable[Sighting]) -> Iterator[tuple[Sighting, Sighting]]:
    """Yield the pairs of full names of one happening that may be two spellings of one name."""
    by_given: dict[str, list[Sighting]] = defaultdict(list)
    for one in sorted(full, key=lambda s: s.id):
        by_given[one.words[0][0]].append(one)
    for near in by_given.values():
        yield from (pair for pair in combinations(near, 2) if spelt_alike(pair[0].words, pair[1].words))


def _side_by_side(one: Sighting, two: Sighting, texts: Mapping[str, str]) -> bool:
    """Tell whether one article has what the names differ in, given names or surnames: then they are two people's."""
    pair = {word for both in zip(one.words, two.words, strict=False) if both[0] != both[1] for word in both}
    return any(pair <= set(fold(texts[id_]).split()) for id_ in one.articles | two.articles)


def _no_other(one: Sighting, home: Sighting, event: Sequence[str], texts: Mapping[str, str]) -> bool:
    """Tell whether a surname alone can be nobody else's: no namesake is named, no title speaks against it."""
    theirs, his = (_titles(s.words[-1], [texts[id_] for id_ in sorted(s.articles)]) for s in (one, home))
    return (not theirs or bool(theirs & his)) and not _namesakes(one.words[0], home, event)


def _titles(surname: str, texts: Iterable[str]) -> set[str]:
    """Give the genders (m, f) that titles right before a surname tell."""
    before = {word for text in texts for word, name in _pairs(text) if name == surname}
    return {"m" for word in before if word in roles().male} | {"f" for word in before if word in roles().female}


def _namesakes(surname: str, home: Sighting, texts: Sequence[str]) -> bool:
    """Tell whether a text gives the surname to another: a capital before it that is no title, role or common word."""
    known = {*home.words, *(word[0] for word in home.words)} | _before_names()
    common = {token for text in texts for token in _TOKEN.findall(text) if token.islower()}
    return any(
        name == surname and word not in known and word not in common for text in texts for word, name in _pairs(text)
    )


@lru_cache(maxsize=1)
def _before_names() -> frozenset[str]:
    words = {part for word in role_words() for part in word.split()}
    return roles().titles | roles().modifiers | roles().trades | words


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Yield each capitalised word and the word behind it, both folded."""
    for one, two in pairwise(_TOKEN.finditer(text)):
        if one.group()[0].isupper() and two.start() - one.end() <= 2:  # noqa: PLR2004 - ". " at most
            yield fold(one.group()), fold(two.group())
