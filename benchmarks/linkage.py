"""Fit the weights of the conflict cards: `python benchmarks/linkage.py KIND CORPUS... [--write]`.

A corpus is a folder with `articles_public.jsonl` and `gold.jsonl`: rows of two sides with a verdict and a kind. Every
two statements of a happening that a comparator would weigh are candidates; those that lie in the two sides of a row of
its kind are of one slot. The weights are those of a logistic regression with a ridge of 2; signs that no other corpus
confirms are left out: they are taken in one by one as long as the likelihood of the corpora left out grows.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from common import Row, read_rows

from quotecheck.analysis import Settings
from quotecheck.compare.happenings import happenings
from quotecheck.compare.linked import KINDS
from quotecheck.compare.linked.linkage import Candidate
from quotecheck.compare.matters import SMALL
from quotecheck.compare.origins import origins
from quotecheck.compare.passages import laid_beside
from quotecheck.compare.statements import Statement
from quotecheck.compare.stories import statements
from quotecheck.run import analyses, load

RIDGE = 2.0
GAIN = 2.0
OVERLAP = 0.3
# Rows of gold that are of one slot though their values agree.
ALIKE = {"number": {"approx", "unit", "number", "agreement", "granularity"}}
# Of this the rows are updates, of whatever kind.
STATUS = "status"
CARDS = Path(__file__).parents[1] / "src/quotecheck/rules/conflicts"


@dataclass(frozen=True)
class Weighed:
    """A candidate: its corpus, signs, whether it is of one slot, the gold rows it hits, and where it is."""

    corpus: str
    signs: Mapping[str, float]
    one_slot: bool
    known: bool
    rows: frozenset[str]
    verdict: str
    places: tuple[tuple[str, int, str], tuple[str, int, str]]
    texts: tuple[str, str]
    right: bool


def main() -> None:
    """Fit, show what each threshold would give on the corpora left out, and write the card."""
    parser = argparse.ArgumentParser()
    parser.add_argument("kind", choices=sorted(KINDS))
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--write", type=float, metavar="THRESHOLD", help="write the weights on the card")
    parser.add_argument("--show", type=int, default=0, help="show so many of the likeliest")
    args = parser.parse_args()
    rows = [row for corpus in args.corpora for row in weighed(args.kind, corpus)]
    table = Table(rows)
    names = table.chosen()
    report(rows, table.odds_left_out(names), args.show)
    name, card = ("status", "polarity") if args.kind == STATUS else ("linkage", args.kind)
    weights = linkage(name, names, table.fitted(names), args.write or 0.0)
    print(weights)
    if args.write is not None:
        path = CARDS / f"{card}.toml"
        path.write_text(with_linkage(path.read_text(encoding="utf-8"), name, weights), encoding="utf-8")


def weighed(kind: str, corpus: Path) -> Iterator[Weighed]:
    """Give the candidates of a corpus."""
    gold = read_rows(corpus / "gold.jsonl")
    gold += [{**row, "verdict": "debatable", "kind": "-"} for row in read_rows(corpus / "debatable.jsonl")]
    for stated in reports(corpus):
        for one, two in combinations(sorted(stated), 2):
            for left in stated[one]:
                for right in stated[two]:
                    for candidate in KINDS[kind](left, right):
                        yield _labelled(kind, corpus.name, left, right, candidate, gold)


def reports(corpus: Path) -> Iterator[Mapping[str, Sequence[Statement]]]:
    """Give the statements of each happening by their article."""
    found = {
        each.article.id: each for each in analyses(load([str(corpus / "articles_public.jsonl")]).articles, Settings())
    }
    articles = [each.article for each in found.values()]
    copies = origins(articles)
    for group in happenings(articles)[0]:
        small = len({copies[id_] for id_ in group}) <= SMALL and all(found[id_].article.published for id_ in group)
        if small and len(group) > 1:
            told = {id_: statements(found[id_].assertions, found[id_].article, copies, small=True) for id_ in group}
            by_article: dict[str, list[Statement]] = defaultdict(list)
            for each in laid_beside(told):
                by_article[each.article.id].append(each)
            yield by_article


def _labelled(
    kind: str, corpus: str, left: Statement, right: Statement, found: Candidate, gold: Sequence[Row]
) -> Weighed:
    hit = [row for row in gold if _in_row(left, right, row)]
    own = [row for row in hit if _of_kind(row, kind)]
    told = [row for row in own if row["verdict"] in {"conflict", "update"}]
    alike = [row for row in hit if row["kind"] in ALIKE.get(kind, ())]
    other = any(row["verdict"] in {"conflict", "update", "debatable"} for row in hit)
    return Weighed(
        corpus,
        {"bias": 1.0, **found.signs},
        bool(told or alike),
        bool(told or alike or not other),
        frozenset(row["id"] for row in told if row["verdict"] == "conflict" or found.outcome.verdict == "update"),
        found.outcome.verdict,
        tuple(
            (side.article.id, side.start, value)
            for side, value in ((left, found.outcome.left), (right, found.outcome.right))
        ),  # type: ignore[arg-type]
        (left.assertion.text, right.assertion.text),
        any(row["verdict"] in {"conflict", "update", "debatable"} for row in hit),
    )


def _of_kind(row: Row, kind: str) -> bool:
    if kind == STATUS:
        return bool(row["verdict"] == "update")
    return row["kind"] == kind or (kind == "number" and row["verdict"] == "update")


def _in_row(left: Statement, right: Statement, row: Row) -> bool:
    sides: list[list[Row]] = [
        [side, *(m for m in row.get("also", ()) if m["side"] == n)] for n, side in enumerate(row["sides"])
    ]
    return any(
        any(_inside(left, mention) for mention in one) and any(_inside(right, mention) for mention in two)
        for one, two in (sides, reversed(sides))
    )


def _inside(statement: Statement, mention: Row) -> bool:
    own = statement.assertion
    if mention["article_id"] != own.article_id:
        return False
    common = min(own.end, mention["end"]) - max(own.start, mention["start"])
    return bool(common >= OVERLAP * min(own.end - own.start, mention["end"] - mention["start"]))


class Table:
    """Candidates as arrays: a column for each sign, and for each row its corpus and what gold says of it."""

    def __init__(self, rows: Sequence[Weighed]) -> None:
        """Read every sign once."""
        self.names = list(rows[0].signs)
        self._signs = np.array([[row.signs[name] for name in self.names] for row in rows])
        self._goal = np.array([row.one_slot for row in rows], float)
        self._known = np.array([row.known for row in rows])
        self._corpus = np.array([row.corpus for row in rows])

    def fitted(self, names: Sequence[str], left_out: str | None = None) -> np.ndarray:
        """Give the weights of a logistic regression with a ridge on standardised signs, by Newton's method."""
        taken = self._known & (self._corpus != left_out)
        signs, goal = self._of(names)[taken], self._goal[taken]
        spread = signs.std(0)
        spread[spread == 0] = 1.0
        ridge = np.diag([0.0, *(RIDGE * spread[1:] ** 2)])
        weights = np.zeros(len(names))
        for _ in range(60):
            chance = 1 / (1 + np.exp(-np.clip(signs @ weights, -30, 30)))
            slope = signs.T @ (chance - goal) + ridge @ weights
            bend = (signs * (chance * (1 - chance))[:, None]).T @ signs + ridge + 1e-9 * np.eye(len(names))
            step = np.linalg.solve(bend, slope)
            weights = weights - np.clip(step, -3, 3)
            if np.abs(step).max() < 1e-6:
                break
        return weights

    def odds_left_out(self, names: Sequence[str]) -> np.ndarray:
        """Give the odds of each candidate by weights of the other corpora."""
        found = np.zeros(len(self._goal))
        for corpus in np.unique(self._corpus):
            own = self._corpus == corpus
            found[own] = self._of(names)[own] @ self.fitted(names, corpus)
        return found

    def chosen(self) -> list[str]:
        """Take signs in as long as the likelihood of the corpora left out grows."""
        names, best = ["bias"], -np.inf
        while True:
            scores = [(self._likelihood([*names, name]), name) for name in self.names if name not in names]
            score, name = max(scores, default=(-np.inf, ""))
            if score < best + GAIN:
                return names
            names, best = [*names, name], score
            print(f"{score:.1f} {name}", end="; ", file=sys.stderr, flush=True)

    def _likelihood(self, names: Sequence[str]) -> float:
        odds = self.odds_left_out(names)
        return float(-np.logaddexp(0, -odds * (2 * self._goal - 1))[self._known].sum())

    def _of(self, names: Sequence[str]) -> np.ndarray:
        return self._signs[:, [self.names.index(name) for name in names]]


def report(rows: Sequence[Weighed], odds: np.ndarray, show: int) -> None:
    """Show what each threshold gives: findings, those right, and the rows of gold hit."""
    kept = sorted(best_of_each(rows, odds), key=lambda one: -one[0])
    for threshold in (2, 1.5, 1, 0.5, 0.25, 0, -0.25, -0.5, -0.75, -1, -1.5, -2):
        found = [row for value, row in kept if value >= threshold and row.verdict in {"conflict", "update"}]
        hit = {(row.corpus, id_) for row in found for id_ in row.rows}
        right = sum(bool(row.rows) or row.right for row in found)
        print(f"{threshold:5} found {len(found)} right {right} ({right / max(1, len(found)):.2f}) rows hit {len(hit)}")
    for value, row in kept[:show]:
        mark = "right" if row.rows else "near" if row.right else "WRONG"
        (one, two), (first, second) = ((place[2] for place in row.places), row.texts)
        print(f"{value:.2f} {mark} {row.verdict} {row.corpus} {one} ~ {two} | {first[:120]} | {second[:120]}")


def best_of_each(rows: Sequence[Weighed], odds: np.ndarray) -> list[tuple[float, Weighed]]:
    """Keep candidates than which none of the same two reports is likelier for either value."""
    top: dict[object, float] = defaultdict(lambda: -np.inf)
    for row, value in zip(rows, odds, strict=True):
        for place, other in (row.places, row.places[::-1]):
            top[row.corpus, place, other[0]] = max(top[row.corpus, place, other[0]], value)
    return [
        (float(value), row)
        for row, value in zip(rows, odds, strict=True)
        if all(value >= top[row.corpus, place, other[0]] for place, other in (row.places, row.places[::-1]))
    ]


def linkage(table: str, names: Sequence[str], weights: np.ndarray, threshold: float) -> str:
    """Write the weights as a table of a card."""
    lines = [
        f"{json.dumps(name) if ' ' in name else name} = {weight:.2f}"
        for name, weight in zip(names[1:], weights[1:], strict=True)
    ]
    return (
        f"[{table}]\nthreshold = {threshold:g}\nbias = {weights[0]:.2f}\n[{table}.weights]\n"
        + "\n".join(sorted(lines))
        + "\n"
    )


def with_linkage(card: str, name: str, table: str) -> str:
    """Put the table before the first example, instead of the one that is there."""
    plain = re.sub(rf"\[{name}\]\n.*?(?=\[\[example\]\]|\[(?!{name})\w+\]\n)", "", card, flags=re.DOTALL)
    first = plain.index("[[example]]")
    return f"{plain[:first]}{table}\n{plain[first:]}"


if __name__ == "__main__":
    main()
