"""Sources that are named by role or kind: the mayor, the Velland president, the ministry, a report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from spacy.tokens import Doc, Token

from quotecheck.extract.entities import Entity
from quotecheck.language.names import fold
from quotecheck.records import SpeakerKind
from quotecheck.rules.people import countries_of, kind_of_head, role_words, roles

_SEVERAL = frozenset({"both", "many", "some", "others", "people"})
_SETS = frozenset({"band", "bunch", "crowd", "dozen", "gang", "group", "handful", "party", "team"})
_FORMER = frozenset({"former", "ex", "onetime"})
_COMING, _GOING = frozenset({"new", "incoming"}), frozenset({"outgoing", "departing"})
_DULL = frozenset(
    {
        "new",
        "incoming",
        "outgoing",
        "departing",
        "the",
        "his",
        "her",
        "its",
        "their",
        "s",
        "this",
        "that",
        "counterpart",
        "colleague",
    }
)


class Holders:
    """Who has a role in an article, looked up by the role's head word."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        """Take everybody with a role."""
        self._by_head: dict[str, list[Entity]] = defaultdict(list)
        for entity in entities:
            for word in sorted({word for role in entity.roles for word in _heads(_spelt(role))}):
                self._by_head[word].append(entity)
        self._found: dict[str, list[Entity]] = {}

    def of(self, word: str) -> Sequence[Entity]:
        """Give those with a role that a word may name, in the order of their names."""
        if word not in self._found:
            same = (self._by_head[head] for head in self._by_head if roles().same(word, head))
            by_words = {entity.words: entity for held in same for entity in held}
            self._found[word] = [by_words[words] for words in sorted(by_words)]
        return self._found[word]


def holders(held: Holders, doc: Doc, head: Token, first: int) -> list[Entity]:
    """Find the people who have the role that a source names, with no modifier that speaks against it."""
    word = phrase(doc, head, first)
    entities = held.of(word)
    before = fold(doc[first : head.i].text).split()
    given = _modifiers(before)
    former = bool(_FORMER & set(before))
    coming, going = bool(_COMING & set(before)), bool(_GOING & set(before))
    fits = [e for e in entities if any(_role_fits(word, given, role) for role in _held(e.roles, former=former))]
    if coming or going:
        leaving = [e for e in fits if any(_GOING & set(fold(role).split()) for role in e.roles)]
        fits = leaving if going else [e for e in fits if e not in leaving]
    sure = [e for e in fits if any(given & _modifiers(fold(role).split()) for role in e.roles)]
    return sure or fits


def _held(held: set[str], *, former: bool) -> list[str]:
    """Give the roles that somebody has, or had: "the mayor" is not the former one."""
    return [role for role in sorted(held) if bool(_FORMER & set(fold(role).split())) == former]


def _role_fits(word: str, given: set[str], role: str) -> bool:
    known = _spelt(role)
    if not any(roles().same(word, other) for other in _heads(known)):
        return False
    own = _modifiers(known.split())
    return not given or not own or bool(given & own) or given <= set(known.split())


def _spelt(role: str) -> str:
    return " ".join(roles().short.get(part, part) for part in fold(role).split())


def kin(word: str) -> bool:
    """Tell whether a word names a relative."""
    return roles().same(word, "relative")


@lru_cache(maxsize=4096)
def _heads(role: str) -> tuple[str, ...]:
    """Give the role words that a role phrase ends in: "prime minister" ends in two, "president of Velland" in one."""
    bare = role.split(" of ", maxsplit=1)[0].split(" for ", maxsplit=1)[0]
    found = [word for word in _named_roles() if _ends_with(bare, word) or _ends_with(role, word)]
    last = bare.rsplit(" ", 1)[-1]
    return tuple(found) or (last,)


@lru_cache(maxsize=1)
def _named_roles() -> tuple[str, ...]:
    return tuple(sorted(role_words() | roles().trades))


def _ends_with(text: str, word: str) -> bool:
    return text == word or text.endswith(" " + word)


def _modifiers(words: Sequence[str]) -> set[str]:
    """Leave articles, possessives and the role words themselves out: what is left tells two holders apart."""
    return {
        countries_of().get(word, word)
        for word in words
        if word not in _DULL and word not in role_words() and word not in roles().modifiers
    }


def phrase(doc: Doc, head: Token, first: int) -> str:
    """Give a role or institution of two or three words around its head: head of state, press service, White House."""
    tail = doc[head.i : head.i + 3].text.lower()
    if tail in role_words():
        return tail
    if head.i > first:
        pair = doc[head.i - 1 : head.i + 1].text.lower()
        if pair in role_words() or pair in kind_of_head():
            return pair
    return head.lemma_.lower() if head.lemma_.lower() in role_words() else head.lower_


def head_kind(word: str) -> SpeakerKind | None:
    """Give the kind of source that a head noun names, if it is one."""
    return kind_of_head().get(word.lower())


def plural(head: Token) -> bool:
    """Tell whether a source is several people."""
    return head.tag_ in ("NNS", "NNPS") or head.lower_ in _SEVERAL


def many(head: Token) -> bool:
    """Tell whether a noun counts people: a group of 12 doctors, a team of divers."""
    of = (child for child in head.children if child.dep_ == "prep" and child.lower_ == "of")
    return head.lemma_.lower() in _SETS and any(c.tag_ == "NNS" for prep in of for c in prep.children)


def without_article(text: str) -> str:
    """Give a description as a name: the clerk and a clerk are "clerk"."""
    for article in ("the ", "a ", "an "):
        if text.lower().startswith(article):
            return text[len(article) :]
    return text
