"""The folder a release goes to: whether it may be written, who is writing it, what an interrupted build left there."""

import contextlib
import os
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefwright.model.finding import Finding, Refused
from briefwright.publish.manifest import NAME, is_release

if sys.platform != "win32":
    import fcntl

_CONTENT = ("content", "templates", "assets", "src", ".git")
_ELSEWHERE = "name another folder with --out"


@dataclass(frozen=True, slots=True)
class Place:
    """A claimed folder: no other build writes to ``out`` while it is held. The next tree grows in ``temporary``."""

    out: Path

    @property
    def temporary(self) -> Path:
        return self.out.with_name(f".{self.out.name}.tmp-{os.getpid()}")

    @property
    def made(self) -> Path:
        """Where workers put the files of the next tree."""
        return self.out.with_name(f".{self.out.name}.made-{os.getpid()}")

    @property
    def displaced(self) -> Path:
        """Where the old tree waits on systems that cannot exchange two folders."""
        return self.out.with_name(f".{self.out.name}.old-{os.getpid()}")


@contextlib.contextmanager
def claim(out: Path, root: Path | None = None) -> Iterator[Place]:
    """Hold ``out`` for one build, from before the last release is read until the next one is in place.

    ``root`` is the project, whose own folders are never written to. Clears up after builds that were killed, and tries
    whether files can be written. Raises Refused: P602 where ``out`` must not or cannot be written, P603 where another
    build holds it.
    """
    place = Place(_allowed(out, root))
    with refusing(place.out):
        place.out.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(_lock_file(place.out), os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
    try:
        _lock(handle, place.out)
        recover(place.out)
        _known(place.out)
        with refusing(place.out):
            _try_to_write(place)
        yield place
    finally:
        remove(place.made)
        with contextlib.suppress(OSError):
            os.close(handle)


def probe(out: Path, root: Path | None = None) -> None:
    """Raise what ``claim`` would, without holding the folder."""
    with claim(out, root):
        pass


def recover(out: Path) -> None:
    """Mend what a killed build left beside ``out``: put an old tree back that was moved away, remove half-written ones.

    Only for the holder of the lock. Raises Refused (P602) where the old tree cannot be put back.
    """
    for displaced in _beside(out, "old"):
        if not os.path.lexists(out):
            with refusing(out):
                displaced.rename(out)
        else:
            remove(displaced)
    for stale in (*_beside(out, "tmp"), *_beside(out, "made")):
        remove(stale)


def remove(folder: Path) -> None:
    """Remove a folder that nothing needs any more, as far as that is possible; the next build takes up the rest."""
    with contextlib.suppress(OSError):
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def refusing(out: Path) -> Iterator[None]:
    """Turn an OSError into Refused with P602."""
    try:
        yield
    except OSError as problem:
        reason = problem.strerror or type(problem).__name__
        message = f"the release could not be written to '{out.name}': {reason}"
        help_ = "free some space, or see to the folder's permissions; the previous release is untouched"
        raise Refused(Finding("P602", message, help=help_)) from None


def _allowed(out: Path, root: Path | None) -> Path:
    """``out``, its parent resolved. Raises Refused where a release must never be written."""
    if out.is_symlink():
        raise _refused(f"'{out}' is a symbolic link", "name the folder it leads to")
    try:
        real = out.parent.resolve() / out.name if out.name not in ("", "..") else out.resolve()
        project = root.resolve() if root else None
        home = Path.home().resolve()
    except (OSError, RuntimeError) as problem:
        raise _refused(f"'{out}' cannot be resolved: {problem}", _ELSEWHERE) from None
    if home.is_relative_to(real):
        raise _refused(f"'{real}' is no folder to publish into", _ELSEWHERE)
    if project is not None:
        if project.is_relative_to(real):
            raise _refused(f"'{out}' holds the project itself", _ELSEWHERE)
        if real.is_relative_to(project) and real.relative_to(project).parts[0] in _CONTENT:
            raise _refused(f"'{out}' is part of the project", _ELSEWHERE)
    if os.path.lexists(real) and not real.is_dir():
        raise _refused(f"'{out}' is not a folder", _ELSEWHERE)
    return real


def _known(out: Path) -> None:
    """Raise Refused where ``out`` holds something that is not a release."""
    if not os.path.lexists(out):
        return
    with refusing(out):
        empty = not any(out.iterdir())
    if not empty and not is_release(out):
        message = f"'{out.name}' has files in it and no {NAME} of a release: publishing would delete them"
        raise _refused(message, "name an empty or new folder with --out, or move what is there away")


def _try_to_write(place: Place) -> None:
    """Write and remove what a build will have to: a folder beside ``out`` with a file in it."""
    try:
        place.temporary.mkdir()
        (place.temporary / "probe").write_bytes(b"probe")
        if place.out.exists() and not os.access(place.out, os.W_OK | os.X_OK):
            raise PermissionError(0, "no permission to write")
    finally:
        remove(place.temporary)


def _lock_file(out: Path) -> Path:
    return out.with_name(f".{out.name}.lock")


def _lock(handle: int, out: Path) -> None:
    """Lock the open lock file, which says who holds it; the system frees it however that process ends."""
    if sys.platform == "win32":
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.pread(handle, 20, 0).decode("ascii", "replace").strip() or "unknown"
        message = f"another build (process {holder}) is writing to '{out.name}'"
        help_ = "wait until it is done, or name another folder with --out"
        raise Refused(Finding("P603", message, help=help_)) from None
    except OSError as problem:  # some network file systems have no locks
        raise _refused(f"'{_lock_file(out).name}' cannot be locked: {problem.strerror}", _ELSEWHERE) from None
    with refusing(out):
        os.ftruncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode(), 0)


def _beside(out: Path, kind: str) -> list[Path]:
    pattern = re.compile(rf"\.{re.escape(out.name)}\.{kind}-\d+")
    with refusing(out):
        names = os.listdir(out.parent)  # noqa: PTH208 - only names are wanted
    return [out.parent / name for name in sorted(names) if pattern.fullmatch(name)]


def _refused(message: str, help_: str) -> Refused:
    return Refused(Finding("P602", message, help=help_))
