"""What articles tell of a person beside what they say: other names, and what the person was, with the years."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from quotecheck.language.names import fold, script
from quotecheck.records import Alias, Article, HeldRole, Quote, Speaker
from quotecheck.rules.people import role_words, roles
from quotecheck.store.sightings import places_of, refs

_NAME = r"[A-ZÀ-Þ][\w’'-]*(?: [A-ZÀ-Þ][\w’'-]*){0,3}"
_CALLED = (
    r"(?:who (?:was|is|had been) )?(?:(?:formerly|previously|then|originally|at the time|once|also|better) )?"
    r"(?:known as|called|named)|born(?! in)|(?:who )?(?:had |once )?"
    r"(?:perform|work|appear|compet|record|play|fight|fought|sang|sing|wrote|writ|publish|act|swam|ran)(?:ed|ing)? as"
)
_PLAIN = r"(?:who was )?(?:formerly|previously|originally|now)"
_YEARS = (
    r"(?:(?:from|between) (?P<from>\d{4}) (?:to|and|until|till) (?P<to>\d{4})|since (?P<since>\d{4})"
    r"|until (?:\w+ ){0,3}?(?P<until>\d{4}))"
)
_RENAMED = re.compile(
    rf",? \(?(?:(?:{_CALLED}) (?P<other>{_NAME})|{_PLAIN} (?P<plain>{_NAME})|n[ée]e (?P<maiden>{_NAME}))(?: {_YEARS})?"
)
_REACH = 80  # characters of a role before a name


@dataclass(frozen=True, slots=True)
class Told:
    """What one article tells of one person."""

    aliases: tuple[Alias, ...] = ()
    roles: tuple[HeldRole, ...] = ()


def with_told(known: Mapping[str, Speaker], articles: Iterable[Article], quotes: Iterable[Quote]) -> dict[str, Speaker]:
    """Give the entries with the names and roles that the articles in which they speak tell of them."""
    texts = {article.id: article.text for article in articles}
    pairs = {
        (ref.id, ref.name, q.article_id)
        for q in quotes
        for ref in refs(q)
        if ref.kind == "person" and q.article_id in texts
    }
    done = dict(known)
    for id_, name, article in sorted(pairs):
        found = told(texts[article], name)
        if id_ in done and (found.aliases or found.roles):
            done[id_] = _added(done[id_], found)
    return done


def _added(entry: Speaker, found: Told) -> Speaker:
    named = {alias.name: alias for alias in (*entry.aliases, *found.aliases) if alias.name != entry.name}
    held = dict.fromkeys((*entry.roles, *found.roles))
    ordered = sorted(held, key=lambda role: (role.from_ or "", role.to or "", role.title))
    return entry.model_copy(update={"aliases": tuple(named[key] for key in sorted(named)), "roles": tuple(ordered)})


def told(text: str, name: str) -> Told:
    """Read the other names and the past or dated roles that a text gives somebody whom it names in full."""
    if " " not in name:
        return Told()
    where = list(places_of(text, name))
    aliases = [alias for _, end in where if (alias := _alias(text, end, name)) is not None]
    held = [role for start, end in where for role in (_former(text, start), _dated(text, end)) if role is not None]
    return Told(tuple(aliases), tuple(held))


def _alias(text: str, end: int, name: str) -> Alias | None:
    match = _RENAMED.match(text, end)
    if match is None:
        return None
    given = name.split(maxsplit=1)[0]
    other = match["other"] or match["plain"] or match["maiden"]
    if match["maiden"] and " " not in other:
        other = f"{given} {other}"
    same_given = other.startswith(f"{given} ") or not match["plain"]
    if other == name or " " not in other or not same_given or _offices() & set(fold(other).split()):
        return None
    return Alias(name=other, script=script(other), from_=match["from"] or match["since"], to=_end(match))


def _former(text: str, start: int) -> HeldRole | None:
    match = _roles()[0].search(text, max(0, start - _REACH), start)
    return None if match is None else HeldRole(title=f"{match['past'].lower()} {match['title']}")


def _dated(text: str, end: int) -> HeldRole | None:
    match = _roles()[1].match(text, end)
    if match is None:
        return None
    return HeldRole(title=match["title"], from_=match["from"] or match["since"], to=_end(match))


def _end(match: re.Match[str]) -> str | None:
    return match["to"] or match["until"]


@lru_cache(maxsize=1)
def _offices() -> frozenset[str]:
    return role_words() | roles().titles


@lru_cache(maxsize=1)
def _roles() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Give what stands before a name, "then-mayor", and behind it, "who was mayor of Hest from 2019 to 2022"."""
    heads = "|".join(sorted(map(re.escape, role_words() | roles().trades), key=lambda word: (-len(word), word)))
    title = rf"(?:(?!(?:the|an?|of) )[\w’'-]+ ){{0,3}}?(?i:{heads})"
    former = rf"\b(?P<past>(?i:former|then|one-time|onetime|ex))[ -](?P<title>{title}) $"
    of = r"(?: (?:of|for) (?:the )?[\w’'-]+(?: [A-Z][\w’'-]+){0,3})?"
    lead = r",? (?:who (?:was|is|has been|served as|had been) )?(?:the |an? |its |their )?"
    return re.compile(former), re.compile(rf"{lead}(?P<title>{title}{of}) {_YEARS}")
