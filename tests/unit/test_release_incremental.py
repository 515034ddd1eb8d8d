"""Whatever was edited, a build by way of the last release has the bytes of one from nothing."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from briefwright import editions
from briefwright.release import Request
from briefwright.world import World
from tests.unit.starter import edit, starter, tree, write

pytestmark = pytest.mark.slow

_PROSE = "content/theses/{}/demand.{}.md"
_SHARED = """planned:
  label: {zh-Hans: 规划换电站, en: Stations planned}
  value: 8100
  unit: station
  kind: actual
  as_of: 2025-12-31
  source: example-institute
  locator: table 3
"""


def prose(world: World) -> None:
    edit(world, _PROSE.format("alpha", "en"), "Growth is steady", "Growth goes on")


def heading(world: World) -> None:
    edit(world, "content/theses/beta/thesis.yaml", "Stations are built faster", "Stations are put up faster")


def shared_number(world: World) -> None:
    edit(world, "content/facts/city.yaml", "8100", "8300")


def source(world: World) -> None:
    edit(world, "content/sources/sources.yaml", "Census of Stations", "Great Census of Stations")


def label(world: World) -> None:
    write(world, "templates/labels/en.yaml", "site_sectors: Fields\n")


def added(world: World) -> None:
    theses = world.root / "content" / "theses"
    shutil.copytree(theses / "alpha", theses / "gamma")


def removed(world: World) -> None:
    shutil.rmtree(world.root / "content" / "theses" / "alpha")


EDITS = (prose, heading, shared_number, source, label, added, removed)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Two theses in two languages which print a number of the library's, and their release."""
    world = starter(tmp_path_factory.mktemp("built") / "project", ["alpha", "beta"], "zh-Hans, en")
    write(world, "content/facts/city.yaml", _SHARED)
    for slug in ("alpha", "beta"):
        for lang, mark in (("en", " Growth"), ("zh-Hans", "\n\n[[market]]")):
            edit(world, _PROSE.format(slug, lang), mark, f" {{{{ planned }}}} [@example-institute]. {mark.lstrip(' ')}")
    build(world)
    return world


def build(world: World) -> dict[str, bytes]:
    report = editions.build(world, Request((), frozenset({"html"}), workers=0), lambda *_: None)
    assert report.published, [finding.message for finding in report.findings]
    return tree(report.published)


@pytest.mark.parametrize("change", EDITS, ids=lambda change: change.__name__)
def test_a_build_after_an_edit_is_a_build_from_nothing(
    change: Callable[[World], None], built: World, tmp_path: Path
) -> None:
    """The release as it was goes along, is edited, and built twice: by way of the last release, and without it."""
    shutil.copytree(built.root, tmp_path / "project")
    world = World((tmp_path / "project").resolve(), built.as_of, built.shipped)
    before = tree(world.root / "dist")
    change(world)
    after = build(world)
    assert after != before
    shutil.rmtree(world.root / "dist")
    assert after == build(world)
