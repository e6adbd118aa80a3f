"""Figures of one slot in differing words, and figures of another."""

from __future__ import annotations

import pytest

from quotecheck.analysis import Job, analyse
from quotecheck.compare.findings import crosscheck
from quotecheck.records import Article

MORNING, NOON, NIGHT = "2031-05-13T08:00:00Z", "2031-05-13T08:40:00Z", "2031-05-13T21:00:00Z"
BOAT = "The pleasure boat Tern caught fire on Lake Sennet on Monday."
COURT = "Tobin Vale, harbour master of Velland, was tried for bribery in Northmere on Monday."


def verdicts(left: str, right: str, published: str = NOON) -> set[str]:
    pair = [
        Article(id="a1", outlet="Beacon Wire", text=left, published=MORNING),
        Article(id="a2", outlet="the Courier", text=right, published=published),
    ]
    read = [analyse(Job(article=article)) for article in pair]
    found, _ = crosscheck(pair, [s for each in read for s in each.assertions], [])
    return {finding.verdict for finding in found if finding.kind == "number" and finding.verdict != "compatible"}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (f"{BOAT} The Tern was carrying 61 people.", f"{BOAT} There were 74 passengers and crew on board."),
        (f"{BOAT} Four of the rowers did not survive.", f"{BOAT} Divers carried out six bodies."),
        (f"{COURT} Vale was given six years.", f"{COURT} The judges handed him a prison term of four years."),
        (
            f"{COURT} He was convicted on three of the nine counts.",
            f"{COURT} He was guilty of five of the nine charges.",
        ),
        (f"{COURT} The guild wants 8 per cent more pay.", f"{COURT} The guild's claim is for a rise of 12 per cent."),
        (f"{COURT} Mara Ollenby, 31, gave evidence.", f"{COURT} A witness was 34-year-old Mara Ollenby."),
    ],
)
def test_one_figure_in_two_values_is_a_conflict(left: str, right: str) -> None:
    assert verdicts(left, right) == {"conflict"}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (f"{BOAT} Four of the rowers did not survive.", f"{BOAT} Eleven rowers were treated in hospital."),
        (f"{BOAT} The Tern was carrying 61 people.", f"{BOAT} Nine of those aboard were cooks."),
        (f"{COURT} Vale was given six years.", f"{COURT} Prosecutors had asked for nine years."),
        (f"{COURT} The guild wants 8 per cent more pay.", f"{COURT} The employers offered 3 per cent more pay."),
        (f"{BOAT} It cost 80m euros.", f"{BOAT} In 1961 the old boat cost 3m euros."),
        (f"{COURT} Mara Ollenby, 31, gave evidence.", f"{COURT} A witness was 54-year-old Otto Ollenby."),
    ],
)
def test_figures_of_other_things_are_none(left: str, right: str) -> None:
    assert verdicts(left, right) == set()


def test_a_toll_that_rises_by_night_is_an_update() -> None:
    left, right = f"{BOAT} Two bodies were found.", f"{BOAT} The deaths of four rowers have been confirmed."
    assert verdicts(left, right, NIGHT) == {"update"}
