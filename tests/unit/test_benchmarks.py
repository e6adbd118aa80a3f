"""What the benchmarks count, on texts small enough to count by hand."""

from __future__ import annotations

from cue_frames import Counts
from tiers import page, read_tables

from quotecheck.records import Article

PIER = "Vale mooted that the pier be shut on Friday. The crowd mooted nothing."
PRINTED = """## {name}
| row | gold | pred | exact P | R | F1 | overlap P | R | F1 |
|---|---|---|---|---|---|---|---|---|
| all | 9 | 8 | 1.0 | 2.0 | 3.0 | {share} | 50.0 | 6.0 |
| direct | 9 | 7 | 1.0 | 2.0 | 3.0 | 61.5 | 51.0 | 6.0 |
| mixed | 9 | 6 | 1.0 | 2.0 | 3.0 | 62.5 | 52.0 | 6.0 |
| indirect | 9 | 5 | 1.0 | 2.0 | 3.0 | 63.5 | 53.0 | 6.0 |
cue end to end P 1.0
"""
NAMES = [f"{way}-{tiers}" for way in ("without-attitudes", "with-attitudes") for tiers in ("A", "B", "C", "AB", "ABC")]


def counted(content: list[int]) -> list[tuple[object, ...]]:
    counts = Counts()
    counts.add(Article(id="a", text=PIER), [{"cue": [[5, 11]], "content": [content]}])
    return list(counts.promising(1, 0.3))


def test_a_frame_without_a_card_is_counted_where_the_gold_has_its_words() -> None:
    assert ("moot", "VERB", "clause", 1, 1, "100.0", 1, "") in counted([12, 43])


def test_a_frame_is_not_right_about_other_words() -> None:
    assert counted([0, 4]) == []


def test_a_cue_that_is_found_already_is_left_out() -> None:
    counts = Counts()
    text = "Vale said that the pier was shut."
    counts.add(Article(id="a", text=text), [{"cue": [[5, 9]], "content": [[10, 32]]}])
    assert list(counts.promising(1, 0)) == []


def test_the_page_of_tiers_holds_what_the_scorer_printed() -> None:
    printed = "\n".join(PRINTED.format(name=name, share=f"{90 - 10 * n}.0") for n, name in enumerate(NAMES[:3]))
    printed += "\n".join(PRINTED.format(name=name, share="33.0") for name in NAMES[3:])
    made = page("a few", dict(read_tables(printed)))
    assert "| A | 90 |" in made
    assert "| C | 70 |" in made
    assert "one in 10 may be wrong" in made
    assert "| A | 8 | 90.0 | 50.0 | 7 | 61.5 | 51.0 | 6 | 62.5 | 52.0 | 5 | 63.5 | 53.0 |" in made
