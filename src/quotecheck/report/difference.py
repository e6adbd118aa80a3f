"""What differs between two datasets, told to people: as text, and as Markdown short enough for a pull request."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from quotecheck.records import Change, FieldChange
from quotecheck.report.shown import printable

Counts = Mapping[tuple[str, str], int]

LIMIT = 20  # changes of one kind that are told one by one
_WIDTH = 100  # characters of a value or of quoted words
_NAMES = {
    "build": "built by", "article": "articles", "quote": "quotes", "assertion": "assertions", "speaker": "speakers",
    "finding": "findings", "decision": "decisions", "tombstone": "tombstones",
}  # fmt: skip
_MARKS = {"added": "+", "opened": "+", "removed": "-", "closed": "-"}
_COLUMNS = (("added", "opened"), ("removed", "closed"), ("changed",), ("moved",))
_WHY = {
    "text": "new text of the article", "article": "the article changed", "rules": "other rules",
    "tool": "another version of the tool", "model": "another language model", "spacy": "another spaCy",
    "settings": "other settings", "speakers": "the registry of speakers", "articles": "other articles",
    "records": "other records", "edited": "edited",
}  # fmt: skip
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~@&])")


@dataclass(slots=True)
class Told:
    """The first changes of each kind, to be shown below the counts of all."""

    limit: int = LIMIT
    shown: dict[str, list[Change]] = field(default_factory=lambda: defaultdict(list))

    def keep(self, changes: Iterable[Change]) -> None:
        """Go through all changes and keep the first of each kind."""
        for change in changes:
            if len(self.shown[change.kind]) < self.limit:
                self.shown[change.kind].append(change)


def text(told: Told, counts: Counts) -> Iterator[str]:
    """Yield lines: the counts of each kind, then the changes one by one."""
    if not counts:
        yield "no difference"
        return
    for kind, name in _NAMES.items():
        if of_kind := _of(kind, counts):
            yield f"{name}: {_listed(of_kind)}"
    for kind, name in _NAMES.items():
        changes = told.shown.get(kind, [])
        if not changes:
            continue
        yield ""
        yield name
        for change in changes:
            yield from _lines(change)
        if more := sum(_of(kind, counts).values()) - len(changes):
            yield f"  and {more:,} more"


def _of(kind: str, counts: Counts) -> Counter[str]:
    return Counter({change: count for (one, change), count in sorted(counts.items()) if one == kind})


def _listed(of_kind: Counter[str]) -> str:
    return ", ".join(f"{count:,} {change}" for change, count in of_kind.items())


def _lines(change: Change) -> Iterator[str]:
    what = " ".join(part for part in (change.change, _ids(change), _short(change.about)) if part)
    yield f"  {_MARKS.get(change.change, '~')} {what}{_why(change.why)}"
    for one in change.fields:
        yield f"      {one.field}: {_short(_value(one.before))} → {_short(_value(one.after))}"


def _ids(change: Change) -> str:
    return " → ".join(dict.fromkeys(id_ for id_ in (change.before_id, change.after_id) if id_ is not None))


def _why(why: Sequence[str]) -> str:
    return f" ({', '.join(printable(_WHY.get(one, one)) for one in why)})" if why else ""


def _short(said: str) -> str:
    said = printable(" ".join(said.split()))
    return said if len(said) <= _WIDTH else f"{said[: _WIDTH - 1]}…"


def _value(value: object) -> str:
    """Give a value as people read it: words for a span, the name of a speaker."""
    if value is None or value == []:
        return "nothing"
    if isinstance(value, list):
        return " … ".join(map(_value, value))
    if isinstance(value, dict):
        key = next((key for key in ("text", "name", "value", "verdict") if value.get(key)), None)
        return str(value[key]) if key else json.dumps(value, ensure_ascii=False, sort_keys=True)
    return value if isinstance(value, str) else json.dumps(value)


def markdown(told: Told, counts: Counts, names: tuple[str, str]) -> Iterator[str]:
    """Yield Markdown for a pull request: a table of counts, then what changed, folded and capped."""
    yield f"### {_plain(names[0])} → {_plain(names[1])}"
    yield ""
    if not counts:
        yield "No difference."
        return
    yield "| | added | removed | changed | moved | other |"
    yield "| --- | ---: | ---: | ---: | ---: | --- |"
    yield from (_row(name, _of(kind, counts)) for kind, name in _NAMES.items() if _of(kind, counts))
    for kind, name in _NAMES.items():
        if changes := told.shown.get(kind, []):
            yield from _folded(name, changes, _of(kind, counts))


def _row(name: str, of_kind: Counter[str]) -> str:
    cells = [sum(of_kind[change] for change in column) for column in _COLUMNS]
    known = {change for column in _COLUMNS for change in column}
    other = Counter({change: count for change, count in of_kind.items() if change not in known})
    return " | ".join(["| " + name, *(f"{cell:,}" if cell else "" for cell in cells), _listed(other) + " |"])


def _folded(name: str, changes: Sequence[Change], of_kind: Counter[str]) -> Iterator[str]:
    yield ""
    yield f"<details><summary>{name}: {_listed(of_kind)}</summary>"
    yield ""
    for change in changes:
        fields = "; ".join(_field(one) for one in change.fields)
        tail = f": {fields}" if fields else ""
        what = " ".join(part for part in (change.change, _ids(change), _short(change.about)) if part)
        yield f"- {_plain(what)}{tail}{_plain(_why(change.why))}"
    if more := of_kind.total() - len(changes):
        yield f"- and {more:,} more"
    yield ""
    yield "</details>"


def _field(one: FieldChange) -> str:
    return f"{_plain(one.field)} {_plain(_short(_value(one.before)))} → {_plain(_short(_value(one.after)))}"


def _plain(said: str) -> str:
    """Give text that Markdown shows as it stands: no markup, and nobody is called by an @."""
    return _SPECIAL.sub(lambda found: f"&#{ord(found[0])};", said)
