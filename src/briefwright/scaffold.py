"""What ``init`` and ``new`` write: the starter files, with the names of the project filled in."""

import re
from pathlib import Path

from briefwright.world import World

_STARTER = Path("templates", "starter")
_COMMON = "sector-report"


def project(shipped: Path, folder: Path) -> list[str]:
    """Copy the starter's ``content/`` and notes to ``folder``; returns what was written, relative to it."""
    return _copy(shipped / _STARTER / "project", folder)


def thesis(world: World, archetype: str, slug: str) -> list[str]:
    """Write a draft of ``archetype`` as ``content/theses/<slug>/``, its references pointing at records there are."""
    # An archetype of the project's own need not have a starter: any thesis is a start, and names its archetype.
    starters = [root / _STARTER / "new" / name for name in (archetype, _COMMON) for root in (world.root, world.shipped)]
    target = world.root / "content" / "theses" / slug
    written = _copy(next(folder for folder in starters if folder.is_dir()), target)
    names = {kind: _first_id(world, kind) for kind in ("sectors", "sources", "analysts", "companies")}
    for path in written:
        file = target / path
        text = file.read_text(encoding="utf-8")
        for kind, name in names.items():
            text = text.replace(f"__{kind.upper()}__", name)
        text = re.sub(rf"^archetype: {_COMMON}\b", f"archetype: {archetype}", text, flags=re.MULTILINE)
        file.write_text(text, encoding="utf-8")
    return [f"content/theses/{slug}/{path}" for path in written]


def _copy(source: Path, target: Path) -> list[str]:
    written = []
    for file in sorted(path for path in source.rglob("*") if path.is_file()):
        relative = file.relative_to(source)
        destination = target / relative
        destination.parent.mkdir(parents=True, exist_ok=True)
        destination.write_bytes(file.read_bytes())
        written.append(relative.as_posix())
    return written


def _first_id(world: World, kind: str) -> str:
    """The first record of a kind in the project, or a name that ``check`` will ask for."""
    for path in world.files(f"content/{kind}"):
        if found := re.search(r"^([a-z0-9][a-z0-9-]*):", world.read(path).decode(errors="replace"), re.MULTILINE):
            return found[1]
    return f"my-{kind.removesuffix('ies')}y" if kind.endswith("ies") else f"my-{kind.removesuffix('s')}"
