"""Writing a release: whatever happens, the folder holds the old one or the new one, whole."""

import errno
import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from briefwright.model.finding import Refused
from briefwright.publish import Manifest, claim, described, place, probe, read, release, writer
from tests.unit.publish.releases import CALLS, publish, tree_of

pytestmark = pytest.mark.slow

KILLS = int(os.environ.get("SOAK_KILLS", "15"))


def which(out: Path) -> str:
    """The name of the release at ``out`` if its files, and no others, are there with their hashes; else a complaint."""
    manifest = json.loads((out / "manifest.json").read_bytes())
    there = {file.relative_to(out).as_posix() for file in out.rglob("*") if file.is_file()} - {"manifest.json"}
    if there != set(manifest["files"]):
        return f"files differ: {sorted(there ^ set(manifest['files']))}"
    for path, entry in manifest["files"].items():
        if hashlib.sha256((out / path).read_bytes()).hexdigest() != entry["sha256"]:
            return f"{path} is not what the manifest says"
    return str(manifest["inputs"])


def beside(out: Path) -> set[str]:
    return {file.name for file in out.parent.iterdir()} - {out.name, f".{out.name}.lock"}


def code(caught: "pytest.ExceptionInfo[Refused]") -> str:
    return caught.value.findings[0].code


@pytest.fixture(params=["exchange", "renames"])
def swap(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways to swap: the exchange of two folders, and the two renames of systems that have none."""
    kind = str(request.param)
    if kind == "renames":
        monkeypatch.setattr(writer, "_exchange", lambda one, other: False)
    return kind


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "dist"


def test_a_release_replaces_the_one_before(out: Path, swap: str) -> None:
    """The second release is there in full, of the first nothing is left, and no temporary folder stays."""
    publish("A", out)
    assert which(out) == "A"
    publish("B", out)
    assert which(out) == "B"
    assert beside(out) == set()


def test_an_empty_folder_is_taken(out: Path, swap: str) -> None:
    """An existing empty folder may become a release; missing parents are made."""
    out.mkdir()
    publish("A", out)
    publish("A", out.parent / "deep" / "er" / "dist")
    assert which(out.parent / "deep" / "er" / "dist") == which(out) == "A"


def test_modes_do_not_depend_on_the_umask(out: Path) -> None:
    """Files are 0644 and folders 0755 even for a user with a tight umask."""
    before = os.umask(0o077)
    try:
        publish("A", out)
    finally:
        os.umask(before)
    assert out.stat().st_mode & 0o777 == 0o755
    assert (out / "part-0").stat().st_mode & 0o777 == 0o755
    assert (out / "part-0/index.html").stat().st_mode & 0o777 == 0o644


def test_files_carried_over_are_the_same_files(out: Path, swap: str) -> None:
    """A path in the tree is hard-linked, not copied, and outlives the tree it came from."""
    publish("A", out)
    inode = (out / "part-3/index.html").stat().st_ino
    manifest = read(out)
    tree: dict[str, bytes | Path] = dict(tree_of("B")) | {"part-3/index.html": out / "part-3/index.html"}
    release(tree, Manifest("2023-02-20", "0", "B", files=described(tree, {}, manifest)), out)
    assert which(out) == "B"
    assert (out / "part-3/index.html").stat().st_ino == inode
    assert (out / "part-3/index.html").read_bytes() == tree_of("A")["part-3/index.html"]


def test_where_links_are_impossible_files_are_copied(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system without hard links gets copies."""
    publish("A", out)

    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", no_links)
    tree: dict[str, bytes | Path] = {"index.html": b"B", "part-3/index.html": out / "part-3/index.html"}
    release(tree, Manifest("2023-02-20", "0", "B", files=described(tree, {}, read(out))), out)
    assert which(out) == "B"


def test_a_carried_file_that_has_vanished_fails_the_release(out: Path, swap: str) -> None:
    """The old release stays where a file of it that was to be carried over is missing."""
    publish("A", out)
    manifest = read(out)
    tree: dict[str, bytes | Path] = {"index.html": b"B", "gone.txt": out / "gone.txt"}
    files = described({"index.html": b"B"}, {}, manifest) | described({"gone.txt": b""}, {})
    with pytest.raises(Refused) as caught:
        release(tree, Manifest("2023-02-20", "0", "B", files=files), out)
    assert code(caught) == "P602"
    assert which(out) == "A"
    assert beside(out) == set()


@pytest.mark.parametrize(
    "name",
    ["../x", "/x", "a/../x", "a//b", "a/./b", "", "a\\b", "c:x", "a\0b", "a\nb", "end.", "end ", "n" * 256, "\ud800"],
)
def test_unsafe_names_are_refused(out: Path, name: str) -> None:
    """A name that leaves the tree, or that some system cannot store, stops the release."""
    with pytest.raises(Refused) as caught:
        writer.write({"index.html": b"", name: b""}, out)
    assert code(caught) == "P602"
    assert not out.exists()


@pytest.mark.parametrize("names", [("a/b", "A/c"), ("a", "a/b"), ("x/Y.html", "x/y.html")])
def test_names_that_clash_are_refused(out: Path, names: tuple[str, str]) -> None:
    """Names that differ in case only, or are file and folder at once, stop the release."""
    with pytest.raises(Refused):
        writer.write(dict.fromkeys(names, b""), out)


def test_a_manifest_that_does_not_fit_its_tree_is_a_defect(out: Path) -> None:
    """Tree and manifest must have the same paths."""
    with pytest.raises(ValueError, match="does not describe"):
        release({"index.html": b""}, Manifest("2023-02-20", "0", "A"), out)


# Where not to write


@pytest.mark.parametrize("inside", ["", ".", "content", "content/theses", "templates/x", "assets", "src", ".."])
def test_the_project_itself_is_never_written_to(tmp_path: Path, inside: str) -> None:
    """The root, its parents and its own folders are refused, even when empty."""
    root = tmp_path / "project"
    (root / "content").mkdir(parents=True)
    with pytest.raises(Refused) as caught:
        probe(root / inside, root)
    assert code(caught) == "P602"
    assert caught.value.findings[0].help
    assert [file.name for file in root.iterdir()] == ["content"]


@pytest.mark.parametrize("folder", [Path("/"), Path.home(), Path.home().parent])
def test_root_and_home_are_never_written_to(folder: Path) -> None:
    """Neither / nor the home folder nor what holds it may become a release."""
    with pytest.raises(Refused):
        probe(folder)


def test_a_folder_with_foreign_files_is_refused(out: Path) -> None:
    """Files that no release has written are never deleted, whatever their names."""
    out.mkdir()
    (out / "thesis.docx").write_bytes(b"mine")
    with pytest.raises(Refused) as caught:
        publish("A", out)
    assert code(caught) == "P602"
    (out / "manifest.json").write_text('{"name": "a web app"}')
    with pytest.raises(Refused):
        publish("A", out)
    assert (out / "thesis.docx").read_bytes() == b"mine"


def test_links_and_files_are_refused(out: Path, tmp_path: Path) -> None:
    """A symbolic link or a plain file in place of the folder is refused and stays."""
    (tmp_path / "real").mkdir()
    out.symlink_to("real")
    with pytest.raises(Refused):
        publish("A", out)
    assert out.is_symlink()
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(Refused):
        publish("A", tmp_path / "file")
    with pytest.raises(Refused):
        publish("A", tmp_path / "file" / "below")


# Faults


def failing(patch: pytest.MonkeyPatch, at: int, problem: OSError) -> Callable[[], int]:
    """Let the ``at``-th system call fail; the answer tells how many calls were made."""
    count = 0

    def patched(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            nonlocal count
            count += 1
            if count != at:
                return real(*args, **kwargs)
            if name == "close":
                real(*args, **kwargs)
            raise problem

        return call

    for name in CALLS:
        patch.setattr(os, name, patched(name, getattr(os, name)))
    return lambda: count


def test_any_system_call_may_fail(out: Path, swap: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever call fails, the result is a P602 and the old release, or the new one; the next build mends the rest."""
    monkeypatch.setattr(os, "fsync", lambda handle: None)  # hundreds of releases: the disk need not have them all
    publish("A", out)
    refused = 0
    codes: set[str] = set()
    for at in range(1, 1000):
        number = (errno.ENOSPC, errno.EIO, errno.EACCES)[at % 3]
        with monkeypatch.context() as patch:
            calls = failing(patch, at, OSError(number, os.strerror(number)))
            try:
                publish("B", out)
            except Refused as problem:
                refused += 1
                codes |= {finding.code for finding in problem.findings}
        place.recover(out)
        assert which(out) in ("A", "B"), at
        publish("A", out)
        assert beside(out) == set(), at
        if calls() < at:
            break
    else:
        pytest.fail("the calls never ended")
    assert refused > 30
    assert codes == {"P602"}


def test_a_failing_release_leaves_the_old_one(out: Path, swap: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fills up half-way: P602 says so, the old release stands, and nothing half-written stays."""
    publish("A", out)
    real, count = os.write, 0

    def full(handle: int, data: bytes) -> int:
        nonlocal count
        count += 1
        if count > 3:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(handle, data)

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(Refused) as caught:
        publish("B", out)
    monkeypatch.undo()
    assert "No space left" in caught.value.findings[0].message
    assert which(out) == "A"
    assert beside(out) == set()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 256 KiB."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("mounting a small file system needs Linux and root")
    mount = tmp_path / "disk"
    mount.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(mount)], check=False)  # noqa: S607
    if done.returncode:
        pytest.skip("this machine does not let us mount a tmpfs")
    try:
        yield mount
    finally:
        subprocess.run(["umount", str(mount)], check=True)  # noqa: S607


def test_a_disk_that_is_really_full(small_disk: Path) -> None:
    """On a full file system the old release keeps every byte."""
    out = small_disk / "dist"
    publish("A", out)
    large = {"index.html": b"B", "large.bin": bytes(300 * 1024)}
    with pytest.raises(Refused) as caught:
        release(large, Manifest("2023-02-20", "0", "B", files=described(large, {})), out)
    assert code(caught) == "P602"
    assert which(out) == "A"
    assert beside(out) == set()


def test_a_read_only_disk_is_found_before_any_work(small_disk: Path) -> None:
    """probe says that nothing can be written, and the release is not touched."""
    out = small_disk / "dist"
    publish("A", out)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)  # noqa: S607
    with pytest.raises(Refused) as caught:
        probe(out)
    assert code(caught) == "P602"
    assert "ead-only" in caught.value.findings[0].message
    assert which(out) == "A"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_found_before_any_work(out: Path) -> None:
    """A folder without write permission is refused."""
    out.parent.chmod(0o555)
    try:
        with pytest.raises(Refused) as caught:
            probe(out)
        assert code(caught) == "P602"
    finally:
        out.parent.chmod(0o755)


# Two builds, and builds that were killed


def test_two_builds_do_not_clash(out: Path) -> None:
    """While one build holds the folder another is refused with P603, which names the process; then it may."""
    with claim(out) as held:
        with pytest.raises(Refused) as caught:
            publish("B", out)
        assert code(caught) == "P603"
        assert str(os.getpid()) in caught.value.findings[0].message
        tree = tree_of("A")
        release(tree, Manifest("2023-02-20", "0", "A", files=described(tree, {})), held)
    assert which(out) == "A"
    publish("B", out)
    assert which(out) == "B"


def test_what_killed_builds_left_is_cleared(out: Path) -> None:
    """Temporary trees of dead processes go with the next build; similar names of others stay."""
    publish("A", out)
    for name in (".dist.tmp-99999", ".dist.made-99999", ".dist.old-99999", ".dist.tmp-mine", ".other.tmp-99999"):
        (out.parent / name).mkdir()
        (out.parent / name / "file").write_bytes(b"x")
    publish("B", out)
    assert beside(out) == {".dist.tmp-mine", ".other.tmp-99999"}


def test_a_swap_cut_short_is_mended(out: Path) -> None:
    """Killed between two renames, the old release is beside the folder; the next build puts it back first."""
    publish("A", out)
    out.rename(out.with_name(".dist.old-99999"))
    shutil.copytree(out.with_name(".dist.old-99999"), out.with_name(".dist.tmp-99999"))
    probe(out)
    assert which(out) == "A"
    assert beside(out) == set()


WRITER = """
    import os, signal, sys
    from pathlib import Path
    from briefwright.publish import writer
    from tests.unit.publish.releases import CALLS, publish
    out, way, at = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    if way == "renames":
        writer._exchange = lambda one, other: False
    left = at
    def counted(call):
        def counting(*args, **kwargs):
            global left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*args, **kwargs)
        return counting
    if at:
        for name in (*CALLS, "unlink", "rmdir"):
            setattr(os, name, counted(getattr(os, name)))
    print("ready", flush=True)
    while True:
        publish("B", out)
        publish("A", out)
"""


def writing(out: Path, way: str, at: int) -> "subprocess.Popen[bytes]":
    script = out.parent / "writer.py"
    script.write_text(textwrap.dedent(WRITER))
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen(
        [sys.executable, str(script), str(out), way, str(at)], env=environment, stdout=subprocess.PIPE
    )


@pytest.mark.skipif(sys.platform == "win32", reason="no kill -9")
def test_killed_at_any_moment_the_release_is_whole(out: Path) -> None:
    """A writer of two releases in turn is killed at random moments; what stands is always one of them, whole."""
    generator = random.Random(20230220)  # noqa: S311 - the same moments in every run
    publish("A", out)
    for _ in range(KILLS):
        with writing(out, "exchange", 0) as child:
            assert child.stdout
            assert child.stdout.readline() == b"ready\n"
            time.sleep(generator.uniform(0, 0.08))
            child.kill()
        assert which(out) in ("A", "B")
    publish("A", out)
    assert beside(out) == {"writer.py"}


@pytest.mark.skipif(sys.platform == "win32", reason="no kill -9")
@pytest.mark.parametrize("way", ["exchange", "renames"])
def test_killed_at_any_system_call_the_release_is_whole(out: Path, way: str) -> None:
    """The same with kills before chosen system calls; where folders cannot be exchanged, after the next start."""
    generator = random.Random(len(way))  # noqa: S311 - the same calls in every run
    publish("A", out)
    for at in sorted(generator.sample(range(1, 160), KILLS)):
        with writing(out, way, at) as child:
            child.wait(timeout=30)
            assert child.returncode == -9
        if way == "renames":
            probe(out)
        assert which(out) in ("A", "B"), at
    publish("A", out)
    assert beside(out) == {"writer.py"}
