"""A small made-up dataset for the tests of store and report: three outlets on one fire, with all kinds of records."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from quotecheck.problems import Place, Problem
from quotecheck.records import (
    Alias,
    Article,
    Assertion,
    ChainLink,
    Cue,
    Finding,
    HeldRole,
    Manifest,
    Quote,
    SaidOn,
    Side,
    Span,
    Speaker,
    SpeakerRef,
    Zone,
    digest,
)
from quotecheck.store.dataset import write

TEXTS = {
    "a:beacon": (
        "Nineteen dead in Northmere warehouse fire\n\n"
        "NORTHMERE, March 5 (Beacon Wire) — Nineteen people died when a fire tore through a warehouse on Wednesday.\n\n"
        "“We lost nineteen of our own,” fire chief Mara Ollenby told reporters on Thursday. “The roof simply went.”\n\n"
        "Ollenby said the alarms “never rang once” & that <nobody> was warned.\n\n"
        "Read more: our guide to Velland"
    ),
    "a:courier": (
        "Warehouse fire claims 23 lives\n\n"
        "A blaze in a Northmere warehouse claimed 23 lives on Wednesday, the Courier has learnt.\n\n"
        "“Hal Quist told me, ‘Get out now,’ and I ran,” said Ines Corrado, a packer. 🔥 She "
        "asked not to be named again.\n\n"
        "The owners, according to Tobin Vale, had been warned in March."
    ),
    "a:tern": (
        "Fire: 23 dead\n\nAt least 23 people have now died, the mayor's office said on Friday.\n\n"
        "Vale denied that the owners had been warned."
    ),
}
FIRST_SURNAME = TEXTS["a:beacon"].index("Ollenby said")
OUTLETS = {
    "a:beacon": ("Beacon Wire", "2031-03-06T18:00:00Z"),
    "a:courier": ("The Courier", "2031-03-06"),
    "a:tern": ("The Tern", "2031-03-07"),
}
REFS = {
    "s:ollenby": SpeakerRef(id="s:ollenby", name="Mara Ollenby", kind="person"),
    "s:corrado": SpeakerRef(id="s:corrado", name="Ines Corrado", kind="person"),
    "s:quist": SpeakerRef(id="s:quist", name="Hal Quist", kind="person"),
    "s:vale": SpeakerRef(id="s:vale", name="Tobin Vale", kind="person"),
    "s:mayor": SpeakerRef(id="s:mayor", name="Office of the Mayor of Northmere", kind="office"),
}


def span(article: str, words: str) -> Span:
    start = TEXTS[article].index(words)
    return Span(start=start, end=start + len(words), text=words)


def place(article: str, words: str) -> dict[str, Any]:
    return span(article, words).model_dump()


def cue(article: str, words: str, lemma: str, family: Any) -> Cue:
    return Cue.model_validate({**place(article, words), "lemma": lemma, "class": family})


def zones(article: str) -> tuple[Zone, ...]:
    made, start = [], 0
    paragraphs = TEXTS[article].split("\n\n")
    for number, paragraph in enumerate(paragraphs):
        kind = "headline" if number == 0 else "related" if paragraph.startswith("Read more") else "body"
        made.append(Zone.model_validate({"kind": kind, "start": start, "end": start + len(paragraph)}))
        start += len(paragraph) + 2
    return tuple(made)


def articles() -> list[Article]:
    return [
        Article(
            id=name,
            outlet=OUTLETS[name][0],
            title=text.split("\n")[0],
            published=OUTLETS[name][1],
            language="en",
            text=text,
            zones=zones(name),
            origin=name,
        )
        for name, text in TEXTS.items()
    ]


def _quote(name: str, article: str, kind: Any, content: list[str], /, **fields: Any) -> Quote:
    spans = tuple(span(article, words) for words in content)
    return Quote(id=name, article_id=article, type=kind, content=spans, **fields)


def quotes() -> list[Quote]:
    corrado = "“Hal Quist told me, ‘Get out now,’ and I ran,”"
    return [
        _quote(
            "q:1", "a:beacon", "direct", ["We lost nineteen of our own,", "The roof simply went."],
            cue=cue("a:beacon", "told", "tell", "tell"), source=span("a:beacon", "fire chief Mara Ollenby"),
            speaker=REFS["s:ollenby"], addressee="reporters", rule="marks-around-cue", tier="A",
            said_on=SaidOn(value="2031-03-06", basis="relative", **place("a:beacon", "on Thursday")),
            chain=(ChainLink(name="Mara Ollenby", role="speaker"),),
        ),
        _quote(
            "q:2", "a:beacon", "mixed", ["the alarms “never rang once” & that <nobody> was warned"],
            quoted=(span("a:beacon", "never rang once"),), cue=cue("a:beacon", "said", "say", "say"),
            source=Span(start=FIRST_SURNAME, end=FIRST_SURNAME + len("Ollenby"), text="Ollenby"),
            speaker=REFS["s:ollenby"], rule="indirect-clause", tier="A",
        ),
        _quote(
            "q:3", "a:courier", "direct", [corrado[1:-1]], cue=cue("a:courier", "said", "say", "say"),
            source=span("a:courier", "Ines Corrado, a packer"), speaker=REFS["s:corrado"],
            rule="marks-around-cue", tier="A",
        ),
        _quote(
            "q:4", "a:courier", "direct", ["Get out now,"], cue=cue("a:courier", "told", "tell", "tell"),
            source=span("a:courier", "Hal Quist"), speaker=REFS["s:quist"], parent="q:3", rule="marks-inside", tier="B",
        ),
        _quote(
            "q:5", "a:courier", "indirect", ["The owners", "had been warned in March"],
            cue=cue("a:courier", "according to", "accord", "accordingto"), source=span("a:courier", "Tobin Vale"),
            speaker=REFS["s:vale"], rule="according-to", tier="B",
        ),
        _quote(
            "q:6", "a:tern", "indirect", ["At least 23 people have now died"], cue=cue("a:tern", "said", "say", "say"),
            source=span("a:tern", "the mayor's office"), speaker=REFS["s:mayor"],
            rule="comma-clause", tier="A",
            said_on=SaidOn(value="2031-03-07", basis="relative", **place("a:tern", "on Friday")),
        ),
        _quote(
            "q:7", "a:tern", "indirect", ["that the owners had been warned"],
            cue=cue("a:tern", "denied", "deny", "deny"),
            source=span("a:tern", "Vale"), speaker=None, speaker_reason="two people of this name", act="denial",
            rule="indirect-clause", tier="C",
        ),
    ]  # fmt: skip


def speakers() -> list[Speaker]:
    known: dict[str, Any] = {
        "s:ollenby": {"aliases": (Alias(name="Ollenby"),), "roles": (HeldRole(title="fire chief"),)}
    }
    return [Speaker(**ref.model_dump(), **known.get(name, {})) for name, ref in REFS.items()]


def _assertion(name: str, article: str, words: str, **fields: Any) -> Assertion:
    return Assertion(id=name, article_id=article, predicate="die", family="die", **place(article, words), **fields)


def assertions() -> list[Assertion]:
    return [
        _assertion("n:1", "a:beacon", "Nineteen people died when a fire tore through a warehouse on Wednesday"),
        _assertion("n:2", "a:courier", "A blaze in a Northmere warehouse claimed 23 lives on Wednesday"),
        _assertion("n:3", "a:tern", "At least 23 people have now died", quote_id="q:6"),
        _assertion("n:4", "a:courier", "The owners, according to Tobin Vale, had been warned in March", quote_id="q:5"),
        _assertion("n:5", "a:tern", "the owners had been warned", quote_id="q:7", polarity="-"),
    ]


def _side(assertion: str, value: str, holder: str | None = None) -> Side:
    held = next(item for item in assertions() if item.id == assertion)
    outlet, published = OUTLETS[held.article_id]
    return Side(
        article_id=held.article_id, outlet=outlet, start=held.start, end=held.end, text=held.text, value=value,
        holder=holder, published=published, origin=held.article_id, assertion_id=held.id,
    )  # fmt: skip


def findings() -> list[Finding]:
    def made(name: str, verdict: Any, kind: Any, *sides: Side, **fields: Any) -> Finding:
        return Finding(
            id=name, verdict=verdict, kind=kind, sides=sides, origins=len({side.origin for side in sides}),
            rule=kind, evidence=digest([side.text for side in sides]), **fields,
        )  # fmt: skip

    return [
        made(
            "f:1", "conflict", "number", _side("n:1", "19 people"), _side("n:2", "23 people"), severity="error",
            slot="quantity", reason="19 people and 23 people cannot both be the dead of one fire",
            dissolves="one of the counts is later than the other",
        ),
        made(
            "f:2", "conflict", "polarity", _side("n:4", "+", "Tobin Vale"), _side("n:5", "-", "Tobin Vale"),
            disputed=True,
            slot="polarity", reason="warned and not warned", dissolves="the two are about other warnings",
        ),
        made(
            "f:3", "update", "number", _side("n:1", "19 people"), _side("n:3", "23 people or more"), severity="info",
            slot="quantity", reason="the toll rose from Thursday to Friday", dissolves="they are of two fires",
        ),
        made(
            "f:4", "agreement", "number", _side("n:2", "23 people"), _side("n:3", "23 people or more"), severity="info",
            slot="quantity", reason="23 is within 23 or more", dissolves="",
        ),
    ]  # fmt: skip


def problems() -> list[Problem]:
    return [
        Problem("QC201", "quotation mark “ without a partner", Place("in/tern.txt", 3, "/text")),
        Problem("QC012", "the same article as in/tern.txt", Place("in/tern copy.txt")),
    ]


FACTS = {
    "tool": "quotecheck 0", "model": "none", "spacy": "none", "rules": digest("rules"), "settings": digest("settings"),
}  # fmt: skip


def write_sample(folder: Path) -> Manifest:
    return write(
        folder, articles=articles(), quotes=quotes(), speakers=speakers(), assertions=assertions(),
        findings=findings(), problems=problems(), report_html="<!doctype html>\n", manifest_facts=FACTS,
    )  # fmt: skip
