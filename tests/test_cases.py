"""Hard cases of news quoting, two or more of each class: tests/cases/*.toml, one file a part.

A case gives a text and what must come of it; only the fields that it gives are compared. `others = false`: there is no
other quote with words of its own. Stretches of a split content are joined by " … "; `speaker = ""` means nobody can
tell. `known_failure` says why a case does not pass yet, and is strict.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from quotecheck.analysis import Analysis, Job, analyse
from quotecheck.language.names import fold
from quotecheck.records import Article, Quote

FOLDER = Path(__file__).parent / "cases"
# The share of words that reported content must have in common with what is expected: where a clause ends is a choice.
ENOUGH = 0.8
FIELDS = ("type", "content", "speaker", "cue", "source")


@dataclass(frozen=True)
class Case:
    """One text, and the quotes and marks that it must give."""

    id: str
    text: str
    quotes: tuple[dict[str, str], ...]
    others: bool
    title: str | None = None
    marks: tuple[dict[str, str], ...] = ()


def load() -> list[Any]:
    return list(_load())


def _load() -> Iterator[Any]:
    for file in sorted(FOLDER.glob("*.toml")):
        for entry in tomllib.loads(file.read_text(encoding="utf-8"))["case"]:
            known = entry.get("known_failure")
            marks = [pytest.mark.xfail(reason=known, strict=True)] if known else []
            yield pytest.param(_case(entry), id=entry["id"], marks=marks)


def _case(entry: dict[str, Any]) -> Case:
    quotes, marks = tuple(entry["quotes"]), tuple(entry.get("marks", ()))
    return Case(entry["id"], entry["text"], quotes, entry["others"], entry.get("title"), marks)


def words(text: str) -> list[str]:
    return fold(re.sub(r"[\"“”„«»‘’'`]", " ", text)).split()


def shown(quote: Quote) -> dict[str, str]:
    return {
        "type": quote.type,
        "content": " … ".join(span.text for span in quote.content),
        "speaker": quote.speaker.name if quote.speaker else "",
        "cue": quote.cue.text if quote.cue else "",
        "source": quote.source.text if quote.source else "",
    }


def agrees(field: str, want: str, got: str, *, direct: bool) -> bool:
    """Tell whether a field is as a case wants it, by the tolerance of that field."""
    if field == "content":
        return _same_words(want, got) if direct else _enough(want, got)
    if field == "cue":
        return want == got or bool(set(words(want)) & set(words(got)))
    if field == "source":
        return _holds(words(want), words(got))
    return want == got


def _same_words(want: str, got: str) -> bool:
    return [part.strip(" .,;:!?") for part in want.split(" … ")] == [part.strip(" .,;:!?") for part in got.split(" … ")]


def _enough(want: str, got: str) -> bool:
    left, right = set(words(want)), set(words(got))
    return len(left & right) >= ENOUGH * len(left | right)


def _holds(left: Sequence[str], right: Sequence[str]) -> bool:
    """Tell whether one run of words holds the other: a description may be kept apart, the name may not."""
    short, long = sorted((left, right), key=len)
    return bool(short) and any(long[at : at + len(short)] == short for at in range(len(long)))


def fits(want: dict[str, str], got: dict[str, str]) -> bool:
    direct = (want.get("type") or got["type"]) == "direct"
    given = [field for field in FIELDS if field in want]
    return all(agrees(field, want[field], got[field], direct=direct) for field in given)


def faults(case: Case) -> Iterator[str]:
    """Yield what is missing, and what is there and must not be."""
    result = analyse(Job(article=Article(id=case.id, text=case.text, title=case.title), statements=False))
    assert not [problem for problem in result.problems if problem.code == "QC202"]
    left = [shown(quote) for quote in result.quotes if quote.content]
    for want in case.quotes:
        found = next((got for got in left if fits(want, got)), None)
        if found is None:
            yield f"missing {want}"
        else:
            left.remove(found)
    if not case.others:
        yield from (f"unexpected {got}" for got in left)
    yield from _wrong_marks(case, result)


def _wrong_marks(case: Case, result: Analysis) -> Iterator[str]:
    got = [(case.text[mark.start : mark.end], mark.class_) for mark in result.marks]
    for want in case.marks:
        if (want["text"], want["class"]) not in got:
            yield f"no mark {want} in {got}"


@pytest.mark.parametrize("case", load())
def test_a_hard_case_gives_its_quotes_and_marks(case: Case) -> None:
    assert list(faults(case)) == []
