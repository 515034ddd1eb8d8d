"""The same inputs give the same bytes, wherever, whenever and however they are built."""

import hashlib
import json
import shutil
from pathlib import Path

from tests.release.conftest import AS_OF, ROOT, Release, build

GOLDEN = ROOT / "tests" / "golden" / "project"
HERE = {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}
ELSEWHERE = {
    "TZ": "America/New_York",
    "LC_ALL": "C",
    "LANG": "zh_CN.GB18030",
    "PYTHONHASHSEED": "4242",
    "SOURCE_DATE_EPOCH": "86400",
    "HOME": "/nonexistent",
}


def digests(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_two_builds_differ_in_nothing(tmp_path: Path) -> None:
    """Another folder, time zone, locale, clock, hash seed and number of jobs: the whole tree is byte-identical."""
    first, second = tmp_path / "first", tmp_path / "some" / "where else" / "第二"
    for folder in (first, second):
        shutil.copytree(GOLDEN, folder)
    build(first, "--jobs", "1", **HERE)
    build(second, "--jobs", "2", **ELSEWHERE)
    assert digests(first / "dist") == digests(second / "dist")


def test_an_edition_built_alone_is_the_one_built_with_all(release: Release, tmp_path: Path) -> None:
    """The PDF of the flagship made by itself in other surroundings equals that of the release."""
    edition = "zh-Hans/compute-and-networks"
    for name in ("content", "templates", "assets"):
        shutil.copytree(release.dist.parent / name, tmp_path / name)
    build(tmp_path, "compute-and-networks", "--lang", "zh-Hans", **ELSEWHERE)
    alone = Release(tmp_path / "dist")
    assert alone.pdf(edition).read_bytes() == release.pdf(edition).read_bytes()


def test_the_manifest_accounts_for_every_file(release: Release) -> None:
    """Each file with its hash, size and origin; the day and the fonts; nothing of the machine."""
    text = (release.dist / "manifest.json").read_text("utf-8")
    manifest = json.loads(text)
    found = digests(release.dist)
    del found["manifest.json"]
    assert {name: entry["sha256"] for name, entry in manifest["files"].items()} == found
    assert all(entry["size"] == (release.dist / name).stat().st_size for name, entry in manifest["files"].items())
    assert all(entry["from"] for entry in manifest["files"].values())
    assert manifest["as_of"] == AS_OF
    assert {"Inter Regular", "Noto Sans CJK SC Regular"} <= set(manifest["fonts"])
    assert all(len(font["sha256"]) == 64 and "/" not in font["file"] for font in manifest["fonts"].values())
    assert str(release.dist.parent) not in text
