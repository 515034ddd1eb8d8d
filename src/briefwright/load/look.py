"""What an edition looks like: fixed labels, tokens, the blocks it has. Read in the worker, per language.

A house may have words and tokens of its own, over the project's, which lie over the shipped ones.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from briefwright.load import fixed_words, look_values
from briefwright.load.outline import ARCHETYPES, called, layers, outline
from briefwright.load.own_blocks import own_blocks
from briefwright.load.yaml_source import plain
from briefwright.model.finding import Finding, Refused, Span
from briefwright.model.lang import LANGS
from briefwright.model.library import Places
from briefwright.model.templates import OwnBlock, archetype_label
from briefwright.model.text import Text
from briefwright.world import World

TOKENS = "assets/tokens.yaml"
LABELS = "templates/labels"


@dataclass(frozen=True, slots=True)
class Look:
    """``labels`` by key, ``tokens`` by group, ``blocks`` in order.

    ``layers`` are the folders below ``templates/`` whose files stand before the common ones, ``own`` the declarations
    of the project's own blocks.
    """

    labels: Mapping[str, str]
    tokens: Mapping[str, Mapping[str, object]]
    blocks: tuple[str, ...]
    layers: tuple[str, ...] = ()
    own: Mapping[str, OwnBlock] = field(default_factory=dict)
    archetype: Text | None = None
    """What a brief of this archetype is called, where its file says so rather than the labels."""


def look(world: World, lang: str, archetype: str, sector: str = "", house: str = "") -> Look:
    """Raises Refused where a file cannot be read or has not the shape it needs; see ``outline``."""
    read = _read_once if world.stamp else _read
    return read(world, lang, archetype, sector, house)


def _read(world: World, lang: str, archetype: str, sector: str, house: str) -> Look:
    blocks = outline(world, archetype, sector, house)
    declared, _ = own_blocks(world)
    words, name = labels(world, lang, house), called(world, archetype)
    if name is None and archetype_label(archetype) not in words:
        help_ = "add 'name: …', which is what a brief of this archetype is called"
        raise Refused(Finding("L021", "the key 'name' is missing", Span(f"{ARCHETYPES}/{archetype}.yaml"), help_))
    return Look(
        words,
        tokens(world, house),
        blocks,
        layers(world, sector, house),
        {name: block for name, block in declared.blocks.items() if name in blocks},
        name,
    )


_read_once = lru_cache(maxsize=64)(_read)


def labels(world: World, lang: str, house: str = "") -> dict[str, str]:
    """The fixed labels of a language: the shipped ones, a project's own over them, over these the house's.

    Raises Refused as ``look`` does.
    """
    found, faults = _laid(world, f"{LABELS}/{lang}.yaml", _labels_of(house, lang), fixed_words.faults)
    if faults:
        raise Refused(*faults)
    return {key: str(value) for key, value in found.items()}


def tokens(world: World, house: str = "") -> dict[str, dict[str, object]]:
    """The look's values by group, a project's own over the shipped ones. Raises Refused as ``look`` does."""
    found, faults = _laid(world, TOKENS, tokens_of(house), look_values.faults)
    if faults:
        raise Refused(*faults)
    return found


def faults(world: World) -> list[Finding]:
    """What is wrong in the labels and tokens of the project and of its houses, be they used or not."""
    found = _laid(world, TOKENS, "", look_values.faults)[1] if world.own(TOKENS) else []
    for house in (name for name in houses_with_look(world) if _there(world, tokens_of(name))):
        found += _laid(world, "", tokens_of(house), look_values.faults, TOKENS)[1]
    houses = sorted({path.split("/")[2] for path in world.files("templates/houses") if path.count("/") > 2})
    for lang in LANGS:
        shared = f"{LABELS}/{lang}.yaml"
        found += _laid(world, shared, "", fixed_words.faults)[1] if world.own(shared) else []
        for house in (name for name in houses if _there(world, _labels_of(name, lang))):
            found += _laid(world, "", _labels_of(house, lang), fixed_words.faults, shared)[1]
    return found


def houses_with_look(world: World, *sheets: str) -> list[str]:
    """Houses with tokens or one of the style ``sheets`` of their own."""
    found = (path.split("/") for path in world.files("assets/houses"))
    return sorted({parts[2] for parts in found if len(parts) == 4 and parts[3] in ("tokens.yaml", *sheets)})


def tokens_of(house: str) -> str:
    """Where a house's own tokens are."""
    return f"assets/houses/{house}/tokens.yaml"


def _labels_of(house: str, lang: str) -> str:
    return f"templates/houses/{house}/labels/{lang}.yaml"


def _laid(
    world: World, path: str, of_house: str, judge: Callable[..., Iterable[Finding]], shipped: str = ""
) -> tuple[dict[str, Any], list[Finding]]:
    """The shipped map with what the project's file says instead, and the house's instead of that; and their faults.

    ``shipped`` is the path of the shipped one where that is not ``path``.
    """
    base, _, findings = _map(world.as_shipped(), shipped or path)
    merged: dict[str, Any] = dict(base)
    for one in [path] * (path != "" and world.own(path)) + [of_house] * _there(world, of_house):
        own, places, faults = _map(world, one)
        faults += judge(world, own, places, base)
        findings += faults
        if faults:
            continue
        for key, value in own.items():
            merged[key] = {**merged[key], **value} if isinstance(value, dict) else value
    return merged, findings


def _there(world: World, path: str) -> bool:
    return path in world.files(path.rpartition("/")[0]) if path else False


def _map(world: World, path: str) -> tuple[dict[str, Any], Places, list[Finding]]:
    """A file as a map, and what is wrong with it as YAML."""
    nothing = Places(path, {}, {})
    try:
        tree, places, findings = plain(path, world.read(path))
    except Refused as refused:
        return {}, nothing, list(refused.findings)
    if not findings and not isinstance(tree, dict):
        findings = [Finding("L022", "expected a map", Span(path), "write `key: value` lines")]
    return (tree if isinstance(tree, dict) and not findings else {}), places, findings
