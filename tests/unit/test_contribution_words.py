"""Words are found however marks, dashes and white space were typed; offsets are those of the text as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotecheck.contributions.holdings import plain_url
from quotecheck.contributions.words import find, nearest

TEXT = (
    "He said: “The lamp — it’s lit…” on Friday.\n\n"
    "The lamp was   lit on\nFriday,\xa0and party art. Cafe\u0301 closed🔥now."
)


@pytest.mark.parametrize(
    ("typed", "held"),
    [
        ("The lamp — it’s lit…", "The lamp — it’s lit…"),
        ("The lamp - it's lit...", "The lamp — it’s lit…"),
        ('"The lamp - it\'s lit..."', "The lamp — it’s lit…"),
        ("“The lamp — it's lit…”", "The lamp — it’s lit…"),
        ("The lamp was lit on Friday, and", "The lamp was   lit on\nFriday,\xa0and"),
        ("art", "art"),
        ("Café closed", "Cafe\u0301 closed"),
        ("now", "now"),
    ],
)
def test_words_are_found_as_typed(typed: str, held: str) -> None:
    ((start, end),) = find(typed, TEXT)
    assert TEXT[start:end] == held


@pytest.mark.parametrize("typed", ["par", "Cafe", "it's lit.", "the lamp", "", "“”", "lamp was lit on Friday, art"])
def test_parts_of_words_and_other_words_are_not_found(typed: str) -> None:
    assert find(typed, TEXT) == []


def test_every_place_is_found() -> None:
    assert [start for start, _ in find("The lamp", TEXT)] == [10, 44]
    assert [start for start, _ in find("on Friday", TEXT)] == [32], "what stands there as typed comes first"


@given(st.text(alphabet="ab “”'-—…\n\u0301", max_size=30), st.data())
def test_any_stretch_of_words_is_found_where_it_is(text: str, data: st.DataObject) -> None:
    words = [(m, n) for m in range(len(text)) for n in range(m + 1, len(text) + 1) if text[m:n].isalpha()]
    whole = [(m, n) for m, n in words if not text[m - 1 : m].isalnum() and not text[n : n + 1].isalnum()]
    whole = [(m, n) for m, n in whole if text[n : n + 1] != "\u0301"]
    if whole:
        stretch = data.draw(st.sampled_from(whole))
        assert stretch in find(text[slice(*stretch)], text)


def test_what_is_nearest_is_shown_with_the_words_that_differ() -> None:
    near = nearest("The lamp is lit on Friday", TEXT)
    assert near is not None
    assert near.text == "The lamp was   lit on\nFriday"
    assert near.differing == (("is", "was"),)
    assert nearest("zzzz qqqq", TEXT) is None


def test_urls_are_one_without_what_differs_between_copies() -> None:
    assert plain_url("HTTP://Tern.example/lamp/#top") == plain_url("https://tern.example/lamp")
    assert plain_url("https://tern.example/Lamp") != plain_url("https://tern.example/lamp")
    assert plain_url("https://tern.example/a?id=1") != plain_url("https://tern.example/a?id=2")
