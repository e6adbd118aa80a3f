"""The formats of other tools: what each carries, what is lost, and how it is written and read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from quotecheck.exchange.parcel import Found, Parcel, Shelf

Write = Callable[[Parcel, Path], None]
Read = Callable[[Path, Shelf], Found]


@dataclass(frozen=True, slots=True)
class Form:
    """A format; `texts` tells that it comes back only with the articles, which it does not carry."""

    name: str
    title: str
    module: str
    folder: bool
    carries: str
    lost: str
    texts: bool = False

    @property
    def write(self) -> Write:
        """Give the function that writes it; `path` is an empty folder, or a file that is not there or is replaced."""
        written: Write = import_module(f"quotecheck.exchange.{self.module}").write
        return written

    @property
    def read(self) -> Read:
        """Give the function that yields the records of a file or folder, and the problems."""
        reader: Read = import_module(f"quotecheck.exchange.{self.module}").read
        return reader


_TABLES = "articles, speakers, quotes, assertions, findings"

FORMS: Mapping[str, Form] = {
    form.name: form
    for form in (
        Form("parquet", "Apache Parquet", "parquet_tables", True, _TABLES, "numbers beyond 64 bits"),
        Form("csv", "CSV", "csv_tables", True, _TABLES, "nothing"),
        Form(
            "hugging-face", "Hugging Face datasets", "hugging_face", True, _TABLES, "numbers beyond 64 bits"
        ),
        Form(
            "w3c", "W3C Web Annotation", "web_annotation", False, "quotes",
            "speakers' entries, assertions, findings; the articles stay out", texts=True,
        ),
        Form(
            "schema-org", "schema.org", "schema_org", False, "quotes with words; decided findings as ClaimReview",
            "quotes without words, assertions, other findings; only quotes come back", texts=True,
        ),
        Form(
            "brat", "brat standoff", "brat", True, "articles, quotes with content or cue",
            "speakers' entries, assertions, findings",
        ),
        Form(
            "label-studio", "Label Studio", "label_studio", False, "articles, quotes with content or cue",
            "speakers' entries, assertions, findings",
        ),
        Form(
            "citron", "Citron", "citron", True, "articles, quotes with a cue",
            "quotes without a cue, speakers' entries, assertions, findings",
        ),
    )
}  # fmt: skip
