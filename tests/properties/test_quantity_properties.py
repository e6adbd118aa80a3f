from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quotecheck.language.quantity import agree, find

WORDS = [
    "12", "1,200", "3.5", "$", "£2", "million", "bn", "m", "half", "a", "third", "of", "at", "least", "about",
    "dozens", "people", "miners", "km", "miles", "%", "per cent", "-", "–", "to", "and", "between", "or more",
    "more than", "year-old", "Vale,", "34,", "one", "two", "hundred", "5", "C", "°C", ".", "(", ")", "2031", "won",
    "3-1", "March",
]  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))


@given(TEXTS, st.integers(0, 1000))
def test_spans_lie_inside_the_text_and_equal_its_slice(text: str, offset: int) -> None:
    end = 0
    for quantity in find(text, offset=offset):
        start, stop = quantity.start - offset, quantity.end - offset
        assert 0 <= end <= start < stop <= len(text)
        assert text[start:stop] == quantity.text
        end = stop


@given(TEXTS)
def test_bounds_are_in_order(text: str) -> None:
    for quantity in find(text):
        assert quantity.low is not None or quantity.high is not None
        assert quantity.low is None or quantity.high is None or quantity.low <= quantity.high


@given(TEXTS, TEXTS)
def test_agree_is_symmetric_and_a_quantity_agrees_with_itself(left: str, right: str) -> None:
    for a in find(left):
        assert agree(a, a) is True
        for b in find(right):
            assert agree(a, b) is agree(b, a)


@given(TEXTS, st.integers(0, 20), st.integers(0, 20))
def test_nothing_is_read_that_touches_a_skipped_stretch(text: str, start: int, length: int) -> None:
    for quantity in find(text, skip=[(start, start + length)]):
        assert quantity.end <= start or quantity.start >= start + length
