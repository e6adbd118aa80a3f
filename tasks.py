"""The tasks of a developer: `python tasks.py schemas|docs|sample|text-free|lock|lint|types|test|fresh|all`."""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent
LOCK_HEAD = (
    "# The versions that the checks run with. Made by `python tasks.py lock`; use with pip install --constraint.\n"
)


def schemas() -> int:
    """Write schemas/ from the records."""
    from quotecheck.store.schemas import write_schemas  # noqa: PLC0415 - lint must run without the package

    write_schemas(ROOT / "schemas")
    return 0


def docs() -> int:
    """Write the generated pages of docs/reference/."""
    return _run([sys.executable, "docs/generate.py"])


def sample() -> int:
    """Build the sample dataset from its articles."""
    return _run([sys.executable, "-m", "quotecheck", "build", "dataset/sources", "-o", "dataset"])


def text_free(articles: str | None) -> int:
    """Make dataset/text-free/, a release without words, of articles that are elsewhere (`--articles FILE`)."""
    if articles is None:
        print("give the articles: python tasks.py text-free --articles FILE")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        built, releases = f"{folder}/dataset", f"{folder}/releases"
        told = [
            "--name",
            "Five articles without their text",
            "--license",
            "MIT",
            "--author",
            "The quotecheck developers",
        ]
        ask = ["release", "1.0.0", "--text", "none", "--dataset", built, "--output", releases, *told]
        for command in (["build", articles, "--output", built, "--quiet"], ask):
            if status := _run([sys.executable, "-m", "quotecheck", *command]):
                return status
        shutil.rmtree(ROOT / "dataset/text-free", ignore_errors=True)
        shutil.copytree(f"{releases}/1.0.0", ROOT / "dataset/text-free")
    return 0


def lock() -> int:
    """Write requirements.lock: the newest versions that fit pyproject.toml, as pip resolves them here."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        asked = ["--dry-run", "--ignore-installed", "--quiet", "--report", str(report), ".[dev]"]
        if status := _run([sys.executable, "-m", "pip", "install", *asked]):
            return status
        chosen = [item["metadata"] for item in json.loads(report.read_text(encoding="utf-8"))["install"]]
    pins = sorted(f"{item['name'].lower()}=={item['version']}\n" for item in chosen)
    ours = "quotecheck-toolkit=="
    (ROOT / "requirements.lock").write_text(LOCK_HEAD + "".join(pin for pin in pins if not pin.startswith(ours)))
    return 0


def lint() -> int:
    """Check style, format and the direction of imports."""
    return _run(["ruff", "check"]) or _run(["ruff", "format", "--check"]) or _run(["lint-imports"])


def types() -> int:
    """Check the types."""
    return _run([sys.executable, "-m", "mypy"])


def test() -> int:
    """Run the tests."""
    return _run([sys.executable, "-m", "pytest"])


def fresh() -> int:
    """Check that what is generated and committed is up to date."""
    return _run(
        [sys.executable, "-m", "pytest", "tests/test_fresh.py", "tests/test_docs.py", "-k", "fresh or left_over"]
    )


def all_checks() -> int:
    """Run lint, types and test, up to the first that fails."""
    return lint() or types() or test()


def _run(command: list[str]) -> int:
    print("$", *command, flush=True)
    return subprocess.run(command, cwd=ROOT, check=False).returncode


TASKS = {task.__name__: task for task in (schemas, docs, sample, lock, lint, types, test, fresh)} | {"all": all_checks}


def main() -> int:
    """Run the tasks named on the command line, up to the first that fails."""
    told = {name: task.__doc__ for name, task in TASKS.items()} | {"text-free": text_free.__doc__}
    about = "\n".join(f"  {name:9} {doc}" for name, doc in told.items())
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", nargs="+", choices=told)
    parser.add_argument("--articles", help="for text-free: a file of articles whose text is not ours to pass on")
    given = parser.parse_args()
    tasks = TASKS | {"text-free": lambda: text_free(given.articles)}
    return next((status for name in given.task if (status := tasks[name]())), 0)


if __name__ == "__main__":
    sys.exit(main())
