"""What was done to records, and the version that comes of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quotecheck.problems import QuotecheckError
from quotecheck.releases.compare import Changes, compare
from quotecheck.releases.versions import Version, check_bump, latest, needed, parse_version

ROWS = st.dictionaries(st.text("abc", min_size=1, max_size=2), st.integers(0, 2), max_size=8)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(old=ROWS, new=ROWS)
def test_what_was_added_removed_and_changed_is_told_exactly(
    old: dict[str, int], new: dict[str, int], tmp_path: Path
) -> None:
    files = [tmp_path / "old.jsonl", tmp_path / "new.jsonl"]
    for path, rows in zip(files, (old, new), strict=True):
        path.write_text("".join(json.dumps({"id": id_, "n": n + 1}) + "\n" for id_, n in sorted(rows.items())))
    found = compare("quote", *files)
    assert found.added == sorted(new.keys() - old.keys())
    assert found.removed == sorted(old.keys() - new.keys())
    assert found.changed == {id_: ("n",) for id_ in sorted(old.keys() & new.keys()) if old[id_] != new[id_]}


def test_an_empty_field_equals_a_missing_one_and_no_file_no_records(tmp_path: Path) -> None:
    (tmp_path / "old.jsonl").write_text('{"id":"q:1"}\n')
    (tmp_path / "new.jsonl").write_text('{"id":"q:1","edits":[],"target":null,"via_translation":false}\n')
    assert compare("quote", tmp_path / "old.jsonl", tmp_path / "new.jsonl") == Changes("quote")
    assert compare("quote", tmp_path / "none.jsonl", tmp_path / "new.jsonl") == Changes("quote", added=["q:1"])


@pytest.mark.parametrize(
    ("changes", "right"),
    [
        (Changes("quote"), "1.2.4"),
        (Changes("quote", added=["q:1"]), "1.3.0"),
        (Changes("quote", removed=["q:1"], added=["q:2"]), "2.0.0"),
        (Changes("quote", changed={"q:1": ("tier",)}), "2.0.0"),
    ],
)
def test_changes_ask_for_one_version_and_no_other(changes: Changes, right: str) -> None:
    bump, why = needed([changes])
    last = Version(1, 2, 3)
    check_bump(parse_version(right), last, bump, why)
    for wrong in {"1.2.4", "1.3.0", "2.0.0", "1.2.3", "1.2.5", "1.4.0"} - {right}:
        with pytest.raises(QuotecheckError, match=f"comes {right}, not {wrong}"):
            check_bump(parse_version(wrong), last, bump, why)


def test_the_latest_is_by_number_and_other_folders_are_none(tmp_path: Path) -> None:
    assert latest(tmp_path / "nowhere") is None
    for name in ("1.9.0", "1.10.0", "next", ".2.0.0", "1.11"):
        (tmp_path / name).mkdir()
    assert latest(tmp_path) == Version(1, 10, 0)
