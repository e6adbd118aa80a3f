"""One article's whole way, from text to records: the pure function that engines map."""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from spacy.about import __version__ as spacy_version

from quotecheck import __version__
from quotecheck.extract.assertions import assertions
from quotecheck.extract.quotes import quotes
from quotecheck.language.model import model_version
from quotecheck.language.parse import parse
from quotecheck.language.time import tag_article
from quotecheck.language.time_anchor import anchor, is_of_version
from quotecheck.problems import Place, Problem, QuotecheckError
from quotecheck.read.zones import zone
from quotecheck.records import Article, Assertion, MarkedSpan, Quote, Record, Tier, Timex, digest
from quotecheck.rules.cards import rules_digest


class Settings(Record):
    """What changes the records of an article, besides its text."""

    attitudes: bool = False
    lowest_tier: Tier = "C"


class Job(Record):
    """One article and how to read it; assertions are left out where nothing will be compared."""

    article: Article
    settings: Settings = Settings()
    statements: bool = True


class Analysis(Record):
    """All that one article gave. It holds no parse: a Doc stays in the process that parsed it."""

    article: Article
    quotes: tuple[Quote, ...] = ()
    marks: tuple[MarkedSpan, ...] = ()
    timexes: tuple[Timex, ...] = ()
    assertions: tuple[Assertion, ...] = ()
    problems: tuple[Problem, ...] = ()


def analyse(job: Job) -> Analysis:
    """Read one article. A fault of ours in one article is a Problem (QC202) and costs no other its records."""
    try:
        return _analyse(job)
    except QuotecheckError:
        raise
    except Exception as error:  # noqa: BLE001 - nothing that an article holds may stop a run
        where = traceback.extract_tb(error.__traceback__)[-1]
        message = f"article {job.article.id!r}: {type(error).__name__} in {where.name}, line {where.lineno}: {error}"
        return Analysis(article=job.article, problems=(Problem("QC202", message, Place(job.article.id)),))


def _analyse(job: Job) -> Analysis:
    article = zone(job.article)
    passages = parse(article)
    timexes = tag_article([(passage.start, passage.text) for passage in passages], anchor(article))
    found = quotes(article, passages, timexes, attitudes=job.settings.attitudes)
    kept = tuple(quote for quote in found.quotes if quote.tier <= job.settings.lowest_tier)
    return Analysis(
        article=article,
        quotes=kept,
        marks=found.marks,
        timexes=tuple(timexes),
        assertions=tuple(assertions(article, passages, kept, timexes)) if job.statements else (),
        problems=(*found.problems, *_refiled(article, kept)),
    )


def _refiled(article: Article, found: Iterable[Quote]) -> Iterator[Problem]:
    """Yield a problem where a saying would have another day if its words had been written with the update."""
    for quote in found:
        when = quote.said_on
        if when.basis == "relative" and is_of_version(article, when.text or ""):
            message = f"said {when.text!r}, but published on {article.published} and updated on {article.updated}"
            yield Problem("QC205", message, Place(article.id))
            return


def facts(settings: Settings) -> dict[str, str]:
    """Say what built a dataset, for its manifest."""
    return {
        "tool": f"quotecheck-toolkit {__version__}",
        "model": model_version(),
        "spacy": spacy_version,
        "rules": rules_digest(),
        "settings": digest(settings.model_dump(mode="json")),
    }


def shard_key(job: Job) -> str:
    """Name the result of a job: it changes with the article, the settings, the rules, the model and the code."""
    return digest(job.model_dump(mode="json"), facts(job.settings), _code_digest())


@lru_cache(maxsize=1)
def _code_digest() -> str:
    state = hashlib.sha256()
    for path, content in sorted(_sources(files("quotecheck"), "")):
        state.update(path.encode() + b"\0" + content + b"\0")
    return state.hexdigest()


def _sources(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in folder.iterdir():
        if entry.is_dir():
            found += _sources(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(".py"):
            found.append((prefix + entry.name, entry.read_bytes()))
    return found
