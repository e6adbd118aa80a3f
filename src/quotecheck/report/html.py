"""The report of a dataset as one HTML page that needs nothing else: no network, no script."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup

from quotecheck.problems import Problem
from quotecheck.records import Article, Assertion, Finding, Quote, Speaker
from quotecheck.report.findings import ruling_words
from quotecheck.report.highlight import Mark, highlight
from quotecheck.report.shown import by_value, day, ranked, value_words

_MANY_ARTICLES = 200  # past this only articles with findings are shown
_MANY_ROWS = 500  # of findings of one verdict, of speakers, of problems
_ROLES = ("content", "cue", "source")
_TITLES = {
    "conflict": "Conflicts",
    "update": "Updates",
    "compatible": "Compatible: they differ and both can be true",
    "agreement": "Agreement of independent outlets",
}
_FOLDED = ("compatible", "agreement")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One zone of an article, ready to show."""

    kind: str
    body: Markup


@dataclass(frozen=True, slots=True)
class Section:
    """One article with its quotes, ready to show."""

    anchor: str
    article: Article
    title: str | None
    link: str | None
    paragraphs: Sequence[Paragraph]
    quotes: Sequence[Quote]


def render(
    articles: Iterable[Article],
    quotes: Iterable[Quote],
    speakers: Iterable[Speaker],
    assertions: Iterable[Assertion],
    findings: Iterable[Finding],
    problems: Iterable[Problem],
) -> str:
    """Give the page; the same records in any order give the same bytes."""
    by_article: dict[str, list[Quote]] = defaultdict(list)
    for quote in sorted(quotes, key=_reading_order):
        by_article[quote.article_id].append(quote)
    listed, ordered = sorted(articles, key=lambda article: article.id), ranked(findings)
    shown = _shown(listed, ordered)
    sections = [_section(number, article, by_article[article.id]) for number, article in enumerate(shown, start=1)]
    found = {verdict: [finding for finding in ordered if finding.verdict == verdict] for verdict in _TITLES}
    told = sorted(problems, key=lambda problem: (problem.place.file, problem.place.line or 0, str(problem)))
    page = _template().render(
        overview=_overview(len(listed), by_article, sum(1 for _ in assertions), ordered),
        groups=[(title, verdict in _FOLDED, found[verdict]) for verdict, title in _TITLES.items() if found[verdict]],
        sections=sections,
        hidden_articles=len(listed) - len(sections),
        anchors={section.article.id: section.anchor for section in sections},
        speakers=_speakers(speakers, by_article),
        problems=told,
        many=_MANY_ROWS,
    )
    return page + "\n"


def _shown(articles: Sequence[Article], findings: Iterable[Finding]) -> Sequence[Article]:
    if len(articles) <= _MANY_ARTICLES:
        return articles
    named = {side.article_id for finding in findings for side in finding.sides}
    return [article for article in articles if article.id in named]


def _reading_order(quote: Quote) -> tuple[int, str]:
    return _start(quote), quote.id


def _start(quote: Quote) -> int:
    spans = [*quote.content, *(span for span in (quote.cue, quote.source) if span is not None)]
    return min((span.start for span in spans), default=0)


def _overview(
    articles: int, by_article: Mapping[str, Sequence[Quote]], assertions: int, findings: Sequence[Finding]
) -> list[tuple[str, int]]:
    types = Counter[str](quote.type for quotes in by_article.values() for quote in quotes)
    verdicts = Counter[str](finding.verdict for finding in findings)
    return [
        ("conflicts", verdicts["conflict"]),
        ("updates", verdicts["update"]),
        ("agreements", verdicts["agreement"]),
        ("articles", articles),
        ("quotes", types.total()),
        *((f"{name} quotes", types[name]) for name in ("direct", "mixed", "indirect")),
        ("statements", assertions),
    ]


def _speakers(speakers: Iterable[Speaker], by_article: Mapping[str, Sequence[Quote]]) -> list[tuple[Speaker, int]]:
    counts = Counter(quote.speaker.id for quotes in by_article.values() for quote in quotes if quote.speaker)
    return sorted(((one, counts[one.id]) for one in speakers), key=lambda row: (-row[1], row[0].name, row[0].id))


def _section(number: int, article: Article, quotes: Sequence[Quote]) -> Section:
    marks = [mark for quote in quotes for mark in _marks(quote)]
    paragraphs = [
        Paragraph(kind, highlight(article.text, marks, start, end)) for kind, start, end in _paragraphs(article)
    ]
    link = article.url if article.url and article.url.startswith(("https://", "http://")) else None
    title = None if article.title is None or article.title in article.text else article.title
    return Section(f"article-{number}", article, title, link, paragraphs, quotes)


def _paragraphs(article: Article) -> Iterable[tuple[str, int, int]]:
    """Yield zones with start and end, and whatever text stands between them."""
    reached = 0
    for zone in sorted(article.zones, key=lambda zone: (zone.start, zone.end)):
        if article.text[reached : zone.start].strip():
            yield "body", reached, zone.start
        if zone.end > max(zone.start, reached):
            yield zone.kind, max(zone.start, reached), zone.end
        reached = max(reached, zone.end)
    if article.text[reached:].strip():
        yield "body", reached, len(article.text)


def _marks(quote: Quote) -> Iterable[Mark]:
    parts = {"content": quote.content, "cue": (quote.cue,), "source": (quote.source,)}
    title = (
        f"{_who(quote)}; {quote.type}; said {quote.said_on.value or 'on an unknown day'}; {quote.rule}, {quote.tier}"
    )
    for role in _ROLES:
        label = f"{role}, {quote.type} quote, {_who(quote)}"
        for span in parts[role]:
            if span is not None:
                yield Mark(span.start, span.end, f"{role} {quote.type}", label, title)


def _who(quote: Quote) -> str:
    if quote.speaker is not None:
        return quote.speaker.name
    return f"speaker not known ({quote.speaker_reason})" if quote.speaker_reason else "speaker not known"


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(
        loader=FunctionLoader(lambda name: files("quotecheck.report").joinpath("templates", name).read_text("utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(by_value=by_value, day=day, ruling=ruling_words, who=_who)
    environment.globals.update(value_words=value_words)
    return environment.get_template("report.html.j2")
