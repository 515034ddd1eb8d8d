"""Every folder under ``projects/invalid`` is a faulty project, and its ``expected.txt`` says which findings it gets.

A case is laid over ``projects/base``; ``remove.txt`` names files and folders of the base that it does without. A line
of ``expected.txt`` is ``file:line:column: severity CODE part of the message``; ``-:1:1`` stands for the whole library.
A case with a file ``edition`` (``slug lang formats``) is sound until that edition is drawn and set: its findings are
added. The folders under ``projects/valid`` look wrong to other readers of YAML and CSV, and get no error. After a
wanted change, ``pytest tests/test_invalid_projects.py --update`` writes the files anew; read the difference first.
"""

import gc
import re
import shutil
import warnings
from datetime import date
from pathlib import Path
from typing import cast

import pytest

from briefwright import jobs, pipeline
from briefwright.model.codes import CODES
from briefwright.model.finding import Finding, Span, ordered
from briefwright.model.lang import Lang
from briefwright.world import World, shipped_root

PROJECTS = Path(__file__).parent / "projects"
CASES = sorted(
    path.relative_to(PROJECTS).as_posix() for path in PROJECTS.glob("*/*/expected.txt") for path in [path.parent]
)
ELSEWHERE = {
    "L002": "a file of that size: tests/unit/load",
    "L012": "a text of that length: tests/unit/load",
    "L032": "a link or a device, which a repository does not keep: tests/unit/load",
    "L033": "a file without permission, which root can read: tests/unit/test_world.py",
    "D801": "an environment without the address: tests/unit/data",
    "D802": "a source that does not answer: tests/data",
    "D803": "a query that its source refuses: tests/data",
    "D804": "a source with too many rows: tests/data",
    "D805": "an answer of other columns: tests/data",
    "D806": "a machine without the library: tests/unit/data",
    "D807": "a query that is run by a command: tests/data",
    "L062": "a workbook with macros, made as the test runs: tests/unit/load",
    "L063": "a workbook that unpacks to too much: tests/unit/load",
    "L064": "a workbook that no spreadsheet program has saved: tests/unit/load",
    "L065": "a workbook without the sheet: tests/unit/load",
    "L067": "a Parquet file of other types: tests/unit/load",
    "L076": "a flag of the command line: tests/unit/test_extensions.py",
    "L077": "a base branch beside the project: tests/unit/test_strangers.py",
    "L078": "a flag of the command line: tests/unit/test_strangers.py",
    "L079": "a flag of the command line: tests/unit/test_strangers.py",
    "C152": "a server that does not answer: tests/unit/test_addresses.py",
    "N222": "a query that does not end: tests/unit/data",
    "X402": "the chart engine's own fault: tests/unit/chart",
    "P601": "a page that leads nowhere: tests/unit/publish",
    "P607": "a machine without Pagefind: tests/unit/test_search.py",
    "P602": "a folder that cannot be written: tests/unit/publish",
    "P603": "two builds at once: tests/unit/publish",
    "X403": "asked of one exhibit: tests/unit/cli/test_exhibit.py",
    "P605": "a machine without the program: tests/unit/compare",
    "P606": "a PDF that is none: tests/unit/compare",
    "P604": "two names on the command line: tests/unit/test_release.py",
    "P608": "a template of a project's own: tests/unit/publish",
    "J701": "a job that does not end: tests/unit/jobs",
    "J702": "a job that eats memory: tests/unit/jobs",
    "J703": "a worker that dies: tests/unit/jobs",
    "J704": "a build that does not end: tests/unit/test_strangers.py",
}
"""Codes that no project kept here can provoke, and what tests them instead."""
_LINE = re.compile(r"(?P<place>.+?:\d+:\d+: \w+ [A-Z]\d{3})(?: (?P<words>.*))?")


def findings_of(world: World, edition: str = "") -> list[Finding]:
    """Everything that is found in a project, and in the ``edition`` of it that is named."""
    examined = pipeline.examine(world)
    if not edition:
        return list(examined.findings)
    slug, lang, formats = edition.split()
    languages = examined.languages(slug, ())
    job = examined.job(world, slug, cast(Lang, lang), languages, frozenset(formats.split(",")))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # WeasyPrint leaves its colour profile open
        found = pipeline.edition(jobs.Job(edition, job, thesis=slug)).findings
        gc.collect()
    return ordered([*examined.findings, *found])


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update"))


@pytest.mark.parametrize("case", CASES)
def test_a_faulty_project_gets_exactly_its_findings(case: str, tmp_path: Path, update: bool) -> None:
    """Each finding stands at its file, line and column with its severity and code, and none is missing or too many."""
    folder = PROJECTS / case
    edition = (folder / "edition").read_text(encoding="utf-8") if (folder / "edition").exists() else ""
    findings = findings_of(World(_project(folder, tmp_path), date(2024, 1, 2), shipped_root()), edition)
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
    """Cases under ``invalid`` expect findings, cases under ``valid`` no error, and both exist."""
    assert {case.split("/")[0] for case in CASES} == {"invalid", "valid"}
    for case in CASES:
        lines = (PROJECTS / case / "expected.txt").read_text(encoding="utf-8").splitlines()
        assert lines or case.startswith("valid/"), case
        assert not any(": error " in line for line in lines) or case.startswith("invalid/"), case


def test_every_code_has_a_case() -> None:
    """A code is provoked by a project here, or it is said where else it is tested."""
    lines = [
        line for case in CASES for line in (PROJECTS / case / "expected.txt").read_text(encoding="utf-8").splitlines()
    ]
    provoked = {_split(line)[0].rpartition(" ")[2] for line in lines}
    assert provoked | ELSEWHERE.keys() == CODES.keys()
    assert not provoked & ELSEWHERE.keys()


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_made_somewhere(code: str, repository: Path) -> None:
    """A code that nothing makes any more is retired; one that is tested elsewhere is named there."""
    texts = [path.read_text(encoding="utf-8") for path in (repository / "src").rglob("*.py") if path.name != "codes.py"]
    assert any(f'"{code}"' in text for text in texts)
    if code in ELSEWHERE:
        named = repository / ELSEWHERE[code].rpartition(" ")[2]
        tests = [named] if named.is_file() else sorted(named.rglob("test_*.py"))
        assert any(f'"{code}"' in path.read_text(encoding="utf-8") for path in tests), ELSEWHERE[code]


def _project(case: Path, folder: Path) -> Path:
    root = folder.resolve() / "project"
    shutil.copytree(PROJECTS / "base", root)
    removed = case / "remove.txt"
    for name in removed.read_text(encoding="utf-8").split() if removed.exists() else ():
        target = root / name
        shutil.rmtree(target) if target.is_dir() else target.unlink()
    for part in ("content", "templates", "assets"):
        if (case / part).is_dir():
            shutil.copytree(case / part, root / part, dirs_exist_ok=True)
    if (case / "extensions.py").exists():
        shutil.copy(case / "extensions.py", root)
    return root


def _place(finding: Finding) -> str:
    span = finding.span or Span("-")
    return f"{span.file}:{span.line}:{span.column}: {finding.severity} {finding.code}"


def _split(line: str) -> tuple[str, str]:
    found = _LINE.fullmatch(line)
    assert found, f"not a line of expected findings: {line}"
    return found["place"], found["words"] or ""
