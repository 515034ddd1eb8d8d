"""Copies of shipped templates that a project keeps, and whether the shipped ones have moved on since."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from briefwright import __version__
from briefwright.catalogue.files import Entry, shipped
from briefwright.model.finding import Refused
from briefwright.publish import files as writing
from briefwright.world import World

RECORD = "templates/ejected.json"
"""Path below ``templates/``, or of a file in ``assets/`` → version and hash of the shipped file that was copied."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A copy whose original has changed since; ``now`` is "" where the original is gone."""

    path: str
    then: str
    now: str


def eject(world: World, entry: Entry) -> str:
    """Copy a shipped template to the project and remember which it was; returns the path of the copy.

    Raises Refused where the shipped file cannot be read, OSError where the copy cannot be written, FileExistsError
    where the project has the file.
    """
    content = shipped(world).read(entry.path)
    target = world.root.joinpath(*entry.path.split("/"))
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("xb") as file:
        file.write(content)
    record = _record(world) | {
        entry.path.removeprefix("templates/"): {"version": __version__, "sha256": hashlib.sha256(content).hexdigest()}
    }
    written = json.dumps(record, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    writing.write(world.root / RECORD, written.encode())
    return entry.path


def moved_on(world: World) -> list[Moved]:
    """Every copy that the project still has and whose shipped original is another now."""
    moved = []
    for name, known in sorted(_record(world).items()):
        path = name if name.startswith("assets/") else f"templates/{name}"
        try:
            if not world.own(path):
                continue
        except Refused:
            continue
        try:
            now = hashlib.sha256(shipped(world).read(path)).hexdigest()
        except Refused:
            now = ""
        if now != known.get("sha256"):
            moved.append(Moved(path, str(known.get("version", "an unknown version")), __version__ if now else ""))
    return moved


def _record(world: World) -> dict[str, dict[str, Any]]:
    """What was ejected; a record that cannot be read is none."""
    if RECORD not in world.files("templates"):
        return {}
    try:
        read = json.loads(world.read(RECORD))
    except (Refused, ValueError):
        return {}
    items = read.items() if isinstance(read, dict) else ()
    return {name: known for name, known in items if isinstance(name, str) and isinstance(known, dict)}
