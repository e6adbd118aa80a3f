"""Every example of every conflict card, through parse, assertions and comparison; so also of every predicate card."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

import pytest

from quotecheck.compare.cards import PairExample, conflict_cards
from quotecheck.compare.findings import SAYING_KINDS, STATEMENT_KINDS
from quotecheck.compare.pairing import I, Kind
from quotecheck.compare.passages import laid_beside
from quotecheck.compare.sayings import Saying, sayings
from quotecheck.compare.statements import Statement
from quotecheck.compare.stories import statements as joined
from quotecheck.extract.assertions import assertions
from quotecheck.language.parse import parse_text
from quotecheck.language.time import tag_article
from quotecheck.records import Article, Quote, Span, Zone
from quotecheck.rules.predicates import PredicateExample, families, lexicon, predicate_cards

PAIRS = [(kind, example) for kind, card in conflict_cards().items() for example in card.example]
MARKED = re.compile("“([^”]+)”")


def article(id_: str, text: str, published: str) -> Article:
    zones = (Zone(kind="body", start=0, end=len(text)),)
    return Article(id=id_, outlet=id_, published=published, text=text, zones=zones)


def statements(made: Article) -> list[Statement]:
    anchor = dt.date.fromisoformat((made.published or "")[:10])
    found = assertions(made, parse_text(made.text), [], tag_article([(0, made.text)], anchor))
    return joined(found, made, {made.id: made.id}, small=True)


def spoken(made: Article, speaker: str | None) -> list[Saying]:
    spans = tuple(Span(start=m.start(1), end=m.end(1), text=m.group(1)) for m in MARKED.finditer(made.text))
    source = Span(start=0, end=0, text=speaker) if speaker else None
    quote = Quote(
        id=f"q:{made.id}", article_id=made.id, type="direct", content=spans, quoted=spans, cue=None, source=source,
        speaker=None, rule="test", tier="A",
    )  # fmt: skip
    return list(sayings(quote, made, {made.id: made.id}))


def verdict(kind: str, example: PairExample) -> str:
    left = article("the Tern", example.left, example.left_published)
    right = article("the Courier", example.right, example.right_published)
    of_statements = [known for known in STATEMENT_KINDS if known.name == kind]
    if of_statements:
        laid = laid_beside({made.id: statements(made) for made in (left, right)})
        lefts, rights = ([each for each in laid if each.article == made] for made in (left, right))
        return first(worst(each, lefts, rights) for each in of_statements)
    saying_kind = next(known for known in SAYING_KINDS if known.name == kind)
    return worst(saying_kind, spoken(left, example.left_speaker), spoken(right, example.right_speaker))


def worst(kind: Kind[I], lefts: list[I], rights: list[I]) -> str:
    found = {
        outcome.verdict
        for left in lefts
        for right in rights
        if set(kind.keys(left)) & set(kind.keys(right)) and (outcome := kind.check(left, right)) is not None
    }
    return first(found)


def first(found: Iterable[str]) -> str:
    """Give the verdict that says most."""
    verdicts = set(found)
    return next((name for name in ("conflict", "update", "agreement", "compatible") if name in verdicts), "none")


@pytest.mark.parametrize(("kind", "example"), PAIRS, ids=[f"{kind}: {e.left} / {e.right}" for kind, e in PAIRS])
def test_pair(kind: str, example: PairExample, request: pytest.FixtureRequest) -> None:
    if example.known_failure:
        request.applymarker(pytest.mark.xfail(reason=example.known_failure))
    assert verdict(kind, example) == example.expect
    mirrored = example.model_copy(
        update={
            "left": example.right, "right": example.left,
            "left_published": example.right_published, "right_published": example.left_published,
            "left_speaker": example.right_speaker, "right_speaker": example.left_speaker,
        }
    )  # fmt: skip
    assert verdict(kind, mirrored) == example.expect, "the verdict depends on which report is read first"


@pytest.mark.parametrize("kind", sorted(conflict_cards()))
def test_card_has_both_kinds_of_examples(kind: str) -> None:
    expected = {example.expect == "conflict" for example in conflict_cards()[kind].example}
    assert expected == {True, False}


PREDICATES = [(file, example) for file, card in predicate_cards().items() for example in card.example]


@pytest.mark.parametrize(("file", "example"), PREDICATES, ids=[f"{file}: {e.text}" for file, e in PREDICATES])
def test_predicate(file: str, example: PredicateExample, request: pytest.FixtureRequest) -> None:
    if example.known_failure:
        request.applymarker(pytest.mark.xfail(reason=example.known_failure))
    made = article("the Tern", example.text, "2031-03-06T10:00:00Z")
    found = {s.assertion.family for s in statements(made) if (s.assertion.family or "").startswith(f"{file}.")}
    assert found == ({example.family} if example.family else set())


def test_opposites_are_mutual() -> None:
    assert lexicon().verbs
    for name, family in families().items():
        assert family.opposite is None or families()[family.opposite].opposite == name
