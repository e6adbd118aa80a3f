"""Names of files for ids, and back: any id gives one that all file systems take and that stays in its folder."""

from __future__ import annotations

import re
from urllib.parse import unquote

from quotecheck.records import digest

_PLAIN = re.compile(r"[a-z0-9_-]")
_TORN = re.compile(r"%[0-9A-F]?$")
_LONGEST = 150  # bytes; file systems take 255, with the suffix


def file_name(id_: str) -> str:
    """Give the name for an id: what is not a small letter, a digit, _ or - is written %XX, long ones are cut.

    Capitals are written so too, for many file systems hold `A` and `a` for one name.
    """
    name = "".join(char if _PLAIN.fullmatch(char) else _escaped(char) for char in id_)
    if 0 < len(name) <= _LONGEST:
        return name
    return f"{_TORN.sub('', name[:_LONGEST])}~{digest(id_)[:16]}"


def _escaped(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode("utf-8", "surrogatepass"))


def id_of(name: str) -> str:
    """Give the id of a name; that of one that was cut is another, and must be told beside it."""
    return unquote(name)
