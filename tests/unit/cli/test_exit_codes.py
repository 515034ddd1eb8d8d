"""How commands end: 0 done, 1 findings, 2 usage or configuration, 3 our defect, 130 interrupted."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefwright import check, editions, website
from briefwright.model.finding import Finding, Refused, Span
from briefwright.world import World
from tests.unit.cli.conftest import Run
from tests.unit.starter import break_, edit, status, tree, write


def test_a_sound_project_passes(run: Run, world: World) -> None:
    """Nothing to say is said on standard error, and standard output stays empty for programs."""
    ran = run("check", root=world.root)
    assert (ran.code, ran.out, ran.err) == (0, "", "no findings\n")


def test_an_error_is_exit_code_1(run: Run, world: World) -> None:
    """With the place of the mistake."""
    break_(world, "battery-swapping")
    ran = run("check", root=world.root)
    assert ran.code == 1
    assert "content/theses/battery-swapping/demand.en.md:5:" in ran.out
    assert ran.err == "\n1 error\n"


def test_a_warning_fails_only_when_strict(run: Run, world: World) -> None:
    """``--strict`` makes warnings count."""
    write(world, "content/sources/more.yaml", "unused:\n  publisher: {zh-Hans: 甲, en: A}\n")
    assert run("check", root=world.root).code == 0
    ran = run("check", "--strict", root=world.root)
    assert ran.code == 1
    assert "warning C150" in ran.out
    assert ran.err == "\n1 warning\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nonsense"], "No such command"),
        (["check", "--format", "xml"], "Invalid value"),
        (["check", "batery-swapping"], "Did you mean 'battery-swapping'?"),
        (["build", "xyz"], "There are: battery-swapping."),
        (["build", "--format", "docx"], "--format takes html and pdf"),
        (["build", "--format", ""], "--format takes html and pdf"),
        (["build", "--base-url", "example.org"], "--base-url takes an address"),
        (["build", "--lang", "fr"], "zh-Hans"),
        (["build", "--jobs", "-1"], "--jobs"),
        (["build", "--as-of", "yesterday"], "--as-of"),
        (["build", "--out", "../dist"], "inside the project"),
        (["build", "--out", "/dist"], "inside the project"),
        (["build", "--out", "content"], "is part of the project"),
        (["build", "--out", "."], "inside the project"),
        (["explain", "marked"], "market"),
        (["explain", "market", "--thesis", "batery-swapping"], "Did you mean"),
        (["new", "sector-reports", "x"], "sector-report"),
        (["new", "sector-report", "My Thesis"], "not a slug"),
        (["new", "sector-report", "../x"], "not a slug"),
        (["new", "sector-report", "battery-swapping"], "exists already"),
        (["schema", "theses"], "Invalid value"),
    ],
)
def test_wrong_usage_is_exit_code_2(run: Run, world: World, arguments: list[str], says: str) -> None:
    """The message says what would be right; nothing is written."""
    before = tree(world.root)
    ran = run(*arguments, root=world.root)
    assert ran.code == 2
    assert ran.out == ""
    assert says in ran.err
    assert {path for path in tree(world.root) if not path.endswith(".lock")} == set(before)


def test_a_root_that_is_not_there_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    """``--root`` names a folder."""
    (tmp_path / "file").touch()
    for name in ("nowhere", "file"):
        ran = run("check", root=tmp_path / name)
        assert ran.code == 2
        assert name in ran.err


def test_the_root_is_here_by_default(run: Run, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without ``--root`` the project is the working folder."""
    monkeypatch.chdir(world.root)
    assert run("check").code == 0


@pytest.mark.parametrize("value", ["tomorrow", "1e9", "99999999999999999999", "-99999999999999"])
def test_a_garbled_day_is_wrong_usage(run: Run, world: World, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    """SOURCE_DATE_EPOCH is never guessed at; ``--as-of`` makes it unnecessary."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    ran = run("check", root=world.root)
    assert ran.code == 2
    assert "SOURCE_DATE_EPOCH" in ran.err
    assert run("check", "--as-of", "2026-02-03", root=world.root).code == 0


def test_an_empty_library_says_how_to_start(run: Run, tmp_path: Path) -> None:
    """Both for a folder that is no project and for a project without theses."""
    for command in ("check", "build"):
        ran = run(command, root=tmp_path)
        assert ran.code == 1
        assert "briefwright init" in ran.out
        assert "briefwright new" in ran.out


def test_a_library_of_drafts_says_how_to_go_live(run: Run, world: World) -> None:
    """There is nothing to release, and no finding that would say so."""
    status(world, "battery-swapping", "draft")
    ran = run("build", "--jobs", "0", "--format", "html", root=world.root)
    assert ran.code == 1
    assert "status: live" in ran.err
    assert not (world.root / "dist").exists()


def test_our_own_defect_is_exit_code_3(run: Run, world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No traceback reaches the user: it is in a log to send."""
    monkeypatch.setattr(check, "findings", lambda *_: 1 / 0)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    ran = run("check", root=world.root)
    assert ran.code == 3
    assert "fault of its own (ZeroDivisionError)" in ran.err
    (log,) = tmp_path.glob("briefwright-*.log")
    assert log.name in ran.err
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")


def test_an_interrupt_is_exit_code_130(run: Run, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also in the midst of a build, whose last release stays."""
    assert run("build", "--jobs", "0", "--format", "html", root=world.root).code == 0
    before = tree(world.root / "dist")
    edit(world, "content/theses/battery-swapping/demand.en.md", "Growth is steady", "Growth goes on")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(website, "site", interrupted)
    ran = run("build", "--jobs", "0", "--format", "html", root=world.root)
    assert ran.code == 130
    assert "interrupted" in ran.err
    assert tree(world.root / "dist") == before


@pytest.mark.parametrize(("code", "exits"), [("P602", 2), ("P603", 2), ("L031", 1)])
def test_what_a_stage_refuses_is_told_like_any_finding(
    run: Run, world: World, monkeypatch: pytest.MonkeyPatch, code: str, exits: int
) -> None:
    """With its place and its way out; what is wrong with the place of the release is configuration."""
    refusal = Refused(Finding(code, "it cannot be", Span("README.md", 1, 3, 4), "do something else"))

    def refuse(*_: object) -> None:
        raise refusal

    monkeypatch.setattr(editions, "build", refuse)
    ran = run("build", root=world.root)
    assert ran.code == exits
    assert ran.err == (
        f"README.md:1:3: error {code} it cannot be\n  | # Your research library\n  |   ^^^^\nhelp: do something else\n"
    )


def test_a_folder_that_is_no_release_is_not_overwritten(run: Run, world: World) -> None:
    """``--out`` that names a folder with somebody's files is refused."""
    write(world, "notes/mine.txt", "precious")
    ran = run("build", "--out", "notes", "--jobs", "0", root=world.root)
    assert ran.code == 2
    assert "P602" in ran.err
    assert tree(world.root / "notes") == {"mine.txt": b"precious"}


def test_a_reader_that_leaves_is_no_fault(world: World) -> None:
    """``briefwright schema | head -c 1`` ends quietly."""
    read, written = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "briefwright", "--root", str(world.root), "schema"]
    source = str(Path(check.__file__).parents[2])
    done = subprocess.run(
        command, stdout=written, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": source}, check=False
    )
    os.close(written)
    assert done.returncode == 0
    assert done.stderr == b""
