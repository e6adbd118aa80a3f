"""The day an article was written on, and what zones of time leave open."""

from __future__ import annotations

import datetime as dt

import pytest

from quotecheck.language.time_anchor import anchor, is_of_version, latest_day
from quotecheck.read.zones import zone
from quotecheck.records import Article


def article(text: str, **fields: str) -> Article:
    return zone(Article(id="x", text=text, **fields))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("dateline", "published", "day"),
    [
        ("NORTHMERE, March 4 — ", "2031-03-06", "2031-03-04"),
        ("NORTHMERE (Beacon Wire), 4 March 2031 - ", "2031-03-06", "2031-03-04"),
        ("NORTHMERE, March 4 — ", "2031-07-06", "2031-07-06"),  # long before: of something else
        ("NORTHMERE — ", "2031-03-06T10:00:00Z", "2031-03-06"),
        ("", "2031-03-06T23:00:00-08:00", "2031-03-06"),
    ],
)
def test_relative_dates_hang_on_the_dateline(dateline: str, published: str, day: str) -> None:
    assert anchor(article(f"{dateline}The ferry sails again.", published=published)) == dt.date.fromisoformat(day)


def test_without_a_publication_there_is_no_anchor() -> None:
    assert anchor(article("NORTHMERE, 4 March 2031 — The ferry sails again.")) is None


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2031-03-03", "2031-03-03"),
        ("2031-03-03T09:59:00Z", "2031-03-03"),
        ("2031-03-03T10:00:00Z", "2031-03-04"),
        ("2031-03-03T23:40:00+13:00", "2031-03-04"),
        ("2031-03-03T23:40:00+14:00", "2031-03-03"),
        ("2031-12-31T23:59:60Z", "2031-12-31"),
        ("9999-12-31T23:00:00Z", "9999-12-31"),
    ],
)
def test_the_last_day_that_had_begun_anywhere(published: str, day: str) -> None:
    assert latest_day(published) == dt.date.fromisoformat(day)


@pytest.mark.parametrize(("text", "differs"), [("yesterday", True), ("on Monday", False), ("in 2024", False)])
def test_a_time_that_hangs_on_the_version(text: str, differs: bool) -> None:
    one = article("The ferry sails.", published="2031-03-05", updated="2031-03-07T08:00:00Z")
    assert is_of_version(one, text) is differs


def test_versions_of_one_day_agree() -> None:
    one = article("The ferry sails.", published="2031-03-05T06:00:00Z", updated="2031-03-05T08:00:00Z")
    assert not is_of_version(one, "yesterday")
