"""Attributions of PolNeAR, found with attitudes and without, scored by a scorer for its gold.

The scorer is called as `SCORER GOLD PREDICTIONS…`; a line of predictions is
`{"doc_id", "quotes": [{"content": [[start, end]…], "cue": [[start, end]], "source": [[start, end]]}]}`.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from common import Row, folder, quotecheck, read_rows, scored, write_rows


def main() -> None:
    """Extract, score and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, metavar="GOLD", help="gold, one document a line with its doc_id")
    parser.add_argument("articles", type=Path, metavar="ARTICLES", help="the articles, one a line; id is the doc_id")
    parser.add_argument("--scorer", type=Path, required=True, help="the script that scores")
    parser.add_argument("--limit", type=int, help="take the first so many articles")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="leave the predictions here")
    asked = parser.parse_args()
    articles = read_rows(asked.articles, asked.limit)
    wanted = {row["id"] for row in articles}
    with folder(asked.keep) as made:
        gold = write_rows(made / "gold.jsonl", (row for row in read_rows(asked.gold) if row["doc_id"] in wanted))
        source = write_rows(made / "articles.jsonl", articles)
        found = [predict(source, made, name, *options) for name, options in WAYS.items()]
        print(f"{len(articles)} articles\n\n{scored(asked.scorer, gold, *found)}")


WAYS: dict[str, list[str]] = {"without-attitudes": [], "with-attitudes": ["--attitudes"]}


def predict(source: Path, made: Path, name: str, *options: str) -> Path:
    """Extract and give the file of predictions."""
    quotes = made / f"quotes-{name}.jsonl"
    quotecheck("extract", source, "-o", quotes, *options)
    return write_rows(made / f"{name}.jsonl", predictions(read_rows(quotes)))


def predictions(quotes: Iterable[Row]) -> list[Row]:
    """Give quote records as predictions, a document a row."""
    by_document: dict[str, list[Row]] = defaultdict(list)
    for quote in quotes:
        spans = {name: [quote[name]] if quote[name] else [] for name in ("cue", "source")}
        spans["content"] = quote["content"]
        row = {name: [[span["start"], span["end"]] for span in found] for name, found in spans.items()}
        by_document[quote["article_id"]].append(row)
    return [{"doc_id": name, "quotes": rows} for name, rows in by_document.items()]


if __name__ == "__main__":
    main()
