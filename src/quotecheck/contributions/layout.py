"""A file of contributions in canonical form: what was found written down, the fields in order, the rest as it was."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from quotecheck.contributions.files import Written
from quotecheck.contributions.nodes import Entry, Node, Text
from quotecheck.contributions.shape import FIELDS

Found = Mapping[int, Mapping[str, str | None]]  # by the entry's number: fields to set, or to take out (None)

_PLAIN = re.compile(r"[A-Za-z][\w./@~-]*(:[\w./@~-]+)*|[0-9]+\.\.[0-9]+( [0-9]+\.\.[0-9]+)*")
_KEEPS = re.compile(r"[|>][0-9]?\+")
_BLANK = re.compile(r"\A(?:[ \t]*(?:\r\n|\r|\n))+")
_WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})  # that some readers take for values


class LayoutError(Exception):
    """Tells that an entry is written in a way that is left alone; `offset` is where."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


def laid_out(written: Written, found: Found) -> str:
    """Give the text of a file in canonical form; raises `LayoutError` where that cannot be done without loss."""
    return _LAYOUTS[written.kind](written, found)


def _order(names: Iterable[str]) -> list[str]:
    return sorted(names, key=FIELDS.index)


def _merged(node: Node, found: Mapping[str, str | None]) -> dict[str, Any]:
    values = {**node.value, **found}
    return {name: values[name] for name in _order(values) if values[name] is not None}


def _json(written: Written, found: Found) -> str:
    rows = [_merged(entry.node, found.get(number, {})) for number, (entry, _) in enumerate(written.entries)]
    single = len(rows) == 1 and not written.entries[0][0].pointer
    return json.dumps(rows[0] if single else rows, ensure_ascii=False, indent=2) + "\n"


def _lines(written: Written, found: Found) -> str:
    rows = [_merged(entry.node, found.get(number, {})) for number, (entry, _) in enumerate(written.entries)]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _csv(written: Written, found: Found) -> str:
    table = written.table
    if table is None or not table.rows:
        return written.text.text
    text = written.text.text
    names = [cell.value.strip() for cell in table.rows[0]]
    added = {name for fields in found.values() for name, value in fields.items() if value is not None}
    order = _order({*names, *added})
    lines = [table.delimiter.join(order)]
    for number, row in enumerate(table.rows[1:]):
        cells = {name: text[cell.start : cell.end] for name, cell in zip(names, row, strict=True)}
        cells |= {name: _cell(value or "", table.delimiter) for name, value in found.get(number, {}).items()}
        lines.append(table.delimiter.join(cells.get(name, "") for name in order))
    return "".join(f"{line}{written.text.newline}" for line in lines)


def _cell(value: str, delimiter: str) -> str:
    quoted = any(mark in value for mark in (delimiter, '"', "\r", "\n"))
    return '"' + value.replace('"', '""') + '"' if quoted else value


@dataclass(slots=True)
class _Block:
    """A field of YAML: the lines of comment above it and its own lines from its name on, line ends taken in."""

    lead: str
    body: str
    keeps: bool = False  # the blank lines behind it are its own


def _yaml(written: Written, found: Found) -> str:
    text = written.text
    pieces: list[str] = []
    at = 0
    for number, (entry, _) in enumerate(written.entries):
        start, end, laid = _entry(entry, text, found.get(number, {}))
        pieces += [text.text[at:start], laid]
        at = end
    pieces.append(text.text[at:])
    return "".join(pieces)


def _entry(entry: Entry, text: Text, found: Mapping[str, str | None]) -> tuple[int, int, str]:
    """Give the stretch of an entry and what stands there in canonical form."""
    node = entry.node
    if not node.fields:
        return node.start, node.start, ""
    start = text.line_start(node.start)
    indent = node.start - start
    prefix = text.text[start : node.start]
    blocks, end = _flow(node, text) if node.flow else _blocks(node, text)
    if prefix.strip(" -") or "\t" in prefix:
        raise LayoutError("an entry that begins behind something else on its line", node.start)
    for name, value in found.items():
        if value is None:
            blocks.pop(name, None)
        else:
            lead, note = (blocks[name].lead, _note(node, name, text)) if name in blocks else ("", "")
            blocks[name] = _Block(lead, f"{name}: {_scalar(value)}{note}{text.newline}")
    last = next(reversed(node.fields))
    order = _order(blocks)
    if blocks[order[-1]].keeps and order[-1] != last:
        raise LayoutError("a value that keeps the blank lines behind it (|+, >+) would come last", node.start)
    _part_from_kept(blocks, order)
    pad = " " * indent
    first = blocks[order[0]]
    outside = "".join(
        f"{prefix[: len(prefix) - len(prefix.lstrip())]}{line.lstrip(' ')}" for line in _split(first.lead)
    )
    rest = "".join(f"{blocks[name].lead}{pad}{blocks[name].body}" for name in order[1:])
    return start, end, f"{outside}{prefix}{first.body}{rest}"


def _part_from_kept(blocks: dict[str, _Block], order: list[str]) -> None:
    """Take the blank lines away that would become a part of the value before them."""
    for before, after in pairwise(order):
        if blocks[before].keeps:
            blocks[after].lead = _BLANK.sub("", blocks[after].lead)


def _blocks(node: Node, text: Text) -> tuple[dict[str, _Block], int]:
    blocks: dict[str, _Block] = {}
    reached = node.start
    for name, (start, value) in node.fields.items():
        own = text.line_start(start)
        lead = text.text[reached:own] if reached < own else ""
        end = _body_end(start, value, text)
        blocks[name] = _Block(
            lead, _ended(text.text[start:end], text), _KEEPS.match(text.text, value.start) is not None
        )
        reached = end
    return blocks, reached


def _body_end(start: int, value: Node, text: Text) -> int:
    """Give the end of the line on which a field ends: white space behind its value is no part of it.

    Of a block scalar it is, for blank lines may count (`>+`).
    """
    if text.text[value.start : value.start + 1] in {"|", ">"}:
        return value.end if text.line_start(value.end) == value.end else text.line_end(value.end)
    last = start + len(text.text[start : max(value.end, start + 1)].rstrip())
    return text.line_end(max(last - 1, start))


def _ended(body: str, text: Text) -> str:
    return body if body.endswith(("\n", "\r")) else body + text.newline


def _note(node: Node, name: str, text: Text) -> str:
    """Give the comment behind a value that is replaced."""
    _, value = node.fields[name]
    rest = text.text[value.end : text.line_end(value.end)].rstrip("\r\n")
    return rest if rest.lstrip().startswith("#") else ""


def _flow(node: Node, text: Text) -> tuple[dict[str, _Block], int]:
    """Take an entry in braces apart, a line for each field; raises `LayoutError` where comments are in it."""
    end = text.line_end(node.end - 1)
    inner = text.text[node.start : node.end]
    if "#" in inner or "\n" in inner or text.text[node.end : end].strip():
        raise LayoutError("an entry in braces over several lines or with a comment", node.start)
    blocks = {}
    for name, (_, value) in node.fields.items():
        blocks[name] = _Block("", f"{name}: {text.text[value.start : value.end]}{text.newline}")
    return blocks, end


def _split(lead: str) -> list[str]:
    return [line for line in lead.splitlines(keepends=True) if line.strip()]


def _scalar(value: str) -> str:
    plain = _PLAIN.fullmatch(value) is not None and value.lower() not in _WORDS
    return value if plain else json.dumps(value, ensure_ascii=False)


_LAYOUTS = {"yaml": _yaml, "json": _json, "jsonl": _lines, "csv": _csv}
