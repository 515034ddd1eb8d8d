"""The one door through which files, the clock and the environment come in. Writes leave through ``publish``.

A project's own ``templates/`` and ``assets/`` shadow the shipped ones file by file; its ``content/`` stands alone.
Of a stranger's change only the content is read; what decides how it is built comes from a folder that is trusted.
"""

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from io import BufferedReader
from pathlib import Path, PurePosixPath

from briefwright.model.finding import Finding, Refused, Span

FILE_LIMIT = 8 * 1024 * 1024
_LAYERED = ("templates", "assets")
EXTENSIONS = "extensions.py"
HOUSES = "content/houses"
DECIDING = (*_LAYERED, EXTENSIONS, HOUSES)
"""What decides how content is built: the look, the code, and of the records the houses, which say what is checked."""


def shipped_root() -> Path:
    """The folder that holds the shipped ``templates``, ``assets`` and ``content``: package data, or the checkout."""
    package = Path(__file__).parent
    packed = package / "shipped"
    return packed if packed.is_dir() else package.parent.parent


def default_as_of() -> date:
    """``SOURCE_DATE_EPOCH`` where set, else today, in UTC. Raises ValueError where the variable is no integer."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return (datetime.fromtimestamp(int(epoch), UTC) if epoch else now()).date()


def now() -> datetime:
    """The present second, in UTC: for what happens outside of builds, which have no clock but their as-of day."""
    return datetime.now(UTC).replace(microsecond=0)


def variable(name: str) -> str:
    """An environment variable without the space around it; "" where there is none."""
    return os.environ.get(name, "").strip()


@dataclass(frozen=True, slots=True)
class World:
    """``root`` is the project, ``as_of`` the day the build speaks for, ``shipped`` where shipped files are.

    Of a project that is not ``trusted`` no Python is run. With a ``base`` all that is DECIDING is read there instead,
    and ``base`` is trusted. ``stamp`` is the fingerprint of templates and assets while a build goes on: what was read
    of them under one stamp is not read again. It is empty where they may change at any time.
    """

    root: Path
    as_of: date
    shipped: Path
    trusted: bool = True
    base: Path | None = None
    stamp: str = ""

    @classmethod
    def here(cls, root: Path, as_of: date | None = None, *, trusted: bool = True, base: Path | None = None) -> "World":
        return cls(root.resolve(), as_of or default_as_of(), shipped_root(), trusted, base and base.resolve())

    def home(self, path: str) -> Path:
        """The folder that a path of the project is read from: ``base`` for what is DECIDING, else ``root``."""
        if self.base is None:
            return self.root
        parts = PurePosixPath(path).parts
        deciding = any(parts[: name.count("/") + 1] == tuple(name.split("/")) for name in DECIDING)
        return self.base if deciding else self.root

    def as_shipped(self) -> "World":
        """The same without the project's files."""
        return replace(self, root=self.shipped, base=None)

    def files(self, folder: str) -> list[str]:
        """Every file below ``folder``, root-relative, sorted; shipped ones too where the folder is layered."""
        found = {path for path in below(self.root, folder) if self.home(path) == self.root}
        if self.base is not None:
            found.update(path for path in below(self.base, folder) if self.home(path) == self.base)
        if folder.split("/", 1)[0] in _LAYERED:
            found.update(below(self.shipped, folder))
        return sorted(found)

    def read(self, path: str, limit: int = FILE_LIMIT) -> bytes:
        """The bytes of a file, the project's or, for layered folders, the shipped one.

        Raises Refused: L030 outside the project, L031 missing, L032 no regular file, L002 too large, L033 unreadable.
        """
        return self._read(self.locate(path), path, limit)

    def sha256(self, path: str) -> str:
        """The hexadecimal SHA-256 of a file of any size. Raises Refused as ``read`` does, but for L002."""
        with self._open(self.locate(path), path) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def own(self, path: str) -> bool:
        """Whether the project has a file of its own at ``path``, rather than the shipped one."""
        home = self.home(path)
        return home != self.shipped and self.locate(path).is_relative_to(home)

    def locate(self, path: str) -> Path:
        """Where ``path`` really is. Raises Refused as ``read`` does for L030 and L031."""
        parts = PurePosixPath(path).parts
        if not parts or path.startswith("/") or ".." in parts or "\\" in path or "\0" in path or ":" in parts[0]:
            raise Refused(Finding("L030", f"'{path}' leaves the project", Span(path), "name a file inside the project"))
        home = self.home(path)
        layered = (home, self.shipped) if parts[0] in _LAYERED else (home,)
        for base in layered:
            target = base.joinpath(*parts)
            if os.path.lexists(target):
                if not _within(target, base):
                    raise Refused(
                        Finding(
                            "L030",
                            f"'{path}' is a link out of the project",
                            Span(path),
                            "copy the file into the project",
                        )
                    )
                return target
        raise Refused(Finding("L031", f"there is no file '{path}'", Span(path), "create it, or mend the name"))

    def _read(self, target: Path, path: str, limit: int) -> bytes:
        with self._open(target, path) as file:
            size = os.fstat(file.fileno()).st_size
            if size > limit:
                message = f"'{path}' has {size:,} bytes; the limit is {limit:,}"
                raise Refused(Finding("L002", message, Span(path), "split the file"))
            return file.read(limit + 1)

    @staticmethod
    def _open(target: Path, path: str) -> BufferedReader:
        try:
            handle = os.open(target, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0))
        except OSError as problem:
            code = "L032" if target.is_symlink() else "L033"
            what = "is a symbolic link" if target.is_symlink() else f"cannot be read: {problem.strerror}"
            raise Refused(Finding(code, f"'{path}' {what}", Span(path), "put a readable regular file there")) from None
        mode = os.fstat(handle).st_mode
        if not stat.S_ISREG(mode):
            os.close(handle)
            what = "is a folder" if stat.S_ISDIR(mode) else "is not a regular file"
            raise Refused(Finding("L032", f"'{path}' {what}", Span(path), "put a regular file there"))
        return open(handle, "rb")


def _within(target: Path, base: Path) -> bool:
    """Whether ``target`` really lies below ``base``; links that lead to each other lie nowhere."""
    try:
        return target.resolve().is_relative_to(base.resolve())
    except (OSError, RuntimeError):
        return False


def below(base: Path, folder: str) -> list[str]:
    """The files below a folder, relative to ``base``."""
    return [name for name, _ in walk(base, folder)]


def walk(base: Path, folder: str) -> Iterator[tuple[str, str]]:
    """Name relative to ``base`` and path of every file below ``folder``, however deep.

    A link to a folder is one of the files: it is not gone into. Folders and files that hide are left out.
    """
    waiting = [(folder, os.path.join(base, folder))]  # noqa: PTH118 - strings: this runs for every file
    while waiting:
        prefix, top = waiting.pop()
        try:
            with os.scandir(top) as entries:
                found = list(entries)
        except OSError:
            continue
        for entry in found:
            name = f"{prefix}/{entry.name}" if prefix else entry.name
            if entry.is_dir(follow_symlinks=False):
                if not entry.name.startswith((".", "__")):
                    waiting.append((name, entry.path))
            elif not entry.name.startswith("."):
                yield name, entry.path
