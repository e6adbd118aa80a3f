"""Put the words back into a text-free release, from copies of the texts that somebody has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic_core import from_json

from quotecheck.problems import Place, Problem
from quotecheck.read.files import read
from quotecheck.records import Article, FileEntry, Manifest, ReleaseManifest, canonical_json
from quotecheck.releases.data import SHAPES
from quotecheck.releases.manifest import read_release
from quotecheck.releases.verify import verify
from quotecheck.store import dataset
from quotecheck.store.files import write_whole
from quotecheck.store.jsonl import read_lines
from quotecheck.store.textfree.fill import articles_of, restored
from quotecheck.store.textfree.shapes import LEFT_OUT
from quotecheck.store.textfree.strip import sha256_of_words

Row = dict[str, Any]


@dataclass(slots=True)
class Hydrated:
    """What came of it: records restored or whole already, and a problem for each that is left out."""

    records: int = 0
    problems: list[Problem] = field(default_factory=list)


@dataclass(slots=True)
class _Texts:
    """The texts that fit, by article, and why each other article has none."""

    found: dict[str, str] = field(default_factory=dict)
    lacking: dict[str, tuple[str, str]] = field(default_factory=dict)


def hydrate(folder: Path, inputs: list[str], output: Path) -> Hydrated:
    """Write the dataset that was released, from a release without words and copies of the texts.

    A copy is known by its digest, whatever it is called. A record of an article whose copy is missing (QC607) or
    altered (QC608) is left out, and is a problem; the others come out as they were, to the byte. A release that is not
    as it was made gives its own problems, and nothing is written. Raises `QuotecheckError`.
    """
    if spoilt := verify(folder):
        return Hydrated(problems=spoilt)
    manifest = read_release(folder)
    done = Hydrated()
    copies = list(read(inputs))
    done.problems += [copy for copy in copies if isinstance(copy, Problem)]
    texts = _match(folder, [copy for copy in copies if isinstance(copy, Article)])
    with dataset.lock(output):
        entries = [entry for name in SHAPES if (entry := _file(folder, output, name, texts, done)) is not None]
        _write_manifest(output, manifest, entries)
    return done


def _match(folder: Path, copies: Sequence[Article]) -> _Texts:
    """Find the text of each article among the copies: by digest, else tell whether there is one that differs."""
    by_digest = {sha256_of_words(copy.text): copy.text for copy in copies}
    named = {name: copy.text for copy in copies for name in (copy.id, copy.url) if name}
    texts = _Texts()
    for _, line in read_lines(folder / "articles/articles.jsonl"):
        row = from_json(line)
        sha256 = _digest(row)
        if (text := by_digest.get(sha256)) is not None:
            texts.found[row["id"]] = text
        elif (other := named.get(row["id"]) or named.get(row["url"])) is not None:
            why = f"its sha256 is {sha256_of_words(other)}, not {sha256}"
            texts.lacking[row["id"]] = "QC608", f"the copy of {row['id']} is altered: {why}"
        else:
            texts.lacking[row["id"]] = "QC607", f"no text given is that of {row['id']}, sha256 {sha256}"
    return texts


def _digest(row: Row) -> str:
    entries = (entry["sha256"] for entry in row.get(LEFT_OUT, ()) if entry["at"] == "/text")
    return str(next(entries, None) or sha256_of_words(row["text"]))


def _file(folder: Path, output: Path, name: str, texts: _Texts, done: Hydrated) -> FileEntry | None:
    if not (folder / name).is_file():
        return None
    before = done.records
    sha256 = write_whole(output / name, _lines(folder / name, texts, done))
    return FileEntry(path=name, sha256=sha256, records=done.records - before)


def _lines(path: Path, texts: _Texts, done: Hydrated) -> Iterator[bytes]:
    for number, line in read_lines(path):
        row = from_json(line)
        problems = list(_restore(row, texts)) if LEFT_OUT in row else []
        done.problems += [Problem(code, told, Place(path.as_posix(), number, at)) for code, told, at in problems]
        if not problems:
            done.records += 1
            yield canonical_json(row).encode() + b"\n"


def _restore(row: Row, texts: _Texts) -> Iterator[tuple[str, str, str]]:
    """Put the words back, in place, or yield why they cannot be: code, words, pointer."""
    needed = articles_of(row)
    lacking = [texts.lacking[name] for name in sorted(needed) if name in texts.lacking]
    if lacking:
        yield lacking[0][0], f"{row['id']} is left out: {lacking[0][1]}", ""
        return
    for fault in restored(row, {name: texts.found[name] for name in needed if name in texts.found}):
        yield fault.code, fault.message, fault.pointer


def _write_manifest(output: Path, manifest: ReleaseManifest, entries: Iterable[FileEntry]) -> None:
    facts: Mapping[str, Any] = manifest.model_dump(include={"tool", "model", "spacy", "rules", "settings"})
    listed = [entry for entry in entries if not entry.path.startswith("decisions/")]  # people's own
    made = Manifest(**facts, files=tuple(sorted(listed, key=lambda entry: entry.path)))
    write_whole(output / dataset.MANIFEST, [made.to_json().encode() + b"\n"])
