"""The words that are compared, their alignment, and what differs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotecheck.compare.alignment import align
from quotecheck.compare.differences import difference, turned
from quotecheck.compare.words import words

WORDS = st.lists(st.sampled_from(["the", "gate", "was", "not", "open", "12", "…", "f*ing", "boats"]), max_size=8)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("We couldn’t see the colour", "We could not see the color"),
        ("It's twenty-two crowns", "It is 22 crowns"),
        ("Um, I was, I was asleep", "I was asleep"),
        ("Two hundred and five boats", "205 boats"),
        ("They’ve cancelled the programme", "They have canceled the program"),
        ("10 per cent of 3,000", "10% of 3000"),
    ],
)
def test_two_ways_to_write_it_are_the_same_words(left: str, right: str) -> None:
    """Fillers dropped, spelling variants, numbers, contractions, curly apostrophes."""
    assert words(left) == words(right)


@pytest.mark.parametrize(
    ("left", "right"), [("four boats", "for boats"), ("our gate", "or gate"), ("2,000", "200"), ("one, one", "one")]
)
def test_other_words_stay_apart(left: str, right: str) -> None:
    assert words(left) != words(right)


@given(WORDS, WORDS)
def test_an_alignment_gives_all_words_once(one: list[str], two: list[str]) -> None:
    """Aligned words: what is the same in both, and what stands in its place where not."""
    aligned = align(tuple(one), tuple(two))
    lengths = [len(change.one) + len(change.two) for change in aligned.changes]
    gaps = sum(word == "…" for word in (*one, *two)) - sum(
        word == "…" for change in aligned.changes for word in (*change.one, *change.two)
    )
    assert sum(lengths) + 2 * len(aligned.same) + gaps == len(one) + len(two)


@given(WORDS)
def test_words_differ_in_nothing_from_themselves(one: list[str]) -> None:
    assert align(tuple(one), tuple(one)).changes == ()


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        ("the gate … open", "the gate at Ostby was open", "gap"),
        ("the gate is open", "the gate was open", "form"),
        ("the men went home", "the men go home", "form"),
        ("the gate was wide open", "the gate was open", "left-out"),
        ("twelve boats left", "20 boats left", "number"),
        ("I know him", "I do not know him", "polarity"),
        ("no, I know him", "I know him", "left-out"),
        ("the gate was painted red", "the gate was opened red", "key-word"),
        ("it stopped at 18:41 there", "it stopped at 6:41pm there", "reworded"),
    ],
)
def test_a_difference_has_a_type(left: str, right: str, kind: str) -> None:
    """Typed differences: ellipsis, tense, number, dropped *not*, key word, words left out."""
    (change,) = align(words(left), words(right)).changes
    assert difference(change) == kind


def test_a_censored_word_is_its_full_form() -> None:
    assert align(("a", "f*ing", "gate"), ("a", "flaming", "gate")).changes == ()
    assert align(("a", "f*ing", "gate"), ("a", "wooden", "gate")).changes != ()


@pytest.mark.parametrize(
    ("short", "long", "lost"),
    [
        ("It is safe", "It is safe to say we failed", "to say we failed"),
        ("It is safe", "It is safe to swim in the lake", None),
        ("The dam holds", "Nobody believes the dam holds", "nobody believes"),
        ("The dam holds", "We hope the dam holds", None),
    ],
)
def test_a_cut_turns_the_sense_or_not(short: str, long: str, lost: str | None) -> None:
    """A truncation that turns the sense ("It is safe" / "It is safe to say we failed")."""
    assert turned(words(short), words(long)) == lost
