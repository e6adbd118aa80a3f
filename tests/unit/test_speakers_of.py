"""What is told of a speaker beside the name: for whom, how many, why without a name, in whose language."""

from __future__ import annotations

import pytest

from quotecheck.analysis import Job, analyse
from quotecheck.records import Article, Quote


def only(text: str) -> Quote:
    quotes = analyse(Job(article=Article(id="a", text=text), statements=False)).quotes
    assert len(quotes) == 1
    return quotes[0]


def test_who_speaks_for_a_body_carries_its_id() -> None:
    quote = only("Kremlin spokesman Yegor Lisin said the talks had failed.")
    assert quote.speaker is not None
    assert quote.speaks_for is not None
    assert (quote.speaker.name, quote.speaks_for.id) == ("Yegor Lisin", "speaker:kremlin")


def test_a_lawyer_of_a_trade_speaks_for_nobody() -> None:
    assert only("The human rights lawyer Nell Harrow said the cell was cold.").speaks_for is None


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("A dozen residents said the smell was worse.", 12),
        ("A group of 12 doctors said the ward was unsafe.", 12),
        ("About twenty residents said the smell was worse.", None),
        ("Dozens of passengers said they had waited.", None),
        ("A nurse said the ward was full.", None),
    ],
)
def test_only_an_exact_number_of_speakers_is_told(text: str, count: int | None) -> None:
    assert only(text).speaker_count == count


def test_a_wish_without_a_reason_gives_no_reason_for_anonymity() -> None:
    assert only("An engineer who asked not to be identified said the bolts were fake.").anonymity is None


@pytest.mark.parametrize(
    ("text", "translated"),
    [
        ("Speaking in French, Ana Brill said the hall was cold.", True),
        ("Ana Brill told the German daily Der Anker the hall was cold.", True),
        ("Speaking in English, Ana Brill said the hall was cold.", False),
        ("Speaking in Velland, Ana Brill said the French were late.", False),
    ],
)
def test_words_are_translated_where_the_article_says_so(text: str, translated: bool) -> None:
    assert only(text).via_translation is translated


def test_a_chain_runs_from_the_paper_to_the_minister() -> None:
    text = (
        "The Tern reported, citing a Beacon Wire dispatch that quoted a ministry spokesman as saying that the minister "
        "had said the dam was full."
    )
    quotes = analyse(Job(article=Article(id="a", text=text), statements=False)).quotes
    chain = max((quote.chain for quote in quotes), key=len)
    assert [(link.name, link.role) for link in chain] == [
        ("Tern", "outlet"), ("Beacon Wire", "agency"), ("ministry spokesman", "spokesperson"), ("minister", "speaker"),
    ]  # fmt: skip
