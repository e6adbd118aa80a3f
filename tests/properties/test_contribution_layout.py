"""Files of contributions in canonical form: nothing that people wrote is lost, and a second time changes nothing."""

import json
import re
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from quotecheck.contributions.files import Written, take
from quotecheck.contributions.layout import LayoutError, laid_out

ODD = st.text(alphabet="ab é“”'\"#:-,;{}[]|>\n🔥", min_size=1, max_size=12).filter(lambda text: text.strip() != "")
TEXTS = ODD | st.sampled_from(["a lamp", "bé ab", "no", "12", "a\n\n", "a\nb\n"])
VALUES = st.fixed_dictionaries(
    {"article": TEXTS, "speaker": TEXTS},
    optional={"quote": TEXTS, "why": TEXTS, "cue": TEXTS, "by": TEXTS, "at": st.just("3..4")},
)
FOUND = st.fixed_dictionaries(
    {"id": st.just("q:1f"), "at": st.just("1..9 12..20")}, optional={"article_id": TEXTS, "speaker_id": st.none()}
)
NOTES = st.sampled_from(["", "  # a note", "  # another: note"])
LEADS = st.sampled_from(["", "  # above\n", "\n", "\n  # one\n  # two\n"])
Row = dict[str, Any]


def values(written: Written) -> list[Row]:
    assert written.problems == []
    return [{name: value for name, value in e.node.value.items() if value is not None} for e, _ in written.entries]


def check(path: Path, text: str, rows: list[Row], found: dict[int, Row]) -> str:
    """Format, and hold the outcome against what was written and found."""
    written = take(path, text)
    assert values(written) == rows
    wanted = [{n: v for n, v in {**row, **found.get(at, {})}.items() if v is not None} for at, row in enumerate(rows)]
    once = laid_out(written, found)
    again = take(path, once)
    assert values(again) == wanted
    assert laid_out(again, {}) == once
    assert laid_out(again, found) == once
    return once


@given(st.lists(st.tuples(VALUES, FOUND), min_size=1, max_size=3), st.booleans())
def test_json_and_json_lines(rows: list[tuple[Row, Row]], lines: bool) -> None:
    found = {at: one for at, (_, one) in enumerate(rows)}
    dumped = [json.dumps(row, ensure_ascii=False) for row, _ in rows]
    text = "".join(f"{line}\n" for line in dumped) if lines else f"[{','.join(dumped)}]"
    check(Path("a.jsonl" if lines else "a.json"), text, [row for row, _ in rows], found)


@given(
    st.lists(st.tuples(VALUES, FOUND), min_size=1, max_size=3), st.sampled_from(",;\t"), st.sampled_from(["\n", "\r\n"])
)
def test_csv(rows: list[tuple[Row, Row]], delimiter: str, newline: str) -> None:
    names = ["speaker", "why", "article", "quote", "cue", "by", "at"]

    def line(row: Row) -> str:
        return delimiter.join('"' + str(row.get(name, "")).replace('"', '""') + '"' for name in names)

    text = delimiter.join(names) + newline + "".join(line(row) + newline for row, _ in rows)
    check(Path("a.csv"), text, [row for row, _ in rows], {at: one for at, (_, one) in enumerate(rows)})


@settings(deadline=None)
@given(st.lists(st.tuples(VALUES, FOUND), min_size=1, max_size=3), st.data())
def test_yaml_with_its_comments(rows: list[tuple[Row, Row]], data: st.DataObject) -> None:
    single = len(rows) == 1 and data.draw(st.booleans())
    text = "# the file\n"
    for row, _ in rows:
        names = data.draw(st.permutations(sorted(row)))
        kept = False
        for at, name in enumerate(names):
            lead = data.draw(LEADS) if at and not kept else ""
            value = data.draw(st.sampled_from(_written(row[name])))
            kept = value.startswith("|+")  # blank lines behind it are its own
            note = "" if value.startswith(("|", ">")) else data.draw(NOTES)
            line = f"{'- ' if at == 0 else '  '}{name}: {value}{note}\n"
            text += lead + line
        text += "" if kept else data.draw(st.sampled_from(["", "\n", "# between\n"]))
    if single:
        text = re.sub(r"^(- |  )", "", text, flags=re.MULTILINE)
    found = {at: one for at, (_, one) in enumerate(rows)}
    try:
        once = check(Path("a.yaml"), text, [row for row, _ in rows], found)
    except LayoutError:
        assert "|+" in text
        return
    assert sorted(_comments(once)) == sorted(_comments(text))


def _written(value: str) -> list[str]:
    """Give ways to write a value in YAML."""
    ways = [json.dumps(value, ensure_ascii=False)]
    if "\n" not in value:
        ways.append("'" + value.replace("'", "''") + "'")
    if re.fullmatch(r"\w+( \w+)*", value):
        ways += [value, f">-\n    {value}", f"|-\n    {value}\n"]
    if re.fullmatch(r"\w+\n(\w*\n)*", value):
        ways.append("|+\n" + re.sub("^(?=.)", "    ", value, flags=re.MULTILINE).removesuffix("\n"))
    return ways


def _comments(text: str) -> list[str]:
    return re.findall(r"# (?:the file|above|one|two|between|a note|another: note)$", text, flags=re.MULTILINE)


@given(st.lists(VALUES, min_size=1, max_size=3))
def test_yaml_in_braces(rows: list[Row]) -> None:
    text = "".join(f"- {json.dumps(row, ensure_ascii=False)}\n" for row in rows)
    written = take(Path("a.yaml"), text)
    try:
        once = laid_out(written, {})
    except LayoutError:
        assert "#" in text
        return
    assert values(take(Path("a.yaml"), once)) == values(written) == rows
    assert laid_out(take(Path("a.yaml"), once), {}) == once
