"""A project's labels and tokens lie over the shipped ones; a thesis without a value chain has its sector's."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from briefwright import load
from briefwright.model.finding import Refused
from briefwright.world import World, shipped_root


def world(root: Path, files: dict[str, str]) -> World:
    for path, text in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return World(root, date(2026, 1, 15), shipped_root())


def test_a_project_changes_one_colour_and_keeps_the_rest(tmp_path: Path) -> None:
    """Three lines of YAML are a theme."""
    shipped = load.tokens(world(tmp_path / "plain", {}))
    own = load.tokens(world(tmp_path / "own", {"assets/tokens.yaml": 'colour:\n  accent: "#007a5e"\n'}))
    assert own["colour"]["accent"] == "#007a5e"
    assert own["colour"] == {**shipped["colour"], "accent": "#007a5e"}
    assert own["font"] == shipped["font"]


def test_a_project_renames_one_label_and_keeps_the_rest(tmp_path: Path) -> None:
    """As with colours."""
    own = load.labels(world(tmp_path, {"templates/labels/en.yaml": "key_points: Summary\n"}), "en")
    assert own["key_points"] == "Summary"
    assert own["risks"] == load.labels(world(tmp_path / "plain", {}), "en")["risks"]


def test_what_an_edition_looks_like_is_read_once_under_a_stamp(tmp_path: Path) -> None:
    """While a build goes on nothing is read twice; the next stamp, and a world without one, see what has changed."""
    plain = world(tmp_path, {"templates/labels/en.yaml": "key_points: Summary\n"})
    first = replace(plain, stamp="first")
    looks = [load.look(one, "en", "sector-report") for one in (plain, first)]
    world(tmp_path, {"templates/labels/en.yaml": "key_points: In short\n"})
    looks += [load.look(one, "en", "sector-report") for one in (plain, first, replace(plain, stamp="second"))]
    assert [look.labels["key_points"] for look in looks] == ["Summary", "Summary", "In short", "Summary", "In short"]


def test_tokens_that_are_not_grouped_are_refused(tmp_path: Path) -> None:
    """A value in the place of a group names the file."""
    with pytest.raises(Refused) as refused:
        load.tokens(world(tmp_path, {"assets/tokens.yaml": 'colour: "#007a5e"\n'}))
    (finding,) = refused.value.findings
    assert (finding.code, finding.span and finding.span.file) == ("L022", "assets/tokens.yaml")


def test_a_thesis_without_a_value_chain_has_its_sectors(repository: Path, tmp_path: Path) -> None:
    """The skeleton of the sector is drawn where the thesis says nothing of its own."""
    base = repository / "tests" / "projects" / "base" / "content"
    files = {f"content/{path.relative_to(base)}": path.read_text("utf-8") for path in base.rglob("*.*")}
    thesis = next(path for path in files if path.endswith("thesis.yaml"))
    assert "value_chain" not in files[thesis]
    sector = next(path for path in files if path.startswith("content/sectors/"))
    files[sector] += (
        "  value_chain:\n    stages:\n      - {id: up, name: {all: A}}\n      - {id: down, name: {all: B}}\n"
    )
    library, findings = load.library(world(tmp_path, files))
    assert not findings
    (loaded,) = library.theses.values()
    assert loaded.data.value_chain is not None
    assert [stage.id for stage in loaded.data.value_chain.stages] == ["up", "down"]
