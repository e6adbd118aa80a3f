"""The command line called as a user calls it: in this process, where the model is loaded once, or in its own."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

import typer.main

from quotecheck.cli import main
from quotecheck.records import canonical_json

if TYPE_CHECKING:
    from quotecheck.analysis import Analysis, Job

Row = dict[str, Any]

SOURCES = Path(__file__).parents[2] / "dataset" / "sources"
GOLD = Path(__file__).parents[2] / "dataset" / "gold"
EXAMPLE = Path(__file__).parents[2] / "examples" / "quote-dataset"


@dataclass(frozen=True)
class Called:
    """What a call gave back."""

    status: int
    out: bytes
    err: str

    @property
    def rows(self) -> list[Row]:
        return [json.loads(line) for line in self.out.decode("utf-8").splitlines()]

    @property
    def problems(self) -> list[str]:
        """The lines on standard error that name a problem."""
        return [line for line in self.err.splitlines() if ": QC" in line or line.startswith("QC")]

    def problem(self, code: str) -> str:
        """The only problem with a code."""
        found = [line for line in self.problems if f"{code} " in line]
        assert len(found) == 1, (code, self.err)
        return found[0]


_built = cache(typer.main.get_command)  # typer builds all commands anew for each call, which takes longer than most do


def call(*args: str | Path, stdin: bytes = b"") -> Called:
    """Run the command line in this process."""
    out, err = _stream(), _stream()
    argv = ["quotecheck", *map(str, args)]
    with (
        mock.patch.multiple(sys, argv=argv, stdin=_stream(stdin), stdout=out, stderr=err),
        mock.patch("typer.main.get_command", _built),
    ):
        status = _status()
    return Called(status, _written(out), _written(err).decode("utf-8"))


def _status() -> int:
    try:
        main()
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 1


def _stream(content: bytes = b"") -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(content), encoding="utf-8", write_through=True)


def _written(stream: io.TextIOWrapper) -> bytes:
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue()


def command(*args: str | Path) -> list[str]:
    return [sys.executable, "-m", "quotecheck", *map(str, args)]


def spawn(*args: str | Path, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> Called:
    """Run the command line in a process of its own."""
    done = subprocess.run(
        command(*args), input=stdin, capture_output=True, check=False, timeout=120, env={**os.environ, **(env or {})}
    )
    return Called(done.returncode, done.stdout, done.stderr.decode("utf-8"))


def build(root: Path, *pages: Row, name: str = "out") -> str:
    """Build a dataset below a folder of some articles; gives what was told."""
    called = call("build", write_rows(root / "in" / "pages.jsonl", pages), "-o", root / name, "--quiet")
    assert called.status == 0, called.err
    return called.err


@contextmanager
def counted_analyses() -> Iterator[list[str]]:
    """Note the id of each article that is analysed in this process rather than taken from an earlier build."""
    from quotecheck.analysis import analyse  # noqa: PLC0415 - most tests do without the parser

    done: list[str] = []

    def noting(job: Job) -> Analysis:
        done.append(job.article.id)
        return analyse(job)

    with mock.patch("quotecheck.run.analyse", noting):
        yield done


def write_rows(path: Path, rows: Iterable[Mapping[str, Any]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows))
    return path


def edit_rows(path: Path, edit: Callable[[list[Row]], object]) -> None:
    """Change rows by hand; those that are left alone keep their bytes."""
    rows = read_rows(path)
    edit(rows)
    path.write_text("".join(f"{canonical_json(row)}\n" for row in rows), encoding="utf-8")


def read_rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a dataset but those of its work folder."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and ".quotecheck" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def git(repository: Path, *args: str) -> str:
    made = ["git", "-C", str(repository), "-c", "user.name=desk", "-c", "user.email=desk@example.org", *args]
    return subprocess.run(made, check=True, capture_output=True, text=True).stdout


def commit(repository: Path, message: str) -> None:
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", message)
