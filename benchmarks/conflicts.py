"""Conflicts between articles and their quotations, scored by a scorer that holds its own gold.

The scorer is called as `SCORER conflicts FINDINGS` and `SCORER quotes QUOTES` and prints a JSON object. A quote is
`{"article_id", "kind", "content": [[start, end]…], "speaker", "said_on", "reported_by"}`, findings are as `crosscheck`
writes them.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from common import Row, folder, quotecheck, read_rows, scored, table, write_rows


def main() -> None:
    """Cross-check, extract, score and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path, metavar="ARTICLES")
    parser.add_argument("--scorer", type=Path, required=True, help="the script that scores")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="leave the predictions here")
    asked = parser.parse_args()
    with folder(asked.keep) as made:
        quotecheck("crosscheck", asked.articles, "-o", made / "conflicts.jsonl")
        quotecheck("extract", asked.articles, "-o", made / "records.jsonl")
        write_rows(made / "quotes.jsonl", map(prediction, read_rows(made / "records.jsonl")))
        for what in ("conflicts", "quotes"):
            figures = json.loads(scored(asked.scorer, what, made / f"{what}.jsonl"))
            print(table([what, "value"], flat(figures)), end="\n\n")


def prediction(quote: Row) -> Row:
    """Give a quote record as the scorer wants it; a date counts where the article's own words give it."""
    said_on = quote["said_on"]
    return {
        "article_id": quote["article_id"],
        "kind": quote["type"],
        "content": [[span["start"], span["end"]] for span in quote["content"]],
        "speaker": quote["speaker"] and quote["speaker"]["name"],
        "said_on": said_on["value"] if said_on["basis"] in {"explicit", "relative"} else None,
        "reported_by": quote["chain"][0]["name"] if quote["chain"] else None,
    }


def flat(figures: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield a nested object of figures as names and values; lists are left out."""
    for name, value in figures.items():
        if isinstance(value, dict):
            yield from flat(value, f"{prefix}{name} ")
        elif not isinstance(value, list):
            yield f"{prefix}{name}".replace("_", " "), f"{value:.3f}" if isinstance(value, float) else str(value)


if __name__ == "__main__":
    main()
