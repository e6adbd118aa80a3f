"""The cards of sentence pairs: questions with two sides, and classes of words of which one excludes another."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated

from pydantic import Field as PydanticField

from quotecheck.records import ConflictKind
from quotecheck.rules.cards import Card, toml_files

_Sides = Annotated[tuple[str, ...], PydanticField(min_length=1)]


class Question(Card):
    """What a sentence may say one way or the other; `subject`: of another, the contrary may be true as well.

    `behind`: what follows must be the same.
    """

    name: str
    subject: bool = False
    behind: bool = False
    so: _Sides
    other: Annotated[tuple[str, ...], PydanticField(min_length=1, alias="not")]


class WordClass(Card):
    """Words of one sort; the words of a group, parted by commas, mean the same.

    `several`: one tale may have several of the sort, so that only what stands in one place is held against each other.
    """

    name: str
    several: bool = False
    kind: ConflictKind
    groups: _Sides


class Questions(Card):
    """The file of questions."""

    about: str
    question: tuple[Question, ...]


class Classes(Card):
    """The file of classes."""

    about: str
    classes: Annotated[tuple[WordClass, ...], PydanticField(alias="class")]


class Comparatives(Card):
    """The file of comparatives."""

    about: str
    more: _Sides
    less: _Sides


class Senses(Card):
    """The file of words that stand for one another."""

    about: str
    groups: _Sides


class Act(Card):
    """Verbs of one act between two, some told from the side of the one it is done to."""

    plain: Annotated[tuple[str, ...], PydanticField(min_length=1, alias="as")]
    turned: tuple[str, ...]


class Acts(Card):
    """The file of acts."""

    about: str
    act: tuple[Act, ...]


class Deed(Card):
    """How a deed between two is told with its doer before the words for it, or behind them."""

    name: str
    on: _Sides
    back: _Sides


class Deeds(Card):
    """The file of deeds."""

    about: str
    deed: tuple[Deed, ...]


@lru_cache(maxsize=1)
def deeds() -> tuple[Deed, ...]:
    """Load the deeds."""
    return Deeds.model_validate(_files()["deeds"]).deed


class Ways(Card):
    """The file of ways."""

    about: str
    start: _Sides
    goal: _Sides


@lru_cache(maxsize=1)
def ways() -> Ways:
    """Load the words behind which stands where somebody came from and where they went."""
    return Ways.model_validate(_files()["ways"])


class Saying(Card):
    """The file of words for saying."""

    about: str
    words: _Sides


@lru_cache(maxsize=1)
def saying() -> tuple[str, ...]:
    """Load the words behind which stands what somebody says."""
    return Saying.model_validate(_files()["saying"]).words


@lru_cache(maxsize=1)
def senses() -> tuple[tuple[str, ...], ...]:
    """Load the groups of words that stand for one another."""
    return tuple(tuple(group.split(",")) for group in Senses.model_validate(_files()["senses"]).groups)


@lru_cache(maxsize=1)
def acts() -> Mapping[str, tuple[tuple[int, bool], ...]]:
    """Give for a verb the acts that it tells of, and whether it tells them from the other's side."""
    found: dict[str, tuple[tuple[int, bool], ...]] = {}
    for number, act in enumerate(Acts.model_validate(_files()["acts"]).act):
        for verb, turned in [*((verb, False) for verb in act.plain), *((verb, True) for verb in act.turned)]:
            found[verb] = (*found.get(verb, ()), (number, turned))
    return found


@lru_cache(maxsize=1)
def comparatives() -> Mapping[str, bool]:
    """Give whether a comparative says that there is more."""
    card = Comparatives.model_validate(_files()["comparatives"])
    return {**dict.fromkeys(card.more, True), **dict.fromkeys(card.less, False)}


@lru_cache(maxsize=1)
def questions() -> tuple[Question, ...]:
    """Load the questions, those on how a happening turned out last."""
    return tuple(one for name in ("questions", "outcomes") for one in Questions.model_validate(_files()[name]).question)


@lru_cache(maxsize=1)
def word_classes() -> tuple[tuple[WordClass, Mapping[str, int]], ...]:
    """Load the classes, each with the number of its group for every word."""
    card = Classes.model_validate(_files()["classes"])
    return tuple(
        (one, {word: n for n, group in enumerate(one.groups) for word in group.split(",")}) for one in card.classes
    )


@lru_cache(maxsize=1)
def _files() -> Mapping[str, object]:
    return dict(toml_files("en", "pairs"))
