"""What goes out and what comes in: the records of a dataset on their way to another format, and back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias, TypeVar

from quotecheck.problems import Place, Problem, QuotecheckError
from quotecheck.read.files import read
from quotecheck.records import Article, Quote, Record
from quotecheck.store.dataset import LAYOUT, MANIFEST
from quotecheck.store.files import sha256_of
from quotecheck.store.jsonl import read_records
from quotecheck.store.lookup import Lookup

R = TypeVar("R", bound=Record)

Found: TypeAlias = Iterator[Record | Problem]

NAMES = {Path(name).stem: shape for name, shape in LAYOUT.items()}  # articles, speakers, quotes …
_FILES = {shape: name for name, shape in LAYOUT.items()}


@dataclass(slots=True)
class Parcel:
    """The records of a dataset, read when they are asked for; `problems` are those met on the way."""

    folder: Path
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Raise `QuotecheckError` QC109 where the folder holds no records."""
        if not any((self.folder / name).is_file() for name in LAYOUT):
            raise QuotecheckError(Problem("QC109", "no records of a dataset here", Place(self.folder.as_posix())))

    def path(self, shape: type[Record]) -> Path:
        """Give the file of one kind of records, which need not be there."""
        return self.folder / _FILES[shape]

    def records(self, shape: type[R]) -> Iterator[R]:
        """Yield the records of one kind in the order of their file; a line with a fault is a problem."""
        path = self.path(shape)
        for _number, record in read_records(path, shape) if path.is_file() else ():
            if isinstance(record, Problem):
                self.problems.append(record)
            else:
                yield record

    def by_article(self) -> Iterator[tuple[Article, list[Quote]]]:
        """Yield each article with its quotes in the order of the text; quotes without an article are QC707."""
        quotes = Lookup(self.path(Quote), Quote)
        met: set[str] = set()
        for article in self.records(Article):
            if article.id in met:
                continue
            met.add(article.id)
            yield article, sorted(quotes(article.id), key=_order)
        self.problems += quotes.problems
        for lost in sorted(quotes.articles() - met):
            self.left_out("QC707", f"quotes of article {lost}, which is not in the dataset", Quote)

    def left_out(self, code: str, message: str, shape: type[Record]) -> None:
        """Note what the format cannot hold."""
        self.problems.append(Problem(code, message, Place(self.path(shape).as_posix())))

    def state(self) -> str:
        """Give the digest of the manifest, by which a change is seen; empty where there is none."""
        manifest = self.folder / MANIFEST
        return sha256_of(manifest) if manifest.is_file() else ""


def _order(quote: Quote) -> tuple[int, str]:
    first = min([span.start for span in (*quote.content, *filter(None, [quote.cue, quote.source]))], default=0)
    return first, quote.id


@dataclass(slots=True)
class Shelf:
    """The articles that were annotated, found by id, address or text."""

    articles: dict[str, Article] = field(default_factory=dict)
    _by_url: dict[str, str] = field(default_factory=dict)
    _by_text: dict[str, str] = field(default_factory=dict)

    def put(self, article: Article) -> None:
        """Add an article; of two with one id the first stays."""
        if self.articles.setdefault(article.id, article) is article:
            self._by_text.setdefault(_digest(article.text), article.id)
            if article.url:
                self._by_url.setdefault(article.url, article.id)

    def by_id(self, id_: str | None) -> Article | None:
        """Give the article with an id."""
        return None if id_ is None else self.articles.get(id_)

    def by_url(self, url: str | None) -> Article | None:
        """Give the first article with an address."""
        return None if url is None else self.by_id(self._by_url.get(url))

    def by_text(self, text: str) -> Article | None:
        """Give the first article with exactly this text."""
        return self.by_id(self._by_text.get(_digest(text)))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def shelf(paths: Sequence[Path]) -> tuple[Shelf, list[Problem]]:
    """Read the articles that were annotated: datasets, files of article records, or whatever `extract` reads."""
    made, problems = Shelf(), []
    for path in paths:
        for found in _articles(path):
            if isinstance(found, Problem):
                problems.append(found)
            else:
                made.put(found)
    return made, problems


def _articles(path: Path) -> Iterable[Article | Problem]:
    stored = path / _FILES[Article]
    if stored.is_file() or (path.suffix == ".jsonl" and _records(path)):
        return (record for _number, record in read_records(stored if stored.is_file() else path, Article))
    return read([str(path)])


def _records(path: Path) -> bool:
    """Tell whether the first line of a file is an article as datasets hold it."""
    first = next(iter(read_records(path, Article)), None) if path.is_file() else None
    return first is not None and isinstance(first[1], Article)
