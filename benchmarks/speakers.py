"""How often the person whom a source is resolved to is right: judged by reading, recomputed for the present output.

Judgements hold the id of an article, the offsets of a quote's content, the name that was given when somebody read it,
and the verdict (right, wrong, cannot tell, unresolved); no words of the articles. A name given now that differs from
the one judged is counted as changed, and wants a reader.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from common import Row, folder, percent, quotecheck, read_rows, table, write_rows

JUDGEMENTS = Path(__file__).parent / "judgements" / "speakers.jsonl"
# Words of a name that are kept: longer ones are descriptions in the article's own words.
MOST_WORDS = 4


def main() -> None:
    """Extract the judged articles and print the shares, and with `--list` what has changed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path, metavar="ARTICLES", help="the articles that were judged, one a line")
    parser.add_argument("--judgements", type=Path, default=JUDGEMENTS)
    parser.add_argument("--list", action="store_true", help="print what is no longer as it was judged")
    asked = parser.parse_args()
    judged = read_rows(asked.judgements)
    wanted = {row["article_id"] for row in judged}
    with folder(None) as made:
        source = write_rows(made / "articles.jsonl", (row for row in read_rows(asked.articles) if row["id"] in wanted))
        quotecheck("extract", source, "-o", made / "quotes.jsonl")
        given = {key(row["article_id"], spans(row), row["cue"]): name(row) for row in read_rows(made / "quotes.jsonl")}
    verdicts = [(row, verdict(row, given)) for row in judged]
    found = Counter(now for _, now in verdicts)
    resolved = sum(found.values()) - found["unresolved"] - found["gone"]
    rows = [[now, number] for now, number in sorted(found.items())]
    rows += [["resolved, %", percent(resolved, len(judged))]]
    rows += [["right of those resolved and judged, %", percent(found["right"], found["right"] + found["wrong"])]]
    print(table(["", "quotes"], rows))
    for row, now in verdicts if asked.list else ():
        if now != row["verdict"]:
            print(row["article_id"], row["content"], row["speaker"], row["verdict"], "->", now)


def spans(row: Row) -> list[list[int]]:
    """Give the offsets of a quote's content."""
    return [[span["start"], span["end"]] for span in row["content"]]


def key(article: str, content: list[list[int]], cue: Row | list[int] | None) -> str:
    """Name a quote by where its content and its cue stand."""
    at = [cue["start"], cue["end"]] if isinstance(cue, dict) else cue
    return f"{article} {content} {at}"


def name(row: Row) -> str | None:
    """Give the name of the speaker of a quote, the first words of a long one: a description is the article's own."""
    return " ".join(row["speaker"]["name"].split()[:MOST_WORDS]) if row["speaker"] else None


def verdict(row: Row, given: dict[str, str | None]) -> str:
    """Give the verdict on a judged quote as it comes out now."""
    at = key(row["article_id"], row["content"], row["cue"])
    if at not in given:
        return "gone"
    now = given[at]
    if now is None:
        return "unresolved"
    return str(row["verdict"]) if now == row["speaker"] else "changed"


if __name__ == "__main__":
    main()
