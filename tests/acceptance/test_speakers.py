"""A person says who is who: it holds at once, in every later build, and validation follows it."""

import shutil
from pathlib import Path

import pytest
from running import Row, build, call, contents, counted_analyses, read_rows, write_rows

PAGES: tuple[Row, ...] = (
    {
        "id": "tern-quay-1", "outlet": "The Tern", "published": "2031-03-05",
        "text": "The old quay of Northmere will be sold to Velland Freight, Mara Ollenby said on Wednesday.\n\n"
        "“The quay costs us 40,000 crowns a year,” she said.",
    },
    {
        "id": "courier-quay-1", "outlet": "The Courier", "published": "2031-03-05",
        "text": "Ollenby said the old quay of Northmere would be sold to Velland Freight on Friday.",
    },
    {
        "id": "beacon-bridge-1", "outlet": "Beacon Wire", "published": "2031-06-01",
        "text": "“Nobody walks on my bridge,” Maira Olenbay said in Skarn.\n\n"
        "Tobin Vale said that Skarn had two bridges.",
    },
)  # fmt: skip
LATER: Row = {
    "id": "herald-bridge-1", "outlet": "Skarn Herald", "published": "2031-07-01",
    "text": "The bridge is closed, Maira Olenbay said.",
}  # fmt: skip
GONE, STAYS = "speaker:maira-olenbay", "speaker:mara-ollenby"
REASON = ("--reason", "the Wire spells by ear", "--by", "desk", "--on", "2031-06-02")


def speakers(root: Path) -> dict[str, Row]:
    return {row["id"]: row for row in read_rows(root / "out" / "speakers" / "speakers.jsonl")}


def merge(root: Path) -> None:
    called = call("speakers", "merge", root / "out", GONE, STAYS, *REASON)
    assert (called.status, called.out) == (0, b"")


def test_a_surname_joins_the_one_full_name_of_its_happening(root: Path) -> None:
    assert sorted(speakers(root)) == [GONE, STAYS, "speaker:tobin-vale"]
    assert speakers(root)[STAYS]["redirects"] == ["speaker:ollenby"]
    told = {row["article_id"]: row["speaker"]["name"] for row in read_rows(root / "out/quotes/quotes.jsonl")}
    assert told["courier-quay-1"] == "Mara Ollenby"


def test_speakers_are_listed(root: Path) -> None:
    text = call("speakers", root / "out").out.decode("utf-8").splitlines()
    assert [line.split()[0] for line in text] == sorted(speakers(root))
    rows = call("speakers", "--format", "json", root / "out").rows
    assert [(row["id"], row["kind"], row["quotes"], [alias["name"] for alias in row["aliases"]]) for row in rows] == [
        (GONE, "person", 1, []), (STAYS, "person", 3, ["Ollenby"]), ("speaker:tobin-vale", "person", 1, []),
    ]  # fmt: skip
    assert call("speakers", "list", root / "out").out == call("speakers", root / "out").out


def test_a_merge_holds_at_once_and_in_every_later_build(root: Path) -> None:
    merge(root)
    at_once = contents(root / "out")
    assert speakers(root)[STAYS]["redirects"] == [GONE, "speaker:ollenby"]
    assert GONE.encode() not in at_once["quotes/quotes.jsonl"] + at_once["assertions/assertions.jsonl"]
    with counted_analyses() as analysed:
        build(root, *PAGES)
    assert analysed == []
    assert contents(root / "out") == at_once
    build(root, LATER, *PAGES)
    later = [row for row in read_rows(root / "out/quotes/quotes.jsonl") if row["article_id"] == LATER["id"]]
    assert [row["speaker"] for row in later] == [{"id": STAYS, "name": "Mara Ollenby", "kind": "person"}]
    assert call("validate", root / "out").status == 0


def test_decisions_and_articles_in_another_place_and_order_give_the_same_bytes(root: Path, tmp_path: Path) -> None:
    merge(root)
    shutil.copytree(root / "out" / "decisions", tmp_path / "other" / "out" / "decisions")
    build(tmp_path / "other", *PAGES[::-1])
    assert contents(tmp_path / "other" / "out") == contents(root / "out")


def test_validation_follows_the_redirect_in_other_peoples_files(root: Path) -> None:
    (quote,) = [row for row in read_rows(root / "out/quotes/quotes.jsonl") if (row["speaker"] or {}).get("id") == GONE]
    merge(root)
    known = root / "out" / "speakers" / "speakers.jsonl"
    theirs = root / "theirs"
    shutil.copytree(known.parent, theirs)
    write_rows(theirs / "quotes.jsonl", [quote])
    assert call("validate", theirs).status == 0
    write_rows(theirs / "quotes.jsonl", [{**quote, "speaker": {**quote["speaker"], "id": "speaker:nobody"}}])
    told = call("validate", theirs)
    assert told.status == 1
    assert "quotes.jsonl:1:/speaker/id: QC105" in told.out.decode("utf-8")


def test_a_split_holds_at_once_and_in_every_later_build(root: Path) -> None:
    asked = ("--articles", "courier-quay-1", "--name", "Per Ollenby", "--reason", "her brother")
    assert call("speakers", "split", root / "out", STAYS, *asked).status == 0
    build(root, LATER, *PAGES)
    told = {row["article_id"]: row["speaker"]["id"] for row in read_rows(root / "out/quotes/quotes.jsonl")}
    assert (told["tern-quay-1"], told["courier-quay-1"]) == (STAYS, "speaker:per-ollenby")
    assert speakers(root)["speaker:per-ollenby"]["name"] == "Per Ollenby"
    assert call("validate", root / "out").status == 0


def test_notes_are_kept_with_their_time(root: Path) -> None:
    for what, name in (("alias", "Мара Олленби"), ("role", "harbour master"), ("external", "wikidata:Q0")):
        noted = call("speakers", "note", root / "out", STAYS, what, name, "--from", "2029", "--reason", "her own page")
        assert noted.status == 0, noted.err
    at_once = contents(root / "out")
    build(root, *PAGES)
    assert contents(root / "out") == at_once
    entry = speakers(root)[STAYS]
    assert entry["roles"] == [{"title": "harbour master", "from": "2029", "to": None}]
    assert {"name": "Мара Олленби", "script": "Cyrl", "from": "2029", "to": None} in entry["aliases"]
    assert entry["external"] == ["wikidata:Q0"]


def test_candidates_are_told_and_not_merged(root: Path) -> None:
    build(root, *PAGES, {**LATER, "text": "The bridge is closed, M. Ollenby said."})
    before = contents(root / "out")
    rows = call("speakers", root / "out", "--candidates", "--format", "json").rows
    assert [(row["speaker"], row["into"]) for row in rows] == [("speaker:m-ollenby", STAYS)]
    assert rows[0]["reason"]
    assert contents(root / "out") == before


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("merge", "speaker:nobody", STAYS, *REASON), "QC105 there is no speaker speaker:nobody"),
        (("merge", GONE, "speaker:nobody", *REASON), "QC105 there is no speaker speaker:nobody"),
        (("merge", "speaker:ollenby", GONE, *REASON), f"it was merged into {STAYS}"),
        (("merge", STAYS, STAYS, *REASON), "QC113"),
        (("merge", GONE, STAYS, "--reason", ""), "why"),
        (("merge", GONE, STAYS, "--reason", "x", "--on", "yesterday"), "on"),
        (("split", STAYS, "--articles", "beacon-bridge-1", "--name", "Per"), "says nothing in an article beacon"),
        (("split", STAYS, "--articles", ",", "--name", "Per"), "QC115"),
    ],
)
def test_wrong_calls_are_told_and_change_nothing(args: tuple[str, ...], words: str, root: Path) -> None:
    before = contents(root / "out")
    verb, *rest = args
    called = call("speakers", verb, root / "out", *rest)
    assert called.status == 2
    assert words in called.err
    assert contents(root / "out") == before


def test_what_is_no_dataset_is_told(tmp_path: Path) -> None:
    for args in ((tmp_path,), ("merge", tmp_path, GONE, STAYS, *REASON)):
        called = call("speakers", *args)
        assert called.status == 2
        assert "QC109" in called.err


def test_decisions_by_hand_that_contradict_each_other_are_told_with_file_line_and_pointer(root: Path) -> None:
    rows = [
        {"id": "d:1", "verdict": "merge", "speaker": GONE, "into": STAYS, "why": "one"},
        {"id": "d:2", "verdict": "merge", "speaker": STAYS, "into": GONE, "why": "the other way round"},
        {"id": "d:3", "verdict": "role", "speaker": "speaker:nobody", "name": "mayor", "why": "?"},
    ]
    path = write_rows(root / "out" / "decisions" / "speaker-decisions.jsonl", rows)
    told = call("validate", root / "out", "--format", "json").rows
    found = [(p["code"], p["file"], p["line"], p["pointer"]) for p in told]
    assert found == [("QC113", path.as_posix(), 2, "/speaker"), ("QC114", path.as_posix(), 3, "/speaker")]
    called = call("build", root / "in", "-o", root / "out", "--quiet")
    assert called.status == 1
    assert "speaker-decisions.jsonl:2:/speaker: QC113" in called.problem("QC113")
    assert sorted(speakers(root)) == [STAYS, "speaker:tobin-vale"]
