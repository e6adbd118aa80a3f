from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from quotecheck.language.time import days, edtf, tag, tag_article
from quotecheck.records import is_edtf

WORDS = [
    "on", "Monday", "night", "March", "May", "3", "29", "31", "2031", "480", "BC", "last", "next", "this", "the", "of",
    "in", "early", "end", "week", "year", "day", "before", "after", "ago", "later", "three", "a", "few", "6:30", "p.m.",
    "noon", "Q3", "third", "quarter", "summer", "Easter", "'98", "1990s", "century", "19th", "-", "to", ",",
    "every", "9999", "thousand", "decades", "weekend", "tomorrow", "now", "29/02/2031", "month", "said",
    "will", "hours",
]  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
ANCHORS = st.one_of(st.none(), st.dates(), st.dates(dt.date(2000, 1, 1), dt.date(2040, 1, 1)))
VALUES = st.one_of(
    st.text(), st.from_regex(r"[0-9]{1,4}(-(W?[0-9]{2}|Q[0-9]|SU|WI)(-[0-9WE]{1,2})?)?(T.*)?", fullmatch=True)
)


@given(TEXTS, ANCHORS, st.integers(0, 1000))
def test_spans_lie_inside_the_text_and_equal_its_slice(text: str, anchor: dt.date | None, offset: int) -> None:
    end = 0
    for timex in tag(text, anchor, offset=offset):
        start, stop = timex.start - offset, timex.end - offset
        assert 0 <= end <= start < stop <= len(text)
        assert text[start:stop] == timex.text
        end = stop


@given(st.lists(TEXTS, max_size=4), ANCHORS)
def test_it_never_raises_on_any_text_and_gives_the_same_twice(texts: list[str], anchor: dt.date | None) -> None:
    paragraphs = [(sum(map(len, texts[:at])), text) for at, text in enumerate(texts)]
    assert tag_article(paragraphs, anchor) == tag_article(paragraphs, anchor)


@given(VALUES)
def test_days_are_in_order(value: str) -> None:
    covered = days(value)
    assert covered is None or covered[0] <= covered[1]


@given(VALUES)
def test_what_edtf_gives_is_edtf(value: str) -> None:
    given_value = edtf(value)
    assert given_value is None or is_edtf(given_value)


@given(TEXTS, ANCHORS)
def test_the_value_of_a_day_is_a_day_that_exists(text: str, anchor: dt.date | None) -> None:
    for timex in tag(text, anchor):
        if timex.value[:4].isdigit() and "X" not in timex.value and timex.type == "DATE":
            assert days(timex.value) is not None, timex
