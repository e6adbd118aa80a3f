"""Time and memory of a cross-check over an invented dataset: `python benchmarks/scale.py 100000 1000000`."""

from __future__ import annotations

import argparse
import json
import resource
import time
from pathlib import Path

from common import folder, quotecheck, table
from synthetic import coverage

from quotecheck.records import Article, Assertion, content_id
from quotecheck.store import dataset


def main() -> None:
    """Make a dataset of each size, check it in a process of its own, and print time, memory and findings."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="+", metavar="ASSERTIONS")
    parser.add_argument("--keep", type=Path, help="where the datasets are left")
    asked = parser.parse_args()
    rows = []
    with folder(asked.keep) as made:
        for size in asked.sizes:
            place = made / str(size)
            articles = make(place, size)
            seconds, gigabytes, findings = checked(place)
            rows.append([size, articles, f"{seconds:.1f}", f"{1e6 * seconds / size:.0f}", f"{gigabytes:.2f}", findings])
    print(table(["assertions", "articles", "seconds", "µs each", "GiB", "findings"], rows))


def make(place: Path, size: int) -> int:
    """Write a dataset of so many assertions, if it is not there, and give the number of its articles."""
    names = [place / name for name in dataset.LAYOUT]
    if not (place / dataset.MANIFEST).is_file():
        for name in names:
            name.parent.mkdir(parents=True, exist_ok=True)
            name.touch()
        _write(place / "articles/articles.jsonl", place / "assertions/assertions.jsonl", size)
        (place / dataset.MANIFEST).write_text("{}\n")
    with names[0].open() as lines:
        return sum(1 for _ in lines)


def _write(articles: Path, assertions: Path, size: int) -> None:
    with articles.open("w") as told, assertions.open("w") as stated:
        for article, rows in coverage(size):
            told.write(f"{Article.model_validate(article).to_json()}\n")
            for row in rows:
                id_ = content_id("s", article["id"], row["start"])
                stated.write(f"{Assertion.model_validate_json(json.dumps(row | {'id': id_})).to_json()}\n")


def checked(place: Path) -> tuple[float, float, int]:
    """Cross-check a dataset in a process of its own; give seconds, GiB at the most, and the number of findings."""
    out = place / "out.jsonl"
    begun = time.perf_counter()
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    quotecheck("crosscheck", place, "-o", out)
    most = max(before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    with out.open() as lines:
        return time.perf_counter() - begun, most / 2**20, sum(1 for _ in lines)


if __name__ == "__main__":
    main()
