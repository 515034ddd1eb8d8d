"""The shape of the code is held by tests: sizes, the documented module list, and what may not stand in the tree."""

import ast
import importlib.metadata
import itertools
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "briefwright"
MODULES = sorted(PACKAGE.rglob("*.py"))
MODULE_LINES = 400
FUNCTION_LINES = 60
# Packages that are one with a declared library, which pins them.
PARTS = {"markupsafe": "jinja2", "pydantic_core": "pydantic"}


def tracked(*patterns: str) -> list[Path]:
    """The files git knows, without those deleted in the working tree."""
    listed = subprocess.run(["git", "ls-files", "-z", *patterns], cwd=ROOT, capture_output=True, check=True, text=True)  # noqa: S607
    return [file for name in listed.stdout.split("\0") if name and (file := ROOT / name).is_file()]


def text_of(file: Path) -> str:
    return file.read_text("utf-8", errors="replace")


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_modules_and_functions_stay_short(module: Path) -> None:
    """A module has at most 400 lines, a function at most 60, its decorators not counted."""
    source = text_of(module)
    lines = source.count("\n")
    long = [
        f"{node.name} has {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > FUNCTION_LINES
    ]
    assert (lines <= MODULE_LINES, long) == (True, []), f"{lines} lines"


def test_the_architecture_page_lists_the_packages_and_modules_there_are() -> None:
    """The first column of its module table, `package/` or `module.py` in backticks, equals the tree."""
    page = text_of(ROOT / "docs" / "ARCHITECTURE.md")
    listed = re.findall(r"^\|\s*`([a-z_]+(?:/|\.py))`", page, re.MULTILINE)
    packages = [f"{folder.parent.name}/" for folder in PACKAGE.glob("*/__init__.py")]
    modules = [file.name for file in PACKAGE.glob("*.py") if file.name != "__init__.py"]
    assert sorted(listed) == sorted(packages + modules)


def test_the_architecture_page_fits_two_printed_pages() -> None:
    """At most 120 lines and 1,200 words."""
    page = text_of(ROOT / "docs" / "ARCHITECTURE.md")
    assert page.count("\n") <= 120
    assert len(page.split()) <= 1200


def broad_handlers(tree: ast.Module) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler):
            caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
            if any(one is None or (isinstance(one, ast.Name) and one.id == "Exception") for one in caught):
                yield node.lineno


def test_no_handler_catches_everything() -> None:
    """A handler names what it expects; only the edge of a worker process turns any failure into an answer."""
    found = [
        f"{name}:{line}"
        for module in MODULES
        if (name := module.relative_to(PACKAGE).as_posix()) != "jobs/worker.py"
        for line in broad_handlers(ast.parse(text_of(module)))
    ]
    assert found == []


def test_no_path_of_a_machine_stands_in_a_tracked_file() -> None:
    """Nobody's home, and not this checkout's own place, is written into the repository."""
    home = re.compile(rf"/(?:home|Users)/\w+/|/roo[t]/|{re.escape(str(ROOT))}/")
    found = [
        f"{file.relative_to(ROOT)}: {match.group()}"
        for file in tracked()
        if file.name != "uv.lock" and (match := home.search(text_of(file)))
    ]
    assert found == []


def test_no_unfinished_business_stands_in_the_code() -> None:
    """A note to finish later belongs to the issue tracker."""
    note = re.compile(r"\b(?:TODO|FIXME|XXX)\b")
    files = [
        file for file in tracked("src", "tests", "templates", "assets", "tools", "bench") if file != Path(__file__)
    ]
    assert [file.relative_to(ROOT).as_posix() for file in files if note.search(text_of(file))] == []


def test_every_library_imported_is_declared() -> None:
    """What the package imports is a dependency of its own, not one that another library happens to bring."""
    project = tomllib.loads(text_of(ROOT / "pyproject.toml"))["project"]
    declared = [*project["dependencies"], *itertools.chain(*project["optional-dependencies"].values())]
    names = {re.split(r"[<>=!~ \[]", one, maxsplit=1)[0].replace("_", "-").lower() for one in declared}
    providers = importlib.metadata.packages_distributions()
    foreign: set[str] = set()
    for module in MODULES:
        for node in ast.walk(ast.parse(text_of(module))):
            if isinstance(node, ast.Import):
                foreign.update(alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                foreign.add(node.module.split(".")[0])
    undeclared = [
        name
        for name in sorted(foreign - set(sys.stdlib_module_names) - {"briefwright"})
        if not names & {PARTS.get(name, ""), *(one.replace("_", "-").lower() for one in providers.get(name, []))}
    ]
    assert undeclared == []


def test_light_commands_start_without_the_heavy_libraries() -> None:
    """Importing the command line loads none of the libraries that take longest to import."""
    heavy = ["altair", "pandas", "vl_convert", "weasyprint"]
    program = f"import sys, briefwright.cli; print([name for name in {heavy} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    assert run.stdout.strip() == "[]"


def test_the_changelog_speaks_of_the_present_version() -> None:
    """CHANGELOG.md has a section for what is unreleased or for the version in pyproject.toml."""
    version = tomllib.loads(text_of(ROOT / "pyproject.toml"))["project"]["version"]
    headings = re.findall(r"^## (.+)$", text_of(ROOT / "CHANGELOG.md"), re.MULTILINE)
    assert headings[0] == "Unreleased" or headings[0].startswith(version)
