"""The page for contributors is followed in a copy of the source: its files written, its changes made, its tests run.

A block with ``file=`` is a file; ``diff file=`` a change, its lines as in a patch: with a space before them they stand
there already, with a plus they are new. Each line of a block in ``sh`` is a run of pytest.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "contributing.md").read_text(encoding="utf-8")
SECTIONS = [found[1] for found in re.finditer(r"^## (Add .+)$", PAGE, re.MULTILINE)]
_BLOCK = re.compile(r"^```(?P<lang>[a-z]+)(?: file=(?P<file>\S+))?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(section: str) -> list[tuple[str, str, str]]:
    """Language, file and text of every fenced block below a heading."""
    text = PAGE.split(f"## {section}\n", 1)[1].split("\n## ", 1)[0]
    return [(found["lang"], found["file"] or "", found["text"]) for found in _BLOCK.finditer(text)]


def changed(text: str, diff: str) -> str:
    lines = diff.splitlines(keepends=True)
    assert {line[0] for line in lines} <= {" ", "+"}, diff
    old = "".join(line[1:] for line in lines if line[0] == " ")
    assert text.count(old) == 1, f"the page has a change of what is not there:\n{old}"
    return text.replace(old, "".join(line[1:] for line in lines))


@pytest.mark.slow
@pytest.mark.parametrize("section", SECTIONS)
def test_the_page_for_contributors_can_be_followed(section: str, tmp_path: Path) -> None:
    """Every file it shows is sound, formatted, every change applies, and the tests it runs pass."""
    for folder in ("src", "tests/unit"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("assets", "content", "docs", "templates", "tools"):
        (tmp_path / name).symlink_to(ROOT / name)
    for name in ("pyproject.toml", "tests/conftest.py"):
        shutil.copy(ROOT / name, tmp_path / name)
    for lang, file, text in blocks(section):
        if lang == "diff":
            (tmp_path / file).write_text(changed((tmp_path / file).read_text("utf-8"), text), "utf-8")
        elif file:
            assert not (tmp_path / file).exists(), f"{file} is there already: show another"
            (tmp_path / file).write_text(text, "utf-8")
        elif lang == "sh":
            for line in text.splitlines():
                run(line, tmp_path)
    if shown := [file for lang, file, _ in blocks(section) if lang == "python"]:
        expect_success(["ruff", "check", "--no-cache", *shown], tmp_path)
        expect_success(["ruff", "format", "--no-cache", "--check", *shown], tmp_path)


def run(line: str, folder: Path) -> None:
    program, *words = shlex.split(line)
    assert program == "pytest", line
    expect_success(["pytest", "-q", "-p", "no:cacheprovider", *words], folder)


def expect_success(command: list[str], folder: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(folder / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    whole = [sys.executable, "-m", *command]
    done = subprocess.run(whole, cwd=folder, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}\n{done.stderr}"
