"""What an edition looks like: fixed labels, tokens, the blocks it has. Read in the worker, per language.

A house may have words and tokens of its own, over the project's, which lie over the shipped ones.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from briefwright.load.outline import ARCHETYPES, called, layers, outline
from briefwright.load.own_blocks import own_blocks
from briefwright.load.wording import meant
from briefwright.load.yaml_source import plain
from briefwright.model.finding import Finding, Refused, Span
from briefwright.model.library import Places
from briefwright.model.templates import OwnBlock, archetype_label
from briefwright.model.text import Text
from briefwright.world import World

TOKENS = "assets/tokens.yaml"


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
    found = _layered(world, f"templates/labels/{lang}.yaml", f"templates/houses/{house}/labels/{lang}.yaml")
    return {key: str(value) for key, value in found.items()}


def tokens(world: World, house: str = "") -> dict[str, dict[str, object]]:
    """The look's values by group, a project's own over the shipped ones. Raises Refused as ``look`` does."""
    found = _layered(world, TOKENS, tokens_of(house))
    if not all(isinstance(group, dict) for group in found.values()):
        help_ = "write `colour:`, `font:` and `size:` groups"
        raise Refused(Finding("L022", "tokens are grouped", Span(_last(world, TOKENS, tokens_of(house))), help_))
    return found


def houses_with_look(world: World, *sheets: str) -> list[str]:
    """Houses with tokens or one of the style ``sheets`` of their own."""
    found = (path.split("/") for path in world.files("assets/houses"))
    return sorted({parts[2] for parts in found if len(parts) == 4 and parts[3] in ("tokens.yaml", *sheets)})


def tokens_of(house: str) -> str:
    """Where a house's own tokens are."""
    return f"assets/houses/{house}/tokens.yaml"


def _layered(world: World, path: str, of_house: str) -> dict[str, Any]:
    """The shipped map with what the project's file of the same path says instead, and the house's instead of that."""
    merged = _map(world.as_shipped(), path)
    known = {key: set(group) for key, group in merged.items() if isinstance(group, dict)}
    for one in [path] * world.own(path) + [of_house] * _there(world, of_house):
        own = _map(world, one, known)
        merged = {
            **merged,
            **{
                key: {**merged[key], **group}
                if isinstance(group, dict) and isinstance(merged.get(key), dict)
                else group
                for key, group in own.items()
            },
        }
    return merged


def _there(world: World, path: str) -> bool:
    return path in world.files(path.rpartition("/")[0])


def _last(world: World, path: str, of_house: str) -> str:
    return of_house if _there(world, of_house) else path


def _map(world: World, path: str, known: Mapping[str, Sequence[str] | set[str]] | None = None) -> dict[str, Any]:
    """A file as a map. ``known`` are the groups and what is in each, where these are fixed."""
    tree, places, findings = plain(path, world.read(path))
    if findings:
        raise Refused(*findings)
    if not isinstance(tree, dict):
        raise Refused(Finding("L022", "expected a map", Span(path), "write `key: value` lines"))
    if faults := _unknown(dict(tree), places, known or {}):
        raise Refused(*faults)
    return dict(tree)


def _unknown(tree: Mapping[str, Any], places: Places, known: Mapping[str, Sequence[str] | set[str]]) -> list[Finding]:
    """L020 for groups of tokens that there are not, and for what the page does not have."""
    groups = [key for key in tree if known and key not in known]
    findings = [Finding("L020", f"unknown group '{key}'", places.key(key), meant(key, known)) for key in groups]
    page = tree.get("page")
    for key in page if isinstance(page, dict) else ():
        if known and key not in known.get("page", ()):
            help_ = meant(key, sorted(known.get("page", ())))
            findings.append(Finding("L020", f"unknown token '{key}'", places.key("page", key), help_))
    return findings
