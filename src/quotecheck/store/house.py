"""The house rules of a dataset, quotecheck.toml beside its records: languages, licences, how much may be repeated."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from langcodes import tag_is_valid
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from quotecheck.problems import Place, Problem
from quotecheck.store.faults import Fault

HOUSE = "quotecheck.toml"


class Texts(BaseModel):
    """What articles may be in a dataset."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    languages: tuple[str, ...] | None = Field(default=None, strict=False)
    licences: tuple[str, ...] | None = Field(default=None, strict=False)
    licence: str | None = None
    excerpt_words: int | None = Field(default=None, ge=1)
    outlets: Mapping[str, str] = {}


class House(BaseModel):
    """The file as a whole. `texts.outlets` gives the licence of an outlet's texts, `texts.licence` that of all others.

    `texts.excerpt_words` is the most words of one article that its quotes may repeat together.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    texts: Texts = Texts()


@dataclass(frozen=True, slots=True)
class Rules:
    """House rules, and what is wrong with the file that gives them."""

    house: House
    problems: list[Problem] = field(default_factory=list)


def read_house(folder: Path) -> Rules:
    """Read the house rules of a folder; without a file there are none."""
    path = folder / HOUSE
    if not path.is_file():
        return Rules(House())
    table, problems = read_toml(path)
    try:
        return Rules(House.model_validate(table), problems)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            _drop(table, detail["loc"])
        return Rules(House.model_validate(table), list(_faulty(path, error)))


def _drop(table: dict[str, Any], location: Sequence[int | str]) -> None:
    """Take out what does not fit: the setting, or the whole of a list or table of which a part does not."""
    inner = table
    for part in location[:-1]:
        if not isinstance(inner.get(str(part)), dict):
            inner.pop(str(part), None)
            return
        inner = inner[str(part)]
    inner.pop(str(location[-1]), None)


def read_toml(path: Path) -> tuple[dict[str, Any], list[Problem]]:
    """Read a file of TOML 1.0; one that is none is a Problem, and counts as empty."""
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8")), []
    except ValueError as error:
        return {}, [Problem("QC575", str(error), Place(path.as_posix()))]


def _faulty(path: Path, error: ValidationError) -> Iterator[Problem]:
    """Yield what a table has too much, and what does not fit, each on the line that names it first."""
    lines = path.read_text(encoding="utf-8").splitlines()
    for detail in error.errors(include_url=False):
        name = next((str(part) for part in reversed(detail["loc"]) if isinstance(part, str)), "")
        line = next((n for n, text in enumerate(lines, 1) if text.strip().strip("[]\"'").startswith(name)), None)
        place = Place(path.as_posix(), line, "".join(f"/{part}" for part in detail["loc"]))
        if detail["type"] == "extra_forbidden":
            yield Problem("QC576", f"there is no setting {name}", place)
        else:
            yield Problem("QC577", f"{name}: {detail['msg'][:1].lower()}{detail['msg'][1:]}", place)


def article_faults(language: str | None, outlet: str | None, house: House) -> Iterator[Fault]:
    """Yield languages that there are not or that are not of the dataset, and texts without a licence for it."""
    texts = house.texts
    if language is not None and not _is_tag(language):
        yield Fault("QC570", f"{language} is the tag of no language (BCP 47)", "/language")
    elif texts.languages is not None and not _speaks(language, texts.languages):
        told = "no language is given" if language is None else f"{language} is not of this dataset"
        yield Fault("QC570", f"{told}: {', '.join(texts.languages)}", "/language")
    licence = texts.outlets.get(outlet or "", texts.licence)
    if texts.licences is not None and licence not in texts.licences:
        told = "no licence is given" if licence is None else f"the licence {licence} is not allowed"
        yield Fault("QC571", f"{told} for the texts of {outlet or 'no outlet'}", "/outlet")


def _speaks(language: str | None, allowed: tuple[str, ...]) -> bool:
    return language is not None and bool({language.lower(), language.lower().partition("-")[0]} & set(allowed))


@lru_cache(maxsize=1 << 10)
def _is_tag(language: str) -> bool:
    return bool(tag_is_valid(language))
