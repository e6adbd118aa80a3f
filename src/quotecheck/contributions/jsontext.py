"""JSON (RFC 8259) with places: a name given twice, NaN, a number of thousands of digits are told where they stand."""

from __future__ import annotations

import json
import re

from quotecheck.contributions.nodes import Node, WrittenError, escaped

_SPACE = re.compile(r"[ \t\r\n]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_WORD = re.compile(r"[A-Za-z]+")
_CONSTANTS = {"true": True, "false": False, "null": None}
_DEEPEST = 20
_DIGITS = 9
_DECODER = json.JSONDecoder()


def parse_json(text: str) -> Node:
    """Read one JSON value; raises `WrittenError` at the first fault."""
    reader = _Reader(text)
    node = reader.value(reader.skip(0), "", 0)
    rest = reader.skip(node.end)
    if rest < len(text):
        raise WrittenError("QC504", f"{_shown(text, rest)} behind the value", rest)
    return node


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text

    def skip(self, at: int) -> int:
        match = _SPACE.match(self._text, at)
        return match.end() if match else at

    def value(self, at: int, pointer: str, depth: int) -> Node:
        if depth > _DEEPEST:
            raise WrittenError("QC504", "nested too deeply", at, pointer)
        first = self._text[at : at + 1]
        if first == "{":
            return self._object(at, pointer, depth)
        if first == "[":
            return self._list(at, pointer, depth)
        if first == '"':
            value, end = self._string(at, pointer)
            return Node(value, at, end)
        return self._plain(at, pointer)

    def _string(self, at: int, pointer: str) -> tuple[str, int]:
        try:
            value, end = _DECODER.raw_decode(self._text, at)
        except json.JSONDecodeError as error:
            raise WrittenError("QC504", error.msg.lower(), error.pos, pointer) from None
        return str(value), end

    def _plain(self, at: int, pointer: str) -> Node:
        if word := _WORD.match(self._text, at):
            if word.group() not in _CONSTANTS:
                raise WrittenError("QC504", f"{word.group()[:20]} is no JSON value", at, pointer)
            return Node(_CONSTANTS[word.group()], at, word.end())
        number = _NUMBER.match(self._text, at)
        if number is None:
            raise WrittenError("QC504", f"a value should stand here, not {_shown(self._text, at)}", at, pointer)
        if number.group(1) or number.group(2):
            return Node(_float(number.group(), at, pointer), at, number.end())
        if len(number.group().lstrip("-")) > _DIGITS:
            raise WrittenError("QC508", f"a number of {len(number.group())} digits", at, pointer)
        return Node(int(number.group()), at, number.end())

    def _object(self, at: int, pointer: str, depth: int) -> Node:
        node = Node({}, at, at, flow=True)
        end = self.skip(at + 1)
        if self._text.startswith("}", end):
            node.end = end + 1
            return node
        while True:
            if not self._text.startswith('"', end):
                raise WrittenError("QC504", f"a name should stand here, not {_shown(self._text, end)}", end, pointer)
            name, after = self._string(end, pointer)
            inside = f"{pointer}/{escaped(name)}"
            if name in node.fields:
                raise WrittenError("QC506", f"{name} was given already", end, inside)
            colon = self._expect(":", self.skip(after), inside)
            value = self.value(self.skip(colon), inside, depth + 1)
            node.fields[name], node.value[name] = (end, value), value.value
            end, node.end = self._after(value.end, "}", pointer)
            if node.end:
                return node

    def _list(self, at: int, pointer: str, depth: int) -> Node:
        node = Node([], at, at, flow=True)
        end = self.skip(at + 1)
        if self._text.startswith("]", end):
            node.end = end + 1
            return node
        while True:
            item = self.value(end, f"{pointer}/{len(node.items)}", depth + 1)
            node.items.append(item)
            node.value.append(item.value)
            end, node.end = self._after(item.end, "]", pointer)
            if node.end:
                return node

    def _after(self, at: int, closing: str, pointer: str) -> tuple[int, int]:
        """Give where the next member begins and 0, or where the whole ends, twice."""
        at = self.skip(at)
        if self._text.startswith(closing, at):
            return at + 1, at + 1
        return self.skip(self._expect(",", at, pointer)), 0

    def _expect(self, mark: str, at: int, pointer: str) -> int:
        if not self._text.startswith(mark, at):
            raise WrittenError("QC504", f"a {mark} should stand here, not {_shown(self._text, at)}", at, pointer)
        return at + 1


def _float(digits: str, at: int, pointer: str) -> float:
    value = float(digits)
    if value in (float("inf"), float("-inf")):
        raise WrittenError("QC508", "a number too big to hold", at, pointer)
    return value


def _shown(text: str, at: int) -> str:
    return repr(text[at]) if at < len(text) else "the end"
