"""Small projects to build: the starter that ``init`` writes, in one language, with as many theses as a test needs."""

import re
import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from briefwright.world import World, shipped_root

DAY = date(2026, 2, 3)
THESIS = "content/theses/{}/thesis.yaml"


def starter(folder: Path, theses: Sequence[str] = ("battery-swapping",), languages: str = "en") -> World:
    """The starter project in ``folder``, its one thesis under each of these slugs, built for ``languages``."""
    shutil.copytree(shipped_root() / "templates" / "starter" / "project", folder, dirs_exist_ok=True)
    world = World(folder.resolve(), DAY, shipped_root())
    edit(world, "content/houses/house.yaml", "[zh-Hans, zh-Hant, en]", f"[{languages}]")
    first = folder / "content" / "theses" / "battery-swapping"
    for slug in theses:
        if slug != "battery-swapping":
            shutil.copytree(first, first.with_name(slug))
    if "battery-swapping" not in theses:
        shutil.rmtree(first)
    return world


def write(world: World, path: str, text: str) -> None:
    target = world.root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")


def edit(world: World, path: str, old: str, new: str) -> None:
    """Replace ``old``, which must be there."""
    text = (world.root / path).read_text(encoding="utf-8")
    assert old in text, f"{path} does not hold {old}"
    write(world, path, text.replace(old, new))


def status(world: World, slug: str, said: str) -> None:
    """Set the status of a thesis."""
    path = THESIS.format(slug)
    text = (world.root / path).read_text(encoding="utf-8")
    write(world, path, re.sub(r"^status: \w+", f"status: {said}", text, flags=re.MULTILINE))


def break_(world: World, slug: str) -> None:
    """Make a thesis fail: it cites a source that is not there."""
    edit(world, f"content/theses/{slug}/demand.en.md", "[@example-survey]", "[@nobody]")


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder`` with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
