"""A few articles and all that is written of them, byte for byte: no change of the output goes unseen.

A change that is meant is renewed with `quotecheck COMMAND tests/golden/articles.jsonl -o tests/golden/COMMAND.jsonl`;
the difference is read before it is committed.
"""

from pathlib import Path

import pytest
from running import call

GOLDEN = Path(__file__).parents[1] / "golden"
COMMANDS = ("extract", "marks", "timex", "crosscheck")


@pytest.mark.parametrize("command", COMMANDS)
def test_the_output_is_the_golden_one(command: str) -> None:
    found = call(command, GOLDEN / "articles.jsonl").out.decode().splitlines()
    assert found == (GOLDEN / f"{command}.jsonl").read_text(encoding="utf-8").splitlines()


def test_more_workers_give_the_same_bytes() -> None:
    called = call("extract", GOLDEN / "articles.jsonl", "--workers", "2")
    assert called.out == (GOLDEN / "extract.jsonl").read_bytes()
