"""The manifest of a release: every file with its hash and what it came from; canonical, the same for the same inputs.

It is also how a folder is known to be a release, and what an incremental build compares itself with.
"""

import hashlib
import json
import os
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from briefwright import collector
from briefwright.model.about import About
from briefwright.publish.contents import Content, Stored
from briefwright.publish.contents import read as read_content
from briefwright.publish.links import targets

NAME = "manifest.json"
VERSION = 1
_PRODUCT = "briefwright"


@dataclass(frozen=True, slots=True)
class Font:
    """The file that a font family was found in: its name without folders, and its SHA-256."""

    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One file of a release. ``sources`` are the project files it came from; ``links`` the files a page leads to."""

    sha256: str
    size: int
    sources: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EditionEntry:
    """One thesis in one language. ``key`` is the fingerprint of its inputs; ``files`` are paths in the release.

    ``about`` is what it says of itself to indexes (title, sector …), so that an edition carried over can be listed.
    """

    thesis: str
    lang: str
    key: str
    files: tuple[str, ...]
    about: About = field(default_factory=About)


@dataclass(frozen=True, slots=True)
class Manifest:
    """``inputs`` is the fingerprint of everything the release depends on; ``as_of`` an ISO date.

    ``base_url`` is the address that the release was made for, or empty; ``shared`` the fingerprint of the program and
    of all that theses share.
    """

    as_of: str
    product: str
    inputs: str
    fonts: Mapping[str, Font] = field(default_factory=dict)
    editions: tuple[EditionEntry, ...] = ()
    files: Mapping[str, FileEntry] = field(default_factory=dict)
    base_url: str = ""
    shared: str = ""

    @property
    def links(self) -> dict[str, tuple[str, ...]]:
        """What ``links.broken`` takes as ``known``."""
        return {path: entry.links for path, entry in self.files.items() if path.endswith((".html", ".css"))}

    def same(self, other: "Manifest") -> frozenset[str]:
        """The files that both releases have, with the same bytes."""
        known = self.files
        return frozenset(p for p, entry in other.files.items() if p in known and known[p].sha256 == entry.sha256)

    def to_bytes(self) -> bytes:
        """Canonical JSON: sorted, one file or edition a line, no clock, no path of the machine."""
        head = {
            "manifest": VERSION,
            "product": f"{_PRODUCT} {self.product}",
            "as_of": self.as_of,
            "inputs": self.inputs,
            "shared": self.shared,
        }
        head |= {"base_url": self.base_url} if self.base_url else {}
        fonts = {family: {"file": font.file, "sha256": font.sha256} for family, font in self.fonts.items()}
        editions = sorted(
            (
                {"thesis": e.thesis, "lang": e.lang, "key": e.key, "files": sorted(e.files), "about": e.about.plain()}
                for e in self.editions
            ),
            key=lambda edition: (edition["thesis"], edition["lang"]),
        )
        lines = [f"{_json(key)}: {_json(value)}," for key, value in head.items()]
        lines += [f'"fonts": {_json(fonts)},', '"editions": [', *_listed(map(_json, editions)), "],", '"files": {']
        lines += [*_listed(f"{_json(path)}: {_json(_plain(self.files[path]))}" for path in sorted(self.files)), "}"]
        return ("{\n" + "\n".join(lines) + "\n}\n").encode()


def described(
    tree: Mapping[str, Content],
    sources: Mapping[str, tuple[str, ...]],
    previous: Manifest | None = None,
) -> dict[str, FileEntry]:
    """The entries for a tree: files are hashed, new ones scanned; those carried over (paths) and stored keep theirs.

    Raises OSError where a carried file has no entry in ``previous`` and cannot be read.
    """
    known = previous.files if previous else {}
    entries = {}
    for path, content in tree.items():
        if isinstance(content, Path) and path in known:
            entries[path] = known[path]
            continue
        came_from = tuple(sorted(sources.get(path, ())))
        if isinstance(content, Stored):
            entries[path] = FileEntry(content.sha256, content.size, came_from, content.links)
            continue
        data = read_content(content)
        digest = hashlib.sha256(data).hexdigest()
        if path in known and known[path].sha256 == digest:
            links = known[path].links
        else:
            links = targets(path, data) if path.endswith((".html", ".css")) else ()
        entries[path] = FileEntry(digest, len(data), came_from, links)
    return entries


def read(out: Path) -> Manifest | None:
    """The manifest of the release at ``out``; None where there is none, it is damaged, or of another version."""
    try:
        text = (out / NAME).read_bytes()
    except OSError:
        return None
    with collector.paused():
        return _read(text)


@lru_cache(maxsize=1)  # a build asks three times for the same one
def _read(text: bytes) -> Manifest | None:
    data = _plain_value(text)
    if data is None or data.get("manifest") != VERSION:
        return None
    try:
        return Manifest(
            as_of=str(data["as_of"]),
            product=str(data["product"]).removeprefix(_PRODUCT).strip(),
            inputs=str(data["inputs"]),
            fonts={family: Font(str(font["file"]), str(font["sha256"])) for family, font in data["fonts"].items()},
            editions=tuple(
                EditionEntry(
                    str(e["thesis"]),
                    str(e["lang"]),
                    str(e["key"]),
                    tuple(map(str, e["files"])),
                    About.read(e.get("about", {})),
                )
                for e in data["editions"]
            ),
            files={
                path: FileEntry(str(e["sha256"]), int(e["size"]), tuple(e.get("from", ())), tuple(e.get("links", ())))
                for path, e in data["files"].items()
            },
            base_url=str(data.get("base_url", "")),
            shared=str(data.get("shared", "")),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def is_release(out: Path) -> bool:
    """Whether the folder was written by this program, in whatever version."""
    try:
        data = _plain_value((out / NAME).read_bytes())
    except OSError:
        return False
    return data is not None and str(data.get("product", "")).startswith(_PRODUCT)


def intact(out: Path, manifest: Manifest, *, hashes: bool = False) -> bool:
    """Whether every file of the release is still there with its size and, if asked, its hash."""
    try:
        for path, entry in manifest.files.items():
            status = os.lstat(f"{out}/{path}")
            if status.st_size != entry.size or not stat.S_ISREG(status.st_mode):
                return False
            if hashes and hashlib.sha256((out / path).read_bytes()).hexdigest() != entry.sha256:
                return False
    except OSError:
        return False
    return True


@lru_cache(maxsize=1)
def _plain_value(text: bytes) -> dict[str, Any] | None:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


def _plain(entry: FileEntry) -> dict[str, object]:
    plain: dict[str, object] = {"sha256": entry.sha256, "size": entry.size}
    if entry.sources:
        plain["from"] = entry.sources
    if entry.links:
        plain["links"] = entry.links
    return plain


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _listed(lines: Iterable[str]) -> list[str]:
    return [line for line in ",\n".join(lines).split("\n") if line]
