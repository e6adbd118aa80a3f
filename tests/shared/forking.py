"""Commands in processes that are forked from one with everything loaded: to be killed, or to run at once.

A process of its own spends most of its time on imports; here they are done once for all.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

_SECONDS = 120  # then a process that hangs is ended
_FAILED = 70


class Forks:
    """The process that others are forked from; statuses are those of the shell, or minus the signal that killed."""

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.communicate()

    def run(self, *args: str | Path, renamings: int | None = None) -> int:
        """Run what is typed behind `quotecheck`; killed at the renaming of a file behind so many others, if given."""
        (status,) = self._asked([(args, renamings)])
        return status

    def at_once(self, *commands: Sequence[str | Path]) -> list[int]:
        """Run several commands at the same time, and wait for all."""
        return self._asked([(args, None) for args in commands])

    def _asked(self, commands: list[tuple[Sequence[str | Path], int | None]]) -> list[int]:
        asked, told = self._process.stdin, self._process.stdout
        assert asked is not None
        assert told is not None
        asked.write(json.dumps([[[str(arg) for arg in args], renamings] for args, renamings in commands]) + "\n")
        asked.flush()
        statuses: list[int] = json.loads(told.readline())
        return statuses


def _serve() -> None:
    _warm_up()
    for line in sys.stdin:
        children = [_forked(args, renamings) for args, renamings in json.loads(line)]
        statuses = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
        print(json.dumps(statuses), flush=True)  # noqa: T201


def _warm_up() -> None:
    """Load all that a command needs: modules, model, cards, schemas."""
    from quotecheck import contributing, run, stored, validation  # noqa: F401, PLC0415 - not in the process of the tests
    from quotecheck.analysis import Settings  # noqa: PLC0415
    from quotecheck.releases import freeze  # noqa: F401, PLC0415

    with tempfile.TemporaryDirectory() as name:
        source, folder = Path(name, "a.txt"), Path(name, "out")
        source.write_text("“The lamp will be lit,” Mara Ollenby said on Tuesday.\n", encoding="utf-8")
        run.build([str(source)], folder, settings=Settings())
        validation.validate([folder])


def _forked(args: list[str], renamings: int | None) -> int:
    if child := os.fork():
        return child
    status = _FAILED
    try:
        status = _status(args, renamings)
    except BaseException:  # noqa: BLE001 - nothing may come back into the loop above
        traceback.print_exc()
    sys.stdout.flush()
    os._exit(status)


def _status(args: list[str], renamings: int | None) -> int:
    from quotecheck.cli import main  # noqa: PLC0415

    signal.alarm(_SECONDS)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # the other end waits for statuses
    sys.argv = ["quotecheck", *args]
    if renamings is not None:
        _kill_behind(renamings)
    try:
        main()
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 1


def _kill_behind(left: int) -> None:
    """Kill this process at a renaming of a finished file into its place; it gets no chance to tidy up."""
    rename = Path.replace

    def killing(path: Path, target: Any) -> Path:
        nonlocal left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return rename(path, target)

    Path.replace = killing  # type: ignore[method-assign, assignment]


if __name__ == "__main__":
    _serve()
