from __future__ import annotations

import pytest

from quotecheck.language.quantity import agree, find
from quotecheck.records import Quantity


def only(text: str) -> Quantity:
    (quantity,) = find(text)
    return quantity


@pytest.mark.parametrize(
    ("text", "span", "low", "high", "unit"),
    [
        ("It raised $10m.", "$10m", 10e6, 10e6, "USD"),
        ("It raised £10 million.", "£10 million", 10e6, 10e6, "GBP"),
        ("It raised €2.3bn.", "€2.3bn", 2.3e9, 2.3e9, "EUR"),
        ("It raised A$5m.", "A$5m", 5e6, 5e6, "AUD"),
        ("It cost $2-3bn.", "$2-3bn", 2e9, 3e9, "USD"),
        ("It cost between $2m and $3m.", "between $2m and $3m", 2e6, 3e6, "USD"),
        ("The wall is 10m high.", "10m", 10, 10, "m"),
        ("Between 10% and 12% of voters came.", "Between 10% and 12%", 10, 12, "percent"),
        ("A 40-foot boat sank.", "40-foot", 12.192, 12.192, "m"),
        ("Winds of 90 mph hit.", "90 mph", 40.2336, 40.2336, "m/s"),
        ("It was 54F in Velland.", "54F", 12.2222222222, 12.2222222222, "°C"),
        ("A magnitude 6.2 quake hit.", "6.2", 6.2, 6.2, "magnitude"),
        ("They waited half an hour.", "half an hour", 1800, 1800, "s"),
        ("It took 18 months.", "18 months", 1.5, 1.5, "year"),
        ("Six in ten voters stayed.", "Six in ten", 60, 60, "percent"),
        ("It took tens of millions of dollars.", "tens of millions of dollars", 10e6, 999_999_999, "USD"),
        ("Rates rose 25 basis points.", "25 basis points", 0.25, 0.25, "point"),
    ],
)
def test_units_and_money(text: str, span: str, low: float, high: float, unit: str) -> None:
    quantity = only(text)
    assert (quantity.text, quantity.low, quantity.high, quantity.unit) == (span, low, high, unit)


@pytest.mark.parametrize(
    ("text", "value", "noun"),
    [
        ("10m people left.", 10e6, "person"),
        ("Two and a half million people left.", 2.5e6, "person"),
        ("6million votes were cast.", 6e6, "vote"),
        ("Half a million homes lost power.", 500_000, "home"),
        ("One hundred and twenty divers came.", 120, "diver"),
        ("Six more bodies were found.", 6, "body"),
        ("Twelve police officers came.", 12, "officer"),
        ("Two children were found.", 2, "child"),
        ("One person died.", 1, "person"),
        ("Four other churches burnt.", 4, "church"),
        ("1945 men signed.", 1945, "man"),
        ("Three were killed.", 3, None),
        ("About then 40 rabbis met.", 40, "rabbi"),
        ("A 12-member crew sailed.", 12, "member"),
    ],
)
def test_what_is_counted(text: str, value: float, noun: str | None) -> None:
    quantity = only(text)
    assert (quantity.low, quantity.high, quantity.counted) == (value, value, noun)


@pytest.mark.parametrize(
    "text",
    [
        "Northmere won 3-1.",
        "The court voted 5-4 to end it.",
        "It was a 2-0 victory.",
        "It began in 2000.",
        "In 2022 sales rose.",
        "Boeing 737 jets, Room 12, Chapter Two, No. 10 and page 9",
        "On 12 March and March 12 at 9am, 6:30 p.m. and 18:05",
        "In the 1990s, on the 20th, at 5 o'clock, 24/7, 3/4",
        "Call 020 7946 0000 or 555-0199.",
        "No one knew which one of them was number one.",
        "The second half began; the third man left.",
        "One dresses as one likes; one goes home.",
        "B-52s, F-16 and Covid-19",
        "She lives at 12 Old Tern Lane.",
    ],
)
def test_no_quantity(text: str) -> None:
    assert find(text) == []


def test_offset_and_skip() -> None:
    text = "In 3 weeks 12 boats sank."
    assert [(q.start, q.text) for q in find(text, offset=100)] == [(103, "3 weeks"), (111, "12")]
    assert [q.text for q in find(text, skip=[(3, 10)])] == ["12"]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("about 5,000", "5,140", True),
        ("5,000", "5,140", False),
        ("12", "15", False),
        ("12", "twelve", True),
        ("a dozen", "12", True),
        ("at least 12", "15", True),
        ("at least 12", "11", False),
        ("at least 12", "at most 11", False),
        ("more than 30", "fewer than 20", False),
        ("more than 100", "120", True),
        ("up to 12", "15", False),
        ("up to 12", "9", True),
        ("10 to 12", "11", True),
        ("10 to 12", "13", False),
        ("about 20", "19", True),
        ("about 20", "40", False),
        ("dozens", "36", True),
        ("dozens", "4", False),
        ("nearly half", "48%", True),
        ("half", "40%", False),
        ("1.2bn", "1,200 million", True),
        ("1.2 million", "1,234,567", True),
        ("30 miles", "48 km", True),
        ("5 km", "3.1 miles", True),
        ("5 km", "6 km", False),
        ("20 hectares", "49.4 acres", True),
        ("54F", "12°C", True),
        ("3 hours", "180 minutes", True),
        ("12%", "13%", False),
        ("$2.3bn", "$2.4bn", False),
        ("$2bn", "£2bn", None),
        ("12 km", "12", None),
        ("aged 12", "aged 13", False),
    ],
)
def test_agree(left: str, right: str, expected: bool | None) -> None:
    a, b = only(left), only(right)
    assert agree(a, b) is expected
    assert agree(b, a) is expected


def test_a_number_past_all_measure_is_no_quantity() -> None:
    assert find("1" * 400 + " boats") == []
