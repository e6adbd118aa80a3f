"""Time and memory of `quotecheck diff` over two invented sets of quotes: `python benchmarks/differing.py 1000000`."""

from __future__ import annotations

import argparse
import json
import random
import resource
import time
from collections.abc import Iterator
from pathlib import Path

from common import Row, folder, quotecheck, table

from quotecheck.records import Article, Quote, Speaker
from quotecheck.store import dataset
from quotecheck.store.jsonl import write_lines

PER_ARTICLE = 15
SPEAKERS = 20_000
WORDS = (
    "the",
    "quay",
    "council",
    "lamp",
    "ferry",
    "will",
    "not",
    "close",
    "harbour",
    "crowns",
    "pay",
    "winter",
    "goats",
)
# What becomes of a quote in the second set, of a thousand: the rest stays as it is.
FATES = (("removed", 10), ("added", 10), ("changed", 20), ("moved", 20), ("renamed", 10))


def main() -> None:
    """Make two sets of each size, compare them in a process of its own, and print time, memory and what was told."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="+", metavar="QUOTES")
    parser.add_argument("--keep", type=Path, help="where the datasets are left")
    asked = parser.parse_args()
    rows = []
    with folder(asked.keep) as made:
        for size in asked.sizes:
            sides = made / f"{size}a", made / f"{size}b"
            if not all((side / "quotes/quotes.jsonl").is_file() for side in sides):
                make(size, *sides)
            seconds, gigabytes, told = compared(*sides, made / f"{size}.jsonl")
            rows.append([f"{size:,}", f"{seconds:.1f}", f"{gigabytes:.2f}", told])
    print(table(["quotes a side", "seconds", "GiB", "quotes told"], rows))


def make(size: int, before: Path, after: Path) -> None:
    """Write two datasets of so many quotes, of which seven in a hundred differ."""
    for side in (before, after):
        for name in dataset.LAYOUT:
            (side / name).parent.mkdir(parents=True, exist_ok=True)
            (side / name).touch()
        write_lines(side / "articles/articles.jsonl", _articles(size))
        write_lines(side / "speakers/speakers.jsonl", _speakers())
    names = (side / "quotes/quotes.jsonl" for side in (before, after))
    with next(names).open("w", encoding="utf-8") as left, next(names).open("w", encoding="utf-8") as right:
        for row, fate in _quotes(size, random.Random(7)):
            if fate != "added":
                left.write(f"{_line(row)}\n")
            if fate != "removed":
                right.write(f"{_line(altered(row, fate))}\n")


def _line(row: Row) -> str:
    return json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _quotes(size: int, rng: random.Random) -> Iterator[tuple[Row, str]]:
    template = json.loads(_template().to_json())
    fates = [name for name, share in FATES for _ in range(share)]
    for n in range(size):
        words = " ".join(rng.choices(WORDS, k=12)) + f" {n}"
        start = 60 * (n % PER_ARTICLE)
        span = {"start": start, "end": start + len(words), "text": words}
        who = rng.randrange(SPEAKERS)
        draw = rng.randrange(1000)
        yield (
            template
            | {
                "id": f"q:{n:016x}",
                "article_id": f"a:{n // PER_ARTICLE}",
                "content": [span],
                "quoted": [span],
                "speaker": {"id": f"speaker:{who}", "kind": "person", "name": f"Person {who}"},
            },
            fates[draw] if draw < len(fates) else "same",
        )


def altered(row: Row, fate: str) -> Row:
    """Give what becomes of a quote."""
    if fate == "changed":
        return row | {"act": "denial"}
    if fate == "moved":
        moved = [{**row["content"][0], "start": row["content"][0]["start"] + 7, "end": row["content"][0]["end"] + 7}]
        return row | {"content": moved, "quoted": moved}
    return row | {"id": f"{row['id']}z"} if fate == "renamed" else row


def _template() -> Quote:
    return Quote.model_validate({
        "id": "q", "article_id": "a", "type": "direct", "content": (), "source": None, "speaker": None, "tier": "A",
        "rule": "direct-before-cue", "cue": {"start": 1, "end": 5, "text": "said", "lemma": "say", "class": "say"},
    })  # fmt: skip


def _articles(size: int) -> Iterator[str]:
    ids = sorted(f"a:{n}" for n in range((size + PER_ARTICLE - 1) // PER_ARTICLE))
    return (Article(id=id_, text=f"Text of {id_}").to_json() for id_ in ids)


def _speakers() -> Iterator[str]:
    rows = sorted((f"speaker:{n}", f"Person {n}") for n in range(SPEAKERS))
    return (Speaker(id=id_, name=name, kind="person").to_json() for id_, name in rows)


def compared(before: Path, after: Path, out: Path) -> tuple[float, float, str]:
    """Compare two datasets in a process of its own; give seconds, GiB at the most, and the counts of quotes."""
    begun = time.perf_counter()
    quotecheck("diff", before, after, "--format", "json", "-o", out)
    seconds = time.perf_counter() - begun
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    with out.open("rb") as file:
        file.seek(max(0, out.stat().st_size - 4096))
        counts = json.loads(file.read().splitlines()[-1])["counts"]["quote"]
    return seconds, most / 2**20, ", ".join(f"{count:,} {change}" for change, count in sorted(counts.items()))


if __name__ == "__main__":
    main()
