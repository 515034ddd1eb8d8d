"""A project's Python is run where the project is trusted, once for each state of its file, and nowhere else."""

import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from briefwright import chart, compute, extensions, fingerprint, pipeline
from briefwright.cli import main
from briefwright.model.finding import Refused
from briefwright.world import World

FORMULA = """\
from pathlib import Path
from briefwright.extend import NUMBER, Formula

NAMES = {"zh-Hans": "一", "zh-Hant": "一", "en": "Same"}
Path(__file__ if False else MARK).touch()
FORMULAS = [Formula("same", NAMES, "same(a)", ((NUMBER,),), NAMES, "a", lambda arguments: arguments[0])]
"""


def written(project: World, text: str) -> World:
    (project.root / extensions.FILE).write_text(text.replace("MARK", repr(str(project.root / "ran"))), encoding="utf-8")
    return project


def test_formulas_come_and_go_with_their_project(project: World, tmp_path: Path) -> None:
    """Those of one project are not known in the next, and none replaces a shipped one."""
    before = dict(compute.FORMULAS)
    pipeline.extend(written(project, FORMULA))
    assert set(compute.FORMULAS) - set(before) == {"same"}
    pipeline.extend(written(project, FORMULA.replace('"same"', '"cagr"')))
    assert dict(compute.FORMULAS) == before
    pipeline.extend(replace(project, root=tmp_path / "other"))
    assert dict(compute.FORMULAS) == before


def test_a_project_that_is_not_trusted_runs_nothing(project: World) -> None:
    """Neither in this process nor in a worker, which has the same world; and that is said."""
    untrusted = pickle.loads(pickle.dumps(replace(written(project, FORMULA), trusted=False)))  # noqa: S301 - our own
    assert not extensions.of(untrusted).formulas
    assert not (project.root / "ran").exists()
    (finding,) = extensions.left_out(untrusted)
    assert finding.code == "L076"
    assert extensions.of(project).formulas
    assert (project.root / "ran").exists()


@pytest.mark.parametrize("flag", [True, False])
def test_the_command_line_can_refuse_to_trust(
    project: World, *, flag: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    """``--untrusted`` stands before the command."""
    written(project, FORMULA)
    main(["--root", str(project.root), *(["--untrusted"] if flag else []), "check"])
    assert ("L076" in capsys.readouterr().out) == flag
    assert (project.root / "ran").exists() != flag


def test_a_change_of_the_file_is_a_change_of_the_release(project: World) -> None:
    """Else a build would keep what an older chart has drawn."""
    prints = set()
    for text in ("", "CHARTS = {}", "FORMULAS = []"):
        if text:
            written(project, text)
        prints.add(fingerprint.of_project(project, {}).shared)
    assert len(prints) == 3


def test_a_link_is_not_followed(project: World, tmp_path: Path) -> None:
    """The code that runs is the project's own file."""
    outside = tmp_path.parent / f"{tmp_path.name}-outside.py"
    outside.write_text("FORMULAS = []", encoding="utf-8")
    (project.root / extensions.FILE).symlink_to(outside)
    with pytest.raises(Refused):
        extensions.of(project)


def test_charts_are_known_only_where_they_are_drawn(project: World) -> None:
    """Whoever only checks needs no chart library."""
    pipeline.extend(written(project, "def dots(subject): ...\nCHARTS = {'dots': dots}"), charts=True)
    assert chart.OWN.keys() == {"dots"}
    pipeline.extend(replace(project, trusted=False), charts=True)
    assert not chart.OWN
