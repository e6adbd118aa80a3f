from __future__ import annotations

from html.parser import HTMLParser

import pytest
import store_samples as made
from hypothesis import given
from hypothesis import strategies as st

from quotecheck.records import Article, Finding, Quote, Zone
from quotecheck.report.highlight import Mark, highlight
from quotecheck.report.html import render

VOID = {"meta", "link", "br"}


class Page(HTMLParser):
    """Reads a page strictly: each end tag closes the tag opened last; keeps text with the classes around it."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, str]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.pieces: list[tuple[str, tuple[str, ...]]] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append((tag, dict(attrs).get("class") or ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        self.pieces.append((data, tuple(classes for _tag, classes in self.open)))

    def values(self, name: str) -> list[str]:
        return [value for _tag, attrs in self.tags if (value := attrs.get(name)) is not None]

    @property
    def text(self) -> str:
        return "".join(data for data, _classes in self.pieces)


def page(
    articles: list[Article] | None = None, quotes: list[Quote] | None = None, findings: list[Finding] | None = None
) -> str:
    return render(
        made.articles() if articles is None else articles,
        made.quotes() if quotes is None else quotes,
        made.speakers(),
        made.assertions(),
        made.findings() if findings is None else findings,
        made.problems(),
    )


def test_the_page_is_whole_and_every_link_leads_somewhere() -> None:
    read = Page(page())
    ids = read.values("id")
    assert len(ids) == len(set(ids))
    assert {link.removeprefix("#") for link in read.values("href") if link.startswith("#")} <= set(ids)
    assert {"#article-1", "#article-2", "#article-3"} <= set(read.values("href"))


def test_the_page_loads_nothing() -> None:
    articles = [item.model_copy(update={"url": "https://courier.example/1"}) for item in made.articles()]
    articles[0] = articles[0].model_copy(update={"url": "javascript:alert(1)"})
    text = page(articles)
    read = Page(text)
    assert not {"script", "img", "iframe", "object", "embed", "base", "form"} & {tag for tag, _attrs in read.tags}
    assert [attrs.get("href") for tag, attrs in read.tags if tag == "link"] == ["data:,"]
    assert "src" not in {name for _tag, attrs in read.tags for name in attrs}
    assert "url(" not in text
    assert "@import" not in text
    assert "javascript:" not in text
    assert read.values("href").count("https://courier.example/1") == 2


def test_article_text_is_shown_whole_and_escaped() -> None:
    text = Page(page()).text
    for article in made.TEXTS.values():
        for paragraph in article.split("\n\n"):
            assert paragraph in text
    assert "<nobody>" not in page()


def test_markup_in_any_field_is_only_text() -> None:
    evil = "</style><script>alert('x')</script>\"'&amp;"
    articles = [
        made.articles()[0].model_copy(
            update={"outlet": evil, "title": evil, "text": evil * 40, "id": evil, "zones": ()}
        )
    ]
    quote = made.quotes()[0].model_copy(
        update={"rule": evil, "article_id": evil, "speaker_reason": evil, "speaker": None}
    )
    finding = made.findings()[0]
    sides = tuple(side.model_copy(update={"outlet": evil, "value": evil, "holder": evil}) for side in finding.sides)
    read = Page(
        page(articles, [quote], [finding.model_copy(update={"reason": evil, "sides": sides, "dissolves": evil})])
    )
    assert "script" not in {tag for tag, _attrs in read.tags}
    assert evil * 40 in read.text


def test_words_are_marked_by_what_they_are() -> None:
    pieces = [(data, classes[-1]) for data, classes in Page(page()).pieces if classes]
    assert ("fire chief Mara Ollenby", "source direct") in pieces
    assert ("The roof simply went.", "content direct") in pieces
    assert ("according to", "cue indirect") in pieces
    assert 'aria-label="content, direct quote, Mara Ollenby"' in page()
    assert 'title="Mara Ollenby; direct; said 2031-03-06; marks-around-cue, A"' in page()
    assert "speaker not known (two people of this name)" in page()


def test_the_same_records_in_any_order_give_the_same_page() -> None:
    again = render(
        made.articles()[::-1], made.quotes()[::-1], made.speakers()[::-1], made.assertions()[::-1],
        made.findings()[::-1], made.problems()[::-1],
    )  # fmt: skip
    assert again == page()


def test_conflicts_come_first_and_what_agrees_is_folded() -> None:
    text = page()
    order = [text.index(words) for words in ("Conflicts (2)", "Updates (1)", "<details><summary>Agreement of")]
    assert order == sorted(order)
    assert "Compatible:" not in text


def test_nothing_found_is_said() -> None:
    text = Page(render([], [], [], [], [], [])).text
    for words in ("No two reports met", "No speaker was found", "No problem was met"):
        assert words in text


def test_of_many_articles_only_those_with_findings_are_shown() -> None:
    more = [Article(id=f"z:{number}", text=f"Nothing happened, {number} times.") for number in range(200)]
    read = Page(page([*made.articles(), *more]))
    assert "Articles (3)" in read.text
    assert "Only articles that occur in findings are shown here; 200 more are in" in read.text


@pytest.mark.parametrize("zones", [(), ((2, 4),), ((0, 3), (5, 99)), ((4, 8), (0, 6))])
def test_text_outside_and_across_zones_is_shown_once(zones: tuple[tuple[int, int], ...]) -> None:
    article = Article(id="a", text="abcdefgh", zones=tuple(Zone(kind="body", start=a, end=b) for a, b in zones))
    read = Page(render([article], [], [], [], [], []))
    assert "".join(data for data, classes in read.pieces if "zone body" in classes) == "abcdefgh"


spans = st.tuples(st.integers(0, 30), st.integers(0, 30))


# "Overlapping spans must nest properly": the words stay, each tag closes in turn, each character has its marks.
@given(st.text('ab<&" \n“', max_size=30), st.lists(spans, max_size=6), spans)
def test_marks_of_any_overlap_nest(text: str, pairs: list[tuple[int, int]], window: tuple[int, int]) -> None:
    start, end = (min(edge, len(text)) for edge in sorted(window))
    marks = [Mark(*pair, f"m{number}", "label", 'a "title"') for number, pair in enumerate(pairs)]
    read = Page(str(highlight(text, marks, start, end)))
    assert read.text == text[start:end]
    around = [set(classes) for data, classes in read.pieces for _char in data]
    for offset, classes in enumerate(around, start=start):
        assert classes == {mark.classes for mark in marks if mark.start <= offset < mark.end}
