"""Where commands write: standard output, or a file that is whole or not there."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

Output = Annotated[Path | None, typer.Option("--output", "-o", help="Write here; by default to standard output.")]


def write(lines: Iterable[str], output: Path | None) -> None:
    """Write lines as UTF-8, whatever the terminal thinks it speaks; a file is written whole or not at all."""
    encoded = (line.encode("utf-8", "replace") + b"\n" for line in lines)
    if output is None or str(output) == "-":
        for line in encoded:
            sys.stdout.buffer.write(line)
        sys.stdout.buffer.flush()
        return
    from quotecheck.store.files import write_whole  # noqa: PLC0415

    write_whole(output, encoded)
