"""Happenings: articles that tell of one thing meet, siblings stay apart, copies have one origin."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotecheck.compare import happenings as module
from quotecheck.compare.happenings import happenings
from quotecheck.compare.origins import origins
from quotecheck.compare.profiles import rarity
from quotecheck.records import Article

FIRE = (
    "A fire at the Kestrel ferry terminal in Northmere killed nine dockers, the harbour master Ines Corrado reported. "
)
FLOOD = "The river Sull flooded the vineyards of Ostby after the Teal weir broke, farmer Hal Quist told neighbours. "
SIBLING = "A fire at the Merlin bus depot in Velland hurt four mechanics, the depot manager Tobin Vale reported. "


def article(id_: str, text: str, published: str | None = "2031-03-05", **fields: str) -> Article:
    return Article.model_validate({"id": id_, "text": text, "published": published, **fields})


def news() -> list[Article]:
    return [
        article("fire-1", FIRE + "Corrado closed the Kestrel terminal while Northmere counted the cost."),
        article("fire-2", "Northmere mourns: " + FIRE + "Dockers had complained about the Kestrel terminal."),
        article("flood-1", FLOOD + "Quist lost his harvest in Ostby when the Teal weir gave way."),
        article("flood-2", "Ostby under water. " + FLOOD + "The Teal weir was built by Quist's grandfather."),
        article("sibling", SIBLING),
    ]


def test_siblings_stay_apart() -> None:
    assert happenings(news()) == ([["fire-1", "fire-2"], ["flood-1", "flood-2"]], [])


def test_another_week_is_another_happening() -> None:
    first, second, *rest = news()
    moved = second.model_copy(update={"published": "2031-03-25"})
    assert happenings([first, moved, *rest])[0] == [["flood-1", "flood-2"]]


STRAY = "Shift workers stood in the rain and watched. “The doors were locked on our side of it,” one of them said."
QUOTING = "“The doors were locked on our side of it,” docker Tam Ferris said in Northmere at the Kestrel terminal. "


def test_an_article_that_quotes_the_same_words_is_of_the_happening() -> None:
    first, second, *rest = news()
    quoting = first.model_copy(update={"text": f"{first.text} {QUOTING}"})
    assert happenings([quoting, second, *rest, article("stray", STRAY)])[0][0] == ["fire-1", "fire-2", "stray"]
    assert happenings([quoting, second, *rest, article("stray", STRAY, "2031-04-05")])[0][0] == ["fire-1", "fire-2"]


def test_a_short_phrase_between_marks_links_nothing() -> None:
    first, *rest = news()
    quoting = first.model_copy(update={"text": f"{first.text} “We are very proud,” Corrado said."})
    stray = article("stray", "“We are very proud,” said the choir in Velland.")
    assert happenings([quoting, *rest, stray])[0][0] == ["fire-1", "fire-2"]


@given(st.permutations(range(5)))
@settings(max_examples=20, deadline=None)
def test_order_does_not_matter(order: list[int]) -> None:
    """Result sorted by id, independent of the input order."""
    articles = news()
    shuffled = [articles[i] for i in order]
    assert happenings(shuffled) == happenings(articles)
    assert origins(shuffled) == origins(articles)


def test_a_crowd_is_capped_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_GROUP", 1)
    groups, problems = happenings(news())
    assert [len(group) for group in groups] == [1, 1]
    assert [problem.code for problem in problems] == ["QC301", "QC301"]
    assert "fire-2" in problems[0].message


def test_near_copies_have_the_origin_of_the_earliest() -> None:
    text = FIRE * 3 + FLOOD * 2
    copies = [
        article("late", text + "It rained.", "2031-03-06"),
        article("early", text, "2031-03-05"),
        article("other", SIBLING),
    ]
    assert origins(copies) == {"early": "early", "late": "early", "other": "other"}


def test_nothing_to_compare() -> None:
    assert happenings([]) == ([], [])
    assert origins([]) == {}
    assert happenings([article("only", FIRE)]) == ([], [])


APART = (
    "The choir of Skarn has sung its last psalm, said the organist, Ulla Brack, who will sell the organ to Ostwick.",
    "Shares in Petrel Optics rose on Monday after the lens maker from Haddow reported a third of a million spectacles.",
    "It was about the people who had said that there was no more time for any of this, and nothing else was known.",
)


@given(st.lists(st.sampled_from(APART), unique=True), st.sampled_from(["2031-03-05", "2031-03-09", None]))
@settings(max_examples=20, deadline=None)
def test_an_unrelated_article_changes_nothing(texts: list[str], published: str | None) -> None:
    """An article about something else changes no group."""
    more = [article(f"apart-{n}", text, published) for n, text in enumerate(texts)]
    assert happenings([*news(), *more]) == happenings(news())


def test_a_word_is_the_lighter_the_more_articles_share_it() -> None:
    weights = [rarity("corrado", articles) for articles in (1, 2, 50, 1000)]
    assert weights == sorted(weights, reverse=True)
    assert weights[-1] == 0
    assert rarity("said", 1) == rarity("said", 1000) < weights[2]
