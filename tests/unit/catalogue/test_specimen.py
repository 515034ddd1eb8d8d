"""The specimen shows every block and every kind of exhibit there is: what is added to these is added to it."""

from pathlib import Path

import pytest

from briefwright import pipeline, specimen
from briefwright.chart.registry import CHARTS
from briefwright.model.lang import LANGS
from briefwright.render.blocks import BLOCKS, speaks
from briefwright.render.views import BriefView
from briefwright.world import World
from tests.unit.cli.conftest import Run, run
from tests.unit.starter import starter

__all__ = ["run"]  # the fixture
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def brief() -> BriefView:
    found = specimen.view()
    assert found is not None, "the specimen has errors: briefwright --root templates/specimen check"
    return found


def test_every_block_has_something_to_say(brief: BriefView) -> None:
    """A new block needs a few lines in templates/specimen/content/theses/specimen."""
    assert [name for name in BLOCKS if not speaks(name, brief)] == []


def test_every_kind_of_exhibit_occurs() -> None:
    """A new kind needs an exhibit there."""
    with specimen._project(World.here(Path("templates"))) as made:
        examined = pipeline.examine(made)
    assert [finding for finding in examined.findings if finding.severity == "error"] == []
    drawn = {exhibit.chart for exhibit in examined.library.theses[specimen.SLUG].data.exhibits}
    assert [kind for kind in CHARTS if kind not in drawn] == []


def test_it_is_placed_whole(brief: BriefView) -> None:
    """No exhibit is left out of its chapters."""
    assert len(brief.figures) >= len(CHARTS)


def test_the_command_makes_it_with_the_projects_own_look(run: Run, tmp_path: Path) -> None:
    """In every language; the project's template counts, and a house with a look of its own has a specimen more."""
    world = starter(tmp_path / "project")
    block = world.root / "templates" / "blocks" / "moats.html.j2"
    block.parent.mkdir(parents=True)
    block.write_text('<p id="moats" class="mine">Of our own</p>\n', "utf-8")
    tokens = world.root / "assets" / "houses" / "second" / "tokens.yaml"
    tokens.parent.mkdir(parents=True)
    tokens.write_text('colour: {ink: "#0a7d2c"}\n', "utf-8")
    ran = run("templates", "specimen", "--lang", "en", "--jobs", "0", root=world.root)
    assert ran.code == 0, ran.out + ran.err
    folder = world.root / "specimen"
    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*.pdf")} == {
        "en/specimen/specimen.en.pdf",
        "en/specimen-second/specimen-second.en.pdf",
    }
    assert "Of our own" in (folder / "en" / "specimen" / "index.html").read_text("utf-8")
    assert set(LANGS) > {"en"}
    assert not (world.root / "dist").exists()
