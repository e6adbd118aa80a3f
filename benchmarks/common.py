"""What the benchmarks share: reading and writing rows, calling the command, Markdown tables."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

Row = dict[str, Any]


def read_rows(path: Path, limit: int | None = None) -> list[Row]:
    """Read JSON Lines, at most `limit` of them."""
    with path.open(encoding="utf-8") as lines:
        rows = (json.loads(line) for line in lines if line.strip())
        return [row for number, row in enumerate(rows) if limit is None or number < limit]


def write_rows(path: Path, rows: Iterable[Row]) -> Path:
    """Write JSON Lines."""
    path.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), encoding="utf-8")
    return path


def quotecheck(*args: str | Path) -> None:
    """Run the command; what it says of the input is left out, a wrong call ends the benchmark."""
    command = [sys.executable, "-m", "quotecheck", *map(str, args)]
    done = subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)}\n{done.stderr}")


def scored(scorer: Path, *args: str | Path) -> str:
    """Run a scorer that prints its figures, and give them."""
    command = [sys.executable, str(scorer), *map(str, args)]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.rstrip()


@contextlib.contextmanager
def folder(kept: Path | None) -> Iterator[Path]:
    """Give the folder for predictions: `kept`, or one that is gone afterwards."""
    if kept is None:
        with tempfile.TemporaryDirectory() as made:
            yield Path(made)
    else:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Give a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def percent(part: float, whole: float) -> str:
    """Give a share in per cent with one decimal, or a dash of nothing."""
    return f"{100 * part / whole:.1f}" if whole else "–"
