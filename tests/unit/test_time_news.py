"""Invented news: `found` holds every time expression; `known_failure` says why a story does not pass yet."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from quotecheck.language.time import tag_article

FLOOR = 0.985  # of the F1 of words and value together over the longer stories


def stories(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))["story"]
    return found


SHORT, LONG = stories("test_time_news.toml"), stories("time_news_2.toml")


def parameters(given: list[dict[str, Any]]) -> list[Any]:
    marks = [[pytest.mark.xfail(reason=story["known_failure"])] if "known_failure" in story else [] for story in given]
    return [
        pytest.param(story, id=story["text"].strip()[:60], marks=mark) for story, mark in zip(given, marks, strict=True)
    ]


def read(story: dict[str, Any]) -> list[list[str]]:
    anchor = dt.date.fromisoformat(story["anchor"]) if "anchor" in story else None
    return [[timex.text, timex.value] for timex in tag_article([(0, story["text"])], anchor)]


@pytest.mark.parametrize("story", parameters(SHORT + LONG))
def test_story(story: dict[str, Any]) -> None:
    assert read(story) == story["found"]


def test_the_values_of_the_longer_stories_are_mostly_right() -> None:
    right = gold = found = 0
    for story in LONG:
        wanted, got = Counter(map(tuple, story["found"])), Counter(map(tuple, read(story)))
        right, gold, found = right + (wanted & got).total(), gold + wanted.total(), found + got.total()
    assert gold > 280
    assert 2 * right / (gold + found) >= FLOOR


def test_there_are_sixty_expressions() -> None:
    assert sum(len(story["found"]) for story in SHORT) >= 60
