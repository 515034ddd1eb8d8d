"""The wheel alone makes briefs: templates, assets and the starter library travel in it."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def uv() -> str:
    found = shutil.which("uv", path=os.pathsep.join((str(Path(".tools/bin").resolve()), os.environ.get("PATH", ""))))
    if found is None:
        pytest.skip("there is no uv (make setup-dev)")
    return found


def run(*command: str | Path, cwd: Path) -> str:
    """The standard output of a command, run without what this environment says about Python."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environment,
        capture_output=True,
        check=False,
        text=True,
        timeout=600,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, made through the source distribution as `uv build` does."""
    target = tmp_path_factory.mktemp("wheel")
    run(uv(), "build", "-q", "-o", target, cwd=repository)
    return next(target.glob("*.whl"))


def test_the_wheel_holds_every_shipped_file(wheel: Path, repository: Path) -> None:
    """Each tracked file of templates, assets and content is in the wheel, beside the code, and nothing of the tests."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    listed = run("git", "ls-files", "-z", "templates", "assets", "content", cwd=repository).split("\0")
    shipped = {f"briefwright/shipped/{name}" for name in listed if name}
    assert shipped
    assert shipped - names == set()
    assert {name.split("/")[0] for name in names if not name.startswith("briefwright-")} == {"briefwright"}
    assert "briefwright/py.typed" in names


def test_the_wheel_installed_alone_starts_a_project_and_builds_it(wheel: Path, tmp_path: Path) -> None:
    """In an empty environment, away from the repository: `init`, then `build`, give a PDF and a page."""
    run(uv(), "venv", "-q", "--python", sys.executable, "venv", cwd=tmp_path)
    run(uv(), "pip", "install", "-q", "--python", "venv", wheel, cwd=tmp_path)
    briefwright = tmp_path / "venv" / "bin" / "briefwright"
    project = tmp_path / "research"
    run(briefwright, "init", project, cwd=tmp_path)
    run(briefwright, "build", "--jobs", "2", cwd=project)
    pdfs = sorted((project / "dist").rglob("*.pdf"))
    assert pdfs
    assert all(pdf.read_bytes().startswith(b"%PDF-") for pdf in pdfs)
    assert all((pdf.parent / "index.html").is_file() for pdf in pdfs)
