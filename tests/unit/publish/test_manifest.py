"""The manifest: canonical, readable back, forgiving of damage, and quick to compare with what is there."""

import json
from pathlib import Path

import pytest

from briefwright.model.about import About
from briefwright.publish import EditionEntry, Font, Manifest, described, intact, read, release
from briefwright.publish.manifest import NAME, is_release

TREE = {
    "en/a/index.html": b"<a href='../../index.html'>x</a>",
    "index.html": b"<a href='en/a/index.html'>x</a>",
    "en/a/brief.pdf": b"%PDF",
}
SOURCES = {"en/a/index.html": ("templates/page.html", "content/theses/a/thesis.yaml"), "en/a/brief.pdf": ()}


def manifest(order: int = 1) -> Manifest:
    """The manifest of the tree above, its mappings in one order or the other."""
    fonts = {"Inter": Font("Inter.ttc", "1" * 64), "Noto Sans CJK SC": Font("NotoSansCJK-Regular.ttc", "2" * 64)}
    editions = (
        EditionEntry("a", "en", "k1", ("en/a/index.html", "en/a/brief.pdf"), About(title="A")),
        EditionEntry("a", "zh-Hans", "k2", ()),
    )
    return Manifest(
        as_of="2023-02-20",
        product="0.1.0",
        inputs="f" * 64,
        fonts=dict(list(fonts.items())[::order]),
        editions=editions[::order],
        files=dict(list(described(TREE, SOURCES).items())[::order]),
    )


def test_it_is_read_back_as_written(tmp_path: Path) -> None:
    """Reading a release gives the manifest it was written with."""
    assert release(TREE, manifest(), tmp_path / "dist") == []
    back = read(tmp_path / "dist")
    assert back is not None
    assert back.to_bytes() == manifest().to_bytes()
    assert back.files == manifest().files
    assert back.fonts == manifest().fonts
    assert back.links == {"en/a/index.html": ("index.html",), "index.html": ("en/a/index.html",)}


def test_its_bytes_do_not_depend_on_order() -> None:
    """The same release gives the same bytes, in whatever order things were found; and it is plain JSON."""
    assert manifest().to_bytes() == manifest(-1).to_bytes()
    data = json.loads(manifest().to_bytes())
    assert list(data["files"]) == sorted(TREE)
    assert data["files"]["en/a/index.html"]["from"] == ["content/theses/a/thesis.yaml", "templates/page.html"]
    assert data["product"] == "briefwright 0.1.0"


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b"null", b"\xff", b'{"manifest": 1}', b'{"manifest": 99, "product": "briefwright 9"}']
)
def test_a_damaged_or_foreign_manifest_is_none(tmp_path: Path, damage: bytes) -> None:
    """A manifest that is cut short, not ours or of another version reads as None."""
    (tmp_path / NAME).write_bytes(damage)
    assert read(tmp_path) is None
    assert is_release(tmp_path) == (b"briefwright" in damage)
    assert read(tmp_path / "nowhere") is None


def test_every_cut_and_every_wrong_type_is_none_or_whole(tmp_path: Path) -> None:
    """No truncation, and no value of another type, raises."""
    whole = manifest().to_bytes()
    for end in range(0, len(whole), 7):
        (tmp_path / NAME).write_bytes(whole[:end])
        assert read(tmp_path) is None
    for key in json.loads(whole):
        for wrong in (None, 3, "x", [1], {"x": 1}):
            (tmp_path / NAME).write_bytes(json.dumps(json.loads(whole) | {key: wrong}).encode())
            read(tmp_path)


def test_intact_notices_what_is_missing_or_changed(tmp_path: Path) -> None:
    """A file that is gone or of another size is noticed at once; one of the same size, by its hash."""
    out = tmp_path / "dist"
    release(TREE, manifest(), out)
    assert intact(out, manifest(), hashes=True)
    (out / "en/a/brief.pdf").write_bytes(b"%PDX")
    assert intact(out, manifest())
    assert not intact(out, manifest(), hashes=True)
    (out / "en/a/brief.pdf").write_bytes(b"%PD")
    assert not intact(out, manifest())
    (out / "en/a/brief.pdf").unlink()
    assert not intact(out, manifest())
    (out / "en/a/brief.pdf").mkdir()
    assert not intact(out, manifest())


def test_files_carried_over_keep_their_entry(tmp_path: Path) -> None:
    """A carried file is not read again where the last manifest knows it."""
    entries = described({"index.html": tmp_path / "never-read"}, {}, manifest())
    assert entries["index.html"] == manifest().files["index.html"]


def test_a_broken_link_keeps_a_release_from_being_written(tmp_path: Path) -> None:
    """Findings come back, and nothing is written."""
    tree = TREE | {"index.html": b"<a href='gone.html'>x</a>"}
    findings = release(tree, Manifest("2023-02-20", "0", "x", files=described(tree, {})), tmp_path / "dist")
    assert [finding.code for finding in findings] == ["P601"]
    assert not (tmp_path / "dist").exists()
