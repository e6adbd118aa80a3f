"""CSV (RFC 4180) with places: the first row names the fields; commas, semicolons or tabs between the cells."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quotecheck.contributions.nodes import Entry, Node, Text, WrittenError

DELIMITERS = (",", ";", "\t")


@dataclass(slots=True)
class Table:
    """The rows of a file as cells, the first with the names, and what parts the cells."""

    delimiter: str
    rows: list[list[Node]]


def parse_csv(text: str) -> Table:
    """Read all rows, blank ones left out; raises `WrittenError` at the first fault."""
    delimiter = _delimiter(text)
    cell = re.compile(rf'"((?:[^"]|"")*)"|([^"\r\n{re.escape(delimiter)}][^\r\n{re.escape(delimiter)}]*)?')
    rows: list[list[Node]] = [[]]
    at = 0
    while True:
        found = cell.match(text, at)
        assert found is not None  # it matches nothing, too
        quoted = found.group(1)
        value = (found.group(2) or "") if quoted is None else quoted.replace('""', '"')
        rows[-1].append(Node(value, at, found.end()))
        at = found.end()
        if at == len(text):
            break
        if text[at] == delimiter:
            at += 1
        elif text[at] in "\r\n":
            at += 2 if text.startswith("\r\n", at) else 1
            rows.append([])
        elif text[at] == '"' and found.end() == found.start():
            raise WrittenError("QC504", "a quotation mark that is never closed", at)
        else:
            raise WrittenError("QC504", f"{text[at]!r} behind a closing quotation mark; double the marks inside", at)
    return Table(delimiter, [row for row in rows if any(cell.value.strip() or cell.end > cell.start for cell in row)])


def _delimiter(text: str) -> str:
    head = re.split(r"[\r\n]", text, maxsplit=1)[0]
    return max(DELIMITERS, key=lambda mark: (head.count(mark), -DELIMITERS.index(mark)))


def table_entries(table: Table, text: Text) -> list[Entry]:
    """Give each row as an object of its cells that are not empty; raises `WrittenError` where names or rows misfit."""
    if not table.rows:
        return []
    names = [cell.value.strip() for cell in table.rows[0]]
    for number, cell in enumerate(table.rows[0]):
        if names.index(names[number]) < number:
            raise WrittenError("QC506", f"{names[number]} was given already", cell.start)
    return [Entry(_row(names, row, text)) for row in table.rows[1:]]


def _row(names: list[str], cells: list[Node], text: Text) -> Node:
    if len(cells) != len(names):
        line = text.place(cells[0].start).line
        raise WrittenError("QC504", f"row {line} has {len(cells)} cells, the first row {len(names)}", cells[-1].start)
    node = Node({}, cells[0].start, cells[-1].end)
    for name, cell in zip(names, cells, strict=True):
        if cell.value.strip():
            node.fields[name], node.value[name] = (cell.start, cell), cell.value
    return node
