"""Which blocks a brief has: its archetype's list with the project's own, changed by its sector and then by its house.

All three are YAML files of one shape: ``templates/archetypes/``, ``templates/sectors/`` and ``templates/houses/``, each
named after what it is for. Where a sector or a house has no file, it changes nothing.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from briefwright.load.own_blocks import own_blocks
from briefwright.load.validate import content
from briefwright.load.wording import suggestion
from briefwright.load.yaml_source import plain
from briefwright.model.finding import Finding, Refused, Span
from briefwright.model.library import Places
from briefwright.model.templates import Changes, Order, Patch, Place, Put
from briefwright.model.text import Text
from briefwright.world import World

ARCHETYPES, SECTORS, HOUSES = "templates/archetypes", "templates/sectors", "templates/houses"
_KINDS = (ARCHETYPES, SECTORS, HOUSES)
_BACK = ("appendix", "disclosures")
"""What closes a brief: blocks without a place of their own come before it."""
_BLOCK = re.compile(r"templates/(?:(?:sectors|houses)/[^/]+/)?blocks/([^/]+)\.html\.j2")


@dataclass(frozen=True, slots=True)
class _File:
    """One of these files, read."""

    folder: str
    name: str
    says: Order | Patch
    places: Places


def layers(world: World, sector: str, house: str) -> tuple[str, ...]:
    """Folders below ``templates/`` whose files stand before the common ones: the house's, then the sector's.

    A sector, or a house, that extends another has that one's behind its own. Raises Refused as ``outline`` does.
    """
    found = []
    for folder, name in ((HOUSES, house), (SECTORS, sector)):
        line = [file.name for file in _line(world, folder, name)] if name else []
        names = line[::-1] if line else [name] if name else []
        found += [f"{folder.partition('/')[2]}/{one}" for one in names]
    return tuple(found)


def outline(world: World, archetype: str, sector: str = "", house: str = "") -> tuple[str, ...]:
    """The blocks of a brief, in order.

    Raises Refused: L020 to L028 where a file has not the shape it needs, L031 for an archetype without a file, L051 for
    a block listed twice, L070 for a name that is no block, L071 and L072 for what cannot be extended.
    """
    world.read(f"{ARCHETYPES}/{archetype}.yaml")
    line = _line(world, ARCHETYPES, archetype)
    for folder, name in ((SECTORS, sector), (HOUSES, house)):
        line += _line(world, folder, name) if name else []
    known = block_names(world)
    if findings := [finding for file in line for finding in _misnamed(file, known)]:
        raise Refused(*findings)
    blocks: list[str] = []
    for file in line:
        if file.folder == ARCHETYPES:
            blocks = _after(blocks, file.says)
    own, _ = own_blocks(world)
    placed = [Put(block=name, after=block.after, before=block.before) for name, block in own.blocks.items()]
    blocks = _changed(blocks, Changes(add=[put for put in placed if put.after or put.before]))
    for file in line:
        if file.folder != ARCHETYPES:
            blocks = _after(blocks, file.says)
    return tuple(blocks)


def _after(blocks: list[str], says: Order | Patch) -> list[str]:
    return list(says.blocks) if isinstance(says, Order) else _changed(blocks, says.blocks)


def called(world: World, archetype: str) -> Text | None:
    """How a brief of ``archetype`` is called, where its file or one that it extends says so."""
    names = (file.says.name for file in reversed(_line(world, ARCHETYPES, archetype)))
    return next((name for name in names if name), None)


def faults(world: World) -> list[Finding]:
    """What is wrong in a project's own files, be they used or not."""
    findings: list[Finding] = []
    for folder in _KINDS:
        for path in world.files(folder):
            if path.count("/") == 2 and path.endswith(".yaml") and world.own(path):
                try:
                    for file in _line(world, folder, PurePosixPath(path).stem)[-1:]:
                        findings += _misnamed(file, block_names(world))
                except Refused as refused:
                    findings += refused.findings
    return findings + list(_misplaced(world))


def unused(world: World, sectors: Collection[str], houses: Collection[str]) -> list[Finding]:
    """L034, once a name, for a project's own files of sectors and houses that there are not; most often misspelt.

    A sector or house without a record may be there for others to extend.
    """
    findings = []
    for folder, known in ((SECTORS, sectors), (HOUSES, houses), ("assets/houses", houses)):
        used = set(known)
        try:
            used.update(file.name for name in known for file in _line(world, folder, name))
        except Refused:  # told as a fault of that file
            continue
        seen: set[str] = set()
        for path in world.files(folder):
            name = path.split("/")[2].removesuffix(".yaml")
            if name in used or name in seen or not world.own(path):
                continue
            seen.add(name)
            what = folder.rpartition("/")[2]
            close = suggestion(name, known)
            help_ = f"did you mean '{close}'?" if close else f"add '{name}' to a file of content/{what}/, or delete it"
            said = f"there is no '{name}' in content/{what}, so that nothing uses '{path}'"
            findings.append(Finding("L034", said, Span(path), help_))
    return findings


def _misplaced(world: World) -> Iterator[Finding]:
    """L070 for blocks that an own block is to stand beside and that there are not."""
    known = block_names(world)
    for name, block in own_blocks(world)[0].blocks.items():
        path = f"templates/blocks/{name}.yaml"
        for side, anchors in (("after", block.after), ("before", block.before)):
            for index, anchor in enumerate(anchors):
                if anchor not in known:
                    _, places, _ = plain(path, world.read(path))
                    place = places.at(side, index)
                    yield _unknown("L070", f"unknown block '{anchor}'", anchor, known, place)


def block_names(world: World) -> tuple[str, ...]:
    """Every block that there is, shipped or the project's own: a block is its template."""
    found = (_BLOCK.fullmatch(path) for path in world.files("templates"))
    return tuple(sorted({match[1] for match in found if match}))


def _line(world: World, folder: str, name: str) -> list[_File]:
    """The file ``name`` behind all that it extends, the first in line first; none where there is no file."""
    if f"{folder}/{name}.yaml" not in world.files(folder):
        return []
    found = [_read(world, folder, name)]
    while (wanted := found[-1].says.extends) is not None:
        place = found[-1].places.at("extends")
        if wanted in [file.name for file in found]:
            said = " → ".join([*(file.name for file in found), wanted])
            help_ = "let one of them extend nothing"
            raise Refused(Finding("L071", f"the templates extend each other: {said}", place, help_))
        others = [PurePosixPath(path).stem for path in world.files(folder) if path.count("/") == 2]
        if wanted not in others:
            raise Refused(_unknown("L072", f"there is no {folder}/{wanted}.yaml", wanted, others, place))
        found.append(_read(world, folder, wanted))
    return found[::-1]


def _read(world: World, folder: str, name: str) -> _File:
    path = f"{folder}/{name}.yaml"
    tree, places, findings = plain(path, world.read(path))
    if findings:
        raise Refused(*findings)
    model: type[Order | Patch] = Patch
    if isinstance(tree, dict) and not isinstance(tree.get("blocks", {}), dict):
        model = Order
    says, findings = content(model, tree, places)
    if says is None:
        raise Refused(*findings)
    if folder == ARCHETYPES and isinstance(says, Patch) and says.extends is None:
        help_ = "write `blocks: [cover, …]`, or name an archetype that it `extends:`"
        raise Refused(Finding("L022", "an archetype is a list of blocks", places.at(), help_))
    return _File(folder, name, says, places)


def _misnamed(file: _File, known: Iterable[str]) -> Iterator[Finding]:
    """L070 for every name in a file that is no block, L051 for one listed twice."""
    says = file.says
    named: list[tuple[str, Span]] = []
    if isinstance(says, Order):
        named = [(name, file.places.at("blocks", index)) for index, name in enumerate(says.blocks)]
        for index, (name, place) in enumerate(named):
            if name in says.blocks[:index]:
                yield Finding("L051", f"the block '{name}' is listed twice", place, "keep one of the two")
    else:
        named = [(name, file.places.at("blocks", "drop", at)) for at, name in enumerate(says.blocks.drop)]
        for way, puts in (("add", says.blocks.add), ("move", says.blocks.move)):
            for at, put in enumerate(puts):
                named.append((put.block, file.places.at("blocks", way, at, "block")))
                for side, anchors in (("after", put.after), ("before", put.before)):
                    named += [
                        (name, file.places.at("blocks", way, at, side, index)) for index, name in enumerate(anchors)
                    ]
    for name, place in named:
        if name not in known:
            yield _unknown("L070", f"unknown block '{name}'", name, known, place)


def _unknown(code: str, message: str, name: str, known: Iterable[str], place: Span) -> Finding:
    close = suggestion(name, known)
    return Finding(code, message, place, f"did you mean '{close}'?" if close else f"there are: {', '.join(known)}")


def _changed(blocks: list[str], changes: Changes) -> list[str]:
    left = [name for name in blocks if name not in changes.drop]
    for put in changes.add:
        if put.block not in left:
            left.insert(_place(left, put), put.block)
    for put in changes.move:
        if put.block in left:
            left.remove(put.block)
            left.insert(_place(left, put), put.block)
    return left


def _place(blocks: list[str], put: Place) -> int:
    for anchors, beyond in ((put.after, 1), (put.before, 0)):
        for name in anchors:
            if name in blocks:
                return blocks.index(name) + beyond
    return next((blocks.index(name) for name in _BACK if name in blocks), len(blocks))
