"""Files that content names: below the folder of the file that names them, and read through the world."""

import os
from pathlib import PurePosixPath

from briefwright.load.wording import suggestion
from briefwright.model.finding import Finding, Refused, Span
from briefwright.world import FILE_LIMIT, World


def beside(folder: str, name: str, ending: str, place: Span) -> str:
    """The root-relative path of ``name`` below ``folder``.

    Raises Refused at ``place``: L030 where it leads elsewhere, L023 without ``ending``.
    """
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or ".." in parts or "\\" in name or "\0" in name or ":" in parts[0]:
        message = f"'{name}' is not a file below {folder}"
        raise Refused(
            Finding("L030", message, place, "name a file in the same folder, without .. and without a leading /")
        )
    if not name.endswith(ending):
        raise Refused(Finding("L023", f"'{name}' does not end in {ending}", place, f"name a file ending in {ending}"))
    return f"{folder}/{PurePosixPath(name)}"


def stray(world: World, path: str, way_out: str) -> Finding:
    """L034 for a file that nothing reads; L032 for a link, which may lead to a folder that somebody wanted read."""
    if os.path.islink(world.home(path) / path):  # noqa: PTH114 - False where Path raises: a name may be too long
        help_ = "put there what it leads to, as files and folders of the project"
        return Finding("L032", f"'{path}' is a symbolic link: nothing is read there", Span(path), help_)
    return Finding("L034", f"'{path}' is not used by anything", Span(path), way_out)


def read(world: World, path: str, limit: int = FILE_LIMIT) -> tuple[bytes | None, list[Finding]]:
    """The bytes of a file, or None and why not."""
    try:
        return world.read(path, limit), []
    except Refused as refused:
        return None, list(refused.findings)


def read_named(world: World, path: str, place: Span, others: list[str], limit: int = FILE_LIMIT) -> bytes:
    """The bytes of a file that the content names at ``place``; ``others`` are files that could be meant.

    Raises Refused with the world's codes, at ``place``.
    """
    try:
        return world.read(path, limit)
    except Refused as refused:
        close = suggestion(path, others)
        way_out = f"did you mean '{close}'?" if close and refused.findings[0].code == "L031" else ""
        raise Refused(
            *(Finding(found.code, found.message, place, way_out or found.help) for found in refused.findings)
        ) from None
