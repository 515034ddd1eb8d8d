"""What a build depends on: any byte counts, nothing else does, and no file can make the answer wait."""

import os
import shutil
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwright import fingerprint
from briefwright.fingerprint import Fingerprint
from briefwright.world import World, walk

FILES = {
    "content/house.yaml": b"name: House\n",
    "content/facts/market.yaml": b"market: 5\n",
    "content/theses/a/thesis.yaml": b"title: A\n",
    "content/theses/a/market.en.md": b"prose",
    "content/theses/a/data/table.csv": b"1,2\n",
    "content/theses/b/thesis.yaml": b"title: B\n",
    "content/theses/stray.yaml": b"stray\n",
    "templates/page.html": b"<p>",
    "assets/site.css": b"p {}",
}
SHIPPED = {"templates/page.html": b"<shipped>", "templates/other.html": b"<other>", "assets/logo.svg": b"<svg/>"}


def lay(root: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    return root


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(lay(tmp_path / "project", FILES), date(2023, 2, 20), lay(tmp_path / "shipped", SHIPPED))


def of(world: World) -> Fingerprint:
    return fingerprint.of_project(world, {"formats": "html,pdf"})


@pytest.mark.parametrize("name", FILES)
def test_any_byte_changes_what_holds_it_and_nothing_else(world: World, name: str) -> None:
    """A changed byte changes the release, and either its thesis or what is shared."""
    before = of(world)
    (world.root / name).write_bytes(bytes([FILES[name][0] ^ 1]) + FILES[name][1:])
    after = of(world)
    assert after.release != before.release
    slug = name.split("/")[2] if name.startswith("content/theses/") and name.count("/") > 2 else ""
    changed = {key for key in before.theses if before.theses[key] != after.theses[key]}
    assert changed == ({slug} if slug else set())
    assert (after.shared == before.shared) == bool(slug)


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "content/theses/a/market.en.md").unlink(),
        lambda root: (root / "content/theses/a/market.en.md").rename(root / "content/theses/a/market.zh-Hans.md"),
        lambda root: (root / "content/theses/a/empty.md").touch(),
        lambda root: (root / "content/theses/b/thesis.yaml").rename(root / "content/theses/b/thesis.yml"),
        lambda root: shutil.copytree(root / "content/theses/b", root / "content/theses/c"),
        lambda root: (root / "content/theses/a/link.md").symlink_to("market.en.md"),
        lambda root: (root / "content/facts/more.yaml").touch(),
    ],
)
def test_files_that_come_go_or_move_count(world: World, change: Callable[[Path], object]) -> None:
    """A file that is new, gone or renamed changes the release, an empty one too."""
    before = of(world)
    change(world.root)
    assert of(world).release != before.release


def test_times_places_and_order_do_not_count(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither modification times nor the project's folder nor the order in which files are found make a difference."""
    before = of(world)
    for file in world.root.rglob("*"):
        os.utime(file, (1, 1))
    assert of(world) == before
    shutil.copytree(world.root, tmp_path / "elsewhere" / "copy")
    assert of(World(tmp_path / "elsewhere" / "copy", world.as_of, world.shipped)) == before
    monkeypatch.setattr("briefwright.fingerprint.walk", lambda base, folder: reversed(list(walk(base, folder))))
    assert of(world) == before


def test_the_files_are_those_the_world_names(world: World) -> None:
    """The same rules as ``World.files``: hidden files and dunder folders are no part of a project."""
    before = of(world)
    lay(world.root, {"content/.hidden": b"x", "content/__pycache__/x": b"x", "content/.git/x": b"x", "dist/x": b"x"})
    assert of(world) == before
    for folder in ("content", "templates", "assets"):
        walked = {name for name, _ in walk(world.root, folder)}
        if folder != "content":
            walked |= {name for name, _ in walk(world.shipped, folder)}
        assert sorted(walked) == world.files(folder)


def test_shipped_files_count_unless_shadowed(world: World) -> None:
    """A shipped template counts; one that the project overrides does not."""
    before = of(world)
    (world.shipped / "templates/page.html").write_bytes(b"new, and hidden by the project's own")
    assert of(world) == before
    (world.shipped / "templates/other.html").write_bytes(b"new")
    assert of(world).shared != before.shared


def test_options_count(world: World) -> None:
    """Every option, its name and its value, changes the release and no thesis."""
    several: list[dict[str, str]] = [{}, {"a": "bc"}, {"ab": "c"}, {"a": "b"}, {"a": "b", "c": ""}]
    prints = [fingerprint.of_project(world, options) for options in several]
    assert len({one.release for one in prints}) == len(prints)
    assert len({one.shared for one in prints}) == 1
    assert fingerprint.of_project(world, {"x": "1", "y": "2"}) == fingerprint.of_project(world, {"y": "2", "x": "1"})


def test_the_code_counts(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of the program makes everything anew."""
    before = of(world)
    lay(tmp_path / "code", {"fingerprint.py": b"", "render/page.py": b"x = 1"})
    monkeypatch.setattr(fingerprint, "__file__", str(tmp_path / "code" / "fingerprint.py"))
    first = of(world)
    (tmp_path / "code/render/page.py").write_bytes(b"x = 2")
    assert len({before.shared, first.shared, of(world).shared}) == 3


def test_engines_count(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of a library that shapes the output makes everything anew; one of another library does not."""
    before = of(world)
    lay(tmp_path / "site", {"unrelated-1.0.dist-info/METADATA": b""})
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    assert of(world) == before
    lay(tmp_path / "site", {"WeasyPrint-999.0.dist-info/METADATA": b""})
    assert of(world).shared != before.shared


def test_nothing_that_lies_in_a_folder_can_hang_it(world: World) -> None:
    """Pipes, links to endless devices, loops and missing targets are noted and not opened."""
    folder = world.root / "content/theses/a"
    os.mkfifo(folder / "pipe.md")
    (folder / "zero.md").symlink_to("/dev/zero")
    (folder / "loop.md").symlink_to("loop.md")
    (folder / "up").symlink_to("..")
    (folder / "gone.md").symlink_to("nowhere")
    since = time.monotonic()
    first = of(world)
    assert time.monotonic() - since < 5
    (folder / "gone.md").unlink()
    (folder / "gone.md").symlink_to("elsewhere")
    assert of(world).theses["a"] != first.theses["a"]


def test_huge_files_do_not_hold_it_up(world: World) -> None:
    """A file beyond anything a build reads is told by its size and its ends."""
    huge = world.root / "content/theses/a/huge.csv"
    with huge.open("wb") as file:
        file.truncate(1 << 40)
    since = time.monotonic()
    first = of(world)
    assert time.monotonic() - since < 5
    with huge.open("r+b") as file:
        file.write(b"x")
    assert of(world).theses["a"] != first.theses["a"]


def test_an_unreadable_file_and_an_absent_project_are_answers_too(world: World, tmp_path: Path) -> None:
    """Whatever the state of the disk, there is a fingerprint; the loader says what is wrong."""
    before = of(world)
    shutil.rmtree(world.root / "content/theses")
    assert of(world).theses == {}
    assert of(world).release != before.release
    of(World(tmp_path / "nowhere", world.as_of, tmp_path / "nowhere"))


@given(st.lists(st.tuples(st.binary(max_size=6), st.binary(max_size=6)), max_size=4, unique_by=lambda pair: pair[0]))
def test_names_and_bytes_cannot_be_confused(pairs: list[tuple[bytes, bytes]]) -> None:
    """What one string ends with cannot be taken for the beginning of the next."""

    def digest(entries: list[tuple[str, str]]) -> str:
        whole = fingerprint._Digest()
        for name, value in entries:
            whole.add(name, value)
        return whole.hex

    texts = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in pairs]
    shifted = [(name + value[:1], value[1:]) for name, value in texts]
    assert (digest(texts) == digest(shifted)) == (texts == shifted)
