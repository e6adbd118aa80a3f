"""What each format looks like to its own tools, and what comes of it when they have changed it."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import exchange_samples as samples
import pyarrow.parquet as pq
import pytest
import store_samples as made
import yaml

from quotecheck.exchange import traffic
from quotecheck.exchange.formats import FORMS
from quotecheck.exchange.parcel import Parcel, Shelf, shelf
from quotecheck.problems import Problem, QuotecheckError
from quotecheck.records import Article, Finding, Quote, Ruling
from quotecheck.store.jsonl import write_records

TEXT = "🔥 “It burned,” Mara Ollenby said.\r\nShe said that\nnobody was warned."
ARTICLE = Article(id="a/1", outlet="The Tern", url="https://tern.example/1", text=TEXT)


@pytest.fixture
def fire(tmp_path: Path) -> Path:
    return samples.fire(tmp_path / "fire")


def known(*articles: Article) -> Shelf:
    found = Shelf()
    for article in articles:
        found.put(article)
    return found


def imported(path: Path, form: str, articles: Shelf) -> tuple[list[Quote], list[tuple[str, int | None, str]]]:
    """The quotes of a foreign file, and its problems as code, line and pointer."""
    found = list(FORMS[form].read(path, articles))
    problems = [one for one in found if isinstance(one, Problem)]
    quotes = [one for one in found if isinstance(one, Quote)]
    return quotes, [(one.code, one.place.line, one.place.pointer) for one in problems]


def written(path: Path, value: Any) -> Path:
    path.write_text(value if isinstance(value, str) else json.dumps(value), "utf-8", newline="")
    return path


def at(words: str, units: Callable[[str], int] = len) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": units(TEXT[:start]), "end": units(TEXT[: start + len(words)]), "text": words}


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def test_every_format_says_what_it_carries_on_the_page() -> None:
    page = (Path(__file__).parents[2] / "docs/how-to/exchange-with-other-tools.md").read_text("utf-8")
    for form in FORMS.values():
        row = f"| `{form.name}` | {'folder' if form.folder else 'file'} | {form.carries} | {form.lost} |"
        assert row in page


# W3C


def annotation(*targets: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"id": "https://notes.example/7", "type": "Annotation", "target": list(targets), **fields}


def target(words: str, source: str = "https://tern.example/1", shift: int = 0, **fields: Any) -> dict[str, Any]:
    place = at(words)
    position = {"type": "TextPositionSelector", "start": place["start"] + shift, "end": place["end"] + shift}
    selector = [position, {"type": "TextQuoteSelector", "exact": words}]
    return {"source": source, "selector": selector, **fields}


def test_w3c_is_one_collection_of_annotations(fire: Path, tmp_path: Path) -> None:
    traffic.export(fire, FORMS["w3c"], tmp_path / "out")
    whole = json.loads((tmp_path / "out").read_text("utf-8"))
    page = whole["first"]
    assert (whole["type"], page["type"], whole["total"]) == ("AnnotationCollection", "AnnotationPage", 7)
    assert whole["@context"] == "http://www.w3.org/ns/anno.jsonld"
    texts = {"urn:quotecheck:article:" + name.replace(":", "%3A"): text for name, text in made.TEXTS.items()}
    for item in page["items"]:
        assert item["type"] == "Annotation"
        for one in item["target"]:
            position, quoted = one["selector"]
            text = texts[one["source"]]
            assert text[position["start"] : position["end"]] == quoted["exact"]
            assert (
                text.index(quoted["prefix"] + quoted["exact"] + quoted["suffix"]) + len(quoted["prefix"])
                == (position["start"])
            )


def test_w3c_by_others_gives_quotes_with_ids_of_their_own(tmp_path: Path) -> None:
    bodies = [{"type": "TextualBody", "purpose": "identifying", "value": "Mara Ollenby"}]
    notes = [annotation(target("It burned,"), target("said", styleClass="cue"), body=bodies)]
    quotes, problems = imported(written(tmp_path / "n.json", notes), "w3c", known(ARTICLE))
    (quote,) = quotes
    assert problems == []
    assert (quote.type, quote.rule, quote.tier, quote.id[:2]) == ("direct", "import-w3c", "C", "q:")
    assert (quote.speaker and quote.speaker.id, quote.cue and quote.cue.class_) == ("speaker:mara-ollenby", "none")


@pytest.mark.parametrize(
    ("note", "expected", "count"),
    [
        (annotation(target("It burned,", shift=3)), [("QC705", "/0/target/0/selector")], 1),
        (annotation(target("said", shift=500)), [("QC703", "/0/target/0/selector")], 0),
        (annotation(target("said", shift=2)), [("QC704", "/0/target/0/selector")], 0),
        (annotation(target("It burned,", "https://x.example")), [("QC707", "/0")], 0),
        (annotation(target("It burned,"), target("said", styleClass="red")), [("QC706", "/0/target/1")], 1),
        (annotation(), [("QC707", "/0")], 0),
        (annotation({"source": "https://tern.example/1"}), [("QC702", "/0/target/0/selector")], 0),
        ({"type": "Note"}, [("QC702", "/0")], 0),
    ],
)
def test_w3c_that_does_not_fit_is_told_at_its_place(
    note: Any, expected: list[tuple[str, str]], count: int, tmp_path: Path
) -> None:
    quotes, problems = imported(written(tmp_path / "n.json", [note]), "w3c", known(ARTICLE))
    assert [(code, pointer) for code, _line, pointer in problems] == expected
    assert len(quotes) == count


# Label Studio


def region(id_: str, label: str, words: str, units: Callable[[str], int] = len) -> dict[str, Any]:
    return {
        "id": id_,
        "type": "labels",
        "from_name": "x",
        "to_name": "y",
        "value": at(words, units) | {"labels": [label]},
    }


def relation(one: str, other: str) -> dict[str, Any]:
    return {"type": "relation", "from_id": one, "to_id": other, "direction": "right"}


def task(*results: Any, **data: Any) -> dict[str, Any]:
    return {"data": {"text": TEXT, **data}, "annotations": [{"result": list(results)}]}


def test_what_an_annotator_changed_counts_and_the_rest_stays(fire: Path, tmp_path: Path) -> None:
    """The cue moved and the speaker renamed in Label Studio: both are new, id and date are as they were."""
    traffic.export(fire, FORMS["label-studio"], tmp_path / "out")
    tasks = json.loads((tmp_path / "out").read_text("utf-8"))
    results = tasks[0].pop("predictions")[0]["result"]
    text = tasks[0]["data"]["text"]
    cue = next(one for one in results if one.get("value", {}).get("labels") == ["Cue"])
    start = text.index("reporters")
    cue["value"] |= {"start": start, "end": start + len("reporters"), "text": "reporters"}
    next(one for one in results if one["type"] == "textarea")["value"]["text"] = ["Mara Olenbay"]
    tasks[0]["annotations"] = [{"result": results}]
    quotes, problems = imported(written(tmp_path / "back", tasks), "label-studio", Shelf())
    changed, before = next(quote for quote in quotes if quote.id == "q:1"), made.quotes()[0]
    assert problems == []
    assert changed.cue is not None
    assert (changed.cue.text, changed.cue.class_) == ("reporters", "none")
    assert changed.speaker is not None
    assert (changed.speaker.id, changed.speaker.name) == ("speaker:mara-olenbay", "Mara Olenbay")
    kept = {"cue": before.cue, "speaker": before.speaker}
    assert changed.model_copy(update=kept) == before


def test_a_quote_that_an_annotator_removed_is_gone(fire: Path, tmp_path: Path) -> None:
    traffic.export(fire, FORMS["label-studio"], tmp_path / "out")
    tasks = json.loads((tmp_path / "out").read_text("utf-8"))
    tasks[0]["annotations"] = [{"result": []}]
    quotes, problems = imported(written(tmp_path / "back", tasks), "label-studio", Shelf())
    assert problems == []
    assert {quote.id for quote in quotes} == {"q:3", "q:4", "q:5", "q:6", "q:7"}


@pytest.mark.parametrize(("units", "codes"), [(len, []), (utf16, ["QC705", "QC705"])])
def test_both_ways_to_count_are_read(units: Callable[[str], int], codes: list[str], tmp_path: Path) -> None:
    results = [region("a", "Content", "It burned,", units), region("b", "Cue", "said.", units), relation("b", "a")]
    quotes, problems = imported(written(tmp_path / "t.json", [task(*results)]), "label-studio", Shelf())
    assert [code for code, _line, _pointer in problems] == codes
    assert [(quote.content[0].text, quote.cue and quote.cue.text) for quote in quotes] == [("It burned,", "said.")]
    assert quotes[0].content[0].start == TEXT.index("It burned,")


def test_label_studio_that_does_not_fit_is_told_at_its_place(tmp_path: Path) -> None:
    outside = region("d", "Source", "said") | {"value": {"start": 0, "end": 999, "labels": ["Source"]}}
    results = [
        region("a", "Content", "It burned,"), region("b", "Scare", "It"), region("c", "Source", "Mara Ollenby"),
        outside,
        relation("a", "d"), relation("a", "zz"), relation("a", "b"), {"type": "rectangle"}, 7,
    ]  # fmt: skip
    tasks = [task(*results), {"data": {"image": 3}}, {"data": {"text": TEXT + "!", "id": "x"}, "annotations": []}]
    quotes, problems = imported(written(tmp_path / "t.json", tasks), "label-studio", Shelf())
    inside = "/0/annotations/0/result/"
    assert sorted((code, pointer) for code, _line, pointer in problems) == [
        ("QC702", inside + "7"), ("QC702", inside + "8"), ("QC702", "/1"), ("QC703", inside + "3/value"),
        ("QC706", inside + "1"), ("QC708", inside + "2"), ("QC708", inside + "5"),
    ]  # fmt: skip
    assert [quote.content[0].text for quote in quotes] == ["It burned,"]


def test_a_quote_whose_content_is_nowhere_is_left_out_whole(tmp_path: Path) -> None:
    torn = region("a", "Content", "It burned,") | {"value": {"start": 0, "end": 999, "labels": ["Content"]}}
    results = [
        torn,
        region("b", "Cue", "said"),
        region("c", "Content", "nobody"),
        relation("a", "b"),
        relation("a", "c"),
    ]
    quotes, problems = imported(written(tmp_path / "t.json", [task(*results)]), "label-studio", Shelf())
    assert quotes == []
    assert [code for code, _line, _pointer in problems] == ["QC703"]


def test_of_several_annotations_the_ground_truth_counts(tmp_path: Path) -> None:
    given = task(region("a", "Content", "It"))
    cancelled = {"was_cancelled": True, "result": [region("b", "Content", "She")]}
    truth = {"ground_truth": True, "result": [region("c", "Content", "nobody")]}
    given["annotations"] = [cancelled, *given["annotations"], truth]
    quotes, problems = imported(written(tmp_path / "t.json", given), "label-studio", Shelf())
    assert [quote.content[0].text for quote in quotes] == ["nobody"]
    assert [code for code, _line, _pointer in problems] == ["QC711"]


# brat


def brat(folder: Path, lines: list[str], text: str | None = TEXT) -> Path:
    folder.mkdir(exist_ok=True)
    if text is not None:
        (folder / "x.txt").write_bytes(text.encode("utf-8"))
    (folder / "x.ann").write_bytes("\n".join(lines).encode("utf-8"))
    return folder


def bound(id_: str, label: str, words: str) -> str:
    place = at(words)
    return f"{id_}\t{label} {place['start']} {place['end']}\t{words}"


def test_brat_is_read_as_brat_writes_it(tmp_path: Path) -> None:
    across = at("that\nnobody was warned")
    middle = across["start"] + len("that")
    it = TEXT.index("It")
    lines = [
        f"T1\tContent {across['start']} {middle};{middle + 1} {across['end']}\tthat nobody was warned",
        bound("T2", "Source", "She"), bound("T3", "Cue", "said"), "R1\tSource Arg1:T2 Arg2:T1",
        "R2\tCue Arg1:T1 Arg2:T3", "A1\tType T1 indirect", "#1\tAnnotatorNotes T1\tcheck this", "",
        f"T4\tContent {it} {it + 2};{it + 3} {it + 9}\tIt burned",
    ]  # fmt: skip
    quotes, problems = imported(brat(tmp_path / "b", lines), "brat", Shelf())
    assert problems == []
    assert [[span.text for span in quote.content] for quote in quotes] == [
        ["that\nnobody was warned"],
        ["It", "burned"],
    ]
    assert (quotes[0].source and quotes[0].source.text, quotes[0].type) == ("She", "indirect")


def test_brat_that_does_not_fit_is_told_at_its_line(tmp_path: Path) -> None:
    lines = [
        bound("T1", "Content", "It burned,"), "T2\tContent 5 999\twords", "T3\tContent 3 9\tother words",
        bound("T4", "Scare", "It"), "T5 Content 1 2", "R1\tcue Arg1:T1 Arg2:T9", "E1\tSay:T1", "A1\tMood T1", "?",
        bound("T1", "Content", "It"), bound("T6", "Cue", "said that"),
    ]  # fmt: skip
    quotes, problems = imported(brat(tmp_path / "b", lines), "brat", Shelf())
    assert [(line, code) for code, line, _pointer in problems] == [
        (2, "QC703"), (3, "QC704"), (4, "QC706"), (5, "QC702"), (6, "QC708"), (7, "QC711"), (8, "QC706"), (9, "QC702"),
        (10, "QC702"),
    ]  # fmt: skip
    assert [quote.content[0].text for quote in quotes if quote.content] == ["It burned,"]


def test_brat_without_its_text_needs_the_article(tmp_path: Path) -> None:
    folder = brat(tmp_path / "b", [bound("T1", "Content", "It burned,")], None)
    assert imported(folder, "brat", Shelf()) == ([], [("QC707", None, "")])
    quotes, problems = imported(folder, "brat", known(ARTICLE.model_copy(update={"id": "x"})))
    assert (len(quotes), problems) == (1, [])


def test_brat_gets_no_line_that_it_would_tear(tmp_path: Path) -> None:
    article = Article(id="../up", text=TEXT.replace("that\n", "that\u2028"))
    start = article.text.index("that")
    span = {"start": start, "end": len(article.text), "text": article.text[start:]}
    quote = Quote.model_validate({
        "id": "q:1", "article_id": "../up", "type": "indirect", "content": (span,), "cue": None, "source": None,
        "speaker": None, "speaker_reason": "a\u2028b", "rule": "r", "tier": "A",
    })  # fmt: skip
    traffic.export(samples.store(tmp_path / "in", [article], [quote]), FORMS["brat"], tmp_path / "out")
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["%2E%2E%2Fup.ann", "%2E%2E%2Fup.txt", "annotation.conf", "envelopes.jsonl"]
    lines = (tmp_path / "out" / names[0]).read_text("utf-8")
    assert lines.splitlines() == lines.split("\n")[:-1]


# Citron


def test_citron_has_the_members_and_the_marks_that_citron_reads(fire: Path, tmp_path: Path) -> None:
    traffic.export(fire, FORMS["citron"], tmp_path / "out")
    document = json.loads((tmp_path / "out" / "a%3Acourier.json").read_text("utf-8"))
    for quote in document["quotes"]:
        for span in [quote["cue"], *quote["sources"], *quote["contents"], *quote["coreferences"]]:
            assert document["text"][span["start"] : span["end"]] == span["text"]
    corrado = next(quote for quote in document["quotes"] if quote["id"] == "q:3")
    assert corrado["contents"][0]["text"] == "“Hal Quist told me, ‘Get out now,’ and I ran,”"


def test_what_citron_extract_prints_is_read(tmp_path: Path) -> None:
    """Its output has no text, and who a pronoun is stands in `sources`, the pronoun in `coreferences`."""
    start = TEXT.index("She said") + 4
    said = {"start": start, "end": start + 4, "text": "said"}
    row = {"cue": said, "sources": [at("Mara Ollenby")], "coreferences": [at("She")], "confidence": "0.8100",
           "contents": [at("that\nnobody was warned")]}  # fmt: skip
    file = written(tmp_path / "x.json", {"quotes": [row], "source": {"application": "citron-extractor"}})
    assert imported(file, "citron", Shelf()) == ([], [("QC707", None, "")])
    (quote,), problems = imported(file, "citron", known(ARTICLE.model_copy(update={"id": "x"})))
    assert problems == []
    assert (quote.source and quote.source.text, quote.antecedent and quote.antecedent.text) == ("She", "Mara Ollenby")
    assert quote.type == "indirect"


def test_citron_by_others_loses_its_marks_and_tells_its_faults(tmp_path: Path) -> None:
    good = {"cue": at("said."), "sources": [], "contents": [at("“It burned,”")]}
    wrong = [3, {"cue": at("said.")}, {"contents": [{"start": 1, "end": 2, "text": "x"}], "cue": at("said.")}, {}]
    file = written(tmp_path / "x.json", {"text": TEXT, "quotes": [good, *wrong]})
    quotes, problems = imported(file, "citron", Shelf())
    assert [(code, pointer) for code, _line, pointer in problems] == [
        ("QC702", "/quotes/1"), ("QC704", "/quotes/3/contents/0"), ("QC702", "/quotes/4"),
    ]  # fmt: skip
    assert [(quote.type, [span.text for span in quote.content]) for quote in quotes] == [
        ("direct", ["It burned,"]), ("indirect", []),
    ]  # fmt: skip


# schema.org


def decided(folder: Path, verdict: Any, *, reopened: bool = False) -> Path:
    ruling = Ruling(decision="d:1", verdict=verdict, why="asked both", by="desk", on="2031-03-09", reopened=reopened)
    first, *others = made.findings()
    write_records(folder / "findings/findings.jsonl", [first.model_copy(update={"ruling": ruling}), *others])
    return folder


def nodes(folder: Path, kind: str, out: Path) -> list[dict[str, Any]]:
    traffic.export(folder, FORMS["schema-org"], out)
    graph = json.loads(out.read_text("utf-8"))["@graph"]
    return [node for node in graph if node["@type"] == kind]


@pytest.mark.parametrize(
    ("verdict", "reopened", "count"), [("confirmed", False, 1), ("wait", False, 0), ("dismissed", True, 0)]
)
def test_claim_reviews_are_made_of_decisions_alone(
    verdict: str, reopened: bool, count: int, fire: Path, tmp_path: Path
) -> None:
    assert nodes(fire, "ClaimReview", tmp_path / "none") == []
    reviews = nodes(decided(fire, verdict, reopened=reopened), "ClaimReview", tmp_path / "out")
    assert len(reviews) == count
    for review in reviews:
        assert review["claimReviewed"]
        assert review["reviewRating"] == {"@type": "Rating", "alternateName": "the reports contradict each other"}
        assert [claim["appearance"]["publisher"]["name"] for claim in review["itemReviewed"]] == [
            "Beacon Wire", "The Courier",
        ]  # fmt: skip


def test_quotations_by_others_are_found_by_their_words(tmp_path: Path) -> None:
    whole = {"@type": "NewsArticle", "url": "https://tern.example/1"}
    graph = [
        {"@type": "Quotation", "text": "It burned,", "creator": {"name": "Mara Ollenby"}, "isPartOf": whole},
        {"@type": "Quotation", "text": "said", "isPartOf": whole},
        {"@type": "Quotation", "text": "It drowned,", "isPartOf": "https://tern.example/1"},
        {"@type": "Quotation", "text": "It burned,"}, {"@type": "ClaimReview"}, 5,
    ]  # fmt: skip
    file = written(tmp_path / "g.json", {"@context": "https://schema.org", "@graph": graph})
    quotes, problems = imported(file, "schema-org", known(ARTICLE))
    assert [(quote.content[0].text, quote.speaker and quote.speaker.name) for quote in quotes] == [
        ("It burned,", "Mara Ollenby")
    ]
    assert [(code, pointer) for code, _line, pointer in problems] == [
        ("QC704", "/@graph/1/text"), ("QC704", "/@graph/2/text"), ("QC707", "/@graph/3"), ("QC702", "/@graph/5"),
        ("QC711", ""),
    ]  # fmt: skip


def test_words_of_a_quotation_that_were_changed_are_told(fire: Path, tmp_path: Path) -> None:
    traffic.export(fire, FORMS["schema-org"], tmp_path / "out")
    text = (tmp_path / "out").read_text("utf-8").replace("The owners had been warned", "The owners were warned")
    quotes, problems = imported(written(tmp_path / "g.json", text), "schema-org", shelf([fire])[0])
    assert [code for code, _line, _pointer in problems] == ["QC704"]
    assert len(quotes) == 6


# Tables


def test_no_cell_of_csv_is_a_formula(tmp_path: Path) -> None:
    title = '=HYPERLINK("https://x.example","go")'
    articles = [
        ARTICLE.model_copy(update={"id": f"{first}{number}", "title": title, "outlet": ""})
        for number, first in enumerate(("=", "+", "-", "@", "\t", "\r", "'=", "x"))
    ]
    stored = samples.store(tmp_path / "in", articles, [])
    assert samples.there_and_back(stored, "csv", tmp_path) == ([], [])
    with (tmp_path / "out/articles.csv").open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert "'" + title in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert samples.lines(tmp_path / "back" / samples.ARTICLES) == samples.lines(stored / samples.ARTICLES)


def test_csv_that_does_not_fit_is_told_at_its_line(tmp_path: Path) -> None:
    head = "id,text,outlet,zones,mood\r\n"
    rows = ['a,"one\r\ntwo",,,x\r\n', "b,three\r\n", "c,four,,[,y\r\n", "d,five,,[3],\r\n", "e,six,,,\r\n", 'f,"open']
    file = written(tmp_path / "articles.csv", head + "".join(rows))
    found = list(FORMS["csv"].read(file, Shelf()))
    problems = [(one.code, one.place.line, one.place.pointer) for one in found if isinstance(one, Problem)]
    assert problems == [
        ("QC710", 1, ""), ("QC702", 4, ""), ("QC702", 5, "/zones"), ("QC702", 6, ""), ("QC701", 8, ""),
    ]  # fmt: skip
    assert [(one.id, one.text) for one in found if isinstance(one, Article)] == [("a", "one\r\ntwo"), ("e", "six")]


@pytest.mark.parametrize("name", ["quotes.csv", "other.csv"])
def test_csv_without_its_columns_is_told_once(name: str, tmp_path: Path) -> None:
    file = written(tmp_path / name, "mood,id\r\n" + "good,1\r\n" * 5)
    problems = list(FORMS["csv"].read(file, Shelf()))
    assert {one.code for one in problems if isinstance(one, Problem)} <= {"QC702", "QC710"}
    assert len(problems) < 12


def test_parquet_has_nested_columns_by_the_names_of_the_schema(fire: Path, tmp_path: Path) -> None:
    traffic.export(fire, FORMS["parquet"], tmp_path / "out")
    table = pq.read_table(tmp_path / "out/quotes.parquet")
    assert table.num_rows == 7
    assert table.schema.names == list(Quote.model_json_schema(by_alias=True)["properties"])
    assert "class" in str(table.schema.field("cue").type)
    assert table.column("content")[0].as_py()[0]["text"] == "We lost nineteen of our own,"


def test_a_number_that_parquet_cannot_hold_is_told_and_the_others_are_written(fire: Path, tmp_path: Path) -> None:
    first, *others = made.findings()
    huge = first.model_copy(update={"origins": 1 << 70})
    write_records(fire / "findings/findings.jsonl", [huge, *others])
    told = traffic.export(fire, FORMS["parquet"], tmp_path / "out")
    assert [(problem.code, "f:1" in problem.message) for problem in told] == [("QC709", True)]
    assert pq.read_table(tmp_path / "out/findings.parquet").num_rows == 3


def test_the_card_of_the_hub_names_each_table(fire: Path, tmp_path: Path) -> None:
    traffic.export(fire, FORMS["hugging-face"], tmp_path / "out")
    _, front, body = (tmp_path / "out/README.md").read_text("utf-8").split("---\n", 2)
    card = yaml.safe_load(front)
    assert [config["config_name"] for config in card["configs"] if config.get("default")] == ["quotes"]
    assert {config["data_files"] for config in card["configs"]} == {
        path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").glob("data/*")
    }
    assert (card["language"], card["size_categories"], card["license"]) == (["en"], ["n<1K"], "unknown")
    assert "| quotes | 7 |" in body


# The whole way


def test_faulty_lines_and_lost_quotes_are_told_and_the_rest_goes_out(fire: Path, tmp_path: Path) -> None:
    quotes = fire / samples.QUOTES
    lost = made.quotes()[0].model_copy(update={"id": "q:9", "article_id": "a:gone"})
    quotes.write_bytes(quotes.read_bytes() + b"{}\n" + lost.to_json().encode() + b"\n")
    told = traffic.export(fire, FORMS["w3c"], tmp_path / "out")
    assert {problem.code for problem in told} == {"QC101", "QC707"}
    assert json.loads((tmp_path / "out").read_text("utf-8"))["total"] == 7


def test_a_folder_that_holds_something_else_is_left_alone(fire: Path, tmp_path: Path) -> None:
    written(tmp_path / "mine.txt", "mine")
    for output in (tmp_path, tmp_path / "mine.txt"):
        with pytest.raises(QuotecheckError, match="QC712"):
            traffic.export(fire, FORMS["csv"], output)
    with pytest.raises(QuotecheckError, match="QC712"):
        traffic.export(fire, FORMS["w3c"], tmp_path)
    assert (tmp_path / "mine.txt").read_text("utf-8") == "mine"
    traffic.export(fire, FORMS["csv"], tmp_path / "out")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").iterdir()}
    traffic.export(fire, FORMS["csv"], tmp_path / "out")
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out").iterdir()} == before
    assert [path.name for path in tmp_path.glob(".*")] == []


def test_what_a_killed_run_left_is_cleared_and_a_running_one_is_left_alone(fire: Path, tmp_path: Path) -> None:
    left = tmp_path / ".out.part" / "made"
    left.mkdir(parents=True)
    written(left / "half.csv", "half")
    with traffic._staged(tmp_path / "out"), pytest.raises(QuotecheckError, match="QC714"):
        traffic.export(fire, FORMS["csv"], tmp_path / "out")
    (tmp_path / "out").rmdir()
    traffic.export(fire, FORMS["csv"], tmp_path / "out")
    assert "half.csv" not in [path.name for path in (tmp_path / "out").iterdir()]


def test_a_build_meanwhile_is_told_and_nothing_is_written(
    fire: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    states = iter(["before", "after"])
    monkeypatch.setattr(Parcel, "state", lambda _self: next(states))
    with pytest.raises(QuotecheckError, match="QC713"):
        traffic.export(fire, FORMS["w3c"], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_two_records_with_one_id_are_told(tmp_path: Path) -> None:
    for name, text in (("a", "one"), ("b", "two")):
        held = {"text": text, "quotes": [], "quotecheck": {"id": "x"}}
        written(tmp_path / f"{name}.json", held)
    told = traffic.bring_in(tmp_path, FORMS["citron"], [], tmp_path / "back")
    assert [problem.code for problem in told] == ["QC106"]
    assert len(samples.lines(tmp_path / "back" / samples.ARTICLES)) == 1


def test_findings_come_back_with_their_decisions(fire: Path, tmp_path: Path) -> None:
    decided(fire, "confirmed")
    samples.there_and_back(fire, "parquet", tmp_path)
    name = "findings/findings.jsonl"
    assert samples.lines(tmp_path / "back" / name) == samples.lines(fire / name)
    assert Finding.from_json(samples.lines(tmp_path / "back" / name)[0]).ruling is not None
