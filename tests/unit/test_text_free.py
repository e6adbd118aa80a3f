"""Records without words: no field is forgotten, and what is left out comes back."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store_samples import TEXTS, articles, assertions, findings, quotes

from quotecheck import records
from quotecheck.records import Article, Finding, Quote, Record, canonical_json
from quotecheck.store.textfree.fields import KEPT, WORDS
from quotecheck.store.textfree.fill import parse_text_free, restored
from quotecheck.store.textfree.pieces import covered, joined
from quotecheck.store.textfree.places import word_sites
from quotecheck.store.textfree.strip import runs_of, stripped

NOT_RELEASED = {
    "MarkedSpan", "FileEntry", "Manifest", "Piece", "LeftOut", "Edition", "ReleaseManifest", "Contribution", "Change",
    "FieldChange",
}  # fmt: skip
SHAPES = sorted(
    (one for one in vars(records).values() if isinstance(one, type) and issubclass(one, Record) and one is not Record),
    key=lambda shape: shape.__name__,
)


@pytest.mark.parametrize("shape", [one for one in SHAPES if one.__name__ not in NOT_RELEASED])
def test_of_every_text_field_somebody_has_decided_whether_it_repeats_the_text(shape: type[Record]) -> None:
    """A new field fails here until it is in one of the two tables: nothing is published by oversight."""
    decided = {name for base in shape.__mro__ for table in (WORDS, KEPT) for name in table.get(base, ())}
    assert {name for name, field in shape.model_fields.items() if _is_text(field.annotation)} <= decided


def _is_text(annotation: Any) -> bool:
    if get_args(annotation) and all(isinstance(part, str | int) for part in get_args(annotation)):
        return False  # one of our own terms
    return annotation is str or any(_is_text(part) for part in get_args(annotation) if part is not type(None))


@pytest.mark.parametrize("record", [*articles(), *quotes(), *assertions(), *findings()], ids=lambda one: one.id)
def test_a_record_loses_its_words_and_gets_them_back(record: Record) -> None:
    row = stripped(record.model_dump(mode="json"), type(record), TEXTS)
    line = canonical_json(row)
    assert {place.key for place in word_sites(row, type(record))} <= {"title", "value", "reason"}
    checked = parse_text_free(type(record), line.encode())
    assert (checked.faults, type(checked.record)) == ((), type(record))
    assert restored(row, TEXTS) == []
    assert canonical_json(row) == record.to_json()


def test_an_altered_text_does_not_give_back_what_was_left_out() -> None:
    row = stripped(quotes()[0].model_dump(mode="json"), Quote, TEXTS)
    altered = {name: text.replace("nineteen", "ninety-two") for name, text in TEXTS.items()}
    assert {fault.code for fault in restored(row, altered)} == {"QC609"}


def test_a_title_stays_unless_the_text_repeats_nine_words_of_it() -> None:
    text = "One two three four five six seven eight nine ten.\n\nAnd more."
    short, long = ("One two three four five six seven eight", "one TWO three: four five six seven eight nine")
    for title, kept in ((short, short), (long, None)):
        row = Article(id="a:1", title=title, text=text).model_dump(mode="json")
        stripped(row, Article, {"a:1": text})
        assert row["title"] == kept
        assert restored(row, {"a:1": text}) == []
        assert row["title"] == title
    assert len(runs_of(long)) == 1


def test_figures_stay_and_words_go_from_findings() -> None:
    number, polarity = (stripped(one.model_dump(mode="json"), Finding, TEXTS) for one in findings()[:2])
    assert [side["value"] for side in number["sides"]] == ["19 people", "23 people"]
    assert ([side["value"] for side in polarity["sides"]], polarity["reason"]) == ([None, None], None)


@pytest.mark.parametrize(
    ("limit", "kept"), [(3, ["We lost nineteen", None]), (7, ["We lost nineteen of our own,", "The"])]
)
def test_an_excerpt_is_the_first_words_between_marks_of_the_whole_quote(limit: int, kept: list[str | None]) -> None:
    quote = quotes()[0]
    row = quote.model_copy(update={"quoted": quote.content}).model_dump(mode="json")
    before = canonical_json(row)
    stripped(row, Quote, TEXTS, limit)
    assert [span["text"] for span in row["quoted"]] == kept
    assert [span["text"] for span in row["content"]] == kept
    assert parse_text_free(Quote, canonical_json(row).encode()).faults == ()
    assert restored(row, TEXTS) == []
    assert canonical_json(row) == before


def spoilt(**change: Any) -> list[tuple[str, str]]:
    quote = quotes()[1]
    row = stripped(quote.model_dump(mode="json"), Quote, TEXTS, 3)
    for path, value in change.items():
        first, *others = path.split("__")
        rest = [int(part) if part.isdigit() else part for part in others]
        held: Any = row[first]
        for part in rest[:-1]:
            held = held[part]
        held[rest[-1]] = value
    return [(fault.code, fault.pointer) for fault in parse_text_free(Quote, canonical_json(row).encode()).faults]


def test_what_is_not_soundly_left_out_is_told_without_the_text() -> None:
    assert spoilt() == []
    assert spoilt(quoted__0__text="never rang twice, it is said") == [("QC606", "/left_out/1/at")]
    assert spoilt(quoted__0__text="never sang once") == [("QC606", "/left_out/1/sha256")]
    assert spoilt(left_out__0__at="/speaker/age") == [
        ("QC606", "/left_out/0/at"), ("QC101", "/content/0/text"),
    ]  # fmt: skip
    assert spoilt(source__start="x") == [("QC101", "/source/start")]


WORDS_OF_IT = st.text(st.sampled_from("abAB ,.İßΣé😀\n"), max_size=60)


@given(WORDS_OF_IT, WORDS_OF_IT, WORDS_OF_IT)
def test_pieces_give_back_any_words_from_any_texts(words: str, one: str, two: str) -> None:
    texts = {"a:1": one, "a:2": two}
    assert joined(covered(words, texts, "a:1"), texts, "a:1") == words
    assert joined(covered(words, {}, None), {}, None) == words


@given(st.lists(st.sampled_from(["the", "dam", "Will", "hold", "not"]), min_size=1, max_size=12), st.data())
def test_a_stretch_of_a_text_is_one_piece_without_letters_of_its_own(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    first = data.draw(st.integers(0, len(words) - 1))
    asked = " ".join(words[first : data.draw(st.integers(first + 1, len(words)))])
    (piece,) = covered(asked, {"a:1": text}, "a:1")
    assert (piece.then, text[piece.start : piece.end]) == ("", asked)
