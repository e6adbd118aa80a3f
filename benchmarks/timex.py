"""Time expressions, scored by a scorer for gold with `{"doc_id", "dct", "text", "timexes"}` a line.

The scorer is called as `SCORER GOLD PREDICTIONS` and prints `name=value` pairs.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from common import Row, folder, quotecheck, read_rows, scored, table, write_rows


def main() -> None:
    """Tag, score and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, metavar="GOLD")
    parser.add_argument("--scorer", type=Path, required=True, help="the script that scores")
    parser.add_argument("--ignore-type", action="store_true", help="passed on: the gold's types say nothing")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="leave the predictions here")
    asked = parser.parse_args()
    rows = read_rows(asked.gold)
    with folder(asked.keep) as made:
        source = write_rows(made / "articles.jsonl", map(article, rows))
        quotecheck("timex", source, "-o", made / "timex.jsonl")
        options = ["--ignore-type"] if asked.ignore_type else []
        figures = scored(asked.scorer, asked.gold, made / "timex.jsonl", *options)
    print(f"{len(rows)} documents\n\n{table(['figure', 'value'], (pair.split('=', 1) for pair in figures.split()))}")


def article(row: Row) -> Row:
    """Give a gold document as an article."""
    return {"id": row["doc_id"], "published": row.get("dct"), "text": row["text"]}


if __name__ == "__main__":
    main()
