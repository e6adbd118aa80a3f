"""What is given on the command line, read: files of any kind that is known, folders, standard input."""

from __future__ import annotations

import io
import itertools
import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Literal

from quotecheck.problems import Place, Problem
from quotecheck.read import jsonfiles
from quotecheck.read.encoding import decode, is_binary, replace_surrogates, wide_encoding
from quotecheck.read.envelope import make
from quotecheck.read.html import looks_like_html, page
from quotecheck.read.unique import unique
from quotecheck.records import Article

Kind = Literal["lines", "json", "text", "html"]
KINDS: dict[str, Kind] = {".jsonl": "lines", ".json": "json", ".txt": "text", ".html": "html", ".htm": "html"}
STANDARD_INPUT = "-"

_HEAD = 8192
_BLANK = b"\xef\xbb\xbf \t\r\n"
_LIST = re.compile(r"\s*\[\s*[{\]]")
_DATASET = ("manifest.json", "articles/articles.jsonl")


def read(inputs: Sequence[str], stdin: BinaryIO | None = None) -> Iterator[Article | Problem]:
    """Read every article of the inputs in their order; whatever is wrong with one is a Problem beside the others.

    An input is a file, a folder (all that is below it) or `-`: `stdin`, by default this process's own.
    """
    for name in inputs:
        if name == STANDARD_INPUT:
            yield from _guarded(_unnamed(stdin or sys.stdin.buffer, name, None), name)
            continue
        path = Path(name)
        if not os.path.exists(name):  # noqa: PTH110 (that of Path raises on a name too long)
            yield Problem("QC001", "no such file or folder", Place(replace_surrogates(name)))
        elif path.is_dir():
            yield from _folder(path)
        else:
            yield from _guarded(_file(path), replace_surrogates(name))


def _folder(root: Path) -> Iterator[Article | Problem]:
    failed: list[OSError] = []
    for folder, folders, names in os.walk(root, onerror=failed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        if all((Path(folder) / part).is_file() for part in _DATASET):
            folders.clear()
            names = [_DATASET[1]]  # noqa: PLW2901
        for name in sorted(name for name in names if not name.startswith(".")):
            path = Path(folder) / name
            yield from _guarded(_inside(path, root), replace_surrogates(str(path)))
    for error in failed:
        yield Problem("QC002", _reason(error), Place(replace_surrogates(str(error.filename))))


def _inside(path: Path, root: Path) -> Iterator[Article | Problem]:
    kind = KINDS.get(path.suffix.lower())
    if not os.path.exists(path):  # noqa: PTH110
        yield Problem("QC001", "the link leads nowhere", Place(replace_surrogates(str(path))))
    elif kind is None or not stat.S_ISREG(path.stat().st_mode):
        yield Problem("QC014", "not a kind of file that is read", Place(replace_surrogates(str(path))))
    else:
        yield from _known(path, kind, path.relative_to(root).with_suffix("").as_posix())


def _file(path: Path) -> Iterator[Article | Problem]:
    """Read a file that was given by name; a pipe, or a name without an ending, is read for what it holds."""
    kind = KINDS.get(path.suffix.lower())
    regular = stat.S_ISREG(path.stat().st_mode)
    if kind is not None and regular:
        yield from _known(path, kind, path.stem)
    elif regular and path.suffix:
        yield Problem(
            "QC014", f"{path.suffix} is not a kind of file that is read", Place(replace_surrogates(str(path)))
        )
    else:
        with path.open("rb") as stream:
            yield from _unnamed(stream, replace_surrogates(str(path)), path.stem if regular else None)


def _guarded(records: Iterator[Article | Problem], name: str) -> Iterator[Article | Problem]:
    try:
        yield from records
    except OSError as error:
        yield Problem("QC002", _reason(error), Place(name))


def _known(path: Path, kind: Kind, given_id: str) -> Iterator[Article | Problem]:
    file = replace_surrogates(str(path))
    if kind == "lines":
        with path.open("rb") as stream:
            yield from _lines(stream, file)
    else:
        yield from _whole(path.read_bytes(), kind, file, replace_surrogates(given_id))


def _unnamed(stream: Iterable[bytes], file: str, given_id: str | None) -> Iterator[Article | Problem]:
    """Read a stream whose kind nobody told: JSON Lines as they come, anything else once it is all there."""
    rest = iter(stream)
    lead: list[bytes] = []
    for line in rest:
        lead.append(line)
        if line.strip():
            break
    first = lead[-1].lstrip(_BLANK) if lead else b""
    if first.startswith(b"{") and jsonfiles.is_json(first):
        yield from _lines(itertools.chain(lead, rest), file)
        return
    data = b"".join((*lead, *rest))
    kind = _kind(data)
    if kind == "lines":
        yield from _lines(io.BytesIO(data), file)
    else:
        yield from _whole(data, kind, file, given_id)


def _kind(data: bytes) -> Kind:
    text = decode(data, Place())[0] if wide_encoding(data) else data.lstrip(_BLANK)[:_HEAD].decode("utf-8", "replace")
    if text.lstrip().startswith("[") and (_LIST.match(text) or jsonfiles.is_json(data)):
        return "json"
    if text.lstrip().startswith("{"):
        return "json" if jsonfiles.is_json(data) else "lines"
    return "html" if looks_like_html(text) else "text"


def _lines(stream: Iterable[bytes], file: str) -> Iterator[Article | Problem]:
    rest = iter(stream)
    lead: list[bytes] = []
    for line in rest:
        lead.append(line)
        if sum(map(len, lead)) >= _HEAD:
            break
    head = b"".join(lead)
    if is_binary(head):
        yield Problem("QC004", "the file is binary", Place(file))
    elif wide_encoding(head):
        text, problems = decode(b"".join((head, *rest)), Place(file))
        yield from problems
        yield from jsonfiles.lines(io.BytesIO(text.encode()), file)
    else:
        yield from jsonfiles.lines(itertools.chain(lead, rest), file)


def _whole(data: bytes, kind: Kind, file: str, given_id: str | None) -> Iterator[Article | Problem]:
    place = Place(file)
    if is_binary(data):
        yield Problem("QC004", "the file is binary", place)
    elif not data.strip(_BLANK):
        yield Problem("QC003", "the file is empty", place)
    elif kind == "json":
        yield from jsonfiles.document(data, file)
    elif kind == "html":
        yield from page(data, place, given_id)
    else:
        yield from _text(data, place, given_id)


def _text(data: bytes, place: Place, given_id: str | None) -> Iterator[Article | Problem]:
    text, problems = decode(data, place)
    yield from problems
    if text.strip():
        yield make({"text": text}, given_id)
    else:
        yield Problem("QC003", "the file is empty", place)


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()


__all__ = ["read", "unique"]
