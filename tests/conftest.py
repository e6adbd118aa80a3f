"""What tests of whole runs share."""

import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from filelock import FileLock
from forking import Forks
from running import EXAMPLE, SOURCES, build, commit, git


@pytest.fixture(scope="session", autouse=True)
def _no_chosen_model() -> Iterator[None]:
    """Results must not hang on a model that the person at the machine has chosen."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("QUOTECHECK_MODEL", raising=False)
        patch.setenv("COLUMNS", "200")
        yield


@pytest.fixture(scope="session", autouse=True)
def _no_waiting_for_the_disk() -> Iterator[None]:
    """No test pulls a plug: that what is written is handed to the disk is asked of a handle that must be open."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", os.fstat)
        yield


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The dataset built from the sample's articles, once for all workers: look, do not touch."""
    from quotecheck import analysis, run  # noqa: PLC0415 - the parser takes seconds to import

    root = tmp_path_factory.getbasetemp()
    folder = (root if worker_id == "master" else root.parent) / "sample"
    with FileLock(f"{folder}.lock"):
        if not (folder / "manifest.json").is_file():
            run.build([str(SOURCES)], folder, settings=analysis.Settings())
    return folder


@pytest.fixture(scope="session")
def forks() -> Iterator[Forks]:
    """Commands in processes of their own."""
    with Forks() as made:
        yield made


@pytest.fixture(scope="module")
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dataset `out` of the `PAGES` of a module, and its input `in/pages.jsonl`: look, do not touch."""
    root = tmp_path_factory.mktemp("built")
    build(root, *request.module.PAGES)
    return root


@pytest.fixture
def root(built: Path, tmp_path: Path) -> Path:
    """The same, free to be changed."""
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.fixture
def _git_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """No repository around the tests, and nothing that the person at the machine has set, has a say."""
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)


@pytest.fixture
def repository(_git_of_its_own: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder: a copy of the example as a repository with one commit."""
    folder = tmp_path / "quotes"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns(".quotecheck"))
    git(folder, "init", "-q", "-b", "main")
    commit(folder, "start")
    monkeypatch.chdir(folder)
    return folder


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--slow", action="store_true", help="also run the tests that take minutes")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: takes minutes; runs with --slow only")


def pytest_collection_modifyitems(config: pytest.Config, items: Sequence[pytest.Item]) -> None:
    if not config.getoption("--slow"):
        for item in items:
            if "slow" in item.keywords:
                item.add_marker(pytest.mark.skip(reason="takes minutes; run it with --slow"))
