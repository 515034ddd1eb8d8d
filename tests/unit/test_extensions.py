"""A project's Python is run where the project is trusted, once for each state of its file, and nowhere else."""

import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from briefwright import chart, compute, extensions, fingerprint, pipeline
from briefwright.cli import main
from briefwright.model.finding import Refused
from briefwright.world import World
from tests.unit.starter import edit, starter

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


OWN = """\
from briefwright.extend import NUMBER, Formula

NAMES = {"zh-Hans": "一", "zh-Hant": "一", "en": "Per head"}
FORMULAS = [Formula("per_head", NAMES, "per_head(a)", ((NUMBER,),), NAMES, "a", lambda arguments: arguments[0])]
CHARTS = {"lollipop": lambda subject: None}
"""
PEERS = "heading: {all: Peers}\nafter: risks\nfields: {lead: {type: text}}\n"


@pytest.mark.parametrize(
    ("right", "slip", "code", "help_"),
    [
        ("chart: column", "chart: lolipop", "L023", "did you mean 'lollipop'?"),
        ("chart: column", "chart: colunm", "L023", "did you mean 'column'?"),
        ("share(leader_stations, stations)", "per_hed(stations)", "N202", "did you mean per_head?"),
        ("not_given:", "blocks: {pears: {lead: A}}\nnot_given:", "L070", "did you mean 'peers'?"),
        ("not_given:", "peers: {lead: A}\nnot_given:", "L020", "under 'blocks:'"),
        ("not_given:", "blocks: {moats: {lead: A}}\nnot_given:", "L070", "'moats: …'"),
    ],
)
def test_the_nearest_name_is_suggested_of_what_is_shipped_and_of_ones_own(
    tmp_path: Path, right: str, slip: str, code: str, help_: str
) -> None:
    """Chart kinds, formulas and blocks alike; a block's content in the wrong place is shown the right one."""
    world = written(starter(tmp_path / "project"), OWN)
    block = world.root / "templates" / "blocks"
    block.mkdir(parents=True)
    (block / "peers.yaml").write_text(PEERS, "utf-8")
    (block / "peers.html.j2").write_text('<section id="peers">{{ block.lead }}</section>', "utf-8")
    edit(world, "content/theses/battery-swapping/thesis.yaml", right, slip)
    found = [one for one in pipeline.examine(world).findings if one.code == code]
    assert [one.help for one in found if help_ in one.help], pipeline.examine(world).findings


def test_every_kind_is_named_where_none_is_near(tmp_path: Path) -> None:
    """Those of one's own last, and not the tag by which the program knows them."""
    world = written(starter(tmp_path / "project"), OWN)
    edit(world, "content/theses/battery-swapping/thesis.yaml", "chart: column", "chart: xyzzy")
    (finding,) = [one for one in pipeline.examine(world).findings if one.code == "L023"]
    assert finding.help.endswith(", lollipop")
    assert ", own" not in finding.help


def led(project: World, name: str) -> list[str]:
    edit(project, "content/sectors/sectors.yaml", "example-sector:", f"example-sector:\n  lead_exhibits: [{name}]")
    return [f"{one.code} {one.help}" for one in pipeline.examine(project).findings if one.code == "L023"]


@pytest.mark.parametrize(
    ("name", "told"),
    [("lollipop", []), ("cards", []), ("lolipop", ["L023 did you mean 'lollipop'?"])],
)
def test_a_sector_leads_with_a_chart_of_ones_own(tmp_path: Path, name: str, told: list[str]) -> None:
    """As with every shipped kind; a slip is shown the nearest of both."""
    assert led(written(starter(tmp_path / "project"), OWN), name) == told


def test_what_is_left_out_is_not_called_unknown(tmp_path: Path) -> None:
    """Nobody knows the kinds of a file that is not run."""
    assert led(replace(written(starter(tmp_path / "project"), OWN), trusted=False), "lollipop") == []


def test_a_file_that_leaves_the_program_or_never_ends_is_a_finding(
    project: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told with its line, and the program goes on."""
    monkeypatch.setattr(extensions, "SECONDS", 0.2)
    for text, said in (("import sys\nsys.exit(0)", "SystemExit"), ("\nwhile True: pass", "takes longer than 0.2")):
        with pytest.raises(Refused) as refused:
            extensions.of(written(project, text))
        (finding,) = refused.value.findings
        assert (finding.code, finding.span and finding.span.line) == ("L075", 2)
        assert said in finding.message
