"""Runs the command line in process."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefwright import cli
from briefwright.world import World
from tests.unit.starter import starter


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it wrote."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """``run("check", "--strict", root=folder)``; the day is fixed."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1770076800")  # 2026-02-03

    def run(*arguments: str | Path, root: Path | None = None) -> Ran:
        capsys.readouterr()
        before = ["--root", str(root)] if root else []
        code = cli.main([*before, *map(str, arguments)])
        captured = capsys.readouterr()
        assert "Traceback" not in captured.out + captured.err
        return Ran(code, captured.out, captured.err)

    return run


@pytest.fixture
def world(tmp_path: Path) -> World:
    """The starter project, in English."""
    return starter(tmp_path / "project")
