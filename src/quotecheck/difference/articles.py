"""Articles of two datasets: by id, and those that got another id by their address or their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence

from quotecheck.difference.causes import EDITED, Causes
from quotecheck.difference.fields import differing
from quotecheck.difference.matching import by_keys
from quotecheck.difference.merging import Merged
from quotecheck.records import Article, Change, digest

_DERIVED = frozenset({"id", "zones", "origin"})  # they follow from the text and from the other articles


def changes(merged: Merged[Article], causes: Causes) -> Iterator[Change]:
    """Yield what changed, and note in `causes` which articles did: those of quotes and assertions follow."""
    gone, new = list(merged.before.all(merged.gone)), list(merged.after.all(merged.new))
    pairs = by_keys(_keys(gone, new, address=True), _keys(new, gone, address=True), [])
    pairs = by_keys(_keys(gone, new), _keys(new, gone), pairs)
    for n, m in sorted(pairs):
        causes.renamed[gone[n].id] = new[m].id
        yield from _changed(gone[n], new[m], causes)
    left, right = {n for n, _ in pairs}, {m for _, m in pairs}
    yield from (_lone("removed", one, causes) for n, one in enumerate(gone) if n not in left)
    yield from (_lone("added", one, causes) for n, one in enumerate(new) if n not in right)
    for before, after in merged.pairs():
        yield from _changed(before, after, causes)


def _keys(articles: Sequence[Article], others: Sequence[Article], *, address: bool = False) -> list[Hashable]:
    """Give the keys by which articles meet; one that several have on either side tells nothing."""
    mine, theirs = ([_key(one, address=address) for one in side] for side in (articles, others))
    counts = (Counter(mine), Counter(theirs))
    return [key if all(count[key] <= 1 for count in counts) else None for key in mine]


def _key(article: Article, *, address: bool) -> str | None:
    return article.url if address else digest(article.text)


def _changed(before: Article, after: Article, causes: Causes) -> Iterator[Change]:
    fields, differs = differing(before, after, but=_DERIVED)
    if before.text != after.text:
        causes.texts.add(after.id)
    elif differs:
        causes.articles.add(after.id)
    if fields or before.id != after.id:
        yield Change(
            kind="article", change="changed" if fields else "renamed", before_id=before.id, after_id=after.id,
            about=about(after), article_id=after.id, fields=fields, why=(EDITED,),
        )  # fmt: skip


def _lone(change: str, article: Article, causes: Causes) -> Change:
    causes.articles.add(article.id)
    gone = change == "removed"
    return Change.model_validate({
        "kind": "article", "change": change, "before_id": article.id if gone else None,
        "after_id": None if gone else article.id, "about": about(article), "article_id": article.id,
        "why": causes.of_one(article.id, None),
    })  # fmt: skip


def about(article: Article) -> str:
    """Name an article for people: outlet, day, title or first words."""
    title = article.title or " ".join(article.text.split()[:12])
    told = [part for part in (article.outlet, (article.published or "")[:10]) if part]
    return f"{', '.join(told)}: {title}" if told else title
