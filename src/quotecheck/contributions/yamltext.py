"""YAML 1.2 with places, plain data alone: what could run, grow or refer is refused before anything is built."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from quotecheck.contributions.nodes import Node, WrittenError, escaped

_DEEPEST = 20
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


def parse_yaml(text: str) -> Node | None:
    """Read one YAML document, scalars as the text that stands there, or None where there is nothing.

    Raises `WrittenError` at the first fault: QC504 no YAML, QC505 more than plain data, QC506 a name given twice.
    """
    reader = _Reader(text)
    try:
        return reader.document()
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        words = error.problem or error.context or "not valid"
        raise WrittenError("QC504", words, mark.index if mark else 0, reader.pointer) from None
    except YAMLError as error:
        raise WrittenError("QC504", str(error).splitlines()[0], getattr(error, "position", 0)) from None
    except (
        ValueError,
        ArithmeticError,
        RecursionError,
    ) as error:  # an escape of no character, brackets by the thousand
        raise WrittenError("QC504", f"not valid: {error}", reader.reached, reader.pointer) from None


class _Reader:
    def __init__(self, text: str) -> None:
        self._events: Iterator[Any] = iter(YAML(typ="safe", pure=True).parse(text))
        self.reached = 0
        self.pointer = ""

    def _next(self) -> Any:
        event = next(self._events)
        self.reached = event.start_mark.index
        return event

    def document(self) -> Node | None:
        found: Node | None = None
        documents = 0
        while (event := next(self._events, None)) is not None:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                self._one(event, documents)
            elif isinstance(event, (AliasEvent, ScalarEvent, MappingStartEvent, SequenceStartEvent)):
                found = self._node(event, "", 0)
        return found

    def _one(self, event: DocumentStartEvent, number: int) -> None:
        if event.tags:
            raise WrittenError("QC505", "a directive for tags", event.start_mark.index)
        if number > 1:
            raise WrittenError("QC505", "a second document", event.start_mark.index)

    def _node(self, event: Any, pointer: str, depth: int) -> Node:
        start = event.start_mark.index
        self.pointer = pointer
        if isinstance(event, AliasEvent):
            raise WrittenError("QC505", f"an alias (*{event.anchor})", start, pointer)
        if event.anchor:
            raise WrittenError("QC505", f"an anchor (&{event.anchor})", start, pointer)
        if event.ctag is not None and str(event.ctag):
            raise WrittenError("QC505", f"a tag ({event.ctag})", start, pointer)
        if depth > _DEEPEST:
            raise WrittenError("QC504", "nested too deeply", start, pointer)
        if isinstance(event, ScalarEvent):
            plain = event.style is None or event.style == ""
            value = None if plain and event.value in _NULLS else event.value
            return Node(value, start, event.end_mark.index)
        return (self._list if isinstance(event, SequenceStartEvent) else self._mapping)(event, pointer, depth)

    def _list(self, opening: SequenceStartEvent, pointer: str, depth: int) -> Node:
        node = Node([], opening.start_mark.index, 0, flow=bool(opening.flow_style))
        while not isinstance(event := self._next(), SequenceEndEvent):
            item = self._node(event, f"{pointer}/{len(node.items)}", depth + 1)
            node.items.append(item)
            node.value.append(item.value)
        node.end = event.end_mark.index
        return node

    def _mapping(self, opening: MappingStartEvent, pointer: str, depth: int) -> Node:
        node = Node({}, opening.start_mark.index, 0, flow=bool(opening.flow_style))
        while not isinstance(event := self._next(), MappingEndEvent):
            key = self._node(event, pointer, depth + 1)
            if isinstance(key.value, (list, dict)) or key.value == "<<":
                what = "a merge key" if key.value == "<<" else "a name that is no text"
                raise WrittenError("QC505", what, key.start, pointer)
            name = "null" if key.value is None else key.value
            inside = f"{pointer}/{escaped(name)}"
            if name in node.fields:
                raise WrittenError("QC506", f"{name} was given already", key.start, inside)
            value = self._node(self._next(), inside, depth + 1)
            node.fields[name], node.value[name] = (key.start, value), value.value
        node.end = event.end_mark.index
        return node
