"""A pull request's worth of changes with a fault of each kind: one run finds all, each on its line, and no others."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from running import Row, call, read_rows

from quotecheck.records import canonical_json, content_id

ARTICLE, COPY, ELSEWHERE = "gull-tests", "post-tests", "post-other"
PARAGRAPH = (
    "“Span number {} of the swing bridge was tested by the whole harbour office,” said Orla Vint, the harbour engineer."
)
TEXT = "\n\n".join(PARAGRAPH.format(number) for number in range(60))
VINT = {"id": "speaker:orla-vint", "name": "Orla Vint", "kind": "person"}
ROE = {"id": "speaker:tilda-roe", "name": "Tilda Roe", "kind": "person"}

Found = tuple[str, str, int | None, str]


def span(words: str, text: str, after: int = 0) -> Row:
    start = text.index(words, after)
    return {"start": start, "end": start + len(words), "text": words}


def quote(number: int, text: str = TEXT, article: str = ARTICLE, **fields: Any) -> Row:
    """Make the quote of a paragraph; its id follows from what is changed, as a build would have it."""
    words = span(PARAGRAPH.format(number).partition("“")[2].partition("”")[0], text)
    cue = span("said", text, words["end"]) | {"lemma": "say", "class": "say"}
    made: Row = {"article_id": article, "type": "direct", "content": [words], "quoted": [words], "cue": cue}
    made |= {"source": span("Orla Vint", text, words["end"]), "speaker": VINT, "rule": "marks-before-cue", "tier": "A"}
    made |= {"said_on": {"value": "2031-06-21", "basis": "published"}} | fields
    spans, told = made["content"], made["cue"]["text"] if made["cue"] else ""
    return {"id": content_id("q", made["article_id"], made["type"], [s["text"] for s in spans], told), **made}


@dataclass
class Request:
    """What a pull request adds, by file, and the faults that it is planted with."""

    folder: Path
    expected: list[Found] = field(default_factory=list)

    def add(self, kind: str, row: Row | str, code: str = "", pointer: str = "") -> None:
        """Add a record behind the others of its file, with a fault where a code is given."""
        path = self.folder / kind / f"{kind}.jsonl"
        line = row if isinstance(row, str) else canonical_json(row)
        path.parent.mkdir(exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(line + "\n")
        if code:
            number = len(path.read_text("utf-8").splitlines())
            self.expected.append((code, path.relative_to(self.folder).as_posix(), number, pointer))

    def write(self, name: str, text: str, code: str, line: int | None, pointer: str = "") -> None:
        """Write a file with a fault."""
        (self.folder / name).write_text(text, encoding="utf-8")
        self.expected.append((code, name, line, pointer))

    def renew(self, *but: str) -> None:
        """Make the manifest that of the files, but for some."""
        path = self.folder / "manifest.json"
        manifest = json.loads(path.read_text("utf-8"))
        for entry in manifest["files"]:
            content = (self.folder / entry["path"]).read_bytes()
            if entry["path"] not in but:
                entry["sha256"] = hashlib.sha256(content).hexdigest()
                entry["records"] = content.count(b"\n") if entry["path"].endswith(".jsonl") else 0
        path.write_text(canonical_json(manifest) + "\n", encoding="utf-8")


def article(id_: str, text: str, **fields: Any) -> Row:
    base = {"outlet": "The Gull", "published": "2031-06-21", "language": "en", "origin": id_}
    return {"id": id_, "text": text, **base, **fields}


def altered(row: Row, *path: Any) -> Row:
    """Change a record by hand: the value at a path; its id stays."""
    made: Row = json.loads(json.dumps(row))
    inner = made
    for part in path[:-2]:
        inner = inner[part]
    inner[path[-2]] = path[-1]
    return made


def plant_articles(request: Request) -> None:
    request.add("articles", article(ARTICLE, TEXT))
    request.add("articles", article(COPY, TEXT.replace("Span number 40", "Span no. 40"), origin=ARTICLE))
    request.add("articles", article(ELSEWHERE, TEXT.replace("Span number 41", "Span no. 41")))
    request.add("articles", article("a:zones", "One. Two.", zones=[
        {"kind": "body", "start": 0, "end": 4}, {"kind": "body", "start": 3, "end": 9}
    ]), "QC112", "/zones/1/start")  # fmt: skip
    request.add("articles", article("a:copied", TEXT), "QC567", "/origin")
    request.add("articles", article("a:tongue", "Bonjour.", language="fr"), "QC570", "/language")
    request.add("articles", article("a:rights", "Mine.", outlet="The Magpie"), "QC571", "/outlet")
    long = f"“{' '.join(['word'] * 401)}” is what the sign says."
    request.add("articles", article("a:long", long), "QC572", "/text")
    words = span(long[1 : long.index("”")], long)
    request.add(
        "quotes", quote(0, article_id="a:long", content=[words], quoted=[], cue=None, source=None, speaker=None)
    )


def plant_speakers(request: Request) -> None:
    request.add("speakers", {"id": "speaker:late", "name": "Orla Vint", "kind": "person", "died": "2030"})
    held = [{"title": "harbour engineer", "from": "2032", "to": None}]
    request.add("speakers", {"id": "speaker:soon", "name": "Orla Vint", "kind": "person", "roles": held})
    back = {"id": "speaker:back", "name": "Back", "kind": "person", "born": "2001", "died": "1999"}
    request.add("speakers", back, "QC550", "/died")
    circle = {"id": "speaker:circle", "name": "Circle", "kind": "person", "redirects": ["speaker:back"]}
    request.add("speakers", circle, "QC113", "/redirects/0")


def plant_quotes(request: Request) -> None:
    late, soon = ({**VINT, "id": id_} for id_ in ("speaker:late", "speaker:soon"))
    faults: list[tuple[str, Row | str, str]] = [
        ("QC006", '{"id": "q:cut', ""),
        ("QC101", altered(quote(2), "tier", "E"), "/tier"),
        ("QC102", altered(quote(3), "content", 0, "text", "Span three"), "/content/0/text"),
        ("QC104", altered(quote(4), "source", "end", 99999), "/source/end"),
        ("QC105", altered(quote(5), "speaker", "id", "speaker:nobody"), "/speaker/id"),
        ("QC107", altered(quote(7), "said_on", "value", "2031-07-01"), "/said_on/value"),
        ("QC551", quote(8, said_on={"value": "2030-01-01", "basis": "explicit", "text": "in 2030"}), "/said_on/value"),
        ("QC552", altered(quote(9), "said_on", "basis", "unknown"), "/said_on/basis"),
        ("QC553", quote(10, speaker=late), "/said_on/value"),
        ("QC554", quote(11, speaker=soon, source=span("Orla Vint, the harbour engineer", TEXT, 1300)), "/source/text"),
        ("QC556", altered(quote(12, act="question"), "cue", "class", "confirm"), "/act"),
        ("QC557", quote(13, cue=span("tested", TEXT, 1500) | {"lemma": "test", "class": "none"}), "/cue"),
        ("QC558", quote(14, cue=span("said", TEXT) | {"lemma": "say", "class": "say"}), "/cue"),
        ("QC559", quote(15, source=span("harbour office", TEXT, 1740)), "/source"),
        ("QC560", quote(16, act="denial", content=[], quoted=[]), "/target"),
        ("QC562", quote(18, speaker=ROE), "/speaker/name"),
        ("QC568", altered(quote(19), "id", "q:0123456789abcdef"), "/id"),
    ]
    for code, row, pointer in faults:
        request.add("quotes", row, code, pointer)
    plant_pairs(request)


def plant_pairs(request: Request) -> None:
    """Plant what takes two records, of which one alone is right."""
    request.add("quotes", quote(6))
    request.add("quotes", altered(quote(20), "id", quote(6)["id"]), "QC106", "/id")
    itself = quote(21)
    request.add("quotes", {**itself, "parent": itself["id"]}, "QC561", "/parent")
    request.add("quotes", quote(22))
    request.add("quotes", quote(22, type="mixed"), "QC563", "/content")
    request.add("quotes", quote(23))
    near = span(quote(23)["content"][0]["text"].removesuffix(" office,"), TEXT)
    request.add("quotes", quote(23, content=[near], quoted=[near]), "QC564", "/content")
    for number, other, code in ((24, COPY, "QC565"), (25, ELSEWHERE, "QC566")):
        text = next(row["text"] for row in read_rows(request.folder / "articles/articles.jsonl") if row["id"] == other)
        request.add("quotes", quote(number))
        namesake = {"id": "speaker:vint", "name": "Vint", "kind": "person"}
        request.add("quotes", quote(number, text, other, speaker=namesake), code, "/speaker")


def plant_decisions(request: Request) -> None:
    decision = {"id": "d:1", "verdict": "role", "speaker": "speaker:nobody", "name": "mayor", "why": "seen"}
    lines = [decision, {**decision, "id": "d:2", "speaker": VINT["id"], "name": None}]
    path = request.folder / "decisions/speaker-decisions.jsonl"
    path.parent.mkdir()
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    name = path.relative_to(request.folder).as_posix()
    request.expected += [("QC114", name, 1, "/speaker"), ("QC115", name, 2, "/name")]


WAIVERS = """\
[[waiver]]
code = "QC102"
id = "q:none"
why = "once it was"

[[waiver]]
code = "QC102"
why = "everything"

[[waiver]]
code = "QC105"
files = "*"
why = "for the fair"
until = 2031-06-01
"""


def plant_files(request: Request) -> None:
    folder = request.folder
    house = (folder / "quotecheck.toml").read_text("utf-8").replace("excerpt_words = 60", "excerpt_words = 400")
    lines = house.count("\n")
    request.write("quotecheck.toml", f"{house}\n[extras]\nx = 1\n", "QC576", lines + 2, "/extras")
    request.write("waivers.toml", WAIVERS, "QC581", 1, "/waiver/0")
    request.expected += [("QC580", "waivers.toml", 6, "/waiver/1"), ("QC582", "waivers.toml", 10, "/waiver/2/until")]
    request.write("notes.txt", "Call the harbour office.\n", "QC110", None)
    request.renew("report.html", "findings/findings.jsonl")
    request.write("report.html", "<!doctype html>\n", "QC103", None)
    (folder / "problems/problems.jsonl").unlink()
    request.expected.append(("QC108", "problems/problems.jsonl", None, ""))
    manifest = (folder / "manifest.json").read_text("utf-8")
    wrong = manifest.replace(
        '"path":"findings/findings.jsonl","records":1', '"path":"findings/findings.jsonl","records":5'
    )
    assert wrong != manifest
    request.write("manifest.json", wrong, "QC111", None)
    request.expected[-1] = ("QC111", "findings/findings.jsonl", None, "")


YAML = """\
- quote: Nobody asked us
  article: gull-bridge-1
  speaker: Bram Kettering
  mood: angry
- quote: Nobody has asked us
  article: gull-bridge-1
  speaker: Bram Kettering
- quote: Nobody asked us
  article: gull-bridge-9
  speaker: Bram Kettering
- corrects: q:0000000000000000
  speaker: Orla Vint
"""
JSON = """\
[
  {"quote": "Nobody asked us", "article": "gull-bridge-1", "speaker": "Bram Ketering"}
]
"""
LINES = """\
{"quote": "Nobody asked us", "article": "../articles/gull-bridge-1", "speaker": "Bram Kettering"}
{"quote": 12345678901, "article": "gull-bridge-1", "speaker": "Bram Kettering"}
{"quote": "Nobody asked us", "article": "gull-bridge-1", "speaker": "Bram Kettering", "date": "June"}
{"quote": "Nobody asked us", "article": "gull-bridge-1", "article": "gull-bridge-2", "speaker": "Bram Kettering"}
"""
CSV = """\
article,quote,speaker
gull-bridge-1,said,Bram Kettering
gull-bridge-1,,Bram Kettering
"""


def plant_contributions(request: Request) -> None:
    yaml, rows, lines, table = (f"contributions/planted.{kind}" for kind in ("yaml", "json", "jsonl", "csv"))
    request.write(yaml, YAML, "QC510", 4, "/0/mood")
    request.expected += [
        ("QC522", yaml, 5, "/1/quote"),
        ("QC520", yaml, 9, "/2/article"),
        ("QC526", yaml, 11, "/3/corrects"),
    ]
    request.write(rows, JSON, "QC524", 2, "/0/speaker")
    request.write(lines, LINES, "QC509", 1, "/article")
    request.expected += [("QC508", lines, 2, "/quote"), ("QC511", lines, 3, "/date"), ("QC506", lines, 4, "/article")]
    request.write(table, CSV, "QC523", 2, "/quote")
    request.expected += [("QC512", table, 3, "/quote")]


PLANTING: tuple[Callable[[Request], None], ...] = (
    plant_articles, plant_speakers, plant_quotes, plant_decisions, plant_files, plant_contributions,
)  # fmt: skip


@pytest.fixture
def request_(repository: Path) -> Request:
    assert Path.cwd() == repository
    made = Request(Path("dataset"))
    for plant in PLANTING:
        plant(made)
    return made


def told(*args: str) -> list[Found]:
    checked = call("validate", "dataset", "--today", "2031-07-01", *args, "--format", "json")
    assert checked.status == 1
    return [
        (row["code"], row["file"].removeprefix("dataset/"), row["line"], row["pointer"] or "") for row in checked.rows
    ]


def test_every_planted_fault_is_found_in_one_run_on_its_line_and_no_other(request_: Request) -> None:
    found = told()
    assert [one for one in found if one not in request_.expected] == []
    assert [one for one in request_.expected if one not in found] == []
    assert len(found) == len(Counter(code for code, *_ in request_.expected)) == len(request_.expected) >= 36


def test_all_of_them_are_what_the_pull_request_changed(request_: Request) -> None:
    assert sorted(told("--changed-since", "HEAD"), key=str) == sorted(request_.expected, key=str)


def test_the_output_for_github_keeps_within_its_caps(request_: Request) -> None:
    checked = call("validate", "dataset", "--today", "2031-07-01", "--format", "github")
    lines = checked.out.decode().splitlines()
    kinds = Counter(line.split(" ")[0] for line in lines)
    assert max(kinds.values()) <= 10
    shown = [line for line in lines if "title=QC" in line]
    assert lines[-1].startswith(f"::notice title=quotecheck::{len(request_.expected) - len(shown)} more problems")
