from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest

from quotecheck.language.time import tag

STORIES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["story"]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["text"])
def test_story(story: dict[str, Any]) -> None:
    anchor = dt.date.fromisoformat(story["anchor"]) if "anchor" in story else None
    assert [[timex.text, timex.value] for timex in tag(story["text"], anchor)] == story["found"]


def test_there_are_sixty_expressions() -> None:
    assert sum(len(story["found"]) for story in STORIES) >= 60
