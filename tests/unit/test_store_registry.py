"""Who is who across articles: what joins by itself, what only a person may join, and what a decision does."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotecheck.language.names import fold, script, speaker_id
from quotecheck.problems import Place
from quotecheck.records import Article, Assertion, ChainLink, Quote, Role, Span, SpeakerDecision, SpeakerRef
from quotecheck.rules.aliases import AliasExample, aliases
from quotecheck.store.candidates import candidates
from quotecheck.store.check import check, check_files
from quotecheck.store.decisions import Decided, append, make, new_id, read_decisions
from quotecheck.store.joins import joins, place_of
from quotecheck.store.registry import Settled, entries, settle
from quotecheck.store.sightings import bare, spelt_alike

SAID = "said it was late"


def article(id_: str, *names: str, text: str | None = None) -> Article:
    return Article(id=id_, text=text or " ".join(f"{name} {SAID}." for name in names))


def quote(where: Article, name: str, kind: Any = "person", number: int = 0, **fields: Any) -> Quote:
    start = where.text.index(SAID)
    span = Span(start=start + 5, end=start + len(SAID), text=SAID[5:])
    ref = SpeakerRef(id=speaker_id(name), name=name, kind=kind)
    return Quote(
        id=f"q:{where.id}:{fold(name)}:{number}", article_id=where.id, type="indirect", content=(span,), cue=None,
        source=None, speaker=ref, rule="clause", tier="B", **fields,
    )  # fmt: skip


def told(*pages: tuple[str, ...]) -> tuple[list[Article], list[Quote]]:
    """Make an article of each id and the names that speak in it."""
    articles = [article(id_, *names) for id_, *names in pages]
    return articles, [quote(one, name) for one, (_, *names) in zip(articles, pages, strict=True) for name in names]


def joined(*pages: tuple[str, ...], events: Sequence[Sequence[str]] | None = None) -> dict[str, str]:
    """Give the ids that joined another by themselves; all articles tell of one happening unless said otherwise."""
    articles, quotes = told(*pages)
    found = joins(articles, quotes, [[page[0] for page in pages]] if events is None else events)
    return {key.removeprefix("speaker:"): id_.removeprefix("speaker:") for (_, key), id_ in found.items()}


def decision(verdict: Any, speaker: str, **fields: Any) -> SpeakerDecision:
    return make(SpeakerDecision(id="d", verdict=verdict, speaker=speaker, why="seen", **fields), [])


def decided(*decisions: SpeakerDecision) -> Decided:
    made = Decided()
    for number, one in enumerate(decisions, start=1):
        made.add(Place("d.jsonl", number), one)
    return made


def settled(quotes: Sequence[Quote], *decisions: SpeakerDecision, stated: Sequence[Assertion] = ()) -> Settled:
    return settle(quotes, stated, entries(quotes), {}, decided(*decisions))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Kâmil Çağrıoğlu", "Kamil Cagrioglu"),
        ("IŞIL ÖZDEĞİRMEN", "Isil Ozdegirmen"),
        ("Łucja Żółć", "Lucja Zolc"),
        ("Åse Bjørnøy", "Ase Bjornoy"),
        ("Ines Weißkopf", "Ines Weisskopf"),
        ("Dvořák’s", "Dvorak"),
        ("Mara  OLLENBY", "Mara Ollenby"),
    ],
)
def test_spellings_with_other_letters_are_one_speaker(one: str, two: str) -> None:
    assert speaker_id(one) == speaker_id(two)


@pytest.mark.parametrize(("name", "code"), [("Камила", "Cyrl"), ("Mara", "Latn"), ("김", "Hang"), ("7", None)])
def test_an_alias_knows_its_script(name: str, code: str | None) -> None:
    assert script(name) == code


@pytest.mark.parametrize("example", aliases().example, ids=lambda example: example.text)
def test_places_with_two_names(example: AliasExample) -> None:
    place = place_of(example.text)
    assert (None if place is None else place[0]) == example.name


JOIN: dict[str, tuple[list[tuple[str, ...]], dict[str, str]]] = {
    "a surname alone, one full name": ([("a", "Mara Ollenby"), ("b", "Ollenby")], {"ollenby": "mara-ollenby"}),
    "a title": ([("a", "Tobin Vale"), ("b", "Sir Tobin Vale")], {"sir-tobin-vale": "tobin-vale"}),
    "a middle name": ([("a", "Tobin Ash Vale"), ("b", "Tobin Vale")], {"tobin-vale": "tobin-ash-vale"}),
    "a surname of two words": ([("a", "Jan van Moor"), ("b", "van Moor")], {"van-moor": "jan-van-moor"}),
    "a slip, the rarer joins": (
        [("a", "Ines Corrado"), ("b", "Ines Corrado"), ("c", "Ines Corado")], {"ines-corado": "ines-corrado"},
    ),
    "a transliteration": (
        [("a", "Kamila Omerova"), ("b", "Kamila Omerova"), ("c", "Kamila Oumerova")],
        {"kamila-oumerova": "kamila-omerova"},
    ),
}  # fmt: skip
APART: dict[str, list[tuple[str, ...]]] = {
    "two of one surname": [("a", "Mara Ollenby"), ("b", "Ollenby"), ("c", "Per Ollenby")],
    "other given names": [("a", "Mara Ollenby"), ("b", "Per Ollenby")],
    "initials only": [("a", "Mara Ollenby"), ("b", "M Ollenby")],
    "a slip with another given name": [("a", "Ines Corrado"), ("b", "Inez Corado")],
    "a slip beside a third": [("a", "Ines Corrado"), ("b", "Ines Corado"), ("c", "Ines Corrada")],
    "two slips": [("a", "Ines Corrado"), ("b", "Ines Coradoo")],
    "a short surname": [("a", "Hal Vale"), ("b", "Hal Vall")],
    "both spellings in one article": [("a", "Ines Corrado", "Ines Corado"), ("b", "Ines Corrado")],
    "two of one middle name less": [("a", "Tobin Ash Vale"), ("b", "Tobin Elm Vale"), ("c", "Tobin Vale")],
}


@pytest.mark.parametrize("case", JOIN)
def test_what_joins_by_itself(case: str) -> None:
    pages, expected = JOIN[case]
    assert joined(*pages) == expected


@pytest.mark.parametrize("case", APART)
def test_what_stays_apart(case: str) -> None:
    assert joined(*APART[case]) == {}


@pytest.mark.parametrize("case", JOIN)
def test_nothing_joins_across_happenings(case: str) -> None:
    assert joined(*JOIN[case][0], events=[]) == {}


def test_a_namesake_who_is_only_named_keeps_a_surname_apart() -> None:
    one = article("a", text=f"Mara Ollenby {SAID}.")
    two = article("b", text=f"Ollenby {SAID}. The house was that of Per Ollenby.")
    quotes = [quote(one, "Mara Ollenby"), quote(two, "Ollenby")]
    assert joins([one, two], quotes, [["a", "b"]]) == {}
    three = article("b", text=f"But Ollenby {SAID}, but Mayor Ollenby was late.")
    assert len(joins([one, three], quotes, [["a", "b"]])) == 1


def test_a_title_of_the_other_gender_keeps_a_surname_apart() -> None:
    one = article("a", text=f"Tobin Vale {SAID}. Mr Vale left.")
    for title, count in (("Mrs", 0), ("Mr", 1)):
        two = article("b", text=f"{title} Vale {SAID}.")
        assert len(joins([one, two], [quote(one, "Tobin Vale"), quote(two, "Vale")], [["a", "b"]])) == count


def test_a_place_has_one_name_and_a_person_keeps_theirs() -> None:
    one = article("a", "Kiev")
    for kind, expected in (("government", ["Kyiv"]), ("person", ["Kiev"])):
        quotes = [quote(one, "Kiev", kind)]
        found = settle(quotes, [], entries(quotes), joins([one], quotes, []), Decided())
        assert [speaker.name for speaker in found.speakers] == expected
        assert [q.speaker.name for q in found.quotes if q.speaker] == expected


@given(st.text("abcdeios", min_size=1, max_size=8), st.text("abcdeios", min_size=1, max_size=8))
def test_likeness_alone_never_joins(one: str, two: str) -> None:
    """Property: "edit distance alone never merges" — not without one given name, nor outside one happening."""
    left, right = f"Mara {one.title()}", f"Tobin {two.title()}"
    assert joined(("a", left), ("b", right)) == {}
    assert joined(("a", f"Mara {one.title()}"), ("b", f"Mara {two.title()}"), events=[]) == {}


def test_titles_are_no_part_of_a_name_and_spellings_are_told_apart() -> None:
    assert bare("Dame Mara Ollenby") == ("mara", "ollenby")
    assert spelt_alike(("mara", "ollenby"), ("mara", "olenby")) == "transliteration"
    assert spelt_alike(("mara", "corrado"), ("mara", "corrada")) == "misspelling"
    assert spelt_alike(("mara", "vale"), ("mara", "quist")) is None


def test_a_merge_reaches_everything_that_names_the_speaker() -> None:
    articles, quotes = told(("a", "Mara Ollenby"), ("b", "Marta Olenby"))
    chain = (ChainLink(name="Marta Olenby", role="spokesperson"), ChainLink(name="Hal Quist", role="speaker"))
    ref = SpeakerRef(id=speaker_id("Marta Olenby"), name="Marta Olenby", kind="person")
    quotes.append(quote(articles[1], "Hal Quist", chain=chain, co_speakers=(ref,)))
    stated = Assertion(
        id="n", article_id="b", start=0, end=1, text="M", predicate="be", holder=chain,
        roles=(Role(name="agent", text="she", head="she", speaker_id=ref.id),),
    )  # fmt: skip
    found = settled(quotes, decision("merge", "speaker:marta-olenby", into="speaker:mara-ollenby"), stated=[stated])
    assert "marta-olenby" not in "".join(record.to_json() for record in (*found.quotes, *found.assertions))
    assert "Marta Olenby" not in "".join(record.to_json() for record in (*found.quotes, *found.assertions))
    entry = next(speaker for speaker in found.speakers if speaker.id == "speaker:mara-ollenby")
    assert entry.redirects == ("speaker:marta-olenby",)
    assert [alias.name for alias in entry.aliases] == ["Marta Olenby"]
    assert found.problems == []


def test_merges_are_followed_to_the_end_and_a_circle_is_told() -> None:
    _, quotes = told(("a", "Mara Ollenby", "Hal Quist", "Ines Corrado"))
    ollenby, quist, corrado = (one.speaker.id for one in quotes if one.speaker)
    found = settled(
        quotes,
        decision("merge", ollenby, into=quist),
        decision("merge", quist, into=corrado),
        decision("merge", corrado, into=ollenby),
    )
    assert [(s.id, s.redirects) for s in found.speakers] == [(corrado, (quist, ollenby))]
    assert [(problem.code, problem.place.line, problem.place.pointer) for problem in found.problems] == [
        ("QC113", 3, "/speaker")
    ]


def test_a_split_moves_the_named_articles_alone() -> None:
    _, quotes = told(("a", "Jan Kors"), ("b", "Jan Kors"), ("c", "Jan Kors"))
    apart = decision("split", "speaker:jan-kors", articles=("b", "c"), name="Jan Kors (Velland)")
    found = settled(quotes, apart)
    assert [q.speaker.id for q in found.quotes if q.speaker] == [
        "speaker:jan-kors", "speaker:jan-kors-velland", "speaker:jan-kors-velland",
    ]  # fmt: skip
    assert [speaker.name for speaker in found.speakers] == ["Jan Kors", "Jan Kors (Velland)"]
    assert found.speakers[1].aliases[0].name == "Jan Kors"
    assert all(speaker.redirects == () for speaker in found.speakers)


def test_a_split_by_the_same_name_gets_an_id_of_its_own() -> None:
    one = decision("split", "speaker:jan-kors", articles=("b",), name="Jan Kors")
    assert new_id(one) != "speaker:jan-kors"
    assert new_id(one) == new_id(one.model_copy(update={"why": "other"}))


def test_what_was_split_can_be_merged_again() -> None:
    _, quotes = told(("a", "Jan Kors"), ("b", "Jan Kors"))
    apart = decision("split", "speaker:jan-kors", articles=("b",), name="Jan Kors II")
    found = settled(quotes, apart, decision("merge", "speaker:jan-kors-ii", into="speaker:jan-kors"))
    assert [(s.id, s.redirects) for s in found.speakers] == [("speaker:jan-kors", ("speaker:jan-kors-ii",))]
    assert found.problems == []


def test_a_decision_outranks_what_joined_by_itself() -> None:
    articles, quotes = told(("a", "Mara Ollenby"), ("b", "Ollenby"), ("c", "Per Ollenby"))
    sure = joins(articles[:2], quotes[:2], [["a", "b"]])
    assert sure == {("b", "speaker:ollenby"): "speaker:mara-ollenby"}
    other = decided(decision("merge", "speaker:ollenby", into="speaker:per-ollenby"))
    found = settle(quotes, [], entries(quotes), sure, other)
    assert [q.speaker.name for q in found.quotes if q.speaker] == ["Mara Ollenby", "Per Ollenby", "Per Ollenby"]
    assert [s.redirects for s in found.speakers] == [(), ("speaker:ollenby",)]


def test_a_surname_that_joins_in_one_happening_alone_is_no_redirect() -> None:
    articles, quotes = told(("a", "Mara Ollenby"), ("b", "Ollenby"), ("c", "Ollenby"))
    found = settle(quotes, [], entries(quotes), joins(articles, quotes, [["a", "b"]]), Decided())
    assert [(s.id, s.redirects) for s in found.speakers] == [("speaker:mara-ollenby", ()), ("speaker:ollenby", ())]


def test_names_roles_and_ids_elsewhere_are_noted_with_their_time() -> None:
    _, quotes = told(("a", "Mara Ollenby"), ("b", "Мара Олленби"), ("c", "Mara Quist"))
    found = settled(
        quotes,
        decision("alias", "speaker:mara-ollenby", name="Mara Quist", to="2029"),
        decision("role", "speaker:mara-ollenby", name="mayor of Northmere", from_="2030-05"),
        decision("external", "speaker:mara-ollenby", name="wikidata:Q0"),
        decision("merge", speaker_id("Мара Олленби"), into="speaker:mara-ollenby"),
    )
    (entry,) = found.speakers
    assert [(a.name, a.script, a.to) for a in entry.aliases] == [
        ("Mara Quist", "Latn", "2029"),
        ("Мара Олленби", "Cyrl", None),
    ]
    assert [(r.title, r.from_) for r in entry.roles] == [("mayor of Northmere", "2030-05")]
    assert entry.external == ("wikidata:Q0",)


@pytest.mark.parametrize(
    ("fields", "code", "pointer"),
    [
        ({"verdict": "merge", "speaker": "s:a"}, "QC115", "/into"),
        ({"verdict": "merge", "speaker": "s:a", "into": "s:a"}, "QC113", "/into"),
        ({"verdict": "split", "speaker": "s:a", "name": "B"}, "QC115", "/articles"),
        ({"verdict": "role", "speaker": "s:a"}, "QC115", "/name"),
    ],
)
def test_a_decision_that_says_too_little_is_told_at_its_field(fields: dict[str, Any], code: str, pointer: str) -> None:
    made = decided(decision(**fields))
    assert [(problem.code, problem.place) for problem in made.problems] == [(code, Place("d.jsonl", 1, pointer))]
    assert made.sound == []


def test_an_id_is_given_away_once() -> None:
    made = decided(decision("merge", "s:a", into="s:b"), decision("merge", "s:a", into="s:c"))
    assert [(problem.code, problem.place.line) for problem in made.problems] == [("QC115", 2)]


def test_a_decision_about_nobody_is_told_and_kept(tmp_path: Path) -> None:
    _, quotes = told(("a", "Mara Ollenby"))
    append(tmp_path, decision("merge", "speaker:mara-ollenby", into="speaker:mara-ollenby-vale"))
    path = append(tmp_path, decision("role", "speaker:nobody", name="mayor"))
    found = settle(quotes, [], entries(quotes), {}, read_decisions(tmp_path))
    assert [(p.code, p.place) for p in found.problems] == [("QC114", Place(path.as_posix(), 2))]
    assert [s.id for s in found.speakers] == ["speaker:mara-ollenby-vale"]


def test_a_decision_is_written_behind_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "decisions" / "speaker-decisions.jsonl"
    path.parent.mkdir()
    path.write_text('{"by hand": "without a line end"}', encoding="utf-8")
    append(tmp_path, decision("merge", "s:a", into="s:b"))
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0] == '{"by hand": "without a line end"}'
    assert json.loads(lines[1])["into"] == "s:b"
    read = read_decisions(tmp_path)
    assert {problem.code for problem in read.problems} == {"QC101"}
    assert [held.speaker for _, held in read.sound] == ["s:a"]


def write(path: Path, *rows: dict[str, Any]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def speaker(id_: str, *redirects: str) -> dict[str, Any]:
    return {"id": id_, "name": id_, "kind": "person", "redirects": redirects}


def found_in(*paths: Path) -> list[tuple[str, int | None, str]]:
    return [(p.code, p.place.line, p.place.pointer) for p in check_files(paths)]


def test_validation_follows_redirects(tmp_path: Path) -> None:
    speakers = write(tmp_path / "speakers.jsonl", speaker("s:b", "s:a"))
    one = quote(article("a", "Mara Ollenby"), "Mara Ollenby").model_dump(mode="json")
    for id_, expected in (("s:a", []), ("s:b", []), ("s:c", [("QC105", 1, "/speaker/id")])):
        one["speaker"]["id"] = id_
        assert found_in(speakers, write(tmp_path / "quotes.jsonl", one)) == expected


def test_validation_tells_circles_and_redirects_given_twice(tmp_path: Path) -> None:
    rows = speaker("s:a", "s:b"), speaker("s:b", "s:a"), speaker("s:c", "s:d"), speaker("s:e", "s:x", "s:d")
    assert found_in(write(tmp_path / "speakers.jsonl", *rows)) == [
        ("QC106", 4, "/redirects/1"), ("QC113", 1, "/redirects/0"), ("QC113", 2, "/redirects/0"),
    ]  # fmt: skip


def test_validation_tells_decisions_in_a_circle_and_about_nobody(tmp_path: Path) -> None:
    speakers = write(tmp_path / "speakers.jsonl", speaker("s:a", "s:z"), speaker("s:b"))
    merges = [("s:a", "s:b"), ("s:b", "s:a"), ("s:c", "s:gone"), ("s:y", "s:z")]
    rows = [
        {"id": f"d:{n}", "verdict": "merge", "speaker": one, "into": two, "why": "seen"}
        for n, (one, two) in enumerate(merges)
    ]
    path = write(tmp_path / "decisions" / "speaker-decisions.jsonl", *rows)
    assert found_in(speakers, path) == [("QC113", 2, "/speaker"), ("QC114", 3, "/into")]
    assert [problem.code for problem in check(path)] == ["QC113"]


def test_candidates_have_a_reason_and_merge_nothing() -> None:
    pages = [
        ("a", "Mara Ollenby"), ("b", "M Ollenby"), ("c", "Ollenby"), ("d", "Per Ollenby"), ("e", "Ines Corrado"),
        ("f", "Ines Corado"), ("g", "Kamila Omerova"), ("h", "Kamila Ömerowa"), ("i", "Hal Quint"), ("j", "Hal Quist"),
    ]  # fmt: skip
    _, quotes = told(*pages)
    found = candidates(entries(quotes).values(), quotes, [["i", "j"]])
    pairs = [(one.speaker.removeprefix("speaker:"), one.into.removeprefix("speaker:")) for one in found]
    assert pairs == [
        ("hal-quint", "hal-quist"),
        ("ines-corado", "ines-corrado"),
        ("kamila-omerova", "kamila-omerowa"),
        ("m-ollenby", "mara-ollenby"),
        ("ollenby", "m-ollenby"),
        ("ollenby", "mara-ollenby"),
        ("ollenby", "per-ollenby"),
    ]
    assert {one.reason for one in found} == {
        "one letter apart, and no third like them in the happening",
        "two ways to transliterate one name",
        "same surname, and the given names agree",
        "a surname alone",
    }
    assert candidates(entries(quotes).values(), quotes, []) == [one for one in found if "Hal" not in one.reason][1:]
