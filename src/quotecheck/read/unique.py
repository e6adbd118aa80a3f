"""Articles that share an id: copies are dropped, different ones told apart, whatever order they came in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from quotecheck.problems import Problem
from quotecheck.records import Article, digest


def unique(articles: Iterable[Article]) -> tuple[list[Article], list[Problem]]:
    """Keep one of several copies (QC012); give different articles under one id ids of their own (QC011).

    None of those keeps the bare id: `tern-1` becomes `tern-1~` and eight digits of the content's hash.
    """
    kept, problems = _without_copies(articles)
    shared = {key: count for key, count in Counter(article.id for article, _ in kept).items() if count > 1}
    if not shared:
        return [article for article, _ in kept], problems
    renamed = [
        article.model_copy(update={"id": f"{article.id}~{key[:8]}"}) if article.id in shared else article
        for article, key in kept
    ]
    for old, count in shared.items():
        new = ", ".join(sorted(f"{old}~{key[:8]}" for article, key in kept if article.id == old))
        problems.append(Problem("QC011", f"{count} different articles have the id {old!r}: read as {new}"))
    # A new id may be that of yet another article.
    articles, more = unique(renamed)
    return articles, problems + more


def _without_copies(articles: Iterable[Article]) -> tuple[list[tuple[Article, str]], list[Problem]]:
    seen: dict[str, Article] = {}
    problems = []
    for article in articles:
        key = digest(article.model_dump(mode="json", exclude={"zones"}))
        if key in seen:
            problems.append(Problem("QC012", f"the article {article.id!r} was given more than once"))
        else:
            seen[key] = article
    return [(article, key) for key, article in seen.items()], problems
