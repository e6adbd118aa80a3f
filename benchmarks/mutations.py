"""Random mutations of the paragraphs of real articles: none may raise, misplace a span or meddle with other paragraphs.

Each case is a few paragraphs of one article of which one is mutated, one to four times over: marks dropped, doubled,
swapped and added, odd characters, other line ends, words cut or run together. What is checked, and what a paragraph may
change of the others, is said in `mutating.py`. The same seed gives the same cases.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from common import Row, read_rows, table
from mutating import KINDS, Step, changed, faults, paragraphs

from quotecheck.analysis import Analysis, Job, Settings, analyse
from quotecheck.records import Article

# Everything that can be found is: attitudes, and the guesses that are left out by default.
SETTINGS = Settings(attitudes=True, lowest_tier="D")
PARAGRAPHS = 8
STEPS = 4
# Cases that share their paragraphs, which are read once.
TOGETHER = 4


@dataclass(frozen=True, slots=True)
class Case:
    """Some paragraphs, which of them is mutated, and how."""

    article: Article
    paragraph: int
    steps: tuple[Step, ...]


def main() -> None:
    """Mutate, check and print; the exit status is 1 where something broke."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path, metavar="ARTICLES", help="articles, one JSON object a line")
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    taken: Counter[str] = Counter()
    broken: Counter[str] = Counter()
    found = []
    for case, wrong in checked(read_rows(asked.articles), asked.count, random.Random(asked.seed)):
        kinds = {step.kind for step in case.steps}
        taken.update(kinds)
        if wrong:
            broken.update(kinds)
            found.append(smallest(case))
    print(f"{asked.count} cases, {len(found)} broken\n")
    print(table(["mutation", "cases", "broken"], [(kind, taken[kind], broken[kind]) for kind in KINDS]))
    print("".join(map(shown, found)))
    sys.exit(bool(found))


def checked(rows: Sequence[Row], count: int, rng: random.Random) -> Iterator[tuple[Case, bool]]:
    """Yield as many cases as asked for, and whether each is broken."""
    for done in range(0, count, TOGETHER):
        article = excerpt(rng.choice(rows), rng)
        places = range(len(paragraphs(article.text)))
        before = analysed(article)
        for _ in range(min(TOGETHER, count - done)):
            case = Case(article, rng.choice(places), steps(rng))
            yield case, any(True for _ in broken_by(case, before))


def excerpt(row: Row, rng: random.Random) -> Article:
    """Take some paragraphs in a row out of an article."""
    places = paragraphs(row["text"])
    first = rng.randrange(max(len(places) - PARAGRAPHS, 0) + 1)
    last = places[first : first + PARAGRAPHS][-1]
    text = row["text"][places[first][0] : last[1]].rstrip()
    return Article(id=row["id"], title=row.get("title"), published=row.get("published"), text=text)


def steps(rng: random.Random) -> tuple[Step, ...]:
    """Draw one to four mutations."""
    return tuple(Step(rng.choice(list(KINDS)), rng.random(), rng.random()) for _ in range(rng.randint(1, STEPS)))


def analysed(article: Article) -> Analysis:
    """Read an article for all that is in it."""
    return analyse(Job(article=article, settings=SETTINGS))


def broken_by(case: Case, before: Analysis | None = None) -> Iterator[str]:
    """Yield what a case breaks."""
    text = case.article.text
    change = changed(text, paragraphs(text)[case.paragraph], case.steps)
    after = analysed(case.article.model_copy(update={"text": change.of(text)}))
    return faults(before or analysed(case.article), after, change)


def smallest(case: Case) -> Case:
    """Leave out of a broken case what it is broken without: mutations, then paragraphs."""
    for smaller in _smaller(case):
        if any(True for _ in broken_by(smaller)):
            return smallest(smaller)
    return case


def _smaller(case: Case) -> Iterator[Case]:
    for at in range(len(case.steps)):
        yield replace(case, steps=case.steps[:at] + case.steps[at + 1 :])
    text = case.article.text
    places = paragraphs(text)
    for at, (start, end) in enumerate(places):
        if at != case.paragraph:
            article = case.article.model_copy(update={"text": text[:start] + text[end:]})
            yield replace(case, article=article, paragraph=case.paragraph - (at < case.paragraph))


def shown(case: Case) -> str:
    """Give a broken case as something to try."""
    text = case.article.text
    change = changed(text, paragraphs(text)[case.paragraph], case.steps)
    kinds = ", ".join(step.kind for step in case.steps)
    lines = [f"\n{case.article.id}: {kinds}", f"  before: {text!r}", f"  after:  {change.of(text)!r}"]
    return "\n".join([*lines, *(f"  {fault}" for fault in broken_by(case))]) + "\n"


if __name__ == "__main__":
    main()
