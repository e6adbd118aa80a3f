"""A person decides about a finding: it holds at once and in every later build, until the evidence changes."""

import json
from pathlib import Path

from running import Row, build, call, contents, counted_analyses, read_rows, write_rows
from samples import EARLIER, SCENE

PAGES: tuple[Row, ...] = (
    {
        "id": "wire-1", "outlet": "Beacon Wire", "published": "2031-03-06T10:00:00Z",
        "text": f"{SCENE} Nineteen people were killed in the Kestrel blaze.",
    },
    {
        "id": "courier-1", "outlet": "the Courier", "published": "2031-03-06T10:20:00Z",
        "text": f"{SCENE} The blaze at the Kestrel terminal claimed 23 lives.",
    },
)  # fmt: skip
BRIDGE: Row = {
    "id": "lantern-4", "outlet": "Skarn Lantern", "published": "2031-06-01",
    "text": "The bridge of Skarn opened in May, and Tobin Vale walked across it with two goats.",
}  # fmt: skip
REASON = ("--reason", "the Courier counts a nearby fire", "--by", "desk", "--on", "2031-03-07")


def conflict(root: Path) -> Row:
    (found,) = (r for r in read_rows(root / "out/findings/findings.jsonl") if r["verdict"] == "conflict")
    return found


def decide(root: Path, verdict: str = "dismissed") -> str:
    found = str(conflict(root)["id"])
    called = call("findings", "decide", root / "out", found, verdict, *REASON)
    assert (called.status, called.out) == (0, b""), called.err
    return found


def test_open_conflicts_are_listed_with_their_reason(root: Path) -> None:
    (line,) = call("findings", root / "out").out.decode().splitlines()
    assert line.startswith(f"{conflict(root)['id']}  conflict, number: 19 (Beacon Wire")
    assert call("findings", "list", root / "out").out == call("findings", root / "out").out


def test_what_was_dismissed_is_no_longer_shown_nor_fails(root: Path) -> None:
    assert call("crosscheck", root / "out", "--fail-on", "conflict").status == 1
    decide(root)
    assert call("findings", root / "out").out == b""
    again = call("crosscheck", root / "out", "--fail-on", "conflict")
    assert (again.status, [row for row in again.rows if row["verdict"] == "conflict"]) == (0, [])
    told = call("findings", "--all", root / "out").out.decode()
    assert "dismissed by desk on 2031-03-07: the Courier counts a nearby fire" in told
    assert call("validate", root / "out").status == 0


def test_a_confirmed_conflict_stays_open(root: Path) -> None:
    decide(root, "confirmed")
    assert conflict(root)["ruling"]["verdict"] == "confirmed"
    assert call("crosscheck", root / "out", "--fail-on", "conflict").status == 1


def test_a_decision_holds_in_a_later_build_with_other_news(root: Path) -> None:
    decide(root)
    before = conflict(root)
    build(root, *PAGES, BRIDGE)
    assert conflict(root) == before


def test_a_decision_is_opened_again_when_the_evidence_changes(root: Path) -> None:
    old = decide(root)
    build(root, *PAGES, EARLIER)
    found = conflict(root)
    assert len(found["sides"]) == 3
    assert found["id"] != old  # the pair that leads is another one now
    assert found["ruling"]["reopened"]
    assert b"open again" in call("findings", root / "out").out
    assert call("crosscheck", root / "out", "--fail-on", "conflict").status == 1


def test_the_last_decision_counts(root: Path) -> None:
    decide(root, "wait")
    decide(root)
    assert conflict(root)["ruling"]["verdict"] == "dismissed"
    assert len(read_rows(root / "out/decisions/decisions.jsonl")) == 2


def test_deciding_gives_the_bytes_of_the_next_build(root: Path) -> None:
    decide(root)
    before = contents(root / "out")
    build(root, *PAGES)
    assert contents(root / "out") == before


def test_a_decision_about_nothing_is_told(root: Path) -> None:
    decide(root)
    called = call("build", write_rows(root / "in" / "pages.jsonl", PAGES[:1]), "-o", root / "out", "--quiet")
    assert "decisions.jsonl:1:/target: QC114" in called.problem("QC114")
    called = call("findings", "decide", root / "out", "f:0", "dismissed", *REASON)
    assert "QC105" in called.err


def test_a_faulty_decision_stops_nothing(root: Path) -> None:
    decide(root)
    with (root / "out/decisions/decisions.jsonl").open("a") as file:
        file.write('{"id":"d:1","verdict":"perhaps"}\n')
    called = call("crosscheck", root / "out", "--all")
    assert "decisions.jsonl:2" in called.err
    assert conflict(root)["ruling"] == next(row for row in called.rows if row["ruling"])["ruling"]


def test_a_dataset_is_compared_as_it_is_stored(root: Path) -> None:
    with counted_analyses() as done:
        stored = call("crosscheck", root / "out", "--all")
    assert done == []
    assert stored.rows == read_rows(root / "out/findings/findings.jsonl")
    path = root / "out/assertions/assertions.jsonl"
    rows = read_rows(path)
    wrong = next(row for row in rows if row["family"] == "casualties.dead" and row["article_id"] == "wire-1")
    path.write_text("".join(f"{json.dumps({**row, 'polarity': '?'} if row is wrong else row)}\n" for row in rows))
    called = call("crosscheck", root / "out")
    assert "assertions.jsonl" in called.problem("QC101")
    assert "/polarity" in called.problem("QC101")
