"""Shared fixtures and the Hypothesis profile of the project."""

import fcntl
import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

from briefwright.world import World, shipped_root

# The same examples on every run and machine: a red test is then never luck, and neither is a green one.
settings.register_profile("project", derandomize=True, deadline=None, max_examples=60)
settings.load_profile("project")

AS_OF = date(2024, 1, 2)

Once = Callable[[str, Callable[[Path], None]], Path]


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--update`` writes expected findings anew; never in CI, where nobody reads the difference."""
    parser.addoption("--update", action="store_true", help="write tests/projects/*/*/expected.txt anew")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--update") and os.environ.get("CI"):
        raise pytest.UsageError("--update is refused where CI is set")


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the checkout."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture
def project(tmp_path: Path) -> World:
    """An empty project that sees the shipped templates and assets, on a fixed day."""
    (tmp_path / "content").mkdir()
    return World(tmp_path.resolve(), AS_OF, shipped_root())


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """``once(name, make)`` is the folder that ``make(folder)`` filled, made by one worker for all workers."""
    base = tmp_path_factory.getbasetemp()
    # Under xdist each worker has its own folder inside the run's.
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def get(name: str, make: Callable[[Path], None]) -> Path:
        folder, done = shared / name, shared / f"{name}.done"
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                make(folder)
                done.touch()
        return folder

    return get
