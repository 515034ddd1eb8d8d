"""A stranger's change: its content is built, with the code, queries, templates and houses of the base branch."""

import shutil
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from briefwright import editions, extensions, fingerprint, pipeline, strangers
from briefwright.cli import main
from briefwright.model.finding import Finding, Refused
from briefwright.release import Report, Request
from briefwright.world import DECIDING, World
from tests.unit.starter import edit, starter, tree, write

HTML = frozenset({"html"})
SCREEN = "templates/layouts/screen.html.j2"
THESIS = "content/theses/battery-swapping/thesis.yaml"
HOUSE = "content/houses/house.yaml"
DATASET = """\
sales:
  file: sales.csv
  source: example-survey
  as_of: 2026-01-31
  licence: {redistribute: true}
  columns:
    region: {type: text, label: Region}
    amount: {type: number, unit: USD bn, kind: actual, label: Sales}
"""
TABLE = """
tables:
  whole:
    query: SELECT region, amount FROM sales
    period: 2025A
    columns: {region: {of: sales.region}, amount: {of: sales.amount}}
"""


@pytest.fixture
def base(tmp_path: Path) -> World:
    """The base branch: trusted."""
    world = starter(tmp_path / "base")
    write(world, extensions.FILE, "FORMULAS = []\n")
    write(world, "content/datasets/sales.yaml", DATASET)
    write(world, "content/datasets/sales.csv", "region,amount\nNorth,1.5\n")
    edit(world, THESIS, "\nclaims:", TABLE + "\nclaims:")
    return world


@pytest.fixture
def change(base: World, tmp_path: Path) -> World:
    """A stranger's copy of it."""
    shutil.copytree(base.root, tmp_path / "change")
    return replace(base, root=(tmp_path / "change").resolve(), trusted=False, base=base.root)


def codes(found: list[Finding] | tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in found]


def built(world: World, *, strict: bool = False) -> Report:
    return editions.build(world, Request(formats=HTML, workers=0, strict=strict), lambda *_: None)


def test_what_decides_is_read_from_the_base_branch(base: World, change: World) -> None:
    """Templates, assets, houses and extensions, present or not; all else is the stranger's."""
    write(base, SCREEN, "base")
    write(change, SCREEN, "stranger")
    write(change, "templates/blocks/mine.html.j2", "stranger")
    write(change, "assets/mine.css", "stranger")
    write(change, "content/houses/mine.yaml", "stranger")
    write(change, extensions.FILE, "raise SystemExit")
    write(change, "content/sectors/mine.yaml", "stranger")
    assert change.read(SCREEN) == b"base"
    assert change.own(SCREEN)
    assert change.read(extensions.FILE) == b"FORMULAS = []\n"
    files = [path for folder in ("templates", "assets", "content") for path in change.files(folder)]
    assert [path for path in files if "mine" in path] == ["content/sectors/mine.yaml"]
    assert change.files("content/houses") == [HOUSE]
    for path in ("templates/blocks/mine.html.j2", "content/houses/mine.yaml"):
        with pytest.raises(Refused):
            change.read(path)
    assert change.as_shipped().read(SCREEN) not in (b"base", b"stranger")


def test_a_fingerprint_is_of_the_files_that_are_read(base: World, change: World) -> None:
    """The base branch's templates count, the stranger's do not; of content it is the other way round."""

    def shared() -> str:
        return fingerprint.of_project(change, {}).shared

    start = shared()
    assert start == fingerprint.of_project(base, {}).shared
    for path in (SCREEN, HOUSE, extensions.FILE):
        write(change, path, "stranger")
        assert shared() == start
    write(change, "content/sectors/mine.yaml", "stranger")
    assert (second := shared()) != start
    write(base, SCREEN, "base")
    assert shared() != second


def test_every_file_that_is_left_out_is_told(base: World, change: World, tmp_path: Path) -> None:
    """What differs, what is new, what was taken out, and a link, which is not followed."""
    write(base, "assets/old.css", "base")
    write(change, HOUSE, "stranger")
    write(change, "templates/blocks/mine.html.j2", "stranger")
    (change.root / extensions.FILE).unlink()
    (change.root / extensions.FILE).symlink_to(tmp_path / "nowhere")
    found = strangers.left_out(change)
    assert [(finding.code, finding.message) for finding in found] == [
        ("L077", "'assets/old.css' is taken out by this change, and used all the same"),
        ("L077", f"'{HOUSE}' differs from the base branch: it is left out"),
        ("L077", f"'{extensions.FILE}' differs from the base branch: it is left out"),
        ("L077", "'templates/blocks/mine.html.j2' is not in the base branch: it is left out"),
    ]
    for number in range(30):
        write(change, f"assets/{number}.css", "stranger")
    found = strangers.left_out(change)
    assert len(found) == 20
    assert found[-1].message == "15 more files differ from the base branch and are left out"


def test_a_stranger_s_change_is_built_as_the_base_branch_would(
    base: World, change: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the stranger's words, no secret of the environment, nothing carried over; L077 fails no strict build."""
    monkeypatch.setenv("RELEASE_KEY", "canary-7f3a")
    write(change, SCREEN, "<script>alert(1)</script>")
    write(change, extensions.FILE, "raise SystemExit('ran')")
    edit(change, THESIS, "2025A: 500}", "2025A: 520}")
    report = built(change, strict=True)
    assert codes(report.findings) == ["L077", "L077"]
    made = tree(change.root / "dist")
    page = made["en/battery-swapping/index.html"]
    assert b"520" in page
    assert b"alert(1)" not in page
    assert not [name for name, data in made.items() if b"canary-7f3a" in data]
    again = built(change, strict=True)
    assert not again.unchanged
    assert again.carried == ()
    assert tree(change.root / "dist") == made
    edit(base, THESIS, "2025A: 500}", "2025A: 520}")
    assert built(base).published
    assert tree(base.root / "dist")["en/battery-swapping/index.html"] == page


def test_a_release_that_a_stranger_brings_along_is_not_carried_over(change: World) -> None:
    """Even one whose manifest fits: a page of it may be anything."""
    mine = replace(change, trusted=True, base=None)
    shutil.rmtree(change.root / "dist", ignore_errors=True)
    assert built(mine).published
    report = built(change)
    assert report.carried == ()
    assert report.built == ("battery-swapping (en)",)


def test_a_query_is_run_where_the_base_branch_has_it(change: World) -> None:
    """Another is not, and stops its thesis; without a base branch none is."""
    assert pipeline.examine(change).sound == {"battery-swapping"}
    alone = replace(change, base=None)
    assert [code for code in codes(pipeline.examine(alone).findings) if code != "L076"] == ["L078"]
    edit(change, THESIS, "SELECT region, amount FROM sales", "SELECT region, amount + 1 AS amount FROM sales")
    examined = pipeline.examine(change)
    (finding,) = [finding for finding in examined.findings if finding.code == "L078"]
    assert finding.span
    assert finding.span.file == THESIS
    assert not examined.sound


def test_content_has_a_limit_of_files_and_of_bytes(change: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Looked at before anything is read; a project that is trusted has none."""
    for limit in ("FILES", "BYTES"):
        monkeypatch.setattr(strangers, limit, 1)
        with pytest.raises(Refused) as refused, strangers.bounded(change):
            pass
        assert codes(refused.value.findings) == ["L079"]
        with strangers.bounded(replace(change, trusted=True)):
            pass
        monkeypatch.undo()


def test_a_build_that_does_not_end_is_stopped(change: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """From outside, as by a keyboard; somebody's own keyboard stays one."""
    monkeypatch.setattr(strangers, "SECONDS", 0.05)
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # as in the background of a shell
    with pytest.raises(Refused) as refused, strangers.bounded(change):
        threading.Event().wait(60)
    signal.signal(signal.SIGINT, before)
    assert codes(refused.value.findings) == ["J704"]
    monkeypatch.setattr(strangers, "SECONDS", 60)
    with pytest.raises(KeyboardInterrupt), strangers.bounded(change):
        raise KeyboardInterrupt


def called(*arguments: str | Path) -> int:
    return main([str(argument) for argument in arguments])


def test_the_command_line_takes_a_base(
    base: World, change: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before the command, with --untrusted, and apart from the project; nothing is pulled."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1770076800")
    write(change, SCREEN, "stranger")
    asked = ("--root", change.root, "--untrusted", "--base", base.root)
    assert called(*asked, "check", "--strict") == 0
    assert "L077" in capsys.readouterr().out
    assert called("--root", change.root, "--base", base.root, "check") == 2
    assert called("--root", change.root, "--untrusted", "--base", change.root, "check") == 2
    assert called(*asked, "data", "pull") == 2
    monkeypatch.setattr(strangers, "BYTES", 1)
    assert called(*asked, "check") == 1
    assert "L079" in capsys.readouterr().err
    assert called(*asked, "build", "--jobs", "0") == 1
    assert not (change.root / "dist").exists()


def test_all_that_decides_is_named() -> None:
    """A folder more has to be thought about here and in docs/publishing.md."""
    assert DECIDING == ("templates", "assets", "extensions.py", "content/houses")


def test_no_module_is_taken_from_the_folder_of_a_project(tmp_path: Path) -> None:
    """Python looks there first for what a process it starts imports: a file called json.py would be run."""
    world = starter(tmp_path / "project")
    for name in ("multiprocessing", "json", "signal", "pickle", "duckdb", "altair", "briefwright"):
        write(world, f"{name}.py", f"open({str(tmp_path / 'ran')!r}, 'w')\n")
    program = str(Path(sys.executable).with_name("briefwright"))
    command = [program, "--untrusted", "build", "--format", "html", "--jobs", "1", "--as-of", str(world.as_of)]
    done = subprocess.run(command, cwd=world.root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "ran").exists()
