"""The layout of a dataset on the Hugging Face hub: `data/*.parquet`, and a README.md with metadata in YAML.

`configs` names a table each (hub documentation, "Manual configuration", as of 2024), quotes first; `datasets` loads
such a folder as `load_dataset(FOLDER, "quotes")`. The licence is for the publisher to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from quotecheck.exchange.parcel import NAMES, Found, Parcel, Shelf
from quotecheck.exchange.parquet_tables import read as read_tables
from quotecheck.exchange.parquet_tables import write_table
from quotecheck.records import Article, canonical_json
from quotecheck.store.files import write_whole

_SIZES = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)
_WORDS = ("n<1K", "1K<n<10K", "10K<n<100K", "100K<n<1M", "1M<n<10M", "10M<n<100M")


def write(parcel: Parcel, path: Path) -> None:
    """Write the tables and the card into a folder."""
    (path / "data").mkdir()
    order = ["quotes", *(name for name in NAMES if name != "quotes")]
    rows = {name: write_table(parcel, name, path / "data" / f"{name}.parquet") for name in order}
    languages = sorted({article.language for article in parcel.records(Article) if article.language})
    card = "\n".join(_card({name: count for name, count in rows.items() if count}, languages)) + "\n"
    write_whole(path / "README.md", [card.encode("utf-8")], synced=False)


def _card(rows: Mapping[str, int], languages: list[str]) -> Iterator[str]:
    """Yield the lines of the card; each value is JSON, and so YAML (YAML 1.2 takes JSON in)."""
    yield "---"
    yield "configs:"
    for number, name in enumerate(rows):
        yield f"- config_name: {name}"
        yield f"  data_files: data/{name}.parquet"
        if not number:
            yield "  default: true"
    yield f"language: {canonical_json(languages)}"
    yield "license: unknown"
    yield "pretty_name: Quotes from news text"
    yield f"size_categories: {canonical_json([_size(max(rows.values(), default=0))])}"
    yield 'tags: ["news","quotes","attribution"]'
    yield 'task_categories: ["token-classification"]'
    yield "---"
    yield "# Quotes from news text"
    yield ""
    yield "| table | rows |"
    yield "| --- | --- |"
    yield from (f"| {name} | {count} |" for name, count in rows.items())
    yield ""
    yield "Offsets are Unicode code points into `articles.text`, start included, end excluded."


def _size(rows: int) -> str:
    return _WORDS[sum(rows >= size for size in _SIZES)]


def read(path: Path, shelf: Shelf) -> Found:
    """Yield the records of the tables below a folder; what the card says is not read."""
    yield from read_tables(path, shelf)
