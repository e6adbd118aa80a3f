"""Which sentence of one report goes with which of another, whatever words they put it in.

Two reports of a happening seldom share a verb, but of all the sentences of the other report the one that tells of the
same matter shares the most names, rare words and families. What counts is the rank, not how much is shared. A word that
stands in many sentences of the happening tells little (Spärck Jones 1972, within the happening).
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations

from quotecheck.compare.figures import main_facets
from quotecheck.compare.matters import SMALL
from quotecheck.compare.profiles import cosine, rarity, stem
from quotecheck.compare.statements import KEPT, Match, Statement
from quotecheck.rules.issues import CONTRARY

# More reports than these tell of too much for ranks to mean anything.
MOST_REPORTS = 40
# A sentence is laid beside those that are at most so far down its list, seen from either side.
FARTHEST = 4
# What a family of words, or an issue, weighs, in nats; a rare word weighs up to 6.
FAMILY = 3.0

_WORD = re.compile(r"[^\W\d_]{3,}")
_STOP = re.compile(
    r"(?:(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<!\bSt)(?<!\bNo)(?<!\b[A-Z])(?<![ap]\.m)\.|[!?])[\"”’']?"
    r"(?=\s+[\"“‘']?[A-Z0-9])|\n+"
)

Weights = Mapping[str, float]
# A sentence by its article and its number in it.
_At = tuple[str, int]


def laid_beside(reports: Mapping[str, Sequence[Statement]]) -> list[Statement]:
    """Give the statements of a happening's reports with the sentences that theirs go with.

    Where many dated reports tell of one happening, their dates and words tell enough. A copy tells nothing that its
    original does not, and changes no rank.
    """
    first = _originals(reports)
    if not 1 < len(first) <= MOST_REPORTS or (len(first) > SMALL and all(map(_dated, reports.values()))):
        return [each for stated in reports.values() for each in stated]
    held = {article: _sentences(stated) for article, stated in sorted(reports.items())}
    beside = _matches({article: list(map(_words, held[article])) for article in sorted(first)})
    around = {stated[0].origin: tuple(stated) for article, stated in reports.items() if stated and article in first}
    return [
        replace(each, beside=beside.get((article, n), {}), around=around)
        for article, sentences in held.items()
        for n, sentence in enumerate(sentences)
        for each in sentence.statements
    ]


def _originals(reports: Mapping[str, Sequence[Statement]]) -> frozenset[str]:
    """Give the reports that are no copies: of those of one origin, the first."""
    found: dict[str, tuple[str, str]] = {}
    for article, stated in reports.items():
        origin = stated[0].origin if stated else article
        told = (stated[0].article.published or "" if stated else "", article)
        found[origin] = min(found.get(origin, told), told)
    return frozenset(article for _, article in found.values())


def _dated(stated: Sequence[Statement]) -> bool:
    return all(each.published is not None for each in stated)


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    statements: Sequence[Statement]


def _sentences(stated: Sequence[Statement]) -> list[_Sentence]:
    """Part a text into its sentences, and its statements among them by where their middle lies."""
    if not stated:
        return []
    starts = sentence_starts(stated[0].article.text)
    parts: list[list[Statement]] = [[] for _ in starts]
    for each in stated:
        middle = (each.assertion.start + each.assertion.end) // 2
        parts[bisect_right(starts, middle) - 1].append(each)
    text = stated[0].article.text
    ends = [*starts[1:], len(text)]
    return [_Sentence(text[a:b], part) for a, b, part in zip(starts, ends, parts, strict=True)]


@lru_cache(maxsize=KEPT)
def sentence(statement: Statement) -> tuple[int, int]:
    """Give where the sentence of a statement begins and ends."""
    starts = sentence_starts(statement.article.text)
    n = bisect_right(starts, (statement.assertion.start + statement.assertion.end) // 2)
    return starts[n - 1], starts[n] if n < len(starts) else len(statement.article.text)


@lru_cache(maxsize=64)
def sentence_starts(text: str) -> tuple[int, ...]:
    """Give where the sentences of a text begin."""
    return 0, *(match.end() for match in _STOP.finditer(text) if match.end() < len(text))


def _words(sentence: _Sentence) -> frozenset[str]:
    words = {stem(match.group().lower()) for match in _WORD.finditer(sentence.text)}
    for each in sentence.statements:
        words.update(word for word in each.assertion.keywords if word.startswith("="))
        if each.assertion.family:
            words.add(f"={each.assertion.family}")
        words.update(f"=on {issue.removeprefix(CONTRARY)}" for issue in each.assertion.issues)
        words.update(f"=of {name}" for quantity in each.assertion.quantities for name in main_facets(quantity))
    return frozenset(words)


def _matches(words: Mapping[str, Sequence[frozenset[str]]]) -> Mapping[_At, Mapping[str, Match]]:
    """Rank the sentences of each two reports by how much they share."""
    told = Counter(word for sentences in words.values() for sentence in sentences for word in sentence)
    total = sum(len(sentences) for sentences in words.values()) + 1
    weights = {
        (article, n): _weights(sentence, told, total)
        for article, sentences in words.items()
        for n, sentence in enumerate(sentences)
    }
    beside: dict[_At, dict[str, Match]] = defaultdict(dict)
    for one, two in combinations(words, 2):
        for i, j, match in _ranked(
            [weights[one, i] for i in range(len(words[one]))], [weights[two, j] for j in range(len(words[two]))]
        ):
            key = f"{one}:{i} {two}:{j}"
            beside[one, i][key] = beside[two, j][key] = match
    return beside


def _weights(sentence: frozenset[str], told: Mapping[str, int], total: int) -> Weights:
    """Weigh the words of a sentence; together they are of length 1."""
    own = {word: _weight(word) * math.log(total / told[word]) for word in sorted(sentence)}
    length = math.sqrt(math.fsum(weight * weight for weight in own.values())) or 1.0
    return {word: weight / length for word, weight in own.items() if weight > 0}


def _weight(word: str) -> float:
    return FAMILY if word.startswith("=") else rarity(word, 1)


def _ranked(lefts: Sequence[Weights], rights: Sequence[Weights]) -> Iterator[tuple[int, int, Match]]:
    alike = [[round(cosine(left, right), 6) for right in rights] for left in lefts]
    rows, columns = [sorted(row) for row in alike], [sorted(column) for column in zip(*alike, strict=True)]
    for i, row in enumerate(alike):
        for j, near in enumerate(row):
            if near > 0:
                ranks = _more(rows[i], near), _more(columns[j], near)
                if max(ranks) <= FARTHEST:
                    yield i, j, Match(near, ranks)


def _more(ordered: Sequence[float], near: float) -> int:
    return len(ordered) - bisect_right(ordered, near)
