"""Who is one over articles without a name, who is two with one, and what articles tell of a person."""

from __future__ import annotations

import pytest

from quotecheck.language.described import is_description
from quotecheck.language.names import is_local, local_id, speaker_id, told_apart
from quotecheck.records import SpeakerKind
from quotecheck.rules.fields import FieldExample, fields
from quotecheck.store.portraits import agree, apart, fields_in, portrait
from quotecheck.store.sightings import loosely
from quotecheck.store.told import told


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("aide", "anonymous"),
        ("Velland official", "anonymous"),
        ("Velland officials", "group"),
        ("Residents", "group"),
        ("council", "government"),
        ("Police", "organisation"),
        ("father", "person"),
        ("Ollenby's father", "person"),
        ("Tern report", "document"),
    ],
)
def test_a_description_is_somebody_else_in_another_article(name: str, kind: SpeakerKind) -> None:
    assert is_description(name, kind)
    assert local_id(name, "a") != local_id(name, "b")
    assert is_local(local_id(name, "a"))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Mara Ollenby", "person"),
        ("Mara Ollenby's father", "person"),
        ("Miller", "person"),
        ("Jan van Moor", "person"),
        ("al-Masri", "person"),
        ("Northmere council", "government"),
        ("Courier", "organisation"),
        ("Ledger Act", "document"),
        ("Ostrians", "group"),
    ],
)
def test_a_name_is_one_over_all_articles(name: str, kind: SpeakerKind) -> None:
    assert not is_description(name, kind)
    assert not is_local(speaker_id(name))


@pytest.mark.parametrize("example", fields().example, ids=lambda example: example.text)
def test_fields_of_occupation(example: FieldExample) -> None:
    assert fields_in(example.text, example.name) == example.fields


def test_no_occupation_is_in_two_fields() -> None:
    words = [word for names in fields().fields.values() for word in names]
    assert len(words) == len(set(words))


def test_namesakes_told_apart_are_no_candidates() -> None:
    assert told_apart("speaker:hal-quist", "speaker:hal-quist~sport")
    assert told_apart("speaker:hal-quist~arts", "speaker:hal-quist~sport")
    assert not told_apart("speaker:hal-quist", "speaker:hal-quist-jones")
    assert not told_apart("speaker:hal-quist", "speaker:hal-quist")


@pytest.mark.parametrize(
    ("text", "other", "until"),
    [
        ("Ines Corrado, formerly Ines Vale, said no.", "Ines Vale", None),
        ("Ines Corrado (née Vale) said no.", "Ines Vale", None),
        ("Ines Corrado, who was then known as Ines Vale, said no.", "Ines Vale", None),
        ("Ines Corrado, known as Ines Vale until her marriage in 2024, said no.", "Ines Vale", "2024"),
        ("Ines Corrado, formerly Beacon Wire editor, said no.", None, None),
        ("Ines Corrado, born in Old Hest, said no.", None, None),
        ("Ines Corrado, then Prime Minister, said no.", None, None),
    ],
)
def test_another_name_of_a_person(text: str, other: str | None, until: str | None) -> None:
    found = [(alias.name, alias.to) for alias in told(text, "Ines Corrado").aliases]
    assert found == ([] if other is None else [(other, until)])


@pytest.mark.parametrize(
    ("text", "title", "since", "until"),
    [
        ("Tobin Vale, who was minister from 2019 to 2022, said no.", "minister", "2019", "2022"),
        ("Tobin Vale, mayor of Northmere since 2020, said no.", "mayor of Northmere", "2020", None),
        ("Tobin Vale, who served as finance minister until 2022, said no.", "finance minister", None, "2022"),
        ("Then-mayor Tobin Vale said no.", "then mayor", None, None),
        ("The former prime minister Tobin Vale said no.", "former prime minister", None, None),
        ("The former wife of the mayor Tobin Vale said no.", None, None, None),
        ("Tobin Vale, a lawyer in Hest since 2001, said no.", None, None, None),
        ("Mayor Tobin Vale said no.", None, None, None),
    ],
)
def test_a_past_or_dated_role(text: str, title: str | None, since: str | None, until: str | None) -> None:
    found = [(role.title, role.from_, role.to) for role in told(text, "Tobin Vale").roles]
    assert found == ([] if title is None else [(title, since, until)])


@pytest.mark.parametrize(
    ("one", "two", "near", "parted"),
    [
        ("Hal Quist, 71, left.", "Hal Quist, 16, left.", False, True),
        ("Hal Quist, 71, left.", "The 70-year-old miner Hal Quist left.", True, False),
        ("Doctor Hal Quist left.", "The jockey Hal Quist left.", True, True),
        ("Hal Quist, who farms at Ostby, left.", "Senator Hal Quist left.", True, True),
        ("Hal Quist, who farms at Ostby, left.", "Senator Hal Quist left.", False, False),
        ("Hal Quist, the mayor, left.", "The jockey Hal Quist left.", True, False),
    ],
)
def test_two_portraits_part_or_may_be_of_one(one: str, two: str, near: bool, parted: bool) -> None:
    left, right = (portrait(text, "Hal Quist", published="2031-03-05") for text in (one, two))
    assert apart(left, right, near=near) is parted


@pytest.mark.parametrize(
    ("one", "two", "agreed"),
    [
        ("Hal Quist, the deputy governor of Marsk, left.", "Deputy Governor Hal Quist left.", True),
        ("Hal Quist, the mayor of Ostby, left.", "Hal Quist, mayor of Skarn, left.", False),
        ("Hal Quist, the mayor of Ostby, left.", "Hal Quist, the miller of Ostby, left.", False),
    ],
)
def test_offices_agree_where_neither_place_speaks_against_it(one: str, two: str, agreed: bool) -> None:
    assert agree(portrait(one, "Hal Quist"), portrait(two, "Hal Quist")) is agreed


@pytest.mark.parametrize(
    ("one", "two", "alike"),
    [
        ("sergei", "serhii", True), ("yevgeny", "evgeniy", True), ("mohammed", "muhammad", True),
        ("mara", "mira", False), ("karin", "karina", False), ("tom", "tim", False),
    ],
)  # fmt: skip
def test_given_names_meet_by_sound(one: str, two: str, alike: bool) -> None:
    assert bool(loosely(one) & loosely(two)) is alike
