"""Zones of whole articles: what each paragraph is for."""

from __future__ import annotations

import time

import pytest

from quotecheck.read.zone_cards import ZoneExample, fires_on, zone_cards
from quotecheck.read.zones import zone
from quotecheck.records import Article

LONG = 200_000
BODY = (
    "Mara Ollenby, the engineer, walked along the dam of Northmere on Monday and found no crack in it.\n\n"
    "“The gates were tested twice,” she said. “Nobody needs to leave.”\n\n"
    "The level had risen by two metres in a day, and by Friday it had fallen again."
)


def zones(text: str, **fields: str) -> list[tuple[str, str]]:
    article = zone(Article.model_validate({"id": "tern", "text": text, **fields}))
    return [(part.kind, text[part.start : part.end]) for part in article.zones]


def kinds(text: str, **fields: str) -> list[str]:
    return [kind for kind, _ in zones(text, **fields)]


def kind_of(line: str, text: str, **fields: str) -> str:
    return next(kind for kind, words in zones(text, **fields) if words == line)


EXAMPLES = [
    pytest.param(name, example, id=f"{name}-{number}")
    for name, card in zone_cards().items()
    for number, example in enumerate(card.example)
]


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_card_fires_on_its_examples_only(name: str, example: ZoneExample) -> None:
    assert fires_on(zone_cards()[name], example.text) is example.fires


def test_plain_news_is_all_body() -> None:
    assert kinds(BODY) == ["body"] * 3


@pytest.mark.parametrize(
    "text",
    [
        "Ollenby said the dam will hold",
        "“The dam will hold,” Ollenby said.",
        "Dam holds",
        "One line\nAnother line\nA third",
        "14:05 Ollenby says it holds.\n14:40 Ollenby now says evacuate\n15:10 The gates are open.",
        "OLLENBY: The dam will hold.\nVALE: For how long?\nOLLENBY: A year.",
        "Vale, who runs the charity, urged residents to donate. “Support us,” he told the hall. “Your help counts.”",
        "The Courier's newsletter has 4,000 subscribers, and its readers like it.",
        "The council cut its support for the ferry. Readers of the Courier objected.\n\nVale donated a boat.",
        "Corrado sent a message from the Tern to the harbour: come at noon.",
        "He reads more than 40 books a year.\n\nSee also the dam, a guide told visitors.",
    ],
)
def test_body_stays_body(text: str) -> None:
    assert set(kinds(text)) == {"body"}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Dam ‘will hold’, says Ollenby", "headline"),
        ("Will the dam of Northmere hold?", "headline"),
        ("Dam will hold, says Ollenby | Harbour", "headline"),
        ("By Tobin Vale", "byline"),
        ("NORTHMERE", "dateline"),
        ("NORTHMERE, Velland (Beacon Wire)", "dateline"),
        ("The dam of Northmere on Monday. Ines Corrado/BEACON", "caption"),
        ("Mara Ollenby at the gate: “I sleep well.” (Photo: B. Quist)", "caption"),
        ("Correction: The dam is 40 metres high, not 400.", "correction"),
        ("READ MORE: ‘I sleep well’, says dam chief", "related"),
        ("Subscribe to our newsletter", "boilerplate"),
        ("×", "boilerplate"),
        ("> The dam will hold.", "quote-block"),
    ],
)
def test_line_above_the_body(line: str, kind: str) -> None:
    assert zones(f"{line}\n\n{BODY}")[0] == (kind, line)
    assert kinds(f"{line}\n\n{BODY}")[1:] == ["body"] * 3


def test_title_is_a_headline_wherever_it_is_repeated() -> None:
    title = "Dam will hold."
    assert kinds(f"{title}\n{title} | The Tern\n{BODY}", title=title) == [
        "headline",
        "headline",
        "body",
        "body",
        "body",
    ]


def test_repeated_headline_without_a_title() -> None:
    assert kinds(f"Dam will hold\n\nDam will hold\n\nNORTHMERE\n\n{BODY}")[:4] == [
        "headline", "headline", "dateline", "body",
    ]  # fmt: skip


def test_words_in_capitals_are_a_headline_when_none_is_above() -> None:
    assert kinds(f"FERRY SINKS\n\n{BODY}")[0] == "headline"
    assert kinds(f"Ferry sinks\n\nUPPER NORTHMERE\n\n{BODY}")[:2] == ["headline", "dateline"]


@pytest.mark.parametrize(
    "dateline",
    [
        "NORTHMERE, Velland (Beacon Wire) — ",
        "NORTHMERE — ",
        "NORTHMERE (Beacon Wire) - ",
        "Northmere (Beacon Wire) – ",
        "UPPER NORTHMERE, March 5 (Beacon Wire) -- ",
        "Northmere, March 5 – ",
    ],
)
def test_dateline_is_split_from_its_paragraph(dateline: str) -> None:
    first, *rest = zones(dateline + BODY)
    assert first == ("dateline", dateline.strip())
    assert [kind for kind, _ in rest] == ["body"] * 3


def test_scene_above_a_dateline_is_a_caption() -> None:
    news = "Northmere (Beacon Wire) – The dam held."
    assert kinds(f"Captain Hal Quist greets Mara Ollenby in September\n{news}")[0] == "caption"
    assert kinds(f"Dam will hold, says Ollenby\n{news}")[0] == "headline"
    assert kinds(f"Dam holds\nHal Quist and the ferry crew\n{news}") == ["headline", "caption", "dateline", "body"]


def test_links_and_headings_amid_the_body() -> None:
    link, heading = "Ferry captains and crews discuss new timetable", "Quiet waters"
    text = BODY.replace("\n\n", f"\n\n{link}\n\n", 1) + f"\n\n– Low tide –\n\n{BODY}\n\n{heading}\n\n{BODY}"
    assert kind_of(link, text) == "related"
    assert kind_of("– Low tide –", text) == "headline"
    assert kind_of(heading, text) == "headline"


@pytest.mark.parametrize(
    "line",
    [
        "Vale warned that the gates may not hold",
        "Corrado said the ferry sails at noon",
        "- the gates of the dam and the ferry pier",
        "“Nobody needs to leave the town”",
    ],
)
def test_unpunctuated_statement_amid_the_body_stays(line: str) -> None:
    assert kind_of(line, f"{BODY}\n\n{line}\n\n{BODY}") == "body"


def test_list_of_links_under_its_heading() -> None:
    text = f"{BODY}\n\nRelated stories\nFerry sails again\nVale buys a boat\n\n{BODY}"
    assert kinds(text) == ["body"] * 3 + ["related"] * 3 + ["body"] * 3


APPEAL = (
    "A message from the Northmere Tern:\n\n"
    "Dear readers,\n\n"
    "A court in Velland has fined the paper for its reports about the dam, and the fine is due in May.\n\n"
    "We will not stop, but our newsroom needs your help to pay.\n\n"
    "Give what you like, and thank you for standing with us.\n\n"
    "Monthly\nOnce"
)


def test_appeal_at_the_end_is_boilerplate_as_a_whole() -> None:
    assert kinds(f"{BODY}\n\n{APPEAL}") == ["body"] * 3 + ["boilerplate"] * 7


def test_appeal_without_an_opening_line() -> None:
    assert kinds(f"{BODY}\n\n{APPEAL.split(chr(10), 2)[2]}") == ["body"] * 3 + ["boilerplate"] * 6


def test_appeal_above_the_headline() -> None:
    head = "×\nLove our stories?\nOur journalism costs money. Your support pays for it.\nSupport us\n\nDam holds"
    assert kinds(f"{head}\n\n{BODY}") == ["boilerplate"] * 4 + ["headline"] + ["body"] * 3


def test_text_resumes_after_an_appeal() -> None:
    text = f"{BODY}\n\nA message from the Tern:\n\nOur journalism needs your support.\n\n{BODY}"
    assert kinds(text) == ["body"] * 3 + ["boilerplate"] * 2 + ["body"] * 3


def test_attributed_quotation_ends_an_appeal() -> None:
    quote = "“Your help keeps our journalism alive,” the editor Ines Corrado told a meeting in Velland."
    assert kind_of(quote, f"{BODY}\n\n{quote}\n\n{APPEAL}") == "body"


def test_advertisements_do_not_swallow_the_text_between() -> None:
    assert kinds(f"Advertisement\n\n{BODY}\n\nAdvertisement\n\n{BODY}\n\nComments are closed.").count("body") == 6


def test_short_sentence_behind_an_advertisement_is_body() -> None:
    assert kinds(f"{BODY}\n\nAdvertisement\n\nQuist left.")[-1] == "body"


def test_correction_quoting_what_was_said_is_a_correction() -> None:
    text = f"{BODY}\n\nThis article was corrected: Ms Ollenby said “may”, not “will”."
    assert kinds(text)[-1] == "correction"


WRAPPED = """\
Mara Ollenby, the engineer of the dam above Northmere, said on Monday
that the gates would hold, whatever the level of the river, and that
nobody in the town below needed to leave. "I sleep well," she said.

Hal Quist, who runs the ferry between the town and the island of the
Tern, told the Courier that he would sail as soon as the wind allowed
it.
"""


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    found = zones(WRAPPED)
    assert [kind for kind, _ in found] == ["body", "body"]
    assert found[0][1].endswith('"I sleep well," she said.')


def test_short_lines_are_paragraphs_of_their_own() -> None:
    text = (
        "Ollenby said the dam would hold.\nVale disagreed with her at length.\nCorrado did not say a word.\nQuist left."
    )
    assert len(kinds(text)) == 4


def test_windows_line_ends_separate_paragraphs() -> None:
    assert kinds(BODY.replace("\n", "\r\n")) == ["body"] * 3


def test_no_text_no_zones() -> None:
    assert zones(" \n\t\n") == []


@pytest.mark.parametrize(
    "text", [f"{BODY}\n\n", "Your support.\n", "What is it?\n", "the water goes\n", '" said ', "A B "]
)
def test_time_grows_with_the_length_only(text: str) -> None:
    start = time.process_time()
    zone(Article(id="a", text=text * (LONG // len(text)) + "\n\nIt went."))
    assert time.process_time() - start < 5
