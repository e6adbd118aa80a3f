"""Who is said to have done it, and whether two of them are two: groups of people of which nobody is in both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from quotecheck.compare.beside.singling import owned, singled
from quotecheck.compare.cards import conflict_cards
from quotecheck.compare.profiles import stem
from quotecheck.compare.roles import ANYONE, ANYTHING, MEASURES, PRONOUNS, agent, is_name, role, same_role
from quotecheck.compare.statements import KEPT, Statement
from quotecheck.language.names import fold
from quotecheck.language.quantity_words import value
from quotecheck.records import Role
from quotecheck.rules.facets import people
from quotecheck.rules.predicates import families, lexicon, predicate_cards

_GROUP = "group_"
_NAME = r"(?:[A-Z][\w’'-]+)(?: (?:[a-z]{2,3} )?[A-Z][\w’'-]+){0,3}"
# "with Judge Vale presiding", "with Vale at the wheel".
_WITH = re.compile(
    rf"\bwith (?P<name>{_NAME}) (?:presiding|leading|driving|steering|flying|in the chair|in charge|in command|"
    r"at the (?:wheel|controls|helm|tiller|head))\b"
)
_QUALITY = re.compile(r"(?:[st]ion|ment|ness|ity|ism|[ae]nce|ship|age|ing|ure|th)$")
_FIRST_PERSON = frozenset({"i", "we"})
_DESCRIBED = 50
_TOGETHER = r"\b(?:and|with|alongside|(?:helped|aided|joined|assisted|accompanied) by)"
_CAPITAL = re.compile(r"\b[A-Z][^\W\d_]{2,}")
# What may stand between a body and one of its own: "the Tern's chief engineer, Hal Vale".
_OWN = r"(?:['’]s?)?,? (?:(?!and|to|with|from|against|by|beat|told|while|but)[\w’'-]+,? ){0,4}"


@lru_cache(maxsize=KEPT)
def doers(statement: Statement) -> tuple[Role, ...]:
    """Give those who are named as doers; a speaker's "we" is the speaker."""
    return (*_of_roles(statement), *owned(statement), *_with(statement))


def _of_roles(statement: Statement) -> Iterator[Role]:
    for found in statement.assertion.roles:
        if found.name != "agent" and not (found.name == "subject" and (is_name(found) or found.head in _table())):
            continue
        if found.head in _FIRST_PERSON and statement.holder:
            if singled(statement):
                yield _named(statement.holder)
        elif found.head not in PRONOUNS | MEASURES and any(map(str.isalpha, found.head)):
            yield found


def _with(statement: Statement) -> Iterator[Role]:
    return (_named(match.group("name")) for match in _WITH.finditer(statement.assertion.text))


def _named(name: str) -> Role:
    return Role(name="agent", text=name, head=fold(name))


def two(left: Statement, one: Role, right: Statement, other: Role, *, singled: bool, both: bool) -> bool:
    """Tell whether two doers are not one; `singled`, `both`: a report, or each, says that nobody else did it."""
    named = is_named(one), is_named(other)
    if driven(one, other):
        return False
    if not any(named) and _peoples_apart(left, one, right, other):
        return True
    if same_role(left, one, right, other) or joined(one, right) or joined(other, left):
        return False
    if all(named):
        return not one_of(one, other, left, right) and not one_of(other, one, left, right)
    groups = _groups(left, one), _groups(right, other)
    if any(named):
        return singled and (_groups_apart(*groups) or _blames(left, one, other) or _blames(right, other, one))
    return _groups_apart(*groups) or (both and _unlike(*groups, one, other))


def apart(left: Statement, one: Role, right: Statement, other: Role) -> bool:
    """Tell whether two are of groups, or of peoples, of which nobody is in both."""
    return _groups_apart(_groups(left, one), _groups(right, other)) or _peoples_apart(left, one, right, other)


def may_be_both(left: Statement, one: Role, right: Statement, other: Role) -> bool:
    """Tell firefighters and neighbours, who may have carried her together: nobody is said to have done it alone."""
    if is_named(one) or is_named(other) or singled(left) or singled(right):
        return False
    groups = _groups(left, one), _groups(right, other)
    return (_many(one) and _many(other)) or (all(groups) and not _groups_apart(*groups))


def _many(one: Role) -> bool:
    last = one.text.split()[-1].lower()
    return stem(last) != last


def can_act(statement: Statement, one: Role) -> bool:
    """Tell somebody, or a body, from a thing, which may have a capital where it opens a sentence."""
    words = conflict_cards()["participant"].words
    if one.head in _table() or any(one.head in words[name] for name in ("people", "bodies", "vehicles")):
        return True
    last = one.text.split()[-1]
    return is_name(one) and re.search(rf"[\w,;] {re.escape(last)}\b", statement.article.text) is not None


def may_act(one: Role) -> bool:
    """Leave out what is known to be a thing, an event or a quality; who else does something may be somebody."""
    word = one.head.split()[-1]
    if word in _somebody():
        return True
    known = lexicon()
    if word in known.things or word in known.nouns or word in conflict_cards()["participant"].words["nobody"]:
        return False
    return one.name == "agent" and value(word) is None and not _QUALITY.search(word)


@lru_cache(maxsize=1)
def _somebody() -> frozenset[str]:
    named = [families()[name] for name in conflict_cards()["participant"].words["somebody"]]
    sorts = [family for family in predicate_cards()["people"].family if family.kind == "thing"]
    return people() | {noun for family in (*named, *sorts) for noun in family.nouns}


def may_be_called(one: Role, other: Role) -> bool:
    """Tell whether two words may be of one: two of one noun, a name and a word for any body, one name in two forms."""
    if one.head == other.head and not (is_named(one) or is_named(other)):
        return True
    if is_named(one) != is_named(other):
        described = other if is_named(one) else one
        return described.head in ANYTHING | ANYONE or described.head in conflict_cards()["participant"].words["bodies"]
    common = set(_CAPITAL.findall(one.text)) & set(_CAPITAL.findall(other.text))
    return len(common) > 1


def driven(one: Role, other: Role) -> bool:
    """Tell a vehicle from somebody, who may have driven it."""
    vehicles = conflict_cards()["participant"].words["vehicles"]
    return (one.head in vehicles) != (other.head in vehicles)


def swapped(left: Statement, right: Statement) -> tuple[Role, Role] | None:
    """Give the doers of "Vale rang Ollenby" and "Ollenby rang Vale"; not of what two do with each other."""
    (one, first), (other, second) = (
        (agent(side.assertion), role(side.assertion, "patient")) for side in (left, right)
    )  # fmt: skip
    if one is None or first is None or other is None or second is None or _mutual(left) or _mutual(right):
        return None
    crossed = same_role(left, one, right, second) is True and same_role(left, first, right, other) is True
    return (one, other) if crossed and not same_role(left, one, right, other) else None


def _mutual(statement: Statement) -> bool:
    return not set(statement.assertion.predicate.split()).isdisjoint(conflict_cards()["participant"].words["mutual"])


def _blames(statement: Statement, one: Role, named: Role) -> bool:
    """Tell whether the other doer is a speaker who says here that it was somebody else."""
    holder = fold(statement.holder or "").split()
    return is_named(named) and not is_named(one) and named.head.split()[-1] in holder


def joined(one: Role, other: Statement) -> bool:
    """Tell whether the other clause names somebody as a doer too: "Vale and Ollenby", "with Vale's help"."""
    if not is_named(one):
        return False
    last, text = one.text.split()[-1], other.assertion.text
    if last not in text:
        return False
    last = re.escape(last)
    return bool(re.search(rf"{_TOGETHER} (?:[\w’'-]+ ){{0,3}}{last}\b|\b{last} and\b", text))


def is_named(one: Role) -> bool:
    """Tell a name from a description, which may have a capital where it opens a sentence: "Staff were"."""
    return is_name(one) and _common().isdisjoint({one.head, stem(one.head)})


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset({*_table(), *conflict_cards()["participant"].words["people"]})


def one_of(body: Role, member: Role, *statements: Statement) -> bool:
    """Tell whether a report calls one the other's own: "the Tern's captain, Hal Vale", "Hal Vale of the Tern"."""
    names = body.text.split()[-1], member.text.split()[-1]
    texts = [text for text in (each.article.text for each in statements) if all(name in text for name in names)]
    if not texts:
        return False
    owner, own = map(re.escape, names)
    pattern = re.compile(
        rf"\b{owner}{_OWN}(?:[A-Z][\w’'-]+ )?{own}\b|\b{own},? (?:[\w’'-]+ ){{0,3}}of (?:the )?{owner}\b"
    )
    return any(map(pattern.search, texts))


def _groups(statement: Statement, one: Role) -> frozenset[str]:
    """Give the groups that a description, or what stands beside a name, puts somebody in."""
    words = _beside(statement, one) if is_named(one) else [one.head, stem(one.head)]
    found = frozenset(group for word in words for group in _table().get(word, frozenset()))
    return found or frozenset(group for word in fold(one.text).split() for group in _table().get(word, frozenset()))


def _beside(statement: Statement, one: Role) -> list[str]:
    """Give the words for a name in its phrase, and where its report gives it in full."""
    words = fold(one.text).split()
    text = statement.article.text
    at = text.find(one.text)
    if at >= 0:
        before = re.split(r"[.!?;:,\n]", text[max(0, at - _DESCRIBED) : at])[-1]
        behind = re.match(r", ([^.!?;\n]*)", text[at + len(one.text) :][:_DESCRIBED])
        words += fold(before).split()[-3:] + (fold(behind.group(1)).split() if behind else [])
    return words


@lru_cache(maxsize=1)
def _table() -> Mapping[str, frozenset[str]]:
    lists = {name: words for name, words in conflict_cards()["participant"].words.items() if name.startswith(_GROUP)}
    every = sorted({word for words in lists.values() for word in words})
    return {word: frozenset(name for name, words in lists.items() if word in words) for word in every}


def _groups_apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell a farmer from a soldier; but a farmer may be a neighbour."""
    if not one or not other or not one.isdisjoint(other):
        return False
    mixed = conflict_cards()["participant"].words["mixed"]
    return not any(
        f"{a.removeprefix(_GROUP)} {b.removeprefix(_GROUP)}" in mixed for a in one | other for b in one | other
    )


def _peoples_apart(left: Statement, one: Role, right: Statement, other: Role) -> bool:
    """Tell "Ostrian guards" from "soldiers of Velland": names of two peoples before or behind two like words."""
    first, second = _peoples(left, one), _peoples(right, other)
    return bool(first) and bool(second) and first.isdisjoint(second)


def _peoples(statement: Statement, one: Role) -> frozenset[str]:
    behind = re.search(rf"{re.escape(one.text)} (?:of|from) (?:the )?([A-Z]\w+)", statement.assertion.text)
    words = _CAPITAL.findall(one.text) + ([behind.group(1)] if behind else [])
    own = one.head[:3]
    return frozenset(fold(word)[:4] for word in words if not fold(word).startswith(own) and fold(word) not in _table())


def _unlike(first: frozenset[str], second: frozenset[str], one: Role, other: Role) -> bool:
    """Tell two descriptions that share no word, no group, and could not be anybody's."""
    if not {one.head, other.head}.isdisjoint(ANYONE | ANYTHING) or not first.isdisjoint(second):
        return False
    return set(fold(one.text).split()).isdisjoint(fold(other.text).split())
