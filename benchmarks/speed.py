"""Words per second of extract and of build against the bare spaCy pipeline, on the same text in the same process.

The bare pipeline is the model as it comes, all components, `nlp.pipe` over the texts of the articles. Rounds are
interleaved, so that a busy machine slows all three; figures are medians over the rounds. Words are white-space tokens.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import spacy
from common import read_rows, table, write_rows

from quotecheck import analysis, run
from quotecheck.language.model import load_model, model_name

Work = Callable[[], None]


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path, metavar="ARTICLES", help="articles, one JSON object a line")
    parser.add_argument("--limit", type=int, help="take the first so many articles")
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    rows = read_rows(asked.articles, asked.limit)
    with tempfile.TemporaryDirectory() as made:
        source = write_rows(Path(made) / "articles.jsonl", rows)
        print(measured(source, [row["text"] for row in rows], asked.rounds))


def measured(source: Path, texts: list[str], rounds: int) -> str:
    """Give the table for some articles, by rounds of all three ways."""
    full = spacy.load(model_name())
    load_model()("Warm up.")
    ways: dict[str, Work] = {
        "bare pipeline": lambda: _drain(full, texts),
        "extract": lambda: _extract(source),
        "build": lambda: _build(source),
    }
    full("Warm up.")
    wall: dict[str, list[float]] = {way: [] for way in ways}
    cpu: dict[str, list[float]] = {way: [] for way in ways}
    for _ in range(rounds):
        for way, work in ways.items():
            took = _timed(work)
            wall[way].append(took[0])
            cpu[way].append(took[1])
    words = sum(len(text.split()) for text in texts)
    head = ["", "words/s", "ratio", "words/s of CPU time", "ratio of CPU time"]
    body = [[way, *_figures(words, wall, way), *_figures(words, cpu, way)] for way in ways]
    about = f"{len(texts)} articles, {words:,} words, median of {rounds} rounds, {model_name()}, one worker"
    return f"{about}\n\n{table(head, body)}"


def _figures(words: int, times: dict[str, list[float]], way: str) -> list[str]:
    bare, own = statistics.median(times["bare pipeline"]), statistics.median(times[way])
    return [f"{words / own:,.0f}", f"{bare / own:.2f}"]


def _timed(work: Work) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu


def _drain(nlp: spacy.language.Language, texts: list[str]) -> None:
    for _ in nlp.pipe(texts):
        pass


def _extract(source: Path) -> None:
    for result in run.analyses(run.load([str(source)]).articles, analysis.Settings(), statements=False):
        for quote in result.quotes:
            quote.to_json()


def _build(source: Path) -> None:
    with tempfile.TemporaryDirectory() as made:
        run.build([str(source)], Path(made), settings=analysis.Settings())


if __name__ == "__main__":
    main()
