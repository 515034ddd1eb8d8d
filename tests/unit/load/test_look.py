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


LABELS, TOKENS = "templates/labels/en.yaml", "assets/tokens.yaml"


@pytest.mark.parametrize(
    ("path", "text", "code", "place", "help_"),
    [
        (LABELS, "key_point: In brief\n", "L020", (1, 1), "did you mean 'key_points'?"),
        (LABELS, "exhibit: Figure\n", "L023", (1, 10), "the shipped one is: Exhibit {number}"),
        (LABELS, 'exhibit: "Figure {nubmer}"\n', "L023", (1, 18), "did you mean 'number'?"),
        (LABELS, 'exhibit: "Figure {}"\n', "L023", (1, 18), "known are: number"),
        (LABELS, 'exhibit: "Figure {number.x}"\n', "L023", (1, 18), "did you mean 'number'?"),
        (LABELS, 'exhibit: "Figure {number"\n', "L023", (1, 10), "write {name}"),
        (LABELS, "risks: [a, b]\n", "L022", (1, 8), "on one line"),
        (TOKENS, 'colour:\n  acent: "#007a5e"\n', "L020", (2, 3), "did you mean 'accent'?"),
        (TOKENS, "colour:\n  accent: blurple\n", "L023", (2, 11), 'as "#0b5fa5"'),
        (TOKENS, "colour:\n  accent: #007a5e\n", "L022", (2, 3), 'write "#007a5e" in quotes'),
        (TOKENS, "font:\n  sans: Georgia\n", "L022", (2, 9), "write sans: ["),
        (TOKENS, "font:\n  san: [Georgia]\n", "L020", (2, 3), "did you mean 'sans'?"),
        (TOKENS, "size:\n  body: big\n", "L023", (2, 9), "9pt"),
    ],
)
@pytest.mark.parametrize("house", ["", "harbour"])
def test_a_slip_is_told_where_it_stands_before_anything_is_built(
    house: str, path: str, text: str, code: str, place: tuple[int, int], help_: str, tmp_path: Path
) -> None:
    """In the project's files as in those of a house, and by `check` as by the build of an edition."""
    top, _, rest = path.partition("/")
    path = f"{top}/houses/{house}/{rest}" if house else path
    made = world(tmp_path, {path: text})
    found = [one for one in load.library(made)[1] if one.span and one.span.file == path and one.code != "L034"]
    (finding,) = found
    assert finding.span
    assert (finding.code, finding.span.line, finding.span.column) == (code, *place)
    assert help_ in finding.help
    with pytest.raises(Refused):
        load.tokens(made, house) if path.endswith("tokens.yaml") else load.labels(made, "en", house)


def test_labels_and_tokens_of_ones_own_are_for_ones_own_templates_and_rules(tmp_path: Path) -> None:
    """A name that is near a shipped one is no slip where the project asks for it."""
    files = {
        LABELS: "key_point: In brief\narchetype_theme_noted: Theme\n",
        TOKENS: 'colour:\n  acent: "#007a5e"\n',
        "assets/houses/harbour/site.css": "h1 { color: var(--acent); }\n",
        "templates/blocks/gaps.html.j2": "{{ label('key_point') }}",
        "templates/archetypes/theme-noted.yaml": "extends: theme-note\n",
    }
    made = world(tmp_path, files)
    assert load.labels(made, "en")["key_point"] == "In brief"
    assert load.tokens(made)["colour"]["acent"] == "#007a5e"


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
