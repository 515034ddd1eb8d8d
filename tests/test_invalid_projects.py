"""Every folder under ``projects/invalid`` is a faulty project, and its ``expected.txt`` says which findings it gets.

A case is laid over ``projects/base``; ``remove.txt`` names files and folders of the base that it does without. A line
of ``expected.txt`` is ``file:line:column: severity CODE part of the message``; ``-:1:1`` stands for the whole library.
The folders under ``projects/valid`` look wrong to other readers of YAML and CSV, and get no finding. After a wanted
change, ``pytest tests/test_invalid_projects.py --update`` writes the files anew; read the difference before committing.
"""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from briefwright import load
from briefwright.model.finding import Finding, Span, ordered
from briefwright.world import World, shipped_root

PROJECTS = Path(__file__).parent / "projects"
CASES = sorted(
    path.relative_to(PROJECTS).as_posix() for path in PROJECTS.glob("*/*/expected.txt") for path in [path.parent]
)
_LINE = re.compile(r"(?P<place>.+?:\d+:\d+: \w+ [A-Z]\d{3})(?: (?P<words>.*))?")


def findings_of(world: World) -> list[Finding]:
    """Everything that is found in a project."""
    _, findings = load.library(world)
    return ordered(findings)


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update"))


@pytest.mark.parametrize("case", CASES)
def test_a_faulty_project_gets_exactly_its_findings(case: str, tmp_path: Path, update: bool) -> None:
    """Each finding stands at its file, line and column with its severity and code, and none is missing or too many."""
    folder = PROJECTS / case
    findings = findings_of(World(_project(folder, tmp_path), date(2024, 1, 2), shipped_root()))
    if update:
        lines = [f"{_place(finding)} {finding.message}\n" for finding in findings]
        (folder / "expected.txt").write_text("".join(lines), encoding="utf-8")
    expected = [_split(line) for line in (folder / "expected.txt").read_text(encoding="utf-8").splitlines()]
    assert sorted(_place(finding) for finding in findings) == sorted(place for place, _ in expected)
    for place, words in expected:
        assert any(_place(finding) == place and words in finding.message for finding in findings), words
    for finding in findings:
        assert finding.help, f"{finding.code} says no way out"


def test_every_case_is_of_its_kind() -> None:
    """Cases under ``invalid`` expect findings, cases under ``valid`` expect none, and both exist."""
    assert {case.split("/")[0] for case in CASES} == {"invalid", "valid"}
    for case in CASES:
        assert bool((PROJECTS / case / "expected.txt").read_text(encoding="utf-8")) == case.startswith("invalid/"), case


def _project(case: Path, folder: Path) -> Path:
    root = folder.resolve() / "project"
    shutil.copytree(PROJECTS / "base", root)
    removed = case / "remove.txt"
    for name in removed.read_text(encoding="utf-8").split() if removed.exists() else ():
        target = root / name
        shutil.rmtree(target) if target.is_dir() else target.unlink()
    if (case / "content").is_dir():
        shutil.copytree(case / "content", root / "content", dirs_exist_ok=True)
    return root


def _place(finding: Finding) -> str:
    span = finding.span or Span("-")
    return f"{span.file}:{span.line}:{span.column}: {finding.severity} {finding.code}"


def _split(line: str) -> tuple[str, str]:
    found = _LINE.fullmatch(line)
    assert found, f"not a line of expected findings: {line}"
    return found["place"], found["words"] or ""
