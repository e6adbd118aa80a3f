"""The cards of edits: the traces that an editor leaves in quoted words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from quotecheck.records import EditKind
from quotecheck.rules.cards import Card, Example, Field, load


class EditExample(Example):
    """A sentence with a quotation, and what the card finds in it; `edit = ""`: this card must not fire."""

    edit: str = ""


class EditCard(Card):
    """One trace of an editor: regular expressions on a part of a quoted stretch and on what stands around it.

    `before` must end where the part begins, `after` begin where it ends. `before_tags`, `inside_tags` and `after_tags`
    ask for the Penn tag of the word before it, of the first word in it and of the word behind it. With `behind`, it
    may also follow the closing mark. Cards are tried by rank; what one has taken no other takes.
    """

    about: str
    kind: EditKind
    rank: int
    pattern: str
    before: str = ""
    after: str = ""
    before_tags: frozenset[str] = frozenset()
    inside_tags: frozenset[str] = frozenset()
    after_tags: frozenset[str] = frozenset()
    behind: bool = False
    example: tuple[EditExample, ...] = Field(min_length=2)


@lru_cache(maxsize=1)
def edit_cards() -> Mapping[str, EditCard]:
    """Load the cards by file name, in the order in which they are tried."""
    cards = load(EditCard, "en", "edits")
    return dict(sorted(cards.items(), key=lambda item: (item[1].rank, item[0])))
