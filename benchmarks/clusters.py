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
    parser.add_argument("--judged", type=Path, metavar="FILE", help="findings that a person judged: how many are real")
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
    if asked.judged:
        print(table(["judged", "real", "not judged"], [judged(conflicts, read_rows(asked.judged))]))
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


def judged(conflicts: Sequence[Row], judgements: Sequence[Row]) -> list[object]:
    """Count the findings that were judged, those judged real, and those that nobody has read yet.

    A judgement is `{"kind", "sides": [[article id, start, end], …], "verdict": real|false}`; it is of a finding of that
    kind with two of these sides or more.
    """
    verdicts = [next((known["verdict"] for known in judgements if _same(known, one)), None) for one in conflicts]
    return [len(verdicts) - verdicts.count(None), verdicts.count("real"), verdicts.count(None)]


def _same(judgement: Row, finding: Row) -> bool:
    sides = {(side["article_id"], side["start"], side["end"]) for side in finding["sides"]}
    return judgement["kind"] == finding["kind"] and len(sides & set(map(tuple, judgement["sides"]))) > 1


def drawn(conflicts: Sequence[Row], number: int) -> list[Row]:
    """Draw findings by a hash of their ids: the same ones each time, whatever else was found."""
    return sorted(conflicts, key=lambda finding: hashlib.sha256(finding["id"].encode()).hexdigest())[:number]


if __name__ == "__main__":
    main()
