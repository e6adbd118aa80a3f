"""Speakers without a name in several articles of one happening: which are surely one.

A body is one in its happening: the council is that council. An aide is one only where both articles have him say the
same words, as copies do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from quotecheck.language.names import fold, is_local
from quotecheck.records import Article, Quote
from quotecheck.store.sightings import Mention, refs

_BODIES = frozenset({"organisation", "government", "office"})
_MIN_WORDS = 4


def same_descriptions(articles: Mapping[str, Article], quotes: Sequence[Quote]) -> Iterator[tuple[Mention, str]]:
    """Yield the mentions of one happening that share a speaker with an earlier article's, with the id of that one."""
    first: dict[tuple[str, str], tuple[str, str]] = {}
    links: dict[str, str] = {}
    for quote in sorted(quotes, key=lambda q: (*_age(articles, q.article_id), q.id)):
        for ref in refs(quote):
            if not is_local(ref.id) or ref.id in links:
                continue
            for key in _keys(quote, ref.kind):
                article, id_ = first.setdefault((fold(ref.name), key), (quote.article_id, ref.id))
                if article != quote.article_id:
                    links[ref.id] = links.get(id_, id_)
                    break
    found: dict[Mention, str] = {}
    for quote in quotes:
        found.update(((quote.article_id, ref.id), links[ref.id]) for ref in refs(quote) if ref.id in links)
    yield from found.items()


def _age(articles: Mapping[str, Article], id_: str) -> tuple[str, str]:
    return articles[id_].published or "~", id_


def _keys(quote: Quote, kind: str) -> Iterator[str]:
    """Yield what makes two of one description one: that it is a body's, or the words that they say."""
    if kind in _BODIES:
        yield "body"
    words = fold(" ".join(span.text for span in quote.content)).split()
    if len(words) >= _MIN_WORDS:
        yield " ".join(words)
