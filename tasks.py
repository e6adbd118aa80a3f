"""The tasks of a developer: `python tasks.py schemas|lint|types|test|fresh`."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent


def schemas() -> int:
    """Write schemas/ from the records."""
    from quotecheck.store.schemas import write_schemas  # noqa: PLC0415 - lint must run without the package

    write_schemas(ROOT / "schemas")
    return 0


def lint() -> int:
    """Check style, format and the direction of imports."""
    return _run(["ruff", "check"]) or _run(["ruff", "format", "--check"]) or _run(["lint-imports"])


def types() -> int:
    """Check the types."""
    return _run([sys.executable, "-m", "mypy", "src", "tests"])


def test() -> int:
    """Run the tests."""
    return _run([sys.executable, "-m", "pytest"])


def fresh() -> int:
    """Check that what is generated and committed is up to date."""
    return _run([sys.executable, "-m", "pytest", "tests/test_fresh.py"])


def _run(command: list[str]) -> int:
    print("$", *command, flush=True)
    return subprocess.run(command, cwd=ROOT, check=False).returncode


TASKS = {task.__name__: task for task in (schemas, lint, types, test, fresh)}


def main() -> int:
    """Run the tasks named on the command line, up to the first that fails."""
    about = "\n".join(f"  {name:8} {task.__doc__}" for name, task in TASKS.items())
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", nargs="+", choices=TASKS)
    return next((status for name in parser.parse_args().task if (status := TASKS[name]())), 0)


if __name__ == "__main__":
    sys.exit(main())
