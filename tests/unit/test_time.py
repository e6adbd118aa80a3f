from __future__ import annotations

import datetime as dt

import pytest

from quotecheck.language.time import days, edtf, is_historic, tag, tag_article
from quotecheck.language.time_values import easter, holiday

ANCHOR = dt.date(2031, 3, 5)


def values(paragraphs: list[str], anchor: dt.date | None = ANCHOR) -> list[str]:
    offsets = [sum(len(text) + 1 for text in paragraphs[:at]) for at in range(len(paragraphs))]
    return [timex.value for timex in tag_article(list(zip(offsets, paragraphs, strict=True)), anchor)]


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2031", "2031-01-01", "2031-12-31"),
        ("2031-02", "2031-02-01", "2031-02-28"),
        ("2031-03-05", "2031-03-05", "2031-03-05"),
        ("2031-03-05T18:05", "2031-03-05", "2031-03-05"),
        ("2031-03-03TNI", "2031-03-03", "2031-03-03"),
        ("2031-W10", "2031-03-03", "2031-03-09"),
        ("2031-W10-WE", "2031-03-08", "2031-03-09"),
        ("2031-W10-3", "2031-03-05", "2031-03-05"),
        ("2031-SU", "2031-06-01", "2031-08-31"),
        ("2031-WI", "2031-12-01", "2032-02-29"),
        ("2031-Q2", "2031-04-01", "2031-06-30"),
        ("2031-H2", "2031-07-01", "2031-12-31"),
        ("199", "1990-01-01", "1999-12-31"),
        ("18", "1800-01-01", "1899-12-31"),
        ("2031-03/2031-05-02", "2031-03-01", "2031-05-02"),
        ("2031-03-05~", "2031-03-05", "2031-03-05"),
    ],
)
def test_days(value: str, first: str, last: str) -> None:
    assert days(value) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize(
    "value",
    ["P3D", "PXM", "XXXX-WXX-1", "PRESENT_REF", "BC0480", "2031-13", "2031-02-30", "2031-W60", "", "2031-03-05/2030"],
)
def test_no_days(value: str) -> None:
    assert days(value) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2031-03-05", "2031-03-05"),
        ("2031-03", "2031-03"),
        ("2031-03-05T18:05", "2031-03-05"),
        ("2031-W10", "2031-03-03/2031-03-09"),
        ("199", "1990-01-01/1999-12-31"),
        ("P3D", None),
        ("BC0480", None),
    ],
)
def test_edtf(value: str, expected: str | None) -> None:
    assert edtf(value) == expected


def test_easter_of_known_years() -> None:
    assert [easter(year).isoformat() for year in (1961, 2000, 2024, 2038)] == [
        "1961-04-02",
        "2000-04-23",
        "2024-03-31",
        "2038-04-25",
    ]


def test_holidays_by_rule() -> None:
    assert holiday("11-thu-4", 2030) == dt.date(2030, 11, 28)
    assert holiday("5-mon--1", 2031) == dt.date(2031, 5, 26)
    assert holiday("easter-2", 2031) == dt.date(2031, 4, 11)
    assert holiday("12-25", 1500) is None


def test_the_day_after_counts_from_the_date_of_an_earlier_paragraph() -> None:
    found = values(["The dam failed on 28 February.", "Nobody was told.", "The following day it was dry."])
    assert found == ["2031-02-28", "2031-03-01"]


def test_a_month_of_a_historic_text_takes_the_year_last_named() -> None:
    text = "The siege began in 1871. The wall fell in May 1871; by 1872 it was mended, in 1873 sold, in 1874 gone."
    assert is_historic([text], ANCHOR)
    assert values([text, "In March it was forgotten, and on 3 June found."])[-2:] == ["1874-03", "1874-06-03"]


def test_a_month_of_news_takes_the_year_of_publication() -> None:
    assert values(["He joined in 1998.", "In February he left."]) == ["1998", "2031-02"]


def test_offsets_are_those_of_the_article() -> None:
    (timex,) = tag("It failed on Monday.", ANCHOR, offset=40)
    assert (timex.start, timex.end, timex.text) == (53, 59, "Monday")


@pytest.mark.parametrize(("told", "value"), [(True, "2031-03-10"), (False, "2031-03-03")])
def test_a_parse_may_tell_the_tense(told: bool, value: str) -> None:
    assert [timex.value for timex in tag("The meeting of Monday", ANCHOR, future=lambda _s, _e: told)] == [value]


def test_without_a_date_of_publication_nothing_is_resolved_against_one() -> None:
    found = tag("Yesterday, last week, on Monday, three days ago and in March the dam failed.", None)
    assert [timex.value for timex in found if days(timex.value)] == []
    assert "Monday" in [timex.text for timex in found]


def test_types() -> None:
    text = "On Monday at 9am and every Friday for three days"
    assert [timex.type for timex in tag(text, ANCHOR)] == ["TIME", "SET", "DURATION"]


def test_a_length_past_all_measure_is_no_timex() -> None:
    assert tag("It took " + "1" * 400 + " days.", ANCHOR) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Kick-off is at 3 p.m. on Saturday.", "2031-03-08T15:00"),
        ("The fair is on Saturday.", "2031-03-08"),
        ("The storm is forecast to hit the coast on Saturday.", "2031-03-08"),
        ("The storm will hit the coast on Saturday.", "2031-03-08"),
        ("The strike begins at 6 a.m. on Saturday.", "2031-03-08T06:00"),
        ("Ferries have been cancelled until 9 a.m. on Friday.", "2031-03-07T09:00"),
        ("The ferry had been due on Saturday.", "2031-03-01"),
        ("They set out on Saturday.", "2031-03-01"),
        ("They are set to leave on Saturday.", "2031-03-08"),
        ("Vale said that sales in April and May would rise.", "2031-04"),
        ("Vale said that sales in April and May had risen.", "2030-04"),
        ("Vale said it would replace the dam by the summer.", "2031-SU"),
    ],
)
def test_the_verb_nearest_in_its_own_clause_tells_the_tense(text: str, value: str) -> None:
    assert tag(text, ANCHOR)[0].value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Quist drowned on Saturday, police said on Monday. A flag was raised that morning.", "2031-03-01TMO"),
        ("Quist drowned on Saturday. Police met on Monday. A flag was raised that morning.", "2031-03-03TMO"),
        ("Police said on Monday that Quist had drowned. A flag was raised that morning.", "2031-03-03TMO"),
    ],
)
def test_the_day_of_a_report_is_not_the_day_spoken_of(text: str, value: str) -> None:
    assert tag(text, ANCHOR)[-1].value == value


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The mine had been shut three days earlier.", [("three days earlier", "2031-03-02")]),
        ("The body was found three days later.", [("three days later", "XXXX-XX-XX")]),
        ("The week before, the mine had been shut.", [("The week before", "2031-W09")]),
        ("The next day the mine was shut.", [("The next day", "XXXX-XX-XX")]),
    ],
)
def test_only_what_is_earlier_counts_from_the_day_of_publication(text: str, found: list[tuple[str, str]]) -> None:
    assert [(timex.text, timex.value) for timex in tag(text, ANCHOR)] == found
