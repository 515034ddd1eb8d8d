"""``templates list``, ``show``, ``eject``, and what doctor says of copies; the views that it all is told from."""

import json
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from markupsafe import Markup

from briefwright import catalogue
from briefwright.catalogue.ejected import RECORD
from briefwright.render.blocks import BLOCKS
from briefwright.render.views import Point
from briefwright.world import World
from tests.unit.cli.conftest import Run, run

__all__ = ["run"]  # the fixture
COVER = "templates/blocks/cover.html.j2"


def put(world: World, path: str, text: str = "x\n") -> None:
    target = world.root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")


def listed(run: Run, world: World) -> dict[str, dict[str, object]]:
    """The list by path."""
    ran = run("templates", "list", "--format", "json", root=world.root)
    assert ran.code == 0
    return {one["path"]: one for one in json.loads(ran.out)}


def test_every_shipped_template_is_listed(run: Run, project: World) -> None:
    """Blocks, archetypes, layouts, macros, pages of the site, labels; no starter, no specimen."""
    known = listed(run, project)
    for name in BLOCKS:
        assert known[f"templates/blocks/{name}.html.j2"]["origin"] == "shipped"
    for path in ("archetypes/sector-report.yaml", "layouts/paper.html.j2", "site/index.html.j2", "labels/en.yaml"):
        assert f"templates/{path}" in known
    assert [path for path in known if "starter" in path or "specimen" in path] == []


def test_what_stands_in_whose_place_is_told(run: Run, project: World) -> None:
    """A file of the project's, one of its own alone, one for a sector, and labels, which are laid over."""
    put(project, COVER)
    put(project, "templates/blocks/mine.html.j2")
    put(project, "templates/sectors/lamps/blocks/risks.html.j2")
    put(project, "templates/labels/en.yaml", "risks: Dangers\n")
    known = listed(run, project)
    assert known[COVER] | {"origin": "project", "shadows": ["shipped"]} == known[COVER]
    assert known["templates/blocks/mine.html.j2"]["shadows"] == []
    risks = known["templates/sectors/lamps/blocks/risks.html.j2"]
    assert risks["scope"] == "sector lamps"
    assert risks["shadows"] == ["templates/blocks/risks.html.j2"]
    text = run("templates", "list", root=project.root).out
    assert "risks (sector lamps)" in text
    assert "project, in place of the shipped one" in text
    assert "project, laid over the shipped one" in text


@pytest.mark.parametrize("name", ["cover", "blocks/cover", "blocks/cover.html.j2", COVER])
def test_a_template_goes_by_any_name_that_is_its_own(project: World, name: str) -> None:
    """Short, with its folder, as a path."""
    entry, _ = catalogue.found(project, name)
    assert entry is not None
    assert entry.path == COVER


def test_an_unknown_name_is_answered_with_the_nearest(run: Run, project: World) -> None:
    """Wrong usage, not a finding."""
    ran = run("templates", "show", "risk", root=project.root)
    assert ran.code == 2
    assert "Did you mean" in ran.err
    assert "blocks/risks" in ran.err


@pytest.mark.slow
def test_show_tells_what_a_block_sees_with_values(run: Run, project: World) -> None:
    """What it takes of the brief, the views in it, their types, their docs, values of the specimen."""
    ran = run("templates", "show", "cover", root=project.root)
    assert ran.code == 0
    assert "brief: BriefView, of which it uses" in ran.out
    assert "key_points" in ran.out
    assert "list of Point" in ran.out
    assert "Point: A claim: `evidence` is what it rests on" in ran.out
    assert "e.g. More lamps than ships" in ran.out
    assert "conflicts" not in ran.out
    own = run("templates", "show", "competition", root=project.root)
    assert "block          CompetitionView" in own.out
    assert "RivalView" in own.out


def test_show_diff_is_against_the_shipped_one(run: Run, project: World) -> None:
    """Only where there is one."""
    put(project, COVER, "{# Mine. #}\n")
    ran = run("templates", "show", "cover", "--diff", root=project.root)
    assert ran.code == 0
    assert "+{# Mine. #}" in ran.out
    assert run("templates", "show", "risks", "--diff", root=project.root).code == 2


def test_eject_copies_once_and_remembers_which(run: Run, project: World) -> None:
    """The copy is the shipped file; a second time nothing is written over."""
    ran = run("templates", "eject", "cover", root=project.root)
    assert ran.code == 0
    assert f"wrote {COVER}" in ran.out
    assert (project.root / COVER).read_bytes() == (project.shipped / COVER).read_bytes()
    record = json.loads((project.root / RECORD).read_text("utf-8"))
    assert list(record) == ["blocks/cover.html.j2"]
    put(project, COVER, "mine\n")
    again = run("templates", "eject", "cover", root=project.root)
    assert again.code == 2
    assert (project.root / COVER).read_text("utf-8") == "mine\n"


def test_the_shipped_templates_cannot_be_ejected_onto_themselves(run: Run, project: World) -> None:
    """In the repository itself."""
    ran = run("templates", "eject", "cover", root=project.shipped)
    assert ran.code == 2
    assert "nothing to copy" in ran.err


def moved(project: World, tmp_path: Path) -> World:
    """The project, with another cover shipped than the one it ejected."""
    shipped = tmp_path.with_name(f"{tmp_path.name}-newer")  # the project is tmp_path itself
    target = shipped / COVER
    target.parent.mkdir(parents=True)
    target.write_text("a newer cover\n", encoding="utf-8")
    return replace(project, shipped=shipped)


def test_a_copy_is_told_once_the_shipped_one_has_moved_on(run: Run, project: World, tmp_path: Path) -> None:
    """Not before, and not after the copy is gone; one that is shipped no more is told, too."""
    run("templates", "eject", "cover", root=project.root)
    run("templates", "eject", "risks", root=project.root)
    assert catalogue.moved_on(project) == []
    newer = moved(project, tmp_path)
    found = catalogue.moved_on(newer)
    assert [(one.path, bool(one.now)) for one in found] == [(COVER, True), ("templates/blocks/risks.html.j2", False)]
    (project.root / COVER).unlink()
    (project.root / "templates/blocks/risks.html.j2").unlink()
    assert catalogue.moved_on(newer) == []


def test_doctor_tells_of_it_and_can_build_all_the_same(
    run: Run, project: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A note, not something lacking."""
    run("templates", "eject", "cover", root=project.root)
    before = run("doctor", root=project.root)
    assert COVER not in before.out
    record = json.loads((project.root / RECORD).read_text("utf-8"))
    record["blocks/cover.html.j2"]["sha256"] = "0" * 64
    put(project, RECORD, json.dumps(record))
    after = run("doctor", root=project.root)
    assert f"NOTE  {COVER}" in after.out
    assert "templates show" in after.out
    assert after.code == before.code


@pytest.mark.parametrize("text", ["", "[1, 2]", "{", '{"x": 1}'])
def test_a_record_that_cannot_be_read_is_none(project: World, text: str) -> None:
    """Damaged by hand: nothing is claimed, nothing falls over."""
    put(project, RECORD, text)
    assert catalogue.moved_on(project) == []


def test_names_of_views_are_told_apart() -> None:
    """Two views of one name would be one chapter of the reference."""
    known = catalogue.known_views()
    for kind in list(known.values()):
        for field in catalogue.view_of(kind).fields:
            for held in catalogue.contexts.held_by(field.type):
                assert known[held.__name__] is held, f"{held.__module__}.{held.__name__} has another's name"


def test_every_view_says_what_it_is() -> None:
    """Its docstring is all that an author of templates has."""
    kinds = catalogue.known_views().values()
    assert [kind.__name__ for kind in kinds if catalogue.view_of(kind).said.startswith(f"{kind.__name__}(")] == []


@dataclass(frozen=True, slots=True)
class Sample:
    """A view with ``fields`` of several types."""

    points: tuple[Point, ...]
    pair: tuple[float, float]
    """Two
    numbers."""
    html: Markup | None


def test_types_and_strings_below_fields_become_words() -> None:
    """As authors of templates know them."""
    view = catalogue.view_of(Sample)
    assert view.said == "A view with `fields` of several types."
    assert [(field.name, catalogue.type_words(field.type), field.said) for field in view.fields] == [
        ("points", "list of Point", ""),
        ("pair", "number and number", "Two numbers."),
        ("html", "HTML, or none", ""),
    ]
    assert catalogue.type_words(tuple[Point, ...], "<{}>".format) == "list of <Point>"


def test_the_look_is_listed_and_copied_like_a_template(run: Run, project: World) -> None:
    """Tokens and a house's rules are laid over; a style sheet of the project's stands in place of the shipped one."""
    known = listed(run, project)
    assert {path for path in known if path.startswith("assets/")} == {
        "assets/tokens.yaml",
        "assets/paper.css",
        "assets/site.css",
    }
    assert run("templates", "eject", "paper.css", root=project.root).code == 0
    assert (project.root / "assets/paper.css").read_bytes() == (project.shipped / "assets/paper.css").read_bytes()
    assert list(json.loads((project.root / RECORD).read_text("utf-8"))) == ["assets/paper.css"]
    put(project, "assets/tokens.yaml", "colour: {ink: black}\n")
    put(project, "assets/houses/my-house/paper.css", "h2 { color: red; }\n")
    put(project, "assets/houses/my-house/logo.css")
    text = run("templates", "list", root=project.root).out
    lines = {line.split("  ")[1]: line.rpartition("  ")[2] for line in text.splitlines() if line.startswith("  ")}
    assert lines["paper.css"] == "project, in place of the shipped one"
    assert lines["tokens.yaml"] == "project, laid over the shipped one"
    assert lines["paper.css (house my-house)"] == "project, laid over assets/paper.css"
    assert "logo.css" not in text
    assert catalogue.moved_on(project) == []
    put(project, RECORD, json.dumps({"assets/paper.css": {"version": "0", "sha256": "0" * 64}}))
    assert [one.path for one in catalogue.moved_on(project)] == ["assets/paper.css"]


def test_a_template_of_a_sector_goes_by_its_path_without_the_ending(project: World) -> None:
    """And what is near is named once."""
    entry, _ = catalogue.found(project, "sectors/enterprise-software/blocks/risks")
    assert entry is not None
    assert entry.path == "templates/sectors/enterprise-software/blocks/risks.html.j2"
    _, near = catalogue.found(project, "sectors/enterprise-softwear")
    assert near[0] == "sectors/enterprise-software"
    assert len(set(near)) == len(near)
