"""Broad classes of acts and happenings on the cards: of one class are two statements that may tell of one act.

A class is a list whose name begins with `act_`. An entry is a predicate ("come upon"), a family ("=custody.arrest"),
or, after a tilde, words of the clause that no verb holds ("~to a halt").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from quotecheck.compare.cards import conflict_cards
from quotecheck.compare.statements import KEPT, Statement
from quotecheck.language.names import fold
from quotecheck.records import ConflictKind

PREFIX = "act_"
_PHRASE = "~"


@lru_cache(maxsize=KEPT)
def acts(statement: Statement, kind: ConflictKind) -> frozenset[str]:
    """Give the classes of a kind's card that a statement is of."""
    assertion, words = statement.assertion, _words(kind)
    found = words.get(assertion.predicate, frozenset()) | words.get(f"={assertion.family}", frozenset())
    text = f" {fold(assertion.text)} "
    return found | {act for phrase, act in _phrases(kind) if f" {phrase} " in text}


@lru_cache(maxsize=4)
def _words(kind: ConflictKind) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for act, entry in _entries(kind):
        found[entry].add(act)
    return {entry: frozenset(classes) for entry, classes in found.items()}


@lru_cache(maxsize=4)
def _phrases(kind: ConflictKind) -> Sequence[tuple[str, str]]:
    return [(entry.removeprefix(_PHRASE), act) for act, entry in _entries(kind) if entry.startswith(_PHRASE)]


def _entries(kind: ConflictKind) -> Sequence[tuple[str, str]]:
    lists = conflict_cards()[kind].words
    return [(name, entry) for name, entries in lists.items() if name.startswith(PREFIX) for entry in entries]
