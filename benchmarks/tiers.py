"""How often the quotations of each tier are right: precision and recall of A, B and C, alone and together.

The scorer is called as `SCORER GOLD PREDICTIONS…` with predictions as in `polnear.py`. It prints a Markdown table for
each file, under `## NAME`: a row each for `all`, `direct`, `mixed` and `indirect` with, among others, the columns
`pred` and `overlap P` and, right behind that, the recall. `--write` makes docs/reference/tiers.md of the figures.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path

from common import Row, folder, quotecheck, read_rows, scored, table, write_rows
from polnear import WAYS, predictions

from quotecheck.language.model import model_version

KINDS = ("all", "direct", "mixed", "indirect")
TOGETHER = ("A", "B", "C", "AB", "ABC")
PAGE = """<!-- Made by benchmarks/tiers.py; do not edit. -->
# Tiers

The `tier` of a record says how often its form is right. It belongs to the rule that made it, and is no probability of
the one record: no rule can say how often the parse under it is wrong.

| tier | right, of 100 | what it holds |
| --- | --- | --- |
| A | {A} | words in marks with cue and source beside them; the clause of a sure verb of saying |
| B | {B} | what an infinitive, an object, a preposition or a noun introduces; what is told at second hand; attitudes |
| C | {C} | marks without a cue or with a fault; what seems so to nobody in particular |
| D | – | guesses; they are left out unless `--all-tiers` asks for them |

Take A where nobody looks and one in {lost} may be wrong. Take all, the default, where somebody looks, or where a
quotation missed costs more than a wrong one. Every record has its tier, so you can choose later.

## Figures

{about}.

Precision (P) and recall (R) are in per cent. The table above has the precision without attitudes, which is the default.
A kind's precision is that of the quotations found of this kind, its recall that over the annotators' attributions of
this kind.

{tables}

*Right* means that the annotators have an attribution with these words: the words of both contents, without marks and
commas, have a Jaccard index of one half or more, one to one. Who said it is not asked. The annotators mark the
outermost attribution only, and attitudes too: a quotation that is rightly found inside another counts as wrong, and
without attitudes the recall cannot be high. The rules were tuned on these articles, so unseen ones will give less.

`python benchmarks/tiers.py GOLD ARTICLES --scorer SCORER --write docs/reference/tiers.md` makes this page; see
[how to reproduce the figures](../how-to/reproduce-figures.md#on-annotated-news).
"""

# Of each kind: how many were found, precision and recall, as they are printed.
Figures = Mapping[str, tuple[str, str, str]]


def main() -> None:
    """Extract, score the tiers and print, or write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, metavar="GOLD", help="gold, one document a line with its doc_id")
    parser.add_argument("articles", type=Path, metavar="ARTICLES", help="the articles, one a line; id is the doc_id")
    parser.add_argument("--scorer", type=Path, required=True, help="the script that scores")
    parser.add_argument("--data", default="PolNeAR, training part", help="what the page calls the data")
    parser.add_argument("--limit", type=int, help="take the first so many articles")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="leave the predictions here")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="write the page of the reference")
    asked = parser.parse_args()
    articles = read_rows(asked.articles, asked.limit)
    wanted = {row["id"] for row in articles}
    with folder(asked.keep) as made:
        gold = write_rows(made / "gold.jsonl", (row for row in read_rows(asked.gold) if row["doc_id"] in wanted))
        source = write_rows(made / "articles.jsonl", articles)
        files = [file for way, options in WAYS.items() for file in predict(source, made, way, *options)]
        figures = dict(read_tables(scored(asked.scorer, gold, *files)))
    about = f"{asked.data}: {len(articles)} articles, read with {model_version()}"
    if asked.write is None:
        print(f"{about}\n\n{tables(figures)}")
    else:
        asked.write.write_text(page(about, figures), encoding="utf-8", newline="\n")


def predict(source: Path, made: Path, way: str, *options: str) -> Iterator[Path]:
    """Extract, and yield a file of predictions for each choice of tiers."""
    found = made / f"quotes-{way}.jsonl"
    quotecheck("extract", source, "-o", found, *options)
    quotes = read_rows(found)
    for tiers in TOGETHER:
        rows: list[Row] = predictions(quote for quote in quotes if quote["tier"] in tiers)
        yield write_rows(made / f"{way}-{tiers}.jsonl", rows)


def read_tables(printed: str) -> Iterator[tuple[str, Figures]]:
    """Yield the figures of each file that was scored, by its name."""
    for part in printed.split("## ")[1:]:
        lines = [line for line in part.splitlines() if line.startswith("|")]
        head, *body = ([cell.strip() for cell in line.strip("| ").split("|")] for line in lines)
        pred, precision = head.index("pred"), head.index("overlap P")
        rows = {row[0]: (row[pred], row[precision], row[precision + 1]) for row in body}
        yield part.splitlines()[0].strip(), {kind: rows[kind] for kind in KINDS}


def tables(figures: Mapping[str, Figures]) -> str:
    """Give a table for each way to extract, a line for each choice of tiers."""
    head = ["tiers", *(cell for kind in KINDS for cell in (kind, "P", "R"))]
    parts = []
    for way in WAYS:
        rows = ([" + ".join(tiers), *_cells(figures[f"{way}-{tiers}"])] for tiers in TOGETHER)
        parts.append(f"{way.replace('-', ' ').capitalize()}:\n\n{table(head, rows)}")
    return "\n\n".join(parts)


def _cells(figures: Figures) -> list[str]:
    return [cell for kind in KINDS for cell in figures[kind]]


def page(about: str, figures: Mapping[str, Figures]) -> str:
    """Give the page of the reference."""
    precision = {tier: float(figures[f"without-attitudes-{tier}"]["all"][1]) for tier in "ABC"}
    return PAGE.format(
        about=about,
        tables=tables(figures),
        lost=round(100 / (100 - precision["A"])),
        **{tier: round(share) for tier, share in precision.items()},
    )


if __name__ == "__main__":
    main()
