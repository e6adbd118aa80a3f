"""Sentence pairs, scored by a scorer for gold with `{"id", "text_a", "text_b", "label"}` a line.

The scorer is called as `SCORER GOLD PREDICTIONS` and prints `name=value` pairs.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from common import folder, quotecheck, read_rows, scored, table, write_rows

SHOWN = ("n", "pos", "tp", "fp", "precision", "recall", "f1", "fp_on_entailment", "fp_on_neutral")


def main() -> None:
    """Label, score and print a row for each file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, metavar="GOLD", nargs="+")
    parser.add_argument("--scorer", type=Path, required=True, help="the script that scores")
    parser.add_argument("--limit", type=int, help="take the first so many pairs of each file")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="leave the predictions here")
    asked = parser.parse_args()
    with folder(asked.keep) as made:
        rows = [[gold.stem, *figures(gold, asked.scorer, asked.limit, made)] for gold in asked.gold]
    print(table(["pairs", *SHOWN], rows))


def figures(gold: Path, scorer: Path, limit: int | None, made: Path) -> list[str]:
    """Label the pairs of one file and give its figures."""
    taken = write_rows(made / gold.name, read_rows(gold, limit))
    found = made / f"{gold.stem}-found.jsonl"
    quotecheck("crosscheck", "--pairs", taken, "-o", found)
    pairs = dict(pair.split("=", 1) for pair in scored(scorer, taken, found).split())
    return [pairs[name] for name in SHOWN]


if __name__ == "__main__":
    main()
