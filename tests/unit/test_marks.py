"""Marks are found, told from apostrophes and measures, and paired, whatever the typography."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotecheck.extract.marks import MAX_DEPTH, find_marks, opening_mark

# Class A of the edge cases: typography. One top-level pair each, with its words.
PAIRED = [
    ('"The weir is full," Mara Ollenby said.', "The weir is full,"),
    ("“The weir is full,” Ollenby said.", "The weir is full,"),
    ('“The weir is full," Ollenby said.', "The weir is full,"),
    ("”The weir is full,“ Ollenby said.", "The weir is full,"),
    ("‘The weir is full,’ Ollenby said.", "The weir is full,"),
    ("‘It’s the town’s weir and we’ll mend it,’ she said.", "It’s the town’s weir and we’ll mend it,"),
    ("'The sailors' huts are dry,' Vale said.", "The sailors' huts are dry,"),
    ("‘’Twas only sleet,’ the pilot said.", "’Twas only sleet,"),
    ("Vale called the ’80s “a rehearsal”.", "a rehearsal"),
    ("«The weir is full», Ollenby told the Tern.", "The weir is full"),
    ("»The weir is full«, Ollenby said.", "The weir is full"),
    ("„The weir is full“, Ollenby said.", "The weir is full"),
    ("``The weir is full,'' Ollenby said.", "The weir is full,"),
    ("`The weir is full,' Ollenby said.", "The weir is full,"),
    ('""The weir is full," Ollenby said.', "The weir is full,"),
    ('A 32" screen hung there. "We saw it," Vale said.', "We saw it,"),
    ("🌊🌊 “We are dry,” Ollenby posted.", "We are dry,"),
]

LONE = [
    ("The wall is 5'9\" high.", ["measure", "measure"]),
    ("The wreck lies at 52°07'15\" north.", ["measure", "measure"]),
    ("The ’90s weren't kind.", ["apostrophe", "apostrophe"]),
    ("» Weir full", ["list-mark"]),
    ("The pilots' boats were out.", ["apostrophe"]),
]


@pytest.mark.parametrize(("text", "words"), PAIRED)
def test_a_quotation_is_paired_in_every_typography(text: str, words: str) -> None:
    tops = [pair for pair in find_marks(text).pairs if pair.parent is None and pair.fault is None]
    assert [text[pair.inner_start : pair.inner_end] for pair in tops] == [words]


@pytest.mark.parametrize(("text", "classes"), LONE)
def test_marks_that_quote_nothing_are_told_apart(text: str, classes: list[str]) -> None:
    found = find_marks(text)
    assert ([lone.class_ for lone in found.lone], found.pairs) == (classes, ())


def test_nesting_is_a_tree() -> None:
    text = "“She said, ‘He shouted “Run!” twice,’” Vale recalled."
    pairs = find_marks(text).pairs
    assert [pair.parent for pair in pairs] == [None, 0, 1]


def test_a_paragraph_left_open_goes_on_where_the_next_one_opens() -> None:
    text = "“The river rose at noon."
    assert [pair.fault for pair in find_marks(text, next_opens="“").pairs] == ["continued"]
    assert [pair.fault for pair in find_marks(text).pairs] == ["unclosed"]


def test_a_closing_mark_without_an_opener_is_a_fault_and_not_a_pair_with_the_next() -> None:
    text = 'The weir is full," Ollenby said. "We wait."'
    faults = {text[pair.start : pair.end]: pair.fault for pair in find_marks(text).pairs}
    assert faults == {'The weir is full,"': "unopened", '"We wait."': None}


def test_deep_nesting_is_left_flat_and_said() -> None:
    text = '"a ' * (MAX_DEPTH + 3)
    assert find_marks(text).flattened


@pytest.mark.parametrize(("text", "opens"), [("“So", "“"), ("  'So", "'"), ("‘Twas", ""), ("So “", ""), ("", "")])
def test_a_paragraph_opens_with_a_mark(text: str, opens: str) -> None:
    assert opening_mark(text) == opens


@given(st.text(alphabet="ab .,\"'“”‘’«»„`′″5\n", max_size=60), st.sampled_from(["", "“", "'"]))
def test_marks_lie_inside_the_text_and_never_cross(text: str, next_opens: str) -> None:
    """ "Pairs in order of their start (`parent` is an index into them)": a pair lies inside its parent."""
    pairs = find_marks(text, next_opens=next_opens).pairs
    for pair in pairs:
        assert 0 <= pair.start <= pair.inner_start <= pair.inner_end <= pair.end <= len(text)
        if pair.parent is not None:
            outer = pairs[pair.parent]
            assert outer.start <= pair.start <= pair.end <= outer.end


@given(st.text(alphabet='ab ."“”«»', max_size=60))
def test_every_mark_is_accounted_for(text: str) -> None:
    """ "Quotation marks: every one found." """
    found = find_marks(text)
    places = {lone.start for lone in found.lone}
    for pair in found.pairs:
        places |= {pair.start} if pair.open else set()
        places |= {pair.end - 1} if pair.close else set()
    assert places == {at for at, char in enumerate(text) if char in '"“”«»'}
