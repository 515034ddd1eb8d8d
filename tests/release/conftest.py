"""The real release, built once a test run: both theses in three languages, as a user builds it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from briefwright.model.lang import LANGS
from tests.release.sheets import Sheets

ROOT = Path(__file__).resolve().parents[2]
THESES = sorted(path.parent.name for path in (ROOT / "content" / "theses").glob("*/thesis.yaml"))
EDITIONS = [f"{lang}/{slug}" for slug in THESES for lang in LANGS]
AS_OF = "2026-11-22"

Once = Callable[[str, Callable[[Path], None]], Path]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of this folder builds briefs or runs a browser or a JVM."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.slow)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for ``edition`` runs for each: ``en/compute-and-networks`` and so on."""
    if "edition" in metafunc.fixturenames:
        metafunc.parametrize("edition", EDITIONS)


@dataclass(frozen=True)
class Release:
    """``dist`` is the tree that was published."""

    dist: Path

    def page(self, edition: str) -> Path:
        return self.dist / edition / "index.html"

    def pdf(self, edition: str) -> Path:
        lang, _, slug = edition.partition("/")
        return self.dist / edition / f"{slug}.{lang}.pdf"

    def pages(self) -> list[Path]:
        """Every page of the site, and every edition as a file to send."""
        return sorted(self.dist.rglob("*.html"))

    def kinds(self) -> list[Path]:
        """Every edition, as a page and as a file to send; of the site's own the largest of each kind and language."""
        found: dict[tuple[str, ...], Path] = {}
        for path in self.pages():
            where = path.relative_to(self.dist).parts
            kind = (where[0], *where[1:2], str(len(where)), str(where[-1] == "index.html"))
            if path not in found.values() and (kind not in found or path.stat().st_size > found[kind].stat().st_size):
                found[kind] = path
        return sorted(found.values())

    def pdfs(self) -> list[Path]:
        return [self.pdf(edition) for edition in EDITIONS]


def build(project: Path, *options: str, **environment: str) -> None:
    """Build the project in a process of its own, as ``python build.py build`` does. Fails with what it said."""
    command = [sys.executable, "-m", "briefwright", "--root", str(project), "build", "--as-of", AS_OF, *options]
    variables = os.environ | environment
    done = subprocess.run(command, cwd=project, env=variables, capture_output=True, check=False, text=True, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def release(once: Once) -> Release:
    """The release of the repository's own content, built in a copy of it."""

    def make(folder: Path) -> None:
        for name in ("content", "templates", "assets"):
            shutil.copytree(ROOT / name, folder / name)
        build(folder)

    return Release(once("release", make) / "dist")


@cache
def _sheets(path: Path) -> Sheets:
    return Sheets(path.read_bytes())


@pytest.fixture
def sheets(release: Release, edition: str) -> Sheets:
    """The PDF of the edition, read once a worker."""
    return _sheets(release.pdf(edition))
