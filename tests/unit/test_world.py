"""The one door in: which files there are, which may be read, and which day it is."""

import hashlib
import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from briefwright.model.finding import Refused
from briefwright.world import FILE_LIMIT, World, default_as_of, now, shipped_root, variable


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A project and, beside it, a folder of shipped files."""
    for name in ("project", "shipped"):
        (tmp_path / name).mkdir()
    return World((tmp_path / "project").resolve(), date(2024, 1, 2), (tmp_path / "shipped").resolve())


def write(base: Path, path: str, text: str = "x") -> Path:
    (base / path).parent.mkdir(parents=True, exist_ok=True)
    (base / path).write_text(text, encoding="utf-8")
    return base / path


def refusal(world: World, path: str, **limits: int) -> str:
    """The code with which a file is refused."""
    with pytest.raises(Refused) as caught:
        world.read(path, **limits)
    (finding,) = caught.value.findings
    assert finding.help
    return finding.code


def test_a_project_shadows_shipped_files_one_by_one(world: World) -> None:
    """Templates and assets are layered: the project's own file is read where it has one, the shipped one elsewhere."""
    write(world.shipped, "templates/a.html", "shipped")
    write(world.shipped, "templates/b.html", "shipped")
    write(world.root, "templates/b.html", "own")
    assert world.files("templates") == ["templates/a.html", "templates/b.html"]
    assert (world.read("templates/a.html"), world.read("templates/b.html")) == (b"shipped", b"own")


def test_shipped_content_is_no_part_of_a_project(world: World) -> None:
    """A library is a project's own: the shipped one is never mixed into it."""
    write(world.shipped, "content/houses/house.yaml")
    assert world.files("content") == []
    assert refusal(world, "content/houses/house.yaml") == "L031"


def test_files_are_listed_in_order_without_hidden_ones(world: World) -> None:
    """Hidden files and folders are nobody's content; the order does not depend on the disk."""
    for path in (
        "content/b/1.yaml",
        "content/a/2.yaml",
        "content/.git/x",
        "content/a/.x.yaml",
        "content/__pycache__/y",
    ):
        write(world.root, path)
    assert world.files("content") == ["content/a/2.yaml", "content/b/1.yaml"]


@pytest.mark.parametrize("path", ["", "/etc/passwd", "../x", "content/../../x", "content\\x", "c:/x", "content/\0"])
def test_a_path_that_leaves_the_project_is_refused(world: World, path: str) -> None:
    """Whatever content or templates name, nothing outside the project is opened."""
    assert refusal(world, path) == "L030"


def test_links_out_of_the_project_are_refused(world: World, tmp_path: Path) -> None:
    """Neither a file nor a folder of the project may be a link that leads out of it."""
    secret = write(tmp_path, "secret/key.yaml", "secret")
    (world.root / "content").mkdir()
    (world.root / "content" / "key.yaml").symlink_to(secret)
    (world.root / "content" / "folder").symlink_to(secret.parent)
    assert refusal(world, "content/key.yaml") == "L030"
    assert refusal(world, "content/folder/key.yaml") == "L030"


def test_a_link_inside_the_project_is_not_followed(world: World) -> None:
    """A record under two names would be two records; and a link can be changed under a running build."""
    target = write(world.root, "content/a.yaml")
    (world.root / "content" / "b.yaml").symlink_to(target)
    assert refusal(world, "content/b.yaml") == "L032"


def test_links_that_lead_to_each_other_are_refused(world: World) -> None:
    """They lie nowhere, and so not in the project."""
    (world.root / "content").mkdir()
    (world.root / "content" / "a.yaml").symlink_to("b.yaml")
    (world.root / "content" / "b.yaml").symlink_to("a.yaml")
    assert refusal(world, "content/a.yaml") == "L030"


@pytest.fixture
def deep(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, int], str]]:
    """Makes a file below folders of a name, one in another, and gives its path; nothing else could remove them."""
    made: list[tuple[str, int]] = []

    def make(name: str, levels: int) -> str:
        monkeypatch.chdir(world.root / "content")
        for _ in range(levels):
            Path(name).mkdir()
            os.chdir(name)
        Path("x.yaml").touch()
        made.append((name, levels))
        return f"content/{f'{name}/' * levels}x.yaml"

    yield make
    for name, levels in made:
        monkeypatch.chdir(world.root / "content")
        for _ in range(levels):
            os.chdir(name)
        Path("x.yaml").unlink()
        for _ in range(levels):
            os.chdir("..")
            Path(name).rmdir()


def test_folders_are_listed_however_deep_and_links_to_folders_as_files(
    world: World, deep: Callable[[str, int], str]
) -> None:
    """A stranger may nest them deeper than Python calls functions, and deeper than the system has names for."""
    write(world.root, "content/theses/a/thesis.yaml")
    (world.root / "content/theses/b").symlink_to("a")
    within, beyond = deep("d", 1100), deep("deep", 1000)
    assert world.files("content") == [within, "content/theses/a/thesis.yaml", "content/theses/b"]
    assert world.read(within) == b""
    assert refusal(world, beyond) == "L031"
    assert refusal(world, f"content/{'x' * 300}.yaml") == "L031"


def test_what_is_not_a_regular_file_is_refused_at_once(world: World) -> None:
    """A folder or a pipe in place of a file is a finding, not a hang or a traceback."""
    (world.root / "content" / "folder.yaml").mkdir(parents=True)
    os.mkfifo(world.root / "content" / "pipe.yaml")
    assert refusal(world, "content/folder.yaml") == "L032"
    assert refusal(world, "content/pipe.yaml") == "L032"


def test_files_have_a_size_limit(world: World) -> None:
    """A file at the limit is read, one above it is not."""
    write(world.root, "content/a.yaml", "12345")
    assert world.read("content/a.yaml", limit=5) == b"12345"
    assert refusal(world, "content/a.yaml", limit=4) == "L002"


def test_a_file_that_cannot_be_opened_is_a_finding(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root may read anything, so the system's refusal is simulated."""

    def denied(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    write(world.root, "content/a.yaml")
    monkeypatch.setattr(os, "open", denied)
    assert refusal(world, "content/a.yaml") == "L033"


def test_the_day_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH counts seconds in UTC; without it, it is today."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86399")
    assert default_as_of() == date(1970, 1, 1)
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    before = datetime.now(UTC).date()
    assert before <= default_as_of() <= datetime.now(UTC).date()


@pytest.mark.parametrize("value", ["tomorrow", "1e9", "99999999999999999999"])
def test_a_day_that_is_none_is_not_guessed(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    """A SOURCE_DATE_EPOCH that is no number of seconds is an error, never today."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    with pytest.raises((ValueError, OverflowError, OSError)):
        default_as_of()


def test_the_root_is_resolved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``--root .`` and its absolute path are the same project."""
    monkeypatch.chdir(tmp_path)
    assert World.here(Path()).root == tmp_path.resolve()
    assert (shipped_root() / "templates").is_dir()


def test_the_hash_of_a_file_is_that_of_its_bytes(world: World) -> None:
    """However large, and only of regular files of the world."""
    write(world.root, "content/big", "x" * (FILE_LIMIT + 1))
    assert world.sha256("content/big") == hashlib.sha256(b"x" * (FILE_LIMIT + 1)).hexdigest()
    with pytest.raises(Refused):
        world.sha256("content")


def test_the_clock_gives_whole_seconds_in_utc() -> None:
    """As a lock writes them."""
    assert now().utcoffset() == timedelta(0)
    assert now().microsecond == 0


def test_a_variable_is_read_without_the_space_around_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pasted addresses end on a newline."""
    monkeypatch.setenv("WAREHOUSE_URL", " sqlite://\n")
    assert variable("WAREHOUSE_URL") == "sqlite://"
    assert not variable("NO_SUCH_URL")
