"""Findings on clusters of real articles that have an event each: how many, across two events, and a sample to read.

A line of ARTICLES is `{"id", "event", "title", "text"}`. Each article counts as an outlet of its own, without a date.
A finding whose sides are of two events is false; the others can only be read.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from common import Row, folder, quotecheck, read_rows, table, write_rows


def main() -> None:
    """Cross-check, count and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path, metavar="ARTICLES")
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="print so many findings of conflict to read")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="leave the findings here")
    asked = parser.parse_args()
    rows = read_rows(asked.articles)
    events = {row["id"]: row["event"] for row in rows}
    with folder(asked.keep) as made:
        given = write_rows(made / "articles.jsonl", map(article, rows))
        quotecheck("crosscheck", given, "-o", made / "findings.jsonl")
        found = read_rows(made / "findings.jsonl")
    conflicts = [finding for finding in found if finding["verdict"] == "conflict"]
    print(table(["kind", "conflicts", "across events"], counts(conflicts, events)))
    for finding in drawn(conflicts, asked.sample):
        print(f"\n{finding['kind']}, {finding['slot']}: {finding['reason']}")
        for side in finding["sides"]:
            print(f"  {side['article_id']} [{side['value']}] {side['text']}")


def article(row: Row) -> Row:
    """Give the envelope: the id is the outlet."""
    return {"id": row["id"], "outlet": row["id"], "title": row.get("title"), "text": row["text"]}


def counts(conflicts: Sequence[Row], events: Mapping[str, str]) -> list[list[object]]:
    """Count by kind, the sum last."""
    kinds = Counter(finding["kind"] for finding in conflicts)
    across = Counter(f["kind"] for f in conflicts if len({events[side["article_id"]] for side in f["sides"]}) > 1)
    rows: list[list[object]] = [[kind, kinds[kind], across[kind]] for kind in sorted(kinds)]
    return [*rows, ["all", kinds.total(), across.total()]]


def drawn(conflicts: Sequence[Row], number: int) -> list[Row]:
    """Draw findings by a hash of their ids: the same ones each time, whatever else was found."""
    return sorted(conflicts, key=lambda finding: hashlib.sha256(finding["id"].encode()).hexdigest())[:number]


if __name__ == "__main__":
    main()
