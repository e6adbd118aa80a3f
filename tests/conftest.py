"""What tests of whole runs share."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from forking import Forks


@pytest.fixture(scope="session", autouse=True)
def _no_chosen_model() -> Iterator[None]:
    """Results must not hang on a model that the person at the machine has chosen."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("QUOTECHECK_MODEL", raising=False)
        patch.setenv("COLUMNS", "200")
        yield


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dataset built from the sample's articles: look, do not touch."""
    from quotecheck import analysis, run  # noqa: PLC0415 - the parser takes seconds to import

    folder = tmp_path_factory.mktemp("sample")
    sources = Path(__file__).parents[1] / "dataset" / "sources"
    run.build([str(sources)], folder, settings=analysis.Settings())
    return folder


@pytest.fixture(scope="session")
def forks() -> Iterator[Forks]:
    """Commands in processes of their own."""
    with Forks() as made:
        yield made


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--slow", action="store_true", help="also run the tests that take minutes")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: takes minutes; runs with --slow only")


def pytest_collection_modifyitems(config: pytest.Config, items: Sequence[pytest.Item]) -> None:
    if not config.getoption("--slow"):
        for item in items:
            if "slow" in item.keywords:
                item.add_marker(pytest.mark.skip(reason="takes minutes; run it with --slow"))
