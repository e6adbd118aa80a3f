"""Hard cases of news quoting, two or more of each class: tests/cases/*.toml, one file a part.

A case gives a text and what must come of it; only the fields that it gives are compared. `others = false`: there is no
other quote with words of its own. Stretches of a split content are joined by " … "; `speaker = ""` means nobody can
tell, `reason = "*"` asks for any reason, `content = ""` for a saying without words of its own, and nobody of `never`
may have said anything; `problems` are the codes of all problems. `known_failure` says why a case does not pass yet,
and is strict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from expected import cases, known

from quotecheck.analysis import Analysis, Job, analyse
from quotecheck.language.names import fold
from quotecheck.records import Article, Quote

# The share of words that reported content must have in common with what is expected: where a clause ends is a choice.
ENOUGH = 0.8
_SIGNS = " .,;:!?"
FIELDS = (
    "type", "content", "speaker", "cue", "source", "kind", "reason", "antecedent", "chain", "addressee", "act",
    "reality", "said_on", "medium", "venue", "target", "edits", "comparable", "via_translation", "speaks_for",
    "speaker_count", "anonymity",
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """One text, and the quotes and marks that it must give."""

    article: Article
    quotes: tuple[dict[str, Any], ...]
    others: bool
    marks: tuple[dict[str, str], ...] = ()
    never: tuple[str, ...] = ()
    problems: tuple[str, ...] | None = None


def load() -> list[Any]:
    return list(_load())


def _load() -> Iterator[Any]:
    for entry in cases():
        if "articles" not in entry:  # of several articles: test_cases_across.py
            yield pytest.param(_case(entry), id=entry["id"], marks=known(entry.get("known_failure")))


def _case(entry: dict[str, Any]) -> Case:
    envelope = {
        name: entry[name]
        for name in ("id", "text", "title", "byline", "outlet", "published", "updated")
        if name in entry
    }
    marks, never = (tuple(entry.get(name, ())) for name in ("marks", "never"))
    problems = tuple(entry["problems"]) if "problems" in entry else None
    quotes = tuple(entry.get("quotes", ()))
    return Case(Article(**envelope), quotes, entry.get("others", True), marks, never, problems)


def words(text: str) -> list[str]:
    return fold(re.sub(r"[\"“”„«»‘’'`]", " ", text)).split()


def shown(quote: Quote, quotes: Sequence[Quote] = ()) -> dict[str, Any]:
    """Give the fields of a quote as a case has them; its target by its words."""
    return {
        "type": quote.type,
        "content": _content(quote),
        "speaker": quote.speaker.name if quote.speaker else "",
        "cue": quote.cue.text if quote.cue else "",
        "source": quote.source.text if quote.source else "",
        "kind": quote.speaker.kind if quote.speaker else "",
        "reason": quote.speaker_reason or "",
        "antecedent": quote.antecedent.text if quote.antecedent else "",
        "chain": [link.name for link in quote.chain],
        "addressee": quote.addressee or "",
        "act": quote.act,
        "reality": quote.reality,
        "said_on": quote.said_on.value or "",
        "edits": [edit.kind for edit in quote.edits],
        "comparable": quote.comparable or "",
        "via_translation": quote.via_translation,
        "speaks_for": quote.speaks_for.name if quote.speaks_for else "",
        "speaker_count": quote.speaker_count or 0,
        "anonymity": quote.anonymity.text if quote.anonymity else "",
        "medium": quote.medium or "",
        "venue": quote.venue or "",
        "target": next((_content(other) for other in quotes if other.id == quote.target), ""),
    }


def _content(quote: Quote) -> str:
    return " … ".join(span.text for span in quote.content)


def agrees(field: str, want: Any, got: Any, *, direct: bool) -> bool:
    """Tell whether a field is as a case wants it, by the tolerance of that field."""
    if not want:
        return not got
    if field == "reason" and want == "*":
        return bool(got)
    if field in ("speaker", "speaks_for"):
        return _plain(want) == _plain(got)
    if field in ("content", "target"):
        return _same_words(want, got) if direct else _enough(want, got)
    if field == "cue":
        return want == got or bool(set(words(want)) & set(words(got)))
    if field == "comparable":
        return str(want).strip(_SIGNS) == str(got).strip(_SIGNS)
    if field in ("source", "anonymity"):
        return _holds(words(want), words(got))
    return bool(want == got)


def _plain(name: str) -> str:
    """Leave the kinds of marks out: “Gate” and "Gate"."""
    return re.sub(r"[“”\"]", "", name.replace("’", "'"))


def _same_words(want: str, got: str) -> bool:
    return [part.strip(_SIGNS) for part in want.split(" … ")] == [part.strip(_SIGNS) for part in got.split(" … ")]


def _enough(want: str, got: str) -> bool:
    left, right = set(words(want)), set(words(got))
    return len(left & right) >= ENOUGH * len(left | right)


def _holds(left: Sequence[str], right: Sequence[str]) -> bool:
    """Tell whether one run of words holds the other: a description may be kept apart, the name may not."""
    short, long = sorted((left, right), key=len)
    return bool(short) and any(long[at : at + len(short)] == short for at in range(len(long)))


def fits(want: dict[str, Any], got: dict[str, Any]) -> bool:
    direct = (want.get("type") or got["type"]) == "direct"
    given = [field for field in FIELDS if field in want]
    return all(agrees(field, want[field], got[field], direct=direct) for field in given)


def faults(case: Case) -> Iterator[str]:
    """Yield what is missing, and what is there and must not be."""
    result = analyse(Job(article=case.article, statements=False))
    assert not [problem for problem in result.problems if problem.code == "QC202"]
    left = [shown(quote, result.quotes) for quote in result.quotes]
    yield from (f"{got['speaker']} said {got}" for got in left if got["speaker"] in case.never)
    for want in case.quotes:
        found = next((got for got in left if fits(want, got)), None)
        if found is None:
            yield f"missing {want}"
        else:
            left.remove(found)
    if not case.others:
        yield from (f"unexpected {got}" for got in left if got["content"])
    yield from _wrong_marks(case, result)
    if case.problems is not None and (codes := tuple(problem.code for problem in result.problems)) != case.problems:
        yield f"problems {codes}"


def _wrong_marks(case: Case, result: Analysis) -> Iterator[str]:
    got = [(case.article.text[mark.start : mark.end], mark.class_) for mark in result.marks]
    for want in case.marks:
        if (want["text"], want["class"]) not in got:
            yield f"no mark {want} in {got}"


@pytest.mark.parametrize("case", load())
def test_a_hard_case_gives_its_quotes_and_marks(case: Case) -> None:
    assert list(faults(case)) == []
