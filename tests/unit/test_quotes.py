"""Whole small articles: type, content, speaker, chain and circumstances of every quote."""

from __future__ import annotations

import pytest

from quotecheck.extract.quotes import quotes
from quotecheck.language.parse import parse
from quotecheck.language.time import tag_article
from quotecheck.language.time_anchor import anchor
from quotecheck.read.zones import zone
from quotecheck.records import Article, Quote


def read(text: str, **fields: str) -> list[Quote]:
    article = zone(Article(id="a", text=text, published="2031-03-05", **fields))  # type: ignore[arg-type]
    passages = parse(article)
    timexes = tag_article([(passage.start, passage.doc.text) for passage in passages], anchor(article))
    found = quotes(article, passages, timexes)
    for quote in found.quotes:
        assert all(text[span.start : span.end] == span.text for span in quote.content)
    return list(found.quotes)


def words(quote: Quote) -> list[str]:
    return [span.text for span in quote.content]


def who(quote: Quote) -> str | None:
    return quote.speaker.name if quote.speaker else None


@pytest.mark.parametrize(
    ("text", "type_", "content"),
    [
        ("“The gates,” Vale said, “were opened at noon.”", "direct", ["The gates,", "were opened at noon."]),
        ("“They opened,” Vale said. “All three of them.”", "direct", ["They opened,", "All three of them."]),
        ("“It will hold,” said Mara Ollenby, 54, who has run the dam since 2011.", "direct", ["It will hold,"]),
        ("Hal Quist, a doctor at the harbour clinic, said: “They need beds.”", "direct", ["They need beds."]),
        ("Ollenby: “It will hold.”", "direct", ["It will hold."]),
        ("“It will hold,” Ollenby deadpanned.", "direct", ["It will hold,"]),
        ("Vale noted that “the pumps are old and the wall thin”.", "direct", ["the pumps are old and the wall thin"]),
        ("Vale said the gate was “old” and the staff “tired”.", "mixed", ["the gate was “old” and the staff “tired”"]),
        ("The dam, Ollenby said, will hold.", "indirect", ["The dam", "will hold"]),
        ("It will be raised in the council, he said.", "indirect", ["It will be raised in the council"]),
        ("Ollenby asked whether the gate was open.", "indirect", ["whether the gate was open"]),
        (
            "The harbour board confirmed that the two ferries still carrying cattle are in dock.",
            "indirect",
            ["that the two ferries still carrying cattle are in dock"],
        ),
        ("Vale urged drivers not to cross the bridge.", "indirect", ["drivers not to cross the bridge"]),
        ("The line said it was sorry and would pay for it.", "indirect", ["it was sorry and would pay for it"]),
        ("“We met at 9 a.m.,” Vale said.", "direct", ["We met at 9 a.m.,"]),
    ],
)  # fmt: skip
def test_shape(text: str, type_: str, content: list[str]) -> None:
    assert [(quote.type, words(quote)) for quote in read(text)] == [(type_, content)]


def test_marks_reopened_in_the_next_paragraph_are_one_quote() -> None:
    text = "“The river rose,” Vale said. “We opened two gates.\n\n“Then we opened a third.\n\n“By six it was over.”"
    (quote,) = read(text)
    assert (len(quote.content), who(quote)) == (4, "Vale")


def test_a_reopened_paragraph_with_its_own_speaker_is_his() -> None:
    text = "“We opened two gates.\n\n“Then a third,” Tobin Vale said.\n\n“I saw four,” Ines Corrado said."
    assert [(len(quote.content), who(quote)) for quote in read(text)] == [(2, "Tobin Vale"), (1, "Ines Corrado")]


def test_a_paragraph_that_ends_in_a_colon_leads_in_the_next() -> None:
    (quote,) = read("Hal Quist, a lawyer for the family, said:\n\n“We will appeal before the summer is out.”")
    assert (words(quote), who(quote)) == (["We will appeal before the summer is out."], "Hal Quist")


def test_a_pronoun_in_somebody_s_own_words_is_not_that_person() -> None:
    _, inner = read("“She told me, ‘Take the ferry,’ so I did,” Mara Ollenby said.")
    assert (who(inner), inner.speaker_reason) == (None, "inside-quotation")


def test_a_quotation_inside_a_quotation_is_a_record_of_its_own() -> None:
    outer, inner = read("“He told me, ‘Leave now,’ and I left,” Ines Corrado said.")
    assert (words(inner), inner.parent) == (["Leave now,"], outer.id)
    assert [link.role for link in inner.chain][-1] == "speaker"
    assert inner.chain[0].name == "Ines Corrado"


def test_who_relays_a_saying_stands_in_the_chain() -> None:
    text = "Mayor Ines Corrado called for a calm weekend when she spoke on Sunday, the town hall said."
    inner = next(quote for quote in read(text) if quote.cue is not None and quote.cue.lemma == "call")
    assert [link.name for link in inner.chain] == ["town hall", "Ines Corrado"]
    assert inner.said_on.value == "2031-03-02"


SPEAKERS = [
    ("a surname later", "Mara Ollenby runs the dam. Ollenby said it would hold.", "Mara Ollenby"),
    ("a title", "Mayor Ines Corrado came late. The mayor said the road was shut.", "Ines Corrado"),
    ("a pronoun", "Mara Ollenby runs the dam.\n\n“It holds,” she said.", "Mara Ollenby"),
    ("diacritics", "Cem Ağaoğlu came. “We stay,” Agaoglu said.", "Cem Ağaoğlu"),
    ("a misspelling", "Tobin Karlsson came late. “We stay,” Karlson said.", "Tobin Karlsson"),
    ("an aside", "Mara Ollenby, who replaced Tobin Vale in July, said it would hold.", "Mara Ollenby"),
    ("not the hearer", "Mara Ollenby met Tobin Vale. “It holds,” she told Vale.", "Mara Ollenby"),
    ("an institution", "Lindqvist Shipping said it had repaired the gate.", "Lindqvist Shipping"),
    ("a document", "The report said the wall was thin.", "report"),
    ("a role, a place, then the name", "The mayor of Hest, Ole Tarn, said the pier was lost.", "Ole Tarn"),
    ("a person without a name", "Ole Tarn came. A docker said the pier sank. “It went fast,” he said.", "docker"),
    ("a name with of", "The Bank of Norrland said rates would rise.", "Bank of Norrland"),
    ("not the asker", "Asked whether it would hold, Tobin Vale replied that it would.", "Tobin Vale"),
    ("no name from inside marks", "Mara Ollenby came. “I heard Biscuit bark,” she said.", "Mara Ollenby"),
    ("it, a body", "Quist Labs closed a plant. It said in a filing that demand had slowed.", "Quist Labs"),
    ("two of one surname", "Mara Ollenby and Piet Ollenby met. Ollenby said no deal was done.", None),
]


@pytest.mark.parametrize(("text", "name"), [row[1:] for row in SPEAKERS], ids=[row[0] for row in SPEAKERS])
def test_speaker(text: str, name: str | None) -> None:
    assert who(read(text)[-1]) == name


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Mara Ollenby met Tobin Vale at the gate. “It will hold, come what may.”", "two-candidates"),
        ("Fares rise on Monday at noon. “It is a scandal for all of us.”", "no-cue"),
        ("“We are dry,” she said.", "no-antecedent"),
    ],
)
def test_cannot_tell_is_an_answer_with_a_reason(text: str, reason: str) -> None:
    (quote,) = read(text)
    assert (who(quote), quote.speaker_reason) == (None, reason)


def test_joint_speakers_are_all_named() -> None:
    (quote,) = read("Mara Ollenby and Tobin Vale said the gate was shut.")
    assert (who(quote), [ref.name for ref in quote.co_speakers]) == ("Mara Ollenby", ["Tobin Vale"])


def test_a_lead_that_holds_the_name_back_is_told_by_its_headline() -> None:
    text = (
        "Dam will hold, says Ollenby\n\nA senior engineer has said that the dam will hold.\n\n"
        "“It is sound,” Mara Ollenby said."
    )
    lead = next(quote for quote in read(text, title="Dam will hold, says Ollenby") if quote.zone == "body")
    assert who(lead) == "Mara Ollenby"


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("Ollenby told reporters that it would hold.", "addressee", "reporters"),
        ("Ollenby said in a statement that it would hold.", "medium", "a statement"),
        ("Ollenby did not say that the dam leaked.", "reality", "did-not-happen"),
        ("Vale will say on Friday that he was asleep.", "reality", "expected"),
        ("Vale denied that he was asleep.", "act", "denial"),
        ("Vale declined to comment.", "act", "no-comment"),
        ("“Will it hold?” Corrado asked.", "act", "question"),
        ("Vale vowed to drain the lake.", "act", "promise"),
        ("Vale called the report “thin as toast”.", "act", "statement"),
    ],
)
def test_circumstance(text: str, field: str, value: str) -> None:
    (quote,) = read(text)
    assert getattr(quote, field) == value


@pytest.mark.parametrize(
    ("text", "value", "basis"),
    [
        ("Ollenby said on Monday it held.", "2031-03-03", "relative"),
        ("Ollenby said on Friday the gate failed on Tuesday.", "2031-02-28", "relative"),
        ("Ollenby said in March 2019 that it would hold.", "2019-03", "explicit"),
        ("“It holds,” Ollenby said.", "2031-03-05", "published"),
        ("Ollenby had said it would hold.", None, "unknown"),
    ],
)
def test_said_on(text: str, value: str | None, basis: str) -> None:
    (quote,) = read(text)
    assert (quote.said_on.value, quote.said_on.basis) == (value, basis)


def test_boilerplate_gives_no_quotes() -> None:
    text = (
        "“It holds,” Ollenby said on Monday.\n\nThe river fell by noon.\n\n"
        "READ MORE: ‘I sleep well,’ says dam chief\n\n"
        "Subscribe to our newsletter for “the best news in town” every morning."
    )
    assert [words(quote) for quote in read(text)] == [["It holds,"]]


def test_words_that_nobody_says_may_begin_in_the_paragraph_before() -> None:
    rest = "Nobody knows. It will be a bad day for the town."
    found = read(f"“The pier is shut,” Ollenby told a crowd, saying Vale would “sell the pumps.\n\n“{rest}”")
    assert [words(quote) for quote in found] == [["The pier is shut,"], ["sell the pumps.", rest]]
