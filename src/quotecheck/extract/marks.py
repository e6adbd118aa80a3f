"""Quotation marks: every one found, told from apostrophes and measures, and paired, paragraph by paragraph.

Pairing is by kind and direction. Straight marks take their direction from what stands beside them. A paragraph that
opens with a mark and does not close it goes on in the next one, if that opens with a mark too (newspaper convention).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

Fault = Literal["unclosed", "unopened", "continued"]
LoneClass = Literal["apostrophe", "measure", "list-mark", "unpaired"]

# Deeper levels than people write are left flat: no text is lost, and hostile input costs no time.
MAX_DEPTH = 6

_MARK = re.compile(r"``|''|[\"“”„‟«»‹›'‘’‚`″′]")
_OPENERS = {"“": "double", "„": "double", "‟": "double", "«": "angle", "‹": "angle1", "‘": "single", "‚": "single"}
_CLOSERS = {"”": "double", "»": "angle", "›": "angle1", "’": "single"}
_NEUTRAL = {'"': "double", "'": "single", "``": "double", "''": "double", "`": "single"}
_ELISION = re.compile(r"(?:\d0s|\d\d\b|tis|twas|til|em|cause|bout|round|n|neath|cos)\b", re.IGNORECASE)
_AND = re.compile(r"['‘’]n['’](?!\w)")
_OPENER_AGAIN = re.compile(r"(?:(?<=\s)|(?<=[(\[—–:]))['‘](?=\w)")
_WORD = re.compile(r"\S+")
_LOWER_WORD = re.compile(r"\s[a-z]")
_BETTER_CLOSER = re.compile(r"[.,!?][’']|[^\s\w]['’](?=\s|$)")
_BEFORE_SPEECH = ("", ":", ",", ".", "?", "!", "”", "’", '"')
_BEFORE_OPENER = frozenset(" \t\n\r\u00a0\u202f\u2009([{—–-/“‘\"'«„:;,…")
_AFTER_CLOSER = frozenset(" \t\n\r\u00a0\u202f\u2009)]}—–-/”’\"'».,:;!?…")


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair of marks; `start` and `end` take in the marks, `inner_start` and `inner_end` leave them out."""

    start: int
    end: int
    open: str | None
    close: str | None
    parent: int | None = None
    fault: Fault | None = None

    @property
    def inner_start(self) -> int:
        """Give the offset of the first code point inside the marks."""
        return self.start + len(self.open or "")

    @property
    def inner_end(self) -> int:
        """Give the offset behind the last code point inside the marks."""
        return self.end - len(self.close or "")


@dataclass(frozen=True, slots=True)
class Lone:
    """A mark that is no part of a pair."""

    start: int
    end: int
    class_: LoneClass
    reason: str


@dataclass(slots=True)
class _Open:
    start: int
    mark: str
    kind: str


@dataclass(frozen=True, slots=True)
class Marks:
    """All marks of a paragraph: pairs in order of their start (`parent` is an index into them), and lone ones."""

    pairs: tuple[Pair, ...] = ()
    lone: tuple[Lone, ...] = ()
    flattened: bool = False


@dataclass(slots=True)
class _Scan:
    text: str
    pairs: list[Pair] = field(default_factory=list)
    lone: list[Lone] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    flattened: bool = False

    def side(self, at: int) -> str:
        return self.text[at] if 0 <= at < len(self.text) else "\n"

    def is_open(self, kind: str) -> bool:
        return any(entry.kind == kind for entry in self.stack)


def find_marks(text: str, *, next_opens: str = "") -> Marks:
    """Pair the marks of one paragraph; `next_opens`: the opening mark that the next paragraph starts with.

    Offsets are code points into `text`. Takes time linear in the length of the text.
    """
    scan = _Scan(text)
    for match in _MARK.finditer(text):
        _take(scan, match.start(), match.group())
    _finish(scan, next_opens=next_opens)
    pairs = sorted(scan.pairs, key=lambda pair: (pair.start, -pair.end))
    return Marks(_with_parents(pairs), tuple(sorted(scan.lone, key=lambda lone: lone.start)), scan.flattened)


def opening_mark(text: str) -> str:
    """Give the mark that can open a quotation at the start of a paragraph, or nothing."""
    text = text.lstrip()
    match = _MARK.match(text)
    if match is None or match.group() not in {**_OPENERS, **_NEUTRAL} or _ELISION.match(text, match.end()):
        return ""
    return match.group()


def _take(scan: _Scan, at: int, mark: str) -> None:
    before, after = scan.side(at - 1), scan.side(at + len(mark))
    lone = _lone_class(scan, at, mark, before, after)
    if lone is not None:
        scan.lone.append(Lone(at, at + len(mark), *lone))
    elif _closes(scan, mark, before, after):
        _close(scan, at, mark)
    elif mark in _OPENERS or _opener_like(before, after):
        _open(scan, at, mark)
    else:
        _unopened(scan, at, mark)


def _lone_class(scan: _Scan, at: int, mark: str, before: str, after: str) -> tuple[LoneClass, str] | None:
    if mark in "′″":
        return "measure", "prime"
    if mark in "'’‘`" and len(mark) == 1:
        return _single_class(scan, at, before, after)
    if mark == '"' and before.isdigit() and not scan.is_open("double"):
        return "measure", "inches"
    if mark in "«»" and at == 0 and after in " \u00a0" and ("»" if mark == "«" else "«") not in scan.text[1:]:
        return "list-mark", "bullet"
    return None


def _single_class(scan: _Scan, at: int, before: str, after: str) -> tuple[LoneClass, str] | None:
    if _AND.match(scan.text, at) or (before == "n" and _AND.match(scan.text, max(at - 2, 0))):
        return "apostrophe", "elision"
    if before.isalnum() and after.isalnum():
        return ("measure", "feet") if before.isdigit() and after.isdigit() else ("apostrophe", "inside a word")
    if _ELISION.match(scan.text, at + 1) and not before.isalnum() and _stands_for_letters(scan, at):
        return "apostrophe", "elision"
    if before.isdigit() and not scan.is_open("single"):
        return "measure", "feet"
    if before.isalpha() and not scan.is_open("single"):
        return "apostrophe", "possessive or clipped word"
    if before in "sS" and _closer_follows(scan, at) and scan.is_open("single"):
        return "apostrophe", "plural possessive"
    return None


def _stands_for_letters(scan: _Scan, at: int) -> bool:
    # ‘em dash’ style openers have a closing partner; an elision has none before the next white space.
    word = _WORD.match(scan.text, at + 1)
    return word is None or not word.group().rstrip(".,;:!?").endswith(("'", "’"))


def _closer_follows(scan: _Scan, at: int) -> bool:
    # After an s, a mark closes unless a lower-case word and, later, a better closer follow (the workers’ homes).
    # A closer behind another opener (‘volunteers’ were paid. ‘Not by us,’ …) belongs to that one.
    if not _LOWER_WORD.match(scan.text, at + 1):
        return False
    closer = _BETTER_CLOSER.search(scan.text, at + 1)
    return closer is not None and _OPENER_AGAIN.search(scan.text, at + 1, closer.start()) is None


def _opener_like(before: str, after: str) -> bool:
    return before in _BEFORE_OPENER and not after.isspace()


def _closer_like(before: str, after: str) -> bool:
    return not before.isspace() and (after in _AFTER_CLOSER or not after.isalnum())


def _kind(mark: str) -> str:
    return _OPENERS.get(mark) or _CLOSERS.get(mark) or _NEUTRAL[mark]


def _closes(scan: _Scan, mark: str, before: str, after: str) -> bool:
    kind = _kind(mark)
    if not scan.is_open(kind):
        return False
    if mark in _CLOSERS and kind != "single":
        return True
    if mark == "``":
        return False
    if mark == "“":
        return _low_opener(scan) or (_closer_like(before, after) and not _opener_like(before, after))
    if mark in _OPENERS:
        return mark in "«‹" and _closer_like(before, after) and not _opener_like(before, after)
    return _closer_like(before, after) or not _opener_like(before, after)


def _low_opener(scan: _Scan) -> bool:
    return any(entry.mark == "„" for entry in scan.stack)


def _open(scan: _Scan, at: int, mark: str) -> None:
    if len(scan.stack) >= MAX_DEPTH:
        scan.flattened = True
        scan.lone.append(Lone(at, at + len(mark), "unpaired", "nested too deeply"))
        return
    scan.stack.append(_Open(at, mark, _kind(mark)))


def _close(scan: _Scan, at: int, mark: str) -> None:
    kind = _kind(mark)
    while scan.stack:
        entry = scan.stack.pop()
        if entry.kind == kind:
            scan.pairs.append(Pair(entry.start, at + len(mark), entry.mark, mark))
            return
        _strand(scan, entry)


def _strand(scan: _Scan, entry: _Open) -> None:
    single = entry.kind == "single"
    reason = "leading apostrophe" if single else "opened and never closed"
    end = entry.start + len(entry.mark)
    scan.lone.append(Lone(entry.start, end, "apostrophe" if single else "unpaired", reason))


def _unopened(scan: _Scan, at: int, mark: str) -> None:
    if _kind(mark) == "single":
        scan.lone.append(Lone(at, at + len(mark), "apostrophe", "closing form without an opener"))
    elif any(pair.fault == "unopened" for pair in scan.pairs[-1:]):
        scan.lone.append(Lone(at, at + len(mark), "unpaired", "closes what nothing opened"))
    else:
        scan.pairs.append(Pair(0, at + len(mark), None, mark, fault="unopened"))


def _finish(scan: _Scan, *, next_opens: str) -> None:
    while scan.stack:
        entry = scan.stack.pop()
        fault = _left_open(scan, entry, next_opens)
        if not scan.stack and fault is not None:
            scan.pairs.append(Pair(entry.start, len(scan.text), entry.mark, None, fault=fault))
        else:
            _strand(scan, entry)


def _left_open(scan: _Scan, entry: _Open, next_opens: str) -> Fault | None:
    """Tell what it means that a mark is never closed; None for an apostrophe or a stray mark."""
    single = entry.kind == "single"
    before = scan.text[: entry.start].rstrip()
    if next_opens and (not single or (_kind(next_opens) == "single" and before[-1:] in _BEFORE_SPEECH)):
        return "continued"
    at_start = not before and all(pair.start < entry.start for pair in scan.pairs)
    return "unclosed" if at_start and (not single or scan.side(entry.start + 1).isupper()) else None


def _with_parents(pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    done: list[Pair] = []
    stack: list[int] = []
    for index, pair in enumerate(pairs):
        while stack and done[stack[-1]].end < pair.end:
            stack.pop()
        done.append(replace(pair, parent=stack[-1] if stack else None))
        stack.append(index)
    return tuple(done)
