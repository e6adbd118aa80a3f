"""What a card is, and how cards are loaded: data, one reason, examples that fire and examples that must not."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from quotecheck.problems import Place, Problem, QuotecheckError


class Card(BaseModel):
    """What all cards share. Unknown keys are errors, so that a misspelt one is not silently without effect."""

    model_config = ConfigDict(frozen=True, extra="forbid")


C = TypeVar("C", bound=Card)


class Example(Card):
    """A sentence and what the rule must make of it; `known_failure` says why it does not yet, and is strict."""

    text: str
    known_failure: str | None = None


def _root(*path: str) -> Traversable:
    return files("quotecheck.rules").joinpath(*path)


def toml_files(*path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the name and content of every card file of a folder of the rules, sorted by name.

    Raises `QuotecheckError` QC405 on a file that is not TOML.
    """
    folder = _root(*path)
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".toml"):
            try:
                content = tomllib.loads(file.read_text(encoding="utf-8"))
            except ValueError as error:
                place = Place("/".join((*path, file.name)))
                raise QuotecheckError(Problem("QC405", f"not valid TOML: {error}", place)) from error
            yield file.name.removesuffix(".toml"), content


def load(shape: type[C], *path: str) -> dict[str, C]:
    """Load every card of a folder by its name; raises `QuotecheckError` QC405 on the first faulty one."""
    cards = {}
    for name, content in toml_files(*path):
        try:
            cards[name] = shape.model_validate(content)
        except ValidationError as error:
            fault = error.errors()[0]
            pointer = "".join(f"/{part}" for part in fault["loc"])
            place = Place(f"{'/'.join(path)}/{name}.toml", None, pointer)
            raise QuotecheckError(Problem("QC405", fault["msg"], place)) from error
    return cards


@lru_cache(maxsize=1)
def rules_digest() -> str:
    """Hash every card file, so that a dataset says by which rules it was built."""
    state = hashlib.sha256()
    for path, file in sorted(_walk(_root(), "")):
        state.update(path.encode() + b"\0" + file + b"\0")
    return state.hexdigest()


def _walk(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _walk(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(".toml"):
            yield prefix + entry.name, entry.read_bytes()


__all__ = ["Card", "Example", "Field", "load", "rules_digest", "toml_files"]
