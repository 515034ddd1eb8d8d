"""What `init` writes for CI and for the editor: files that are there stay, and each says what the program does."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from briefwright import scaffold
from briefwright.cli.findings import as_text
from briefwright.cli.schema import KINDS, schema
from briefwright.model.finding import Finding, Span
from briefwright.world import World, shipped_root
from tests.unit.cli.conftest import Run
from tests.unit.starter import tree

WORKFLOW = {"github": ".github/workflows/publish.yaml", "gitlab": ".gitlab-ci.yml"}


@pytest.mark.parametrize("service", WORKFLOW)
def test_a_new_project_gets_its_workflow(service: str, run: Run, tmp_path: Path) -> None:
    """The shipped file as it is, which Briefwright to install, and what not to commit."""
    ran = run("init", tmp_path / "new", "--ci", service)
    assert ran.code == 0
    files = tree(tmp_path / "new")
    assert (
        files[WORKFLOW[service]]
        == (shipped_root() / "templates/starter/ci" / scaffold.WORKFLOWS[service][0]).read_bytes()
    )
    assert files[scaffold.REQUIREMENTS].endswith(b"\n")
    assert b"/dist/\n" in files[".gitignore"]
    assert "content/houses/house.yaml" in files
    assert f"wrote {WORKFLOW[service]}" in ran.out


def test_a_project_there_is_gets_only_what_it_lacks(run: Run, world: World) -> None:
    """Nothing of the author's is written over, only files for CI are added, and a second run changes nothing."""
    (world.root / scaffold.REQUIREMENTS).write_text("mine\n")
    before = tree(world.root)
    ran = run("init", world.root, "--ci", "gitlab")
    assert ran.code == 0
    assert f"kept {scaffold.REQUIREMENTS}" in ran.out
    assert "vendor" not in ran.out
    after = tree(world.root)
    assert set(after) - set(before) == {".gitlab-ci.yml", ".gitignore"}
    assert {name: after[name] for name in before} == before
    assert run("init", world.root, "--ci", "gitlab").code == 0
    assert tree(world.root) == after


def test_a_folder_of_something_else_is_left_alone(run: Run, tmp_path: Path) -> None:
    """Even with --ci: only a project gets a workflow."""
    (tmp_path / "mine.txt").touch()
    ran = run("init", tmp_path, "--ci", "github")
    assert ran.code == 2
    assert list(tree(tmp_path)) == ["mine.txt"]


GIT = {
    "url": "https://git.example/b.git",
    "vcs_info": {"vcs": "git", "commit_id": "0123abc", "requested_revision": "v1"},
}


@pytest.mark.parametrize(
    ("origin", "line"),
    [
        pytest.param(None, "briefwright[data]==0.1.0", id="index"),
        pytest.param(GIT, "briefwright[data] @ git+https://git.example/b.git@0123abc", id="repository"),
        pytest.param(
            {"url": "https://files.example/b.whl", "archive_info": {}},
            "briefwright[data] @ https://files.example/b.whl",
            id="download",
        ),
        pytest.param(
            {"url": "file:///srv/b", "dir_info": {"editable": True}},
            "./vendor/briefwright-0.1.0-py3-none-any.whl[data]",
            id="folder",
        ),
    ],
)
def test_the_workflow_installs_what_is_installed_here(origin: object, line: str) -> None:
    """A name on an index is written only where this installation came from an index: it might be somebody else's."""
    assert scaffold.requirement("0.1.0", json.dumps(origin) if origin else None) == line


def test_an_author_without_an_index_is_told_to_bring_a_wheel(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line alone would fail on the runner."""
    monkeypatch.setattr(
        scaffold, "requirement", lambda version, origin: "./vendor/briefwright-0.1.0-py3-none-any.whl[data]"
    )
    ran = run("init", tmp_path / "new", "--ci", "github")
    assert "put the wheel of Briefwright at ./vendor/briefwright-0.1.0-py3-none-any.whl, or say" in ran.out


def test_the_editor_knows_every_kind_of_file(run: Run, tmp_path: Path) -> None:
    """Each has its schema and a pattern, and every file of the starter is matched by the pattern of its kind."""
    assert run("init", tmp_path / "new").code == 0
    settings = json.loads((tmp_path / "new/.vscode/settings.json").read_text())
    patterns = settings["yaml.schemas"]
    assert set(patterns) == {f".vscode/{kind}.schema.json" for kind in KINDS}
    for kind in KINDS:
        file = f".vscode/{kind}.schema.json"
        assert json.loads((tmp_path / "new" / file).read_text(encoding="utf-8")) == schema(kind)
        assert patterns[file].startswith(f"content/{'theses' if kind == 'thesis' else kind}/")
    matched = {path for pattern in patterns.values() for path in (tmp_path / "new").glob(pattern)}
    assert matched == set((tmp_path / "new" / "content").rglob("*.yaml"))


def test_the_editor_reads_findings_as_problems(tmp_path: Path) -> None:
    """The problem matcher takes a finding's first line apart, and leaves what has no place, or only looks so."""
    tasks = json.loads((shipped_root() / "templates/starter/editor/tasks.json").read_text())["tasks"]
    patterns = {task["problemMatcher"]["pattern"]["regexp"] for task in tasks}
    (regexp,) = patterns
    names = {value: key for key, value in tasks[0]["problemMatcher"]["pattern"].items() if key != "regexp"}
    place = World(tmp_path, date(2024, 1, 2), shipped_root())
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a b.yaml").write_text("source: almanack # x.yaml:1:2: error C101 x\n")
    findings = [
        Finding("C101", "unknown source: 'almanack'", Span("content/a b.yaml", 1, 9, 8), "x.yaml:1:2: error C101 x"),
        Finding("L050", "no thesis"),
    ]
    lines = as_text(findings, place).splitlines()
    found = [match for line in lines if (match := re.match(regexp, line))]
    assert [{names[at]: text for at, text in enumerate(match.groups(), 1)} for match in found] == [
        {
            "file": "content/a b.yaml",
            "line": "1",
            "column": "9",
            "severity": "error",
            "code": "C101",
            "message": "unknown source: 'almanack'",
        }
    ]


def test_the_hook_runs_check_over_the_whole_library(repository: Path) -> None:
    """One file's change can break another's references, so no names of files are passed."""
    (hook,) = yaml.safe_load((repository / ".pre-commit-hooks.yaml").read_text())
    assert hook["entry"] == "briefwright check"
    assert hook["pass_filenames"] is False
    assert hook["language"] == "python"
    files = re.compile(hook["files"])
    assert files.search("content/theses/a/thesis.yaml")
    assert files.search("extensions.py")
    assert not files.search("notes/extensions.py")
    assert files.search("templates/labels/en.yaml")
    assert not files.search("docs/content/x.yaml")
