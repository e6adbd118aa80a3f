"""Measure `quotecheck validate`: records per second of one core, and the most memory, on N made quotes.

    python benchmarks/validate_rate.py 100000 FOLDER

Articles of ten invented sentences each, one quote a sentence, ids as a build makes them; the folder is made if need be.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from quotecheck.records import (
    Article,
    Cue,
    Quote,
    SaidOn,
    Span,
    Speaker,
    SpeakerRef,
    canonical_json,
    content_id,
)
from quotecheck.validation import validate

PER_ARTICLE = 10
NAMES = ("Ines Vale", "Tobin Vale", "Mara Ollenby", "Hal Quist", "Goran Hesk")
WHO = [SpeakerRef(id=f"speaker:{name.lower().replace(' ', '-')}", name=name, kind="person") for name in NAMES]


def made(count: int) -> Iterator[tuple[Article, list[Quote]]]:
    """Yield articles with their quotes."""
    for number in range(count // PER_ARTICLE):
        id_ = f"a{number:07d}"
        sentences = [
            f'"The pier of district {number} will stay open for {nth + 2} more weeks this spring," said '
            f"{WHO[nth % len(WHO)].name}, after a vote of the harbour board on Monday."
            for nth in range(PER_ARTICLE)
        ]
        text = "\n\n".join(sentences)
        starts = [sum(len(sentence) + 2 for sentence in sentences[:nth]) for nth in range(PER_ARTICLE)]
        quotes = [_quote(id_, text, start, WHO[nth % len(WHO)]) for nth, start in enumerate(starts)]
        yield Article(id=id_, outlet="The Tern", published="2031-05-05T10:00:00Z", language="en", text=text), quotes


def _quote(article: str, text: str, start: int, who: SpeakerRef) -> Quote:
    end = text.index('"', start + 1)
    span = Span(start=start + 1, end=end, text=text[start + 1 : end])
    cue, source = end + 2, end + 7
    return Quote(
        id=content_id("q", article, "direct", [span.text], "said"),
        article_id=article,
        type="direct",
        content=(span,),
        quoted=(span,),
        cue=Cue(start=cue, end=cue + 4, text=text[cue : cue + 4], lemma="say", class_="say"),
        source=Span(start=source, end=source + len(who.name), text=who.name),
        speaker=who,
        said_on=SaidOn(value="2031-05-05", basis="published"),
        rule="direct-before-cue",
        tier="A",
    )


def write(count: int, folder: Path) -> None:
    """Write the records as three files of JSON Lines; quotes in the order of their ids, as in a dataset."""
    for name in ("articles", "quotes", "speakers"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    lines: list[str] = []
    with (folder / "articles/articles.jsonl").open("w", encoding="utf-8") as articles:
        for article, quotes in made(count):
            articles.write(article.to_json() + "\n")
            lines += [quote.to_json() for quote in quotes]
    lines.sort(key=lambda line: line[line.index('"id":"q:') :][:24])
    (folder / "quotes/quotes.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    speakers = "".join(canonical_json(Speaker(**who.model_dump()).model_dump(mode="json")) + "\n" for who in WHO)
    (folder / "speakers/speakers.jsonl").write_text(speakers, encoding="utf-8")


def main() -> None:
    """Make the records where there are none, check them, and tell how fast that was."""
    count, folder = int(sys.argv[1]), Path(sys.argv[2])
    if not folder.exists():
        write(count, folder)
        print(f"{count:,} quotes written to {folder}; run it again to measure")
        return
    before = time.process_time()
    problems = validate([folder]).problems
    seconds = time.process_time() - before
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rate = f"{seconds:.1f} s of CPU, {count / seconds:,.0f} quotes/s, {memory:.0f} MiB"
    print(f"{count:,} quotes, {len(problems)} problems: {rate}")


if __name__ == "__main__":
    main()
