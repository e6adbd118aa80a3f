"""What commands share: where they write, and groups of commands that list by default."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup


class Listing(TyperGroup):
    """A group of commands whose `list` may be left out: `quotecheck speakers DATASET`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the command's name in front where there is none."""
        if args and args[0] not in self.commands and args[0] != "--help":
            args = ["list", *args]
        parsed: list[str] = super().parse_args(ctx, args)
        return parsed


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
