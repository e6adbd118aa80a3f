"""The cards of issues: the questions on which reports of one happening give different answers.

Two clauses that take a position on one issue may be held against each other whatever words they put it in: who raised
the alarm, where it began, whether there was a permit (the issue of Kunz and Rittel 1970: a question to which positions
answer).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from quotecheck.rules.cards import Card, Field, load

Asked = Literal["who", "whom", "when", "where", "whether", "why", "how"]
# Before the name of an issue: the clause says in other words than "not" that it is not so.
CONTRARY = "-"
_Groups = tuple[frozenset[str], ...]


class Issue(Card):
    """One question and the words of its answers.

    An entry of `words` is one lemma, or several that must all stand in the clause, in any order; `a|b` takes either.
    Those of `contrary` say that it did not happen or is not so without a word of negation ("fail to", "lack").
    `asks`: what has one answer within one happening. `fires` takes a position on the issue, `spares` does not.
    """

    name: str
    asks: tuple[Asked, ...] = Field(min_length=1)
    words: tuple[str, ...] = Field(min_length=1)
    contrary: tuple[str, ...] = ()
    fires: str
    spares: str


class IssueCard(Card):
    """A file of issues."""

    about: str
    issue: tuple[Issue, ...] = Field(min_length=1)


@lru_cache(maxsize=1)
def issue_cards() -> Mapping[str, IssueCard]:
    """Load the cards by file name."""
    return MappingProxyType(load(IssueCard, "en", "issues"))


@lru_cache(maxsize=1)
def issues() -> Mapping[str, Issue]:
    """Give every issue by its full name, `file.name`."""
    return MappingProxyType(
        {f"{file}.{issue.name}": issue for file, card in issue_cards().items() for issue in card.issue}
    )


def positions(words: AbstractSet[str]) -> tuple[str, ...]:
    """Give the issues on which a clause of these words and lemmas takes a position, sorted; see `CONTRARY`."""
    table = _by_word()
    return tuple(
        sorted(
            {
                position
                for word in words
                for position, others in table.get(word, ())
                if all(not group.isdisjoint(words) for group in others)
            }
        )
    )


@lru_cache(maxsize=1)
def _by_word() -> Mapping[str, tuple[tuple[str, _Groups], ...]]:
    """Give by one word of each entry its position and the other words that must be there.

    It is looked up by those of its words that stand in the fewest entries.
    """
    entries = list(_entries())
    common = Counter(word for _, groups in entries for group in groups for word in group)
    table: dict[str, list[tuple[str, _Groups]]] = {}
    for position, groups in entries:
        rarest = min(groups, key=lambda group: sum(common[word] for word in group))
        others = tuple(group for group in groups if group is not rarest)
        for word in rarest:
            table.setdefault(word, []).append((position, others))
    return MappingProxyType({word: tuple(found) for word, found in table.items()})


def _entries() -> Iterator[tuple[str, _Groups]]:
    for name, issue in issues().items():
        for sign, entries in (("", issue.words), (CONTRARY, issue.contrary)):
            for entry in entries:
                yield f"{sign}{name}", tuple(frozenset(word.split("|")) for word in entry.split())
