"""Each check of meaning finds its fault, at its place and alone, and leaves alone what is right."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import store_samples as made

from quotecheck.problems import CODES
from quotecheck.records import Record, content_id
from quotecheck.store.check import check

Rows = dict[str, list[dict[str, Any]]]
Edit = Callable[[Rows], None]

BEACON = made.TEXTS["a:beacon"]


def rows() -> Rows:
    kinds: dict[str, Sequence[Record]] = {
        "articles": made.articles(),
        "quotes": made.quotes(),
        "speakers": made.speakers(),
    }
    return {kind: [record.model_dump(mode="json") for record in held] for kind, held in kinds.items()}


def found(folder: Path, edit: Edit, house: str = "") -> list[tuple[str, str, int | None, str]]:
    """Write the sample with an edit as a folder of records, and give its problems."""
    held = rows()
    edit(held)
    for kind, records in held.items():
        lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
        (folder / f"{kind}.jsonl").write_text(lines, encoding="utf-8")
    if house:
        (folder / "quotecheck.toml").write_text(house, encoding="utf-8")
    return [(p.code, Path(p.place.file).name, p.place.line, p.place.pointer) for p in check(folder)]


def quote(line: int, **fields: Any) -> Edit:
    """Change fields of a quote; a field of a field is written `cue__class`."""

    def edit(held: Rows) -> None:
        for name, value in fields.items():
            record, *path = held["quotes"][line - 1], *name.split("__")
            for part in path[:-1]:
                record = record[part]
            record[path[-1]] = value

    return edit


def speaker(line: int, **fields: Any) -> Edit:
    return lambda held: held["speakers"][line - 1].update(fields)


def article(line: int, **fields: Any) -> Edit:
    return lambda held: held["articles"][line - 1].update(fields)


def place(words: str, text: str = BEACON) -> dict[str, Any]:
    return {"start": text.index(words), "end": text.index(words) + len(words), "text": words}


def add(line: int, **fields: Any) -> Edit:
    """Add a copy of a quote, changed, with an id of its own."""

    def edit(held: Rows) -> None:
        held["quotes"].append({**held["quotes"][line - 1], "id": "q:8", **fields})

    return edit


def both(*edits: Edit) -> Edit:
    def edit(held: Rows) -> None:
        for one in edits:
            one(held)

    return edit


def copy_article(**fields: Any) -> Edit:
    return lambda held: held["articles"].append({**held["articles"][0], "id": "a:copy", **fields})


CHIEF = [{"title": "fire chief", "from": "2032", "to": None}]
SAID = {"value": "2031-03-06", "basis": "published"}
WORDS = "We lost nineteen of our own,” fire chief Mara Ollenby told reporters"
LONG = {"content": [place("the alarms “never rang once” & that <nobody> was warned")], "type": "direct"}

FAULTS: list[tuple[str, Edit, str, str]] = [
    ("QC550", quote(2, said_on={"value": "2031-03-06/2031-03-02", "basis": "published"}), "quotes:2", "/said_on/value"),
    ("QC550", speaker(1, born="2001", died="1999"), "speakers:1", "/died"),
    ("QC550", speaker(1, roles=[{"title": "x", "from": "2031", "to": "2030-12"}]), "speakers:1", "/roles/0/to"),
    ("QC550", speaker(1, aliases=[{"name": "x", "from": "2031", "to": "2030"}]), "speakers:1", "/aliases/0/to"),
    (
        "QC551",
        quote(2, said_on={"value": "2030", "basis": "explicit", "text": "in 2029"}),
        "quotes:2",
        "/said_on/value",
    ),
    (
        "QC551",
        quote(2, said_on={"value": "2029-05-05", "basis": "explicit", "text": "in 2029"}),
        "quotes:2",
        "/said_on/value",
    ),
    ("QC552", quote(2, said_on={"value": "2031-03-06", "basis": "unknown"}), "quotes:2", "/said_on/basis"),
    ("QC552", quote(2, said_on={"value": None, "basis": "explicit"}), "quotes:2", "/said_on/basis"),
    ("QC553", speaker(1, died="2031-03-05"), "quotes:1", "/said_on/value"),
    ("QC553", speaker(1, born="2031-04"), "quotes:1", "/said_on/value"),
    ("QC554", speaker(1, roles=CHIEF), "quotes:1", "/source/text"),
    ("QC556", quote(1, act="denial", cue__class="confirm"), "quotes:1", "/act"),
    ("QC557", quote(2, cue=place("never") | {"lemma": "say", "class": "say"}), "quotes:2", "/cue"),
    ("QC558", quote(2, cue=place("told") | {"lemma": "tell", "class": "tell"}), "quotes:2", "/cue"),
    ("QC559", quote(2, source=place("nobody")), "quotes:2", "/source"),
    ("QC560", quote(7, content=[]), "quotes:7", "/target"),
    ("QC561", quote(5, parent="q:5"), "quotes:5", "/parent"),
    ("QC561", both(quote(3, parent="q:4"), quote(4, parent="q:3")), "quotes:3", "/parent"),
    ("QC562", quote(2, speaker=made.REFS["s:corrado"].model_dump()), "quotes:2", "/speaker/name"),
    ("QC563", add(2), "quotes:8", "/content"),
    ("QC564", add(2, content=[place("alarms “never rang once” & that <nobody> was warned")]), "quotes:8", "/content"),
    ("QC567", copy_article(origin="a:copy"), "articles:4", "/origin"),
    ("QC570", article(2, language="english-please"), "articles:2", "/language"),
    (
        "QC568",
        add(2, id=content_id("q", "other"), content=[place("Nineteen dead in Northmere warehouse fire")], cue=None),
        "quotes:8",
        "/id",
    ),
]


@pytest.mark.parametrize(("code", "edit", "where", "pointer"), FAULTS)
def test_a_fault_is_found_at_its_place_and_alone(
    code: str, edit: Edit, where: str, pointer: str, tmp_path: Path
) -> None:
    kind, _, line = where.partition(":")
    assert found(tmp_path, edit) == [(code, f"{kind}.jsonl", int(line), pointer)]


OTHER = both(copy_article(origin="a:copy", text=BEACON.replace("Nineteen dead", "Many are dead")))


def says_elsewhere(origin: str) -> Edit:
    """Let somebody else say the words of a direct quote in another article."""

    def edit(held: Rows) -> None:
        text = BEACON.replace("Nineteen dead", "Nineteen dead, says Ines Corrado,")
        held["articles"].append({**held["articles"][0], "id": "a:copy", "origin": origin, "text": text, "zones": []})
        held["quotes"][1] |= {"type": "direct"}
        words = held["quotes"][1]["content"][0]["text"]
        refs = {"speaker": made.REFS["s:corrado"].model_dump(), "content": [place(words, text)], "article_id": "a:copy"}
        plain: dict[str, Any] = {"cue": None, "source": None, "quoted": []}
        held["quotes"].append({**held["quotes"][1], "id": "q:8", **refs, **plain})

    return edit


@pytest.mark.parametrize(("origin", "code"), [("a:beacon", "QC565"), ("a:copy", "QC566")])
def test_the_same_words_by_another_speaker(origin: str, code: str, tmp_path: Path) -> None:
    assert found(tmp_path, says_elsewhere(origin)) == [(code, "quotes.jsonl", 8, "/speaker")]


SOUND: list[Edit] = [
    lambda _held: None,
    quote(2, said_on={"value": "2031-03-02/2031-03-06", "basis": "published"}),
    quote(2, said_on={"value": "2029", "basis": "explicit", "text": "in 2029"}),
    quote(2, said_on={"value": None, "basis": "unknown"}),
    speaker(1, born="1990", died="2031"),
    speaker(1, roles=[{"title": "fire chief", "from": "2029", "to": "2032"}]),
    speaker(1, roles=[{"title": "mayor", "from": "2032", "to": None}]),
    speaker(1, roles=[{"title": "fire chief", "from": "2020", "to": "2021"}, {"title": "fire chief", "from": "2031"}]),
    quote(1, act="denial", cue__class="deny"),
    quote(7, content=[], target="q:5"),
    add(2, speaker=made.REFS["s:ollenby"].model_dump(), content=[place("Nineteen people died")], cue=None),
    add(2, parent="q:2"),  # a quote that another one is nested in may be nearly all of it
    copy_article(origin="a:beacon"),
    article(2, language="pt-BR"),
    add(2, id=content_id("q", "other"), content=[place("Nineteen dead")], cue=None, rule="contributed"),
    add(2, id=content_id("q", "a:beacon", "mixed", ["Nineteen dead"], ""), content=[place("Nineteen dead")], cue=None),
]


@pytest.mark.parametrize("edit", SOUND)
def test_what_is_right_is_left_alone(edit: Edit, tmp_path: Path) -> None:
    assert found(tmp_path, edit) == []


HOUSE = """
[texts]
languages = ["en"]
licences = ["CC-BY-4.0"]
licence = "CC-BY-4.0"
excerpt_words = 40
outlets = { "Other" = "none" }
"""


@pytest.mark.parametrize(
    ("house", "edit", "expected"),
    [
        (HOUSE, lambda _: None, []),
        (HOUSE, article(2, language="fr"), [("QC570", "articles.jsonl", 2, "/language")]),
        (HOUSE, article(2, language=None), [("QC570", "articles.jsonl", 2, "/language")]),
        (HOUSE, article(2, outlet="Other"), [("QC571", "articles.jsonl", 2, "/outlet")]),
        (HOUSE.replace("40", "18"), lambda _: None, [("QC572", "articles.jsonl", 1, "/text")]),
        (
            HOUSE.replace("languages", "langauges"),
            lambda _: None,
            [("QC576", "quotecheck.toml", 3, "/texts/langauges")],
        ),
        (HOUSE.replace("40", '"many"'), lambda _: None, [("QC577", "quotecheck.toml", 6, "/texts/excerpt_words")]),
        ("[texts\n", lambda _: None, [("QC575", "quotecheck.toml", None, "")]),
    ],
)
def test_house_rules(house: str, edit: Edit, expected: list[Any], tmp_path: Path) -> None:
    assert found(tmp_path, edit, house) == expected


def test_every_code_of_meaning_has_an_example_here() -> None:
    house = {"QC570", "QC571", "QC572", "QC575", "QC576", "QC577"}
    shown = {code for code, *_ in FAULTS} | {"QC565", "QC566"} | house
    assert {code for code in CODES if "QC550" <= code < "QC580"} == shown
