"""What must hold of real paragraphs whatever befalls one of them; `benchmarks/mutations.py` is the longer run."""

from __future__ import annotations

import io
import json
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutating import KINDS, Change, Step, changed, meddled, misplaced, paragraphs

from quotecheck.analysis import Analysis, Job, Settings, analyse
from quotecheck.read.files import read
from quotecheck.records import Article, Span

SOURCES = Path(__file__).parents[2] / "dataset" / "sources"
TEXTS = [
    json.loads(line)["text"]
    for path in sorted(SOURCES.glob("*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]
SHARES = st.floats(0, 1, exclude_max=True)
STEPS = st.lists(st.builds(Step, st.sampled_from(list(KINDS)), SHARES, SHARES), min_size=1, max_size=4)
CASES = st.tuples(st.sampled_from(TEXTS), SHARES, STEPS)
EVERYTHING = Settings(attitudes=True, lowest_tier="D")
FEW = settings(max_examples=40, deadline=None, derandomize=True)


def analysed(text: str) -> Analysis:
    return analyse(Job(article=Article(id="a", published="2031-05-05", text=text), settings=EVERYTHING))


before = lru_cache(maxsize=None)(analysed)


def change(case: tuple[str, float, list[Step]]) -> Change:
    text, at, steps = case
    places = paragraphs(text)
    return changed(text, places[int(at * len(places))], steps)


@given(CASES)
@FEW
def test_analysing_mutated_text_never_raises(case: tuple[str, float, list[Step]]) -> None:
    """'10,000 random mutations of real paragraphs … never raise'."""
    found = analysed(change(case).of(case[0])).problems
    assert [problem for problem in found if problem.code == "QC202"] == []


@given(CASES)
@FEW
def test_spans_of_mutated_text_are_slices_of_it(case: tuple[str, float, list[Step]]) -> None:
    """'… never give a span outside the text'."""
    assert list(misplaced(analysed(change(case).of(case[0])))) == []


@given(CASES)
@FEW
def test_a_mutated_paragraph_leaves_the_quotes_of_others_alone(case: tuple[str, float, list[Step]]) -> None:
    """'… and never change the quotes of another paragraph'.

    Content, cue, source and type are compared. Not held to it are the direct neighbours, paragraphs that one quotation
    runs through together with the mutated one, and headlines, pull quotes and the turns of interviews; the speaker may
    hang on all that stands above. `benchmarks/mutating.py` says why.
    """
    made = change(case)
    assert list(meddled(before(case[0]), analysed(made.of(case[0])), made)) == []


@given(st.sampled_from(TEXTS), st.sampled_from(["\r\n", "\r", "\v", "\x85", "\u2028"]))
@FEW
def test_line_ends_change_no_quote(text: str, end: str) -> None:
    """'mutations … (… line-ending changes) never change the quotes'."""

    def words(analysis: Analysis) -> list[tuple[object, ...]]:
        return [(q.type, [s.text for s in q.content], q.cue and q.cue.text, q.speaker) for q in analysis.quotes]

    assert words(analysed(text.replace("\n", end))) == words(before(text))


@given(st.sampled_from(TEXTS), SHARES, st.characters(categories=["Cs"]))
@FEW
def test_half_a_surrogate_pair_is_read_and_analysed(text: str, at: float, half: str) -> None:
    """'odd Unicode': a text file cannot hold half a pair, but JSON can, and the reader mends it."""
    cut = int(at * len(text))
    line = json.dumps({"id": "a", "text": text[:cut] + half + text[cut:]})
    articles = [record for record in read(["-"], io.BytesIO(line.encode())) if isinstance(record, Article)]
    assert [article.text for article in articles] == [f"{text[:cut]}\ufffd{text[cut:]}"]
    assert not any(problem.code == "QC202" for problem in analysed(articles[0].text).problems)


QUOTE = "“The gate will hold,” Ollenby said.\n\n"


def test_the_check_sees_a_paragraph_that_meddles() -> None:
    text = QUOTE * 5
    assert list(meddled(before(text), analysed(QUOTE * 4 + "No.\n\n"), Change(0, len(QUOTE), QUOTE))) != []


def test_the_check_spares_neighbours() -> None:
    text = QUOTE * 3
    made = Change(len(QUOTE), 2 * len(QUOTE), "“The gate")
    assert list(meddled(before(text), analysed(made.of(text)), made)) == []


def test_the_check_sees_words_that_are_not_the_slice() -> None:
    found = before(QUOTE)
    quote = found.quotes[0].model_copy(update={"content": (Span(start=0, end=4, text="Gate"),)})
    assert len(list(misplaced(found.model_copy(update={"quotes": (quote,)})))) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_mutation_changes_something(kind: str) -> None:
    assert any(change((QUOTE * 2, 0.0, [Step(kind, at, 0.4)])).of(QUOTE * 2) != QUOTE * 2 for at in (0.2, 0.5, 0.99))
