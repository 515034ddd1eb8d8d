"""What may be corrupted: the values of YAML files and the words of Markdown, each with its place.

Files are read here by PyYAML's nodes, apart from the program's own reader, so that a fault there cannot hide one here.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from briefwright.world import World

LANGS = ("zh-Hans", "zh-Hant", "en", "all")
LOOKUP = re.compile(r"\{\{\s*(?P<name>[^{}|]+?)\s*(?:\|\s*(?P<option>[a-z]+)\s*)?\}\}")
MARKUP = re.compile(LOOKUP.pattern.replace("?P<name>", "").replace("?P<option>", "") + r"|\[@[^\]]+\]|\[\[[^\]]+\]\]")
Path_ = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Holder:
    """A value of a YAML file with the way to it, or a whole Markdown file; ``first`` to ``end`` are its characters.

    ``lang`` is the language of text, ``""`` for other values.
    """

    file: str
    path: Path_
    first: int
    end: int
    value: str
    lang: str = ""
    is_key: bool = False

    @property
    def is_markdown(self) -> bool:
        return not self.path


@dataclass(frozen=True, slots=True)
class Site:
    """Characters ``first`` to ``end`` of a holder's value; ``copies`` are the same thing in other languages."""

    holder: Holder
    first: int
    end: int
    copies: "tuple[Site, ...]" = ()

    @property
    def text(self) -> str:
        return self.holder.value[self.first : self.end]


@dataclass(frozen=True, slots=True)
class Material:
    """One group of files. ``printed(lang, name, option)`` is what a lookup prints, or ``""``."""

    group: str
    texts: Mapping[str, str]
    holders: tuple[Holder, ...]
    names: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    printed: Callable[[str, str, str], str] = lambda *_: ""

    def values(self, *pattern: str) -> Iterator[Holder]:
        """Values whose way matches ``pattern``, where ``*`` is any one step and a leading ``**`` any steps before."""
        for holder in self.holders:
            path = holder.path
            if pattern[0] == "**":
                path, wanted = path[len(path) - len(pattern) + 1 :], pattern[1:]
            else:
                wanted = pattern
            if not holder.is_key and len(path) == len(wanted) and _fits(path, wanted):
                yield holder

    def words(self) -> Iterator[Holder]:
        """Everything written in a language."""
        return (holder for holder in self.holders if holder.lang)


def _fits(path: Path_, wanted: tuple[str, ...]) -> bool:
    return all(want in ("*", str(part)) for part, want in zip(path, wanted, strict=True))


def whole(holder: Holder) -> Site:
    return Site(holder, 0, len(holder.value))


def read(world: World, files: list[str]) -> tuple[dict[str, str], tuple[Holder, ...]]:
    """The texts of ``files`` and everything in them that holds a value."""
    texts = {file: world.read(file).decode() for file in files}
    found: list[Holder] = []
    for file, text in texts.items():
        if file.endswith(".md"):
            lang = file.split(".")[-2]
            found.append(Holder(file, (), 0, len(text), text, lang))
        else:
            node = yaml.compose(text, Loader=yaml.SafeLoader)
            found += _holders(file, node, ())
    return texts, tuple(found)


def _holders(file: str, node: Any, path: Path_) -> Iterator[Holder]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inner = (*path, key.value)
            yield Holder(file, inner, key.start_mark.index, key.end_mark.index, key.value, is_key=True)
            yield from _holders(file, value, inner)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from _holders(file, value, (*path, index))
    else:
        lang = str(path[-1]) if path and path[-1] in LANGS else ""
        yield Holder(file, path, node.start_mark.index, node.end_mark.index, node.value, lang)


@dataclass(frozen=True, slots=True)
class Edit:
    """The changed ``files``, and how to tell a reader: place, words before, words after."""

    files: Mapping[str, str]
    place: str
    before: str
    after: str


def edit(material: Material, site: Site, new: str) -> Edit:
    """``new`` at ``site`` and at its copies."""
    files = dict(material.texts)
    sites = sorted((site, *site.copies), key=lambda one: (one.holder.file, one.holder.first), reverse=True)
    for one in sites:
        holder = one.holder
        value = holder.value[: one.first] + new + holder.value[one.end :]
        text = files[holder.file]
        files[holder.file] = text[: holder.first] + _written(holder, value, text) + text[holder.end :]
    changed = {file: text for file, text in files.items() if text != material.texts[file]}
    around = (max(0, site.first - 12), site.end + 12)
    before = site.holder.value[around[0] : around[1]]
    after = site.holder.value[around[0] : site.first] + new + site.holder.value[site.end : around[1]]
    if not site.holder.is_markdown and not site.holder.lang:
        steps = ".".join(map(str, site.holder.path))
        before = f"{steps}: {before}"
    return Edit(changed, _place(material, site), " ".join(before.split()), " ".join(after.split()))


def _written(holder: Holder, value: str, text: str) -> str:
    """``value`` as YAML writes it in the holder's place; a value in quotes is a string like any other here."""
    if holder.is_markdown:
        return value
    old = text[holder.first : holder.end]
    return json.dumps(value, ensure_ascii=False) + old[len(old.rstrip()) :]


def _place(material: Material, site: Site) -> str:
    holder = site.holder
    text = material.texts[holder.file]
    offset = site.first if holder.is_markdown else holder.first
    return f"{holder.file.removeprefix('content/')}:{text.count(chr(10), 0, offset) + 1}"
