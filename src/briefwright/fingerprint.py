"""Hashes of everything a release depends on."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from briefwright.world import World


@dataclass(frozen=True, slots=True)
class Fingerprint:
    release: str
    shared: str
    theses: Mapping[str, str]


def of_project(world: World, options: Mapping[str, str]) -> Fingerprint:
    shared = hashlib.sha256()
    theses: dict[str, hashlib._Hash] = {}
    for folder in ("content", "templates", "assets"):
        for path in world.files(folder):
            data = world.read(path)
            parts = path.split("/")
            if parts[:2] == ["content", "theses"] and len(parts) > 3:
                theses.setdefault(parts[2], hashlib.sha256()).update(path.encode() + data)
            else:
                shared.update(path.encode() + data)
    for file in sorted(Path(__file__).parent.rglob("*.py")):
        shared.update(file.read_bytes())
    digests = {slug: digest.hexdigest() for slug, digest in theses.items()}
    whole = hashlib.sha256(repr((shared.hexdigest(), sorted(digests.items()), sorted(options.items()))).encode())
    return Fingerprint(whole.hexdigest(), shared.hexdigest(), digests)
