"""The last stage: a tree of pages becomes a release. The only door through which anything is written to ``dist/``."""

from collections.abc import Mapping
from pathlib import Path

from briefwright.model.finding import Finding, has_errors
from briefwright.publish import links, writer
from briefwright.publish.contents import Content, Stored
from briefwright.publish.contents import read as read_content
from briefwright.publish.manifest import (
    NAME,
    EditionEntry,
    FileEntry,
    Font,
    Manifest,
    described,
    intact,
    is_release,
    read,
)
from briefwright.publish.place import Place, claim, probe
from briefwright.publish.writer import store

__all__ = [
    "Content",
    "EditionEntry",
    "FileEntry",
    "Font",
    "Manifest",
    "Place",
    "Stored",
    "claim",
    "described",
    "intact",
    "is_release",
    "probe",
    "read",
    "read_content",
    "release",
    "store",
]


def release(
    tree: Mapping[str, Content], manifest: Manifest, out: Path | Place, before: Manifest | None = None
) -> list[Finding]:
    """Verify the links of ``tree``, then write it with its manifest; with errors nothing is written.

    ``manifest.files`` describes exactly the files of ``tree`` (``described``). ``out`` is a claimed place, or a folder
    that is claimed for the while. ``before`` is the last release, by the same program: what it had and is the same is
    not verified again. Returns P601 findings. Raises Refused (P602, P603) where the release cannot be written,
    ValueError where manifest and tree disagree.
    """
    if set(tree) != set(manifest.files) or NAME in tree:
        raise ValueError("the manifest does not describe the tree")
    known, kept = (before.links, before.same(manifest)) if before else (manifest.links, None)
    findings = links.broken(tree, known, kept)
    if has_errors(findings):
        return findings
    whole = {**tree, NAME: manifest.to_bytes()}
    if isinstance(out, Place):
        writer.replace(whole, out)
    else:
        writer.write(whole, out)
    return findings
