"""From bytes to text: UTF-8 first, byte order marks understood, other encodings detected, each fault told."""

from __future__ import annotations

import codecs
import logging
import re
from collections.abc import Iterator

from charset_normalizer import from_bytes

from quotecheck.problems import Place, Problem

REPLACEMENT = "\ufffd"

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"\x7fELF",
    b"BZh",
    b"{\\rtf",
)
_HEAD = 8192
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MAX_CONTROL = 0.05
# Below this many bytes outside ASCII, telling one encoding from another by statistics is a guess.
_ENOUGH = 40
# What pages and files outside UTF-8 are in, in practice; the rarer ones win by accident.
_COMMON = [
    "cp1252",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "koi8_r",
    "gb18030",
    "big5",
    "shift_jis",
    "euc_jp",
    "euc_kr",
]
_TYPOGRAPHIC = frozenset("“”‘’‚„–—…•·€£¥§©®™°´«»‹›¿¡½¼¾²³±×†\xa0\xad")
_SURROGATE = re.compile(r"[\ud800-\udfff]")

logging.getLogger("charset_normalizer").addHandler(logging.NullHandler())


def wide_encoding(head: bytes) -> str | None:
    """Name the UTF-16 or UTF-32 encoding that a file begins in, by its mark or by every other byte being NUL."""
    for mark, encoding in _MARKS[1:]:
        if head.startswith(mark):
            return encoding
    half = len(head[:_HEAD]) // 2
    low, high = head[: 2 * half : 2].count(0), head[1 : 2 * half : 2].count(0)
    if half > 1 and high > half * 0.4 and low < half * 0.05:
        return "utf-16-le"
    if half > 1 and low > half * 0.4 and high < half * 0.05:
        return "utf-16-be"
    return None


def is_binary(data: bytes) -> bool:
    """Tell whether the bytes are no text in any encoding: NUL bytes, a known signature, or many control characters."""
    if data.startswith(_SIGNATURES):
        return True
    if wide_encoding(data):
        return False
    head = data[:_HEAD]
    return b"\0" in data or len(_CONTROL.findall(head)) > _MAX_CONTROL * len(head)


def decode(data: bytes, place: Place, declared: str | None = None) -> tuple[str, list[Problem]]:
    """Decode `data`, whose first line is `place.line` (1 if null); every line with a fault gives a QC005.

    `declared` is the encoding that an HTML page claims; it is believed where the bytes are not UTF-8.
    """
    encoding = wide_encoding(data) or "utf-8"
    body = data
    for mark, name in _MARKS:
        if name == encoding and data.startswith(mark):
            body = data[len(mark) :]
    try:
        return _no_surrogates(body.decode(encoding)), []
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) if encoding == "utf-8" else 0
    text = _no_surrogates(body.decode(encoding, "replace"))
    other = _other_encoding(body, text, declared) if encoding == "utf-8" and body is data else None
    if other is None:
        return text, list(_bad_lines(text, place, encoding))
    found = Place(place.file, (place.line or 1) + line, place.pointer)
    problems = [] if declared else [Problem("QC005", f"not UTF-8; read as {other}", found)]
    return body.decode(other), problems


def replace_surrogates(text: str) -> str:
    """Put U+FFFD for each half of a surrogate pair, which no encoding can write."""
    return _SURROGATE.sub(REPLACEMENT, text)


def _no_surrogates(text: str) -> str:
    return text if text.isascii() else replace_surrogates(text)


def _bad_lines(text: str, place: Place, encoding: str) -> Iterator[Problem]:
    for line, content in enumerate(text.split("\n"), place.line or 1):
        if REPLACEMENT in content:
            count = content.count(REPLACEMENT)
            yield Problem(
                "QC005", f"{count} bytes are not {encoding.upper()}; U+FFFD stands for each", Place(place.file, line)
            )


def _other_encoding(data: bytes, as_utf8: str, declared: str | None) -> str | None:
    """Name the encoding, or None where the text is UTF-8 with faults or nothing fits well enough."""
    if declared and _decodes(data, declared):
        return declared
    faults = as_utf8.count(REPLACEMENT)
    right = sum(1 for char in as_utf8 if not char.isascii()) - faults
    if right > faults:
        return None
    for encoding in ("cp1252", "mac_roman"):
        if _decodes(data, encoding) and _is_plausible(data.decode(encoding)):
            return encoding
    if faults < _ENOUGH:
        return None
    best = from_bytes(data, cp_isolation=_COMMON).best()
    return best.encoding if best is not None and _decodes(data, best.encoding) else None


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (UnicodeError, LookupError):
        return False
    return True


def _is_plausible(text: str) -> bool:
    """Tell whether what is not ASCII is punctuation or a letter inside a word of ASCII letters.

    Not so where it looks like UTF-8 cut short, or like the bytes that no UTF-8 has.
    """
    if "â€" in text or "ÿ" in text:
        return False
    padded = f" {text} "
    return all(
        padded[at] in _TYPOGRAPHIC or (padded[at].isalpha() and _touches_ascii_letter(padded, at))
        for at in (match.start() for match in re.finditer(r"[^\x00-\x7f]", padded))
    )


def _touches_ascii_letter(text: str, at: int) -> bool:
    return any(char.isascii() and char.isalpha() for char in (text[at - 1], text[at + 1]))
