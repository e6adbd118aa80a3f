"""Conflicts between articles, scored by a scorer that holds its own gold.

The scorer is called as `SCORER conflicts FINDINGS` and `SCORER quotes QUOTES`, with records as the two commands
write them.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from common import folder, quotecheck, scored


def main() -> None:
    """Cross-check, extract, score and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path, metavar="ARTICLES")
    parser.add_argument("--scorer", type=Path, required=True, help="the script that scores")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="leave the predictions here")
    asked = parser.parse_args()
    with folder(asked.keep) as made:
        for what, command in {"conflicts": "crosscheck", "quotes": "extract"}.items():
            found = made / f"{what}.jsonl"
            quotecheck(command, asked.articles, "-o", found)
            print(f"## {what}\n\n```text\n{scored(asked.scorer, what, found)}\n```\n")


if __name__ == "__main__":
    main()
