"""What contributions may name: the articles, speakers and quotes of a dataset, and what is nearest to a wrong name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from rapidfuzz import fuzz, process

from quotecheck.language.names import fold, is_local, local_id
from quotecheck.records import Article, Quote, Speaker, SpeakerRef
from quotecheck.store.sightings import bare

_NEAR = 55  # likeness from 0 to 100 from which a name is suggested
_SUGGESTED = 3
_URL = re.compile(r"https?://", re.IGNORECASE)
_PATH = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\~]|^[A-Za-z]:[/\\]|^file:")


@dataclass(frozen=True, slots=True)
class Choices:
    """What a name may mean, or what is near where it means nothing."""

    ids: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


class Holdings:
    """Articles, speakers and quotes of a dataset before any contribution."""

    def __init__(self, articles: Iterable[Article], speakers: Iterable[Speaker], quotes: Iterable[Quote]) -> None:
        self.articles = {article.id: article for article in articles}
        self.speakers = {speaker.id: speaker for speaker in speakers}
        self.quotes = {quote.id: quote for quote in quotes}

    def with_speakers(self, new: Iterable[SpeakerRef]) -> Holdings:
        """Give these with more speakers."""
        more = [Speaker(id=ref.id, name=ref.name, kind=ref.kind) for ref in new]
        return Holdings(self.articles.values(), [*self.speakers.values(), *more], self.quotes.values())

    def article(self, name: str) -> Choices:
        """Give the ids of the articles that an id or URL may mean."""
        if name in self.articles:
            return Choices((name,))
        found = self._by_url.get(plain_url(name), ()) if _URL.match(name) else ()
        return Choices(tuple(sorted(found))) if found else Choices(near=_near(name, self._article_names))

    @cached_property
    def _by_url(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for article in self.articles.values():
            if article.url:
                found[plain_url(article.url)].append(article.id)
        return found

    @cached_property
    def _article_names(self) -> list[str]:
        return sorted({*self.articles, *(one.url for one in self.articles.values() if one.url)})

    def speaker(self, name: str, article: str) -> Choices:
        """Give the ids of the speakers that an id or name may mean in an article: a description means its own there."""
        now = self._redirects.get(name, name)
        if now in self.speakers:
            return Choices((now,))
        found = {id_ for id_ in self._by_name.get(fold(name), ()) if _meant(self.speakers[id_], article)}
        found = found or {id_ for id_ in self._by_name.get(" ".join(bare(name)), ()) if not is_local(id_)}
        return Choices(tuple(sorted(found))) if found else Choices(near=self._near_speakers(name))

    @cached_property
    def _by_name(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for speaker in self.speakers.values():
            for name in _names(speaker):
                found[fold(name)].add(speaker.id)
        return found

    @cached_property
    def _redirects(self) -> dict[str, str]:
        return {old: speaker.id for speaker in self.speakers.values() for old in speaker.redirects}

    def redirected(self, id_: str) -> str:
        """Give the id in whose stead a speaker's id is now, or itself."""
        return self._redirects.get(id_, id_)

    def _near_speakers(self, name: str) -> tuple[str, ...]:
        if name.startswith("speaker:"):
            return _near(name, sorted(self.speakers))
        names = sorted({one.name for one in self.speakers.values()})
        last = fold(name).split()[-1:]
        sharing = [known for known in names if last and fold(known).split()[-1:] == last]
        return tuple(dict.fromkeys([*sharing, *_near(name, names)]))[:_SUGGESTED]

    def quote(self, id_: str) -> Choices:
        """Give the quote of an id."""
        return Choices((id_,)) if id_ in self.quotes else Choices(near=_near(id_, list(self.quotes)))

    def quotes_of(self, article: str) -> list[Quote]:
        """Give the quotes of an article."""
        return self._by_article.get(article, [])

    @cached_property
    def _by_article(self) -> dict[str, list[Quote]]:
        found: dict[str, list[Quote]] = defaultdict(list)
        for quote in self.quotes.values():
            found[quote.article_id].append(quote)
        return found


def _names(speaker: Speaker) -> list[str]:
    return [speaker.name, *(alias.name for alias in speaker.aliases)]


def _meant(speaker: Speaker, article: str) -> bool:
    """Tell whether a description can be meant in an article: one of another article is somebody else."""
    return not is_local(speaker.id) or any(speaker.id == local_id(name, article) for name in _names(speaker))


def _near(name: str, names: Sequence[str]) -> tuple[str, ...]:
    found = process.extract(name, names, scorer=fuzz.WRatio, limit=_SUGGESTED, score_cutoff=_NEAR)
    return tuple(one[0] for one in found)


def is_path(name: str) -> bool:
    """Tell whether a name is a path on some machine rather than an id or URL."""
    return _PATH.search(name) is not None


def plain_url(url: str) -> str:
    """Give a URL without what differs between copies: scheme, case of the host, fragment, a last slash.

    >>> plain_url("HTTP://News.example/a/?id=7#top"), plain_url("https://news.example/a?id=7")
    ('news.example/a?id=7', 'news.example/a?id=7')
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.netloc.lower()}{parts.path.rstrip('/')}{query}"
