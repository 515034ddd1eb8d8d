"""An archetype's list of blocks, changed by the project's own blocks, by a sector and by a house, in this order."""

from pathlib import Path

import pytest

from briefwright.load.outline import layers, outline
from briefwright.world import World

NOTE = "name: Note\nblocks: [cover, sections, claims, risks, appendix, disclosures]\n"


def written(project: World, **files: str) -> World:
    """``project`` with files of ``templates/``, slashes and dots of their names written as underscores."""
    for name, text in {"archetypes/note.yaml": NOTE, **files}.items():
        file = Path(project.root, "templates", name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return project


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ("drop: [claims]", "cover sections risks appendix disclosures"),
        ("drop: [catalysts]", "cover sections claims risks appendix disclosures"),
        ("add: [{block: gaps}]", "cover sections claims risks gaps appendix disclosures"),
        ("add: [{block: gaps, after: cover}]", "cover gaps sections claims risks appendix disclosures"),
        ("add: [{block: gaps, before: claims}]", "cover sections gaps claims risks appendix disclosures"),
        ("add: [{block: gaps, after: [catalysts, claims]}]", "cover sections claims gaps risks appendix disclosures"),
        ("add: [{block: gaps, after: catalysts}]", "cover sections claims risks gaps appendix disclosures"),
        ("add: [{block: claims, after: cover}]", "cover sections claims risks appendix disclosures"),
        ("move: [{block: claims, after: cover}]", "cover claims sections risks appendix disclosures"),
        ("move: [{block: catalysts, after: cover}]", "cover sections claims risks appendix disclosures"),
        ("{drop: [claims], add: [{block: gaps, after: claims}]}", "cover sections risks gaps appendix disclosures"),
        (
            "add: [{block: gaps}, {block: catalysts, before: gaps}]",
            "cover sections claims risks catalysts gaps appendix disclosures",
        ),
    ],
)  # fmt: skip
def test_a_sector_changes_the_list(project: World, changes: str, found: str) -> None:
    """What is dropped, added and moved, and where it then stands."""
    text = f"blocks: {changes}\n" if changes.startswith("{") else f"blocks:\n  {changes}\n"
    world = written(project, **{"sectors/robots.yaml": text})
    assert " ".join(outline(world, "note", "robots")) == found


def test_changes_are_made_from_the_general_to_the_special(project: World) -> None:
    """Archetype, own blocks, the sector that is extended, the sector, the house; a full list begins anew."""
    world = written(
        project,
        **{
            "blocks/peers.yaml": "heading: {all: Peers}\nafter: claims\nfields: {lead: {type: text}}\n",
            "blocks/peers.html.j2": "",
            "sectors/machines.yaml": "blocks: {add: [{block: catalysts, after: peers}]}\n",
            "sectors/robots.yaml": "extends: machines\nblocks: {drop: [catalysts]}\n",
            "houses/harbour.yaml": "blocks: {add: [{block: catalysts, before: cover}]}\n",
            "houses/pier.yaml": "blocks: [cover, disclosures]\n",
        },
    )
    plain = ("cover", "sections", "claims", "peers", "risks", "appendix", "disclosures")
    assert outline(world, "note") == plain
    assert outline(world, "note", "machines") == (*plain[:4], "catalysts", *plain[4:])
    assert outline(world, "note", "robots") == plain
    assert outline(world, "note", "robots", "harbour") == ("catalysts", *plain)
    assert outline(world, "note", "robots", "pier") == ("cover", "disclosures")
    assert outline(world, "note", "no-such-sector", "no-such-house") == plain


def test_templates_of_the_special_stand_before_the_general(project: World) -> None:
    """A house's before its sector's, and a sector's before those of the sector it extends; no file is needed."""
    world = written(project, **{"sectors/robots.yaml": "extends: machines\n", "sectors/machines.yaml": "blocks: {}\n"})
    assert layers(world, "robots", "harbour") == ("houses/harbour", "sectors/robots", "sectors/machines")
    assert layers(world, "ferries", "") == ("sectors/ferries",)
