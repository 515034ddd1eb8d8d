"""What an edition looks like: fixed labels, tokens, its archetype's blocks. Read in the worker, per language."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from briefwright.load.yaml_source import plain
from briefwright.model.finding import Finding, Refused, Span
from briefwright.world import World


@dataclass(frozen=True, slots=True)
class Look:
    """``labels`` by key, ``tokens`` by group, ``blocks`` in order."""

    labels: Mapping[str, str]
    tokens: Mapping[str, Mapping[str, object]]
    blocks: tuple[str, ...]


def look(world: World, lang: str, archetype: str) -> Look:
    """Raises Refused where a file cannot be read or has not the shape it needs."""
    path = f"templates/archetypes/{archetype}.yaml"
    blocks = _map(world, path).get("blocks")
    if not isinstance(blocks, list) or not all(isinstance(name, str) for name in blocks):
        raise Refused(Finding("L022", "an archetype is a list of blocks", Span(path), "write `blocks: [cover, …]`"))
    return Look(labels(world, lang), tokens(world), tuple(blocks))


def labels(world: World, lang: str) -> dict[str, str]:
    """The fixed labels of a language: the shipped ones, a project's own over them. Raises Refused as ``look`` does."""
    return {key: str(value) for key, value in _over_shipped(world, f"templates/labels/{lang}.yaml").items()}


def tokens(world: World) -> dict[str, dict[str, object]]:
    """The look's values by group, a project's own over the shipped ones. Raises Refused as ``look`` does."""
    path = "assets/tokens.yaml"
    found = _over_shipped(world, path)
    if not all(isinstance(group, dict) for group in found.values()):
        raise Refused(Finding("L022", "tokens are grouped", Span(path), "write `colour:`, `font:` and `size:` groups"))
    return found


def _over_shipped(world: World, path: str) -> dict[str, Any]:
    """The shipped map with what the project's file of the same path says instead, one level deep."""
    shipped = _map(replace(world, root=world.shipped), path)
    if not world.own(path):
        return shipped
    own = _map(world, path)
    merged = {**shipped, **own}
    for key, group in shipped.items():
        if isinstance(group, dict) and isinstance(own.get(key), dict):
            merged[key] = {**group, **own[key]}
    return merged


def _map(world: World, path: str) -> dict[str, Any]:
    tree, _, findings = plain(path, world.read(path))
    if findings:
        raise Refused(*findings)
    if not isinstance(tree, dict):
        raise Refused(Finding("L022", "expected a map", Span(path), "write `key: value` lines"))
    return dict(tree)
