"""`diff` tells exactly what was done between two datasets: no more, no less, with the why."""

import json
import shutil
from collections import Counter
from pathlib import Path

import pytest
from running import Row, build, call, commit, git, read_rows, write_rows
from samples import COURIER, EARLIER, WIRE

GOATS: Row = {
    "id": "lantern-4", "outlet": "Skarn Lantern", "published": "2031-06-01",
    "text": "“My goats cross first,” said Hal Quist. The bridge of Skarn opened in May.",
}  # fmt: skip
MUSIC: Row = {
    "id": "lantern-5", "outlet": "Skarn Lantern", "published": "2031-07-01",
    "text": "“The organ is out of tune,” Mara Ollenby said. A choir of Velland sang on.",
}  # fmt: skip
EELS: Row = {
    "id": "lantern-6", "outlet": "Skarn Lantern", "published": "2031-08-01",
    "text": "“The eels came early,” Cato Brandt said. The fishmongers of Tolva were glad.",
}  # fmt: skip
PAGES = (WIRE, COURIER, GOATS, MUSIC)


@pytest.fixture
def root(built: Path, tmp_path: Path) -> Path:
    """A dataset `one`, and `two`, which is the same and free to be changed."""
    shutil.copytree(built / "out", tmp_path / "one")
    shutil.copytree(built / "out", tmp_path / "two")
    return tmp_path


def diff(root: Path, *options: str) -> list[Row]:
    called = call("diff", root / "one", root / "two", "--format", "json", *options)
    assert (called.status, called.err) == (0, "")
    *rows, summary = called.rows
    counts = Counter((row["kind"], row["change"]) for row in rows)
    assert counts == Counter({(k, c): n for k, held in summary["counts"].items() for c, n in held.items()})
    return rows


def told(rows: list[Row], *kinds: str) -> set[tuple[str, str, str]]:
    """What was told of some kinds: kind, change, causes."""
    return {(row["kind"], row["change"], ", ".join(row["why"])) for row in rows if row["kind"] in kinds}


def quote(root: Path, name: str, article: str) -> Row:
    (found,) = (row for row in read_rows(root / name / "quotes/quotes.jsonl") if row["article_id"] == article)
    return found


def test_the_same_data_differ_in_nothing(root: Path) -> None:
    assert diff(root) == []
    assert call("diff", root / "one", root / "two", "--exit-code").status == 0
    assert call("diff", root / "one", root / "two").out == b"no difference\n"


def test_a_new_article_adds_its_records_and_nothing_else(root: Path) -> None:
    build(root, *PAGES, EELS, name="two")
    rows = diff(root)
    assert told(rows, "article", "quote", "speaker", "finding", "decision", "tombstone", "build") == {
        ("article", "added", ""), ("quote", "added", "article"), ("speaker", "added", "articles"),
    }  # fmt: skip
    assert {row["article_id"] for row in rows if row["kind"] != "speaker"} == {"lantern-6"}
    assert call("diff", root / "one", root / "two", "--exit-code").status == 1
    assert call("diff", root / "two", root / "one", "--exit-code").status == 1


def test_words_that_moved_are_moved_and_not_removed_and_added(root: Path) -> None:
    text = GOATS["text"].replace("“My goats", "Rain fell all day in Skarn. “My goats")
    build(root, WIRE, COURIER, {**GOATS, "text": text}, MUSIC, name="two")
    rows = diff(root)
    assert told(rows, "quote", "speaker", "finding") == {("quote", "moved", "text")}
    assert [row["fields"][0]["field"] for row in rows if row["kind"] == "article"] == ["text"]


def test_a_new_id_of_the_same_words_is_moved(root: Path) -> None:
    path = root / "two/quotes/quotes.jsonl"
    rows = [{**row, "id": f"q:x{row['id'][2:]}"} for row in read_rows(path)]
    write_rows(path, sorted(rows, key=lambda row: str(row["id"])))
    found = [row for row in diff(root) if row["kind"] == "quote"]
    assert Counter(row["change"] for row in found) == {"moved": len(rows)}
    assert {row["after_id"] for row in found} == {row["id"] for row in rows}


def test_words_that_were_corrected_are_a_change_and_the_old_ones_leave_a_tombstone(root: Path) -> None:
    text = GOATS["text"].replace("cross first", "cross before anybody")
    build(root, WIRE, COURIER, {**GOATS, "text": text, "status": "corrected"}, MUSIC, name="two")
    rows = diff(root)
    (change,) = (row for row in rows if row["kind"] == "quote")
    old, new = quote(root, "one", "lantern-4"), quote(root, "two", "lantern-4")
    assert (change["change"], change["before_id"], change["after_id"]) == ("changed", old["id"], new["id"])
    assert (change["why"], [one["field"] for one in change["fields"]]) == (["text"], ["content", "quoted"])
    assert ("tombstone", "added", "") in told(rows, "tombstone")


def test_a_decision_about_speakers_is_the_why(root: Path) -> None:
    call("speakers", "merge", root / "two", "speaker:hal-quist", "speaker:mara-ollenby", "--reason", "a pen name")
    (made,) = read_rows(root / "two/decisions/speaker-decisions.jsonl")
    why = f"decision {made['id']}"
    rows = diff(root)
    assert told(rows, "article", "quote", "speaker", "finding", "decision") == {
        ("quote", "changed", why), ("speaker", "merged", why), ("speaker", "changed", why), ("decision", "added", ""),
    }  # fmt: skip
    (merged,) = (row for row in rows if row["change"] == "merged")
    assert (merged["before_id"], merged["after_id"]) == ("speaker:hal-quist", "speaker:mara-ollenby")
    back = call("diff", root / "two", root / "one", "--format", "json").rows
    assert ("speaker", "split", why) in told(back, "speaker")


def test_a_split_and_another_name_are_told(root: Path) -> None:
    two = root / "two"
    call("speakers", "split", two, "speaker:hal-quist", "--articles", "lantern-4", "--name", "Hal Quist the Elder")
    rows = diff(root)
    assert ("speaker", "renamed") in {(row["kind"], row["change"]) for row in rows}
    assert {row["change"] for row in rows if row["kind"] == "quote"} == {"changed"}


def test_findings_are_opened_decided_opened_again_and_closed(root: Path) -> None:
    (conflict,) = (r for r in read_rows(root / "two/findings/findings.jsonl") if r["verdict"] == "conflict")
    call("findings", "decide", root / "two", conflict["id"], "dismissed", "--reason", "another fire")
    (made,) = read_rows(root / "two/decisions/decisions.jsonl")
    assert told(diff(root), "article", "quote", "speaker", "finding", "decision") == {
        ("finding", "decided", f"decision {made['id']}"), ("decision", "added", ""),
    }  # fmt: skip
    shutil.rmtree(root / "one")
    shutil.copytree(root / "two", root / "one")
    build(root, *PAGES, EARLIER, name="two")
    assert ("finding", "reopened", "article") in told(diff(root), "finding")
    build(root, WIRE, GOATS, MUSIC, {**COURIER, "status": "withdrawn"}, name="two")
    rows = diff(root)
    assert ("finding", "closed", "withdrawn: withdrawn by its outlet") in told(rows, "finding")
    assert ("article", "removed", "withdrawn: withdrawn by its outlet") in told(rows, "article")
    assert ("quote", "removed", "withdrawn: with its article: withdrawn by its outlet") in told(rows, "quote")


def test_other_rules_are_the_why_where_no_text_changed(root: Path) -> None:
    _edit(root, "rules", "0" * 64, act="denial")
    rows = diff(root)
    assert told(rows, "build", "quote") == {("build", "changed", ""), ("quote", "changed", "rules")}
    _edit(root, "rules", json.loads((root / "one/manifest.json").read_text())["rules"], act="denial")
    assert told(diff(root), "build", "quote") == {("quote", "changed", "edited")}


def test_other_rules_alone_are_no_difference_of_the_data(root: Path) -> None:
    _edit(root, "rules", "0" * 64, act="statement")
    assert [row["kind"] for row in diff(root)] == ["build"]
    assert call("diff", root / "one", root / "two", "--exit-code").status == 0


def _edit(root: Path, fact: str, value: str, *, act: str) -> None:
    manifest = json.loads((root / "two/manifest.json").read_text())
    (root / "two/manifest.json").write_text(json.dumps({**manifest, fact: value}))
    path = root / "two/quotes/quotes.jsonl"
    rows = read_rows(path)
    write_rows(path, [{**rows[0], "act": act}, *rows[1:]])


def test_files_out_of_order_are_compared_all_the_same(root: Path) -> None:
    path = root / "two/quotes/quotes.jsonl"
    rows = read_rows(path)
    write_rows(path, [*reversed(rows[1:]), {**rows[0], "act": "denial"}])
    found = [row for row in diff(root) if row["kind"] == "quote"]
    assert [(row["change"], row["before_id"]) for row in found] == [("changed", rows[0]["id"])]


def test_a_line_that_is_no_record_is_told_and_the_rest_compared(root: Path) -> None:
    path = root / "two/quotes/quotes.jsonl"
    rows = read_rows(path)
    write_rows(path, [{**rows[0], "act": 7}, *rows[1:]])
    with path.open("a") as file:
        file.write("{no json\n")
    called = call("diff", root / "one", root / "two")
    assert called.status == 1
    assert "two/quotes/quotes.jsonl:1:/act: QC101" in called.problem("QC101")
    assert f"quotes.jsonl:{len(rows) + 1}: QC006" in called.problem("QC006")


def test_markdown_is_a_table_then_folded_lists_with_a_cap_and_calls_nobody(root: Path) -> None:
    text = EELS["text"].replace("came early", "came @early <b>*now*")
    build(root, *PAGES, {**EELS, "text": text}, name="two")
    page = call("diff", root / "one", root / "two", "--format", "markdown").out.decode()
    assert "| quotes | 1 |  |  |  |  |" in page.splitlines()
    assert "<details><summary>quotes: 1 added</summary>" in page.splitlines()
    assert "@early" not in page
    assert "<b>" not in page
    assert page.index("| quotes") < page.index("<details>")
    capped = call("diff", root / "one", root / "two", "--format", "markdown", "--limit", "1").out.decode()
    assert "- and 1 more" in capped.splitlines()
    assert len(capped) < len(page)
    table = call("diff", root / "one", root / "two", "--format", "markdown", "--limit", "0").out.decode()
    assert table == page[: page.index("\n<details>")]


@pytest.fixture
def repository(_git_of_its_own: None, root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two revisions of a dataset, the first with the tag v1."""
    repo = root / "repo"
    shutil.copytree(root / "one", repo / "data", ignore=shutil.ignore_patterns(".quotecheck"))
    git(repo, "init", "-q")
    tagged(repo, "v1")
    build(root, *PAGES, EELS, name="two")
    shutil.copytree(root / "two", repo / "data", dirs_exist_ok=True, ignore=shutil.ignore_patterns(".quotecheck"))
    tagged(repo, "v2")
    monkeypatch.chdir(repo)
    return repo


def tagged(repo: Path, tag: str) -> None:
    commit(repo, tag)
    git(repo, "tag", tag)


@pytest.mark.parametrize(
    "sides", [("v1", "v2"), ("v1:data", "HEAD"), ("v1", "data"), ("HEAD~1", "HEAD:data/"), ("v1:data", "../two")]
)
def test_revisions_are_read_without_touching_the_work_tree(
    root: Path, repository: Path, sides: tuple[str, str]
) -> None:
    index = (repository / ".git/index").read_bytes()
    called = call("diff", *sides, "--format", "json")
    assert (called.status, called.rows) == (0, call("diff", root / "one", root / "two", "--format", "json").rows)
    assert (repository / ".git/index").read_bytes() == index
    assert git(repository, "status", "--porcelain") == ""


@pytest.mark.parametrize(
    "side", ["nowhere", "v1:nowhere", "v1:data/manifest.json", "--output=x", "-x", ":data", "in", "v9:data"]
)
def test_a_side_that_is_none_is_a_wrong_call(repository: Path, side: str) -> None:
    (repository / "in").mkdir()
    called = call("diff", "--", side, "data")
    assert (called.status, called.out) == (2, b"")
    assert "QC655" in called.err


def test_releases_without_text_are_compared_by_the_digests_of_words(root: Path) -> None:
    call("withdraw", root / "two", quote(root, "two", "lantern-4")["id"], "--why", "a hoax")
    for name, version in (("one", "1.0.0"), ("two", "2.0.0")):
        called = call("release", version, "-d", root / name, "-o", root / "out", "--text", "none", "--license", "MIT")
        assert called.status == 0, called.err
    called = call("diff", root / "out/1.0.0", root / "out/2.0.0", "--format", "json")
    assert (called.status, called.err) == (0, "")
    assert told(called.rows, "article", "quote", "tombstone") == {
        ("quote", "removed", "withdrawn: a hoax"), ("tombstone", "added", ""),
    }  # fmt: skip
    path = root / "out/2.0.0/quotes/quotes.jsonl"
    rows = read_rows(path)
    words = next(entry for entry in rows[0]["left_out"] if entry["at"].startswith("/content"))
    words["sha256"] = "0" * 64
    path.chmod(0o644)
    write_rows(path, rows)
    again = call("diff", root / "out/1.0.0", root / "out/2.0.0", "--format", "json").rows
    (changed,) = (row for row in again if (row.get("change"), row["kind"]) == ("changed", "quote"))
    assert [one["field"] for one in changed["fields"]] == ["content"]
