"""Every template and style sheet there is: whose it is, and what stands in its place or behind it."""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from briefwright.model.finding import Refused
from briefwright.world import World

KINDS = ("archetypes", "sectors", "houses", "blocks", "layouts", "macros", "site", "labels", "assets")
"""The folders of ``templates/``, and the look, in the order in which they are told."""
_LOOK = ("tokens.yaml", "paper.css", "site.css")
"""What ``assets/`` holds for all, and ``assets/houses/<house>/`` for one house."""
_LAYERS = {"sectors": "sector", "houses": "house"}
_ENDINGS = (".html.j2", ".yaml", ".j2")
_COMMENT = re.compile(r"(?:\{#-?|/\*)\s*(.*?)\s*(?:-?#\}|\*/)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Entry:
    """A template. ``path`` is that of its file, ``scope`` the sector or house it is for (``sector robotics``), or "".

    ``own`` is whether the file that counts is the project's; ``over`` the files that it stands before, nearest first,
    the shipped one of the same path as ``shipped``.
    """

    kind: str
    name: str
    path: str
    scope: str
    own: bool
    over: tuple[str, ...]

    @property
    def short(self) -> str:
        """``blocks/cover``."""
        return f"{self.kind}/{self.name}"

    @property
    def origin(self) -> str:
        """Whose it is and what it shadows, in words."""
        words = ["project" if self.own else "shipped"]
        if "shipped" in self.over:
            words.append("laid over the shipped one" if self.laid_over else "in place of the shipped one")
        before = "laid over" if self.laid_over else "before"
        words += [f"{before} {path}" for path in self.over if path != "shipped"]
        return ", ".join(words)

    @property
    def laid_over(self) -> bool:
        """Whether it needs to say only what is to be otherwise: labels, tokens, and the rules of a house."""
        return self.kind == "labels" or (self.kind == "assets" and (bool(self.scope) or self.name == _LOOK[0]))


def entries(world: World) -> list[Entry]:
    """All of them, by kind, name and scope."""
    files = world.files("templates")
    made = [entry for path in files if (entry := _entry(world, path, files))]
    made += [entry for path in world.files("assets") if (entry := _of_look(world, path))]
    return sorted(made, key=lambda entry: (KINDS.index(entry.kind), entry.name, entry.scope))


def found(world: World, name: str) -> tuple[Entry | None, list[str]]:
    """The template called ``name`` (``cover``, ``blocks/cover`` or a path), else those that may be meant."""
    known = entries(world)
    wanted = name.removeprefix("templates/")
    exact = [entry for entry in known if wanted in _paths(entry)]
    exact = exact or [entry for entry in known if wanted in (entry.short, entry.name) and not entry.scope]
    exact = exact or [entry for entry in known if wanted in (entry.short, entry.name)]
    if len(exact) == 1:
        return exact[0], []
    if exact:
        alike = len({entry.short for entry in exact}) < len(exact)
        return None, [entry.path if alike else entry.short for entry in exact]
    names = {candidate: entry.short for entry in known for candidate in (entry.name, entry.short)}
    return None, list(dict.fromkeys(names[one] for one in difflib.get_close_matches(wanted, names, 3)))


def _paths(entry: Entry) -> tuple[str, str]:
    """Its path below ``templates/``, with and without what it ends in."""
    path = entry.path.removeprefix("templates/")
    return path, path.removesuffix(next((one for one in _ENDINGS if path.endswith(one)), ""))


def said_of(world: World, entry: Entry) -> str:
    """What the comment at the head of a template says of it, in one line; "" where there is none."""
    try:
        text = world.read(entry.path).decode(errors="replace")
    except Refused:
        return ""
    if entry.path.endswith(".yaml"):
        head = [line.removeprefix("#").strip() for line in text.splitlines()]
        until = next((index for index, line in enumerate(text.splitlines()) if not line.startswith("#")), len(head))
        return " ".join(line for line in head[:until] if line)
    match = _COMMENT.match(text)
    return re.sub(r"\s+", " ", match[1]) if match else ""


def shipped(world: World) -> World:
    """The same without the project's files."""
    return world.as_shipped()


def _entry(world: World, path: str, files: Sequence[str]) -> Entry | None:
    """``None`` for files that are no templates: starters, the specimen, what was ejected."""
    parts = path.split("/")[1:]
    if len(parts) < 2 or parts[0] not in KINDS:
        return None
    kind, scope, rest = parts[0], "", parts[1:]
    if kind in _LAYERS and len(rest) > 2 and rest[1] in KINDS:
        kind, scope, rest = rest[1], f"{_LAYERS[kind]} {rest[0]}", rest[2:]
    name = "/".join(rest)
    ending = next((one for one in _ENDINGS if name.endswith(one)), "")
    if not ending or (kind == "blocks" and ending == ".yaml"):
        return None
    own = world.own(path)
    over = ["shipped"] if own and _is_shipped(world, path) else []
    common = f"templates/{kind}/{name}"
    over += [common] if scope and common in files else []
    return Entry(kind, PurePosixPath(name.removesuffix(ending)).as_posix(), path, scope, own, tuple(over))


def _of_look(world: World, path: str) -> Entry | None:
    """``None`` for what is in ``assets/`` besides tokens and style sheets."""
    *folder, name = path.split("/")[1:]
    if name not in _LOOK or folder[:1] not in ([], ["houses"]) or len(folder) not in (0, 2):
        return None
    own = world.own(path)
    over = [f"assets/{name}"] if folder else ["shipped"] if own else []
    return Entry("assets", name, path, f"house {folder[1]}" if folder else "", own, tuple(over))


def _is_shipped(world: World, path: str) -> bool:
    try:
        shipped(world).locate(path)
    except Refused:
        return False
    return True
