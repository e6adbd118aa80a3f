"""The sample: what is found of its gold today, so that a loss is seen. Raise a floor when the figure rises for good."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from running import GOLD, call, read_rows

SCORER = Path(__file__).parents[2] / "benchmarks" / "sample.py"

Figures = dict[str, Counter[str]]


@pytest.fixture(scope="module")
def figures(sample: Path) -> Figures:
    command = [sys.executable, str(SCORER), "--built", str(sample), "--json"]
    done = subprocess.run(command, capture_output=True, check=True)
    return {what: Counter(counts) for what, counts in json.loads(done.stdout).items()}


QUOTE_FLOORS = {  # share of the first count in the second
    ("found", "gold"): 0.95,
    ("right", "predicted"): 0.95,
    ("type", "type asked"): 0.97,
    ("speaker", "speaker asked"): 0.92,
    ("said_on", "said_on asked"): 0.80,
    ("chain", "chain asked"): 0.70,
}


@pytest.mark.parametrize(("part", "whole"), QUOTE_FLOORS)
def test_quotes_of_the_sample_are_found_as_well_as_before(part: str, whole: str, figures: Figures) -> None:
    counts = figures["quotes"]
    assert counts[whole]
    assert counts[part] / counts[whole] >= QUOTE_FLOORS[part, whole], counts


FINDING_FLOORS = {"conflict": 10, "update": 7, "agreement": 5}


@pytest.mark.parametrize("verdict", FINDING_FLOORS)
def test_findings_of_the_sample_are_made_as_well_as_before(verdict: str, figures: Figures) -> None:
    assert figures["findings"][f"found/{verdict}"] >= FINDING_FLOORS[verdict], figures["findings"]


def test_conflicts_of_the_sample_are_of_several_kinds(sample: Path) -> None:
    found = read_rows(sample / "findings" / "findings.jsonl")
    kinds = {row["kind"] for row in found if row["verdict"] == "conflict"}
    assert kinds >= {"number", "time", "polarity"}


def test_nine_in_ten_conflicts_are_in_the_gold(figures: Figures) -> None:
    """Precision comes first: an editor who is shown three false alarms stops reading."""
    counts = figures["findings"]
    assert counts["right/conflict"] >= 0.9 * counts["predicted/conflict"] > 0, counts
    assert counts["traps"] <= 1, counts


def test_no_conflict_joins_two_events(sample: Path) -> None:
    events = json.loads((GOLD / "events.json").read_text(encoding="utf-8"))
    event_of = {name: event for event, names in events.items() for name in names}
    for row in read_rows(sample / "findings" / "findings.jsonl"):
        if row["verdict"] in {"conflict", "update", "agreement"}:
            assert len({event_of[side["article_id"]] for side in row["sides"]}) == 1, row["reason"]


def test_the_sample_validates(sample: Path) -> None:
    checked = call("validate", sample)
    assert (checked.status, checked.out.decode()) == (0, "")
