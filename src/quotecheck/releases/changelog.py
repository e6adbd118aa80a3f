"""What a release changed, by meaning, as Markdown: kind by kind, and speakers and findings by what became of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from pydantic_core import from_json

from quotecheck.records import Edition
from quotecheck.releases.compare import Changes
from quotecheck.store.jsonl import read_lines

_SHOWN = 50  # ids of a list


def changelog(edition: Edition, changes: Sequence[Changes], why: str, new: Path) -> str:
    """Give the page; `new` is the folder with the records of this release."""
    lines = [f"# Changes in {edition.version}", ""]
    if edition.previous is None:
        return "\n".join([*lines, "The first release.", ""])
    lines += [f"A {edition.bump} version after {edition.previous}: {why}.", ""]
    for one in changes:
        lines += _kind(one)
    return "\n".join([*lines, *_merged(changes, new), *_findings(changes, new)])


def _kind(one: Changes) -> Iterator[str]:
    if not (one.added or one.removed or one.changed):
        return
    yield f"## {one.kind.capitalize()}s"
    yield ""
    for done, ids in (("Added", one.added), ("Removed", one.removed), ("Changed", list(one.changed))):
        if ids:
            yield f"- {done}: {len(ids)} ({_some(ids)})"
    if one.changed:
        fields = Counter(name for names in one.changed.values() for name in names)
        yield f"- Fields that changed: {', '.join(f'{name} ({count})' for name, count in sorted(fields.items()))}"
    yield ""


def _some(ids: Sequence[str]) -> str:
    more = f", and {len(ids) - _SHOWN} more" if len(ids) > _SHOWN else ""
    return ", ".join(f"`{one}`" for one in ids[:_SHOWN]) + more


def _merged(changes: Iterable[Changes], new: Path) -> list[str]:
    """Tell the speakers that went because they are somebody else by now."""
    gone = {one for change in changes if change.kind == "speaker" for one in change.removed}
    rows = _rows(new / "speakers/speakers.jsonl") if gone else ()
    into = [(old, row["id"]) for row in rows for old in row["redirects"] if old in gone]
    return ["## Speakers merged", "", *(f"- `{old}` into `{id_}`" for old, id_ in sorted(into)), ""] if into else []


def _findings(changes: Iterable[Changes], new: Path) -> list[str]:
    """Tell the conflicts that were opened, and those that are no more or were decided."""
    found = next((change for change in changes if change.kind == "finding"), Changes("finding"))
    rows = {row["id"]: row for row in _rows(new / "findings/findings.jsonl")} if found.added or found.changed else {}
    opened = [one for one in found.added if rows[one]["verdict"] == "conflict"]
    ruled = [one for one, fields in found.changed.items() if "ruling" in fields and rows[one]["ruling"]]
    told = [f"- Opened: `{one}`, {rows[one]['kind']}" for one in opened]
    told += [f"- Decided: `{one}`, {rows[one]['ruling']['verdict']}" for one in ruled]
    told += [f"- Gone: `{one}`" for one in found.removed]
    return ["## Conflicts", "", *told, ""] if told else []


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    return (from_json(line) for _, line in read_lines(path)) if path.is_file() else iter(())
