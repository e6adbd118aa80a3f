"""Who did it to whom, told with another verb for the act or from the other's side: "beat", "lost to"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from quotecheck.compare.cards import conflict_cards
from quotecheck.compare.paired.somebody import is_somebody
from quotecheck.compare.paired.texts import Sentence, content, cover, root
from quotecheck.compare.roles import PRONOUNS, role
from quotecheck.compare.statements import Outcome
from quotecheck.language.names import fold
from quotecheck.records import Assertion
from quotecheck.rules.pairs import acts

ENOUGH = 0.6
ENOUGH_DOERS = 0.7
_WAYS = ("to", "against", "from")
_NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Deed:
    """One act in a sentence; the roots of the words for the doer and the one it is done to, empty where not told.

    `doers` and `others` have those of all the words there, not of the head or name alone.
    """

    acts: frozenset[object]
    said: str
    doer: frozenset[str]
    other: frozenset[str]
    who: str
    doers: frozenset[str]
    others: frozenset[str]
    turned: bool

    @property
    def subject(self) -> frozenset[str]:
        """Give who is the subject of the verb."""
        return self.other if self.turned else self.doer


def turned(one: Sentence, two: Sentence) -> Iterator[Outcome]:
    """Find that the doer of an act in one sentence is the one it is done to in the other, or that another did it."""
    share = cover(one, two)
    if share < ENOUGH:
        return
    firsts, seconds = _deeds(one), _deeds(two)
    for a, b in product(firsts, seconds):
        if a.acts.isdisjoint(b.acts):
            continue
        if _crossed(a, b, one, two) or _crossed(b, a, two, one):
            yield Outcome("conflict", "who", a.who, b.who, "doer and undergoer have changed places")
        elif share >= ENOUGH_DOERS and _two_doers(a, b, one, two):
            yield Outcome("conflict", "who", a.who, b.who, "two doers of one act")


def agreed(one: Sentence, two: Sentence) -> bool:
    """Tell whether the sentences tell of one act from its two sides: "overcame Brock", "Brock lost to"."""
    for a, b in product(_deeds(one), _deeds(two)):
        told = {act for act in a.acts & b.acts if isinstance(act, int)}
        if told and a.turned != b.turned and a.subject and b.subject and _two(a.subject, b.subject):
            return True
    return False


def _two(one: frozenset[str], two: frozenset[str]) -> bool:
    """Tell two people apart, also where they share a surname."""
    return not one <= two and not two <= one


def _crossed(a: _Deed, b: _Deed, one: Sentence, two: Sentence) -> bool:
    """Tell whether the first's doer is the second's undergoer, where the other party is known to both sentences."""
    if not (a.doer and b.other) or _two(a.doer, b.other) or a.doer & b.doer or a.doer & a.other:
        return False
    if a.other and b.doer:
        return not _two(a.other, b.doer)
    # A family alone is too wide for an act of which half is not told: towns that fall are captured.
    if not {act for act in a.acts & b.acts if isinstance(act, int) or act == a.said}:
        return False
    other = a.other or b.doer
    return bool(other) and other & one.stems <= two.stems and other & two.stems <= one.stems


def _two_doers(a: _Deed, b: _Deed, one: Sentence, two: Sentence) -> bool:
    """Tell whether the acts have two doers, each of whom is in the other sentence too, as something else."""
    if (
        not (a.doer and b.doer and is_somebody(a.who) and is_somebody(b.who))
        or a.doers & b.doers
        or a.other & b.doer
        or b.other & a.doer
    ):
        return False
    if not (a.doers & two.stems and b.doers & one.stems):
        return False
    return bool(a.others & b.others or not (a.others and b.others))


def _deeds(side: Sentence) -> list[_Deed]:
    found = []
    for each in side.statements:
        told = each.assertion
        if told.polarity != "+" or told.checkable != "yes" or _mutual(told.predicate):
            continue
        for turned_round in (False, True):
            verbs = _verbs(told.predicate, side)
            known: set[object] = {act for verb in verbs for act, way in acts().get(verb, ()) if way is turned_round}
            if not turned_round:
                known |= {told.predicate} | ({told.family} if told.family else set())
            if known:
                found.append(_deed(told, frozenset(known), turned_round=turned_round))
    return found


def _verbs(predicate: str, side: Sentence) -> list[str]:
    """Give the verb of a predicate, alone and with what may follow it: "lose" of "lose final", "lose to"."""
    first = predicate.split(maxsplit=1)[0]
    return sorted({predicate, first} | {f"{first} {way}" for way in _WAYS if f" {way} " in side.plain})


def _deed(told: Assertion, known: frozenset[object], *, turned_round: bool) -> _Deed:
    doer, other = role(told, "agent"), role(told, "recipient") or role(told, "patient")
    sides = [(_roots(each.head), _roots(each.text)) if each else (_NOBODY, _NOBODY) for each in (doer, other)]
    if turned_round:
        sides.reverse()
    who = doer.text if doer else f"{told.predicate} {other.text if other else ''}".strip()
    return _Deed(known, told.predicate, sides[0][0], sides[1][0], who, sides[0][1], sides[1][1], turned_round)


def _roots(head: str) -> frozenset[str]:
    return frozenset(root(word) for word in fold(head).split() if content(word) and word not in PRONOUNS)


def _mutual(predicate: str) -> bool:
    return predicate.split(maxsplit=1)[0] in conflict_cards()["participant"].words["mutual"]
