"""The program as its users have it: the wheel, installed in an environment of its own, away from the repository."""

import shutil
import sys
from pathlib import Path

import pytest

from tests.conftest import Once
from tests.test_wheel import run, uv

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def installed(once: Once) -> Path:
    """The ``briefwright`` command of the installed wheel."""

    def make(folder: Path) -> None:
        run(uv(), "build", "-q", "--wheel", "-o", folder / "wheel", cwd=ROOT)
        run(uv(), "venv", "-q", "--python", sys.executable, "venv", cwd=folder)
        run(uv(), "pip", "install", "-q", "--python", "venv", next((folder / "wheel").glob("*.whl")), cwd=folder)

    return once("installed", make) / "venv" / "bin" / "briefwright"


@pytest.fixture(scope="session")
def started(once: Once, installed: Path) -> Path:
    """A project as ``briefwright init`` writes it."""
    return once("started", lambda folder: _start(installed, folder)) / "research"


def _start(installed: Path, folder: Path) -> None:
    run(installed, "init", "research", cwd=folder)


@pytest.fixture
def research(started: Path, tmp_path: Path) -> Path:
    """A fresh copy of that project."""
    return Path(shutil.copytree(started, tmp_path / "research"))
