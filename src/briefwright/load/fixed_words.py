"""Is every fixed label that a project words anew one that there is, and does it keep its placeholders."""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from string import Formatter

from briefwright.load.characters import brief
from briefwright.load.wording import meant, suggestion
from briefwright.load.yaml_source import Tree
from briefwright.model.finding import Finding
from briefwright.model.library import Places
from briefwright.model.templates import archetype_label
from briefwright.world import World


def faults(world: World, tree: Mapping[str, Tree], places: Places, shipped: Mapping[str, str]) -> Iterator[Finding]:
    """L020 for a misspelt key, L022 for what is no words, L023 for placeholders that do not fit."""
    for key, value in tree.items():
        if not isinstance(value, str) or not value:
            yield Finding("L022", f"the label '{brief(key)}' has no words", places.at(key), "write them on one line")
            continue
        close = "" if key in shipped else suggestion(key, shipped)
        if close and not _own(world, key):
            help_ = f"did you mean '{close}'?"
            yield Finding("L020", f"unknown label '{brief(key)}'", places.key(key), help_)
            continue
        yield from _holes(key, value, places, shipped.get(key))


def _own(world: World, key: str) -> bool:
    """Whether a label is for the project's own templates or archetypes."""
    mine = [path for path in world.files("templates") if world.own(path)]
    if any(key == archetype_label(PurePosixPath(path).stem) for path in mine if "/archetypes/" in path):
        return True
    return any(key in world.read(path).decode(errors="replace") for path in mine if path.endswith(".j2"))


def _holes(key: str, value: str, places: Places, shipped: str | None) -> Iterator[Finding]:
    try:
        given = placeholders(value)
    except ValueError:
        said = f"a brace of the label '{key}' has no partner"
        yield Finding("L023", said, places.at(key), "write {name} for what is filled in, and {{ for a brace")
        return
    if shipped is None:
        return
    wanted = placeholders(shipped)
    strange = [name for name in given if name not in wanted]
    for name in strange:
        help_ = meant(name, wanted) if wanted else "nothing is filled in here; write {{ for a brace"
        place = places.inside((key,), f"{{{name}")
        yield Finding("L023", f"nothing fills '{{{brief(name)}}}' in the label '{key}'", place, help_)
    lacks = [f"{{{name}}}" for name in wanted if name not in given]
    if lacks and not strange:
        said = f"the label '{key}' leaves out {', '.join(lacks)}"
        yield Finding("L023", said, places.at(key), f"the shipped one is: {shipped}")


def placeholders(text: str) -> list[str]:
    """What stands in braces, with all that follows the name there. Raises ValueError where braces do not pair."""
    found: dict[str, None] = {}
    for _, name, form, conversion in Formatter().parse(text):
        if name is not None:
            found[name + (f"!{conversion}" if conversion else "") + (f":{form}" if form else "")] = None
    return list(found)
