"""Templates of houses and sectors stand before the common ones, are as confined as these, and tell their mistakes."""

from pathlib import Path

import pytest
from markupsafe import Markup

from briefwright.model.finding import Finding, Refused
from briefwright.render.blocks.own import Fields
from briefwright.render.environment import environment, labelling, render
from briefwright.world import World

LAYERS = ("houses/harbour", "sectors/robots", "sectors/machines")
HOSTILE = [
    "{% include '../../../content/houses/house.yaml' %}",
    "{% include 'houses/../../content/secret' %}",
    "{% include '/etc/passwd' %}",
    "{% extends 'shipped/../../secret' %}",
    "{{ block.__class__.__mro__ }}",
    "{{ block.__dict__ }}",
    "{{ block.__init__.__globals__ }}",
    "{{ block|attr('__dict__') }}",
    "{% set block.lead = 'other' %}",
    "{{ block }}",
    "{{ label.__closure__ }}",
    "{% include 'blocks/one.html.j2' %}",
    "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "{{ 'x' * 1000000000 }}",
]


def written(project: World, name: str, text: str) -> None:
    file = Path(project.root, "templates", name)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def shown(project: World, name: str = "blocks/one.html.j2") -> str:
    fields = Fields(lead=Markup("said"), rows=(), heading=Markup("Peers"), at="thesis.yaml:3")
    return render(environment(project, LAYERS), name, {"block": fields, "label": labelling({"risks": "Risks"})})


def refused(project: World) -> Finding:
    with pytest.raises(Refused) as caught:
        shown(project)
    (finding,) = caught.value.findings
    assert finding.code == "R501"
    return finding


def test_the_most_special_file_is_taken(project: World) -> None:
    """Each file that is taken away uncovers the next."""
    names = ["houses/harbour/", "sectors/robots/", "sectors/machines/", ""]
    for name in names:
        written(project, f"{name}blocks/one.html.j2", name or "common")
    for name in names:
        assert shown(project) == (name or "common")
        Path(project.root, "templates", name, "blocks/one.html.j2").unlink()


def test_an_override_may_include_what_it_overrides(project: World) -> None:
    """``shipped/`` before a name is the shipped file, whatever stands over it."""
    written(project, "sectors/robots/blocks/one.html.j2", "{% import 'shipped/macros/figure.html.j2' as m %}ok")
    assert shown(project) == "ok"


@pytest.mark.parametrize("layer", ["houses/harbour", "sectors/machines"])
@pytest.mark.parametrize("template", HOSTILE)
def test_no_layer_gets_further_than_another(project: World, layer: str, template: str) -> None:
    """Other files, Python's insides and work without end are refused in overrides and own blocks alike."""
    written(project, f"{layer}/blocks/one.html.j2", template)
    finding = refused(project)
    assert finding.span is not None
    assert finding.span.file.startswith("templates/")
    assert "root:" not in finding.message


@pytest.mark.parametrize(
    ("template", "column", "near"),
    [
        ("<p>{{ block.leed }}</p>", 13, "lead"),
        ("<p>{{ blok.lead }}</p>", 7, "block"),
        ("<p>{{ block.lead | uper }}</p>", 20, "upper"),
        ("{% if block.lead is defind %}{% endif %}", 21, "defined"),
        ("<h2>{{ label('risk') }}</h2>", 15, "risks"),
        ("{% include 'macros/figur.html.j2' %}", 1, "macros/figure.html.j2"),
        ("{% for row in block.rows %}{% endfor %}{{ block.row }}", 49, "rows"),
    ],
)
def test_a_mistake_names_the_nearest_name(project: World, template: str, column: int, near: str) -> None:
    """The finding stands at the word, on its line of the file that holds it, not at that of the common one."""
    written(project, "sectors/machines/blocks/one.html.j2", "{# a line before #}\n" + template)
    finding = refused(project)
    assert finding.span is not None
    assert (finding.span.file, finding.span.line) == ("templates/sectors/machines/blocks/one.html.j2", 2)
    assert finding.span.column == column
    assert finding.help == f"did you mean '{near}'?"
