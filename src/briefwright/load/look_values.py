"""Is every token that a project sets one that there is, and of the kind that it needs to be."""

import re
from collections.abc import Iterator, Mapping

from briefwright.load.characters import brief
from briefwright.load.wording import meant, suggestion
from briefwright.load.yaml_source import Tree
from briefwright.model.finding import Finding
from briefwright.model.library import Places
from briefwright.world import World

COLOURS = ("colour", "dark")
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
"""What style sheets and the chart engine read alike, and what pictures can exchange for its dark counterpart."""
_SIZE = re.compile(r"\d*\.?\d+(?:pt|px|mm|cm|em|rem|%)|calc\(.*")


def faults(
    world: World, tree: Mapping[str, Tree], places: Places, shipped: Mapping[str, Mapping[str, object]]
) -> Iterator[Finding]:
    """L020 for names of groups and tokens that there are not, L022 and L023 for values of the wrong kind."""
    for group, values in tree.items():
        if group not in shipped:
            yield Finding("L020", f"unknown group '{brief(group)}'", places.key(group), meant(group, shipped))
        elif not isinstance(values, dict):
            example = next(f"{{{key}: …}}" for key in shipped[group])
            yield Finding("L022", f"'{group}' is a group of tokens", places.at(group), f"write {group}: {example}")
        else:
            for name, value in values.items():
                yield from _token(world, group, name, value, places, shipped[group])


def _token(
    world: World, group: str, name: str, value: Tree, places: Places, shipped: Mapping[str, object]
) -> Iterator[Finding]:
    if name not in shipped and (group == "page" or suggestion(name, shipped)) and not _asked_for(world, group, name):
        yield Finding("L020", f"unknown token '{brief(name)}'", places.key(group, name), meant(name, sorted(shipped)))
    elif group == "font":
        named = value if isinstance(value, list) else [None]
        if not named or not all(isinstance(family, str) for family in named):
            help_ = f'write {name}: ["Noto Serif CJK {{cjk}}", "serif"]'
            said = f"the font '{name}' is not a list of families"
            yield Finding("L022", said, places.at(group, name), help_)
    elif not isinstance(value, str):
        yield Finding("L022", f"the token '{brief(name)}' is not one value", places.at(group, name), "write one value")
    elif group in COLOURS and not _COLOUR.fullmatch(value):
        help_ = 'write it in hexadecimal, as "#0b5fa5"'
        yield Finding("L023", f"'{brief(value)}' is no colour of a token", places.at(group, name), help_)
    elif group == "size" and not _SIZE.fullmatch(value):
        yield Finding("L023", f"'{brief(value)}' is no size", places.at(group, name), "write a length, as 9pt")


def _asked_for(world: World, group: str, name: str) -> bool:
    """Whether a style sheet of the project uses a variable of its own that tokens make."""
    wanted = re.compile(rf"--{re.escape(name)}{'-size' if group == 'size' else ''}(?![\w-])")
    mine = [path for path in world.files("assets") if path.endswith(".css") and world.own(path)]
    return group != "page" and any(wanted.search(world.read(path).decode(errors="replace")) for path in mine)
