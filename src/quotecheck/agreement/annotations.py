"""Annotators' files of quotes: whole records, or the little that people write by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import from_json

from quotecheck.language.names import fold
from quotecheck.problems import Place, Problem, QuotecheckError
from quotecheck.store.faults import pointer
from quotecheck.store.jsonl import read_lines

FIELDS = ("type", "speaker", "act")
NOBODY = "nobody"
QUOTES = "quotes/quotes.jsonl"


class Stretch(BaseModel):
    """A stretch of an article, in code points."""

    model_config = ConfigDict(frozen=True, strict=True)

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str = ""


class Named(BaseModel):
    """A speaker by name."""

    model_config = ConfigDict(frozen=True, strict=True)

    name: str


class Marked(BaseModel):
    """What is read of an annotated quote; other fields are passed over, those left out count as not annotated."""

    model_config = ConfigDict(frozen=True, strict=True)

    article_id: str = Field(min_length=1)
    content: tuple[Stretch, ...]
    cue: Stretch | None = None
    type: str | None = None
    speaker: Named | str | None = None
    act: str | None = None

    @property
    def spans(self) -> tuple[Stretch, ...]:
        """Give where it is: its words, or the cue of a saying without words of its own."""
        return self.content or ((self.cue,) if self.cue is not None else ())

    def value(self, name: str) -> str | None:
        """Give what was annotated in a field, None where nothing was; speakers by folded name, "nobody" for null."""
        if name not in self.model_fields_set:
            return None
        held = getattr(self, name)
        if held is None:
            return NOBODY
        return (fold(held.name if isinstance(held, Named) else held) or NOBODY) if name == "speaker" else held


@dataclass(frozen=True, slots=True)
class Annotated:
    """A quote as somebody annotated it, and where that stands."""

    quote: Marked
    place: Place


@dataclass(slots=True)
class Annotator:
    """One annotator's quotes by article, and what could not be read."""

    name: str
    quotes: dict[str, list[Annotated]] = field(default_factory=lambda: defaultdict(list))
    problems: list[Problem] = field(default_factory=list)


def annotators(paths: list[Path]) -> list[Annotator]:
    """Read a file or dataset an annotator, named by it; raises `QuotecheckError` QC658 where there are no quotes."""
    names = _names(paths)
    return [_read(path, name) for path, name in zip(paths, names, strict=True)]


def _names(paths: list[Path]) -> list[str]:
    """Name annotators by the last part of the path that tells them apart."""
    stems = [path.name if path.is_dir() else path.stem for path in paths]
    return stems if len(set(stems)) == len(stems) else [path.as_posix() for path in paths]


def _read(path: Path, name: str) -> Annotator:
    file = path / QUOTES if path.is_dir() else path
    if not file.is_file():
        raise QuotecheckError(Problem("QC658", "no file of quotes", Place(path.as_posix())))
    made = Annotator(name)
    for number, line in read_lines(file):
        place = Place(file.as_posix(), number)
        try:
            quote = Marked.model_validate_json(line)
        except ValidationError as error:
            made.problems += _faults(error, line, place)
        else:
            made.quotes[quote.article_id].append(Annotated(quote, place))
    return made


def _faults(error: ValidationError, line: bytes, place: Place) -> Iterator[Problem]:
    try:
        raw: Any = from_json(line)
    except ValueError:
        yield Problem("QC006", "no JSON object", place)
        return
    for detail in error.errors(include_url=False):
        yield Problem("QC101", detail["msg"].lower(), Place(place.file, place.line, pointer(raw, detail["loc"])))
