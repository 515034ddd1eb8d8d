"""Writes a tree of files to disk and swaps it in whole: a reader, or a kill, finds the old release or the new one."""

import contextlib
import hashlib
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from briefwright.model.finding import Finding, Refused
from briefwright.publish.contents import Content, Stored
from briefwright.publish.links import targets
from briefwright.publish.place import Place, claim, refusing, remove

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_MANY = 100
"""New files and folders from which one sync of the file system is cheaper than one of each file."""
_FORBIDDEN = frozenset('\\:*?"<>|')


def store(files: Mapping[str, bytes], folder: Path) -> dict[str, Stored]:
    """Write files of a release, by their paths in it, to a new ``folder`` of the same file system. Raises OSError."""
    folder.mkdir(parents=True)
    stored = {}
    for number, (path, content) in enumerate(files.items()):
        file = folder / str(number)  # whether its name can be had is seen when the whole tree is known
        _write_file(str(file), content, sync=False)
        links = targets(path, content) if path.endswith((".html", ".css")) else ()
        stored[path] = Stored(file, hashlib.sha256(content).hexdigest(), len(content), links)
    return stored


def write(tree: Mapping[str, Content], out: Path, root: Path | None = None) -> None:
    """Replace whatever release is at ``out`` by ``tree``. Raises Refused as ``claim`` does, and as ``replace``."""
    with claim(out, root) as place:
        replace(tree, place)


def replace(tree: Mapping[str, Content], place: Place) -> None:
    """Write ``tree`` (path in the release to bytes, a stored file to move in, or one to carry over) and swap it in.

    Raises Refused (P602) where a name is not safe or the system fails; the release at ``place`` is then untouched.
    """
    _safe(tree)
    try:
        with refusing(place.out):
            _grow(tree, place.temporary)
            _swap(place)
    finally:
        for left in (place.temporary, place.displaced):
            # After a swap these are the old tree. A displaced tree without its successor is the release itself.
            if left != place.displaced or os.path.lexists(place.out):
                remove(left)
    with contextlib.suppress(OSError):  # the release is in place; only a power cut in this moment could undo the swap
        _sync(place.out.parent)


def _safe(tree: Mapping[str, Content]) -> None:
    """Raise Refused for names that leave the tree, that some system cannot store, or that clash."""
    folded: dict[str, str] = {}
    folders: set[str] = set()
    for path in sorted(tree):
        folder, slash, _ = path.rpartition("/")
        if slash and not folder:
            raise _unsafe(path, "is an absolute path")
        while folder and folder not in folders:
            folders.add(folder)
            _check(folder, folded)
            folder = folder.rpartition("/")[0]
        _check(path, folded)
    if both := sorted(folders.intersection(tree)):
        raise _unsafe(both[0], "is a file and a folder at once")


def _check(path: str, folded: dict[str, str]) -> None:
    """Raise Refused where the last part of ``path`` cannot be stored, or another path differs in letter case only."""
    if not _storable(path.rpartition("/")[2]):
        raise _unsafe(path, "is not a name every system can store")
    other = folded.setdefault(path.casefold(), path)
    if other != path:
        raise _unsafe(path, f"differs from '{other}' in capital letters only")


def _storable(part: str) -> bool:
    if part in ("", ".", "..") or part[-1] in ". " or not part.isprintable() or _FORBIDDEN.intersection(part):
        return False
    return len(part.encode("utf-8", "surrogatepass")) <= 255


def _unsafe(path: str, why: str) -> Refused:
    message = f"the release cannot have '{path[:200]}': it {why}"
    return Refused(Finding("P602", message, help="mend the name it comes from"))


def _grow(tree: Mapping[str, Content], top: Path) -> None:
    """Write the tree below ``top``, which must not exist, and see it to the disk."""
    folders = {str(top)}
    _make(str(top))
    below = {path.rpartition("/")[0] for path in tree}
    many = len(below) + sum(not isinstance(content, Path) for content in tree.values()) > _MANY
    for path in sorted(tree):
        target = f"{top}/{path}"
        _make_all(target.rpartition("/")[0], folders)
        content = tree[path]
        if isinstance(content, bytes):
            _write_file(target, content, sync=not many)
        elif isinstance(content, Stored):
            os.rename(content.file, target)  # noqa: PTH104
            if not many:
                _sync(Path(target))
        else:
            _carry(content, target)
    if not many or not _sync_all(top):
        for folder in sorted(folders, reverse=True):
            _sync(Path(folder))


def _make_all(folder: str, made: set[str]) -> None:
    if folder not in made:
        _make_all(folder.rpartition("/")[0], made)
        _make(folder)
        made.add(folder)


def _make(folder: str) -> None:
    os.mkdir(folder)  # noqa: PTH102 - plain calls: a large release has tens of thousands
    os.chmod(folder, 0o755)  # noqa: PTH101, S103 - what a web server needs, whatever the umask


def _write_file(target: str, content: bytes, *, sync: bool) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(target, flags, 0o644)
    try:
        view = memoryview(content)
        while view:
            view = view[os.write(handle, view) :]
        if sys.platform != "win32":
            os.fchmod(handle, 0o644)
        if sync:
            os.fsync(handle)
    finally:
        os.close(handle)


def _carry(source: Path, target: str) -> None:
    """Have the file of the last release in this one too, without copying it where the file system allows."""
    try:
        os.link(source, target)
    except FileNotFoundError:
        raise
    except OSError:
        _write_file(target, source.read_bytes(), sync=True)


def _sync(folder: Path) -> None:
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sync_all(top: Path) -> bool:
    """Sync the whole file system that holds ``top``, where there is such a call."""
    if sys.platform != "linux":
        return False
    import ctypes

    syncfs = getattr(ctypes.CDLL(None), "syncfs", None)
    if syncfs is None:
        return False
    handle = os.open(top, os.O_RDONLY)
    try:
        return bool(syncfs(handle) == 0)
    finally:
        os.close(handle)


def _swap(place: Place) -> None:
    if not os.path.lexists(place.out):
        os.rename(place.temporary, place.out)  # noqa: PTH104
    elif not _exchange(place.temporary, place.out):
        os.rename(place.out, place.displaced)  # noqa: PTH104
        try:
            os.rename(place.temporary, place.out)  # noqa: PTH104
        except OSError:
            os.rename(place.displaced, place.out)  # noqa: PTH104
            raise


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system or the file system cannot, or it fails."""
    if sys.platform != "linux":
        return False
    import ctypes

    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    if rename is None:
        return False
    return bool(rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0)
