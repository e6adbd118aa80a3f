"""Hard cases of several outlets' reports: the entries of tests/cases/*.toml that give `articles`.

`findings` lists what must be found, by any fields of a finding; `no_conflict`: nothing may be a conflict. Of each pair
of names in `same` the dataset must give one speaker id, in `different` two. A name is a speaker’s, an alias in the
registry, or the words that name a source; "b:Hal Quist" means article b's.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from expected import cases, known

from quotecheck import run
from quotecheck.analysis import Settings
from quotecheck.language.names import fold
from quotecheck.records import Finding, Quote, Speaker

SHOWN = ("verdict", "kind", "severity", "disputed")


@dataclass(frozen=True)
class Across:
    """Several articles, and what must come of them together."""

    articles: tuple[dict[str, Any], ...]
    findings: tuple[dict[str, Any], ...] = ()
    no_conflict: bool = False
    same: tuple[Sequence[str], ...] = ()
    different: tuple[Sequence[str], ...] = ()


@dataclass(frozen=True)
class Built:
    """What the dataset of a case holds; `named` are the ids by folded names, those of sources as they stand."""

    findings: tuple[Finding, ...]
    named: Mapping[tuple[str, str], set[str]] = field(default_factory=dict)

    def ids(self, name: str) -> set[str]:
        article, _, rest = name.rpartition(":")
        wanted = fold(rest)
        return {
            id_
            for (of, known), ids in self.named.items()
            if article in ("", of) and f" {wanted} " in f" {known} "
            for id_ in ids
        }


def load() -> list[Any]:
    return list(_load())


def _load() -> Iterator[Any]:
    for entry in cases():
        if "articles" in entry:
            yield pytest.param(case(entry), id=entry["id"], marks=known(entry.get("known_failure")))


def case(entry: Mapping[str, Any]) -> Across:
    lists = {name: tuple(entry.get(name, ())) for name in ("articles", "findings", "same", "different")}
    return Across(no_conflict=entry.get("no_conflict", False), **lists)


def build(given: Across, folder: Path) -> Built:
    """Build the dataset of a case in an empty folder."""
    source = folder / "articles.jsonl"
    source.write_text("".join(f"{json.dumps(article)}\n" for article in given.articles), encoding="utf-8")
    made = run.build([str(source)], folder / "set", settings=Settings())
    aliases = {
        entry.id: [alias.name for alias in entry.aliases]
        for entry in map(Speaker.from_json, _lines(folder / "set" / "speakers" / "speakers.jsonl"))
    }
    named: dict[tuple[str, str], set[str]] = {}
    for quote in map(Quote.from_json, _lines(folder / "set" / "quotes" / "quotes.jsonl")):
        for name, id_ in _names(quote, aliases):
            named.setdefault((quote.article_id, fold(name)), set()).add(id_)
    return Built(tuple(made.findings), named)


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines()


def _names(quote: Quote, aliases: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    for speaker in (quote.speaker, *quote.co_speakers):
        if speaker is not None:
            yield from ((name, speaker.id) for name in (speaker.name, *aliases[speaker.id]))
    if quote.speaker is not None and quote.source is not None and not quote.co_speakers:
        yield quote.source.text, quote.speaker.id


def faults(given: Across, built: Built) -> Iterator[str]:
    """Yield what is missing, and what is there and must not be."""
    shown = [finding.model_dump(include={*SHOWN}) for finding in built.findings]
    for want in given.findings:
        if not any(all(getattr(finding, name) == value for name, value in want.items()) for finding in built.findings):
            yield f"missing {want} in {shown}"
    if given.no_conflict:
        yield from (f"unexpected {finding.reason}" for finding in built.findings if finding.verdict == "conflict")
    for one, two in given.same:
        if len(built.ids(one) | built.ids(two)) != 1 or not (built.ids(one) and built.ids(two)):
            yield f"{one} {sorted(built.ids(one))} and {two} {sorted(built.ids(two))} must be one"
    for one, two in given.different:
        first, second = built.ids(one), built.ids(two)
        apart = len(first) > 1 if one == two else first and second and first.isdisjoint(second)
        if not apart:
            yield f"{one} {sorted(first)} and {two} {sorted(second)} must be two"


@pytest.mark.parametrize("given", load())
def test_a_hard_case_of_several_reports(given: Across, tmp_path: Path) -> None:
    assert list(faults(given, build(given, tmp_path))) == []
