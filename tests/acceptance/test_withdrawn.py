"""What is withdrawn leaves the data with all that hangs on it, leaves a tombstone, and never comes back by itself."""

import json
from pathlib import Path

import pytest
from running import Row, build, call, contents, read_rows, write_rows
from samples import COURIER, WIRE

PAGES = (WIRE, COURIER)
PULLED = {**COURIER, "status": "withdrawn", "updated": "2031-03-07T09:00:00Z", "text": "This story was withdrawn."}
KINDS = {"articles": "article", "quotes": "quote", "assertions": "assertion"}


def held(root: Path, kind: str) -> list[Row]:
    return read_rows(root / f"out/{kind}/{kind}.jsonl")


def ids(root: Path, article: str) -> set[tuple[str, str]]:
    """Everything of an article, by kind and id."""
    rows = [(KINDS[name], row) for name in KINDS for row in held(root, name)]
    return {(kind, row["id"]) for kind, row in rows if row.get("article_id", row["id"]) == article}


def stones(root: Path) -> dict[tuple[str, str], Row]:
    return {(row["kind"], row["id"]): row for row in held(root, "tombstones")}


def quote(root: Path, article: str) -> Row:
    (found,) = (row for row in held(root, "quotes") if row["article_id"] == article)
    return found


def test_a_withdrawn_article_takes_its_records_along_and_findings_are_made_anew(root: Path) -> None:
    of_courier, of_wire = ids(root, "courier-1"), ids(root, "wire-1")
    assert {kind for kind, _ in of_courier} == set(KINDS.values())
    assert any(row["verdict"] == "conflict" for row in held(root, "findings"))
    build(root, WIRE, PULLED)
    assert ids(root, "courier-1") == set()
    assert ids(root, "wire-1") == of_wire
    assert held(root, "findings") == []
    assert [row["name"] for row in held(root, "speakers")] == ["Ines Corrado"]
    assert stones(root).keys() == of_courier
    assert stones(root)["article", "courier-1"]["reason"] == "withdrawn by its outlet"
    assert {row["since"] for row in stones(root).values()} == {"2031-03-07T09:00:00Z"}
    assert call("validate", root / "out").status == 0


def test_tombstones_outlive_later_builds_and_what_comes_back_is_left_out_and_told(root: Path) -> None:
    build(root, WIRE, PULLED)
    before = contents(root / "out")
    build(root, WIRE, PULLED)
    assert contents(root / "out") == before
    build(root, WIRE)
    assert contents(root / "out") == before
    told = build(root, WIRE, COURIER)
    assert "article courier-1 came back; it was withdrawn: withdrawn by its outlet" in told
    assert told.count("QC653") == 1
    assert ids(root, "courier-1") == set()
    (root / "out/tombstones/tombstones.jsonl").unlink()
    build(root, WIRE, COURIER)
    assert ids(root, "courier-1") != set()


def test_a_corrected_article_leaves_tombstones_for_what_is_no_longer_in_it(root: Path) -> None:
    old = quote(root, "wire-1")
    text = WIRE["text"].replace("The roof simply went", "The roof simply went down")
    build(root, {**WIRE, "text": text, "status": "corrected", "updated": "2031-03-08"}, COURIER)
    new = quote(root, "wire-1")
    assert new["id"] != old["id"]
    stone = stones(root)["quote", old["id"]]
    assert (stone["reason"], stone["replaced_by"]) == ("its article was corrected", new["id"])
    assert call("validate", root / "out").status == 0


def test_what_a_person_withdraws_is_gone_at_once_and_in_every_later_build(root: Path) -> None:
    gone = quote(root, "courier-1")["id"]
    hangs = {("assertion", row["id"]) for row in held(root, "assertions") if row["quote_id"] == gone}
    called = call("withdraw", root / "out", gone, "--why", "the words are the reporter's own", "--on", "2031-03-09")
    assert (called.status, called.out) == (0, b""), called.err
    assert stones(root).keys() == {("quote", gone)} | hangs
    assert stones(root)["quote", gone] == {
        "id": gone, "kind": "quote", "reason": "the words are the reporter's own", "replaced_by": None,
        "since": "2031-03-09",
    }  # fmt: skip
    assert all(row["article_id"] != "courier-1" for row in held(root, "quotes"))
    before = contents(root / "out")
    assert build(root, WIRE, COURIER) == ""
    assert contents(root / "out") == before
    assert call("validate", root / "out").status == 0


def test_a_withdrawn_article_is_not_compared_by_crosscheck(root: Path) -> None:
    pages = write_rows(root / "in" / "pulled.jsonl", [WIRE, {**COURIER, "status": "withdrawn"}])
    assert call("crosscheck", pages, "--all").rows == []


@pytest.mark.parametrize("target", ["q:0", "speaker:tobin-vale"])
def test_only_what_is_there_can_be_withdrawn(root: Path, target: str) -> None:
    called = call("withdraw", root / "out", target, "--why", "a hoax")
    assert (called.status, "QC654" in called.err) == (2, True)
    assert not (root / "out/decisions").exists()


def test_nothing_is_withdrawn_twice_or_replaced_by_nothing(root: Path) -> None:
    assert call("withdraw", root / "out", "wire-1", "--why", "a hoax", "--replaced-by", "wire-2").status == 2
    assert call("withdraw", root / "out", "wire-1", "--why", "a hoax", "--replaced-by", "courier-1").status == 0
    again = call("withdraw", root / "out", "wire-1", "--why", "a hoax")
    assert "withdrawn already: a hoax" in again.err
    assert stones(root)["article", "wire-1"]["replaced_by"] == "courier-1"


def test_validate_tells_what_lives_though_withdrawn_and_who_refers_to_it(root: Path) -> None:
    row = quote(root, "courier-1")
    rows = held(root, "assertions")
    stone = {"id": row["id"], "kind": "quote", "reason": "a hoax", "replaced_by": None, "since": None}
    write_rows(root / "out/tombstones/tombstones.jsonl", [stone])
    write_rows(root / "out/assertions/assertions.jsonl", [{**rows[0], "quote_id": row["id"]}, *rows[1:]])
    problems = call("validate", root / "out", "--format", "json").rows
    lives = [problem for problem in problems if problem["code"] == "QC650"]
    assert [(p["pointer"], p["message"]) for p in lives] == [("/id", f"quote {row['id']} was withdrawn: a hoax")]
    refers = [problem for problem in problems if problem["code"] == "QC651"]
    assert (1, "/quote_id") in {(p["line"], p["pointer"]) for p in refers}
    assert all(p["message"].endswith("was withdrawn: a hoax") for p in refers)


def test_validate_tells_tombstones_that_lead_in_a_circle_or_nowhere(root: Path) -> None:
    made = {"kind": "quote", "reason": "a hoax", "since": None}
    pairs = (("q:1", "q:2"), ("q:2", "q:1"), ("q:3", "q:4"))
    write_rows(root / "out/tombstones/tombstones.jsonl", [{"id": a, "replaced_by": b, **made} for a, b in pairs])
    problems = call("validate", root / "out", "--format", "json").rows
    told = sorted((p["code"], p["line"]) for p in problems if p["pointer"] == "/replaced_by")
    assert told == [("QC105", 3), ("QC652", 1), ("QC652", 2)]


def test_a_decision_to_withdraw_nothing_is_told(root: Path) -> None:
    row = {"id": "d:1", "target": "q:0", "kind": "quote", "why": "a hoax"}
    write_rows(root / "out/decisions/withdrawals.jsonl", [row])
    assert "withdrawals.jsonl:1:/target: QC114" in build(root, WIRE, COURIER)
    assert json.dumps(contents(root / "out")["problems/problems.jsonl"].decode()).count("QC114") == 1
