"""The data card of a release, in Markdown, under the headings of Datasheets for Datasets."""

from __future__ import annotations

from collections.abc import Mapping

import jinja2

from quotecheck.records import Edition
from quotecheck.releases.describe import about
from quotecheck.releases.terms import Counts, Terms
from quotecheck.store.dataset import DECISIONS, SPEAKER_DECISIONS

_MOST = 30  # rows of a table


def datasheet(edition: Edition, terms: Terms, counts: Counts, facts: Mapping[str, str]) -> str:
    """Give the page; `facts` are those of the manifest: tool, model, spacy, rules, settings."""
    pages = jinja2.Environment(
        loader=jinja2.PackageLoader("quotecheck.releases"), autoescape=False,  # noqa: S701 - Markdown
        undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip

    def values(name: str) -> list[tuple[str, int]]:
        counted = sorted(counts.of(name).items(), key=lambda pair: (-pair[1], pair[0]))
        rest = sum(number for _, number in counted[_MOST:])
        return [(_cell(value), number) for value, number in counted[:_MOST]] + ([("all others", rest)] if rest else [])

    return pages.get_template("datasheet.md.j2").render(
        edition=edition, terms=terms, counts=counts, facts=facts, values=values, about=about(edition, terms),
        persons=counts.of("speakers: kind")["person"],
        unknown=counts.of("quotes: speaker_reason").total(),
        articles=counts.records.get("articles/articles.jsonl", 0),
        decided=sum(counts.records.get(name, 0) for name in (DECISIONS, SPEAKER_DECISIONS)),
    )  # fmt: skip


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
